// What a layout, menu, preference screen or navigation graph leads to: other layouts, custom views,
// fragments, and the screens that it opens.
#pragma once

#include <string>
#include <unordered_map>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

class LayoutLinks {
 public:
  LayoutLinks(const formats::axml::Document& document, const std::string& entry, uint32_t module,
              const Resources& resources, evidence::Collector& out);
  void draw();

 private:
  void add_parts(const formats::axml::Element& element);
  void include(uint32_t module, const formats::axml::Element& element);
  uint32_t class_in(const formats::axml::Element& element, uint32_t id, std::string_view name) const;
  void add_destinations();
  void add_action(const formats::axml::Element& element);

  const formats::axml::Document& document_;
  const std::string& entry_;
  const uint32_t module_;
  const Resources& resources_;
  evidence::Collector& out_;
  std::unordered_map<uint32_t, uint32_t> destinations_;  // of a navigation graph: id → module
};

}  // namespace jianfu::platforms::android
