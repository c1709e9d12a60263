#include "engine/kept.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/sample_builder.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "report/json_writer.h"
#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::engine;

namespace {

const Scanner& scanner() {
  static const Scanner made(rules::built_in());
  return made;
}

// How many of a kind were seen is counted by how they were read.
std::string text_of(Report report) {
  report.coverage = {};
  for (Report& inner : report.nested) inner.coverage = {};
  return report::write_json({std::move(report)}, {});
}

struct Scanned {
  std::string report, kept;
};

Scanned scan(const Scanner& with, const std::string& path, const std::string& key) {
  Scanned out;
  ScanOptions options;
  options.keep = [&](const platforms::Reading& reading) { out.kept = keep(reading, key); };
  with.scan({path}, options, [&](Scanner::Outcome done) {
    REQUIRE(done.report);
    out.report = text_of(std::move(*done.report));
  });
  return out;
}

std::string scan(const Scanner& with, const std::string& path) {
  std::string out;
  with.scan({path}, {}, [&](Scanner::Outcome done) { out = done.report ? text_of(std::move(*done.report)) : std::string(); });
  return out;
}

std::string judged(const Scanner& with, const std::string& kept, const std::string& key) {
  std::optional<platforms::Reading> reading = recall(kept, key, with.wanted({}));
  return reading ? text_of(with.judge(std::move(*reading), {})) : "nothing";
}

// The built-in rules, but nothing is sure to them, and they ask for code of others too.
rules::RuleSet other_rules() {
  auto files = rules::read_rule_files(std::string(JIANFU_SOURCE_DIR) + "/rules");
  REQUIRE(files);
  rules::RuleSet out = std::move(rules::load(*files).rules);
  for (rules::Rule& rule : out.rules) {
    if (rule.probable || rule.hint) rule.confirmed.reset();
    for (rules::Group& group : rule.groups) group.owners = 0xFF;
  }
  return out;
}

}  // namespace

TEST_CASE("what was kept of a sample is judged as a scan judges it, by the same rules and by others") {
  const rules::RuleSet changed = other_rules();
  const Scanner others(changed);
  const std::string key = kept_key(rules::built_in(), {}, {});
  REQUIRE(key == kept_key(changed, {}, {}));
  const e2e::Workspace workspace;
  size_t differing = 0;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    INFO(sample.name);
    const std::string path = workspace.write(sample.file, sample.bytes);
    const std::string plain = scan(scanner(), path);
    if (plain.empty()) continue;
    const Scanned keeping = scan(scanner(), path, key);
    CHECK(keeping.report == plain);
    CHECK(judged(scanner(), keeping.kept, key) == plain);
    const std::string by_others = scan(others, path);
    CHECK(judged(others, keeping.kept, key) == by_others);
    differing += by_others != plain ? 1U : 0U;
  }
  CHECK(differing > 0);  // else the other rules prove nothing
}

TEST_CASE("evidence of another reading is none") {
  formats::wxapkg::AppIds ids;
  ids.given = {"wx1234567890abcdef"};
  rules::RuleSet other;
  other.annotation = "sha256:0";
  Limits less;
  less.depth = 1;
  const std::string key = kept_key(rules::built_in(), {}, {});
  for (const std::string& another : {kept_key(rules::built_in(), {}, ids), kept_key(other, {}, {}), kept_key(rules::built_in(), less, {})})
    CHECK(another != key);
  const std::string kept = keep({}, key);
  CHECK(recall(kept, key, scanner().wanted({})));
  CHECK_FALSE(recall(kept, kept_key(other, {}, {}), scanner().wanted({})));
}

TEST_CASE("torn evidence is none") {
  platforms::Reading reading;
  reading.package.name = "打卡";
  reading.package.parts = {{"a", "split", "b", 3, "c"}};
  reading.package.signer.resize(1);
  reading.package.tricks = {{"zip-prefix", "", "bytes=3", 1}};
  reading.evidence.modules.resize(2);
  reading.evidence.evidence.resize(3);
  reading.nested.resize(1);
  const std::string key = kept_key(rules::built_in(), {}, {}), kept = keep(reading, key);
  const auto check = [&](const std::string& damaged) { CHECK_FALSE(recall(damaged, key, scanner().wanted({}))); };
  builders::cut_everywhere(kept, check);
  // Foreign code, which nobody unpacks, may be damaged.
  const std::string own = kept.substr(0, kept.size() / 2);
  builders::flip_everywhere(own, [&](const std::string& damaged) { check(damaged + kept.substr(own.size())); });
  check(kept + "x");
}
