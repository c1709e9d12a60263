#include "audit/merge.h"

#include <utility>

namespace jianfu::audit {
namespace {

constexpr size_t kBatch = 500;                      // records in one transaction
constexpr uint64_t kBatchBytes = uint64_t{64} << 20;  // of reports in memory

bool is_there(Results::State state) { return state == Results::State::kDone || state == Results::State::kFailed; }

// Results into the store, many at a time.
class Batch {
 public:
  explicit Batch(Store& store) : store_(store) {}
  Status add(Record record) {
    bytes_ += record.report.size();
    records_.push_back(std::move(record));
    return records_.size() >= kBatch || bytes_ >= kBatchBytes ? flush() : Status(Done{});
  }
  Status flush() {
    store_.add(records_);
    records_.clear();
    bytes_ = 0;
    return store_.status();
  }

 private:
  Store& store_;
  std::vector<Record> records_;
  uint64_t bytes_ = 0;
};

struct Outcome {
  std::vector<Results::State> states;  // of the plan's contents
  bool stopped = false;
};

// What was whole a moment ago and is not now stays out.
Result<Outcome> add_all(const Plan& plan, const Results& results, Store& store, const std::function<bool(uint64_t)>& tell) {
  Outcome out;
  Batch batch(store);
  for (const PlannedContent& one : plan.contents) {
    Results::Kept kept = results.read(one.content);
    out.states.push_back(kept.state);
    if (is_there(kept.state)) {
      if (const Status added = batch.add(std::move(kept.record)); !added) return added.error();
    }
    if (!tell(out.states.size())) {
      out.stopped = true;
      break;
    }
  }
  if (const Status added = batch.flush(); !added) return added.error();
  return out;
}

// One root's share of the plan.
class Linker {
 public:
  Linker(const std::string& root, const Plan& plan, Store& store) : root_(root), store_(store), run_(store.same_run(root, plan.made)) {}

  void link(const PlannedContent& one, Results::State state) {
    if (!is_there(state)) return;
    const bool failed = state == Results::State::kFailed;
    bool first = true;
    for (const Occurrence& at : one.places) {
      const bool mine = at.root == root_;
      if (mine) {
        ++counts_.found;
        store_.link(run_, at, one.content);
        ++(!first ? counts_.reused : failed ? counts_.failed : counts_.scanned);
      }
      first = false;
    }
  }
  void link(const Unopened& one) {
    if (one.at.root != root_) return;
    ++counts_.found;
    ++counts_.failed;
    Record why;
    why.failure_zh = one.why.zh;
    why.failure_en = one.why.en;
    store_.link_failure(run_, one.at, why);
  }
  void end() {
    store_.forget_unseen(run_, root_);
    store_.end_run(run_, counts_);
  }

 private:
  const std::string& root_;
  Store& store_;
  int64_t run_;
  Counts counts_;
};

void link_all(const Plan& plan, const std::vector<Results::State>& states, bool complete, Store& store) {
  Transaction transaction(store.database());
  for (const std::string& root : plan.roots) {
    Linker linker(root, plan, store);
    for (size_t i = 0; i < plan.contents.size(); ++i) linker.link(plan.contents[i], states[i]);
    for (const Unopened& one : plan.unopened) linker.link(one);
    if (complete) linker.end();
  }
  transaction.commit();
}

}  // namespace

PlanStatus status_of(const Plan& plan, const Results& results, const std::function<bool(uint64_t)>& tell) {
  PlanStatus out;
  uint64_t read = 0;
  for (const PlannedContent& one : plan.contents) {
    const Results::State state = results.read(one.content).state;
    out.done += state == Results::State::kDone ? 1 : 0;
    out.failed += state == Results::State::kFailed ? 1 : 0;
    out.torn += state == Results::State::kTorn ? 1 : 0;
    out.foreign += state == Results::State::kForeign ? 1 : 0;
    out.missing += state == Results::State::kMissing ? 1 : 0;
    if (state == Results::State::kMissing || state == Results::State::kTorn) {
      out.open.push_back(&one);
      if (results.attempts(one.content) != 0) ++out.begun;
    }
    if (!tell(++read)) break;
  }
  return out;
}

Result<MergeResult> merge(const Plan& plan, Results& results, const MergeOptions& options, const std::function<bool(uint64_t)>& tell) {
  MergeResult out;
  bool going = true;
  const auto step = [&](uint64_t read) { return going = tell(read); };
  out.status = status_of(plan, results, step);
  out.stopped = !going;
  out.refused = !out.status.complete() && !options.incomplete;
  if (out.stopped || out.refused) return out;
  const Result<std::unique_ptr<Store>> store = Store::open(options.db, options.wait);
  if (!store) return store.error();
  (*store)->use(plan.context);
  const Result<Outcome> added = add_all(plan, results, **store, step);
  if (!added) return added.error();
  out.stopped = added->stopped;
  if (out.stopped) return out;
  for (const Results::State state : added->states) out.merged += is_there(state) ? 1U : 0U;
  link_all(plan, added->states, out.merged == plan.contents.size(), **store);
  if (const Status status = (*store)->status(); !status) return status.error();
  out.swept = results.sweep();
  return out;
}

}  // namespace jianfu::audit
