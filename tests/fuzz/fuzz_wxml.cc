#include <cstdint>
#include <string>
#include <vector>

#include "builders/wxml_compiler.h"
#include "builders/wxml_told.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view script(reinterpret_cast<const char*>(data), size);
  const auto found = jianfu::formats::wxml::read(script, jianfu::Limits{});
  const std::string told = jianfu::builders::told_constants(found) + jianfu::builders::told_elements(found) +
                           jianfu::builders::told_includes(found);
  return told.size() == SIZE_MAX ? 1 : 0;
}

std::vector<std::string> seeds() {
  const std::map<std::string, std::string> templates = {
      {"pages/a.wxml",
       "<import src=\"t.wxml\"/><view wx:if=\"{{a}}\" class=\"b {{c}}\" hidden>x{{d ? '是' : '否'}}</view><v "
       "wx:for=\"{{[1]}}\">x</v>"},
      {"pages/t.wxml",
       "<template name=\"t\"><text>t</text></template><template is=\"t\" data=\"{{a:'b'}}\"/>"}};
  jianfu::builders::WxmlOptions debug;
  debug.debug = true;
  return {
      jianfu::builders::compile_templates(templates), jianfu::builders::compile_templates(templates, debug),
      "$gwx=function(){(function(z){var a=11;function "
      "Z(ops){z.push(ops)}Z([3,'x']);Z(z[0])})(z);d_['./a.wxml']={}\n"
      "var m0=function(e,s,r,gg){\nvar b=_m('view',['a',0,'b',-1],e,s,gg)\nvar "
      "c=_o(1,e,s,gg)\n_(b,c)\n}\ne_[\"./a.wxml\"]={f:m0}",
      "R[\"u\"]=D(\"u\",(require,exports,module)=>{});x.addCompiledTemplate(\"p\",{content:G[\"p\"]=(()=>{"
      "H[\"\"]=(R,C,D,U,A)=>{var "
      "c,d=(C,T)=>{C?T(Y(\"甲\"+Y(D.n))):T()},b=(C,T,E)=>{if(c===1){E(\"v\",{},(N,C)=>{"
      "O(N,\"t\",D.a?\"x\":\"y\");R.v(N,\"tap\",\"go\")},d)}},a=(C,T,E)=>{c=D.x=='a'?1:0;B(c,b);F(D.l,null,b)"
      "};"
      "return {C:a,B:A}};})()});"};
}
