// What an attribute of binary XML holds, as a reader asks for it: its string through the resource table with
// all translations, its number or truth where the table has one for it, the files that a reference stands
// for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// A text as people see it: in the language that reports quote, with the others, and the resource it comes
// from.
struct Shown {
  std::string text, locale, resource;
  std::vector<evidence::Translation> translations;
  bool empty() const { return text.empty(); }
};

// Looks at one element after the other with the table at hand. Borrows both.
class AttributeValues {
 public:
  explicit AttributeValues(const Resources& resources) : resources_(resources) {}

  // Empty when the attribute is not there. Numbers and truth values as text.
  std::string text(const formats::axml::Element& element, uint32_t id, std::string_view name) const;
  std::string text_of(const formats::axml::Attribute& attribute) const;
  Shown shown(const formats::axml::Element& element, uint32_t id, std::string_view name) const;
  // A value that differs from configuration to configuration is true when any of them says so.
  std::optional<bool> truth(const formats::axml::Element& element, uint32_t id, std::string_view name) const;
  std::optional<uint32_t> number(const formats::axml::Element& element, uint32_t id,
                                 std::string_view name) const;
  // Of a reference; 0 for anything else.
  uint32_t reference(const formats::axml::Element& element, uint32_t id, std::string_view name) const;

  // Paths of the files that a resource is in a table, in all configurations, each once.
  std::vector<std::string> files(uint32_t table, uint32_t resource) const;
  const Resources& resources() const { return resources_; }

 private:
  // Every number that a resource can be, through references.
  std::vector<uint32_t> numbers(uint32_t resource) const;

  const Resources& resources_;
};

}  // namespace jianfu::platforms::android
