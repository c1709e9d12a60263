// The packages that costs are measured on hold what they are said to hold, all of it is read, and twice as much is twice as much.
#include <algorithm>
#include <catch2/catch.hpp>

#include "builders/grown.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

engine::Report scan(const std::string& path) {
  static const engine::Scanner scanner(rules::built_in());
  engine::Report out;
  scanner.scan({path}, {}, [&](engine::Scanner::Outcome done) {
    REQUIRE(done.report);
    out = std::move(*done.report);
  });
  return out;
}

size_t clock_ins(const engine::Report& report) {
  return static_cast<size_t>(std::count_if(report.findings.begin(), report.findings.end(), [](const engine::Finding& f) { return f.rule_id == "clock-in"; }));
}

void grows(const std::string& ending, builders::BuiltPackage (*grown)(size_t)) {
  const e2e::Workspace space;
  const builders::BuiltPackage one = grown(1), two = grown(2);
  REQUIRE(one.error.empty());
  REQUIRE(two.error.empty());
  CHECK(grown(2).bytes == two.bytes);
  CHECK(two.bytes.size() > one.bytes.size() * 19 / 10);
  const engine::Report small = scan(space.write("one" + ending, one.bytes)), large = scan(space.write("two" + ending, two.bytes));
  CHECK(large.gaps.empty());
  CHECK(clock_ins(small) == 1);
  CHECK(clock_ins(large) == 2);
  for (const evidence::Kind kind : {evidence::Kind::kText, evidence::Kind::kLiteral, evidence::Kind::kIdentifier}) {
    const auto at = static_cast<size_t>(kind);
    CHECK(large.coverage.items[at] > small.coverage.items[at] * 19 / 10);
  }
}

}  // namespace

TEST_CASE("an APK grows by the same content, all of it read") { grows(".apk", builders::grown_apk); }

TEST_CASE("a mini-program grows by the same content, all of it read") { grows(".wxapkg", builders::grown_mini); }
