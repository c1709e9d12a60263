#include "audit/run.h"

#include <algorithm>

namespace jianfu::audit {
namespace {

class IntoStore final : public Sink {
 public:
  IntoStore(Store& store, int64_t run) : store_(store), run_(run) {}
  bool has(const std::string& content) override { return store_.has_scan(content); }
  void add(const Record& record, const std::vector<Occurrence>& places) override {
    Transaction transaction(store_.database());  // one, because each is written to the disk by itself
    store_.add(record);
    for (const Occurrence& at : places) store_.link(run_, at, record.content);
    transaction.commit();
  }
  void link(const Occurrence& at, const std::string& content) override { store_.link(run_, at, content); }
  void fail(const Occurrence& at, const Record& why) override { store_.link_failure(run_, at, why); }
  Status status() override { return store_.status(); }

 private:
  Store& store_;
  int64_t run_;
};

// Those that are known and unchanged are seen again and leave the list.
Counts drop_known(std::vector<Occurrence>& packages, int64_t run, bool retry, Store& store) {
  Counts out;
  Transaction transaction(store.database());
  std::erase_if(packages, [&](Occurrence& at) {
    const Store::Known known = store.known(at);
    if (known == Store::Known::kNo || (known == Store::Known::kFailed && retry)) {
      at.content = store.content_at(at);
      return false;
    }
    store.touch(run, at);
    ++(known == Store::Known::kFailed ? out.failed : out.reused);
    return true;
  });
  transaction.commit();
  return out;
}

void add(const Counts& some, Counts& all) {
  all.found += some.found;
  all.scanned += some.scanned;
  all.reused += some.reused;
  all.failed += some.failed;
  add_kept(some, all);
}

}  // namespace

void add_kept(const Counts& some, Counts& all) {
  all.judged += some.judged;
  all.not_kept += some.not_kept;
  if (all.why_not_kept.empty()) all.why_not_kept = some.why_not_kept;
}

Result<RunResult> run(const std::vector<std::string>& roots, const Work& work, const RunOptions& options, Store& store,
                      const std::function<bool(const Progress&)>& tell) {
  store.use(context_of(work.scanner.rules(), work.options));
  RunResult out;
  out.complete = true;
  for (const std::string& root : roots) {
    Result<Discovered> found = discover(root, work.scanner, work.options);
    if (!found) return found.error();
    std::move(found->unread.begin(), found->unread.end(), std::back_inserter(out.unread));
    const std::string real = found->root;
    const int64_t id = store.begin_run(real);
    const uint64_t all = found->packages.size();
    if (options.retry) store.forget_failures(real);
    Counts counts = drop_known(found->packages, id, options.retry, store);
    counts.found = all;
    IntoStore sink(store, id);
    const auto step = [&](const Progress& progress) {
      Progress now = progress;
      add(counts, now.counts);
      add(out.counts, now.counts);
      return out.complete = tell(now);
    };
    const Result<Counts> done = scan_all(std::move(found->packages), work, options, sink, step);
    if (!done) return done.error();
    add(*done, counts);
    add(counts, out.counts);
    if (!out.complete) return out;
    store.forget_unseen(id, real);
    store.end_run(id, counts);
  }
  if (const Status status = store.status(); !status) return status.error();
  return out;
}

}  // namespace jianfu::audit
