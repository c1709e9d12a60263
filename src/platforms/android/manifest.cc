#include "platforms/android/manifest.h"

#include <algorithm>
#include <array>

#include "formats/axml/attribute_ids.h"

namespace jianfu::platforms::android {
namespace {

using formats::axml::Attribute;
using formats::axml::Document;
using formats::axml::Element;
namespace id = formats::axml::attribute;

constexpr std::array<std::string_view, 5> kComponents = {"activity", "activity-alias", "service", "receiver", "provider"};

// ".Foo" → package + ".Foo"; "Foo" → package + "." + "Foo" (formats.md §2.7).
std::string full_name(const std::string& package, const std::string& name) {
  if (name.empty() || name.find('.') == std::string::npos) return name.empty() ? name : package + "." + name;
  return name.front() == '.' ? package + name : name;
}

class ManifestReader {
 public:
  ManifestReader(const Document& document, const Resources& resources) : document_(document), resources_(resources) {}

  Manifest read() {
    out_.pool_strings = document_.pool_strings;
    out_.mapped_ids = document_.mapped_ids;
    out_.anomalies = document_.anomalies;
    for (const Element& element : document_.elements) {
      if (element.name == "manifest") out_.package = text(element, 0, "package");
    }
    for (size_t i = 0; i < document_.elements.size(); ++i) read_element(document_.elements[i]);
    return std::move(out_);
  }

 private:
  std::string text(const Element& element, uint32_t attribute, std::string_view name) const {
    const Attribute* found = element.find(attribute, name);
    return found == nullptr ? std::string() : resources_.show(*found);
  }
  bool is_true(const Element& element, uint32_t attribute, std::string_view name, bool otherwise) const {
    const Attribute* found = element.find(attribute, name);
    return found == nullptr ? otherwise : found->data != 0 || found->text == "true";
  }

  void read_element(const Element& element) {
    const std::string& tag = element.name;
    if (tag == "manifest") {
      out_.version_name = text(element, id::kVersionName, "versionName");
      out_.version_code = text(element, id::kVersionCode, "versionCode");
      out_.split = text(element, 0, "split");
    } else if (tag == "uses-sdk") {
      out_.min_sdk = text(element, id::kMinSdkVersion, "minSdkVersion");
      out_.target_sdk = text(element, id::kTargetSdkVersion, "targetSdkVersion");
    } else if (tag == "uses-permission" || tag == "uses-permission-sdk-23") {
      out_.permissions.push_back({text(element, id::kName, "name"), element.line});
    } else if (tag == "permission") {
      ++out_.declared_permissions;
    } else if (tag == "application") {
      read_application(element);
    } else if (std::find(kComponents.begin(), kComponents.end(), tag) != kComponents.end()) {
      read_component(element);
    } else if (tag == "meta-data") {
      out_.meta_data.emplace_back(text(element, id::kName, "name"), text(element, id::kValue, "value"));
    } else if (tag == "action" || tag == "category" || tag == "data") {
      read_filter(element);
    }
  }

  void read_application(const Element& element) {
    out_.application = full_name(out_.package, text(element, id::kName, "name"));
    out_.label = text(element, id::kLabel, "label");
    out_.debuggable = is_true(element, id::kDebuggable, "debuggable", false);
    out_.cleartext = is_true(element, id::kUsesCleartextTraffic, "usesCleartextTraffic", false);
  }

  void read_component(const Element& element) {
    Component component;
    component.kind = element.name;
    component.name = full_name(out_.package, text(element, id::kName, "name"));
    component.target = full_name(out_.package, text(element, id::kTargetActivity, "targetActivity"));
    component.label = text(element, id::kLabel, "label");
    component.exported = is_true(element, id::kExported, "exported", false);
    component.enabled = is_true(element, id::kEnabled, "enabled", true);
    component.line = element.line;
    out_.components.push_back(std::move(component));
  }

  // Children of an intent filter come right behind their component; elements are in document order.
  void read_filter(const Element& element) {
    if (out_.components.empty() || element.parent < 0) return;
    if (document_.elements[static_cast<size_t>(element.parent)].name != "intent-filter") return;
    Component& component = out_.components.back();
    const std::string name = text(element, id::kName, "name");
    if (element.name == "category") {
      component.launcher |= name == "android.intent.category.LAUNCHER" || name == "android.intent.category.LEANBACK_LAUNCHER";
      return;
    }
    component.exported = true;
    if (element.name == "action") {
      component.actions.push_back(name);
      return;
    }
    const std::string scheme = text(element, id::kScheme, "scheme");
    if (scheme.empty()) return;
    component.links.push_back(scheme + "://" + text(element, id::kHost, "host") + text(element, id::kPath, "path") +
                              text(element, id::kPathPrefix, "pathPrefix"));
  }

  const Document& document_;
  const Resources& resources_;
  Manifest out_;
};

}  // namespace

Manifest read_manifest(const Document& document, const Resources& resources) { return ManifestReader(document, resources).read(); }

}  // namespace jianfu::platforms::android
