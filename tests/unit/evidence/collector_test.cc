#include "evidence/collector.h"

#include <catch2/catch.hpp>

#include "text/scanner.h"

using namespace jianfu;
using namespace jianfu::evidence;

namespace {

Evidence item(Kind kind, std::string text) {
  Evidence out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}

}  // namespace

TEST_CASE("a collector without a filter keeps and counts everything") {
  EvidenceSet set;
  Collector collector(set, nullptr);
  CHECK(collector.keeps_everything());
  CHECK(collector.wants("x"));
  collector.add(item(Kind::kText, "anything"));
  collector.count(Kind::kText, 2);
  CHECK(set.evidence.size() == 1);
  CHECK(set.coverage.items[static_cast<size_t>(Kind::kText)] == 3);
}

TEST_CASE("names that items repeat are bounded, between characters; texts are not") {
  EvidenceSet set;
  Collector collector(set, nullptr);
  std::string name = "x";
  for (int i = 0; i < 1000; ++i) name += "名";
  Evidence long_one = item(Kind::kText, name);
  long_one.at.symbol = long_one.at.entry = name;
  collector.add(std::move(long_one));
  CHECK(set.evidence[0].text == name);
  CHECK(set.evidence[0].at.symbol == name.substr(0, 1 + 3 * 170));
  CHECK(set.evidence[0].at.entry == set.evidence[0].at.symbol);
  const uint32_t module = collector.module(name, ModuleKind::kClass, "");
  CHECK(collector.find_module(name) == module);
  CHECK(set.modules[module].id.size() <= 512);

  Evidence short_one = item(Kind::kText, "t");
  short_one.at.symbol = "a.b.C.run";
  collector.add(std::move(short_one));
  CHECK(set.evidence[1].at.symbol == "a.b.C.run");
}

TEST_CASE("a filter drops what cannot matter and still counts it") {
  const text::Scanner filter(std::vector<std::string>{"kaoqin"});
  EvidenceSet set;
  Collector collector(set, &filter);
  collector.add(item(Kind::kLiteral, "/api/kaoqin/list"));
  collector.add(item(Kind::kLiteral, "/api/weather/list"));
  REQUIRE(set.evidence.size() == 1);
  CHECK(set.evidence[0].text == "/api/kaoqin/list");
  CHECK(set.coverage.items[static_cast<size_t>(Kind::kLiteral)] == 2);
}

TEST_CASE("an argument or a translation alone keeps an item") {
  const text::Scanner filter(std::vector<std::string>{"kaoqin"});
  EvidenceSet set;
  Collector collector(set, &filter);
  Evidence call = item(Kind::kLiteral, "plain");
  call.arguments = {{"url", "/kaoqin"}};
  Evidence text = item(Kind::kText, "plain");
  text.translations = {{"zh-Latn", "kaoqin"}};
  collector.add(call);
  collector.add(text);
  text.translations.front().text = "tianqi";
  collector.add(text);
  CHECK(set.evidence.size() == 2);
}

TEST_CASE("structure is kept whatever the filter says") {
  const text::Scanner filter(std::vector<std::string>{"kaoqin"});
  EvidenceSet set;
  Collector collector(set, &filter);
  const KindSet structure = {Kind::kPermission, Kind::kComponent, Kind::kField, Kind::kRoute,
                             Kind::kSdk,        Kind::kFact,      Kind::kCall,  Kind::kApi};
  for (size_t i = 0; i < kKindNames.size(); ++i) collector.add(item(static_cast<Kind>(i), "unrelated"));
  KindSet kept;
  for (const Evidence& one : set.evidence) kept.add(one.kind);
  CHECK(kept == structure);
}

TEST_CASE("labels and titles of screens are kept for their sketches, paragraphs and what code says are not") {
  const text::Scanner filter(std::vector<std::string>{"kaoqin"});
  EvidenceSet set;
  Collector collector(set, &filter);
  const uint32_t page = collector.module("pages/a", ModuleKind::kPage);
  const uint32_t script = collector.module("utils/a", ModuleKind::kScript);
  for (const Role role : {Role::kLabel, Role::kTitle, Role::kMessage, Role::kContent, Role::kUnknown}) {
    Evidence text = item(Kind::kText, "unrelated");
    text.role = role;
    text.module = page;
    collector.add(text);
    text.module = script;
    collector.add(text);
  }
  REQUIRE(set.evidence.size() == 2);
  CHECK(set.evidence[0].role == Role::kLabel);
  CHECK(set.evidence[1].role == Role::kTitle);
  CHECK(set.evidence[1].module == page);
  CHECK(set.coverage.items[static_cast<size_t>(Kind::kText)] == 10);
}

TEST_CASE("modules are interned by id, also those the set held before") {
  EvidenceSet set;
  set.modules.push_back({"pages/a", ModuleKind::kPage, "", Owner::kApp, Reach::kYes, true, "a.js"});
  Collector collector(set, nullptr);
  CHECK(collector.module("pages/a", ModuleKind::kScript, "b.js") == 0);
  CHECK(set.modules[0].place == "a.js");
  CHECK(collector.module("pages/b", ModuleKind::kScript, "b.js") == 1);
  CHECK(collector.find_module("pages/b") == 1);
  CHECK(collector.find_module("pages/c") == kNoModule);
  CHECK(collector.at(1).kind == ModuleKind::kScript);
}

TEST_CASE("an edge is kept once, with its first place, and needs two modules") {
  EvidenceSet set;
  Collector collector(set, nullptr);
  const uint32_t a = collector.module("a", ModuleKind::kPage);
  const uint32_t b = collector.module("b", ModuleKind::kPage);
  collector.edge(EdgeKind::kOpens, a, b, "z.js", 9);
  collector.edge(EdgeKind::kOpens, a, b, "a.js", 4);
  collector.edge(EdgeKind::kUses, a, b, "z.js", 9);
  collector.edge(EdgeKind::kOpens, b, a, "z.js", 9);
  collector.edge(EdgeKind::kOpens, a, kNoModule, "z.js", 9);
  REQUIRE(set.edges.size() == 3);
  CHECK(set.edges[0] == Edge{EdgeKind::kOpens, a, b, "a.js", 4});
}

TEST_CASE("a reader's defect becomes a gap that keeps its place") {
  EvidenceSet set;
  Collector collector(set, nullptr);
  collector.gap(Defect{GapReason::kTruncated, {Msg::past_end, {"4", "1"}}, 0x70, 12}, "classes.dex", 3);
  REQUIRE(set.gaps.size() == 1);
  const Gap& gap = set.gaps.front();
  CHECK(gap.why == GapReason::kTruncated);
  CHECK(gap.what == Message{Msg::past_end, {"4", "1"}});
  CHECK(gap.entry == "classes.dex");
  CHECK(gap.detail == "+0x70");
  CHECK(gap.bytes == 12);
  CHECK(gap.module == 3);
}
