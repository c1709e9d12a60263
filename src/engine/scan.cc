#include "engine/scan.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "core/version.h"
#include "engine/annotate.h"
#include "engine/reach.h"
#include "evidence/collector.h"
#include "match/matches.h"
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

Job open_job(const std::string& path, const Limits& limits) {
  Job job;
  job.paths = {path};
  Result<std::unique_ptr<Opened>> opened = platforms::open(path, limits);
  if (!opened) {
    job.error = opened.error();
    return job;
  }
  job.platform = platforms::recognise(*(*opened)->tree);
  if (job.platform == nullptr) {
    job.error =
        Error{ErrorKind::kNotThisKind, {Msg::no_app_inside, {what_a_tree_holds(*(*opened)->tree)}}, path};
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

// Which files are kept until all of their folder have been seen, because they may be parts or have some.
// Anything else is done at once, so that a call with a thousand packages holds one of them in memory.
class Waiting {
 public:
  explicit Waiting(const std::vector<std::string>& paths) : paths_(paths) {}

  bool waits(const Job& job) {
    if (job.platform == nullptr || job.platform->membership == nullptr || job.opened.front()->folder)
      return false;
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

// Parts go to the first container of their program that is no part itself.
void join_parts(std::vector<Job>& jobs) {
  std::map<std::pair<const Platform*, std::string>, size_t> mains;
  std::vector<platforms::Membership> memberships(jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (jobs[i].error || jobs[i].platform->membership == nullptr || jobs[i].opened.front()->folder) continue;
    memberships[i] = jobs[i].platform->membership(*jobs[i].opened.front()->tree);
    if (!memberships[i].part) mains.emplace(std::pair(jobs[i].platform, memberships[i].program), i);
  }
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (!memberships[i].part) continue;
    const auto main = mains.find(std::pair(jobs[i].platform, memberships[i].program));
    if (main == mains.end()) continue;
    jobs[main->second].paths.push_back(jobs[i].paths.front());
    jobs[main->second].opened.push_back(std::move(jobs[i].opened.front()));
    jobs[i].opened.clear();
  }
  std::erase_if(jobs, [](const Job& job) { return job.opened.empty() && !job.error; });
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

void Scanner::scan(const std::vector<std::string>& paths, const ScanOptions& options,
                   const std::function<void(Outcome)>& done) const {
  const auto finish = [&](Job& job) {
    if (job.error) return done({job.paths, *job.error});
    Clock clock;
    Result<Reading> reading =
        read_job(job, options.limits, options.keep_everything ? nullptr : &filter_, rules(), clock);
    if (!reading) return done({job.paths, reading.error()});
    Report report = report_of(*reading, options, clock);
    if (options.stats) report.stats = stats_of(reading->evidence, clock);
    done({job.paths, std::move(report)});
  };
  std::vector<Job> waiting;
  const auto flush = [&] {
    join_parts(waiting);
    for (Job& job : waiting) finish(job);
    waiting.clear();
  };
  Waiting rule(paths);
  for (const std::string& path : paths) {
    Job job = open_job(path, options.limits);
    const bool waits = rule.waits(job);
    if (!waiting.empty() && !(waits && folder_of(path) == folder_of(waiting.front().paths.front()))) flush();
    if (waits) {
      waiting.push_back(std::move(job));
    } else {
      finish(job);
    }
  }
  flush();
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

Result<Reading> Scanner::read(const std::vector<std::string>& paths, const ScanOptions& options) const {
  std::vector<Job> jobs;
  for (const std::string& path : paths) jobs.push_back(open_job(path, options.limits));
  join_parts(jobs);
  Job& job = jobs.front();
  if (job.error) return *job.error;
  Clock clock;
  return read_job(job, options.limits, options.keep_everything ? nullptr : &filter_, rules(), clock);
}

}  // namespace jianfu::engine
