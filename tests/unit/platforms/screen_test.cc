#include "platforms/shared/screen.h"

#include "evidence/text_form.h"
#include "formats/markup/markup.h"
#include "platforms/shared/template_names.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

// A template as a source reader feeds it.
class Feed final : public formats::markup::Handler {
 public:
  explicit Feed(platforms::ScreenReader& screen) : screen_(screen) {}
  void on_open(const formats::markup::Tag& tag) override {
    platforms::Attributes attributes;
    for (const formats::markup::Attribute& a : tag.attributes)
      attributes.emplace_back(a.name, a.has_value ? a.value : "true");
    screen_.open(tag.name, attributes, {"a.wxml", tag.line, tag.column, ""});
    if (tag.self_closing) screen_.close(tag.name);
  }
  void on_close(std::string_view name, uint32_t) override { screen_.close(name); }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    screen_.text(formats::markup::read_value(text), {"a.wxml", line, column, ""});
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

 private:
  platforms::ScreenReader& screen_;
};

evidence::EvidenceSet shown(std::string_view markup) {
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  const uint32_t page = out.module("p", evidence::ModuleKind::kPage, "a.wxml");
  const uint32_t other = out.module("q", evidence::ModuleKind::kPage, "b.wxml");
  platforms::ScreenReader screen(
      out, page,
      {[other](std::string_view route) { return route == "/q" ? other : evidence::kNoModule; },
       [](std::string_view) { return evidence::kNoModule; }, "wx"});
  Feed feed(screen);
  formats::markup::read(markup, Limits{}, feed);
  return set;
}

// "姓名!" for a field that must be filled.
std::string fields(std::string_view markup) {
  evidence::EvidenceSet set = shown(markup);
  std::string out;
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind != evidence::Kind::kField) continue;
    out += (out.empty() ? "" : " | ") + item.text + (item.required ? "!" : "");
  }
  return out;
}

std::string handlers(std::string_view markup) {
  evidence::EvidenceSet set = shown(markup);
  std::string out;
  for (const evidence::Evidence& item : set.evidence) {
    if (item.arguments.empty() || item.arguments.front().name != "event") continue;
    out += (out.empty() ? "" : " | ") + item.text;
    for (const evidence::Argument& argument : item.arguments) out += " " + argument.value;
  }
  return out;
}

std::string dumped(std::string_view markup) {
  evidence::EvidenceSet set = shown(markup);
  evidence::sort(set);
  return evidence::to_text(set);
}

}  // namespace

TEST_CASE("a field is named by the text before it in its row, or by what stands around it") {
  CHECK(fields("<view><text>姓名</text><input/></view>") == "姓名");
  CHECK(fields("<view class='title'>上传照片</view><view><uploader/></view>") == "上传照片");
  CHECK(fields("<van-field label='电话' placeholder='请输入'/>") == "电话");
  CHECK(fields("<van-cell title='照片'><van-uploader/></van-cell>") == "照片");
  CHECK(fields("<el-form-item label='日期'><el-date-picker/></el-form-item>") == "日期");
  CHECK(fields("<picker><view>请选择日期</view></picker>") == "请选择日期");
  CHECK(fields("<picker><at-list><at-list-item title='类别' extraText='{{x}}'/></at-list></picker>") ==
        "类别");
  CHECK(fields("<uni-forms-item label='描述' required><uni-easyinput/></uni-forms-item>") == "描述!");
  CHECK(fields("<a-form-model-item label='电话'><a-input/></a-form-model-item>") == "电话");
  CHECK(fields("<view>日期<picker><view>2026-01-01</view></picker></view>") == "日期");
  CHECK(fields("<input placeholder='请输入姓名'/>") == "请输入姓名");
  CHECK(fields("<input name='phone'/>") == "phone");
  CHECK(fields("<view>{{item.title}}：</view><input placeholder='请填写'/>") == "请填写");
}

TEST_CASE("the label of one row does not name the field of the next") {
  CHECK(fields("<view><text>姓名</text><input/></view><view><input placeholder='电话'/></view>") ==
        "姓名 | 电话");
  CHECK(
      fields("<view><text>姓名</text><text>{{name}}</text></view><view><input placeholder='电话'/></view>") ==
      "电话");
  CHECK(
      fields("<view><view>一</view><view>二</view><view>三</view><view>四</view></view><input name='x'/>") ==
      "x");
  CHECK(fields("<button>获取验证码</button><input placeholder='验证码'/>") == "验证码");
  CHECK(fields("<view>性别</view><picker><view>男</view></picker><input placeholder='年龄'/>") ==
        "性别 | 年龄");
}

TEST_CASE("required marks: attribute, class, star, word") {
  CHECK(fields("<van-field label='甲' required/>") == "甲!");
  CHECK(fields("<van-field label='甲' required='{{true}}'/>") == "甲!");
  CHECK(fields("<u-form-item label='甲' :required='true'><u-input/></u-form-item>") == "甲!");
  CHECK(fields("<el-form-item label='甲' :rules='[{ required: true }]'><el-input/></el-form-item>") == "甲!");
  CHECK(fields("<view><text>*</text>甲</view><input/>") == "甲!");
  CHECK(fields("<view><text>甲</text><text>*</text><input/></view>") == "甲!");
  CHECK(fields("<view><view class='label must'>甲</view><input/></view>") == "甲!");
  CHECK(fields("<view class='row is-required'><view>甲</view><input/></view>") == "甲!");
  CHECK(fields("<view>甲<text>（必填）</text></view><input/>") == "甲!");
  CHECK(fields("<view>甲</view><input placeholder='必填'/>") == "甲!");
  CHECK(fields("<view>照片必须上传</view><van-uploader/>") == "照片必须上传!");
  CHECK(fields("<view>照片（非必传）</view><van-uploader/>") == "照片（非必传）");
}

TEST_CASE("what only looks like a required mark is none") {
  CHECK(fields("<van-field label='甲' required='false'/>") == "甲");
  CHECK(fields("<van-field label='甲' required='{{false}}'/>") == "甲");
  CHECK(fields("<van-field label='甲' required='{{item.must}}'/>") == "甲");
  CHECK(fields("<u-form-item label='甲' :required='must'><u-input/></u-form-item>") == "甲");
  CHECK(fields("<view><text wx:if='{{item.must}}'>*</text>甲</view><input/>") == "甲");
  CHECK(fields("<view class='label not-required'>甲</view><input/>") == "甲");
  CHECK(fields("<view class='{{must ? \"required\" : \"\"}}'>甲</view><input/>") == "甲");
  CHECK(fields("<view>是否必填</view><switch/>") == "是否必填");
  CHECK(fields("<view><text>*</text>甲</view><input/><view>乙</view><input/>") == "甲! | 乙");
  CHECK(fields("<view class='star'><image/></view><view>评语</view><textarea/>") == "评语");
}

TEST_CASE("fields tell what they take") {
  const std::string out = dumped(
      "<input type='idcard'/><picker mode='region'/><van-uploader max-count='3' capture='camera'/><input "
      "type='{{t}}'/>");
  CHECK_THAT(out, Contains("arg:input=\"idcard\""));
  CHECK_THAT(out, Contains("arg:mode=\"region\""));
  CHECK_THAT(out, Contains("arg:count=\"3\"") && Contains("arg:source=\"camera\""));
  CHECK(out.find("arg:input=\"…\"") == std::string::npos);
}

TEST_CASE("handlers of every dialect carry their event and the text they stand under") {
  CHECK(handlers("<view bindtap='go'><image/><text>提交</text></view>") == "go tap 提交");
  CHECK(handlers("<view catch:tap='go'/>") == "go tap");
  CHECK(handlers("<view capture-bind:longpress='go'/>") == "go longpress");
  CHECK(handlers("<view onTap='go'>甲</view>") == "go tap 甲");
  CHECK(handlers("<div onclick='go'>甲</div>") == "go click 甲");
  CHECK(handlers("<view @click.stop='go(1)'>甲</view>") == "go click 甲");
  CHECK(handlers("<view v-on:click='() => go(1)'>甲</view>") == "go click 甲");
  CHECK(handlers("<view bindtap=\"{{ok ? 'go' : 'stay'}}\">甲</view>") == "go tap 甲 | stay tap 甲");
  CHECK(handlers("<van-button bind:click='go' text='甲'/>") == "go click 甲");
  CHECK(handlers("<form bindsubmit='send'><input/><button "
                 "form-type='submit'>提交</button><view>说明</view></form>") == "send submit 提交");
}

TEST_CASE("a handler has no text of other handlers, and no page of text") {
  CHECK(handlers("<view bindtap='outer'><view bindtap='inner'>甲</view></view>") ==
        "inner tap 甲 | outer tap");
  CHECK(handlers("<view bindtap='go'><view>一</view><view>二</view><view>三</view><view>四</view></view>") ==
        "go tap");
  CHECK(handlers("<view bindtap='go'/><text>乙</text>") == "go tap");
  CHECK(handlers("<view only='x' once='y'/>").empty());
}

TEST_CASE("code in a handler leads to pages and says texts") {
  const std::string out = dumped("<view @click=\"open('/q')\"/><view @click=\"tell('打卡成功')\"/>");
  CHECK_THAT(out, Contains("edge opens p q"));
  CHECK_THAT(out, Contains("\"打卡成功\""));
}

TEST_CASE("a text is one piece with its variables; strings of expressions stand alone") {
  const std::string out =
      dumped("<view>共{{n}}个{{a == '某' ? '积分' : '次数'}}</view><view title=\"{{ok ? '好' : ''}}\"/>");
  CHECK_THAT(out, Contains("text label \"共…个…\""));
  CHECK_THAT(out, Contains("text label \"积分\"") && Contains("text label \"次数\""));
  CHECK_THAT(out, Contains("literal \"某\""));  // compared, not shown
  CHECK_THAT(out, Contains("text unknown \"好\""));
  CHECK_THAT(out, Contains("identifier n in=p"));
}

TEST_CASE("what is never shown is dormant, what may be is not") {
  CHECK_THAT(dumped("<view wx:if='{{false}}'><text>甲</text></view>"), Contains("\"甲\" dormant"));
  CHECK_THAT(dumped("<view hidden>甲</view>"), Contains("\"甲\" dormant"));
  CHECK_THAT(dumped("<view v-show='false'><button @click='go'>甲</button></view>"),
             Contains("\"甲\" dormant"));
  for (const char* markup : {"<view wx:if='{{isFalse}}'>甲</view>", "<view hidden='{{h}}'>甲</view>",
                             "<view wx:else>甲</view>", "<view wx:if='{{false}}'/><view>甲</view>"})
    CHECK(dumped(markup).find("dormant") == std::string::npos);
}

TEST_CASE("rich text, capabilities and routes") {
  const std::string out = dumped(
      "<rich-text nodes='<p>规则<b>一</b></p>'/><camera mode='scanCode'/><open-data type='userNickName'/>"
      "<button open-type='share'>转</button><navigator url='/q'/><view aria-label='关闭' data-name='某事'/>");
  CHECK_THAT(out, Contains("text label \"规则\"") && Contains("text label \"一\""));
  CHECK_THAT(out, Contains("call wx.element.camera mode=\"scanCode\""));
  CHECK_THAT(out, Contains("call wx.element.open-data type=\"userNickName\""));
  CHECK_THAT(out, Contains("call wx.open-type.share"));
  CHECK_THAT(out, Contains("edge opens p q"));
  CHECK_THAT(out, Contains("text label \"关闭\"") && Contains("text unknown \"某事\""));
}

TEST_CASE("hostile nesting stays linear and closing tags without opening ones do nothing") {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<view>甲";
  std::string closing;
  for (int i = 0; i < 200000; ++i) closing += "</x>";
  CHECK(shown(deep + closing + "<view bindtap='go'>乙</view>").evidence.size() > 200000);
}
