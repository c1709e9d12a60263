#include "engine/places.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"

using namespace jianfu;
using engine::Candidate;

namespace {

evidence::EvidenceSet set_of(const std::string& text) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  return std::move(*set);
}

// Item i stands in the i-th of these files.
evidence::EvidenceSet items_in(const std::vector<std::string>& files) {
  std::string text = "module page p/a at=p/a.wxml\n";
  for (const std::string& file : files) text += "text label x in=q at=" + file + ":1\n";
  return set_of(text);
}

}  // namespace

TEST_CASE("groups take turns, the strongest first") {
  const auto set = items_in({"f", "f", "f", "f", "f"});
  const std::vector<uint32_t> chosen =
      engine::choose_places(set, {{0, 0}, {1, 0}, {2, 0}, {3, 1}, {4, 2}}, evidence::kNoModule, 4);
  CHECK(chosen == std::vector<uint32_t>{0, 3, 4, 1});
}

TEST_CASE("files that were shown least come next, the screen's own first") {
  const auto set = items_in({"z/b.js", "z/b.js", "p/a.js", "p/c.js"});
  const std::vector<uint32_t> chosen = engine::choose_places(set, {{0, 0}, {1, 0}, {2, 0}, {3, 0}}, 0, 40);
  CHECK(chosen == std::vector<uint32_t>{2, 0, 3, 1});
}

TEST_CASE("a place answers once, and their number is bounded") {
  const auto set = items_in(std::vector<std::string>(100, "f"));
  std::vector<Candidate> candidates;
  for (uint32_t i = 0; i < 100; ++i) {
    candidates.push_back({i, 0});
    candidates.push_back({i, 1});
  }
  const std::vector<uint32_t> chosen = engine::choose_places(set, candidates, evidence::kNoModule, 40);
  REQUIRE(chosen.size() == 40);
  CHECK(chosen[0] == 0);
  CHECK(chosen[1] == 1);
  CHECK(engine::choose_places(set, {}, 0, 40).empty());
}
