#include "engine/scan.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <system_error>

#include "core/sha256.h"
#include "core/version.h"
#include "engine/inventory.h"
#include "engine/settle.h"
#include "evidence/collector.h"
#include "match/matches.h"
#include "platforms/batch.h"
#include "platforms/open.h"

namespace jianfu::engine {

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
  bool beside = false;  // not handed in, but lies beside a package that was and that misses parts
  std::vector<std::string> digests;  // of `opened`; empty: nobody asked yet
};

namespace {

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
  // A damaged or encrypted container: what is the matter with it says more than what was found of it.
  if (!tree.container().empty() && !tree.defects().empty())
    return {ErrorKind::kCorrupt, tree.defects().front().what, path};
  const std::string held = what_a_tree_holds(tree);
  if (!held.empty()) return {ErrorKind::kNotThisKind, {Msg::no_app_inside, {held}}, path};
  if (!tree.defects().empty()) return {ErrorKind::kIo, tree.defects().front().what, path};
  return {ErrorKind::kNotThisKind, {Msg::nothing_inside, {}}, path};
}

// A package for which the system has not memory enough costs itself only: what it took is gone with the exception.
Error out_of_memory(const std::string& path) {
  return {ErrorKind::kLimit, {Msg::limit_reached, {core::bilingual("内存", "memory"), core::bilingual("系统不再给出", "the system gives no more")}}, path};
}
template <typename Open>
Job within_memory(const std::string& path, size_t order, const Open& open) {
  try {
    return open();
  } catch (const std::bad_alloc&) {
    Job out;
    out.paths = {path};
    out.order = order;
    out.error = out_of_memory(path);
    return out;
  }
}

Result<std::unique_ptr<Opened>> open_path(const std::string& path, const ScanOptions& options) {
  const auto refused = options.refused.find(path);
  if (refused != options.refused.end()) return refused->second;
  if (options.watch) options.watch(path, 0, 0);
  return platforms::open(path, options.limits, options.app_ids.get());
}

// A folder is looked through before anything of it is opened by itself.
platforms::Batch packages_in(const std::string& path, const ScanOptions& options) {
  if (options.refused.count(path) != 0) return {{path}, {}, false};
  if (options.watch) options.watch(path, 0, 0);
  return platforms::packages_in(path, options.limits);
}

Job open_job(const std::string& path, const ScanOptions& options, size_t order = 0) {
  Job job;
  job.paths = {path};
  job.order = order;
  Result<std::unique_ptr<Opened>> opened = open_path(path, options);
  if (!opened) {
    job.error = opened.error();
    return job;
  }
  job.platform = platforms::recognise(*(*opened)->tree);
  if (job.platform == nullptr) {
    job.error = no_app_in(*(*opened)->tree, path);
  } else if (job.platform->read == nullptr) {
    job.error = Error{ErrorKind::kUnsupported,
                      {job.platform->unread, {core::bilingual(job.platform->zh, job.platform->en)}},
                      path};
  }
  job.opened.push_back(std::move(*opened));
  return job;
}

// Packages in a container that is none itself, such as a zip in which a program is handed in with its parts.
std::vector<std::string> packages_inside(const Job& job, const ScanOptions& options) {
  if (job.platform != nullptr || job.opened.empty() || job.opened.front()->folder) return {};
  return platforms::packages_inside(*job.opened.front(), options.app_ids.get());
}

// A part of the client, which people find beside programs.
bool is_base_library(const Job& job) {
  return job.error && job.error->what.id == Msg::wxapkg_base_library;
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().lexically_normal().string();
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

// The main container of the same folder that a part joins: the one that claims it, or that fits better than every
// other. Where there is no main one of its program, the first of the parts stands for it.
class Joining {
 public:
  explicit Joining(std::vector<Job> jobs) : jobs_(std::move(jobs)), joined_(jobs_.size()) {
    for (size_t i = 0; i < jobs_.size(); ++i) {
      if (jobs_[i].member) (jobs_[i].member->part ? parts_ : mains_)[place_of(jobs_[i])].push_back(i);
    }
  }

  std::vector<Job> run() {
    for (size_t i = 0; i < jobs_.size(); ++i) {
      if (!jobs_[i].member || !jobs_[i].member->part) continue;
      const std::optional<size_t> main = main_of(i);
      if (!main || *main == i) continue;
      jobs_[*main].paths.push_back(jobs_[i].paths.front());
      joined_[i] = true;
    }
    std::vector<Job> out;
    for (size_t i = 0; i < jobs_.size(); ++i) {
      if (!joined_[i] && !jobs_[i].beside) out.push_back(std::move(jobs_[i]));
    }
    return out;
  }

 private:
  // Kinds of one family may be parts of each other: a part shows less of what client it is for.
  using Place = std::pair<std::string_view, std::string>;  // with the folder
  static Place place_of(const Job& job) {
    const Platform& platform = *job.platform;
    return {platform.family.empty() ? platform.kind : platform.family, folder_of(job.paths.front())};
  }

  std::optional<size_t> main_of(size_t part) {
    const Job& job = jobs_[part];
    const bool by_claims = job.platform->claims != nullptr;
    std::optional<size_t> best;
    uint64_t most = 0;
    bool tied = false;
    for (const size_t i : mains_[place_of(job)]) {
      const uint64_t fit = by_claims ? job.platform->claims(*jobs_[i].member, *job.member)
                                     : jobs_[i].member->program == job.member->program ? 1 : 0;
      // Two copies of one program are no two programs; of those without a name nobody knows.
      if (fit == most && fit > 0)
        tied |= by_claims ? jobs_[i].member->pages != jobs_[*best].member->pages : job.member->program.empty();
      if (fit <= most) continue;
      most = fit;
      best = i;
      tied = false;
    }
    if (tied) return std::nullopt;
    if (best || by_claims || job.member->program.empty()) return best;
    const std::vector<size_t>& parts = parts_[place_of(job)];
    const auto first = std::find_if(parts.begin(), parts.end(), [&](size_t i) {
      return jobs_[i].member->program == job.member->program;
    });
    return *first;
  }

  std::vector<Job> jobs_;
  std::vector<bool> joined_;
  std::map<Place, std::vector<size_t>> mains_, parts_;
};

std::vector<Job> join_parts(std::vector<Job> jobs) {
  return Joining(std::move(jobs)).run();
}

// Those that waited, with the parts that joined them.
Job open_again(const Job& closed, const ScanOptions& options) {
  Job out = open_job(closed.paths.front(), options, closed.order);
  for (size_t i = 1; i < closed.paths.size() && !out.error; ++i) {
    Result<std::unique_ptr<Opened>> part = open_path(closed.paths[i], options);
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

// Packages that lie beside one that misses parts: the parts of it join it, the others are left alone again.
void look_beside(std::vector<Job>& waiting, const ScanOptions& options) {
  std::set<std::string> folders, known;
  for (const Job& job : waiting) {
    known.insert(std::filesystem::path(job.paths.front()).lexically_normal().string());
    const bool searched = !job.member->part && job.member->parts_missing && job.platform->claims != nullptr &&
                          std::filesystem::is_regular_file(job.paths.front());
    if (searched) folders.insert(folder_of(job.paths.front()));
  }
  for (const std::string& folder : folders) {
    for (const std::string& path : platforms::loose_packages_in(folder)) {
      if (known.count(std::filesystem::path(path).lexically_normal().string()) != 0) continue;
      Job job = within_memory(path, 0, [&] { return open_job(path, options); });
      if (job.error || job.platform->claims == nullptr) continue;
      job.beside = true;
      put_off(job, waiting);
    }
  }
}

std::vector<std::string> digests_of(const Job& job) {
  std::vector<std::string> out;
  for (const auto& opened : job.opened) out.push_back(platforms::digest(*opened));
  return out;
}

// On a thread beside the one that reads, where there may be one: all that a digest needs of a file is in memory. Of a
// folder the files count as read, in their turn.
std::future<std::vector<std::string>> digests_beside(const Job& job, const Limits& limits) {
  const auto ask = [&job] { return job.digests.empty() ? digests_of(job) : job.digests; };
  constexpr uint64_t kWorthAThread = 1 << 20;
  const platforms::Opened& main = *job.opened.front();
  const bool beside = limits.threads > 1 && job.digests.empty() && !main.folder && main.content().size() >= kWorthAThread;
  try {
    return std::async(beside ? std::launch::async : std::launch::deferred, ask);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, ask);
  }
}

// Counts for whoever watches what is read of a job with all its parts, as long as it stands.
class Watched {
 public:
  Watched(const Job& job, const ReadWatch& told) : job_(job), told_(told) {
    if (told_) watch([this](uint64_t bytes) { count(bytes); });
  }
  ~Watched() {
    if (told_) watch({});
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  void watch(const io::Tree::Watch& watch) {
    for (const auto& opened : job_.opened) opened->tree->watch(watch);
  }
  void count(uint64_t bytes) {
    const uint64_t entries_read = ++entries_;
    told_(job_.paths.front(), entries_read, bytes_ += bytes);
  }

  const Job& job_;
  const ReadWatch& told_;
  std::atomic<uint64_t> entries_{0}, bytes_{0};
};

// The time of reading, for a job with all its parts: it ends with this, so that a digest is always of the whole.
class Timed {
 public:
  explicit Timed(const Job& job) : job_(job) {
    for (const auto& opened : job_.opened) opened->tree->start_clock();
  }
  ~Timed() {
    for (const auto& opened : job_.opened) opened->tree->stop_clock();
  }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  const Job& job_;
};

// What was left when the time was over, if anything. Not every reader of a file tells that it got none.
std::optional<Defect> left_over(const Job& job) {
  for (const auto& opened : job.opened) {
    if (opened->tree->ran_out_of_time()) return opened->tree->time_is_over();
  }
  return std::nullopt;
}

Result<Reading> read_as_is(const Job& job, const ScanOptions& options, const evidence::Filter& filter) {
  std::vector<platforms::Input> inputs;
  for (const auto& opened : job.opened) inputs.push_back({opened->path, opened->tree.get()});
  const platforms::Context context{options.limits, filter, 0, nullptr, options.app_ids.get()};
  const Watched watched(job, options.watch);
  const Timed timed(job);
  Result<Reading> reading = job.platform->read(inputs, context);
  const std::optional<Defect> left = left_over(job);
  if (left && !reading) return Error{ErrorKind::kLimit, left->what, {}};
  if (left) evidence::Collector(reading->evidence, filter).gap(*left, {});
  return reading;
}

Result<Reading> read_job(const Job& job, const ScanOptions& options, const evidence::Filter& filter,
                         const Annotator& annotator, const evidence::Choice* wanted, Clock& clock) {
  std::future<std::vector<std::string>> beside = digests_beside(job, options.limits);
  Result<Reading> reading = read_as_is(job, options, filter);
  if (!reading) {
    Error error = reading.error();
    if (error.where.empty()) error.where = job.paths.front();
    return error;
  }
  platforms::Package& package = reading->package;
  package.path = job.paths.front();
  package.kind = job.platform->kind;
  package.size = job.opened.front()->content().size();
  clock.lap("read");
  const std::vector<std::string> digests = beside.get();
  package.sha256 = digests.front();
  for (size_t i = 1; i < job.opened.size() && i - 1 < package.parts.size(); ++i) {
    package.parts[i - 1].path = job.opened[i]->path;
    package.parts[i - 1].size = job.opened[i]->content().size();
    package.parts[i - 1].sha256 = digests[i];
  }
  clock.lap("digest");
  settle(*reading, annotator, wanted);
  clock.lap("annotate");
  return reading;
}

// Opens what was handed in, one by one; packages inside of a container that is none itself take its place.
class Opening {
 public:
  Opening(const ScanOptions& options, std::function<void(Job)> take) : options_(options), take_(std::move(take)) {}

  void open(const std::string& path) { open(path, order_++, false); }
  // Takes its place among the others.
  Job unopened(const std::string& path) {
    Job job;
    job.paths = {path};
    job.order = order_++;
    return job;
  }
  // Those that no app id opened yet: another package may have told it meanwhile.
  void open_locked() {
    const std::vector<std::pair<std::string, size_t>> locked = std::move(locked_);
    for (const auto& [path, order] : locked) open(path, order, true);
  }
  bool several() const { return several_; }

 private:
  void open(const std::string& path, size_t order, bool last) {
    std::vector<std::string> inside;
    Job job = within_memory(path, order, [&] {
      Job out = open_job(path, options_, order);
      inside = packages_inside(out, options_);
      return out;
    });
    if (!last && job.error && is_locked(*job.error)) {
      locked_.emplace_back(path, order);
      return;
    }
    several_ |= inside.size() > 1;
    job.opened.resize(inside.empty() ? job.opened.size() : 0);
    for (const std::string& inner : inside) open(inner);
    if (inside.empty()) take_(std::move(job));
  }

  static bool is_locked(const Error& error) {
    return error.what.id == Msg::wxapkg_no_key || error.what.id == Msg::wxapkg_wrong_app_id;
  }

  const ScanOptions& options_;
  std::function<void(Job)> take_;
  std::vector<std::pair<std::string, size_t>> locked_;  // with their order
  size_t order_ = 0;
  bool several_ = false;
};

// Files that neither are parts nor have some, by their names and those beside them: nothing needs to be opened to know
// which belong together.
class Alone {
 public:
  explicit Alone(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      const std::string name = std::filesystem::path(path).filename().string();
      if (may_be_part(name)) with_parts_.insert(folder_of(path));
    }
  }
  bool operator()(const std::string& path) const {
    const bool file = path.ends_with(kEnding) && path.find(platforms::kInside) == std::string::npos;
    return file && with_parts_.count(folder_of(path)) == 0 && std::filesystem::is_regular_file(path);
  }

 private:
  static constexpr std::string_view kEnding = ".apk";  // of which there are most, and large ones
  static bool may_be_part(const std::string& name) {
    const auto all = platforms::all();
    return std::any_of(all.begin(), all.end(), [&](const Platform& platform) {
      return platform.may_have_parts != nullptr && platform.may_have_parts(name);
    });
  }

  std::set<std::string> with_parts_;
};

// Closed again: what each is, and which belong together.
std::vector<Job> joined_jobs(const std::vector<std::string>& paths, const ScanOptions& options, bool by_name = false) {
  std::vector<Job> others, waiting;
  Opening opening(options, [&](Job job) {
    const bool joins = !job.error && job.platform->membership != nullptr && !job.opened.front()->folder;
    if (joins) return put_off(job, waiting);
    job.opened.clear();
    others.push_back(std::move(job));
  });
  const Alone alone(paths);
  for (const std::string& path : paths) {
    if (by_name && alone(path)) {
      others.push_back(opening.unopened(path));
    } else {
      opening.open(path);
    }
  }
  opening.open_locked();
  look_beside(waiting, options);
  std::vector<Job> out = join_parts(std::move(waiting));
  std::move(others.begin(), others.end(), std::back_inserter(out));
  if (out.size() > 1) std::erase_if(out, is_base_library);
  std::sort(out.begin(), out.end(), [](const Job& a, const Job& b) { return a.order < b.order; });
  return out;
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

// Those of the rules are borrowed, as the rules are.
std::shared_ptr<const text::Literals> terms_of(const rules::RuleSet& rules) {
  if (!rules.ready.empty()) return {std::shared_ptr<void>(), &rules.ready.filter};
  return std::make_shared<const text::Literals>(text::prepare(rules::scanner_literals(rules)));
}

}  // namespace

Scanner::Scanner(const rules::RuleSet& rules) : matcher_(rules), filter_(terms_of(rules)), annotator_(rules), code_(matcher_, annotator_) {}

Wanted Scanner::wanted(const ScanOptions& options) const { return {matcher_, {&filter_, options.keep_shown}}; }

Result<Reading> Scanner::read(const Job& job, const ScanOptions& options, Clock& clock) const {
  const Wanted some = wanted(options);
  if (options.keep_everything) return read_job(job, options, {}, annotator_, nullptr, clock);
  if (!options.keep) return read_job(job, options, {&filter_, options.keep_shown, &code_}, annotator_, &some, clock);
  Result<Reading> all = read_job(job, options, {}, annotator_, nullptr, clock);
  if (!all) return all;
  if (!left_over(job)) options.keep(*all);  // else it is not what the package holds
  choose(*all, some);
  return all;
}

bool Scanner::scan(const std::vector<std::string>& paths, const ScanOptions& options,
                   const std::function<void(Outcome)>& done) const {
  size_t packages = 0;
  bool several = false;
  const auto tell = [&](const Job& job, Result<Report> report) {
    ++packages;
    done({job.paths, std::move(report), job.order});
  };
  const auto finish = [&](const Job& job) {
    const ScanOptions::Scan here = [&]() -> Result<Report> {
      try {
        return scan(job, options);
      } catch (const std::bad_alloc&) {
        return out_of_memory(job.paths.front());
      }
    };
    tell(job, options.apart && !job.error ? options.apart(job.order, job.paths.front(), here) : here());
  };
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    platforms::Batch batch = packages_in(path, options);
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
  std::vector<Job> waiting, base_libraries;
  Waiting rule(all);
  Opening opening(options, [&](Job job) {
    if (is_base_library(job)) {
      job.opened.clear();
      base_libraries.push_back(std::move(job));
    } else if (rule.waits(job)) {
      put_off(job, waiting);
    } else {
      finish(job);
    }
  });
  for (const std::string& path : all) opening.open(path);
  opening.open_locked();
  look_beside(waiting, options);
  for (const Job& job : join_parts(std::move(waiting)))
    finish(within_memory(job.paths.front(), job.order, [&] { return open_again(job, options); }));
  const bool alone = packages == 0;
  for (const Job& job : base_libraries) {
    if (alone) {
      finish(job);
    } else {
      done({job.paths, *job.error, job.order, true});
    }
  }
  return several || opening.several() || packages > 1;
}

Result<Report> Scanner::scan(const Job& job, const ScanOptions& options) const {
  if (job.error) return *job.error;
  Clock clock;
  Result<Reading> reading = read(job, options, clock);
  if (!reading) return reading.error();
  return judge(*reading, options, clock);
}

Report Scanner::judge(Reading reading, const ScanOptions& options) const {
  Clock clock;
  return judge(reading, options, clock);
}

Report Scanner::judge(Reading& reading, const ScanOptions& options, Clock& clock) const {
  if (options.look) options.look(reading);
  Report report = report_of(reading, options, options.scope, clock);
  if (options.stats) report.stats = stats_of(reading.evidence, clock);
  return report;
}

// A package inside has a report of its own; what is wrong with it is wrong with the package around it.
Report Scanner::report_of(Reading& reading, const ScanOptions& options, const Scope& scope, Clock& clock) const {
  Report report;
  report.tool = {"jianfu", std::string(core::kVersion), rules().name, rules().version, rules().digest};
  report.package = std::move(reading.package);
  report.inventory = inventory_of(reading.evidence, options.keep_everything);
  {
    const match::Session session(matcher_, reading.evidence);
    clock.lap("match");
    engine::judge(session, scope, report);
    clock.lap("judge");
  }
  Scope inside = scope;
  inside.identity = false;
  for (Reading& inner : reading.nested) {
    report.nested.push_back(report_of(inner, options, inside, clock));
    report.verdict = std::max(report.verdict, report.nested.back().verdict);
  }
  return report;
}

std::vector<std::vector<std::string>> Scanner::packages(const std::vector<std::string>& paths,
                                                        const ScanOptions& options) const {
  return find(paths, options, false).packages;
}

Scanner::Found Scanner::find(const std::vector<std::string>& paths, const ScanOptions& options, bool by_name) const {
  Found out;
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    platforms::Batch batch = platforms::packages_in(path, options.limits);
    std::move(batch.paths.begin(), batch.paths.end(), std::back_inserter(all));
    std::move(batch.unread.begin(), batch.unread.end(), std::back_inserter(out.unread));
  }
  for (Job& job : joined_jobs(all, options, by_name)) out.packages.push_back(std::move(job.paths));
  return out;
}

Result<Scanner::Ready> Scanner::open(const std::vector<std::string>& paths, const ScanOptions& options) const {
  Job closed;
  closed.paths = paths;
  auto job = std::make_shared<Job>(open_again(closed, options));
  if (job->error) return *job->error;
  job->digests = digests_of(*job);
  Ready out;
  for (const auto& opened : job->opened) out.size += opened->content().size();
  std::vector<std::string> parts(job->digests.begin() + 1, job->digests.end());
  std::sort(parts.begin(), parts.end());  // whatever their names
  std::string all = job->digests.front();
  for (const std::string& part : parts) all += '\n' + part;
  out.content = parts.empty() ? all : core::sha256_hex(all);
  out.job = std::move(job);
  return out;
}

Result<Report> Scanner::scan(const Ready& ready, const ScanOptions& options) const { return scan(*ready.job, options); }

Result<Reading> Scanner::read(const std::vector<std::string>& paths, const ScanOptions& options) const {
  const Job job = open_again(joined_jobs(paths, options).front(), options);
  if (job.error) return *job.error;
  Clock clock;
  return read(job, options, clock);
}

}  // namespace jianfu::engine
