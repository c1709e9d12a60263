// ScriptReader: what is no text of a screen, and what is hidden.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "platforms/shared/script.h"
#include "unit/platforms/script_evidence.h"

using namespace jianfu;
using evidence::Kind;

namespace {

evidence::EvidenceSet read(std::string_view source, const std::string& file) {
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  platforms::tests::OneScriptHost host(out);
  std::vector<platforms::PendingUse> uses;
  platforms::ScriptReader(out, host, file, file, uses).read(source, Limits{});
  return set;
}

Kind kind_of(const evidence::EvidenceSet& set, std::string_view text) {
  const auto at = std::find_if(set.evidence.begin(), set.evidence.end(),
                               [&](const evidence::Evidence& item) { return item.text == text; });
  REQUIRE(at != set.evidence.end());
  return at->kind;
}

std::string chinese(const evidence::Gap& gap) {
  return gap.what.render(core::Lang::kZh);
}

}  // namespace

TEST_CASE("texts of types are literals in files that hold types") {
  const std::string source = "interface A { title: '登记' }\nwx.showToast({title: '查询'})";
  CHECK(kind_of(read(source, "a.ts"), "登记") == Kind::kLiteral);
  CHECK(kind_of(read(source, "a.ts"), "查询") == Kind::kText);
  CHECK(kind_of(read(source, "a.js"), "登记") == Kind::kText);  // built: there it is no type
  CHECK(kind_of(read("enum A { Sign = '登记' }", "a.ts"), "登记") == Kind::kText);
}

TEST_CASE("what an obfuscator hides is a gap of the module it stands in") {
  const evidence::EvidenceSet set = read(
      "define('pages/a/a.js', function () { eval(function(p,a,c,k,e,d){return "
      "p}('0',1,1,'登记|wx'.split('|'),0,{})) })",
      "a.js");
  REQUIRE(set.gaps.size() == 1);
  CHECK(set.gaps[0].why == GapReason::kObfuscated);
  CHECK(set.gaps[0].module != evidence::kNoModule);
  CHECK(set.modules[set.gaps[0].module].id == "pages/a/a.js");
  CHECK(set.gaps[0].hides.has(Kind::kText));
  CHECK(set.gaps[0].hides.has(Kind::kCall));
  CHECK(chinese(set.gaps[0]).find("2 个词") != std::string::npos);
  CHECK(kind_of(set, "登记") == Kind::kText);
  CHECK(read("f('登记|wx'.split('|'))", "a.js").gaps.empty());
}

TEST_CASE("members named by a table hide calls, and how dense the names are is a fact") {
  std::string source;
  for (int i = 0; i < 24; ++i) source += "wx[_0x3c4d(0x" + std::to_string(i) + ")]({a:1});";
  const evidence::EvidenceSet set = read(source, "a.js");
  REQUIRE(set.gaps.size() == 1);
  CHECK(set.gaps[0].hides.has(Kind::kApi));
  CHECK_FALSE(set.gaps[0].hides.has(Kind::kText));
  CHECK(kind_of(set, "script.obfuscated density=0.33") == Kind::kFact);
}
