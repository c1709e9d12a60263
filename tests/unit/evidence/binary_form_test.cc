#include "evidence/binary_form.h"

#include <catch2/catch.hpp>
#include <set>

#include "builders/damage.h"
#include "evidence/collector.h"
#include "unit/evidence/random_set.h"

using namespace jianfu;
using namespace jianfu::evidence;

namespace {

struct Everything final : Choice {
  bool wants_foreign_code() const override { return true; }
  By by(const EvidenceSet&, const Evidence&) const override { return By::kAlways; }
  bool wants(By, std::string_view) const override { return true; }
};

// Items of a kind by a word in their text, or in any text of theirs.
struct ByWord final : Choice {
  Kind kind = Kind::kText;
  By how = By::kText;
  std::string word;
  mutable std::multiset<std::string> asked;

  bool wants_foreign_code() const override { return false; }
  By by(const EvidenceSet&, const Evidence& head) const override { return head.kind == kind ? how : By::kNever; }
  bool wants(By, std::string_view text) const override {
    asked.emplace(text);
    return text.find(word) != std::string_view::npos;
  }
};

std::optional<EvidenceSet> read(const std::string& bytes, const Choice& choice) {
  io::ByteReader in(bytes);
  std::optional<EvidenceSet> out = from_binary(in, choice);
  return in.remaining() == 0 ? out : std::nullopt;
}

Evidence item(Kind kind, std::string text, uint32_t module = kNoModule) {
  Evidence out;
  out.kind = kind;
  out.text = std::move(text);
  out.module = module;
  return out;
}

}  // namespace

TEST_CASE("a set survives its binary form") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO(seed);
    EvidenceSet set = RandomSet(seed).make();
    sort(set);
    std::optional<EvidenceSet> back = read(to_binary(set), Everything());
    REQUIRE(back);
    const std::string foreign = foreign_to_binary(set);
    io::ByteReader in(foreign);
    REQUIRE(add_foreign(in, Everything(), *back));
    CHECK(in.remaining() == 0);
    CHECK(back->modules == set.modules);
    CHECK(back->edges == set.edges);
    CHECK(back->evidence == set.evidence);
    CHECK(back->gaps == set.gaps);
    CHECK(back->coverage == set.coverage);
  }
}

TEST_CASE("damaged forms are refused or read as something, never beyond their end") {
  const EvidenceSet set = RandomSet(7).make();
  const std::string bytes = to_binary(set);
  builders::flip_everywhere(bytes, [](const std::string& damaged) { read(damaged, Everything()); });
  builders::cut_everywhere(bytes, [](const std::string& cut) { CHECK_FALSE(read(cut, Everything())); });
}

TEST_CASE("a choice gets its items and makes nothing of the others") {
  EvidenceSet set;
  set.evidence = {item(Kind::kText, "签到"), item(Kind::kText, "首页"), item(Kind::kLiteral, "签到"), item(Kind::kText, "签到")};
  set.evidence[1].arguments = {{"签到", "x"}, {"x", "去签到"}};
  ByWord choice;
  choice.word = "签到";
  const std::optional<EvidenceSet> by_text = read(to_binary(set), choice);
  REQUIRE(by_text);
  CHECK(by_text->evidence.size() == 2);
  CHECK(choice.asked.count("签到") == 1);  // once, however many items say it

  choice.how = Choice::By::kAnyText;
  const std::optional<EvidenceSet> by_any = read(to_binary(set), choice);
  REQUIRE(by_any);
  CHECK(by_any->evidence.size() == 3);  // one says it in an argument; its name is no text
  choose(choice, set);
  CHECK(set.evidence == by_any->evidence);
}

TEST_CASE("code of others stands apart: names and calls, not what people see") {
  EvidenceSet set;
  set.modules = {{"lib.Widget", ModuleKind::kClass, "", Owner::kThirdParty, Reach::kYes, false, "", false},
                 {"app.Sign", ModuleKind::kClass, "", Owner::kApp, Reach::kYes, false, "", false}};
  set.evidence = {item(Kind::kCall, "a", 0), item(Kind::kText, "b", 0), item(Kind::kIdentifier, "c", 1), item(Kind::kLiteral, "d")};
  CHECK(is_foreign_code(set, set.evidence[0]));
  CHECK_FALSE(is_foreign_code(set, set.evidence[1]));
  CHECK_FALSE(is_foreign_code(set, set.evidence[2]));
  CHECK_FALSE(is_foreign_code(set, set.evidence[3]));
  set.evidence[0].owner = Owner::kApp;  // its own owner counts more than that of its module
  CHECK_FALSE(is_foreign_code(set, set.evidence[0]));
  set.evidence[0].owner = Owner::kUnknown;
  const std::optional<EvidenceSet> own = read(to_binary(set), Everything());
  REQUIRE(own);
  CHECK(own->evidence.size() == 3);
}
