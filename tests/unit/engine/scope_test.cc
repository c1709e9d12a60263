#include "engine/scope.h"

#include <catch2/catch.hpp>

#include "engine/annotate.h"
#include "engine/judge.h"
#include "engine/reach.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::engine;

namespace {

const std::string kClockIn =
    "module page p title=\"值班\" owner=app reach=yes entry=yes\ntext label \"打卡成功\" in=p\nendpoint /attendance/clock-in in=p\n";
const std::string kMandatory = kClockIn + "text label \"未打卡人员\" in=p\n";

struct Judged {
  Report report;
  const Finding* of(std::string_view rule) const {
    for (const Finding& finding : report.findings) {
      if (finding.rule_id == rule) return &finding;
    }
    return nullptr;
  }
  Verdict verdict(std::string_view rule) const {
    for (const RuleResult& result : report.results) {
      if (result.rule_id == rule) return result.verdict;
    }
    FAIL("no rule " << rule);
    return Verdict::kNotFound;
  }
};

Judged judged(const std::string& text, const Scope& scope, platforms::Package package = {}) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  const rules::RuleSet& rules = rules::built_in();
  annotate(*set, rules);
  find_reachable(*set);
  const match::Matcher matcher(rules);
  const match::Session session(matcher, *set);
  Judged out;
  out.report.package = std::move(package);
  judge(session, scope, out.report);
  return out;
}

Declaration declaration() {
  Declaration out;
  out.app.name = "应急值守";
  out.grassroots_facing = true;
  return out;
}

SpecialFunction clock_in(bool mandatory, std::string scene, std::string basis) {
  SpecialFunction out;
  out.kind = "clock-in";
  out.words = "打卡签到";
  out.mandatory = mandatory;
  out.scene = std::move(scene);
  out.basis = std::move(basis);
  return out;
}

Judged with(const Declaration& declared, const std::string& text, platforms::Package package = {}) {
  Scope scope;
  scope.declaration = &declared;
  return judged(text, scope, std::move(package));
}

}  // namespace

TEST_CASE("without a declaration nothing is said of one") {
  const Judged got = judged(kClockIn, Scope{});
  REQUIRE(got.of("clock-in") != nullptr);
  CHECK_FALSE(got.of("clock-in")->declared);
  CHECK_FALSE(got.report.declaration);
  CHECK(got.verdict("declared-functions") == Verdict::kNotApplicable);
}

TEST_CASE("a declared scene with its basis lowers the verdict by one step") {
  Declaration declared = declaration();
  declared.special_functions = {clock_in(false, "应急", "某预案")};
  const Judged got = with(declared, kMandatory);
  REQUIRE(got.of("clock-in") != nullptr);
  CHECK(got.of("clock-in")->verdict == Verdict::kExplain);
  CHECK(got.of("clock-in")->exemption == Exemption::kDeclared);
  CHECK(got.of("clock-in")->declared->steps == -1);
  CHECK(got.of("declared-functions") == nullptr);
}

TEST_CASE("declared without a scene, nothing is lowered or raised") {
  Declaration declared = declaration();
  declared.special_functions = {clock_in(false, "", "某制度")};
  const Judged got = with(declared, kMandatory);
  CHECK(got.of("clock-in")->verdict == Verdict::kSuspected);
  CHECK(got.of("clock-in")->exemption == Exemption::kNone);
  CHECK(got.of("clock-in")->declared->state == DeclaredView::kDeclared);
}

TEST_CASE("declared as compulsory counts as strong compulsion") {
  Declaration declared = declaration();
  declared.special_functions = {clock_in(true, "", "")};
  const Judged got = with(declared, kClockIn);
  CHECK(got.of("clock-in")->coercion == Coercion::kStrong);
  CHECK(got.of("clock-in")->verdict == Verdict::kSuspected);
}

TEST_CASE("what a declaration does not name goes one step up and is a finding of its own") {
  const Declaration declared = declaration();
  const Judged got = with(declared, kClockIn);
  CHECK(got.of("clock-in")->verdict == Verdict::kSuspected);
  CHECK(got.of("clock-in")->declared->state == DeclaredView::kUndeclared);
  REQUIRE(got.of("declared-functions") != nullptr);
  CHECK(got.of("declared-functions")->message.zh.find("打卡签到") != std::string::npos);
  CHECK(got.of("declared-functions")->feature == "filing");
  CHECK_FALSE(got.of("declared-functions")->evidence.empty());
}

TEST_CASE("left-over code stays a hint whatever was declared") {
  const std::string text = "module page home owner=app entry=yes\nmodule page p title=\"打卡\" owner=app reach=no\n"
                           "text label \"打卡成功\" in=p\nendpoint /attendance/clock-in in=p\n";
  const Declaration declared = declaration();
  const Judged got = with(declared, text);
  REQUIRE(got.of("clock-in") != nullptr);
  CHECK(got.of("clock-in")->verdict == Verdict::kHint);
  CHECK(got.of("declared-functions") == nullptr);
}

TEST_CASE("a declaration for one screen says nothing of another") {
  Declaration declared = declaration();
  declared.special_functions = {clock_in(false, "应急", "某预案")};
  declared.special_functions[0].modules = {"别处"};
  CHECK(with(declared, kClockIn).of("clock-in")->declared->state == DeclaredView::kUndeclared);
  declared.special_functions[0].modules = {"值班"};
  CHECK(with(declared, kClockIn).of("clock-in")->declared->state == DeclaredView::kDeclared);
}

TEST_CASE("declared and not found is a note; over a gap it is undecided") {
  Declaration declared = declaration();
  declared.special_functions = {clock_in(false, "应急", "某预案")};
  const std::string nothing = "module page p owner=app entry=yes\ntext label \"首页\" in=p\n";
  const Judged none = with(declared, nothing);
  REQUIRE(none.report.declaration);
  CHECK(none.report.declaration->special.at(0).state == SpecialView::kNotFound);
  const Judged packed = with(declared, nothing + "gap packed at=classes.dex\n");
  CHECK(packed.report.declaration->special.at(0).state == SpecialView::kNotDetermined);
  CHECK(with(declared, kClockIn).report.declaration->special.at(0).state == SpecialView::kFound);
}

TEST_CASE("identity is compared field by field") {
  Declaration declared = declaration();
  declared.app = {"应急值守", "1.2.0", "android", "cn.gov.x", "", std::string(64, 'a'), std::string(40, 'b')};
  platforms::Package package;
  package.name = "应急 值守";
  package.version = "1.2.0 (12)";
  package.id = "cn.gov.x";
  package.sha256 = std::string(64, 'a');
  platforms::Signer signer;
  signer.sha1 = std::string(40, 'b');
  package.signer = {signer};
  const Judged same = with(declared, kClockIn, package);
  CHECK(same.of("declared-identity") == nullptr);
  CHECK(same.verdict("declared-identity") == Verdict::kNotFound);
  package.id = "cn.gov.y";
  package.signer[0].sha1 = std::string(40, 'c');
  package.version.clear();
  const Judged other = with(declared, kClockIn, package);
  REQUIRE(other.report.declaration->identity.size() == 5);
  CHECK(other.report.declaration->identity[1].state == IdentityView::kDiffers);
  CHECK(other.report.declaration->identity[2].state == IdentityView::kUnknown);
  CHECK(other.report.declaration->identity[4].state == IdentityView::kDiffers);
  REQUIRE(other.of("declared-identity") != nullptr);
  CHECK(other.of("declared-identity")->feature == "identity");
  CHECK(other.of("declared-identity")->message.en.find("cn.gov.y") != std::string::npos);
  CHECK(other.verdict("declared-identity") == Verdict::kExplain);
}

TEST_CASE("a unit below county level, and words of the grassroots that the declaration is silent about") {
  Declaration declared = declaration();
  declared.unit = {"青石镇人民政府", "", Msg::level_township, Msg::unit_administrative};
  CHECK(with(declared, kClockIn).of("declared-level") != nullptr);
  declared.unit.level = Msg::level_county;
  CHECK(with(declared, kClockIn).of("declared-level") == nullptr);
  const std::string words = kClockIn + "text label \"网格员\" in=p\ntext label \"驻村工作队\" in=p\ntext label \"护林员\" in=p\n";
  CHECK(with(declared, words).of("declared-grassroots") == nullptr);
  declared.grassroots_facing = false;
  CHECK(with(declared, words).of("declared-grassroots") != nullptr);
  CHECK(judged(words, Scope{}).of("declared-grassroots") == nullptr);
}

TEST_CASE("rules of filing do not apply where none is required") {
  const std::string text = "module page p owner=app entry=yes\ntext label \"首页\" in=p\n";
  CHECK(judged(text, Scope{}).verdict("government-filing-number") == Verdict::kHint);
  Scope scope;
  scope.filing_required = false;
  CHECK(judged(text, scope).verdict("government-filing-number") == Verdict::kNotApplicable);
}

TEST_CASE("a scene is claimed where the function stands, not anywhere in the app") {
  const std::string far = kClockIn + "module page q owner=app reach=yes\ntext label \"防汛值班\" in=q\n";
  CHECK(judged(far, Scope{}).of("clock-in")->exemption == Exemption::kNone);
  const std::string here = kClockIn + "text label \"防汛值班\" in=p\n";
  CHECK(judged(here, Scope{}).of("clock-in")->exemption == Exemption::kClaimed);
}

TEST_CASE("everyday work does not become an emergency by a word in passing") {
  const std::string party = "module page p title=\"党员学习\" owner=app reach=yes entry=yes\ntext title \"党员学习\" in=p\n"
                            "text label \"打卡成功\" in=p\nendpoint /attendance/clock-in in=p\ntext label \"防汛知识\" in=p\n";
  REQUIRE(judged(party, Scope{}).of("clock-in") != nullptr);
  CHECK(judged(party, Scope{}).of("clock-in")->exemption == Exemption::kNone);
  // Its own texts say that it is about the flood.
  const std::string named = party + "text label \"防汛值守打卡\" in=p\n";
  CHECK(judged(named, Scope{}).of("clock-in")->exemption == Exemption::kClaimed);
}
