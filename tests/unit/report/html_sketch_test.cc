// Sketches of screens on the page: what is drawn, that texts stay texts, and that a drawing is bounded.
#include "report/html_sketch.h"

#include <catch2/catch.hpp>

#include "report/html_markup.h"

using namespace jianfu;
using engine::Sketch;
using engine::SketchRow;

namespace {

SketchRow row(SketchRow::Kind kind, std::string text, bool hit = false) {
  SketchRow out;
  out.kind = kind;
  out.text = std::move(text);
  out.hit = hit;
  if (hit) out.marks = {{0, 6}};
  return out;
}

std::string drawn(const Sketch& sketch, bool unmask = false) {
  report::WriteOptions options;
  options.unmask = unmask;
  const report::Voice voice(options);
  return report::sketch_of(voice, sketch, "p1-1-1-sketch").bytes();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
size_t count_of(const std::string& text, std::string_view part) {
  size_t out = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

}  // namespace

TEST_CASE("without rows there is no drawing") {
  CHECK(drawn({}).empty());
}

TEST_CASE("each kind of row has its shape, and only a hit bears a flag and a frame") {
  const std::string page = drawn({{row(SketchRow::kTitle, "签到"), row(SketchRow::kText, "今日安排"), row(SketchRow::kButton, "立即打卡", true),
                                   row(SketchRow::kField, "现场照片"), row(SketchRow::kMessage, "提交成功")}, 0});
  for (const std::string_view shape : {"sk-phone", "sk-bar", "sk-title", "sk-button sk-hit", "sk-field", "sk-message"}) {
    INFO(shape);
    CHECK(count_of(page, "class=\"" + std::string(shape) + "\"") == 1);
  }
  CHECK(count_of(page, "sk-flag") == 1);
  CHECK(has(page, "<tspan class=\"sk-word\">立即</tspan>打卡"));
  CHECK_FALSE(has(page, "sk-required"));
  CHECK_FALSE(has(page, "⋮"));
}

TEST_CASE("a field that must be filled in bears a star, one without a label is a box alone") {
  SketchRow field = row(SketchRow::kField, "");
  field.required = true;
  const std::string page = drawn({{field, row(SketchRow::kText, "须知")}, 0});
  CHECK(count_of(page, "sk-field") == 1);
  CHECK(has(page, ">*</text>"));
  CHECK(count_of(page, "class=\"sk-text\"") == 1);
}

TEST_CASE("rows that are left out are counted where they are missing") {
  SketchRow late = row(SketchRow::kText, "须知");
  late.skipped = 12;
  const std::string page = drawn({{row(SketchRow::kTitle, "签到"), late}, 3});
  CHECK(page.find("⋮ 12") < page.find("须知"));
  CHECK(page.find("⋮ 3") > page.find("须知"));
}

TEST_CASE("the drawing is named by its caption, in both languages") {
  const std::string page = drawn({{row(SketchRow::kText, "须知", true)}, 0});
  CHECK(has(page, "role=\"img\" aria-labelledby=\"p1-1-1-sketch\""));
  CHECK(has(page, "<figcaption id=\"p1-1-1-sketch\""));
  CHECK(has(page, "lang=\"en\""));
}

TEST_CASE("what a package says is text in the drawing, masked and harmless") {
  const std::string page = drawn({{row(SketchRow::kTitle, "</text></svg><script>x()</script>"), row(SketchRow::kButton, "\xE2\x80\xAE\x1B[31m电话13800001111", true)}, 0});
  CHECK(has(page, "&lt;/text&gt;&lt;/svg&gt;"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "\x1B"));
  CHECK(has(page, "\\u{202E}"));
  CHECK(has(page, "138****1111"));
  CHECK(has(drawn({{row(SketchRow::kText, "13800001111")}, 0}, true), "13800001111"));
}

TEST_CASE("a long text takes one line, with a hit three, and ends with dots") {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "甲乙";
  const std::string plain = drawn({{row(SketchRow::kText, text)}, 0}), hit = drawn({{row(SketchRow::kText, text, true)}, 0});
  CHECK(count_of(plain, "class=\"sk-text\"") == 1);
  CHECK(count_of(hit, "class=\"sk-text\"") == 3);
  CHECK(count_of(plain, "甲乙") == 8);
  CHECK(count_of(hit, "…") == 1);
}
