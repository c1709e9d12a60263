#include "platforms/android/components.h"

#include <utility>

#include "platforms/shared/facts.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;

constexpr std::string_view kEntry = "AndroidManifest.xml";

Evidence at(Kind kind, std::string_view text, uint32_t line) {
  Evidence item;
  item.kind = kind;
  item.text = text::to_valid_utf8(text);
  item.at.entry = kEntry;
  item.at.line = line;
  return item;
}

void add_component(const Component& component, uint32_t module, Collector& out) {
  Evidence item = at(Kind::kComponent, component.name, component.line);
  item.module = module;
  item.arguments.push_back({"kind", component.kind});
  for (const std::string& action : component.actions)
    item.arguments.push_back({"action", text::to_valid_utf8(action)});
  out.add(std::move(item));
  if (!component.label.empty()) {
    Evidence title = at(Kind::kText, component.label, component.line);
    title.role = evidence::Role::kTitle;
    title.module = module;
    out.add(std::move(title));
  }
  for (const std::string& link : component.links) {
    Evidence route = at(Kind::kRoute, link, component.line);
    route.module = module;
    out.add(std::move(route));
  }
}

void fact(Collector& out, std::string text) {
  add_fact(out, std::move(text), std::string(kEntry));
}

}  // namespace

void add_identity(const Manifest& manifest, Package& package, Collector& out) {
  package.id = text::to_valid_utf8(manifest.package);
  package.name = text::to_valid_utf8(manifest.label);
  package.version = text::to_valid_utf8(manifest.version_name);
  for (const Permission& permission : manifest.permissions)
    out.add(at(Kind::kPermission, permission.name, permission.line));
  if (!manifest.target_sdk.empty()) fact(out, "targetSdk=" + manifest.target_sdk);
  if (!manifest.min_sdk.empty()) fact(out, "minSdk=" + manifest.min_sdk);
  if (manifest.debuggable) fact(out, "debuggable");
  if (manifest.cleartext) fact(out, "usesCleartextTraffic");
  if (!manifest.split.empty()) fact(out, "split " + manifest.split);
  for (const std::string& anomaly : manifest.anomalies) fact(out, anomaly);
}

void add_components(const Manifest& manifest, const Code& code, Collector& out) {
  bool missing_class = false;
  for (const Component& component : manifest.components) {
    const std::string& class_name = component.kind == "activity-alias" ? component.target : component.name;
    if (class_name.empty()) continue;
    missing_class |= component.kind != "activity-alias" && !code.has_class(class_name);
    const bool screen = component.kind.starts_with("activity");
    const uint32_t module =
        out.module(outer_class(class_name), screen ? ModuleKind::kPage : ModuleKind::kService, kEntry);
    evidence::Module& made = out.at(module);
    made.kind = screen ? ModuleKind::kPage : ModuleKind::kService;
    if (made.title.empty() && screen) made.title = text::to_valid_utf8(component.label);
    if (component.launcher && component.enabled) made.entry = true;
    if (component.exported && component.enabled) made.reach = evidence::Reach::kYes;
    add_component(component, module, out);
  }
  if (!manifest.application.empty()) {
    evidence::Module& app = out.at(out.module(manifest.application, ModuleKind::kApp, kEntry));
    app.kind = ModuleKind::kApp;
    app.entry = true;
  }
  if (missing_class) fact(out, "component-without-class");
}

}  // namespace jianfu::platforms::android
