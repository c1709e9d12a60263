#include "cli/terminal.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "builders/sample_builder.h"
#include "report/columns.h"
#include "rules/load.h"

using namespace jianfu;
using cli::Progress;

namespace {

// The lines that were written over each other, the last one too.
std::vector<std::string> shown_lines(const std::string& text) {
  constexpr std::string_view kOverwrite = "\r\x1b[K";
  std::vector<std::string> out;
  for (size_t at = text.find(kOverwrite); at != std::string::npos;) {
    const size_t begin = at + kOverwrite.size();
    at = text.find(kOverwrite, begin);
    out.push_back(text.substr(begin, at == std::string::npos ? at : at - begin));
  }
  return out;
}

}  // namespace

TEST_CASE("progress tells what was read of the package, and is gone before another line") {
  std::ostringstream err;
  Progress progress(err, Lang::kEn, true);
  progress.reading("a.apk", 12, 3'400'000);
  CHECK(shown_lines(err.str()) == std::vector<std::string>{"0 done, 0 s, reading: 12 entries, 3.4 MB a.apk"});
  progress.clear();
  CHECK(err.str().ends_with("\r\x1b[K"));
  const size_t before = err.str().size();
  progress.clear();  // nothing is there to be removed
  CHECK(err.str().size() == before);
}

TEST_CASE("progress that is not shown writes nothing and asks for nothing") {
  std::ostringstream err;
  {
    Progress progress(err, Lang::kZh, false);
    progress.reading("a.apk", 1, 1);
    progress.done("a.apk", 1);
    CHECK_FALSE(progress.watch());
  }
  CHECK(err.str().empty());
}

TEST_CASE("progress shows ten lines a second at most, whoever tells") {
  std::ostringstream err;
  Progress progress(err, Lang::kZh, true);
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 4; ++i)
      readers.emplace_back([&] { for (uint64_t n = 1; n <= 2'000; ++n) progress.reading("甲.apk", n, n); });
  }
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(120)) progress.reading("甲.apk", 1, 1);
  CHECK(shown_lines(err.str()).size() >= 2);
  CHECK(shown_lines(err.str()).size() < 30);  // a machine may be slow; without a bound there are thousands
}

TEST_CASE("a long Chinese path shows its end and stays in the line") {
  std::ostringstream err;
  Progress progress(err, Lang::kZh, true);
  std::string path;
  for (int i = 0; i < 100; ++i) path += "政务服务/";
  progress.reading(path + "签到.apk", 1, 1);
  const std::string line = shown_lines(err.str()).front();
  CHECK(report::columns(line) < 400);
  CHECK(line.ends_with("签到.apk"));
  CHECK(line.find("…") != std::string::npos);
}

TEST_CASE("a scan tells how far it is, from none to all that it read") {
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    if (sample.name != "apk-signin-ranking" && sample.name != "mini-absentees") continue;
    INFO(sample.name);
    const std::string path = (std::filesystem::temp_directory_path() / ("jianfu-watch-" + sample.file)).string();
    std::ofstream(path, std::ios::binary) << sample.bytes;
    std::vector<std::pair<uint64_t, uint64_t>> told;
    engine::ScanOptions options;
    options.watch = [&](const std::string& of, uint64_t entries, uint64_t bytes) {
      CHECK(of == path);
      told.emplace_back(entries, bytes);
    };
    uint64_t read = 0;
    engine::Scanner(rules::built_in()).scan({path}, options, [&](engine::Scanner::Outcome outcome) {
      REQUIRE(outcome.report);
      read = outcome.report->coverage.read;
    });
    REQUIRE(told.size() > 2);
    CHECK(told.front() == std::pair<uint64_t, uint64_t>(0, 0));
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back().first >= read);
    CHECK(told.back().second > 0);
    std::filesystem::remove(path);
  }
}
