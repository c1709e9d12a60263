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

Evidence at(const Manifest& manifest, Kind kind, std::string_view text, uint32_t line) {
  Evidence item;
  item.kind = kind;
  item.text = text::to_valid_utf8(text);
  item.at.entry = manifest.entry;
  item.at.line = line;
  return item;
}

void add_component(const Manifest& manifest, const Component& component, uint32_t module, Collector& out) {
  Evidence item = at(manifest, Kind::kComponent, component.name, component.line);
  item.module = module;
  item.arguments.push_back({"kind", component.kind});
  for (const std::string& action : component.actions)
    item.arguments.push_back({"action", text::to_valid_utf8(action)});
  out.add(std::move(item));
  if (!component.label.empty()) {
    Evidence title = at(manifest, Kind::kText, component.label, component.line);
    title.role = evidence::Role::kTitle;
    title.module = module;
    out.add(std::move(title));
  }
  for (const std::string& link : component.links) {
    Evidence route = at(manifest, Kind::kRoute, link, component.line);
    route.module = module;
    out.add(std::move(route));
  }
}

}  // namespace

void add_permissions(const Manifest& manifest, Collector& out) {
  for (const Permission& permission : manifest.permissions)
    out.add(at(manifest, Kind::kPermission, permission.name, permission.line));
}

void add_identity(const Manifest& manifest, Package& package, Collector& out) {
  package.id = text::to_valid_utf8(manifest.package);
  package.name = text::to_valid_utf8(manifest.label);
  package.version = text::to_valid_utf8(manifest.version_name);
  add_permissions(manifest, out);
  if (!manifest.target_sdk.empty()) add_fact(out, "targetSdk=" + manifest.target_sdk, manifest.entry);
  if (!manifest.min_sdk.empty()) add_fact(out, "minSdk=" + manifest.min_sdk, manifest.entry);
  if (manifest.debuggable) add_fact(out, "debuggable", manifest.entry);
  if (manifest.cleartext) add_fact(out, "usesCleartextTraffic", manifest.entry);
  if (!manifest.split.empty()) add_fact(out, "split " + manifest.split, manifest.entry);
  for (const std::string& anomaly : manifest.anomalies) add_fact(out, anomaly, manifest.entry);
}

void add_components(const Manifest& manifest, const HasClass& has_class, Collector& out) {
  bool missing_class = false;
  for (const Component& component : manifest.components) {
    const std::string& class_name = component.kind == "activity-alias" ? component.target : component.name;
    if (class_name.empty()) continue;
    missing_class |= component.kind != "activity-alias" && !has_class(class_name);
    const bool screen = component.kind.starts_with("activity");
    const uint32_t module = out.module(outer_class(class_name),
                                       screen ? ModuleKind::kPage : ModuleKind::kService, manifest.entry);
    evidence::Module& made = out.at(module);
    made.kind = screen ? ModuleKind::kPage : ModuleKind::kService;
    if (made.title.empty() && screen) made.title = text::to_valid_utf8(component.label);
    if (component.launcher && component.enabled) made.entry = true;
    if (component.exported && component.enabled) made.reach = evidence::Reach::kYes;
    add_component(manifest, component, module, out);
  }
  if (!manifest.application.empty()) {
    evidence::Module& app = out.at(out.module(manifest.application, ModuleKind::kApp, manifest.entry));
    app.kind = ModuleKind::kApp;
    app.entry = true;
  }
  if (missing_class) add_fact(out, "component-without-class", manifest.entry);
}

}  // namespace jianfu::platforms::android
