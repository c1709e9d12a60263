#include "platforms/android/declared_xml.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/axml/attribute_ids.h"
#include "platforms/android/components.h"
#include "platforms/android/layouts.h"
#include "platforms/android/network_security.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::Role;
using formats::axml::Document;
using formats::axml::Element;
namespace id = formats::axml::attribute;

// What the root of such a file is called. Others (preferences …) are screens, read with the layouts.
constexpr std::array<std::string_view, 17> kRoots = {"shortcuts",
                                                     "searchable",
                                                     "accessibility-service",
                                                     "device-admin",
                                                     "appwidget-provider",
                                                     "input-method",
                                                     "spell-checker",
                                                     "account-authenticator",
                                                     "sync-adapter",
                                                     "voice-interaction-service",
                                                     "recognition-service",
                                                     "wallpaper",
                                                     "dream",
                                                     "paths",
                                                     "network-security-config",
                                                     "full-backup-content",
                                                     "data-extraction-rules"};
// Of these the text says why people should allow something.
constexpr std::array<std::string_view, 2> kAsking = {"accessibility-service", "device-admin"};

struct TextAttribute {
  uint32_t id;
  std::string_view name;
  Role role;
  bool asks;  // a purpose in the files of kAsking
};
constexpr std::array kTexts = {
    TextAttribute{id::kLabel, "label", Role::kLabel, false},
    TextAttribute{id::kTitle, "title", Role::kLabel, false},
    TextAttribute{id::kHint, "hint", Role::kLabel, false},
    TextAttribute{id::kDescription, "description", Role::kMessage, true},
    TextAttribute{id::kSummary, "summary", Role::kMessage, true},
    TextAttribute{id::kShortcutShortLabel, "shortcutShortLabel", Role::kLabel, false},
    TextAttribute{id::kShortcutLongLabel, "shortcutLongLabel", Role::kLabel, false},
    TextAttribute{id::kShortcutDisabledMessage, "shortcutDisabledMessage", Role::kMessage, false},
    TextAttribute{0, "searchButtonText", Role::kLabel, false},
    TextAttribute{0, "searchSettingsDescription", Role::kMessage, false},
    TextAttribute{0, "subtypeLabel", Role::kLabel, false},
};

// Attributes with the class of a screen that the file opens.
struct ClassAttribute {
  uint32_t id;
  std::string_view name;
};
constexpr std::array kOpened = {ClassAttribute{id::kTargetClass, "targetClass"},
                                ClassAttribute{id::kSettingsActivity, "settingsActivity"},
                                ClassAttribute{0, "configure"}};

constexpr uint32_t kMostUses = 8;  // components that one file is read for

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One file, for one component.
class DeclaredReader {
 public:
  DeclaredReader(const Document& document, const std::string& entry, uint32_t module,
                 const std::string& package, const AttributeValues& values, Collector& out)
      : document_(document), entry_(entry), module_(module), package_(package), values_(values), out_(out) {}

  void read() {
    root_ = document_.elements.front().name;
    read_root(document_.elements.front());
    for (const Element& element : document_.elements) {
      add_texts(element);
      add_targets(element);
      if (root_ == "shortcuts") read_shortcut(element);
      if (root_ == "device-admin") read_policy(element);
    }
  }

 private:
  Evidence at(Kind kind, std::string text, const Element& element) const {
    Evidence item;
    item.kind = kind;
    item.text = std::move(text);
    item.module = module_;
    item.at.entry = entry_;
    item.at.line = element.line;
    return item;
  }

  void argue(Evidence& item, const Element& element, uint32_t attribute, std::string_view name) const {
    std::string value = values_.text(element, attribute, name);
    if (!value.empty()) item.arguments.push_back({std::string(name), std::move(value)});
  }

  void read_root(const Element& element) {
    const std::string owner = module_ == kNoModule ? std::string() : " " + out_.at(module_).id;
    Evidence item = at(Kind::kFact, root_ + owner, element);
    if (root_ == "accessibility-service") {
      argue(item, element, id::kCanRetrieveWindowContent, "canRetrieveWindowContent");
      argue(item, element, 0, "canPerformGestures");
      argue(item, element, id::kPackageNames, "packageNames");
      argue(item, element, id::kIsAccessibilityTool, "isAccessibilityTool");
    } else if (root_ == "account-authenticator" || root_ == "sync-adapter") {
      argue(item, element, id::kAccountType, "accountType");
      argue(item, element, id::kContentAuthority, "contentAuthority");
    } else if (root_ == "paths" || root_ == "full-backup-content" || root_ == "data-extraction-rules") {
      return;
    }
    out_.add(std::move(item));
    if (root_ == "appwidget-provider") include_layouts(element);
  }

  // A widget's layouts are its own screen.
  void include_layouts(const Element& element) {
    for (const uint32_t attribute : {id::kInitialLayout, uint32_t{0}}) {
      const uint32_t layout =
          values_.reference(element, attribute, attribute == 0 ? "initialKeyguardLayout" : "initialLayout");
      const std::string name = values_.resources().name_of(layout);
      if (name.empty() || module_ == kNoModule) continue;
      out_.edge(EdgeKind::kIncludes, module_, out_.module(name, evidence::ModuleKind::kLayout, name), entry_,
                element.line);
    }
  }

  void add_texts(const Element& element) {
    const bool asking = is_one_of(kAsking, root_);
    for (const TextAttribute& wanted : kTexts) {
      const Shown shown = values_.shown(element, wanted.id, wanted.name);
      if (shown.empty()) continue;
      const bool purpose = asking && wanted.asks;
      Evidence item = shown_evidence(purpose ? Kind::kPurpose : Kind::kText,
                                     purpose ? Role::kNone : role_by_length(shown.text, wanted.role), shown,
                                     entry_, element.line);
      item.module = module_;
      out_.add(std::move(item));
    }
  }

  void add_targets(const Element& element) {
    for (const ClassAttribute& wanted : kOpened) {
      std::string name = values_.text(element, wanted.id, wanted.name);
      if (name.empty()) continue;
      if (name.front() == '.') name = package_ + name;
      const uint32_t target = out_.find_module(outer_class(name));
      if (target == kNoModule) continue;
      if (module_ != kNoModule && module_ != target)
        out_.edge(EdgeKind::kOpens, module_, target, entry_, element.line);
      if (root_ == "shortcuts") out_.at(target).reach = evidence::Reach::kYes;
    }
  }

  // A shortcut stands on the home screen: what it shows is in add_texts, what it opens here and in
  // add_targets.
  void read_shortcut(const Element& element) {
    if (element.name != "intent") return;
    const std::string link = values_.text(element, id::kData, "data");
    if (link.empty()) return;
    Evidence route = at(Kind::kRoute, link, element);
    argue(route, element, id::kAction, "action");
    out_.add(std::move(route));
  }

  // <uses-policies><force-lock/><wipe-data/>…: powers over the device.
  void read_policy(const Element& element) {
    if (element.parent < 0 || document_.elements[static_cast<size_t>(element.parent)].name != "uses-policies")
      return;
    out_.add(at(Kind::kFact, "device-admin-policy " + element.name, element));
  }

  const Document& document_;
  const std::string& entry_;
  uint32_t module_;
  const std::string& package_;
  const AttributeValues& values_;
  Collector& out_;
  std::string root_;
};

}  // namespace

void DeclaredXml::read() {
  for (const Component& component : manifest_.components) {
    for (const MetaData& meta : component.meta_data) {
      if (meta.resource != 0) read_of(meta.resource, module_of(component, out_));
    }
  }
  for (const MetaData& meta : manifest_.application.meta_data) {
    if (meta.resource != 0) read_of(meta.resource, kNoModule);
  }
  for (const uint32_t resource :
       {manifest_.application.backup_content, manifest_.application.extraction_rules}) {
    if (resource != 0) read_of(resource, kNoModule);
  }
  if (manifest_.application.network_security != 0) read_security(manifest_.application.network_security);
}

void DeclaredXml::read_of(uint32_t resource, uint32_t module) {
  if (values_.resources().type_of(resource) != "xml") return;
  for (const std::string& path : values_.files(part_.table, resource)) {
    Loaded* loaded = load(path);
    if (loaded != nullptr && loaded->uses++ < kMostUses) read_document(loaded->document, path, module);
  }
}

// Null when the package has no such file, or it is none of ours: read_entry comes to it later.
DeclaredXml::Loaded* DeclaredXml::load(const std::string& path) {
  const auto known = loaded_.find(path);
  if (known != loaded_.end()) return known->second.document.elements.empty() ? nullptr : &known->second;
  Loaded& made = loaded_[path];
  const std::optional<size_t> index = entries_.tree().find(part_.root + path);
  if (!index || entries_.done(*index) || !part_.is_xml(path, entries_.head(*index).bytes.view())) return nullptr;
  const std::string entry = entries_.name(*index);
  const io::Content content = entries_.load(*index);
  Result<Document> document = part_.parse_xml(content.bytes.view(), limits_);
  if (!document) {
    out_.gap(gap_of(GapReason::kCorrupt, document.error().what, entry, content.bytes.size()));
    return nullptr;
  }
  for (const Defect& defect : document->defects) out_.gap(defect, entry);
  for (const std::string& anomaly : document->anomalies) add_fact(out_, anomaly, entry);
  made.document = std::move(*document);
  return &made;
}

void DeclaredXml::read_document(const Document& document, const std::string& path, uint32_t module) {
  const std::string entry = entries_.place(part_.root + path);
  if (!is_one_of(kRoots, document.elements.front().name))
    return read_layout(document, entry, values_.resources().name_of_file(part_.table, path), values_.resources(), out_);
  DeclaredReader(document, entry, module, manifest_.package, values_, out_).read();
}

void DeclaredXml::read_security(uint32_t resource) {
  for (const std::string& path : values_.files(part_.table, resource)) {
    if (const Loaded* loaded = load(path))
      read_network_security(loaded->document, entries_.place(part_.root + path), manifest_, values_, out_);
  }
}

}  // namespace jianfu::platforms::android
