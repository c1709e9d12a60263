#include "formats/wxml/compiled.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "builders/damage.h"
#include "builders/wxml_compiler.h"
#include "builders/wxml_told.h"

namespace jianfu::formats::wxml {
namespace {

using builders::told_constants;
using builders::told_elements;
using builders::told_includes;
using builders::told_template_uses;

Compiled read_script(std::string_view script) {
  return read(script, Limits{});
}

// A script of one page, pages/a.wxml, as written since 2018.
std::string script_of(std::string_view constants, std::string_view code) {
  return "$gwx=function(path,global){\nfunction _rz( z, node, attrname, opindex ){}\n"
         "function gz$gwx_1(){\n(function(z){var a=11;function Z(ops){z.push(ops)}\n" +
         std::string(constants) +
         "\n})(__WXML_GLOBAL__.ops_cached.$gwx_1)\n}\n"
         "var x=['./pages/a.wxml','../tpl/t.wxml'];d_[x[0]]={}\nvar m0=function(e,s,r,gg){\nvar "
         "z=gz$gwx_1()\n" +
         std::string(code) +
         "\nreturn r\n}\ne_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}\nif(path&&e_[path]){\n}\n}\n";
}

TEST_CASE("A text node, an attribute and a condition are told apart") {
  const Compiled found =
      read_script(script_of("Z([3,'打卡'])\nZ([3,'请输入'])\nZ([[2,'=='],[[7],[3,'b']],[1,'是']])",
                            "var oB=_n('view')\nvar oC=_oz(z,0,e,s,gg)\n_(oB,oC)\n"
                            "var oD=_n('input')\n_rz(z,oD,'placeholder',1,e,s,gg)\n"
                            "if(_oz(z,2,e,s,gg)){oE.wxVkey=1\n}"));
  CHECK(told_constants(found) ==
        "pages/a.wxml text 打卡 <view>\n"
        "pages/a.wxml attribute 请输入 <input placeholder>\n"
        "pages/a.wxml condition *是 < wx:if>\n");
  CHECK(told_elements(found) == "pages/a.wxml <view>\npages/a.wxml <input placeholder=请输入>\n");
  CHECK(found.pages == std::vector<std::string>{"pages/a.wxml"});
  CHECK(found.defects.empty());
}

TEST_CASE("Attributes of _mz count from the first that is not 0; negative ones are bare") {
  const Compiled found = read_script(
      script_of("Z([3,'tap'])\nZ([3,'c'])\nZ([3,'i'])\nZ([3,'u'])\nZ([3,'t'])",
                "var a=_mz(z,'view',['bindtap',0,'class',1,'data-id',1],[],e,s,gg)\n"
                "var b=_mz(z,'button',['disabled',-1,'openType',3,'title',1,'confirmText',-2],[],e,s,gg)"));
  CHECK(told_elements(found) ==
        "pages/a.wxml <view bindtap=tap class=c data-id=i>\n"
        "pages/a.wxml <button disabled=true open-type=u title=t confirm-text=c>\n");
}

TEST_CASE("Concatenations are joined around their variables, strings of expressions stand alone") {
  const Compiled found =
      read_script(script_of("Z([a,[3,'共'],[[7],[3,'n']],[3,'个积分']])\nZ([a,[3,'小'],[[2,'?:'],[[6],[[7],["
                            "3,'名']],[3,'键']],[1,'第一名'],[1,'其他']]])"
                            "\nZ([a,[1,'只']])\nZ([11,[[12],[[6],[[7],[3,'m']],[3,'函']],[[5],[1,'参']]]])",
                            "var p=_n('text')\nvar v=_oz(z,0,e,s,gg)\n_(p,v)\nvar w=_oz(z,1,e,s,gg)\n_(p,w)\n"
                            "var u=_oz(z,2,e,s,gg)\n_(p,u)\nvar t=_oz(z,3,e,s,gg)\n_(p,t)"));
  CHECK(told_constants(found) ==
        "pages/a.wxml text 共\uFFFC个积分 <text>\n"
        "pages/a.wxml text 小\uFFFC <text>\n"
        "pages/a.wxml text *第一名 <text>\n"
        "pages/a.wxml text *其他 <text>\n"
        "pages/a.wxml text 只 <text>\n"
        "pages/a.wxml text *参 <text>\n");
}

TEST_CASE("Repeats are followed, parts of earlier constants as well") {
  const Compiled found = read_script(script_of(
      "Z([3,'甲'])\nZ([[2,'+'],[1,'乙'],[1,'丙']])\nZ(z[0])\nZ(z[1][2])\nZ(z[9])\nZ(z[1][7])",
      "var p=_n('b')\n_rz(z,p,'title',2,e,s,gg)\n_rz(z,p,'alt',3,e,s,gg)\nvar v=_oz(z,0,e,s,gg)\n_(p,v)"));
  CHECK(told_constants(found).find("attribute 甲 <b title>") != std::string::npos);
  CHECK(told_constants(found).find("attribute 丙 <b alt>") != std::string::npos);
  CHECK(told_constants(found).find("text 甲 <b>") != std::string::npos);
  REQUIRE(found.defects.size() == 1);  // z[9] and z[1][7] are not there
  CHECK(found.defects[0].what.args == std::vector<std::string>{"2"});
}

TEST_CASE("The same constant in the same place is told once, in another place again") {
  const Compiled found =
      read_script(script_of("Z([3,'甲'])\nZ(z[0])\nZ(z[0])",
                            "var p=_n('b')\nvar v=_oz(z,0,e,s,gg)\n_(p,v)\nvar w=_oz(z,1,e,s,gg)\n_(p,w)\n"
                            "var q=_n('i')\nvar u=_oz(z,2,e,s,gg)\n_(q,u)"));
  CHECK(told_constants(found) == "pages/a.wxml text 甲 <b>\npages/a.wxml text 甲 <i>\n");
}

TEST_CASE("Escapes of the script and entities of the template are decoded") {
  const Compiled found =
      read_script(script_of("Z([3,'授权 \\x26nbsp;\\x26amp;\\x27手机\\u6253\\n'])\nZ([3,\"双\\\"引\"])",
                            "var p=_n('b')\nvar v=_oz(z,0,e,s,gg)\n_(p,v)\nvar w=_oz(z,1,e,s,gg)\n_(p,w)"));
  CHECK(told_constants(found) ==
        "pages/a.wxml text 授权 \u00A0&'手机打\n <b>\npages/a.wxml text 双\"引 <b>\n");
}

TEST_CASE("Debug output names file and line, and shifts its repeats") {
  const Compiled found = read_script(
      "$gwx=function(){function gz$gwx_1(){\n(function(z){var a=11;function "
      "Z(ops,debugLine){z.push(['11182016',ops,debugLine])}\n"
      "Z([3,'打卡'],['./pages/a.wxml',4,31])\nZ(z[0][1],['./pages/a.wxml',9,1])\nZ([a,[3,'x'],[1,'丁']],['./"
      "pages/b.wxml',2,1])\nZ(z[2][1][2],['./pages/b.wxml',3,1])\n})()}\n"
      "var x=['./pages/a.wxml'];d_[x[0]]={}\nvar m0=function(e,s,r,gg){\nvar z=gz$gwx_1()\n"
      "var p=_n('b')\n_rz(z,p,'title',1,e,s,gg)\nvar v=_oz(z,0,e,s,gg)\n_(p,v)\n}\ne_[x[0]]={f:m0}\n}");
  CHECK(told_constants(found) ==
        "pages/a.wxml:4 text 打卡 <b>\n"
        "pages/a.wxml:9 attribute 打卡 <b title>\n"
        "pages/b.wxml:2 unknown x丁\n"
        "pages/b.wxml:3 unknown 丁\n");
  CHECK(told_elements(found) == "pages/a.wxml:9 <b title=打卡>\n");
}

TEST_CASE("The oldest output: one array, file names in place") {
  const Compiled found = read_script(
      "$gwx=function(path,global){\nvar z=[];(function(z){var a=11;function Z(ops){z.push(ops)}\n"
      "Z([3,'甲']);Z([3,'乙']);Z([3,'丙']);Z([3,'丁']);Z([3,'戊']);\n})(z);d_['./pages/a.wxml']={}\n"
      "var m0=function(e,s,r,gg){\nvar oB=_m('view',['bindtap',0,'class',1],e,s,gg)\nvar "
      "oC=_o(2,e,s,gg)\n_(oB,oC)\nreturn r\n}\n"
      "e_[\"./pages/a.wxml\"]={f:m0,j:[],i:[],ti:['../t/t.wxml'],ic:[]}\nd_['./pages/b.wxml']={}\n"
      "var m1=function(e,s,r,gg){\nvar "
      "oB=e_['./pages/b.wxml'].i\n_ai(oB,'../t/t.wxml',e_,'./pages/b.wxml',2,2)\n"
      "var oD=_n('text')\n_r(oD,'class',4,e,s,gg)\nreturn "
      "r\n}\ne_[\"./pages/b.wxml\"]={f:m1,j:[],i:[],ti:[],ic:[]}\n");
  CHECK(told_constants(found) ==
        "pages/a.wxml attribute 甲 <view bindtap>\n"
        "pages/a.wxml attribute 乙 <view class>\n"
        "pages/a.wxml text 丙 <view>\n"
        "? unknown 丁\n"  // between two files: either's
        "pages/b.wxml attribute 戊 <text class>\n");
  CHECK(told_includes(found) == "pages/b.wxml => t/t.wxml\n");
}

TEST_CASE("One array with a list of files: what lies between two uses of one file is of that file") {
  const Compiled found = read_script(
      "$gwx=function(){(function(z){var a=11;function "
      "Z(ops){z.push(ops)}\nZ([3,'甲']);Z([3,'乙']);Z([3,'丙'])\n})(z);\n"
      "var x=['./pages/a.wxml'];d_[x[0]]={}\nvar m0=function(e,s,r,gg){\nvar "
      "p=_n('b')\n_r(p,'id',0,e,s,gg)\n_r(p,'alt',2,e,s,gg)\n}\ne_[x[0]]={f:m0}\n}");
  CHECK(told_constants(found).find("pages/a.wxml unknown 乙\n") != std::string::npos);
}

TEST_CASE("A lazily loaded page has its own script") {
  const Compiled found = read_script(
      "$gwx_XC_0=function(_,_v,_n,_oz){return function(path,global){\nfunction "
      "gz$gwx_XC_0_1(){\n(function(z){var a=11;function Z(ops){z.push(ops)}\n"
      "Z([3,'乙页'])\n})(__WXML_GLOBAL__.ops_cached.$gwx_XC_0_1)}\nvar "
      "x=['./pages/b/b.wxml'];d_[x[0]]={}\nvar m0=function(e,s,r,gg){\n"
      "var z=gz$gwx_XC_0_1()\nvar v=_oz(z,0,e,s,gg)\n_(r,v)\nreturn "
      "r\n}\ne_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}\n}}(__g.a)");
  CHECK(told_constants(found) == "pages/b/b.wxml text 乙页\n");
}

TEST_CASE("Pages opened by name are told, other calls and strings are not") {
  const Compiled found = read_script(
      "var generateFunc = $gwx( './pages/a/a.wxml' "
      ");$gwx('x.txt');gwx('./no.wxml');__wxAppCode__['pages/b.wxml'] = $gwx(\"/pages/b.wxml\")");
  CHECK(found.pages == std::vector<std::string>{"pages/a/a.wxml", "pages/b.wxml"});
}

TEST_CASE("Code around the templates that looks a little like theirs is left alone") {
  const Compiled found = read_script(script_of("Z([3,'甲'])", "var v=_oz(z,0,e,s,gg)\n_(r,v)") +
                                     "define('a.js',function(){var x=['打卡'];Z([3,'不是']);var "
                                     "p=_n('form');_rz(z,p,'title',0);_(p,v);var m1=1})");
  CHECK(told_constants(found) == "pages/a.wxml text 甲\n");
  CHECK(found.elements.empty());
  CHECK(looks_like(script_of("", "")));
  CHECK_FALSE(looks_like("define('a.js',function(){Z([3,'x'])})"));
}

TEST_CASE("A constant that cannot be read keeps its place") {
  const Compiled found =
      read_script(script_of("Z([3,'甲'])\nZ(?)\nZ([3,'未完\nZ([3,'丙'])", "var v=_oz(z,3,e,s,gg)\n_(r,v)"));
  CHECK(told_constants(found) == "pages/a.wxml unknown 甲\npages/a.wxml text 丙\n");
  REQUIRE(found.defects.size() == 1);
  CHECK(found.defects[0].what.id == Msg::wxml_constants_lost);
}

TEST_CASE("A use of a constant that is not there is a defect") {
  const Compiled found = read_script(script_of("Z([3,'甲'])", "var v=_oz(z,7,e,s,gg)\n_(r,v)"));
  REQUIRE(found.defects.size() == 1);
  CHECK(found.defects[0].what.id == Msg::wxml_uses_lost);
}

TEST_CASE("Limits on items and nesting end in a defect") {
  Limits limits;
  limits.nesting = 3;
  const Compiled deep = read(script_of("Z([[[[1]]]])\nZ([3,'乙'])", "var v=_oz(z,1,e,s,gg)\n_(r,v)"), limits);
  CHECK(told_constants(deep) == "pages/a.wxml text 乙\n");
  CHECK(deep.defects.size() == 1);
  limits.items = 4;
  const Compiled few = read(script_of("Z([3,'甲'])\nZ([3,'乙'])", "var v=_oz(z,0,e,s,gg)\n_(r,v)"), limits);
  CHECK(told_constants(few) == "pages/a.wxml text 甲\n");
  // The use whose constant was cut off is a defect of its own.
  CHECK(std::any_of(few.defects.begin(), few.defects.end(),
                    [](const Defect& defect) { return defect.why == GapReason::kLimit; }));
}

// --- with the compiler of the builders

const std::map<std::string, std::string> kSources = {
    {"pages/a/a.wxml",
     "<import src=\"../../tpl/t.wxml\"/>\n<view class=\"x {{a}}\" bindtap=\"onSign\">\n"
     "<text>考勤打卡</text><text>共{{n}}个积分</text>"
     "<view wx:if=\"{{a > 1}}\">大</view><view wx:elif=\"{{b=='是'}}\">小{{a?'第一名':'其他'}}</view><view "
     "wx:else>无</view>"
     "<input placeholder=\"请输入\" disabled value=\"{{v}}\"/>"
     "<button open-type=\"getPhoneNumber\" bindgetphonenumber=\"onPhone\">授权&nbsp;手机</button>"
     "<view wx:for=\"{{['甲','乙']}}\" wx:key=\"id\">项{{item.name}}</view>"
     "<template is=\"card\" data=\"{{title:'标题',...obj}}\"/><include src=\"../b/b.wxml\"/></view>"},
    {"pages/b/b.wxml", "<form bindsubmit=\"s\" report-submit><input name=\"q\"/></form>\n<view>乙页</view>"},
    {"tpl/t.wxml", "<template name=\"card\"><view>卡片{{title}}</view></template>"},
};

TEST_CASE("What a template says is found in its compiled form, each thing in its place") {
  const Compiled found = read_script(builders::compile_templates(kSources));
  const std::string constants = told_constants(found);
  for (const std::string_view line :
       {"pages/a/a.wxml text 考勤打卡 <text>", "pages/a/a.wxml text 共\uFFFC个积分 <text>",
        "pages/a/a.wxml text 大 <view>", "pages/a/a.wxml condition *是 < wx:if>",
        "pages/a/a.wxml text *第一名 <view>", "pages/a/a.wxml text 无 <view>",
        "pages/a/a.wxml attribute 请输入 <input placeholder>",
        "pages/a/a.wxml attribute getPhoneNumber <button open-type>",
        "pages/a/a.wxml text 授权\u00A0手机 <button>", "pages/a/a.wxml unknown *甲 < wx:for>",
        "pages/a/a.wxml unknown *标题 <template data>", "pages/a/a.wxml attribute card <template is>",
        "pages/b/b.wxml text 乙页 <view>", "tpl/t.wxml text 卡片\uFFFC <view>"}) {
    CAPTURE(line, constants);
    CHECK(constants.find(std::string(line) + "\n") != std::string::npos);
  }
  const std::string elements = told_elements(found);
  CHECK(elements.find("pages/b/b.wxml <form report-submit=true bindsubmit=s>\n") != std::string::npos);
  CHECK(elements.find("pages/a/a.wxml <input disabled=true placeholder=请输入 value=\uFFFC>\n") !=
        std::string::npos);
  CHECK(told_includes(found) == "pages/a/a.wxml -> pages/b/b.wxml\npages/a/a.wxml => tpl/t.wxml\n");
  CHECK(found.pages == std::vector<std::string>{"pages/a/a.wxml", "pages/b/b.wxml", "tpl/t.wxml"});
  CHECK(found.defects.empty());
}

TEST_CASE("Named templates hold what stands in them, and their uses say which is meant") {
  const Compiled found = read_script(builders::compile_templates(
      {{"pages/a/a.wxml",
        "<import src=\"/tpl/t.wxml\"/><template is=\"card\"/><template is=\"{{a ? 'one' : 'two'}}\"/>"
        "<template is=\"row-{{kind}}\"/><view>页</view>"},
       {"tpl/t.wxml",
        "<template name=\"card\"><view>卡片</view><template is=\"a'b\"/><include src=\"x.wxml\"/></template>"
        "<template name=\"a'b\"><input placeholder=\"填\"/></template><view>外</view>"}}));
  CHECK(told_template_uses(found) ==
        "pages/a/a.wxml uses card\npages/a/a.wxml uses \uFFFC *one *two\n"
        "pages/a/a.wxml uses row-\uFFFC\ntpl/t.wxml#card uses a'b\n");
  CHECK(told_includes(found) == "tpl/t.wxml#card -> tpl/x.wxml\npages/a/a.wxml => tpl/t.wxml\n");
  std::string texts;
  for (const Text& text : found.texts) texts += found.named.at(text.named).name + ":" + text.value.text + " ";
  CHECK(texts == ":页 card:卡片 :外 ");
  const auto input = std::find_if(found.elements.begin(), found.elements.end(),
                                  [](const Element& e) { return e.tag == "input"; });
  REQUIRE(input != found.elements.end());
  CHECK(found.named.at(input->named).name == "a'b");
}

TEST_CASE("Debug output of the same templates says the same, and where") {
  builders::WxmlOptions options;
  options.debug = true;
  const std::string constants = told_constants(read_script(builders::compile_templates(kSources, options)));
  CHECK(constants.find("pages/a/a.wxml:3 text 考勤打卡 <text>\n") != std::string::npos);
  CHECK(constants.find("pages/b/b.wxml:2 text 乙页 <view>\n") != std::string::npos);
}

// "<view> 大 </view>" of all templates, "|" before each.
std::string told_steps(const Compiled& compiled) {
  std::string out;
  for (const Step& step : compiled.steps) {
    if (step.kind == Step::Kind::kBegin) out += "|";
    if (step.kind == Step::Kind::kOpen) out += "<" + compiled.elements[step.index].tag + ">";
    if (step.kind == Step::Kind::kClose) out += "</" + compiled.elements[step.index].tag + ">";
    if (step.kind == Step::Kind::kText) out += compiled.texts[step.index].value.text;
  }
  return out;
}

TEST_CASE("Elements and texts are told as they nest, with the condition they are shown on") {
  const Compiled found = read_script(builders::compile_templates(
      {{"a.wxml",
        "<view><text wx:if=\"{{kind == '某'}}\">甲</text><text wx:else>乙</text><input/></view>"
        "<view wx:for=\"{{list}}\">项</view><template name=\"t\"><b>丙</b></template>"}}));
  CHECK(told_steps(found) ==
        "|<b>丙</b>|<view><text>甲</text><text>乙</text><input></input></view><view>项</view>");
  const auto text = std::find_if(found.elements.begin(), found.elements.end(),
                                 [](const Element& e) { return e.tag == "text"; });
  REQUIRE(text != found.elements.end());
  REQUIRE(text->attributes.size() == 1);
  CHECK(text->attributes[0].first == "wx:if");
  CHECK(text->attributes[0].second.compared == std::vector<std::string>{"某"});
  CHECK(text->attributes[0].second.names == std::vector<std::string>{"kind"});
  CHECK(std::next(text)->attributes.empty());  // else
  CHECK(told_constants(found).find("list") == std::string::npos);
  REQUIRE(found.names.size() == 1);
  CHECK(found.names[0].name == "list");
}

TEST_CASE("Scripts of templates are told with their file; code that ends like one is not") {
  const Compiled found =
      read_script(script_of("Z([3,'甲'])",
                            "var v=_oz(z,0,e,s,gg)\n_(r,v)\nvar nv_require=function(){var "
                            "nnm={\"m_pages/a.wxml:m\":np_0,\"p_u/t.wxs\":np_1,};}\n"
                            "f_['pages/a.wxml']={};f_['pages/a.wxml']['t'] =nv_require(\"p_u/t.wxs\");\n"
                            "function np_0(){var nv_a='内';return nv_module.nv_exports;}\nfunction "
                            "np_1(){return nv_module.nv_exports;}\n"
                            "function np_2(){return nv_module.nv_exports;}"));
  REQUIRE(found.scripts.size() == 2);
  CHECK(found.scripts[0].file == "pages/a.wxml");
  CHECK(found.scripts[1].file == "u/t.wxs");
  CHECK(found.uses == std::vector<std::pair<std::string, std::string>>{{"pages/a.wxml", "u/t.wxs"}});
}

TEST_CASE("Only what was read as constants is nobody else's to read") {
  const std::string script = script_of("Z([3,'甲']);Z([3,'乙'])\nvar hidden='打卡';Z([3,'丙'])", "");
  for (const auto& [begin, end] : read_script(script).spans)
    CHECK(script.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)).find("打卡") ==
          std::string::npos);
  CHECK(read_script(script).spans.size() == 2);
}

TEST_CASE("Constants point to where they stand in the script") {
  const std::string script = builders::compile_templates(kSources);
  for (const Constant& constant : read_script(script).constants) {
    REQUIRE(constant.js_offset < script.size());
    CHECK(script.substr(static_cast<size_t>(constant.js_offset), 2) == "Z(");
    CHECK(std::count(script.begin(), script.begin() + static_cast<ptrdiff_t>(constant.js_offset), '\n') + 1 ==
          constant.js_line);
  }
}

TEST_CASE("Hostile repetition costs linear time and bounded memory") {
  const std::string big(20000, 'x');
  const auto many = [](std::string_view unit, size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += unit;
    return out;
  };
  const std::string begin = "$gwx=function(){(function(z){var a=11;function Z(ops){z.push(ops)}\n";
  const std::string middle = "})(z);d_['./" + big + "']={}\nvar m0=function(e,s,r,gg){\n";
  for (const std::string& script :
       {begin + "Z([3,'" + big + "'])\n" + many("Z(z[0]);", 200000) + middle + many("_r(p,'a',0,e);", 200000),
        begin + "Z([a,[3,'x']])\nZ([a,z[0],z[0]]);" + many("Z([a,z[1],z[1]]);", 200000),
        begin + many("Z([", 200000), begin + many("Z(['", 200000), begin + "Z(" + many("[", 200000),
        begin + middle + many("var a=_n('a')\n", 200000), begin + middle + many("_ic('b');", 200000),
        begin + many("x=['", 200000), begin + middle + many("_m('v',['", 200000),
        begin + many("d_['a']['b']var v=_n('a')", 200000), begin + many("e_['a", 200000)}) {
    const auto started = std::chrono::steady_clock::now();
    const Compiled found = read_script(script);
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(10));
    size_t bytes = 0;
    for (const Constant& c : found.constants) bytes += c.text.size() + c.page.size() + c.tag.size();
    for (const Element& e : found.elements) bytes += e.page.size() + e.tag.size();
    CHECK(bytes < 65 * script.size() + (2 << 20));
  }
}

TEST_CASE("Damaged scripts are read without harm") {
  const std::string valid = script_of(
      "Z([a,[3,'x'],[[7],[3,'n']]])\nZ(z[0][1])",
      "var p=_mz(z,'b',['id',0,'c',1],[],e,s,gg)\nvar v=_oz(z,1,e,s,gg)\n_(p,v)\n_ai(p,x[1],e_,x[0],1,1)");
  builders::cut_everywhere(valid,
                           [](const std::string& bytes) { CHECK(read_script(bytes).constants.size() < 20); });
  builders::flip_everywhere(
      valid, [](const std::string& bytes) { CHECK(read_script(bytes).constants.size() < 20); });
}

}  // namespace
}  // namespace jianfu::formats::wxml
