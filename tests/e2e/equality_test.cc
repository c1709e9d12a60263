// Reading with and without the prefilter gives the same findings; the evidence text form is a faithful cache.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "builders/sample_builder.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "evidence/text_form.h"
#include "report/writers.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

std::string findings_of(const engine::Scanner& scanner, const std::string& path, bool everything) {
  engine::ScanOptions options;
  options.keep_everything = everything;
  std::string out;
  scanner.scan({path}, options, [&](engine::Scanner::Outcome outcome) {
    if (!outcome.report) {
      out = outcome.report.error().render(Lang::kEn);
      return;
    }
    outcome.report->inventory.endpoints.reset();  // listed only where everything was kept
    outcome.report->coverage = {};  // how much was looked at is the same; how it is counted per kind may differ
    out = report::find_writer("json")->write({*outcome.report}, {});
  });
  return out;
}

}  // namespace

TEST_CASE("the prefilter changes no finding of any sample") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    INFO(sample.name);
    const std::string path = workspace.write(sample.file, sample.bytes);
    CHECK(findings_of(scanner, path, false) == findings_of(scanner, path, true));
  }
}

TEST_CASE("the prefilter changes no finding of real packages", "[corpus]") {
  const char* corpus = std::getenv("JIANFU_CORPUS");
  if (corpus == nullptr) return;  // a folder of real packages, where there is one
  const engine::Scanner scanner(rules::built_in());
  for (const auto& file : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!file.is_regular_file()) continue;
    INFO(file.path().string());
    CHECK(findings_of(scanner, file.path().string(), false) == findings_of(scanner, file.path().string(), true));
  }
}

TEST_CASE("the evidence of a package survives its text form") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    INFO(sample.name);
    engine::ScanOptions options;
    options.keep_everything = true;
    const auto reading = scanner.read({workspace.write(sample.file, sample.bytes)}, options);
    REQUIRE(reading.has_value());
    const std::string text = evidence::to_text(reading->evidence);
    const auto back = evidence::from_text(text);
    REQUIRE(back.has_value());
    CHECK(evidence::to_text(*back) == text);
  }
}
