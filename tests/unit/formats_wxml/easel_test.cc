#include <catch2/catch.hpp>

#include <chrono>

#include "builders/damage.h"
#include "builders/wxml_told.h"
#include "formats/wxml/compiled.h"

namespace jianfu::formats::wxml {
namespace {

using builders::told_constants;
using builders::told_elements;
using builders::told_includes;
using builders::told_template_uses;

// A template of the newer framework: functions of its content, then what its root does.
std::string unit(std::string_view functions, std::string_view root, std::string_view name = "") {
  return "H[\"" + std::string(name) +
         "\"]=(R,C,D,U,A)=>{if(typeof R.w==='function')R.w(Q.C);var L=R.c,M=R.m,O=R.r,K=U===true," +
         std::string(functions) + "a=(C,T,E,B,F,S,J)=>{" + std::string(root) +
         ";C=!1;U=Object.create(null);K=!1};A=A||{};return {C:a,B:A}};";
}
std::string page(const std::string& units, std::string_view path = "pages/a/a",
                 std::string_view before = "") {
  return ";__wxCodeSpace__.addCompiledTemplate(\"" + std::string(path) + "\",{groupList:G,content:G[\"" +
         std::string(path) + "\"]=(()=>{var H={};var S;" + std::string(before) + units +
         "return Object.assign(function(R){return H[R]},{_:H})})()});";
}
std::string script(const std::string& pages) {
  return "(()=>{var G={};var R={};\nvar Y=function(a){return a==null?'':String(a)};\n" + pages + "})()";
}
Compiled read_all(const std::string& text) {
  CHECK(looks_like(text));
  return read(text, Limits{});
}

// In the order they are told: "<view>", "text", "</view>".
std::string told(const Compiled& compiled) {
  std::string out;
  for (const Step& step : compiled.steps) {
    if (step.kind == Step::Kind::kBegin) out += "| ";
    if (step.kind == Step::Kind::kOpen) out += "<" + compiled.elements[step.index].tag + "> ";
    if (step.kind == Step::Kind::kClose) out += "</" + compiled.elements[step.index].tag + "> ";
    if (step.kind == Step::Kind::kText) out += compiled.texts[step.index].value.text + " ";
  }
  return out;
}

TEST_CASE("elements hold what their function builds, in the order of the template") {
  const Compiled found = read_all(
      script(page(unit("c=(C,T)=>{C?T(\"姓名\"):T()},d=(C)=>{},b=(C,T,E)=>{E(\"text\",{},(N,C)=>{},c);E("
                       "\"input\",{},(N,C)=>{if(C)O(N,\"placeholder\",\"请\\\"输\\u5165\")},d)},",
                       "E(\"view\",{},(N,C)=>{if(C)L(N,\"row\");if(C)R.v(N,\"tap\",\"go\",!1,!1,!1,!1);if(C||"
                       "K)R.d(N,\"kind\",\"日报\",!0)},b,\"slot\")"))));
  CHECK(told(found) == "| <view> <text> 姓名 </text> <input> </input> </view> ");
  CHECK(told_elements(found) ==
        "pages/a/a.wxml <view class=row bind:tap=go data-kind=日报>\npages/a/a.wxml <text>\n"
        "pages/a/a.wxml <input placeholder=请\"输入>\n");
  CHECK(found.pages == std::vector<std::string>{"pages/a/a.wxml"});
  CHECK(found.elements[0].js_line == 3);
  CHECK(found.defects.empty());
}

TEST_CASE("texts are joined around their variables; what is set again on change is told once") {
  const Compiled found = read_all(script(page(unit(
      "b=(C,T)=>{C||K||!!U.n||undefined?T(Y(\"共\"+Y(D.n)+\"个\"+Y(D.kind==\"某\"?\"积分\":\"次\")),(N)=>{A["
      "\"n\"][0]=(D,E,T)=>{T(N,Y(\"共\"+Y(D.n)))}}):T()},",
      "E(\"view\",{},(N,C)=>{if(C)O(N,\"title\",D.t);A[\"t\"][0]=(D,E,T)=>{O(N,\"title\",D.t);E(N)}},b)"))));
  REQUIRE(found.texts.size() == 1);
  CHECK(found.texts[0].value.text == "共\uFFFC个\uFFFC");
  CHECK(found.texts[0].value.shown == std::vector<std::string>{"积分", "次"});
  CHECK(found.texts[0].value.compared == std::vector<std::string>{"某"});
  CHECK(found.texts[0].value.names == std::vector<std::string>{"kind"});  // one letter may be the compiler's
  CHECK(found.elements[0].attributes.size() == 1);
  CHECK(found.constants.empty());
}

TEST_CASE("branches carry what they go by, loops what they repeat") {
  const Compiled found = read_all(script(page(
      unit("b,d=(C,T)=>{C?T(\"甲\"):T()},e=(C,T)=>{C?T(\"乙\"):T()},c=(C,T,E)=>{if(b===1){E(\"i\",{},(N,C)=>{"
           "},d)}else if(b===2){E(\"u\",{},(N,C)=>{},e)}else{C?T(\"丙\"):T()}},"
           "f=(C,g,h,k,l,m,T,E)=>{var n=(C,T)=>{C?T(Y(X(g).name)):T()};E(\"b\",{},(N,C)=>{},n);l=undefined},",
           "b=false?1:D.role==\"admin\"&&!D.off?2:0;B(b,c);F([\"子\",\"丑\"],null,U.x,null,f);F(D.list,"
           "\"id\",U.x,null,f)"))));
  CHECK(told(found) == "| <i> 甲 </i> <u> 乙 </u> 丙 <b> \uFFFC </b> ");
  CHECK(told_elements(found).find("<i wx:if=false>") != std::string::npos);
  REQUIRE(found.elements.size() == 3);
  CHECK(found.elements[1].attributes[0].second.names == std::vector<std::string>{"role", "off"});
  CHECK(found.elements[1].attributes[0].second.compared == std::vector<std::string>{"admin"});
  CHECK(told_constants(found) ==
        "pages/a/a.wxml unknown *子 < wx:for>\npages/a/a.wxml unknown *丑 < wx:for>\n");
  CHECK(found.names.at(0).name == "list");
}

TEST_CASE("templates of one file, other files, scripts") {
  const Compiled found = read_all(script(
      "R[\"u/tools\"]=D(\"u/tools\",(require,exports,module)=>{var t='外'});" +
      page(unit("b=(C,T)=>{C?T(\"模板\"):T()},", "E(\"view\",{},(N,C)=>{},b)", "card") +
               unit("b=(C,T,E,B,F,S,J)=>{var "
                    "$A=G[\"pages/b/b\"];if($A)$A('')(R,C,D,U).C(C,T,E,B,F,S,J)},c,d=(C,T,E,B,F,S,J)=>{var "
                    "$A=I(c);if(c&&$A)$A(R,C,Object.assign({title:\"标题\"},X(D.o)),K)},",
                    "J(b);c=\"card\";B(c,d);E(\"p\",{},(N,C)=>{},b)"),
           "pages/a/a",
           "var I=(P)=>{S=Object.assign({},(G[\"tpl/t\"]||{})._,(G[\"u\"]||{})._,(G[\"v\"]||{})._,H)};var "
           "a=R[\"u/tools\"]();var "
           "b=D('pages/a/a#m',(require,exports,module)=>{var x='内{'})();") +
      "R[\"u/late\"]=D(\"u/late\",(require,exports,module)=>{var t='晚'});" +
      page(unit("b=(C,T)=>{C?T(\"乙页\"):T()},", "E(\"view\",{},(N,C)=>{},b)"), "pages/b/b")));
  CHECK(told(found) == "| <view> 模板 </view> | <p> </p> | <view> 乙页 </view> ");
  CHECK(found.pages == std::vector<std::string>{"pages/a/a.wxml", "pages/b/b.wxml"});
  CHECK(told_includes(found) ==
        "pages/a/a.wxml -> pages/b/b.wxml\npages/a/a.wxml => tpl/t.wxml\npages/a/a.wxml => "
        "u.wxml\npages/a/a.wxml => v.wxml\n");
  CHECK(told_template_uses(found) == "pages/a/a.wxml uses card\n");
  CHECK(found.named.at(found.texts.at(0).named).name == "card");
  CHECK(found.texts.at(1).named == 0);
  CHECK(found.uses == std::vector<std::pair<std::string, std::string>>{{"pages/a/a.wxml", "u/tools.wxs"}});
  CHECK(told_constants(found) == "pages/a/a.wxml unknown *标题\n");
  REQUIRE(found.scripts.size() == 3);
  CHECK(found.scripts[2].file == "u/late.wxs");
  CHECK(found.scripts[0].file == "u/tools.wxs");
  CHECK(found.scripts[1].file == "pages/a/a.wxml");
  CHECK(found.scripts[1].js_line == 3);
}

TEST_CASE("what only looks a little like it is left alone") {
  CHECK_FALSE(looks_like("x.addCompiledTemplate(\"a\",{})"));
  const Compiled found =
      read_all(script(page(unit("", "")) + "define('a.js',function(){E(\"view\",{},1);T(\"打卡\")})"));
  CHECK(found.elements.empty());
  CHECK(found.texts.empty());
  CHECK(found.constants.empty());
}

TEST_CASE("hostile repetition stays linear, damage does no harm") {
  const auto many = [](std::string_view part, size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += part;
    return out;
  };
  const std::string mark =
      ";__wxCodeSpace__.addCompiledTemplate(\"" + many("p", 3000) + "\",{H[\"\"]=(R,C,D,U,A)=>{";
  const std::string choice = "c=" + many("D.a&&", 15000) + "1?1:0;";
  for (const std::string& text :
       {mark + many("x=", 400000), mark + many("T(", 400000), mark + many("E(\"a\",{},(N,C)=>{", 400000),
        mark + many("b=(C)=>{", 400000), mark + many("if(c===1){", 400000), mark + many("'", 400000),
        mark + many("T(\"甲\");", 400000) + "return {C:a",
        mark + choice + many("if(c===1){E(\"a\",{},(N,C)=>{},b)}", 400000),
        mark + "a=(C)=>{" + choice + many("if(c===1){E(\"a\",{},(N,C)=>{},b)}", 400000) +
            "};return {C:a,B:A}};",
        mark + "a=(C)=>{" + many("E(\"a\",{},(N,C)=>{},b);\n", 400000) + "};return {C:a,B:A}};",
        many("addCompiledTemplate(\"(R,C,D,U,A)=>{", 400000), mark + many("H[\"\"]=(R,C,D,U,A)=>{", 400000),
        mark + many("D('x',(require,exports,module)=>{", 400000)}) {
    const auto started = std::chrono::steady_clock::now();
    const Compiled found = read(text, Limits{});
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(10));
    CHECK(found.steps.size() <= text.size());
  }
  const std::string valid =
      script(page(unit("c,d=(C,T)=>{if(c===1){C?T(Y(\"甲\"+Y(D.n))):T()}},",
                       "c=D.x?1:0;B(c,d);E(\"v\",{},(N,C)=>{if(C)O(N,\"a\",\"b\")},d)")));
  builders::cut_everywhere(valid,
                           [](const std::string& bytes) { CHECK(read(bytes, Limits{}).steps.size() < 20); });
  builders::flip_everywhere(valid,
                            [](const std::string& bytes) { CHECK(read(bytes, Limits{}).steps.size() < 20); });
}

}  // namespace
}  // namespace jianfu::formats::wxml
