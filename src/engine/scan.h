// The whole way of a package: path → Tree → Package and evidence → annotated → Matches → Report.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/limits.h"
#include "core/result.h"
#include "engine/annotate.h"
#include "engine/code_of_use.h"
#include "engine/judge.h"
#include "engine/report.h"
#include "engine/wanted.h"
#include "evidence/collector.h"
#include "formats/wxapkg/crypt.h"
#include "match/hits.h"
#include "text/scanner.h"

namespace jianfu::engine {

// How far the reading of a package is: entries read of it and their bytes. Called from the thread that reads, first with
// none read, when the package is opened.
using ReadWatch = std::function<void(const std::string& path, uint64_t entries, uint64_t bytes)>;

struct ScanOptions {
  Limits limits;
  Scope scope;
  bool keep_everything = false;  // read without the prefilter (jianfu evidence, caches, the equality test)
  bool keep_shown = false;       // besides what rules ask for, short texts in Chinese and addresses: for `look`. Findings are the same
  bool stats = false;            // counts and times into the report
  // Of encrypted packages, for the whole call: learns on the way, and tells which of those given opened something.
  std::shared_ptr<formats::wxapkg::AppIds> app_ids = std::make_shared<formats::wxapkg::AppIds>();
  // Sees what was read of a package before it is judged, not of those inside of it. May be empty.
  std::function<void(const platforms::Reading&)> look = {};
  // Sees all that a package holds, settled, to be kept for other rules (kept.h); it is read without the prefilter for it.
  // May be empty.
  std::function<void(const platforms::Reading&)> keep = {};
  ReadWatch watch;  // empty: nobody asks
  // Has a package of a call scanned elsewhere, or here by calling `scan`, and gives what came of it. Its order and path are
  // those of the outcome. Empty: here.
  using Scan = std::function<Result<Report>()>;
  std::function<Result<Report>(size_t order, const std::string& path, const Scan& scan)> apart = {};
  // Inputs that are not opened, and why not, by the path that `watch` was told.
  std::map<std::string, Error> refused = {};
};

// Wall times of the stages, each with that of packages inside; kept only when asked for.
class Clock {
 public:
  void lap(std::string stage) {
    const auto now = std::chrono::steady_clock::now();
    auto at = std::find_if(laps_.begin(), laps_.end(), [&](const auto& lap) { return lap.first == stage; });
    if (at == laps_.end()) at = laps_.insert(at, {std::move(stage), 0});
    at->second += std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
  }
  const std::vector<std::pair<std::string, double>>& laps() const { return laps_; }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::vector<std::pair<std::string, double>> laps_;
};

struct Job;

// Prepared once, used for every package of a call. Borrows the rules.
class Scanner {
 public:
  explicit Scanner(const rules::RuleSet& rules);

  struct Outcome {
    std::vector<std::string> paths;  // the main package and the parts that joined it
    Result<Report> report;
    size_t order = 0;  // among all packages of the call, by where the main one stands in it
    bool skipped = false;  // a part of the client beside programs: no package, `report` says what it is
  };
  // Calls `done` once a package; a folder of packages is those that it holds. Sub-packages and splits join
  // the main package of the same folder, and for that are read last. True when what was handed in is a batch:
  // more than one package, or a folder that is none itself.
  bool scan(const std::vector<std::string>& paths, const ScanOptions& options,
            const std::function<void(Outcome)>& done) const;

  // The packages of a call, each with the parts that join it: what read() takes one by one.
  std::vector<std::vector<std::string>> packages(const std::vector<std::string>& paths,
                                                 const ScanOptions& options) const;

  // As packages(), and which of the inputs, or of what lies in them, could not be looked at. `by_name`: what a name and
  // those beside it tell to stand alone is not opened, so that it may turn out later to be none, or to carry some.
  struct Found {
    std::vector<std::vector<std::string>> packages;
    std::vector<Error> unread;
  };
  Found find(const std::vector<std::string>& paths, const ScanOptions& options, bool by_name) const;

  // A package with its parts, known by its content before anything of it is read: for those who keep results.
  struct Ready {
    std::shared_ptr<const Job> job;
    std::string content;  // SHA-256 of the package; with parts, of their SHA-256
    uint64_t size = 0;    // bytes, with parts
  };
  Result<Ready> open(const std::vector<std::string>& paths, const ScanOptions& options) const;
  Result<Report> scan(const Ready& ready, const ScanOptions& options) const;

  // What was kept of a package and recalled with this choice of `options` is judged as if it had been read just now.
  Wanted wanted(const ScanOptions& options) const;
  Report judge(platforms::Reading reading, const ScanOptions& options) const;

  // The annotated evidence of one package (and its parts), without judging it.
  Result<platforms::Reading> read(const std::vector<std::string>& paths, const ScanOptions& options) const;

  const rules::RuleSet& rules() const { return matcher_.rules(); }
  const match::Matcher& matcher() const { return matcher_; }
  const Annotator& annotator() const { return annotator_; }

 private:
  Result<Report> scan(const Job& job, const ScanOptions& options) const;
  Result<platforms::Reading> read(const Job& job, const ScanOptions& options, Clock& clock) const;
  Report judge(platforms::Reading& reading, const ScanOptions& options, Clock& clock) const;
  Report report_of(platforms::Reading& reading, const ScanOptions& options, const Scope& scope, Clock& clock) const;

  match::Matcher matcher_;
  text::Scanner filter_;
  Annotator annotator_;
  CodeOfUse code_;
};

}  // namespace jianfu::engine
