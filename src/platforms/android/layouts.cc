#include "platforms/android/layouts.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "evidence/pressed.h"
#include "formats/axml/attribute_ids.h"
#include "platforms/android/form_fields.h"
#include "platforms/android/layout_links.h"
#include "platforms/android/titles.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::axml::Attribute;
using formats::axml::Element;
namespace axml = formats::axml;
namespace id = formats::axml::attribute;

constexpr size_t kTitleBytes = 60;  // of a title bar; longer ones are sentences

struct TextAttribute {
  uint32_t id;
  std::string_view name;
  Role role;
};

// The text-like attributes of formats.md §2.6; library attributes have no fixed id and go by name. Any other
// attribute is read when it refers to a text or holds Han: custom views name theirs as they like
// (app:leftText).
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

const TextAttribute* text_attribute(const Attribute& attribute) {
  const auto at =
      std::find_if(kTextAttributes.begin(), kTextAttributes.end(), [&](const TextAttribute& known) {
        return attribute.id != 0 && attribute.id >> 24 == 1 ? known.id == attribute.id
                                                            : known.name == attribute.name;
      });
  return at == kTextAttributes.end() ? nullptr : &*at;
}

// Attributes whose texts are for code: stored values, keys, names of classes. What they refer to is in use
// all the same.
constexpr std::array<std::string_view, 12> kNotShown = {
    "entryValues",   "defaultValue",   "key",  "tag",      "dependency", "layout_behavior",
    "layoutManager", "transitionName", "name", "fragment", "fontFamily", "pathData"};

bool is_shown(const Attribute& attribute, const Element& element) {
  // A category of preferences has a title and no place for more.
  if (element.name.ends_with("PreferenceCategory") && attribute.name == "summary") return false;
  return std::find(kNotShown.begin(), kNotShown.end(), attribute.name) == kNotShown.end();
}

constexpr std::array<std::string_view, 5> kTitleBars = {"Toolbar", "TitleBar", "ActionBar", "ToolbarLayout",
                                                        "TitleView"};
constexpr std::array<std::string_view, 5> kBarTitles = {"title", "titleText", "title_text", "centerText",
                                                        "center_text"};

template <size_t N>
bool ends_with_any(std::string_view name, const std::array<std::string_view, N>& ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

class LayoutReader {
 public:
  LayoutReader(const axml::Document& document, const std::string& entry, const std::string& name,
               const Resources& resources, Collector& out)
      : document_(document),
        entry_(entry),
        name_(name),
        resources_(resources),
        out_(out),
        fields_(document, resources) {}

  void read() {
    module_ = out_.module(text::to_valid_utf8(name_), ModuleKind::kLayout, entry_);
    is_menu_ = !document_.elements.empty() && document_.elements.front().name == "menu";
    for (const Element& element : document_.elements) read_element(element);
    LayoutLinks(document_, entry_, module_, resources_, out_).draw();
  }

 private:
  // Gone and without an id that code could bring it back by; what stands in it too.
  bool is_gone_for_good(const Element& element) const {
    if (element.parent >= 0 && gone_[static_cast<size_t>(element.parent)]) return true;
    const Attribute* visibility = element.find(id::kVisibility, "visibility");
    if (visibility == nullptr || element.find(id::kId, "id") != nullptr) return false;
    constexpr uint32_t kGone = 2;
    return visibility->type == axml::kString ? visibility->text == "gone" : visibility->data == kGone;
  }

  void read_element(const Element& element) {
    gone_.push_back(is_gone_for_good(element));
    for (const Attribute& attribute : element.attributes) read_attribute(attribute, element);
    for (const std::string& text : element.text)
      add_text({text, "", {}, kNoTable}, Role::kLabel, element, "");
    if (is_field(element)) {
      Evidence field = fields_.field(element);
      place(field, element);
      out_.add(std::move(field));
    }
    add_names(element);
  }

  void read_attribute(const Attribute& attribute, const Element& element) {
    const TextAttribute* known = text_attribute(attribute);
    const Role role = known == nullptr ? Role::kLabel : known->role;
    if (attribute.type == axml::kReference || attribute.type == axml::kDynamicReference) {
      if (!resources_.may_be_id(attribute.data) || !resources_.what(attribute.data).text) return;
      if (!is_shown(attribute, element)) return resources_.refer(attribute.data);
      for (const ShownText& text : resources_.shown(attribute.data)) {
        tell(attribute, text.text, element);
        add_text(text, role, element, resources_.name_of(attribute.data));
      }
    } else if (attribute.type == axml::kString && is_shown(attribute, element) &&
               (known != nullptr || holds_han(attribute.text))) {
      tell(attribute, attribute.text, element);
      add_text({attribute.text, "", {}, kNoTable}, role, element, "");
    }
  }

  // To whom a text is of use beside being evidence: the next field, and the title of the screen.
  void tell(const Attribute& attribute, std::string_view text, const Element& element) {
    fields_.text(element, text);
    std::string& title = out_.at(module_).title;
    if (!title.empty() || text.empty() || text.size() > kTitleBytes) return;
    const bool of_a_bar = ends_with_any(element.name, kTitleBars) &&
                          (attribute.id == id::kTitle || ends_with_any(attribute.name, kBarTitles));
    const Attribute* own_id = element.name.ends_with("TextView") && attribute.id == id::kText
                                  ? element.find(id::kId, "id")
                                  : nullptr;
    if (of_a_bar || (own_id != nullptr && is_title_name(resources_.key_of(own_id->data))))
      title = text::to_valid_utf8(text);
  }

  void add_text(const ShownText& text, Role role, const Element& element, const std::string& resource) {
    if (text.text.empty()) return;
    ++out_.seen(module_).texts;
    Evidence item;
    item.kind = Kind::kText;
    item.text = text::to_valid_utf8(text.text);
    item.role = role_by_length(item.text, role);
    item.at.resource = resource;
    item.at.locale = text.locale;
    item.translations = text.translations;
    item.dormant = gone_.back();
    if (is_pressed(element)) item.arguments.push_back({std::string(evidence::kPressed), {}});
    place(item, element);
    out_.add(std::move(item));
  }

  // A button, an entry of a menu, or what says itself that it reacts. Listeners that code sets by id on other
  // views are not seen.
  bool is_pressed(const Element& element) const {
    constexpr uint32_t kClickable = 0x010100e5;  // android:clickable
    if (element.find(id::kOnClick, "onClick") != nullptr || is_menu_) return true;
    if (const Attribute* clickable = element.find(kClickable, "clickable"))
      return clickable->type == axml::kString ? clickable->text == "true" : clickable->data != 0;
    constexpr std::array<std::string_view, 2> kButtons = {"Button", "Btn"};
    return ends_with_any(element.name, kButtons) && !element.name.ends_with("RadioButton");
  }

  // Handlers by name, and ids: what the developer calls the thing.
  void add_names(const Element& element) {
    if (const Attribute* handler = element.find(id::kOnClick, "onClick");
        handler != nullptr && !handler->text.empty())
      add_name(handler->text, element);
    if (const Attribute* own = element.find(id::kId, "id"); own != nullptr && resources_.may_be_id(own->data))
      add_name(resources_.key_of(own->data), element);
  }

  void add_name(std::string_view name, const Element& element) {
    if (name.empty() || !out_.wants(name)) return out_.count(Kind::kIdentifier, name.empty() ? 0 : 1);
    Evidence item;
    item.kind = Kind::kIdentifier;
    item.text = text::to_valid_utf8(name);
    place(item, element);
    out_.add(std::move(item));
  }

  void place(Evidence& item, const Element& element) const {
    item.module = module_;
    item.at.entry = entry_;
    item.at.line = element.line;
  }

  const axml::Document& document_;
  const std::string& entry_;
  const std::string& name_;
  const Resources& resources_;
  Collector& out_;
  FormFields fields_;
  uint32_t module_ = evidence::kNoModule;
  bool is_menu_ = false;
  std::vector<bool> gone_;  // by element, as far as read
};

bool is_of_a_screen(std::string_view layout) {
  return layout.starts_with("layout/activity") || layout.starts_with("layout/act_") ||
         layout.starts_with("layout/fragment") || layout.starts_with("layout/ac_");
}

}  // namespace

void read_layout(const axml::Document& document, const std::string& entry, const std::string& name,
                 const Resources& resources, Collector& out) {
  LayoutReader(document, entry, name, resources, out).read();
}

// Of several layouts that one is meant which is named as a screen's; of several such none can be told.
void give_titles(evidence::EvidenceSet& set) {
  struct Found {
    uint32_t layouts = 0, screens = 0;
    uint32_t title = evidence::kNoModule, screen_title = evidence::kNoModule;
  };
  std::vector<Found> found(set.modules.size());
  for (const evidence::Edge& edge : set.edges) {
    if (edge.kind != evidence::EdgeKind::kIncludes || set.modules[edge.to].kind != ModuleKind::kLayout)
      continue;
    Found& of = found[edge.from];
    const evidence::Module& layout = set.modules[edge.to];
    ++of.layouts;
    if (!layout.title.empty()) of.title = edge.to;
    if (!is_of_a_screen(layout.id)) continue;
    ++of.screens;
    if (!layout.title.empty()) of.screen_title = edge.to;
  }
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    evidence::Module& module = set.modules[m];
    const bool screen = module.kind == ModuleKind::kPage || module.kind == ModuleKind::kComponent;
    if (!screen || !module.title.empty()) continue;
    const uint32_t from = found[m].screens == 1   ? found[m].screen_title
                          : found[m].layouts == 1 ? found[m].title
                                                  : evidence::kNoModule;
    if (from != evidence::kNoModule) module.title = set.modules[from].title;
  }
}

}  // namespace jianfu::platforms::android
