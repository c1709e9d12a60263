// Screens that scripts build: JSX and the calls that templates are compiled to.
#include <catch2/catch.hpp>

#include "unit/platforms/script_evidence.h"

using Catch::Contains;
using jianfu::platforms::tests::script_evidence;

TEST_CASE("JSX gives fields with label and required mark, and handlers") {
  const std::string text = script_evidence(
      "export default () => (<View>\n"
      "<Form.Item label=\"现场照片\" name=\"photo\" rules={[{ required: true, message: '请上传照片' }]}>\n"
      "<Upload onChange={this.handlePhoto} /></Form.Item>\n"
      "<Text>*</Text><Text>姓名</Text><Input placeholder='请输入' onInput={e => this.setName(e)} />\n"
      "<Form.Item label='备注'><TextArea /></Form.Item>\n"
      "<Button openType=\"getPhoneNumber\" disabled={false}>提交</Button>{ok ? '已完成' : '未完成'}</View>)");
  CHECK_THAT(text, Contains("field \"现场照片\" arg:type=\"upload\" required"));
  CHECK_THAT(text, Contains("identifier handlePhoto"));
  CHECK_THAT(text, Contains("identifier setName"));
  CHECK_THAT(text, Contains("field \"姓名\" arg:type=\"input\" arg:placeholder=\"请输入\" required"));
  CHECK_THAT(text, Contains("field \"备注\" arg:type=\"text-area\" in="));
  CHECK_THAT(text, Contains("call web.open-type.getPhoneNumber"));
  CHECK_THAT(text, Contains("text label \"提交\"") && Contains("\"已完成\"") && Contains("\"未完成\""));
}

TEST_CASE("a text of JSX is told once") {
  const std::string text = script_evidence("const a = () => <View title='标题'>正文</View>");
  CHECK(text.find("标题") == text.rfind("标题"));
  CHECK(text.find("正文") == text.rfind("正文"));
}

TEST_CASE("compiled render calls give the same: Vue 2, Vue 3, React") {
  const std::string vue2 = script_evidence(
      "var render=function(){return "
      "_c('div',[_c('van-field',{attrs:{\"label\":\"现场照片\",\"required\":\"\"},"
      "on:{\"input\":_vm.onPhoto}}),_c('p',[_vm._v(\"说明\")]),_c('el-input',{attrs:{\"maxlength\":5}})])}");
  CHECK_THAT(vue2, Contains("field \"现场照片\" arg:type=\"van-field\" required"));
  CHECK_THAT(vue2, Contains("identifier onPhoto"));
  CHECK_THAT(vue2, Contains("field \"说明\" arg:type=\"el-input\" in="));
  const std::string vue3 = script_evidence(
      "b(createElementBlock('div',null,[createElementVNode('p',null,'体温',-1),createVNode(f,{modelValue:a,"
      "label:'健康码',"
      "placeholder:'请上传',required:''},null,8,['modelValue']),createVNode(c_Input,{rules:[{required:!0}]})]"
      "))");
  CHECK_THAT(vue3, Contains("field \"健康码\" arg:placeholder=\"请上传\" required"));
  CHECK_THAT(vue3, Contains("field \"体温\" arg:type=\"c_-input\" required") || Contains("required"));
  const std::string react = script_evidence(
      "(0,r.jsxs)(Form.Item,{label:'身份证',required:!0,children:[(0,r.jsx)(Input,{placeholder:'号码',"
      "onChange:n.set})]})");
  CHECK_THAT(react, Contains("field") && Contains("identifier set"));
}

TEST_CASE("calls whose names a minifier took make elements all the same, other calls do not") {
  const std::string vue2 = script_evidence(
      "var a=function(){var e=this,t=e._self._c;return t(\"div\",{staticClass:\"x\"},[t(\"van-field\","
      "{attrs:{label:\"现场照片\",required:\"\"}})],1)}");
  CHECK_THAT(vue2, Contains("field \"现场照片\" arg:type=\"van-field\" required"));
  const std::string vue3 = script_evidence(
      "t[1]||(t[1]=o(\"label\",null,\"体温\",-1)),t[2]||(t[2]=(0,n.b)(\"input\",{type:\"number\",required:"
      "\"\"},null,-1))");
  CHECK_THAT(vue3, Contains("field \"体温\" arg:type=\"input\" arg:input=\"number\" required"));
  for (const char* call :
       {"e.t(\"van-field\",{label:\"现场照片\",required:!0})", "t(\"label\"),t(\"input\",x)",
        "t(\"照片\",{required:!0})", "t(\"van-field\",f,{a:1})",
        "load(\"van-field\",{label:\"现场照片\",required:!0})"}) {
    INFO(call);
    CHECK_THAT(script_evidence(call), !Contains("arg:type"));
  }
}

TEST_CASE("what is no screen is no field: comparisons, types, other calls") {
  const std::string text = script_evidence(
      "function f<T extends A>(a: Array<T>) { return a < 5 && b > 3 }\n"
      "const o = { title: '积分', value: 1 }; select({ required: true }); createElement('div', { id: 'x' }, "
      "'文字')");
  CHECK_THAT(text, !Contains("field"));
  CHECK_THAT(text, Contains("\"文字\""));
}

TEST_CASE("broken JSX is survived") {
  for (const char* source : {"<View><Input", "const a = <View title={[{(}>x</View>", "h('a',{attrs:{b:[{",
                             "</a></b>}])", "<A b={<C d={<E/>}/>}>", "x({a:{b:{c:{d:1}}}}))))]]]}}}"}) {
    script_evidence(source);
  }
  std::string deep;
  for (int i = 0; i < 3000; ++i) deep += "{a:[";
  script_evidence("x(" + deep);
}

TEST_CASE("what an element shows or is given of data is told by name, code in it is not") {
  const std::string text = script_evidence(
      "const a = () => <View>{list.map(item => <View key={item.id}><Image src={item.avatarUrl} />"
      "<Text onClick={() => vote(item.voteKey)}>{format(item.likeNum)}</Text></View>)}</View>; b.other + 1");
  CHECK_THAT(text, Contains("identifier avatarUrl") && Contains("identifier likeNum"));
  CHECK_THAT(text, !Contains("identifier other"));
}
