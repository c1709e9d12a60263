#include "engine/remote.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "engine/annotate.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

evidence::EvidenceSet annotated(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  engine::annotate(*set, rules::built_in());
  return *set;
}

bool has_fact(const evidence::EvidenceSet& set, const std::string& fact) {
  return std::any_of(set.evidence.begin(), set.evidence.end(), [&](const evidence::Evidence& item) {
    return item.kind == evidence::Kind::kFact && item.text == fact;
  });
}

const std::string kHome = "module page com.x.Home owner=app entry=yes\n";
const std::string kPages =
    "module page com.x.A owner=app\nmodule page com.x.B owner=app\nmodule page com.x.C owner=app\nmodule "
    "page com.x.D owner=app\n";
const std::string kWeb = "module page com.x.Web owner=app\nedge opens com.x.Home com.x.Web\n";

std::string load(const std::string& address, const std::string& module = "com.x.Web") {
  return "call android.webkit.WebView.loadUrl \"" + address + "\" in=" + module + "\n";
}

}  // namespace

TEST_CASE("a hot-update framework is a fact and a gap with a question, and hides nothing") {
  const evidence::EvidenceSet set = annotated(
      "module class com.tencent.tinker.lib.tinker.Tinker at=classes.dex\nmodule class "
      "com.tencent.tinkering.X\n");
  CHECK(has_fact(set, "remote tinker"));
  REQUIRE(set.gaps.size() == 1);
  CHECK(set.gaps[0].why == GapReason::kRemote);
  CHECK(set.gaps[0].hides.empty());
  CHECK_FALSE(set.gaps[0].ask_zh.empty());
  CHECK(set.gaps[0].what.render(Lang::kZh).find("热更新框架（Tinker）") == 0);
  CHECK(annotated("module class com.tencent.tinkering.X\n").gaps.empty());
}

TEST_CASE("code loaded at run time counts in own code, not in a library's") {
  CHECK(has_fact(
      annotated("module class com.x.A owner=app\ncall dalvik.system.DexClassLoader.<init> in=com.x.A\n"),
      "remote dex-class-loader"));
  CHECK(annotated("module class androidx.multidex.MultiDex\ncall dalvik.system.DexClassLoader.<init> "
                  "in=androidx.multidex.MultiDex\n")
            .gaps.empty());
}

TEST_CASE("every mechanism has a mark that finds it") {
  for (const rules::Mechanism& mechanism : rules::built_in().remote.mechanisms) {
    INFO(mechanism.id);
    for (const std::string& name : mechanism.classes)
      CHECK(has_fact(annotated("module class " + name + "X\n"), "remote " + mechanism.id));
    for (const std::string& file : mechanism.files)
      CHECK(has_fact(annotated("fact \"file " + file + "\"\n"), "remote " + mechanism.id));
    for (std::string call : mechanism.calls) {
      if (call.ends_with(".*")) call.replace(call.size() - 1, 1, "run");
      CHECK(has_fact(annotated("call " + call + "\n"), "remote " + mechanism.id));
    }
  }
}

TEST_CASE("a page of a server hides its own screen") {
  const evidence::EvidenceSet set = annotated(kHome + kPages + kWeb + load("https://m.example.cn/sign"));
  CHECK(has_fact(set, "remote web-page https://m.example.cn/sign"));
  REQUIRE(set.gaps.size() == 1);
  CHECK(set.modules[set.gaps[0].module].id == "com.x.Web");
  CHECK(set.gaps[0].hides == evidence::KindSet{evidence::Kind::kText, evidence::Kind::kField});
}

TEST_CASE("an agreement, a local page and a library's web view hide nothing") {
  const evidence::EvidenceSet agreement =
      annotated(kHome + kPages + kWeb + load("https://m.example.cn/PrivacyPolicy.html"));
  CHECK(has_fact(agreement, "remote web-document https://m.example.cn/PrivacyPolicy.html"));
  REQUIRE(agreement.gaps.size() == 1);
  CHECK(agreement.gaps[0].hides.empty());
  CHECK(annotated(kHome + kPages + kWeb + load("file:///android_asset/index.html")).gaps.empty());
  CHECK(annotated(kHome + kPages + "module class com.tencent.smtt.X\n" +
                  load("https://m.example.cn/", "com.tencent.smtt.X"))
            .gaps.empty());
}

TEST_CASE("a web view whose address is not in view is asked about, once") {
  const evidence::EvidenceSet set = annotated(
      kHome + kPages + kWeb +
      "call android.webkit.WebView.loadUrl in=com.x.Web\ncall android.webkit.WebView.loadUrl in=com.x.A\n");
  CHECK(has_fact(set, "remote web-unknown"));
  REQUIRE(set.gaps.size() == 1);
  CHECK(set.gaps[0].hides.empty());
  CHECK(set.gaps[0].what.render(Lang::kEn).find("com.x.A") != std::string::npos);
  // An address that stands elsewhere in the class is one.
  const evidence::EvidenceSet told = annotated(kHome + kPages + kWeb +
                                               "call android.webkit.WebView.loadUrl in=com.x.Web\nfact "
                                               "\"web-view url=https://m.example.cn/\" in=com.x.Web\n");
  CHECK(has_fact(told, "remote web-page https://m.example.cn/"));
}

TEST_CASE("a shell around a website hides text everywhere; an app with screens of its own is none") {
  const evidence::EvidenceSet shell = annotated(kHome + kWeb + load("https://m.example.cn/"));
  CHECK(has_fact(shell, "remote web-shell https://m.example.cn/"));
  REQUIRE(shell.gaps.size() == 1);
  CHECK(shell.gaps[0].module == evidence::kNoModule);
  CHECK(shell.gaps[0].hides.has(evidence::Kind::kText));
  CHECK_FALSE(has_fact(annotated(kHome + kPages + kWeb + load("https://m.example.cn/")),
                       "remote web-shell https://m.example.cn/"));
  // Few screens, and only an agreement: no shell.
  CHECK(annotated(kHome + kWeb + load("https://m.example.cn/agreement")).gaps[0].hides.empty());
  // A web page that nothing near the start leads to: no shell.
  const evidence::EvidenceSet far =
      annotated(kHome + "module page com.x.Web owner=app\n" + load("https://m.example.cn/"));
  REQUIRE(far.gaps.size() == 1);
  CHECK(far.gaps[0].module != evidence::kNoModule);
}

TEST_CASE("a web view of a mini-program hides its own page where its address is known, else nothing") {
  const std::string page = kPages + "module page pages/h5 owner=app\n";
  const evidence::EvidenceSet known =
      annotated(page + "call wx.element.web-view src=\"https://a.gov.cn/h5\" in=pages/h5\n");
  CHECK(has_fact(known, "remote web-page https://a.gov.cn/h5"));
  REQUIRE(known.gaps.size() == 1);
  CHECK(known.gaps[0].hides.has(evidence::Kind::kText));
  const evidence::EvidenceSet bound = annotated(
      page + "call wx.element.web-view in=pages/h5\nfact \"web-view url=https://a.gov.cn/h5\" in=pages/h5\n");
  CHECK(has_fact(bound, "remote web-page https://a.gov.cn/h5"));
  const evidence::EvidenceSet unknown = annotated(page + "call wx.element.web-view in=pages/h5\n");
  REQUIRE(unknown.gaps.size() == 1);
  CHECK(unknown.gaps[0].hides.empty());
}
