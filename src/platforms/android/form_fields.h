// Form fields of layouts: what a person is asked to fill in, what it is called, whether it must be filled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

bool is_field(const formats::axml::Element& element);

class FormFields {
 public:
  FormFields(const formats::axml::Document& document, const Resources& resources);

  // A text that stands on the screen, in document order: the field behind it may be called by it.
  void text(const formats::axml::Element& element, std::string_view text);
  // The field of an element that is one, without its place.
  evidence::Evidence field(const formats::axml::Element& element);

 private:
  std::string label_of(const formats::axml::Element& element, const std::string& hint);
  std::string caption_of(const formats::axml::Element& element) const;
  std::string hint_of(const formats::axml::Element& element) const;
  bool label_is_near(const formats::axml::Element& field) const;
  std::string shown(const formats::axml::Element& element, uint32_t id, std::string_view name) const;

  const formats::axml::Document& document_;
  const Resources& resources_;
  std::unordered_map<uint32_t, std::string> label_for_;  // id of a field → the text that says it is its label
  std::string label_;
  int32_t label_parent_ = -1;
  bool starred_ = false;  // a lone '*' stood before
};

}  // namespace jianfu::platforms::android
