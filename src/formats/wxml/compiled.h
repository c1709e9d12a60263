// Compiled WXML (formats.md §8.1): the constant arrays Z([3,'…']) of $gwx, which page they belong to, and
// what each constant is used as, as far as the code behind the arrays tells.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "formats/markup/value.h"

namespace jianfu::formats::wxml {

// Data of a template and lists of wx:for stay kUnknown: they are shown, but where only the code knows.
enum class Use : uint8_t { kUnknown, kText, kAttribute, kCondition };

struct Constant {
  std::string text;  // concatenations joined with U+FFFC where a variable stands
  Use use = Use::kUnknown;
  bool in_expression = false;  // a string inside of {{…}}: {{a ? '是' : '否'}}
  bool compared = false;       // and something is compared with it: {{a == '是'}}
  std::string tag;             // element it is an attribute of, or stands in: "input", "button"
  std::string attribute;  // "placeholder", "bindtap", "open-type"; also "wx:if", "wx:for", "is" and "data"
  std::string page;       // "pages/a/a.wxml" (no leading ./); empty when it could not be told
  uint32_t line = 0;      // in the WXML source, when the compiler left it; else 0
  uint32_t js_line = 0;   // where the constant stands in the compiled script
  uint64_t js_offset = 0;
  uint32_t named = 0;  // of Compiled::named; 0: in no named template
};

// One element as built by the generated code, with its attributes; for forms and handlers. A bare attribute
// has the value "true". The condition it is shown on stands as "wx:if", last.
struct Element {
  std::string tag;
  std::string page;
  std::vector<std::pair<std::string, markup::Value>> attributes;
  uint32_t line = 0, js_line = 0;
  uint32_t named = 0;  // as of Constant
};

// A text node.
struct Text {
  markup::Value value;
  std::string page;
  uint32_t line = 0, js_line = 0;
  uint32_t named = 0;
};

// A name in what stands neither in an element nor in a text: lists of wx:for, data of templates.
struct Name {
  std::string name, page;
  uint32_t line = 0, js_line = 0;
  uint32_t named = 0;
};

// <template name="card"> of a file.
struct Named {
  std::string page, name;
};

// <template is="card">: what stands in `is` tells which.
struct TemplateUse {
  markup::Value is;
  std::string page;
  uint32_t line = 0, js_line = 0;
  uint32_t named = 0;  // it is used in
};

// A <wxs> of a template, or a .wxs file, as the compiler put it into the script.
struct Script {
  std::string file;  // "pages/a/a.wxml" for one inside of a template
  uint64_t begin = 0, end = 0;
  uint32_t js_line = 1;
};

// <include> of a file by another.
struct Include {
  std::string page, file;
  uint32_t named = 0;  // template it stands in
  auto operator<=>(const Include&) const = default;
};

// The order in which a template says its things: elements hold what stands between their kOpen and kClose.
struct Step {
  enum class Kind : uint8_t { kBegin, kOpen, kClose, kText };  // kBegin: a file or a <template> of one
  Kind kind = Kind::kBegin;
  uint32_t index = 0;  // of elements or texts; not of kBegin
};

struct Compiled {
  std::vector<std::string> pages;  // every file the script holds or opens: ./pages/a/a.wxml → pages/a/a.wxml
  std::vector<Constant> constants;  // no constant twice for the same use and page
  std::vector<Element> elements;
  std::vector<Text> texts;
  std::vector<Name> names;
  std::vector<Step> steps;
  std::vector<Named> named{{}};  // the first is none
  std::vector<TemplateUse> template_uses;
  std::vector<Include> includes;
  std::vector<std::pair<std::string, std::string>> imports;  // page → file whose named templates it may use
  std::vector<Script> scripts;
  std::vector<std::pair<std::string, std::string>> uses;  // page → .wxs file
  std::vector<std::pair<uint64_t, uint64_t>> spans;  // of the script, rising: what was read, [begin, end)
  std::vector<Defect> defects;
};

bool looks_like(std::string_view script);
// Constants that stand in elements and texts too, or as conditions, may be left out of Compiled::constants.
enum class Constants : uint8_t { kAll, kLoose };
Compiled read(std::string_view script, const Limits& limits, Constants told = Constants::kAll);

}  // namespace jianfu::formats::wxml
