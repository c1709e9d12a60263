// Android binary XML (formats.md §2): AndroidManifest.xml, layouts, menus, preferences, navigation graphs.
// As lenient as Android: what the system reads through is read through, and recorded as an anomaly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::axml {

// Res_value data types that readers ask for (formats.md §2.5).
enum ValueType : uint8_t {
  kNull = 0,
  kReference = 1,
  kAttribute = 2,
  kString = 3,
  kFloat = 4,
  kDynamicReference = 7,
  kIntDecimal = 0x10,
  kIntHex = 0x11,
  kBoolean = 0x12
};

struct Attribute {
  uint32_t id =
      0;  // resource id of the name; 0 when the resource map has none. Meaning comes from here first
  std::string name;      // as stored, may be empty or a lie
  uint8_t type = kNull;  // ValueType or any other value
  uint32_t data = 0;     // of the typed value: resource id for kReference, 0/0xFFFFFFFF for kBoolean
  std::string text;      // string value (type kString, or the raw value when there is one)
};

struct Element {
  std::string name;     // tag
  uint32_t line = 0;    // source line the build tool noted; 0 when unknown
  int32_t parent = -1;  // index in Document::elements, -1 for the root
  std::vector<Attribute> attributes;
  std::vector<std::string> text;  // CDATA children
  // The first attribute of that framework id, else of that name; null when there is none.
  const Attribute* find(uint32_t id, std::string_view wanted = {}) const;
};

struct Document {
  std::vector<Element> elements;  // in document order, parents before children
  uint32_t pool_strings = 0;      // of the string pool
  uint32_t mapped_ids = 0;        // of the resource map
  bool pool_utf8 = false;
  std::vector<std::string>
      anomalies;  // stable ids: "axml-root-type", "axml-attribute-size", "axml-unknown-chunk" …
  std::vector<Defect> defects;  // what was lost
};

// True when the bytes begin like binary XML (formats.md §13), tampered root included.
bool looks_like(std::string_view bytes);

// An error only when no element at all can be had.
Result<Document> parse(std::string_view bytes, const Limits& limits);

}  // namespace jianfu::formats::axml
