// Builds Android binary XML (formats.md §2), element by element or from a text as a person writes it.
// Attributes go by name: "android:label" gets the framework's id, "package" none, "app:title" what `ids` has
// for "attr/title".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "builders/resource_ids.h"

namespace jianfu::builders {

// What an attribute holds.
struct AxmlValue {
  uint8_t type = 0;   // Res_value data type
  uint32_t data = 0;  // unless a string
  std::string text;   // of a string
};
AxmlValue axml_string(std::string text);
AxmlValue axml_reference(uint32_t id);
AxmlValue axml_attribute_reference(uint32_t id);  // ?attr/x
AxmlValue axml_int(int32_t value);
AxmlValue axml_hex(uint32_t value);
AxmlValue axml_bool(bool value);

struct AxmlAttribute {
  std::string name;  // with its prefix: android:, app:
  AxmlValue value;
  uint32_t id = 0;  // 0: of the framework's table for android:, none otherwise
};

struct AxmlOptions {
  bool utf8 = false;       // aapt2 writes UTF-16
  bool names = true;       // false: attribute names are emptied, ids stay
  bool namespaces = true;  // false: no namespace nodes, every ns is -1
  uint16_t attribute_start = 0x14;
  uint16_t attribute_size = 0x14;  // more: padding behind each attribute
};

class AxmlBuilder {
 public:
  explicit AxmlBuilder(AxmlOptions options = {}) : options_(options) {}

  // `line` 0: one more than the line before.
  AxmlBuilder& open(std::string tag, std::vector<AxmlAttribute> attributes = {}, uint32_t line = 0);
  AxmlBuilder& text(std::string cdata);
  AxmlBuilder& raw(std::string bytes);  // between two nodes
  AxmlBuilder& close();
  AxmlBuilder& leaf(std::string tag, std::vector<AxmlAttribute> attributes = {}, uint32_t line = 0);

  std::string bytes() const;

 private:
  enum class Kind { kOpen, kClose, kText, kRaw };
  struct Node {
    Kind kind;
    std::string text;  // tag, CDATA, bytes
    std::vector<AxmlAttribute> attributes;
    uint32_t line;
  };
  class Writer;

  AxmlOptions options_;
  std::vector<Node> nodes_;
  std::vector<std::string> open_;
  uint32_t line_ = 0;
};

// A chunk of any type, for `raw` and for tampering.
std::string axml_chunk(uint16_t type, uint16_t header_size, std::string_view body);

// XML as a person writes it → binary XML. @string/x, @layout/y, @+id/z are resolved through `ids`; an unknown
// one, or XML that is not well-formed, throws std::invalid_argument with the line: samples must not rot
// silently.
// @android:… and ?… references become ids of the framework that nothing resolves; tools: attributes are
// dropped.
std::string compile_axml(std::string_view xml, const ResourceIds& ids, const AxmlOptions& options);

// The names that `xml` makes with @+id, as "id/z", sorted, for the table that goes with it.
std::vector<std::string> new_ids(std::string_view xml);

}  // namespace jianfu::builders
