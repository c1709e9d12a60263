// What lies below the roots, opened one by one to know its content. scan_all does it, with a sink that calls everything
// known: no package is scanned, and one that breaks the process that opens it is a line of the plan like the others.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <utility>

#include "audit/clock.h"
#include "audit/plan.h"
#include "platforms/open.h"

namespace jianfu::audit {
namespace {

constexpr unsigned kMostFiles = 1'000'000;  // of a folder, to know its size: past that it is large anyway

// Only for the order.
uint64_t size_of(const std::string& path) {
  std::error_code error;
  const std::string file = path.substr(0, path.find(platforms::kInside));
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::is_directory(status)) {
    const uint64_t size = std::filesystem::file_size(std::filesystem::is_regular_file(status) ? path : file, error);
    return error ? 0 : size;
  }
  uint64_t out = 0;
  unsigned files = 0;
  for (std::filesystem::recursive_directory_iterator at(path, error), end; !error && at != end && files < kMostFiles; at.increment(error), ++files) {
    std::error_code ignored;
    if (const uint64_t size = at->is_regular_file(ignored) ? at->file_size(ignored) : 0; !ignored) out += size;
  }
  return out;
}

uint64_t size_of(const Occurrence& at) {
  uint64_t out = size_of(at.path);
  for (const std::string& part : at.parts) out += size_of(part);
  return out;
}

class IntoPlan final : public Sink {
 public:
  explicit IntoPlan(Plan& plan) : plan_(plan) {}
  bool has(const std::string&) override { return true; }
  void add(const Record&, const std::vector<Occurrence>&) override {}
  void link(const Occurrence& at, const std::string& content) override {
    const auto [found, fresh] = known_.try_emplace(content, plan_.contents.size());
    if (fresh) plan_.contents.push_back({content, size_of(at), {}});
    plan_.contents[found->second].places.push_back(at);
  }
  void fail(const Occurrence& at, const Record& why) override { plan_.unopened.push_back({at, {why.failure_zh, why.failure_en}}); }
  Status status() override { return Done{}; }

 private:
  Plan& plan_;
  std::unordered_map<std::string, size_t> known_;
};

// Answers come in the order in which processes are done; a plan says the same whatever that was.
void sort(Plan& plan) {
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  for (PlannedContent& one : plan.contents) std::sort(one.places.begin(), one.places.end(), by_path);
  std::sort(plan.contents.begin(), plan.contents.end(), [](const PlannedContent& a, const PlannedContent& b) {
    return a.size != b.size ? a.size > b.size : a.content < b.content;
  });
  std::sort(plan.unopened.begin(), plan.unopened.end(), [](const Unopened& a, const Unopened& b) { return a.at.path < b.at.path; });
}

}  // namespace

Result<Planned> make_plan(const std::vector<std::string>& roots, const Work& work, unsigned jobs,
                          const std::function<bool(const Progress&)>& tell) {
  Planned out;
  Plan& plan = out.plan;
  plan.made = now_utc();
  plan.context = context_of(work.scanner.rules(), work.options);
  std::map<std::string, Occurrence> packages;  // by path: one root may lie in another
  for (const std::string& root : roots) {
    Result<Discovered> found = discover(root, work.scanner, work.options);
    if (!found) return found.error();
    if (std::find(plan.roots.begin(), plan.roots.end(), found->root) == plan.roots.end()) plan.roots.push_back(found->root);
    for (Occurrence& one : found->packages) packages.try_emplace(one.path, std::move(one));
    for (const Error& error : found->unread)
      plan.unread.push_back({error.where, {error.what.render(Lang::kZh), error.what.render(Lang::kEn)}});
  }
  std::vector<Occurrence> all;
  for (auto& [path, one] : packages) all.push_back(std::move(one));
  const uint64_t found = all.size();
  IntoPlan sink(plan);
  out.complete = true;
  const auto step = [&](const Progress& progress) {
    Progress now = progress;
    now.counts.found = found;
    now.counts.scanned = std::exchange(now.counts.reused, 0);  // here, what was opened
    return out.complete = tell(now);
  };
  const Result<Counts> done = scan_all(std::move(all), work, {jobs, false}, sink, step);
  if (!done) return done.error();
  sort(plan);
  return out;
}

}  // namespace jianfu::audit
