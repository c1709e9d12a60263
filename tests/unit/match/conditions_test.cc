#include "match/evaluate.h"
#include "match/graph.h"
#include "unit/match/fixture.h"

using namespace jianfu;
using namespace jianfu::match::tests;
using rules::Grade;

namespace {

const std::string kGroups = "  a: {kind: text, any: [甲甲]}\n  b: {kind: text, any: [乙乙]}\n";

Grade of(const std::string& condition, const std::string& within, const std::string& text) {
  // Both groups stand in some condition, or the loader complains of an unused one.
  return grade_of(rules_with(kGroups, "within: " + within + "\npresence: {confirmed: '" + condition + "'}\ncoercion: {use: none, some: a or b}\n"), text);
}

}  // namespace

TEST_CASE("and, or, not and count over the items of one unit") {
  const std::string both = "module page p\ntext label \"甲甲\" in=p\ntext label \"乙乙\" in=p\n";
  CHECK(of("a and b", "module", both) == Grade::kConfirmed);
  CHECK(of("a and not b", "module", both) == Grade::kNone);
  CHECK(of("b or a and b", "module", "text label \"乙乙\" in=p\n") == Grade::kConfirmed);
  CHECK(of("count(a) >= 2", "module", "text label \"甲甲一\" in=p\ntext label \"甲甲二\" in=p\n") == Grade::kConfirmed);
  CHECK(of("count(a) >= 2", "module", "text label \"甲甲\" in=p at=x:1\ntext label \"甲甲\" in=p at=x:2\n") == Grade::kNone);  // the same text twice
}

TEST_CASE("near asks for the same string, sentence or module") {
  const std::string one = "text label \"甲甲。乙乙\" in=p\n";
  CHECK(of("near(a, b, string)", "module", one) == Grade::kConfirmed);
  CHECK(of("near(a, b, sentence)", "module", one) == Grade::kNone);
  CHECK(of("near(a, b, sentence)", "module", "text label \"甲甲，乙乙\" in=p\n") == Grade::kConfirmed);
  const std::string parts = "module page p\nmodule layout l\nedge includes p l\ntext label \"甲甲\" in=p\ntext label \"乙乙\" in=l\n";
  CHECK(of("a and b", "module", parts) == Grade::kConfirmed);  // one screen
  CHECK(of("near(a, b, module)", "module", parts) == Grade::kNone);
}

TEST_CASE("near, function: the same symbol of the same file, or one inside the other") {
  const auto near = [](const std::string& a, const std::string& b) {
    return of("near(a, b, function)", "module", "text message \"甲甲\" in=p " + a + "\ntext message \"乙乙\" in=p " + b + "\n");
  };
  CHECK(near("at=x.js:1 symbol=submit", "at=x.js:9 symbol=submit") == Grade::kConfirmed);
  CHECK(near("at=x.js:1 symbol=submit", "at=x.js:9 symbol=submit.success") == Grade::kConfirmed);
  CHECK(near("at=x.js:1 symbol=submit.success", "at=x.js:9 symbol=submit") == Grade::kConfirmed);
  CHECK(near("at=x.js:1 symbol=submit.success", "at=x.js:9 symbol=submit.fail") == Grade::kNone);
  CHECK(near("at=x.js:1 symbol=submit", "at=x.js:9 symbol=onLoad") == Grade::kNone);
  CHECK(near("at=x.js:1 symbol=submit", "at=y.js:9 symbol=submit") == Grade::kNone);
  CHECK(near("at=x.wxml:1", "at=x.wxml:2") == Grade::kNone);  // a template has no functions
  CHECK(near("at=b.js:1 symbol=\"a.js › submit\"", "at=b.js:1 symbol=\"a.js › submit.then\"") == Grade::kConfirmed);
  CHECK(near("at=b.js:1 symbol=a.js", "at=b.js:1 symbol=a.js") == Grade::kNone);  // a file is no function
  CHECK(near("at=A.java:1 symbol=com.x.Sign.submit", "at=A.java:9 symbol=com.x.Sign.submit") == Grade::kConfirmed);
  CHECK(near("at=A.java:1 symbol=com.x.Sign.submit", "at=A.java:9 symbol=com.x.Sign") == Grade::kNone);  // nor a class
  CHECK(near("at=c.dex symbol=com.x.Sign.submit", "at=c.dex symbol=com.x.Sign.lambda$submit$0") == Grade::kConfirmed);
}

TEST_CASE("what a screen includes is the screen; what it uses counts within: component; package is everything") {
  const std::string apart = "module page p\nmodule page q\ntext label \"甲甲\" in=p\ntext label \"乙乙\" in=q\n";
  CHECK(of("a and b", "module", apart) == Grade::kNone);
  CHECK(of("a and b", "package", apart) == Grade::kConfirmed);
  const std::string used = "module page p\nmodule script s\nedge uses p s\ntext label \"甲甲\" in=p\ntext label \"乙乙\" in=s\n";
  CHECK(of("a and b", "module", used) == Grade::kNone);
  CHECK(of("a and b", "component", used) == Grade::kConfirmed);
}

TEST_CASE("a script that many screens share belongs to none of them") {
  std::string text = "module script s\ntext label \"乙乙\" in=s\n";
  for (const char* page : {"p1", "p2", "p3", "p4", "p5"}) {
    text += std::string("module page ") + page + "\nedge uses " + page + " s\ntext label \"甲甲\" in=" + page + "\n";
  }
  CHECK(of("a and b", "component", text) == Grade::kNone);
}

TEST_CASE("entry, launch and opened-from-menu ask where the module stands") {
  const std::string text = "module app app entry=yes\nmodule page p entry=yes\nmodule page q\nmodule page r\nedge opens p q\nedge opens q r\n";
  CHECK(of("a and entry", "module", text + "text label \"甲甲\" in=p\n") == Grade::kConfirmed);
  CHECK(of("a and entry", "module", text + "text label \"甲甲\" in=q\n") == Grade::kNone);
  CHECK(of("a and launch", "module", text + "text label \"甲甲\" in=app\n") == Grade::kConfirmed);
  CHECK(of("a and opened-from-menu", "module", text + "text label \"甲甲\" in=q\n") == Grade::kConfirmed);
  CHECK(of("a and opened-from-menu", "module", text + "text label \"甲甲\" in=r\n") == Grade::kNone);
}

TEST_CASE("screen and background tell what the unit is") {
  const std::string text = "module page p\nmodule component c\nmodule service s\nmodule script t\n";
  CHECK(of("a and screen", "module", text + "text label \"甲甲\" in=p\n") == Grade::kConfirmed);
  CHECK(of("a and screen", "module", text + "text label \"甲甲\" in=c\n") == Grade::kConfirmed);
  CHECK(of("a and screen", "module", text + "text label \"甲甲\" in=t\n") == Grade::kNone);
  CHECK(of("a and background", "module", text + "text label \"甲甲\" in=s\n") == Grade::kConfirmed);
  CHECK(of("a and background", "module", text + "text label \"甲甲\" in=p\n") == Grade::kNone);
}

TEST_CASE("anywhere asks the whole package, and what it finds is evidence") {
  const std::string text = "module page p\nmodule page q\ntext label \"甲甲\" in=p\n";
  CHECK(of("a and anywhere(b)", "module", text + "text label \"乙乙\" in=q\n") == Grade::kConfirmed);
  CHECK(of("a and anywhere(b)", "module", text) == Grade::kNone);
  CHECK(of("a and not anywhere(b)", "module", text) == Grade::kConfirmed);
  const rules::RuleSet rules = rules_with(kGroups, "presence: {confirmed: a and anywhere(b)}\n");
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of(text + "text label \"乙乙\" in=q\ntext label \"甲甲二\" in=q\n");
  const match::Session session(matcher, set);
  REQUIRE(session.matches().size() == 2);
  CHECK(session.matches()[0].evidence.size() == 2);  // 甲甲 of p, 乙乙 of q; not 甲甲二
}

TEST_CASE("leads-to counts steps along opens edges") {
  const std::string text = "module page p entry=yes\nmodule page q\nmodule page r\nedge opens p q\nedge opens q r\ntext label \"甲甲\" in=r\n";
  CHECK(of("entry and leads-to(a, 2)", "module", text) == Grade::kConfirmed);
  CHECK(of("entry and leads-to(a, 1)", "module", text) == Grade::kNone);
}

TEST_CASE("one-step looks at this screen, those it opens and those that open it") {
  const std::string text = "module page p\nmodule page q\nmodule page r\nedge opens p q\nedge opens q r\ntext label \"甲甲\" in=q\n";
  for (const char* there : {"p", "q", "r"})
    CHECK(of("a and one-step(b)", "module", text + "text label \"乙乙\" in=" + there + "\n") == Grade::kConfirmed);
  const std::string far = "module page p\nmodule page q\nmodule page r\nedge opens p q\nedge opens q r\ntext label \"甲甲\" in=p\n";
  CHECK(of("a and one-step(b)", "module", far + "text label \"乙乙\" in=r\n") == Grade::kNone);
}

TEST_CASE("gates-all holds when every way from the entry passes a hit") {
  const std::string gate = "module page login entry=yes\nmodule page home\nmodule page news\nedge opens login home\nedge opens home news\ntext label \"甲甲\" in=login\n";
  CHECK(of("entry and gates-all(a)", "module", gate) == Grade::kConfirmed);
  // A splash screen in front of the gate is still a gate; a way around it is none.
  const std::string splash = "module page splash entry=yes\nedge opens splash login\nmodule page login\nmodule page home\nedge opens login home\ntext label \"甲甲\" in=login\n";
  CHECK(of("entry and gates-all(a)", "module", splash) == Grade::kConfirmed);
  CHECK(of("entry and gates-all(a)", "module", splash + "edge opens splash home\n") == Grade::kNone);
  CHECK(of("entry and gates-all(a)", "module", "module page home entry=yes\nmodule page login\ntext label \"甲甲\" in=login\n") == Grade::kNone);
}

TEST_CASE("a screen that turns to a gate by itself is gated, whatever else it opens") {
  const std::string home = "module page home entry=yes\nmodule page login\nmodule page news\ntext label \"甲甲\" in=login\nedge opens home news\n";
  CHECK(of("entry and gates-all(a)", "module", home + "edge opens home login\nroute login arg:unasked=\"yes\" arg:to=\"login\" in=home\n") == Grade::kConfirmed);
  CHECK(of("entry and gates-all(a)", "module", home + "edge opens home login\n") == Grade::kNone);
  // The launch code turns to it.
  const std::string app = "module app app entry=yes\n" + home;
  CHECK(of("entry and not launch and gates-all(a)", "module", app + "edge opens app login\nroute login arg:unasked=\"yes\" arg:to=\"login\" in=app\n") == Grade::kConfirmed);
  CHECK(of("entry and not launch and gates-all(a)", "module", app + "edge opens app login\n") == Grade::kNone);
  // A splash that goes on to the main screen, which turns to the gate; a guide on the way.
  const std::string main = "module page splash entry=yes\nmodule page main\nmodule page guide\nmodule page login\nmodule page news\ntext label \"甲甲\" in=login\nedge opens splash main\nroute main arg:unasked=\"yes\" arg:to=\"main\" in=splash\nedge opens main news\n";
  CHECK(of("entry and gates-all(a)", "module", main + "edge opens main login\nroute login arg:unasked=\"yes\" arg:to=\"login\" in=main\n") == Grade::kConfirmed);
  CHECK(of("entry and gates-all(a)", "module", main + "edge opens main login\n") == Grade::kNone);
  CHECK(of("entry and gates-all(a)", "module", main + "edge opens main login\nroute login arg:unasked=\"yes\" arg:to=\"login\" in=main\nedge opens splash guide\nroute guide arg:unasked=\"yes\" arg:to=\"guide\" in=splash\nedge opens guide login\n") == Grade::kConfirmed);
  CHECK(of("entry and gates-all(a)", "module", main + "edge opens main login\nroute login arg:unasked=\"yes\" arg:to=\"login\" in=main\nedge opens splash news\nroute news arg:unasked=\"yes\" arg:to=\"news\" in=splash\n") == Grade::kNone);
}

TEST_CASE("where people can fill in something, they have arrived") {
  const std::string start = "module page start entry=yes\nmodule page login\nedge opens start login\ntext label \"甲甲\" in=login\n";
  CHECK(of("entry and gates-all(a)", "module", start) == Grade::kConfirmed);
  CHECK(of("entry and gates-all(a)", "module", start + "field \"姓名\" in=start\n") == Grade::kNone);
}

TEST_CASE("edges in a circle end") {
  const std::string circle = "module page p entry=yes\nmodule page q\nedge opens p q\nedge opens q p\nedge includes p q\nedge includes q p\ntext label \"甲甲\" in=p\n";
  CHECK(of("a and not leads-to(b, 100)", "component", circle) == Grade::kConfirmed);
}

TEST_CASE("the trace of a condition tells every part's value") {
  const rules::RuleSet rules = rules_with(kGroups, "presence: {hint: a and not b}\n");
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of("text label \"甲甲\" in=p\n");
  const match::Session session(matcher, set);
  match::Trace trace;
  CHECK(match::holds(*rules.rules[0].hint, session.scope(0, session.graph().units(rules::Within::kModule).front()), &trace));
  REQUIRE(trace.children.size() == 2);
  CHECK(trace.children[0].what == "a");
  CHECK(trace.children[0].items.size() == 1);
  CHECK(trace.children[1].what == "not");
}
