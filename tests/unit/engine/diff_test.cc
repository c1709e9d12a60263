// Two reports built by hand, compared: each difference is told, and the nearest thing that is none is not.
#include "engine/diff.h"

#include <catch2/catch.hpp>

using namespace jianfu;
using namespace jianfu::engine;
using rules::ChangeKind;

namespace {

Finding finding(std::string rule, std::string screen, Verdict verdict = Verdict::kExplain) {
  Finding out;
  out.rule_id = out.feature = std::move(rule);
  out.module = {"page", std::move(screen), "", evidence::Reach::kYes};
  out.verdict = verdict;
  out.presence = Grade::kProbable;
  EvidenceView view;
  view.item.text = out.rule_id + " 的证据";
  out.evidence.push_back(view);
  out.fingerprint = out.rule_id + out.module.id;
  return out;
}

Report report() {
  Report out;
  out.package.path = "a.apk", out.package.kind = "apk", out.package.id = "cn.x", out.package.sha256 = "11";
  out.tool.ruleset_digest = "sha256:1";
  for (const char* const rule : {"clock-in", "ranking"}) {
    RuleResult result;
    result.rule_id = rule;
    result.needs = {evidence::Kind::kText};
    out.results.push_back(result);
  }
  out.findings = {finding("clock-in", "pages/sign")};
  return out;
}

rules::RuleSet rules_with(std::vector<rules::ChangeRule> changes) {
  rules::RuleSet out;
  out.changes = std::move(changes);
  return out;
}
rules::ChangeRule row(ChangeKind kind, std::vector<std::string> of = {}) {
  rules::ChangeRule out;
  out.kind = kind, out.of = std::move(of), out.major = true, out.title = {"重大", "major"};
  return out;
}

DiffReport compared(const Report& before, const Report& after) { return compare(before, after, {}); }

GapView gap(evidence::KindSet hides, std::string module = {}) {
  GapView out;
  out.gap.why = GapReason::kPacked;
  out.gap.entry = "classes.dex";
  out.gap.hides = hides;
  out.module = std::move(module);
  return out;
}

}  // namespace

TEST_CASE("a report compared with itself has no change") {
  const DiffReport same = compared(report(), report());
  CHECK(same.no_change());
  CHECK(same.functions_unchanged == 1);
  CHECK(same.worse == Verdict::kNotApplicable);
  CHECK(same.id == Same::kSame);
  CHECK(same.name == Same::kUnknown);
}

TEST_CASE("functions come, go and stay") {
  Report after = report();
  after.findings = {finding("ranking", "pages/rank", Verdict::kSuspected)};
  const DiffReport diff = compared(report(), after);
  REQUIRE(diff.functions.size() == 2);
  CHECK(diff.functions[0].state == DiffState::kAdded);
  CHECK(diff.functions[0].after->rule_id == "ranking");
  CHECK(diff.functions[0].worse);
  CHECK(diff.functions[0].doubt == Doubt::kNone);
  CHECK(diff.functions[1].state == DiffState::kRemoved);
  CHECK_FALSE(diff.functions[1].worse);
  CHECK(diff.worse == Verdict::kSuspected);
  CHECK_FALSE(diff.no_change());
}

TEST_CASE("of a function that stays, grades, declaration and signs are compared, and its texts are not") {
  Report after = report();
  after.findings[0].evidence[0].item.text = "另一句话";
  after.findings[0].fingerprint = "other";
  CHECK(compared(report(), after).no_change());

  after.findings[0].verdict = Verdict::kSuspected;
  after.findings[0].coercion = Coercion::kStrong;
  after.findings[0].signals = {"C1", "C4"};
  after.findings[0].signal_titles = {{"强制用语", "modal"}, {"名单", "roster"}};
  Report before = report();
  before.findings[0].signals = {"C1", "C7"};
  before.findings[0].signal_titles = {{"强制用语", "modal"}, {"考核", "assessed"}};
  const DiffReport diff = compared(before, after);
  REQUIRE(diff.functions.size() == 1);
  const FunctionChange& change = diff.functions[0];
  CHECK(change.state == DiffState::kChanged);
  CHECK(change.worse);
  REQUIRE(change.signals_came.size() == 1);
  CHECK(change.signals_came[0].title.zh == "名单");
  REQUIRE(change.signals_went.size() == 1);
  CHECK(change.signals_went[0].id == "C7");
  CHECK(diff.worse == Verdict::kSuspected);
  const DiffReport back = compared(after, before);
  CHECK_FALSE(back.functions[0].worse);
  CHECK(back.worse == Verdict::kNotApplicable);

  Report declared = report();
  declared.findings[0].declared.emplace().state = DeclaredView::kDeclared;
  CHECK(compared(report(), declared).functions.size() == 1);
}

TEST_CASE("a screen that was renamed keeps its function, one of another rule does not take it") {
  Report after = report();
  after.findings = {finding("clock-in", "pages/attend")};
  const DiffReport moved = compared(report(), after);
  REQUIRE(moved.functions.size() == 1);
  CHECK(moved.functions[0].state == DiffState::kMoved);
  CHECK(moved.functions[0].before->module.id == "pages/sign");
  CHECK_FALSE(moved.functions[0].worse);

  after.findings[0].evidence[0].item.text = "全新的界面";
  CHECK(compared(report(), after).functions.size() == 2);
  after.findings = {finding("ranking", "pages/sign")};
  CHECK(compared(report(), after).functions.size() == 2);
}

TEST_CASE("two findings of a rule are paired by their screens before their texts") {
  Report before = report(), after = report();
  before.findings = {finding("clock-in", "pages/a"), finding("clock-in", "pages/b")};
  after.findings = {finding("clock-in", "pages/b"), finding("clock-in", "pages/a")};
  CHECK(compared(before, after).no_change());
  after.findings.pop_back();
  const DiffReport diff = compared(before, after);
  REQUIRE(diff.functions.size() == 1);
  CHECK(diff.functions[0].before->module.id == "pages/a");
}

TEST_CASE("what is gone from where something is unread is in doubt, and so is what a rule was not asked about") {
  Report after = report();
  after.findings.clear();
  after.gaps = {gap({evidence::Kind::kText})};
  CHECK(compared(report(), after).functions[0].doubt == Doubt::kHidden);
  after.gaps = {gap({evidence::Kind::kText}, "pages/sign")};
  CHECK(compared(report(), after).functions[0].doubt == Doubt::kHidden);
  after.gaps = {gap({evidence::Kind::kText}, "pages/news")};
  CHECK(compared(report(), after).functions[0].doubt == Doubt::kNone);
  after.gaps = {gap({evidence::Kind::kAsset})};
  CHECK(compared(report(), after).functions[0].doubt == Doubt::kNone);
  after.gaps.clear();
  after.results[0].rule_id = "another";
  const DiffReport diff = compared(report(), after);
  CHECK(diff.functions[0].doubt == Doubt::kNoRule);
  CHECK(diff.rules_before_only == std::vector<std::string>{"clock-in"});
  CHECK(diff.rules_after_only == std::vector<std::string>{"another"});
}

TEST_CASE("results that became undecided are told and count; those that were found are told with their findings") {
  Report after = report();
  after.results[1].verdict = Verdict::kNotDetermined;
  const DiffReport diff = compared(report(), after);
  REQUIRE(diff.results.size() == 1);
  CHECK(diff.results[0].rule_id == "ranking");
  CHECK(diff.worse == Verdict::kNotDetermined);
  CHECK(compared(after, report()).worse == Verdict::kNotApplicable);
  after.results[1].verdict = Verdict::kSuspected;
  CHECK(compared(report(), after).results.empty());
}

TEST_CASE("required functions are compared by grade") {
  Report before = report(), after = report();
  RequiredView channel;
  channel.rule_id = channel.feature = "complaint-channel", channel.grade = "complete", channel.verdict = Verdict::kNotFound;
  before.required = after.required = {channel};
  CHECK(compared(before, after).no_change());
  after.required[0].grade = "contact-only", after.required[0].verdict = Verdict::kExplain;
  const DiffReport lost = compare(before, after, rules_with({row(ChangeKind::kRequiredLost, {"complaint-channel"})}));
  REQUIRE(lost.required.size() == 1);
  CHECK(lost.required[0].worse);
  CHECK(lost.worse == Verdict::kExplain);
  CHECK(lost.major.size() == 1);
  const DiffReport gained = compare(after, before, rules_with({row(ChangeKind::kRequiredLost)}));
  CHECK_FALSE(gained.required[0].worse);
  CHECK(gained.major.empty());
}

TEST_CASE("lists: permissions, components, pages and endpoints, where both sides list them") {
  Report before = report(), after = report();
  before.inventory.permissions = {"CAMERA", "INTERNET"}, after.inventory.permissions = {"INTERNET", "RECORD"};
  before.inventory.pages = {{"a", "首页"}, {"b", "打卡"}}, after.inventory.pages = {{"a", "主页"}, {"c", "排行"}};
  before.inventory.endpoints = {"/sign"};
  DiffReport diff = compared(before, after);
  CHECK(diff.permissions.added == std::vector<std::string>{"RECORD"});
  CHECK(diff.permissions.removed == std::vector<std::string>{"CAMERA"});
  REQUIRE(diff.pages.added.size() == 1);
  CHECK(diff.pages.added[0].id == "c");
  CHECK(diff.pages.removed[0].id == "b");
  REQUIRE(diff.pages.renamed.size() == 1);
  CHECK(diff.pages.renamed[0].after == "主页");
  CHECK_FALSE(diff.endpoints);
  after.inventory.endpoints = {"/rank"};
  diff = compared(before, after);
  REQUIRE(diff.endpoints);
  CHECK(diff.endpoints->added == std::vector<std::string>{"/rank"});
  after.inventory.endpoints = {"/rank", "/c", "c"};  // a page of its own
  CHECK(compared(before, after).endpoints->added == std::vector<std::string>{"/rank"});
  before.inventory.pages_left_out = 7;  // "c" may be among them
  diff = compared(before, after);
  CHECK(diff.pages.cut);
  CHECK(diff.pages.added.empty());
}

TEST_CASE("gaps come and go; equal ones are paired one by one") {
  Report before = report(), after = report();
  before.gaps = {gap({}), gap({})}, after.gaps = {gap({})};
  const DiffReport diff = compared(before, after);
  CHECK(diff.gaps_went.size() == 1);
  CHECK(diff.gaps_came.empty());
}

TEST_CASE("identity: another app, signer, rule set") {
  Report before = report(), after = report();
  platforms::Signer signer;
  signer.sha256 = "aa", signer.scheme = "v1";
  before.package.signer = {signer};
  CHECK(compared(before, after).signer == Same::kUnknown);
  signer.scheme = "v2";
  after.package.signer = {signer};
  CHECK(compared(before, after).signer == Same::kSame);
  after.package.signer[0].sha256 = "bb";
  after.package.id = "cn.y";
  after.tool.ruleset_digest = "sha256:2";
  const DiffReport diff = compare(before, after, rules_with({row(ChangeKind::kSignerChanged), row(ChangeKind::kIdChanged)}));
  CHECK(diff.signer == Same::kDiffers);
  CHECK(diff.id == Same::kDiffers);
  CHECK(diff.ruleset == Same::kDiffers);
  CHECK(diff.major.size() == 2);
}

TEST_CASE("the first row that fits says whether a change is major") {
  rules::ChangeRule minor = row(ChangeKind::kPermissionAdded, {"*.VIBRATE"});
  minor.major = false;
  rules::RuleSet rules = rules_with({minor, row(ChangeKind::kPermissionAdded, {"android.permission.*"}), row(ChangeKind::kSdkAdded, {"pay"})});
  rules.sdks.resize(2);
  rules.sdks[0].name = "某支付", rules.sdks[0].category = "pay";
  rules.sdks[1].name = "某地图", rules.sdks[1].category = "map";
  rules::ChangeRule pages = row(ChangeKind::kPagesAdded);
  pages.least = 2;
  rules.changes.push_back(pages);
  rules::ChangeRule function = row(ChangeKind::kFunctionAdded, {"ranking"});
  function.from = Verdict::kExplain;
  rules.changes.push_back(function);
  Report after = report();
  after.inventory.permissions = {"android.permission.CAMERA", "android.permission.VIBRATE", "scope.x"};
  after.inventory.sdks = {"某地图", "某支付"};
  after.inventory.pages = {{"a", ""}};
  after.findings.push_back(finding("ranking", "pages/rank", Verdict::kHint));
  std::vector<std::string> subjects;
  for (const MajorChange& change : compare(report(), after, rules).major) subjects.push_back(change.subject.zh);
  CHECK(subjects == std::vector<std::string>{"android.permission.CAMERA", "某支付"});
  after.inventory.pages.push_back({"b", ""});
  after.findings.back().verdict = Verdict::kExplain;
  CHECK(compare(report(), after, rules).major.size() == 4);
}

TEST_CASE("a waived finding is told and does not count; an expired waiver waives nothing") {
  Report after = report();
  after.findings.push_back(finding("ranking", "pages/rank", Verdict::kSuspected));
  after.findings[1].waiver = WaiverView{"w.toml", "某文件", "某处", "", "2026-12-31", false};
  DiffReport diff = compared(report(), after);
  CHECK(diff.functions.size() == 1);
  CHECK(diff.worse == Verdict::kNotApplicable);
  after.findings[1].waiver->expired = true;
  CHECK(compared(report(), after).worse == Verdict::kSuspected);
}

TEST_CASE("packages inside are compared by their path; those that came bring their functions") {
  Report before = report(), after = report();
  Report inner = report();
  inner.package.path = "assets/x.apk";
  before.nested = after.nested = {inner};
  CHECK(compared(before, after).no_change());
  after.nested[0].findings.push_back(finding("ranking", "pages/rank", Verdict::kSuspected));
  CHECK(compared(before, after).worse == Verdict::kSuspected);
  after.nested[0].findings.pop_back();
  after.nested[0].package.path = "assets/y.apk";
  const DiffReport diff = compare(before, after, rules_with({row(ChangeKind::kFunctionAdded)}));
  REQUIRE(diff.nested.size() == 2);
  CHECK_FALSE(diff.nested[0].before);
  CHECK(diff.nested[0].functions[0].state == DiffState::kAdded);
  CHECK_FALSE(diff.nested[1].after);
  CHECK(diff.nested[1].functions[0].state == DiffState::kRemoved);
  CHECK(diff.worse == Verdict::kExplain);
  CHECK(diff.major.size() == 1);
}

TEST_CASE("of a side that was not read nothing is said to have come or gone") {
  Report unread;
  unread.unread = Bilingual{"空文件", "an empty file"};
  const DiffReport diff = compared(report(), unread);
  CHECK_FALSE(diff.assessed());
  CHECK_FALSE(diff.no_change());
  CHECK(diff.functions.empty());
  Report packed = report();
  packed.packed = true;
  CHECK_FALSE(compared(report(), packed).assessed());
  Report outer = report();
  outer.nested = {packed};
  CHECK(compared(report(), outer).assessed());
  outer.nested[0].package.handed_in = true;
  CHECK_FALSE(compared(report(), outer).assessed());
}

TEST_CASE("signs of tampering come and go by their kind, and change no verdict") {
  Report before = report(), after = report();
  before.package.tricks = {{"zip-odd-name", "a", "", 1}, {"zip-prefix", "", "", 1}};
  after.package.tricks = {{"dex-magic", "classes.dex", "", 1}, {"zip-odd-name", "b", "", 7}};
  const DiffReport diff = compared(before, after);
  REQUIRE(diff.tricks_came.size() == 1);
  CHECK(diff.tricks_came[0].id == "dex-magic");
  REQUIRE(diff.tricks_went.size() == 1);
  CHECK(diff.tricks_went[0].id == "zip-prefix");
  CHECK_FALSE(diff.no_change());
  CHECK(diff.worse == Verdict::kNotApplicable);
  CHECK(compared(after, after).no_change());
}
