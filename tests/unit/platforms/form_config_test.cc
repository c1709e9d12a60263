// Forms in configuration objects, and the nearest objects that are none.
#include <catch2/catch.hpp>

#include "unit/platforms/script_evidence.h"

using Catch::Contains;
using jianfu::platforms::tests::script_evidence;

TEST_CASE("fields of a configuration have label, name and required mark") {
  const std::string text = script_evidence(
      "const fields = [\n{ label: '现场照片', prop: 'photo', required: true },\n"
      "{ title: '体温', key: 'temp', type: 'number', placeholder: '请输入体温' },\n"
      "{ label: '备注', field: 'note', component: 'Input', rules: [{ required: false }] },\n"
      "{ label: '地址', field: 'address', rules: [{ required: true, message: '请填写地址' }] }]");
  CHECK_THAT(text, Contains("field \"现场照片\" arg:name=\"photo\" required in=a.js at=a.js:2"));
  CHECK_THAT(
      text,
      Contains("field \"体温\" arg:type=\"number\" arg:placeholder=\"请输入体温\" arg:name=\"temp\" in="));
  CHECK_THAT(text,
             Contains("field \"备注\" arg:type=\"Input\" arg:name=\"field\"") || Contains("field \"备注\""));
  CHECK_THAT(text, !Contains("name=\"note\" required"));
  CHECK_THAT(text, Contains("field \"地址\" arg:name=\"address\" required"));
}

TEST_CASE("rules without a field in sight are fields") {
  const std::string text = script_evidence(
      "export default { data() { return { rules: { photo: [{ required: true, message: '请上传照片', trigger: "
      "'blur' }],\n"
      "note: [{ max: 5, message: '太长' }] }, props: { rules: { type: Array, required: true } } } } }");
  CHECK_THAT(text, Contains("field \"请上传照片\" arg:type=\"rule\" arg:name=\"photo\" required"));
  CHECK_THAT(text, !Contains("name=\"note\"") && !Contains("name=\"type\""));
  CHECK_THAT(script_evidence("const rules = reactive({ a: { required: true, message: '必须填写' } })"),
             Contains("field \"必须填写\" arg:type=\"rule\" arg:name=\"a\" required"));
  // Named by a field: told once.
  const std::string once = script_evidence(
      "var rules = { a: [{ required: true, message: '请填' }] }; var f = [{ label: '甲', prop: 'a', type: "
      "'input' }]");
  CHECK_THAT(once, Contains("field \"甲\" arg:type=\"input\" arg:name=\"a\" required"));
  CHECK_THAT(once, !Contains("type=\"rule\""));
}

TEST_CASE("columns, options, translations, menus and models are no fields") {
  const std::string text = script_evidence(
      "columns = [{ title: '姓名', dataIndex: 'name', key: 'name', width: 80 }, { label: '状态', prop: "
      "'status' },"
      "{ label: '操作', prop: 'op', type: 'text', align: 'center', fixed: 'right' }];\n"
      "options = [{ label: '是', value: 1 }]; zh = { name: '名称', title: '标题' };\n"
      "menu = [{ title: '签到', path: '/sign', icon: 'x', type: 'text' }];\n"
      "schema = { name: { type: String, required: true } }; toast({ title: '请填写', type: 'text' })");
  CHECK_THAT(text, !Contains("field"));
  CHECK_THAT(text, Contains("\"签到\"") && Contains("\"姓名\""));
}

TEST_CASE("other ways to say in data that a field must be filled in") {
  const std::string text = script_evidence(
      "fields = [\n{ label: '甲照片', type: 'image', must: true }, { label: '乙照片', type: 'image', required: 1 },\n"
      "{ fieldName: '丙照片', fieldType: 'photo', isRequired: '1' }, { label: '丁照片', itemType: 'img', notNull: !0 },\n"
      "{ label: '戊照片', type: 'image', validate: { required: true } }, { label: '己照片', type: 'photo', allowEmpty: false },\n"
      "{ label: '庚照片（必传）', type: 'image' }, { label: '辛照片', type: 'image', rules: [{ required: true }] }]");
  for (const char* name : {"甲", "乙", "丁", "戊", "己", "辛"}) {
    INFO(name);
    const size_t at = text.find("field \"" + std::string(name) + "照片\" arg:type=");
    REQUIRE(at != std::string::npos);
    CHECK(text.substr(at, text.find('\n', at) - at).find(" required ") != std::string::npos);
  }
  CHECK_THAT(text, Contains("field \"丙照片\" arg:type=\"photo\" required"));
  CHECK_THAT(text, Contains("field \"庚照片（必传）\" arg:type=\"image\" required"));
}

TEST_CASE("fields that may be left out are not required") {
  const std::string text = script_evidence(
      "fields = [{ label: '甲照片', type: 'image', must: false }, { label: '乙照片', type: 'image', required: 0 },\n"
      "{ label: '丙照片', type: 'photo', isRequired: '0' }, { label: '丁照片（非必传）', type: 'image', prop: 'a' },\n"
      "{ label: '戊照片', type: 'photo', prop: 'b', allowEmpty: true }]");
  CHECK_THAT(text, Contains("field \"甲照片\"") && Contains("field \"丙照片\""));
  CHECK_THAT(text, !Contains("\" required in="));
}
