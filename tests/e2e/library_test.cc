// The library's public face (src/jianfu.h) is the command in another program.
#include <catch2/catch.hpp>
#include <filesystem>

#include "builders/sample_builder.h"
#include "core/version.h"
#include "e2e/run.h"
#include "e2e/workspace.h"
#include "jianfu.h"

using namespace jianfu;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples";

// The sample of that name, written into a folder of its own.
struct Written {
  explicit Written(std::string_view name) {
    for (const builders::Sample& sample : builders::build_samples(kSamples)) {
      if (sample.name == name) path = workspace.write(sample.file, sample.bytes);
    }
  }
  e2e::Workspace workspace;
  std::string path;
};

// Paths of the test are relative to the folder while it lives.
struct Inside {
  explicit Inside(const std::string& folder) : back(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~Inside() { std::filesystem::current_path(back); }
  std::filesystem::path back;
};

}  // namespace

TEST_CASE("the library gives the report, the messages and the outcome of the command") {
  const Written sample("apk-signin-ranking");
  const ScanAnswer answer = scan({{sample.path}, "json", {"--lang", "en", "--fail-on", "suspected"}});
  const e2e::Ran command = e2e::run({"scan", sample.path, "--format", "json", "--lang", "en"});
  CHECK(answer.outcome == Outcome::kFindings);
  CHECK(answer.report == command.out);
  CHECK(answer.messages == command.err);
  CHECK(scan({{sample.path}, "json", {"--fail-on", "never"}}).outcome == Outcome::kClean);
  CHECK(scan({{sample.path}, "text", {}}).report == e2e::run({"scan", sample.path}).out);
}

TEST_CASE("the library tells a wrong request from a package that cannot be read") {
  const Written sample("apk-cleaned");
  const ScanAnswer wrong = scan({{sample.path}, "no-such-format", {}});
  CHECK(wrong.outcome == Outcome::kUsage);
  CHECK(wrong.report.empty());
  CHECK(wrong.messages.find("no-such-format") != std::string::npos);
  CHECK(scan({{}, "json", {}}).outcome == Outcome::kUsage);
  CHECK(scan({{sample.path + ".missing"}, "json", {}}).outcome == Outcome::kNotAssessed);
  CHECK(scan({{sample.path}, "json", {}}).outcome == Outcome::kClean);
}

TEST_CASE("the library takes a file whose name looks like an option for a file") {
  const Written sample("apk-cleaned");
  const Inside inside(sample.workspace.root());
  for (const std::string name : {"--help", "-o.apk", "@list.apk"}) {
    std::filesystem::copy_file(sample.path, name);
    const ScanAnswer answer = scan({{name}, "json", {}});
    INFO(name << ": " << answer.messages);
    CHECK(answer.outcome == Outcome::kClean);
    CHECK(answer.report.find("\"./" + name + "\"") != std::string::npos);
  }
}

TEST_CASE("the library tells its version") {
  CHECK(version() == core::kVersion);
}
