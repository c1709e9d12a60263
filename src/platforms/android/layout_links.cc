#include "platforms/android/layout_links.h"

#include "formats/axml/attribute_ids.h"
#include "platforms/android/code.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::kNoModule;
using evidence::ModuleKind;
using formats::axml::Attribute;
using formats::axml::Element;
namespace axml = formats::axml;
namespace id = formats::axml::attribute;

}  // namespace

LayoutLinks::LayoutLinks(const axml::Document& document, const std::string& entry, uint32_t module,
                         const Resources& resources, Collector& out)
    : document_(document), entry_(entry), module_(module), resources_(resources), out_(out) {}

void LayoutLinks::draw() {
  const bool graph = !document_.elements.empty() && document_.elements.front().name == "navigation";
  if (graph) add_destinations();
  for (const Element& element : document_.elements) {
    add_parts(element);
    if (graph && element.name == "action") add_action(element);
  }
}

void LayoutLinks::add_parts(const Element& element) {
  for (const Attribute& attribute : element.attributes) {
    const bool reference = attribute.type == axml::kReference && resources_.may_be_id(attribute.data);
    if (!reference || !resources_.what(attribute.data).screen) continue;
    const std::string name = resources_.name_of(attribute.data);
    include(out_.module(name, ModuleKind::kLayout, name), element);
  }
  // Custom views and fragments by class name: <com.x.SignView>, <view class="…">, <fragment
  // android:name="…">, <Preference android:fragment="…">.
  if (element.name.find('.') != std::string::npos)
    include(out_.find_module(outer_class(element.name)), element);
  include(class_in(element, 0, "class"), element);
  include(class_in(element, id::kName, "name"), element);
  include(class_in(element, id::kFragment, "fragment"), element);
  const uint32_t target = class_in(element, 0, "targetClass");
  if (target != kNoModule) out_.edge(EdgeKind::kOpens, module_, target, entry_, element.line);
}

uint32_t LayoutLinks::class_in(const Element& element, uint32_t attribute, std::string_view name) const {
  const Attribute* found = element.find(attribute, name);
  if (found == nullptr || found->text.find('.') == std::string::npos) return kNoModule;
  return out_.find_module(outer_class(found->text));
}

void LayoutLinks::include(uint32_t module, const Element& element) {
  if (module == kNoModule || module == module_) return;
  const EdgeKind kind = out_.at(module).kind == ModuleKind::kPage ? EdgeKind::kOpens : EdgeKind::kIncludes;
  out_.edge(kind, module_, module, entry_, element.line);
}

void LayoutLinks::add_destinations() {
  for (const Element& element : document_.elements) {
    const Attribute* own = element.find(id::kId, "id");
    const uint32_t module = class_in(element, id::kName, "name");
    if (own == nullptr || module == kNoModule) continue;
    destinations_.emplace(own->data, module);
    const Attribute* label = element.find(id::kLabel, "label");
    if (label != nullptr && out_.at(module).title.empty())
      out_.at(module).title = text::to_valid_utf8(resources_.show(*label));
  }
}

// From the destination that the action stands in to the one it names.
void LayoutLinks::add_action(const Element& element) {
  const Attribute* named = element.find(0, "destination");
  const auto to = named == nullptr ? destinations_.end() : destinations_.find(named->data);
  if (to == destinations_.end() || element.parent < 0) return;
  const uint32_t from = class_in(document_.elements[static_cast<size_t>(element.parent)], id::kName, "name");
  if (from != kNoModule) out_.edge(EdgeKind::kOpens, from, to->second, entry_, element.line);
}

}  // namespace jianfu::platforms::android
