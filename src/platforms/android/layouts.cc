#include "platforms/android/layouts.h"

#include <algorithm>
#include <array>

#include "formats/axml/attribute_ids.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::axml::Attribute;
using formats::axml::Element;
namespace axml = formats::axml;
namespace id = formats::axml::attribute;

struct TextAttribute {
  uint32_t id;
  std::string_view name;
  Role role;
};

// The text-like attributes of formats.md §2.6; library attributes have no fixed id and go by name.
constexpr std::array kTextAttributes = {
    TextAttribute{id::kText, "text", Role::kLabel},
    TextAttribute{id::kHint, "hint", Role::kLabel},
    TextAttribute{id::kTitle, "title", Role::kLabel},
    TextAttribute{id::kSummary, "summary", Role::kMessage},
    TextAttribute{id::kContentDescription, "contentDescription", Role::kLabel},
    TextAttribute{id::kLabel, "label", Role::kLabel},
    TextAttribute{id::kDialogTitle, "dialogTitle", Role::kTitle},
    TextAttribute{id::kDialogMessage, "dialogMessage", Role::kMessage},
    TextAttribute{id::kTextOn, "textOn", Role::kLabel},
    TextAttribute{id::kTextOff, "textOff", Role::kLabel},
    TextAttribute{id::kQueryHint, "queryHint", Role::kLabel},
    TextAttribute{id::kEntries, "entries", Role::kLabel},
};

bool ends_with_any(std::string_view tag, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return tag.ends_with(name); });
}

bool is_field(std::string_view tag) {
  return ends_with_any(tag, {"EditText", "Spinner", "CheckBox", "RadioGroup", "AutoCompleteTextView", "Switch", "SwitchCompat", "RatingBar"});
}

std::string_view simple_name(std::string_view name) { return name.substr(name.rfind('.') + 1); }

class LayoutReader {
 public:
  LayoutReader(const axml::Document& document, const std::string& entry, const Resources& resources, Collector& out)
      : document_(document), entry_(entry), resources_(resources), out_(out) {}

  void read() {
    module_ = out_.module(text::to_valid_utf8(resources_.name_of_file(entry_)), ModuleKind::kLayout, entry_);
    for (const Element& element : document_.elements) {
      for (const TextAttribute& wanted : kTextAttributes) {
        if (const Attribute* found = element.find(wanted.id, wanted.name)) add_texts(*found, wanted.role, element);
      }
      for (const std::string& text : element.text) add_text({text, "", {}}, Role::kLabel, element, "");
      if (is_field(element.name)) add_field(element);
      add_links(element);
    }
  }

 private:
  void add_texts(const Attribute& attribute, Role role, const Element& element) {
    if (attribute.type == axml::kReference || attribute.type == axml::kDynamicReference) {
      if (!is_text_type(resources_.type_of(attribute.data))) return;
      for (ShownText& text : resources_.texts(attribute.data)) {
        if (!is_field(element.name)) label_ = text.text;
        add_text(std::move(text), role, element, resources_.name_of(attribute.data));
      }
    } else if (attribute.type == axml::kString) {
      if (!is_field(element.name)) label_ = attribute.text;
      add_text({attribute.text, "", {}}, role, element, "");
    }
  }

  void add_text(ShownText text, Role role, const Element& element, const std::string& resource) {
    if (text.text.empty()) return;
    Evidence item = at(Kind::kText, text::to_valid_utf8(text.text), element);
    item.role = role_by_length(item.text, role);
    item.at.resource = resource;
    item.at.locale = std::move(text.locale);
    item.translations = std::move(text.translations);
    out_.add(std::move(item));
  }

  Evidence at(Kind kind, std::string text, const Element& element) const {
    Evidence item;
    item.kind = kind;
    item.text = std::move(text);
    item.module = module_;
    item.at.entry = entry_;
    item.at.line = element.line;
    return item;
  }

  // A field is called what stands before it, else its hint, else its id.
  void add_field(const Element& element) {
    const Attribute* hint = element.find(id::kHint, "hint");
    const std::string hint_text = hint == nullptr ? "" : resources_.show(*hint);
    const Attribute* name = element.find(id::kId, "id");
    const std::string field_name = name == nullptr ? "" : resources_.name_of(name->data);
    std::string label = !label_.empty() ? label_ : !hint_text.empty() ? hint_text : field_name;
    label_.clear();
    Evidence item = at(Kind::kField, text::to_valid_utf8(label), element);
    item.required = label.find('*') != std::string::npos || hint_text.find("必填") != std::string::npos;
    item.arguments.push_back({"type", std::string(simple_name(element.name))});
    if (!hint_text.empty() && hint_text != label) item.arguments.push_back({"hint", text::to_valid_utf8(hint_text)});
    if (!field_name.empty()) item.arguments.push_back({"id", field_name});
    out_.add(std::move(item));
  }

  void add_links(const Element& element) {
    if (const Attribute* handler = element.find(id::kOnClick, "onClick"); handler != nullptr && !handler->text.empty()) {
      out_.add(at(Kind::kIdentifier, text::to_valid_utf8(handler->text), element));
    }
    for (const Attribute& attribute : element.attributes) {
      const std::string_view type = resources_.type_of(attribute.data);
      const bool reference = attribute.type == axml::kReference;
      if (reference && (type == "layout" || type == "menu")) {
        const std::string name = resources_.name_of(attribute.data);
        include(out_.module(name, ModuleKind::kLayout, name), element);
      }
    }
    // Custom views and fragments by class name: <com.x.SignView>, <fragment android:name="com.x.SignFragment">.
    if (element.name.find('.') != std::string::npos) include(out_.find_module(element.name), element);
    if (const Attribute* name = element.find(id::kName, "name"); name != nullptr && name->text.find('.') != std::string::npos) {
      include(out_.find_module(name->text), element);
    }
  }

  void include(uint32_t module, const Element& element) {
    if (module != evidence::kNoModule && module != module_) out_.edge(EdgeKind::kIncludes, module_, module, entry_, element.line);
  }

  const axml::Document& document_;
  const std::string& entry_;
  const Resources& resources_;
  Collector& out_;
  uint32_t module_ = evidence::kNoModule;
  std::string label_;
};

}  // namespace

void read_layout(const axml::Document& document, const std::string& entry, const Resources& resources, Collector& out) {
  LayoutReader(document, entry, resources, out).read();
}

}  // namespace jianfu::platforms::android
