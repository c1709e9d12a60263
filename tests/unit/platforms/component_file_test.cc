// Single-file components: blocks of whole and broken files, directives as texts, fields and handlers.
#include <catch2/catch.hpp>
#include <string>

#include "evidence/text_form.h"
#include "platforms/shared/component_file.h"

using namespace jianfu;
using Catch::Contains;
using platforms::ComponentBlock;
using platforms::split_component;

namespace {

class Host final : public platforms::ScriptHost {
 public:
  explicit Host(evidence::Collector& out) : out_(out) {}
  uint32_t module_of_file(std::string_view file) override {
    return out_.module(file, evidence::ModuleKind::kComponent, file);
  }
  uint32_t page_of(std::string_view route, std::string_view) override {
    return route.starts_with("/pages/") ? out_.module("page", evidence::ModuleKind::kPage)
                                        : evidence::kNoModule;
  }
  std::string api_name(std::string_view callee) const override {
    return callee.starts_with("uni.") ? std::string(callee) : std::string();
  }

 private:
  evidence::Collector& out_;
};

std::string evidence_of(std::string_view source, std::vector<platforms::PendingUse>* uses_of = nullptr) {
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  Host host(out);
  const Limits limits;
  const platforms::Context context{limits};
  std::vector<platforms::PendingUse> uses;
  const uint32_t module = host.module_of_file("src/a.vue");
  platforms::read_component({out,
                             context,
                             host,
                             {[&](std::string_view route) { return host.page_of(route, ""); },
                              [](std::string_view) { return evidence::kNoModule; }, "uni"},
                             "src/a.vue",
                             "src/a.vue",
                             module,
                             uses},
                            source);
  if (uses_of != nullptr) *uses_of = uses;
  return evidence::to_text(set);
}

}  // namespace

TEST_CASE("blocks of a component: nested templates, comments, attributes, lines") {
  const auto blocks = split_component(
      "<!-- <template>old</template> -->\n<template>\n<view><template v-if=\"a > '</template>'\">x</template>"
      "<!-- </template> --></view>\n</template>\n\n<script lang=\"ts\" setup>\nconst a = "
      "'</view>'\n</script>\n"
      "<style scoped>.a{}</style><import name='b' src='./b'></import><i18n>{}</i18n>");
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[0].name == "template");
  CHECK(blocks[0].line == 2);
  CHECK_THAT(std::string(blocks[0].text), Contains("x</template>") && Contains("</view>"));
  CHECK(blocks[1].name == "script");
  CHECK(blocks[1].value("lang") == "ts");
  CHECK(blocks[1].find("setup") != nullptr);
  CHECK(blocks[1].line == 6);
  CHECK(blocks[1].text == "\nconst a = '</view>'\n");
  CHECK(blocks[2].name == "style");
  CHECK(blocks[3].value("src") == "./b");
  CHECK(blocks[4].text == "{}");
}

TEST_CASE("a component that is broken keeps what follows") {
  const auto open = split_component(
      "<template>\n<view><template v-if=\"a\">x</view>\n</template>\n<script>\nb()\n</script>");
  REQUIRE(open.size() == 2);
  CHECK(open[0].text == "\n<view><template v-if=\"a\">x</view>\n");
  CHECK(open[1].text == "\nb()\n");
  const auto never = split_component("<template><view>x</view>\n<script>\nb()");
  REQUIRE(never.size() == 2);
  CHECK_FALSE(never[0].closed);
  CHECK(never[1].text == "\nb()");
  CHECK(split_component("<script src=\"a.js\" />").size() == 1);
  CHECK(split_component("1 < 2").empty());
  CHECK(split_component("<").empty());
}

TEST_CASE("directives of Vue are texts, fields, handlers and conditions") {
  const std::string text = evidence_of(
      "<template><div>\n<p v-text=\"'今日' + day\"></p>{{ ok ? '已完成' : '未完成' }}\n"
      "<van-field v-model=\"form.photo\" :label=\"'现场照片'\" :rules=\"[{ required: true, message: '请上传' "
      "}]\"/>\n"
      "<b v-if=\"role === '管理员'\" :class=\"{'红色': a}\" @click.stop=\"submit(1)\">提交</b>\n"
      "<i @tap=\"uni.chooseImage({count: 1})\" :title=\"a == '甲' ? '乙' : '丙'\"/></div></template>");
  CHECK_THAT(text, Contains("\"今日\"") && Contains("\"已完成\"") && Contains("\"未完成\""));
  CHECK_THAT(text, Contains("field \"现场照片\" arg:type=\"van-field\" arg:name=\"photo\" required"));
  CHECK_THAT(text, Contains("text message \"请上传\""));
  CHECK_THAT(text, Contains("identifier submit"));
  CHECK_THAT(text, Contains("call uni.chooseImage"));
  CHECK_THAT(text, Contains("literal \"管理员\"") && !Contains("红色"));
  CHECK_THAT(text, Contains("\"乙\"") && Contains("\"丙\"") && Contains("literal \"甲\""));
  CHECK_THAT(text, Contains("at=src/a.vue:4"));
}

TEST_CASE("a form's row labels the field in it; the next field is not labelled by it") {
  const std::string text = evidence_of(
      "<template><el-form-item label=\"走访照片\" required><el-upload/></el-form-item>"
      "<el-form-item><el-input placeholder=\"备注\"/></el-form-item></template>");
  CHECK_THAT(text, Contains("走访照片\" arg:type=\"el-upload\" required"));
  CHECK_THAT(text, Contains("field \"备注\""));
  CHECK_THAT(text, !Contains("el-input\" required"));
}

TEST_CASE("scripts of components keep their lines, and lead to pages and files") {
  std::vector<platforms::PendingUse> uses;
  const std::string text = evidence_of(
      "<template src=\"./a.html\"/>\n<script lang=\"ts\">\nimport B from './b.vue'\n"
      "const a: string = '第四行';\nuni.navigateTo({ url: '/pages/x' "
      "})\n</script>\n<i18n>{\"a\":\"你好\"}</i18n>",
      &uses);
  CHECK_THAT(text, Contains("第四行") && Contains("at=src/a.vue:4"));
  CHECK_THAT(text, Contains("edge opens src/a.vue page"));
  CHECK_THAT(text, Contains("你好"));
  REQUIRE(uses.size() == 2);
  CHECK(uses[0].file == "src/b.vue");
  CHECK(uses[1].file == "src/a.html");
}

TEST_CASE("pug templates give texts and attributes") {
  const std::string text = evidence_of(
      "<template lang=\"pug\">\n.page\n  //- 旧的\n    p 也是旧的\n  h1.title 标题\n  p= ok ? '是的' : "
      "'不是'\n"
      "  van-field(label=\"姓名\",\n    required)\n  | "
      "直接的字\n</template>\n<script>\nx('脚本')\n</script>");
  CHECK_THAT(text, Contains("\"标题\"") && Contains("\"是的\"") && Contains("直接的字") && Contains("脚本"));
  CHECK_THAT(text, Contains("field \"姓名\" arg:type=\"van-field\" required"));
  CHECK_THAT(text, !Contains("旧的"));
}

TEST_CASE("what a template shows of its data is told by name, and a text keeps its place around it") {
  const std::string text = evidence_of(
      "<template><view v-for=\"item in rankList\" :key=\"item.id\"><image :src=\"item.avatarUrl\"/>"
      "<text>累计学习{{ item.studyTime }}分钟</text><text v-if=\"item.isZan\" v-text=\"item.likeNum\"/>"
      "{{ ok ? '已完成' : '未完成' }}</view></template>");
  for (const char* name : {"rankList", "avatarUrl", "studyTime", "isZan", "likeNum"})
    CHECK_THAT(text, Contains(std::string("identifier ") + name));
  CHECK_THAT(text, Contains("text label \"累计学习…分钟\""));
  CHECK_THAT(text, Contains("\"已完成\"") && Contains("\"未完成\""));
}
