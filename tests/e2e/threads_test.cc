// Packages scanned by several threads of one process, as a program that holds the library may do: each report is the one
// that a scan by itself gives. What the threads share is cold when they begin. Under the preset tsan this shows races, too.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "builders/grown.h"
#include "builders/sample_builder.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "jianfu.h"
#include "report/writers.h"
#include "rules/built_in.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

constexpr size_t kThreads = 4;

// `work(thread)` on all threads at once.
template <typename Work>
void at_once(Work work) {
  std::vector<std::jthread> threads;
  for (size_t thread = 0; thread < kThreads; ++thread) threads.emplace_back([&work, thread] { work(thread); });
}

// Rules that nothing was matched with yet: what is made when it is first asked for is not there.
rules::RuleSet cold_rules() {
  Result<rules::RuleSet> out = rules::unflatten(rules::built_in_bytes());
  REQUIRE(out.has_value());
  return std::move(*out);
}

// The samples as packages and as source folders, a large package, one that is cut off and one that is none.
struct Packages {
  Packages() {
    const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/samples";
    const std::vector<builders::Sample> samples = builders::build_samples(folder);
    for (const builders::Sample& sample : samples) {
      paths.push_back(workspace.write(sample.file, sample.bytes));
      paths.push_back(folder + "/" + sample.name + "/app");
    }
    paths.push_back(workspace.write("grown.apk", builders::grown_apk(8).bytes));  // enough for a thread beside
    const builders::Sample& cut = samples.front();
    paths.push_back(workspace.write("cut/" + cut.file, cut.bytes.substr(0, cut.bytes.size() / 2)));
    paths.push_back(workspace.write("none.apk", "no package"));
  }
  e2e::Workspace workspace;
  std::vector<std::string> paths;
};

std::string report_of(const engine::Scanner& scanner, const std::string& path, uint32_t threads) {
  std::string out;
  engine::ScanOptions options;
  options.limits.threads = threads;
  scanner.scan({path}, options, [&](engine::Scanner::Outcome outcome) {
    out += outcome.report ? report::find_writer("json")->write({*outcome.report}, {}) : outcome.report.error().render(Lang::kEn);
  });
  return out;
}

// Each thread scans all packages, with one more beside it, and begins at another one.
void check_equal(const std::vector<std::string>& paths) {
  const rules::RuleSet rules = cold_rules();
  const engine::Scanner shared(rules);
  std::array<std::vector<std::string>, kThreads> reports;
  at_once([&](size_t thread) {
    reports[thread].resize(paths.size());
    for (size_t i = 0; i < paths.size(); ++i) {
      const size_t at = (i + thread * paths.size() / kThreads) % paths.size();
      reports[thread][at] = report_of(shared, paths[at], 2);
    }
  });
  const rules::RuleSet own_rules = cold_rules();
  const engine::Scanner alone(own_rules);
  for (size_t at = 0; at < paths.size(); ++at) {
    INFO(paths[at]);
    const std::string expected = report_of(alone, paths[at], 1);
    CHECK_FALSE(expected.empty());
    for (const std::vector<std::string>& of_thread : reports) CHECK(of_thread[at] == expected);
  }
}

}  // namespace

TEST_CASE("threads that share a scanner give the reports that one gives", "[threads]") {
  check_equal(Packages().paths);
}

TEST_CASE("threads that share a scanner give the reports that one gives of real packages", "[threads][corpus]") {
  const char* corpus = std::getenv("JIANFU_CORPUS");
  if (corpus == nullptr) return;  // a folder of real packages, where there is one
  std::vector<std::string> paths;
  for (const auto& file : std::filesystem::recursive_directory_iterator(corpus)) {
    if (file.is_regular_file()) paths.push_back(file.path().string());
  }
  std::sort(paths.begin(), paths.end());
  check_equal(paths);
}

TEST_CASE("calls of the library at the same time give what one call gives, in every format", "[threads]") {
  const Packages packages;
  std::vector<ScanRequest> requests;
  for (const report::Writer& writer : report::writers()) {
    const std::string& path = packages.paths[requests.size() % packages.paths.size()];
    requests.push_back({{path, packages.paths.back()}, std::string(writer.name), {"--lang", requests.size() % 2 == 0 ? "zh" : "en"}});
  }
  std::array<std::vector<ScanAnswer>, kThreads> answers;
  at_once([&](size_t thread) {
    answers[thread].resize(requests.size());
    for (size_t i = 0; i < requests.size(); ++i) {
      const size_t at = (i + thread * requests.size() / kThreads) % requests.size();
      answers[thread][at] = scan(requests[at]);
    }
  });
  for (size_t at = 0; at < requests.size(); ++at) {
    INFO(requests[at].format);
    const ScanAnswer expected = scan(requests[at]);
    CHECK(expected.outcome == Outcome::kNotAssessed);
    CHECK_FALSE(expected.report.empty());
    for (const std::vector<ScanAnswer>& of_thread : answers) {
      CHECK(of_thread[at].outcome == expected.outcome);
      CHECK(of_thread[at].report == expected.report);
      CHECK(of_thread[at].messages == expected.messages);
    }
  }
}
