#include "cli/isolated.h"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <stdexcept>

#include "builders/sample_builder.h"
#include "builders/zip_builder.h"
#include "engine/report_form.h"
#include "rules/load.h"

using namespace jianfu;
using Catch::Contains;
using cli::Isolation;
using engine::Scanner;

namespace {

// A folder with every sample, a damaged one and one that is none.
class Packages {
 public:
  Packages() : root_(std::filesystem::temp_directory_path() / ("jianfu-isolated-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(root_);
    for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) add(sample.file, sample.bytes);
    add("cut.apk", std::string(40, 'P'));
    add("carries.zip", builders::zip_of({{"inside.wxapkg", bytes_of(paths.front()), false}, {"other.apk", bytes_of(paths[1]), false}}));
    paths.push_back((root_ / "missing.apk").string());
  }
  ~Packages() { std::filesystem::remove_all(root_); }
  Packages(const Packages&) = delete;
  Packages& operator=(const Packages&) = delete;

  std::vector<std::string> paths;

 private:
  void add(const std::string& name, const std::string& bytes) {
    paths.push_back((root_ / name).string());
    std::ofstream(paths.back(), std::ios::binary) << bytes;
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  std::filesystem::path root_;
};

// Each outcome as text, by its order and path; of an error, what it says.
using Outcomes = std::map<std::pair<size_t, std::string>, std::string>;

struct Collected {
  Outcomes outcomes;
  bool batch = false;
};
std::function<void(Scanner::Outcome)> into(Collected& out) {
  return [&](Scanner::Outcome outcome) {
    const std::pair<size_t, std::string> key(outcome.order, outcome.paths.front());
    CHECK(out.outcomes.count(key) == 0);
    std::string text = outcome.report ? engine::to_bytes(*outcome.report) : outcome.report.error().render(Lang::kZh) + outcome.report.error().render(Lang::kEn);
    for (const std::string& path : outcome.paths) text += "\n" + path;
    out.outcomes[key] = text + (outcome.skipped ? "skipped" : "");
  };
}

const Scanner& scanner() {
  static const Scanner out(rules::built_in());
  return out;
}
Collected together(const std::vector<std::string>& paths, const engine::ScanOptions& options = {}) {
  Collected out;
  out.batch = scanner().scan(paths, options, into(out));
  return out;
}
Collected apart(const std::vector<std::string>& paths, const Isolation& isolation, const engine::ScanOptions& options = {}) {
  Collected out;
  out.batch = cli::scan_isolated(scanner(), paths, options, isolation, into(out));
  return out;
}

// Where the only difference is that of `path`, whose text holds `words`.
void differs_only_in(const std::string& path, const std::string& words, const Collected& with, const Collected& without) {
  CHECK(with.batch == without.batch);
  for (const auto& [key, text] : without.outcomes) {
    INFO(key.second);
    const auto found = with.outcomes.find(key);
    REQUIRE(found != with.outcomes.end());
    if (key.second == path) CHECK_THAT(found->second, Contains(words) && Contains(path));
    else CHECK(found->second == text);
  }
  CHECK(with.outcomes.size() == without.outcomes.size());
}

}  // namespace

TEST_CASE("packages in processes of their own come out as they do together") {
  const Packages packages;
  engine::ScanOptions options;
  options.scope.reasons = true;
  const Collected one = together(packages.paths, options), other = apart(packages.paths, {}, options);
  CHECK(one.outcomes == other.outcomes);
  CHECK(one.batch == other.batch);
  const std::string folder = std::filesystem::path(packages.paths.front()).parent_path().string();
  CHECK(together({folder}).outcomes == apart({folder}, {}).outcomes);
  const Collected single = apart({packages.paths.front()}, {});
  CHECK(single.outcomes.size() == 1);
  CHECK_FALSE(single.batch);
}

TEST_CASE("a package at which reading breaks off costs itself only") {
  const Packages packages;
  const Collected all = together(packages.paths);
  const std::string bad = packages.paths[3];
  engine::ScanOptions options;
  const auto when_bad = [&](const std::function<void()>& act) {
    options.look = [&, act](const platforms::Reading& reading) {
      if (reading.package.path == bad) act();
    };
  };
  when_bad([] { std::signal(SIGSEGV, SIG_DFL), ::raise(SIGSEGV); });
  differs_only_in(bad, "signal 11", apart(packages.paths, {}, options), all);
  when_bad([] { ::_exit(5); });
  differs_only_in(bad, "exit code 5", apart(packages.paths, {}, options), all);
  when_bad([] { throw std::runtime_error("a defect"); });
  differs_only_in(bad, "exit code", apart(packages.paths, {}, options), all);
  when_bad([] {
    for (;;) ::pause();
  });
  Isolation isolation;
  isolation.seconds = 3;
  differs_only_in(bad, "3 s", apart({bad}, isolation, options), together({bad}));
  when_bad([] {
    std::atomic<int> turns{0};
    for (;;) ++turns;
  });
  differs_only_in(bad, "3 s", apart({bad}, isolation, options), together({bad}));
}

TEST_CASE("a package at which opening breaks off costs itself only, and nothing is scanned twice") {
  const Packages packages;
  const Collected all = together(packages.paths);
  for (const std::string& bad : {packages.paths.front(), packages.paths[5], packages.paths.back()}) {
    INFO(bad);
    Isolation isolation;
    isolation.opening = [&](const std::string& path) {
      if (path == bad) std::signal(SIGABRT, SIG_DFL), ::raise(SIGABRT);
    };
    differs_only_in(bad, "signal 6", apart(packages.paths, isolation), all);
  }
  // One inside of another that only carries it.
  const std::string inner = packages.paths[packages.paths.size() - 2] + "!/inside.wxapkg";
  Isolation isolation;
  isolation.opening = [&](const std::string& path) {
    if (path == inner) std::signal(SIGABRT, SIG_DFL), ::raise(SIGABRT);
  };
  differs_only_in(inner, "signal 6", apart(packages.paths, isolation), all);
}

TEST_CASE("where everything breaks off each has its reason, and the call ends") {
  const Packages packages;
  Isolation isolation;
  isolation.opening = [](const std::string&) { std::signal(SIGABRT, SIG_DFL), ::raise(SIGABRT); };
  const std::vector<std::string> some(packages.paths.begin(), packages.paths.begin() + 3);
  const Collected out = apart(some, isolation);
  CHECK(out.outcomes.size() == 3);
  for (const auto& [key, text] : out.outcomes) CHECK_THAT(text, Contains("signal 6"));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
namespace {
void use_up_memory() {
  std::vector<std::string> kept;
  for (;;) kept.emplace_back(size_t{16} << 20, 'x');
}

}  // namespace

TEST_CASE("a package that takes more memory than it may costs itself only", "[memory]") {
  const Packages packages;
  const std::string bad = packages.paths[2];
  Isolation isolation;
  isolation.memory = uint64_t{512} << 20;
  engine::ScanOptions options;
  options.look = [&](const platforms::Reading& reading) {
    if (reading.package.path == bad) use_up_memory();
  };
  differs_only_in(bad, "memory", apart(packages.paths, isolation, options), together(packages.paths));
  isolation.opening = [&](const std::string& path) {
    if (path == bad) use_up_memory();
  };
  differs_only_in(bad, "512 MB", apart(packages.paths, isolation), together(packages.paths));
}
#endif
