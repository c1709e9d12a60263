#include "platforms/android/attribute_values.h"

#include <algorithm>
#include <utility>

#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using formats::arsc::Resource;
using formats::arsc::Value;
using formats::axml::Attribute;
using formats::axml::Element;
namespace axml = formats::axml;

constexpr int kReferenceSteps = 20;
constexpr size_t kMostFiles = 64;       // configurations of one file
constexpr uint32_t kMostValues = 4096;  // looked at of one resource, which any number of attributes may name

bool is_reference(uint8_t type) {
  return type == axml::kReference || type == axml::kDynamicReference;
}
bool is_number(uint8_t type) {
  return type == axml::kIntDecimal || type == axml::kIntHex || type == axml::kBoolean;
}

}  // namespace

std::vector<uint32_t> AttributeValues::numbers(uint32_t resource) const {
  std::vector<uint32_t> out;
  for (int step = 0; step < kReferenceSteps; ++step) {
    uint32_t next = 0;
    for (const formats::arsc::Table& table : resources_.tables()) {
      const Resource* found = table.find(resource);
      for (uint32_t v = 0; found != nullptr && v < std::min(found->value_count, kMostValues); ++v) {
        const Value& value = table.values[found->first_value + v];
        if (value.item == 0 && is_number(value.type)) out.push_back(value.data);
        if (is_reference(value.type)) next = value.data;
      }
    }
    if (next == 0) break;
    resource = next;
  }
  return out;
}

std::string AttributeValues::text_of(const Attribute& attribute) const {
  if (attribute.type == axml::kBoolean) return attribute.data != 0 ? "true" : "false";
  if (!is_reference(attribute.type)) return text::to_valid_utf8(resources_.show(attribute));
  std::string out = text::to_valid_utf8(resources_.show(attribute));
  if (!out.empty()) return out;
  const std::vector<uint32_t> values = numbers(attribute.data);
  if (values.empty()) return {};
  return resources_.type_of(attribute.data) == "bool" ? (values.front() != 0 ? "true" : "false")
                                                      : std::to_string(values.front());
}

std::string AttributeValues::text(const Element& element, uint32_t id, std::string_view name) const {
  const Attribute* found = element.find(id, name);
  return found == nullptr ? std::string() : text_of(*found);
}

Shown AttributeValues::shown(const Element& element, uint32_t id, std::string_view name) const {
  const Attribute* found = element.find(id, name);
  if (found == nullptr) return {};
  if (!is_reference(found->type)) return {text_of(*found), "", "", {}};
  // A label that refers to a file is the developer's slip: nobody is shown its path.
  if (!is_text_type(resources_.type_of(found->data))) return {};
  const std::vector<ShownText>& texts = resources_.shown(found->data);
  if (texts.empty()) return {};
  const ShownText& first = texts.front();
  return {text::to_valid_utf8(first.text), first.locale, resources_.name_of(found->data), first.translations};
}

std::optional<bool> AttributeValues::truth(const Element& element, uint32_t id, std::string_view name) const {
  const Attribute* found = element.find(id, name);
  if (found == nullptr) return std::nullopt;
  if (found->type == axml::kString) return found->text == "true" || found->text == "1";
  if (!is_reference(found->type)) return found->data != 0;
  const std::vector<uint32_t> values = numbers(found->data);
  if (values.empty()) return std::nullopt;
  return std::any_of(values.begin(), values.end(), [](uint32_t value) { return value != 0; });
}

std::optional<uint32_t> AttributeValues::number(const Element& element, uint32_t id,
                                                std::string_view name) const {
  const Attribute* found = element.find(id, name);
  if (found == nullptr) return std::nullopt;
  if (is_number(found->type)) return found->data;
  if (!is_reference(found->type)) return std::nullopt;
  const std::vector<uint32_t> values = numbers(found->data);
  return values.empty() ? std::nullopt : std::optional<uint32_t>(values.front());
}

uint32_t AttributeValues::reference(const Element& element, uint32_t id, std::string_view name) const {
  const Attribute* found = element.find(id, name);
  return found != nullptr && is_reference(found->type) ? found->data : 0;
}

std::vector<std::string> AttributeValues::files(uint32_t number, uint32_t resource) const {
  std::vector<std::string> out;
  const formats::arsc::Table* table = number < resources_.tables().size() ? &resources_.tables()[number] : nullptr;
  const Resource* found = table == nullptr ? nullptr : table->find(resource);
  if (found == nullptr) return out;
  for (uint32_t v = 0; v < std::min(found->value_count, kMostValues) && out.size() < kMostFiles; ++v) {
    const Value& value = table->values[found->first_value + v];
    if (value.type != axml::kString) continue;
    std::string path = table->pool.get(value.data);
    if (path.find('/') == std::string::npos || std::find(out.begin(), out.end(), path) != out.end()) continue;
    out.push_back(std::move(path));
  }
  return out;
}

}  // namespace jianfu::platforms::android
