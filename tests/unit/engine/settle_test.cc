#include "engine/settle.h"

#include <catch2/catch.hpp>

#include "engine/wanted.h"
#include "evidence/text_form.h"
#include "unit/match/fixture.h"

using namespace jianfu;
using match::tests::rules_with;

namespace {

const std::string kGroups = "  g: {kind: [identifier, call], any: [signIn]}\n";
const std::string kRest = "presence: {hint: g}\n";

platforms::Reading reading_of(const std::string& text) {
  platforms::Reading out;
  out.evidence = match::tests::evidence_of(text);
  return out;
}

// One a line, without modules and coverage.
std::string left_of(const platforms::Reading& reading) {
  std::string out;
  for (const evidence::Evidence& item : reading.evidence.evidence) out += item.text + " ";
  return out;
}

const std::string kTexts =
    "module page p owner=app entry=yes\nmodule class lib.X owner=third-party\n"
    "identifier signIn in=p\nidentifier signOut in=p\nidentifier signIn in=lib.X\ncall x.y in=p\ntext label \"首页\" in=p\n";

}  // namespace

TEST_CASE("names and calls that no group asks for go, after they told what they can") {
  const rules::RuleSet rules = rules_with(kGroups, kRest);
  const match::Matcher matcher(rules);
  const engine::Wanted wanted(matcher, {});
  platforms::Reading reading = reading_of(kTexts);
  engine::settle(reading, engine::Annotator(rules), &wanted);
  // Of x.y the capability is left; what people see, and where the program begins, stays, whether asked for or not.
  CHECK(left_of(reading) == "首页 signIn location.once p ");
}

TEST_CASE("without a choice everything stays, and choosing later comes to the same") {
  const rules::RuleSet rules = rules_with(kGroups, kRest);
  const match::Matcher matcher(rules);
  const engine::Wanted wanted(matcher, {});
  platforms::Reading whole = reading_of(kTexts), at_once = reading_of(kTexts);
  whole.nested.push_back(reading_of(kTexts));
  engine::settle(whole, engine::Annotator(rules), nullptr);
  CHECK(whole.evidence.evidence.size() == 7);
  engine::settle(at_once, engine::Annotator(rules), &wanted);
  engine::choose(whole, wanted);
  CHECK(whole.evidence.evidence == at_once.evidence.evidence);
  CHECK(whole.nested.front().evidence.evidence == at_once.evidence.evidence);
}

TEST_CASE("a group that names no term asks for all of its kind") {
  const rules::RuleSet rules = rules_with("  g: {kind: call}\n", kRest);
  const match::Matcher matcher(rules);
  const engine::Wanted wanted(matcher, {});
  platforms::Reading reading = reading_of(kTexts);
  engine::settle(reading, engine::Annotator(rules), &wanted);
  CHECK(left_of(reading) == "首页 x.y location.once p ");
}
