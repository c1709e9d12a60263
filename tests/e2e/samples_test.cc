// Every sample says exactly what its expected.txt says, and the text reports of two of them are goldens.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "builders/sample_builder.h"
#include "e2e/run.h"
#include "e2e/workspace.h"
#include "golden.h"

using namespace jianfu;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples";

// The lines of expected.txt, from a report: what is accused above a hint, and the complaint channel.
std::string summary_of(int code, const std::string& json) {
  const nlohmann::json report = nlohmann::json::parse(json);
  std::set<std::string> lines;
  for (const auto& finding : report["findings"]) {
    const std::string verdict = finding["verdict"];
    if (verdict != "suspected" && verdict != "explain") continue;
    lines.insert("finding " + finding["feature"].get<std::string>() + " " + verdict + " " + finding["module"]["id"].get<std::string>());
  }
  for (const auto& required : report["required"]) {
    if (required["rule_id"] != "complaint-channel") continue;
    lines.insert("required " + required["rule_id"].get<std::string>() + " " + required["grade"].get<std::string>() + " " +
                 required["verdict"].get<std::string>());
  }
  std::string out = "exit " + std::to_string(code) + "\nverdict " + report["verdict"].get<std::string>() + "\n";
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

TEST_CASE("each sample is judged as its expected.txt says") {
  const std::vector<builders::Sample> samples = builders::build_samples(kSamples);
  REQUIRE(samples.size() >= 6);
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : samples) {
    INFO(sample.name);
    REQUIRE(sample.error.empty());
    const e2e::Ran ran = e2e::run({"scan", "--format", "json", workspace.write(sample.file, sample.bytes)});
    REQUIRE_FALSE(ran.out.empty());
    CHECK(summary_of(ran.code, ran.out) == sample.expected);
  }
}

TEST_CASE("the text reports of an offending APK and mini-program are as reviewed", "[golden]") {
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(kSamples)) {
    if (sample.name != "apk-signin-ranking" && sample.name != "mini-patrol") continue;
    for (const std::string lang : {"zh", "en"}) {
      const std::string path = workspace.write(sample.file, sample.bytes);
      e2e::Ran ran = e2e::run({"scan", "--lang", lang, path});
      // The only things that differ from run to run or with each change of the rules.
      std::ostringstream kept;
      std::istringstream lines(ran.out);
      for (std::string line; std::getline(lines, line);) {
        if (line.find(workspace.path("")) == std::string::npos && line.find("sha256:") == std::string::npos && line.find("SHA-256") == std::string::npos) kept << line << '\n';
      }
      CHECK(tests::golden_problem(std::string(JIANFU_SOURCE_DIR) + "/tests/e2e/goldens/" + sample.name + "." + lang + ".txt", kept.str()) == "");
    }
  }
}
