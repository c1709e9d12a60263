// HTML, WXML and their siblings as tags and text (formats.md §11.4). No tree: a handler hears tags in order;
// the reader knows which elements are raw text (script, style, wxs) and void, decodes entities, drops
// comments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"

namespace jianfu::formats::markup {

struct Attribute {
  std::string_view name;  // as written
  std::string value;      // entities decoded; empty for a bare attribute
  bool has_value = false;
  uint32_t line = 1;
};

struct Tag {
  std::string_view name;  // as written
  std::vector<Attribute> attributes;
  bool self_closing = false;  // <x/> or a void element of HTML
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
  const Attribute* find(std::string_view attribute) const;
};

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void on_open(const Tag& tag) = 0;
  virtual void on_close(std::string_view name, uint32_t line) = 0;
  // Entities decoded, white space as it stands; never empty or all white space.
  virtual void on_text(std::string_view text, uint32_t line, uint32_t column) = 0;
  // Inside of <script>, <style>, <wxs>: not decoded.
  virtual void on_raw(std::string_view element, std::string_view text, uint32_t line) = 0;
};

// XML has no raw text, no elements that are always empty and no {{…}}.
enum class Language : uint8_t { kTemplate, kXml };

std::vector<Defect> read(std::string_view utf8, const Limits& limits, Handler& handler, Language language = Language::kTemplate);

// &#25171; &#x6253; &nbsp; and the named ones that occur in practice; unknown ones stay as they are.
std::string decode_entities(std::string_view text);

// "共{{n}}个积分" → the literal parts "共", "个积分" and the string literals inside the braces ({{a ? '是' :
// '否'}}).
struct Piece {
  std::string text;
  bool in_expression = false;
};
std::vector<Piece> split_mustaches(std::string_view text);

}  // namespace jianfu::formats::markup
