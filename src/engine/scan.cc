#include "engine/scan.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <tuple>

#include "core/version.h"
#include "engine/annotate.h"
#include "engine/reach.h"
#include "evidence/collector.h"
#include "match/matches.h"
#include "platforms/batch.h"
#include "platforms/open.h"

namespace jianfu::engine {
namespace {

using platforms::Opened;
using platforms::Platform;
using platforms::Reading;

// A package as opened, with the parts that joined it.
struct Job {
  std::vector<std::string> paths;
  std::vector<std::unique_ptr<Opened>> opened;
  const Platform* platform = nullptr;
  std::optional<Error> error;
  size_t order = 0;
  std::optional<platforms::Membership> member;  // of one that may join others or be joined
};

std::string what_a_tree_holds(const io::Tree& tree) {
  std::string out;
  constexpr size_t kShown = 5;
  size_t shown = 0;
  for (const io::Entry& entry : tree.entries()) {
    if (entry.directory) continue;
    if (shown++ == kShown) return out + " …";
    out += (out.empty() ? "" : ", ") + entry.name.substr(0, 80);
  }
  return out;
}

Error no_app_in(const io::Tree& tree, const std::string& path) {
  const std::string held = what_a_tree_holds(tree);
  if (!held.empty()) return {ErrorKind::kNotThisKind, {Msg::no_app_inside, {held}}, path};
  if (!tree.defects().empty()) return {ErrorKind::kIo, tree.defects().front().what, path};
  return {ErrorKind::kNotThisKind, {Msg::nothing_inside, {}}, path};
}

Job open_job(const std::string& path, const Limits& limits, size_t order = 0) {
  Job job;
  job.paths = {path};
  job.order = order;
  Result<std::unique_ptr<Opened>> opened = platforms::open(path, limits);
  if (!opened) {
    job.error = opened.error();
    return job;
  }
  job.platform = platforms::recognise(*(*opened)->tree);
  if (job.platform == nullptr) {
    job.error = no_app_in(*(*opened)->tree, path);
  } else if (job.platform->read == nullptr) {
    job.error = Error{ErrorKind::kUnsupported,
                      {Msg::not_yet_readable, {core::bilingual(job.platform->zh, job.platform->en)}},
                      path};
  }
  job.opened.push_back(std::move(*opened));
  return job;
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

// Which files wait until all of the call have been seen, because they may be parts or have some. They are
// closed meanwhile, and anything else is done at once: a call with a thousand packages holds one of them in
// memory.
class Waiting {
 public:
  explicit Waiting(const std::vector<std::string>& paths) : paths_(paths) {}

  bool waits(const Job& job) {
    if (job.error || job.platform->membership == nullptr || job.opened.front()->folder) return false;
    return job.platform->may_have_parts == nullptr || has_parts(*job.platform, folder_of(job.paths.front()));
  }

 private:
  // Whether a name among the paths of that folder is that of a part.
  bool has_parts(const Platform& platform, const std::string& folder) {
    const auto [known, first] = known_.emplace(std::pair(&platform, folder), false);
    if (first) {
      known->second = std::any_of(paths_.begin(), paths_.end(), [&](const std::string& path) {
        return folder_of(path) == folder &&
               platform.may_have_parts(std::filesystem::path(path).filename().string());
      });
    }
    return known->second;
  }

  const std::vector<std::string>& paths_;
  std::map<std::pair<const Platform*, std::string>, bool> known_;
};

// Parts go to the first container of their program that is no part itself; where there is none, the first of
// them stands for it. A program without a name is that of the only main container of the folder.
std::vector<Job> join_parts(std::vector<Job> jobs) {
  using Key = std::tuple<const Platform*, std::string, std::string>;  // with folder and program
  const auto key_of = [](const Job& job) {
    return Key(job.platform, folder_of(job.paths.front()), job.member->program);
  };
  std::map<Key, std::vector<size_t>> mains;
  for (const bool part : {false, true}) {
    for (size_t i = 0; i < jobs.size(); ++i) {
      if (!jobs[i].member || jobs[i].member->part != part) continue;
      if (!part || (!jobs[i].member->program.empty() && mains.count(key_of(jobs[i])) == 0))
        mains[key_of(jobs[i])].push_back(i);
    }
  }
  std::vector<Job> out;
  std::vector<bool> joined(jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (!jobs[i].member || !jobs[i].member->part) continue;
    const auto main = mains.find(key_of(jobs[i]));
    if (main == mains.end() || main->second.front() == i) continue;
    if (jobs[i].member->program.empty() && main->second.size() > 1) continue;
    jobs[main->second.front()].paths.push_back(jobs[i].paths.front());
    joined[i] = true;
  }
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (!joined[i]) out.push_back(std::move(jobs[i]));
  }
  return out;
}

// Those that waited, with the parts that joined them.
Job open_again(const Job& closed, const Limits& limits) {
  Job out = open_job(closed.paths.front(), limits, closed.order);
  for (size_t i = 1; i < closed.paths.size() && !out.error; ++i) {
    Result<std::unique_ptr<Opened>> part = platforms::open(closed.paths[i], limits);
    if (!part) {
      out.error = part.error();
    } else {
      out.opened.push_back(std::move(*part));
    }
  }
  out.paths = closed.paths;
  return out;
}

// Closes a job until the others of its folder are known.
void put_off(Job& job, std::vector<Job>& waiting) {
  job.member = job.platform->membership(*job.opened.front()->tree);
  job.opened.clear();
  waiting.push_back(std::move(job));
}

// Those that marks showed, beside those that the platform knows by itself.
void name_frameworks(const evidence::EvidenceSet& set, platforms::Package& package) {
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind != evidence::Kind::kFact || !item.text.starts_with(kFrameworkFact)) continue;
    const std::string name = item.text.substr(kFrameworkFact.size());
    if (std::find(package.frameworks.begin(), package.frameworks.end(), name) == package.frameworks.end())
      package.frameworks.push_back(name);
  }
}

// What is done to raw evidence before anybody looks at it; packages inside of packages too.
void settle(Reading& reading, const rules::RuleSet& rules) {
  annotate(reading.evidence, rules);
  name_frameworks(reading.evidence, reading.package);
  find_reachable(reading.evidence);
  evidence::sort(reading.evidence);
  for (Reading& inner : reading.nested) settle(inner, rules);
}

Result<Reading> read_job(const Job& job, const Limits& limits, const text::Scanner* filter,
                         const rules::RuleSet& rules, Clock& clock) {
  std::vector<platforms::Input> inputs;
  for (const auto& opened : job.opened) inputs.push_back({opened->path, opened->tree.get()});
  const platforms::Context context{limits, filter};
  Result<Reading> reading = job.platform->read(inputs, context);
  if (!reading) {
    Error error = reading.error();
    if (error.where.empty()) error.where = job.paths.front();
    return error;
  }
  platforms::Package& package = reading->package;
  package.path = job.paths.front();
  package.kind = job.platform->kind;
  package.size = job.opened.front()->bytes.size();
  clock.lap("read");
  package.sha256 = platforms::digest(*job.opened.front());
  for (size_t i = 1; i < job.opened.size() && i - 1 < package.parts.size(); ++i) {
    package.parts[i - 1].path = job.opened[i]->path;
    package.parts[i - 1].size = job.opened[i]->bytes.size();
    package.parts[i - 1].sha256 = platforms::digest(*job.opened[i]);
  }
  clock.lap("digest");
  settle(*reading, rules);
  clock.lap("annotate");
  return reading;
}

// Closed again: what each is, and which belong together.
std::vector<Job> joined_jobs(const std::vector<std::string>& paths, const Limits& limits) {
  std::vector<Job> out;
  for (const std::string& path : paths) {
    Job job = open_job(path, limits);
    const bool joins = !job.error && job.platform->membership != nullptr && !job.opened.front()->folder;
    if (joins) job.member = job.platform->membership(*job.opened.front()->tree);
    job.opened.clear();
    out.push_back(std::move(job));
  }
  return join_parts(std::move(out));
}

Stats stats_of(const evidence::EvidenceSet& set, const Clock& clock) {
  Stats out;
  for (size_t kind = 0; kind < evidence::kKindNames.size(); ++kind) {
    out.counts.emplace_back("seen." + std::string(evidence::kKindNames[kind]), set.coverage.items[kind]);
  }
  out.counts.emplace_back("kept", set.evidence.size());
  out.counts.emplace_back("modules", set.modules.size());
  out.counts.emplace_back("edges", set.edges.size());
  out.counts.emplace_back("gaps", set.gaps.size());
  out.milliseconds = clock.laps();
  return out;
}

}  // namespace

Scanner::Scanner(const rules::RuleSet& rules) : matcher_(rules), filter_(rules::scanner_literals(rules)) {}

bool Scanner::scan(const std::vector<std::string>& paths, const ScanOptions& options,
                   const std::function<void(Outcome)>& done) const {
  size_t packages = 0, order = 0;
  bool several = false;
  const auto tell = [&](const Job& job, Result<Report> report) {
    ++packages;
    done({job.paths, std::move(report), job.order});
  };
  const auto finish = [&](const Job& job) {
    if (job.error) return tell(job, *job.error);
    Clock clock;
    Result<Reading> reading =
        read_job(job, options.limits, options.keep_everything ? nullptr : &filter_, rules(), clock);
    if (!reading) return tell(job, reading.error());
    Report report = report_of(*reading, options, clock);
    if (options.stats) report.stats = stats_of(reading->evidence, clock);
    tell(job, std::move(report));
  };
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    platforms::Batch batch = platforms::packages_in(path, options.limits);
    several |= batch.several;
    std::move(batch.paths.begin(), batch.paths.end(), std::back_inserter(all));
    for (Error& error : batch.unread) {
      Job job;
      job.paths = {path};
      job.error = std::move(error);
      job.order = all.size();
      finish(job);
    }
  }
  std::vector<Job> waiting;
  Waiting rule(all);
  for (const std::string& path : all) {
    Job job = open_job(path, options.limits, order++);
    if (rule.waits(job)) {
      put_off(job, waiting);
    } else {
      finish(job);
    }
  }
  for (const Job& job : join_parts(std::move(waiting))) finish(open_again(job, options.limits));
  return several || packages > 1;
}

// A package inside has a report of its own; what is wrong with it is wrong with the package around it.
Report Scanner::report_of(Reading& reading, const ScanOptions& options, Clock& clock) const {
  Report report;
  report.tool = {"jianfu", std::string(core::kVersion), rules().name, rules().version, rules().digest};
  report.package = std::move(reading.package);
  {
    const match::Session session(matcher_, reading.evidence);
    clock.lap("match");
    judge(session, options.audience, report);
    clock.lap("judge");
  }
  for (Reading& inner : reading.nested) {
    report.nested.push_back(report_of(inner, options, clock));
    report.verdict = std::max(report.verdict, report.nested.back().verdict);
  }
  return report;
}

std::vector<std::vector<std::string>> Scanner::packages(const std::vector<std::string>& paths,
                                                        const ScanOptions& options) const {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    platforms::Batch batch = platforms::packages_in(path, options.limits);
    std::move(batch.paths.begin(), batch.paths.end(), std::back_inserter(all));
  }
  std::vector<std::vector<std::string>> out;
  if (all.size() == 1) return {all};
  for (Job& job : joined_jobs(all, options.limits)) out.push_back(std::move(job.paths));
  return out;
}

Result<Reading> Scanner::read(const std::vector<std::string>& paths, const ScanOptions& options) const {
  const Job job = open_again(joined_jobs(paths, options.limits).front(), options.limits);
  if (job.error) return *job.error;
  Clock clock;
  return read_job(job, options.limits, options.keep_everything ? nullptr : &filter_, rules(), clock);
}

}  // namespace jianfu::engine
