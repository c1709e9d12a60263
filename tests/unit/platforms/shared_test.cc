#include <catch2/catch.hpp>

#include "formats/identify.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/script.h"

using namespace jianfu;
using evidence::Kind;
using evidence::Role;
using platforms::use_of_literal;

TEST_CASE("paths are resolved as programs write them") {
  CHECK(platforms::resolve("pages/a", "../b/b") == "pages/b/b");
  CHECK(platforms::resolve("pages/a", "/pages/c") == "pages/c");
  CHECK(platforms::resolve("", "../../x") == "x");
  CHECK(platforms::without_query("/pages/a?id=1") == "/pages/a");
  CHECK(platforms::without_extension("a.b/c") == "a.b/c");
}

TEST_CASE("a literal is what the call and property make of it") {
  CHECK(use_of_literal("签到成功", "wx.showToast", "title").role == Role::kLabel);
  CHECK(use_of_literal("首页", "wx.setNavigationBarTitle", "title").role == Role::kTitle);
  CHECK(use_of_literal("请填写", "", "placeholder").role == Role::kLabel);
  CHECK(use_of_literal("随便", "f", "x").role == Role::kUnknown);
  CHECK(use_of_literal("出错了", "console.log", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("出错了", "console.error", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("出错了", "Error", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("请填写", "this.$message.error", "").role == Role::kMessage);
  CHECK(use_of_literal("请填写", "ElMessage.error", "").role == Role::kMessage);
  CHECK(use_of_literal("请填写", "Toast.fail", "").role == Role::kMessage);
  CHECK(use_of_literal("请填写", "util.showMsg", "").role == Role::kMessage);
  CHECK(use_of_literal("请填写", "this.$toast", "").role == Role::kMessage);
  CHECK(use_of_literal("/user/sign", "request", "url").kind == Kind::kEndpoint);
  CHECK(use_of_literal("\xEF\xBF\xBC/user/sign", "request", "url").kind == Kind::kEndpoint);  // `${base}/user/sign`
  CHECK(use_of_literal("/user/\xEF\xBF\xBC/sign?a=\xEF\xBF\xBC", "request", "url").kind == Kind::kEndpoint);
  CHECK(use_of_literal("\xEF\xBF\xBC/\xEF\xBF\xBC", "", "").kind == Kind::kLiteral);  // 3/10
  CHECK(use_of_literal("\xEF\xBF\xBC/images/a.png", "", "src").kind == Kind::kLiteral);
  CHECK(use_of_literal("./util", "require", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("/images/a.png", "", "src").kind == Kind::kLiteral);
  CHECK(use_of_literal("name", "", "name").kind == Kind::kLiteral);
  CHECK(use_of_literal("pages/index/index.js", "define", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("application/json", "", "x").kind == Kind::kLiteral);
  CHECK(use_of_literal("/images/tab\xEF\xBF\xBC.png", "", "x").kind == Kind::kLiteral);
  CHECK(use_of_literal("/api/tab\xEF\xBF\xBC", "", "x").kind == Kind::kEndpoint);
  CHECK(use_of_literal("canvas", "document.createElement", "", 0).kind == Kind::kLiteral);
  CHECK(use_of_literal("OK", "React.createElement", "", 2).role == Role::kLabel);
  CHECK(use_of_literal("</", "_v", "").kind == Kind::kLiteral);
  CHECK(use_of_literal("OK", "_v", "").role == Role::kLabel);
  std::string article;
  for (int i = 0; i < 61; ++i) article += "文";
  CHECK(use_of_literal(article, "", "title").role == Role::kContent);
}

TEST_CASE("files are told apart by their first bytes, skipped ones by name too") {
  CHECK(formats::identify("PK\x03\x04rest") == formats::FileKind::kZip);
  CHECK(formats::identify("dex\n035") == formats::FileKind::kDex);
  CHECK(formats::identify("var a = 1;") == formats::FileKind::kText);
  CHECK(formats::identify(std::string(64, '\x01')) == formats::FileKind::kUnknown);
  CHECK(formats::is_skipped_name("a/B.PNG"));
  CHECK_FALSE(formats::is_skipped_name("png"));
}

namespace {

class NoHost final : public platforms::ScriptHost {
 public:
  uint32_t module_of_file(std::string_view) override { return evidence::kNoModule; }
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view) const override { return {}; }
};

// The symbol of the text in `source`, a script or a bundle of scripts.
std::string symbol_of_text(std::string_view source) {
  evidence::EvidenceSet set;
  const Limits limits;
  evidence::Collector out(set, nullptr);
  NoHost host;
  std::vector<platforms::PendingUse> uses;
  platforms::ScriptReader(out, host, "app.js", "app.js", uses).read(source, limits);
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind == Kind::kText) return item.at.symbol;
  }
  return "none";
}

}  // namespace

TEST_CASE("evidence of a script names the functions around it") {
  CHECK(symbol_of_text("show('文')").empty());
  CHECK(symbol_of_text("function sign() { wx.request({ success: function () { show('文') } }) }") == "sign");
  CHECK(symbol_of_text("function sign() {} show('文')").empty());
  CHECK(symbol_of_text("function Page1() { const sign = () => { function t() { show('文') } } }") == "Page1.sign");
  CHECK(symbol_of_text("define('pages/a.js', function () { Page({ sign() { show('文') } }) })") ==
        "pages/a.js › sign");
  CHECK(symbol_of_text("function boot() { define('pages/a.js', function () { show('文') }) }") == "pages/a.js");
}

TEST_CASE("the functions of a symbol can be asked for") {
  CHECK(platforms::stands_in_function("pages/a.js › sign", "sign"));
  CHECK(platforms::stands_in_function("Page1.sign", "sign"));
  CHECK(platforms::stands_in_function("Page1.sign", "Page1"));
  CHECK_FALSE(platforms::stands_in_function("pages/a.js", "js"));
  CHECK_FALSE(platforms::stands_in_function("app.js", "js"));
  CHECK_FALSE(platforms::stands_in_function("resign", "sign"));
  CHECK_FALSE(platforms::stands_in_function("", ""));
}
