#include "match/hits.h"

#include <algorithm>

#include "unit/match/fixture.h"

using namespace jianfu;
using namespace jianfu::match::tests;
using rules::Grade;

namespace {

Grade of(const std::string& group, const std::string& text) {
  return grade_of(rules_with("  g: " + group + "\n", "presence: {hint: g}\n"), text);
}

}  // namespace

TEST_CASE("a term is found in its normal form, with width, case, script and separators folded") {
  const std::string group = "{kind: text, any: [打卡签到, Clock In]}";
  CHECK(of(group, "text label \"请打卡签到\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"打 卡 簽 到\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"ＣＬＯＣＫ ＩＮ\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"打卡地点\" in=p\n") == Grade::kNone);
}

TEST_CASE("a number is found whole, not inside a longer one") {
  const std::string group = "{kind: text, any: ['12345', 满100分]}";
  CHECK(of(group, "text label \"请拨打12345。\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"12345 678\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"12345678912\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"9912345\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"3满100分\" in=p\n") == Grade::kHint);
}

TEST_CASE("kind, role and owner are asked before the text") {
  CHECK(of("{kind: text, any: [打卡]}", "literal \"打卡\" in=p\n") == Grade::kNone);
  CHECK(of("{kind: text, role: [title], any: [打卡]}", "text label \"打卡\" in=p\n") == Grade::kNone);
  CHECK(of("{kind: text, any: [打卡]}", "text content \"打卡\" in=p\n") == Grade::kNone);  // an article, by default not asked
  CHECK(of("{kind: text, any: [打卡]}", "module class a owner=third-party\ntext label \"打卡\" in=a\n") == Grade::kNone);
  CHECK(of("{kind: text, owner: any, any: [打卡]}", "module class a owner=third-party\ntext label \"打卡\" in=a\n") == Grade::kHint);
}

TEST_CASE("a negation before the hit cancels it, a negated state does not, and clauses end its reach") {
  const std::string group = "{kind: text, any: [打卡]}";
  CHECK(of(group, "text label \"无需打卡\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"今日未打卡\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"无需，打卡\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"无需任何其他手续打卡\" in=p\n") == Grade::kHint);  // too far away
  CHECK(of("{kind: text, any: [打卡], negated: keep}", "text label \"无需打卡\" in=p\n") == Grade::kHint);
}

TEST_CASE("a word behind the hit that says it is off cancels it, within eight characters of the clause") {
  const std::string group = "{kind: text, any: [打卡]}";
  CHECK(of(group, "text label \"打卡功能已关闭\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"打卡未开启\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"打卡，群聊已关闭\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"打卡之后请确认页面上窗口已关闭\" in=p\n") == Grade::kHint);  // too far away
  CHECK(of("{kind: text, any: [打卡], negated: keep}", "text label \"打卡功能已关闭\" in=p\n") == Grade::kHint);
}

TEST_CASE("a clause of a privacy policy is no function; the purpose of a permission is") {
  const std::string group = "{kind: [text, purpose], any: [打卡]}";
  CHECK(of(group, "text label \"根据隐私政策，打卡时收集您的位置\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"查看隐私政策后打卡\" in=p\n") == Grade::kHint);  // one mark alone
  CHECK(of(group, "purpose \"根据隐私政策，打卡时收集您的位置\" in=p\n") == Grade::kHint);
  CHECK(of("{kind: text, any: [打卡], quotes: keep}", "text label \"根据隐私政策，打卡时收集您的位置\" in=p\n") == Grade::kHint);
}

TEST_CASE("what was cancelled is kept with its reason") {
  const rules::RuleSet rules = rules_with("  g: {kind: text, any: [打卡]}\n", "presence: {hint: g}\n");
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of(
      "text label \"无需打卡\" in=p\ntext label \"打卡已关闭\" in=p\ntext label \"打卡：隐私政策，收集您的位置\" in=p\n");
  const std::vector<match::GroupHits> hits = matcher.find(set);
  REQUIRE(hits[0].cancelled.size() == 3);
  CHECK(hits[0].cancelled[0].why == match::Cancelled::kNegated);
  CHECK(hits[0].cancelled[1].why == match::Cancelled::kClosed);
  CHECK(hits[0].cancelled[2].why == match::Cancelled::kPolicy);
}

TEST_CASE("a text that quotes the norm is no function") {
  const std::string group = "{kind: text, any: [打卡]}";
  CHECK(of(group, "text label \"不得设置打卡等强制性功能\" in=p\n") == Grade::kNone);
  CHECK(of(group, "text label \"不得代替他人打卡\" in=p\n") == Grade::kHint);  // one marker alone is no quotation
}

TEST_CASE("unless cancels what it overlaps, unless-with the whole item") {
  const std::string overlap = "{kind: text, any: [签到], unless: [会议签到]}";
  CHECK(of(overlap, "text label \"会议签到\" in=p\n") == Grade::kNone);
  CHECK(of(overlap, "text label \"会议签到与上班签到\" in=p\n") == Grade::kHint);
  CHECK(of("{kind: text, any: [签到], unless-with: [会议]}", "text label \"会议签到与上班签到\" in=p\n") == Grade::kNone);
}

TEST_CASE("identifiers are compared word by word") {
  const std::string group = "{kind: [identifier, endpoint], tokens: [sign in, clockin]}";
  CHECK(of(group, "identifier doSignIn in=p\n") == Grade::kHint);
  CHECK(of(group, "endpoint /api/sign/in in=p\n") == Grade::kHint);
  CHECK(of(group, "identifier signing in=p\n") == Grade::kNone);
  CHECK(of(group, "identifier getSignInfo in=p\n") == Grade::kNone);
}

TEST_CASE("names of capabilities are compared whole, calls and permissions to their last parts") {
  CHECK(of("{kind: api, any: [location.once]}", "api location.once in=p\n") == Grade::kHint);
  CHECK(of("{kind: api, any: [location.once]}", "api location.once.x in=p\n") == Grade::kNone);
  CHECK(of("{kind: call, any: [chooseMedia]}", "call wx.chooseMedia in=p\n") == Grade::kHint);
  CHECK(of("{kind: call, any: [chooseMedia]}", "call wx.unchooseMedia in=p\n") == Grade::kNone);
}

TEST_CASE("arguments: same names are alternatives, different names must all be met") {
  const std::string camera = "{kind: call, any: [wx.chooseMedia], args: {sourceType: camera}, without-args: {sourceType: album}}";
  CHECK(of(camera, "call wx.chooseMedia sourceType=\"camera\" in=p\n") == Grade::kHint);
  CHECK(of(camera, "call wx.chooseMedia sourceType=\"camera\" sourceType=\"album\" in=p\n") == Grade::kNone);
  CHECK(of(camera, "call wx.chooseMedia in=p\n") == Grade::kNone);
  const std::string modal = "{kind: call, any: [wx.showModal], args: {showCancel: 'false', type: [a, b]}}";
  CHECK(of(modal, "call wx.showModal showCancel=\"false\" type=\"b\" in=p\n") == Grade::kHint);
  CHECK(of(modal, "call wx.showModal showCancel=\"true\" type=\"b\" in=p\n") == Grade::kNone);
}

TEST_CASE("fields are asked whether they are required") {
  const std::string group = "{kind: field, required: true, any: [照片]}";
  CHECK(of(group, "field \"现场照片\" required in=p\n") == Grade::kHint);
  CHECK(of(group, "field \"现场照片\" in=p\n") == Grade::kNone);
}

TEST_CASE("max-chars takes short texts only") {
  const std::string group = "{kind: text, any: [打卡], max-chars: 6}";
  CHECK(of(group, "text label \"立即打卡\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"请在九点前打卡\" in=p\n") == Grade::kNone);
}

TEST_CASE("whole: the term is all that the text says") {
  const std::string group = "{kind: text, any: [签到], whole: true}";
  CHECK(of(group, "text label \" 签到 >\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"签到：\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"签到表\" in=p\n") == Grade::kNone);
  const std::string words = "{kind: identifier, tokens: [sign in], whole: true}";
  CHECK(of(words, "identifier signIn in=p\n") == Grade::kHint);
  CHECK(of(words, "identifier doSignIn in=p\n") == Grade::kNone);
}

TEST_CASE("pressed asks for texts on something with a handler") {
  const std::string group = "{kind: text, any: [签到], pressed: true}";
  CHECK(of(group, "text label \"签到\" pressed in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"签到\" in=p\n") == Grade::kNone);
  CHECK(of("{kind: text, any: [签到], pressed: false}", "text label \"签到\" pressed in=p\n") == Grade::kNone);
}

TEST_CASE("a label as long as a paragraph counts as content") {
  std::string prose = "请打卡";
  for (int i = 0; i < 10; ++i) prose += "这是一段说明文字";
  CHECK(of("{kind: text, any: [打卡]}", "text label \"" + prose + "\" in=p\n") == Grade::kNone);
  CHECK(of("{kind: text, role: [label, content], any: [打卡]}", "text label \"" + prose + "\" in=p\n") == Grade::kHint);
  CHECK(of("{kind: text, role: title, any: [打卡]}", "text title \"" + prose + "\" in=p\n") == Grade::kHint);
}

TEST_CASE("a regex is confirmed where its anchor stands") {
  const std::string group = "{kind: text, regex: ['连续签到\\d+天']}";
  CHECK(of(group, "text label \"已连续签到7天\" in=p\n") == Grade::kHint);
  CHECK(of(group, "text label \"连续签到多天\" in=p\n") == Grade::kNone);
}

TEST_CASE("marks of a hit point into the text as found") {
  const rules::RuleSet rules = rules_with("  g: {kind: text, any: [打卡]}\n", "presence: {hint: g}\n");
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of("text label \"点 打 卡 吧\" in=p\n");
  const std::vector<match::GroupHits> hits = matcher.find(set);
  REQUIRE(hits[0].hits.size() == 1);
  const auto [begin, end] = hits[0].hits[0].spans.at(0);
  CHECK(set.evidence[0].text.substr(begin, end - begin).find("打 卡") == 0);
}

TEST_CASE("whether a name of code may be an answer is told from it alone") {
  using evidence::Kind;
  const rules::RuleSet rules = rules_with(
      "  g: {kind: call, any: [Queue.add, startTrace, '打卡']}\n  h: {kind: [identifier, call], tokens: [sign in, url app]}\n"
      "  k: {kind: literal, regex: ['rank\\d'], unless: [franks]}\n  t: {kind: text, any: [patrol]}\n",
      "presence: {hint: g or h or k or t}\n");
  const match::Matcher matcher(rules);
  for (const char* call : {"com.x.Queue.add", "queue.add", "a.b.c.startTrace", "a.SignIn.start", "a.sign.in", "x.打卡"})
    CHECK(matcher.may_answer(Kind::kCall, call));
  for (const char* call : {"com.x.Queue.addAll", "a.unstartTrace", "a.signing", "a.Url.open", "patrol", "rank9", ""})
    CHECK_FALSE(matcher.may_answer(Kind::kCall, call));
  CHECK(matcher.may_answer(Kind::kIdentifier, "doSignIn"));
  CHECK(matcher.may_answer(Kind::kIdentifier, "urlOfApp") == false);
  CHECK(matcher.may_answer(Kind::kIdentifier, "urlApp"));
  CHECK_FALSE(matcher.may_answer(Kind::kIdentifier, "startTrace"));  // asked of calls
  CHECK(matcher.may_answer(Kind::kLiteral, "my rank1"));
  CHECK_FALSE(matcher.may_answer(Kind::kLiteral, "my ranks"));
  CHECK_FALSE(matcher.may_answer(Kind::kLiteral, "franks"));  // which only cancels

  const auto of_owner = [&](const char* name) { return matcher.may_answer_for_owner(Kind::kCall, name); };
  const auto of_member = [&](const char* name) { return matcher.may_answer_for_member(Kind::kCall, name); };
  CHECK(of_owner("com.x.Queue"));  // whatever the method, as far as is known here
  CHECK_FALSE(of_owner("com.x.Trace"));
  CHECK(of_member("startTrace"));
  CHECK_FALSE(of_member("add"));  // only its owner tells
  CHECK(of_owner("com.x.Ｑueue"));  // another form of the same name

  // What stands in a text a hundred thousand times and is no answer is confirmed once.
  std::string long_text;
  for (int i = 0; i < 100'000; ++i) long_text += "sign rank ";
  CHECK_FALSE(matcher.may_answer(Kind::kIdentifier, long_text));
  CHECK_FALSE(matcher.may_answer(Kind::kLiteral, long_text));
}

TEST_CASE("every call that is an answer has a half that says so") {
  const rules::RuleSet& rules = rules::built_in();
  const match::Matcher matcher(rules);
  size_t answers = 0;
  for (const rules::Term& term : rules.terms) {
    std::string call = "com.x." + term.text;
    if (term.mode == rules::Term::kTokens) std::replace(call.begin(), call.end(), ' ', '_');
    if (term.mode == rules::Term::kRegex || !matcher.may_answer(evidence::Kind::kCall, call)) continue;
    ++answers;
    CAPTURE(call);
    const size_t dot = call.rfind('.');
    CHECK((matcher.may_answer_for_owner(evidence::Kind::kCall, call.substr(0, dot)) ||
           matcher.may_answer_for_member(evidence::Kind::kCall, call.substr(dot + 1))));
  }
  CHECK(answers > 100);
}
