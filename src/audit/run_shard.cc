#include "audit/run_shard.h"

#include <map>
#include <optional>
#include <set>

#include "audit/problem.h"

namespace jianfu::audit {
namespace {

// A package that is to be scanned.
struct Pending {
  const PlannedContent* planned;
  bool spent;   // was begun often enough before
  bool known;   // has a result, which is to be made again
  unsigned attempt = 0;  // ours; 0: not begun
  bool settled = false;  // has a result of ours
  std::optional<Error> trouble;  // why it could not be opened where it was last looked for
};

class IntoResults final : public Sink {
 public:
  IntoResults(Results& results, std::vector<Pending>& pending) : results_(results) {
    for (Pending& one : pending) {
      by_content_[one.planned->content] = &one;
      for (const Occurrence& at : one.planned->places) by_path_[at.path] = &one;
    }
  }

  // Before the package is touched: what ends this process has been begun.
  void begin(const Occurrence& at) override {
    Pending* const one = pending_at(at);
    if (one == nullptr || one->attempt != 0) return;
    const Result<unsigned> attempt = results_.begin(one->planned->content);
    if (!attempt) return note(attempt.error());
    one->attempt = *attempt;
  }

  // What is not of this shard (the file is another one now) is not to be scanned.
  bool has(const std::string& content) override {
    const auto found = by_content_.find(content);
    return found == by_content_.end() || found->second->settled;
  }

  void add(const Record& record, const std::vector<Occurrence>& places) override {
    add(record);
    for (const Occurrence& at : places) link(at, record.content);
  }

  void add(const Record& record) {
    const Status written = results_.write(record);
    if (!written) return note(written.error());
    if (const auto found = by_content_.find(record.content); found != by_content_.end()) found->second->settled = true;
    ++(record.failed() ? counts.failed : counts.scanned);
  }

  void link(const Occurrence& at, const std::string& content) override {
    Pending* const one = pending_at(at);
    if (one != nullptr && one->planned->content != content) one->trouble = problem(ErrorKind::kIo, Phrase::shard_changed, {}, {});
  }

  void fail(const Occurrence& at, const Record& why) override {
    const std::string both = core::bilingual(why.failure_zh, why.failure_en);
    if (Pending* const one = pending_at(at)) one->trouble = problem(ErrorKind::kIo, Phrase::shard_not_opened, {both}, {});
  }

  Status status() override { return trouble_ ? Status(*trouble_) : Status(Done{}); }

  ShardResult counts;

 private:
  // Null for what the plan does not know: a package in the place of which there are several now.
  Pending* pending_at(const Occurrence& at) {
    const auto found = by_path_.find(at.path);
    return found == by_path_.end() ? nullptr : found->second;
  }
  void note(const Error& error) {
    if (!trouble_) trouble_ = error;
  }

  Results& results_;
  std::map<std::string, Pending*> by_content_, by_path_;
  std::optional<Error> trouble_;
};

class ShardRun {
 public:
  ShardRun(const Work& work, const RunOptions& options, Results& results, const std::function<bool(const Progress&)>& tell)
      : work_(work), options_(options), results_(results), tell_(tell) {}

  Result<ShardResult> run(const Plan& plan, const Shard& shard) {
    for (size_t i = 0; i < plan.contents.size(); ++i) {
      if (shard.has(i)) look_at(plan.contents[i]);
    }
    IntoResults sink(results_, pending_);
    Status status = scan(sink);
    if (status && !stopped_) status = give_up(sink);
    for (const Pending& one : pending_) {
      // Neither its fault nor its end: we stop, and it was under way.
      if (!one.settled && !one.trouble && one.attempt != 0) results_.withdraw(one.planned->content, one.attempt);
      counts_.missing += one.settled || one.known ? 0U : 1U;
    }
    if (!status) return status.error();
    counts_.scanned = sink.counts.scanned;
    counts_.failed = sink.counts.failed;
    return counts_;
  }

 private:
  void look_at(const PlannedContent& planned) {
    ++counts_.contents;
    const Results::State state = results_.read(planned.content).state;
    const bool again = options_.retry && state == Results::State::kFailed;
    if (again) results_.forget_attempts(planned.content);
    if (again || (state != Results::State::kDone && state != Results::State::kFailed)) {
      pending_.push_back({&planned, results_.attempts(planned.content) >= kMostAttempts, again, 0, false, {}});
    } else {
      ++counts_.known;
    }
  }

  // Each where it lies first; those that cannot be opened there, or are another package by now, at their next place.
  Status scan(IntoResults& sink) {
    for (size_t place = 0;; ++place) {
      std::vector<Occurrence> here;
      for (const Pending& one : pending_) {
        if (!one.settled && !one.spent && place < one.planned->places.size()) here.push_back(one.planned->places[place]);
      }
      if (here.empty()) return Done{};
      const auto step = [&](const Progress& progress) { return tell(progress, sink.counts); };
      const Result<Counts> done = scan_all(std::move(here), work_, options_, sink, step);
      if (!done) return done.error();
      add_kept(*done, counts_.kept);
      if (stopped_) return Done{};
    }
  }

  bool tell(Progress progress, const ShardResult& now) {
    progress.counts.found = counts_.contents;
    progress.counts.scanned = now.scanned;
    progress.counts.failed = now.failed;
    stopped_ = !tell_(progress);
    return !stopped_;
  }

  // Those that were begun often enough: that is their result, else they would keep the audit from its end for ever.
  Status give_up(IntoResults& sink) {
    for (Pending& one : pending_) {
      const std::string& content = one.planned->content;
      if (!one.settled && !one.trouble && one.attempt != 0) one.trouble = problem(ErrorKind::kIo, Phrase::shard_changed, {}, {});
      if (one.settled || results_.attempts(content) < kMostAttempts) continue;
      const Error why = one.trouble ? *one.trouble
                                    : problem(ErrorKind::kCorrupt, Phrase::shard_given_up,
                                              {std::to_string(kMostAttempts), results_.who_tried_last(content)}, {});
      sink.add(failure_of(content, one.planned->size, why));
      if (Status status = sink.status(); !status) return status;
    }
    return Done{};
  }

  const Work& work_;
  const RunOptions& options_;
  Results& results_;
  const std::function<bool(const Progress&)>& tell_;
  std::vector<Pending> pending_;
  ShardResult counts_;
  bool stopped_ = false;
};

}  // namespace

Result<ShardResult> run_shard(const Plan& plan, const Shard& shard, const Work& work, const RunOptions& options, Results& results,
                              const std::function<bool(const Progress&)>& tell) {
  return ShardRun(work, options, results, tell).run(plan, shard);
}

}  // namespace jianfu::audit
