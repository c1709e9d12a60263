// Named templates: what stands in one is of those who use it, in sources and in what compilers make of them.
#include <catch2/catch.hpp>

#include "builders/wechat_builder.h"
#include "builders/wxml_compiler.h"
#include "formats/wxapkg/wxapkg.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using namespace jianfu::platforms::tests;
using Catch::Contains;

namespace {

const std::string kPages = R"(["pages/a/a", "pages/b/b", "pages/c/c", "pages/d/d", "pages/e/e"])";

// a uses "sign" (which draws "row"); b imports the same file and uses another; c imports it and uses none; d
// takes one of two, or all that begin so; e takes whatever its data names.
const std::map<std::string, std::string> kTemplates = {
    {"pages/a/a.wxml", "<import src=\"../../tpl/all.wxml\"/><view><template is=\"sign\"/></view>"},
    {"pages/b/b.wxml",
     "<import src=\"/tpl/all.wxml\"/><template name=\"own\"><view>自己的</view></template>"
     "<template is=\"list\"/><template is=\"own\"/>"},
    {"pages/c/c.wxml",
     "<import src=\"/tpl/all.wxml\"/><import src=\"/tpl/outer.wxml\"/><template is=\"deep\"/>"},
    {"pages/d/d.wxml",
     "<import src=\"/tpl/all.wxml\"/><template is=\"{{a ? 'sign' : 'none'}}\"/><template "
     "is=\"li-{{kind}}\"/>"},
    {"pages/e/e.wxml",
     "<import src=\"/tpl/outer.wxml\"/><template is=\"{{kind}}\"/><include src=\"/tpl/part.wxml\"/>"},
    {"tpl/all.wxml",
     "<template name=\"sign\"><button bindtap=\"go\">立即打卡</button><template is=\"row\"/></template>"
     "<template name=\"row\"><input placeholder=\"请填写\"/></template>"
     "<template name=\"list\"><view>列表</view></template>"
     "<template name=\"li-one\"><view>一</view></template><view>外面</view>"},
    {"tpl/outer.wxml",
     "<import src=\"all.wxml\"/><template name=\"deep\"><view>深处</view></template>"
     "<template name=\"more\"><view>更多</view></template>"},
    {"tpl/part.wxml",
     "<view>部分</view><template name=\"inner\"><view>里面</view></template><template is=\"inner\"/>"}};

std::string source() {
  Files files = kTemplates;
  files["app.json"] = R"({"pages": )" + kPages + "}";
  files["app.js"] = "App({})";
  return text_of(files);
}

std::string compiled() {
  const std::string bytes =
      builders::wxapkg_of({{"/app-config.json", R"({"pages": )" + kPages + "}"},
                           {"/app-service.js", "define('pages/a/a.js', function() {});"},
                           {"/page-frame.js", builders::compile_templates(kTemplates)}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

}  // namespace

TEST_CASE("texts of a named template belong to the pages that use it") {
  for (const std::string& out : {source(), compiled()}) {
    INFO(out);
    CHECK_THAT(out, Contains("module layout tpl/all#sign"));
    CHECK_THAT(out, Contains("立即打卡") && Contains("in=tpl/all#sign"));
    CHECK_THAT(out, Contains("in=tpl/all#row"));
    CHECK_THAT(out, Contains("\"自己的\" in=pages/b/b#own"));
    CHECK_THAT(out, Contains("edge includes pages/a/a tpl/all#sign"));
    CHECK_THAT(out, Contains("edge includes tpl/all#sign tpl/all#row"));
    CHECK_THAT(out, Contains("edge includes pages/b/b tpl/all#list"));
    CHECK_THAT(out, Contains("edge includes pages/b/b pages/b/b#own"));
    // The innocent neighbours: they import the same file.
    CHECK(!holds(out, "edge includes pages/b/b tpl/all#sign"));
    CHECK(!holds(out, "edge includes pages/c/c tpl/all"));
    // No page is made of what stands outside of the templates of a file that is imported.
    CHECK_THAT(out, Contains("\"外面\" in=tpl/all "));
    CHECK(!holds(out, "gap "));  // also a page that is nothing but a template was read
    CHECK(!holds(out, "edge includes pages/a/a tpl/all "));
  }
}

TEST_CASE("names of templates may be expressions") {
  for (const std::string& out : {source(), compiled()}) {
    INFO(out);
    CHECK_THAT(out, Contains("edge includes pages/d/d tpl/all#sign"));
    CHECK_THAT(out, Contains("edge includes pages/d/d tpl/all#li-one"));
    CHECK(!holds(out, "edge includes pages/d/d tpl/all#list"));
    CHECK_THAT(out, Contains("edge includes pages/e/e tpl/outer#*"));
    CHECK_THAT(out, Contains("edge includes tpl/outer#* tpl/outer#deep"));
    CHECK_THAT(out, Contains("edge includes tpl/outer#* tpl/outer#more"));
  }
}

TEST_CASE("imports reach one file far, and what is included uses its own templates") {
  for (const std::string& out : {source(), compiled()}) {
    INFO(out);
    CHECK_THAT(out, Contains("edge includes pages/c/c tpl/outer#deep"));
    CHECK(!holds(out, "edge includes pages/e/e tpl/all"));
    CHECK_THAT(out, Contains("edge includes pages/e/e tpl/part"));
    CHECK_THAT(out, Contains("edge includes tpl/part tpl/part#inner"));
    CHECK(!holds(out, "edge includes pages/e/e tpl/part#inner"));
  }
}

TEST_CASE("a page's own template comes before one of that name that it imports") {
  Files files = {
      {"app.json", R"({"pages": ["pages/a/a"]})"},
      {"app.js", "App({})"},
      {"pages/a/a.wxml",
       "<import src=\"/t.wxml\"/><template is=\"x\"></template><view>后</view>"
       "<template name=\"x\"><template is=\"y\"></template><view>中</view></template><view>尾</view>"},
      {"t.wxml",
       "<wxs module=\"m\">var t = '脚本';</wxs><template name=\"x\">甲</template>"
       "<template name=\"y\">乙</template>"}};
  const std::string out = text_of(files);
  INFO(out);
  CHECK_THAT(out, Contains("edge includes pages/a/a pages/a/a#x"));
  CHECK(!holds(out, "edge includes pages/a/a t#x"));
  CHECK_THAT(out, Contains("edge includes pages/a/a#x t#y"));
  CHECK_THAT(out, Contains("\"后\" in=pages/a/a ") && Contains("\"尾\" in=pages/a/a ") &&
                      Contains("\"中\" in=pages/a/a#x "));
  CHECK_THAT(out, Contains("edge includes t#y t"));  // whose script it may show
}

TEST_CASE("many uses of many templates stay bounded, and what is left out is told") {
  std::string page = "<import src=\"/t.wxml\"/>", all;
  for (int i = 0; i < 600; ++i) {
    const std::string name = std::to_string(i);
    page += "<template name=\"" + name + "\"><template is=\"t{{k}}\"/></template>";
    all += "<template name=\"t" + name + "\"></template>";
  }
  const std::string out = text_of(Files{{"app.json", R"({"pages": ["pages/a/a"]})"},
                                        {"app.js", "App({})"},
                                        {"pages/a/a.wxml", page},
                                        {"t.wxml", all}});
  CHECK_THAT(out, Contains("what=limit_reached"));
}
