#include "platforms/android/manifest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "formats/axml/attribute_ids.h"
#include "formats/axml/chunk.h"

namespace jianfu::platforms::android {
namespace {

using formats::axml::Document;
using formats::axml::Element;
namespace id = formats::axml::attribute;

constexpr uint32_t kUnreleased = 10'000;         // what Android compares a codename with
constexpr uint32_t kProvidersPrivateSince = 17;  // target SDKs from which on a rule changed
constexpr uint32_t kCleartextOffSince = 28;
constexpr uint32_t kExportedMustBeSaidSince = 31;

constexpr std::array<std::string_view, 5> kComponents = {"activity", "activity-alias", "service", "receiver",
                                                         "provider"};
constexpr std::array<std::string_view, 3> kUsesPermission = {"uses-permission", "uses-permission-sdk-23",
                                                             "uses-permission-sdk-m"};
constexpr std::array<std::string_view, 3> kDeclares = {"permission", "permission-group", "permission-tree"};
constexpr std::array<std::string_view, 5> kNeeds = {"uses-feature", "uses-library", "uses-native-library",
                                                    "uses-static-library", "instrumentation"};

struct Bit {
  uint32_t bit;
  std::string_view name;
};
constexpr std::array kForegroundTypes = {
    Bit{0x1, "dataSync"},          Bit{0x2, "mediaPlayback"},      Bit{0x4, "phoneCall"},
    Bit{0x8, "location"},          Bit{0x10, "connectedDevice"},   Bit{0x20, "mediaProjection"},
    Bit{0x40, "camera"},           Bit{0x80, "microphone"},        Bit{0x100, "health"},
    Bit{0x200, "remoteMessaging"}, Bit{0x400, "systemExempted"},   Bit{0x800, "shortService"},
    Bit{0x1000, "fileManagement"}, Bit{0x2000, "mediaProcessing"}, Bit{0x40000000, "specialUse"},
};
constexpr std::array<std::string_view, 5> kProtections = {"normal", "dangerous", "signature",
                                                          "signatureOrSystem", "internal"};
constexpr std::array<std::string_view, 5> kLaunchModes = {"standard", "singleTop", "singleTask",
                                                          "singleInstance", "singleInstancePerTask"};
constexpr std::array<std::string_view, 5> kParts = {"intent-filter", "action", "category", "data",
                                                    "meta-data"};
constexpr uint32_t kNeverForLocation = 0x00010000;

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// ".Foo" → package + ".Foo"; "Foo" → package + "." + "Foo" (formats.md §2.7).
std::string full_name(const std::string& package, std::string name) {
  if (name.empty() || (name.front() != '.' && name.find('.') != std::string::npos)) return name;
  return name.front() == '.' ? package + name : package + "." + name;
}

// "33" → 33, "Tiramisu" → what is always newer, "" → `otherwise`.
uint32_t sdk_number(std::string_view text, uint32_t otherwise) {
  if (text.empty()) return otherwise;
  uint32_t out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? out : kUnreleased;
}

class ManifestReader {
 public:
  ManifestReader(const Document& document, const Resources& resources)
      : document_(document), values_(resources) {}

  Manifest read() {
    out_.pool_strings = document_.pool_strings;
    out_.mapped_ids = document_.mapped_ids;
    out_.anomalies = document_.anomalies;
    read_identity();
    scopes_.reserve(document_.elements.size());
    for (const Element& element : document_.elements) read_element(element);
    for (Component& component : out_.components) settle(component);
    return std::move(out_);
  }

 private:
  // What an element stands in: indices of the component and of its filter, -1 for none. Found from the
  // parent's in one pass, so that no depth of nesting costs anything.
  struct Scope {
    int32_t component = -1, filter = -1;
    uint32_t depth = 0;
    bool queries = false;
  };

  void note(std::string_view id) { formats::axml::note_once(out_.anomalies, id); }

  std::string text(const Element& element, uint32_t attribute, std::string_view name) const {
    return values_.text(element, attribute, name);
  }
  bool is_true(const Element& element, uint32_t attribute, std::string_view name, bool otherwise) const {
    return values_.truth(element, attribute, name).value_or(otherwise);
  }

  // The root and the SDKs come first: names and defaults of everything else hang on them. Of two roots the
  // first counts.
  void read_identity() {
    bool found = false, sdk = false;
    for (const Element& element : document_.elements) {
      if (element.name == "manifest" && !found) {
        found = true;
        read_root(element);
      } else if (element.name == "uses-sdk" && !sdk) {
        sdk = true;
        out_.min_sdk = text(element, id::kMinSdkVersion, "minSdkVersion");
        out_.target_sdk = text(element, id::kTargetSdkVersion, "targetSdkVersion");
        out_.max_sdk = text(element, id::kMaxSdkVersion, "maxSdkVersion");
      }
    }
    out_.target = sdk_number(out_.target_sdk, sdk_number(out_.min_sdk, 1));
  }

  void read_root(const Element& element) {
    out_.package = text(element, 0, "package");
    out_.version_name = text(element, id::kVersionName, "versionName");
    out_.version_code = text(element, id::kVersionCode, "versionCode");
    out_.shared_user = text(element, id::kSharedUserId, "sharedUserId");
    out_.compile_sdk = text(element, id::kCompileSdkVersion, "compileSdkVersion");
    if (out_.compile_sdk.empty()) out_.compile_sdk = text(element, 0, "platformBuildVersionCode");
    out_.split = text(element, 0, "split");
    out_.config_for_split = text(element, 0, "configForSplit");
    out_.required_splits = text(element, id::kRequiredSplitTypes, "requiredSplitTypes");
    out_.split_required = is_true(element, 0, "isSplitRequired", false);
  }

  void read_element(const Element& element) {
    Scope scope = scope_around(element);
    const std::string& tag = element.name;
    if (tag == "queries") {
      scope.queries = true;
    } else if (scope.queries) {
      read_query(element);
    } else if (is_one_of(kComponents, tag)) {
      if (element.parent < 0 || document_.elements[static_cast<size_t>(element.parent)].name != "application")
        note("manifest-nested-component");
      scope.component = static_cast<int32_t>(out_.components.size());
      scope.filter = -1;
      read_component(element);
    } else if (scope.component >= 0) {
      read_inside(element, scope);
    } else {
      read_toplevel(element);
    }
    if (is_flat(scope) && scope.component >= 0) flat_ = scope;
    scopes_.push_back(scope);
  }

  // Below the deepest level that the parser keeps apart, all elements are children of one: there a
  // component's parts are what comes behind it.
  static bool is_flat(const Scope& scope) { return scope.depth >= Limits{}.nesting; }

  Scope scope_around(const Element& element) const {
    if (element.parent < 0) return {};
    Scope scope = scopes_[static_cast<size_t>(element.parent)];
    ++scope.depth;
    const bool part = is_one_of(kParts, element.name);
    return is_flat(scope) && part && flat_.component >= 0 ? flat_ : scope;
  }

  void read_toplevel(const Element& element) {
    const std::string& tag = element.name;
    if (is_one_of(kUsesPermission, tag)) {
      read_uses_permission(element);
    } else if (is_one_of(kDeclares, tag)) {
      read_declared(element);
    } else if (is_one_of(kNeeds, tag)) {
      read_need(element);
    } else if (tag == "application") {
      read_application(element);
    } else if (tag == "meta-data") {
      out_.application.meta_data.push_back(meta_data(element));
    }
  }

  void read_uses_permission(const Element& element) {
    Permission permission;
    permission.tag = element.name;
    permission.name = text(element, id::kName, "name");
    permission.min_sdk = text(element, id::kMinSdkVersion, "minSdkVersion");
    permission.max_sdk = text(element, id::kMaxSdkVersion, "maxSdkVersion");
    const uint32_t flags =
        values_.number(element, id::kUsesPermissionFlags, "usesPermissionFlags").value_or(0);
    permission.never_for_location = (flags & kNeverForLocation) != 0;
    permission.line = element.line;
    if (permission.name.empty()) return note("manifest-empty-permission");
    out_.permissions.push_back(std::move(permission));
  }

  void read_declared(const Element& element) {
    DeclaredPermission declared;
    declared.tag = element.name;
    declared.name = text(element, id::kName, "name");
    declared.group = text(element, id::kPermissionGroup, "permissionGroup");
    const uint32_t level = values_.number(element, id::kProtectionLevel, "protectionLevel").value_or(0) & 0xF;
    if (level < kProtections.size()) declared.protection = kProtections[level];
    declared.label = values_.shown(element, id::kLabel, "label");
    declared.description = values_.shown(element, id::kDescription, "description");
    declared.line = element.line;
    out_.declared.push_back(std::move(declared));
  }

  void read_need(const Element& element) {
    Need need;
    need.tag = element.name;
    need.name = text(element, id::kName, "name");
    if (need.name.empty() && element.name == "uses-feature") {
      const uint32_t gles = values_.number(element, id::kGlEsVersion, "glEsVersion").value_or(0);
      need.name = "gles " + std::to_string(gles >> 16) + "." + std::to_string(gles & 0xFFFF);
    }
    need.required = is_true(element, id::kRequired, "required", true);
    need.line = element.line;
    out_.needs.push_back(std::move(need));
  }

  void read_query(const Element& element) {
    const std::string& tag = element.name;
    Query query{tag, "", element.line};
    if (tag == "package" || tag == "action") query.name = text(element, id::kName, "name");
    if (tag == "provider") query.name = text(element, id::kAuthorities, "authorities");
    if (tag == "data") {
      query.name = text(element, id::kScheme, "scheme");
      const std::string host = text(element, id::kHost, "host");
      if (!query.name.empty()) query.name += "://" + host;
    }
    if (tag == "action" || tag == "data") query.kind = "intent";
    if (!query.name.empty()) out_.queries.push_back(std::move(query));
  }

  // Of two applications the first counts on the device; what the other holds is read all the same.
  void read_application(const Element& element) {
    ApplicationInfo& app = out_.application;
    if (app.found) return note("manifest-several-applications");
    app.found = true;
    app.line = element.line;
    app.name = full_name(out_.package, text(element, id::kName, "name"));
    app.component_factory =
        full_name(out_.package, text(element, id::kAppComponentFactory, "appComponentFactory"));
    app.backup_agent = full_name(out_.package, text(element, 0, "backupAgent"));
    app.process = text(element, id::kProcess, "process");
    app.label = values_.shown(element, id::kLabel, "label");
    app.description = values_.shown(element, id::kDescription, "description");
    app.enabled = is_true(element, id::kEnabled, "enabled", true);
    app.debuggable = is_true(element, id::kDebuggable, "debuggable", false);
    app.test_only = is_true(element, id::kTestOnly, "testOnly", false);
    app.has_code = is_true(element, id::kHasCode, "hasCode", true);
    app.allow_backup = values_.truth(element, id::kAllowBackup, "allowBackup");
    app.said_cleartext = values_.truth(element, id::kUsesCleartextTraffic, "usesCleartextTraffic");
    app.cleartext = app.said_cleartext.value_or(out_.target < kCleartextOffSince);
    app.legacy_storage =
        is_true(element, id::kRequestLegacyExternalStorage, "requestLegacyExternalStorage", false);
    app.network_security = values_.reference(element, id::kNetworkSecurityConfig, "networkSecurityConfig");
    app.backup_content = values_.reference(element, id::kFullBackupContent, "fullBackupContent");
    app.extraction_rules = values_.reference(element, id::kDataExtractionRules, "dataExtractionRules");
    app.icon = values_.reference(element, id::kIcon, "icon");
  }

  void read_component(const Element& element) {
    Component component;
    component.kind = element.name;
    component.name = full_name(out_.package, text(element, id::kName, "name"));
    component.target = full_name(out_.package, text(element, id::kTargetActivity, "targetActivity"));
    component.parent = full_name(out_.package, text(element, id::kParentActivityName, "parentActivityName"));
    component.label = values_.shown(element, id::kLabel, "label");
    component.description = values_.shown(element, id::kDescription, "description");
    component.said_exported = values_.truth(element, id::kExported, "exported");
    component.enabled = is_true(element, id::kEnabled, "enabled", true);
    component.permission = text(element, id::kPermission, "permission");
    component.read_permission = text(element, id::kReadPermission, "readPermission");
    component.write_permission = text(element, id::kWritePermission, "writePermission");
    component.process = text(element, id::kProcess, "process");
    component.authorities = text(element, id::kAuthorities, "authorities");
    const std::optional<uint32_t> mode = values_.number(element, id::kLaunchMode, "launchMode");
    if (mode && *mode != 0 && *mode < kLaunchModes.size()) component.launch_mode = kLaunchModes[*mode];
    const uint32_t types =
        values_.number(element, id::kForegroundServiceType, "foregroundServiceType").value_or(0);
    for (const Bit& type : kForegroundTypes) {
      if ((types & type.bit) != 0) component.foreground_types.emplace_back(type.name);
    }
    component.line = element.line;
    out_.components.push_back(std::move(component));
  }

  void read_inside(const Element& element, Scope& scope) {
    Component& component = out_.components[static_cast<size_t>(scope.component)];
    if (element.name == "intent-filter") {
      scope.filter = static_cast<int32_t>(component.filters.size());
      IntentFilter filter;
      filter.line = element.line;
      filter.verified = is_true(element, id::kAutoVerify, "autoVerify", false);
      component.filters.push_back(std::move(filter));
    } else if (element.name == "meta-data") {
      component.meta_data.push_back(meta_data(element));
    } else if (scope.filter >= 0) {
      add_to_filter(component.filters[static_cast<size_t>(scope.filter)], element, values_);
    }
  }

  MetaData meta_data(const Element& element) const {
    MetaData out;
    out.name = text(element, id::kName, "name");
    out.value = text(element, id::kValue, "value");
    out.resource = values_.reference(element, id::kResource, "resource");
    if (out.resource == 0) out.resource = values_.reference(element, id::kValue, "value");
    out.line = element.line;
    return out;
  }

  // What hangs on more than the component's own line.
  void settle(Component& component) {
    component.enabled &= out_.application.enabled;
    if (component.name.empty()) note("manifest-unnamed-component");
    for (const IntentFilter& filter : component.filters) component.launcher |= filter.launches();
    const bool filtered = !component.filters.empty();
    const bool open_provider = component.kind == "provider" && out_.target < kProvidersPrivateSince;
    component.exported = component.said_exported.value_or(filtered || open_provider);
    if (filtered && !component.said_exported && out_.target >= kExportedMustBeSaidSince)
      note("manifest-exported-not-said");
  }

  const Document& document_;
  AttributeValues values_;
  Manifest out_;
  std::vector<Scope> scopes_;  // by element
  Scope flat_;                 // of the last element that was too deep
};

}  // namespace

uint64_t Manifest::count_declared(std::string_view tag) const {
  return static_cast<uint64_t>(std::count_if(declared.begin(), declared.end(),
                                             [&](const DeclaredPermission& one) { return one.tag == tag; }));
}

Manifest read_manifest(const Document& document, const Resources& resources) {
  return ManifestReader(document, resources).read();
}

}  // namespace jianfu::platforms::android
