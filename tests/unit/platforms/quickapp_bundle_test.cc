// What a pass over a bundle learns: modules of every webpack, templates, names of features.
#include <catch2/catch.hpp>
#include <string>

#include "platforms/quickapp/bundle.h"
#include "platforms/quickapp/expression.h"

using namespace jianfu;
using namespace jianfu::platforms::quickapp;

namespace {

std::string alias_of(const Bundle& bundle, uint32_t module, const std::string& name) {
  const auto at = bundle.aliases.find({module, name});
  return at == bundle.aliases.end() ? std::string() : at->second;
}

std::vector<std::string> ids_of(const std::string& source) {
  std::vector<std::string> out;
  for (const BundleModule& module : survey_bundle(source, Limits{}).modules) out.push_back(module.id);
  return out;
}

std::string text_of(const std::string& code) {
  const Value value = read_expression(code, Limits{}, nullptr);
  std::string out = value.text;
  for (const std::string& other : value.others) out += "|" + other;
  return out;
}

}  // namespace

TEST_CASE("modules of a bundle, however the packer writes them") {
  using Ids = std::vector<std::string>;
  CHECK(ids_of("var m={55:function(e,t,a){a(56)},56:e=>{e.exports=1},57:(e,t)=>{t.x=2},58(e){e.y()}};") ==
        Ids{"55", "56", "57", "58"});
  CHECK(ids_of("!function(e){}([function(e,t){t.a=1},function(e,t,r){r(0)}]);") == Ids{"0", "1"});
  CHECK(
      ids_of(
          "var m=({\"./src/a.js\": ((module) => { module.exports = 1 }),\"./src/b.js\":(function(e){})})") ==
      Ids{"./src/a.js", "./src/b.js"});
  // Tables of a program are none, nor are modules inside of a module.
  CHECK(ids_of("var t={1:\"a\",2:b,3:(c+d)};").empty());
  CHECK(ids_of("var m={5:function(e){var t={1:function(){}}}}") == Ids{"5"});
}

TEST_CASE("a template is told by its keys, and the schema of a form is none") {
  CHECK(survey_bundle("e.exports={type:\"div\",attr:{}}", Limits{}).trees.size() == 1);
  CHECK(survey_bundle("e.exports={t:\"div\",a:{},c:[]}", Limits{}).trees.size() == 1);
  CHECK(survey_bundle("m.exports.template={\"type\":\"div\",\"attr\":{}}", Limits{}).trees.size() == 1);
  CHECK(survey_bundle("e.exports={type:\"object\",properties:{}}", Limits{}).trees.empty());
  CHECK(survey_bundle("f({type:\"div\",attr:{}})", Limits{}).trees.empty());
}

TEST_CASE("names that a script gives to features") {
  const Bundle source = survey_bundle(
      "import geo from '@system.geolocation'\nimport {showToast as toast, showDialog} from "
      "\"@system.prompt\"\n"
      "const media = require('@system.media')\nconst {get: read} = require('@system.storage')\n"
      "global.$router = require('@system.router')\nimport x from './system.js'",
      Limits{});
  CHECK(alias_of(source, kNoPart, "geo") == "system.geolocation");
  CHECK(alias_of(source, kNoPart, "toast") == "system.prompt.showToast");
  CHECK(alias_of(source, kNoPart, "showDialog") == "system.prompt.showDialog");
  CHECK(alias_of(source, kNoPart, "media") == "system.media");
  CHECK(alias_of(source, kNoPart, "read") == "system.storage.get");
  CHECK(alias_of(source, kNoPart, ".$router") == "system.router");
  CHECK(source.aliases.size() == 6);

  const Bundle built = survey_bundle(
      "var m={12:(e,t,a)=>{e.exports=function(e,t,a){var "
      "r,n=(r=a(\"@app-module/system.router\"))&&r.__esModule?r:{default:r};"
      "var s=d($app_require$(\"@app-module/service.pay\"));}},13:()=>{var n=1}}",
      Limits{});
  CHECK(alias_of(built, 0, "n") == "system.router");
  CHECK(alias_of(built, 0, "s") == "service.pay");
  CHECK(alias_of(built, 1, "n").empty());
}

TEST_CASE("texts of an expression, as written and as compiled") {
  CHECK(text_of("function () {return '' + '共' + (this.n) + '个'}") == "共\xEF\xBF\xBC个");
  CHECK(text_of("function(){return\"第\"+(this.i+1)+\"名 \"+this.item.name}") ==
        "第\xEF\xBF\xBC名 \xEF\xBF\xBC");
  CHECK(text_of("this.done?\"是\":\"否\"") == "是|否");
  CHECK(text_of("'剩' + (this.a ? '多' : '少') + '个'") == "剩\xEF\xBF\xBC个|多|少");
  CHECK(text_of("this.kind === '甲' && this.show") == "\xEF\xBF\xBC");
  CHECK(text_of("`共${n}项`") == "共\xEF\xBF\xBC项");
  CHECK(text_of("((((((") == "\xEF\xBF\xBC");
  CHECK(read_written("还剩{{n}}次", Limits{}, nullptr).text == "还剩\xEF\xBF\xBC次");
  CHECK(read_written("原样 {{ 不闭合", Limits{}, nullptr).text == "原样 {{ 不闭合");
  CHECK_FALSE(read_written("It's 100%", Limits{}, nullptr).dynamic);
  CHECK(read_written("{{ $t('a.b') }}", Limits{}, [](std::string_view key) {
          return key == "a.b" ? std::string("您好") : std::string();
        }).text == "您好");
  CHECK(read_expression("longDo(3, '甲')", Limits{}, nullptr).function == "longDo");
  CHECK(read_expression("function (evt) { return this.pick(this.x.id,evt)}", Limits{}, nullptr).function ==
        "pick");
}
