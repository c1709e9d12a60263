#include "platforms/android/components.h"

#include <algorithm>
#include <set>
#include <utility>

#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Reach;
using evidence::Role;

constexpr size_t kMostAbis = 16;

// Where everything of one manifest goes, and the place it stands at.
struct Told {
  Collector& to;
  const std::string& place;
  void add(Evidence item) const { to.add(std::move(item)); }
};

Evidence at(const Told& out, Kind kind, std::string_view text, uint32_t line) {
  Evidence item;
  item.kind = kind;
  item.text = text::to_valid_utf8(text);
  item.at.entry = out.place;
  item.at.line = line;
  return item;
}

void argue(Evidence& item, std::string_view name, std::string_view value) {
  if (!value.empty()) item.arguments.push_back({std::string(name), text::to_valid_utf8(value)});
}

void fact(const Told& out, std::string text, uint32_t line = 0) {
  add_fact(out.to, std::move(text), out.place, line);
}
void fact_if(const Told& out, bool says, std::string text) {
  if (says) fact(out, std::move(text));
}
void fact_of(const Told& out, std::string_view name, const std::string& value) {
  if (!value.empty()) fact(out, std::string(name) + "=" + value);
}

void add_shown(const Told& out, Kind kind, Role role, const Shown& shown, uint32_t line, uint32_t module) {
  if (shown.empty()) return;
  Evidence item = shown_evidence(kind, role, shown, out.place, line);
  item.module = module;
  out.add(std::move(item));
}

// ---- permissions ----

void tell_permissions(const Manifest& manifest, const Told& out) {
  for (const Permission& permission : manifest.permissions) {
    Evidence item = at(out, Kind::kPermission, permission.name, permission.line);
    if (permission.tag != "uses-permission") argue(item, "tag", permission.tag);
    argue(item, "minSdk", permission.min_sdk);
    argue(item, "maxSdk", permission.max_sdk);
    if (permission.never_for_location) argue(item, "flags", "neverForLocation");
    out.add(std::move(item));
  }
  for (const DeclaredPermission& declared : manifest.declared) {
    Evidence item = at(out, Kind::kFact, "declares-" + declared.tag + " " + declared.name, declared.line);
    argue(item, "protection", declared.protection);
    argue(item, "group", declared.group);
    argue(item, "label", declared.label.text);
    out.add(std::move(item));
    for (const Shown* shown : {&declared.label, &declared.description}) {
      if (shown->empty()) continue;
      Evidence purpose = shown_evidence(Kind::kPurpose, Role::kNone, *shown, out.place, declared.line);
      argue(purpose, "permission", declared.name);
      out.add(std::move(purpose));
    }
  }
}

// ---- the package ----

void add_sdks(const Manifest& manifest, const Told& out) {
  fact_of(out, "targetSdk", manifest.target_sdk);
  fact_of(out, "minSdk", manifest.min_sdk);
  fact_of(out, "maxSdk", manifest.max_sdk);
  fact_of(out, "compileSdk", manifest.compile_sdk);
  fact_of(out, "versionCode", manifest.version_code);
  fact_of(out, "sharedUserId", manifest.shared_user);
  if (!manifest.split.empty()) fact(out, "split " + manifest.split);
  if (!manifest.config_for_split.empty()) fact(out, "config-for-split " + manifest.config_for_split);
  fact_if(out, manifest.split_required || !manifest.required_splits.empty(), "split-required");
}

void add_application(const ApplicationInfo& app, const Told& out) {
  fact_of(out, "application", app.name);
  fact_of(out, "appComponentFactory", app.component_factory);
  fact_of(out, "backupAgent", app.backup_agent);
  fact_if(out, app.debuggable, "debuggable");
  fact_if(out, app.test_only, "testOnly");
  fact_if(out, app.cleartext, "usesCleartextTraffic");
  fact_if(out, app.found && app.allow_backup.value_or(true), "allowBackup");
  fact_if(out, app.backup_content != 0, "fullBackupContent");
  fact_if(out, app.extraction_rules != 0, "dataExtractionRules");
  fact_if(out, app.legacy_storage, "requestLegacyExternalStorage");
  fact_if(out, app.network_security != 0, "networkSecurityConfig");
  fact_if(out, app.found && !app.has_code, "hasCode=false");
  fact_if(out, !app.enabled, "application-disabled");
  add_shown(out, Kind::kText, Role::kTitle, app.label, app.line, evidence::kNoModule);
  add_shown(out, Kind::kText, role_by_length(app.description.text, Role::kMessage), app.description, app.line,
            evidence::kNoModule);
}

void add_needs(const Manifest& manifest, const Told& out) {
  for (const Need& need : manifest.needs) {
    Evidence item = at(out, Kind::kFact, need.tag + " " + need.name, need.line);
    if (!need.required) argue(item, "required", "false");
    out.add(std::move(item));
  }
  for (const Query& query : manifest.queries)
    fact(out, "queries-" + query.kind + " " + query.name, query.line);
}

// Keys and settings of SDKs. An address among them is an endpoint, a Chinese text may be shown.
void add_meta_data(const std::vector<MetaData>& list, const std::string& owner, uint32_t module,
                   const Told& out) {
  for (const MetaData& meta : list) {
    if (meta.name.empty()) continue;
    Evidence item = at(out, Kind::kFact, "meta-data " + meta.name, meta.line);
    item.module = module;
    argue(item, "component", owner);
    argue(item, "value", meta.value);
    out.add(std::move(item));
    const bool address = looks_like_endpoint(meta.value), han = holds_han(meta.value);
    if (!address && !han) continue;
    Evidence value = at(out, address ? Kind::kEndpoint : Kind::kText, meta.value, meta.line);
    if (!address) value.role = role_by_length(value.text, Role::kUnknown);
    value.module = module;
    out.add(std::move(value));
  }
}

// ---- components ----

void add_links(const Component& component, uint32_t module, const Told& out) {
  for (const IntentFilter& filter : component.filters) {
    bool cut = false;
    for (const std::string& link : links_of(filter, kMostLinks, cut)) {
      Evidence route = at(out, Kind::kRoute, link, filter.line);
      route.module = module;
      if (filter.from_the_web()) argue(route, "browsable", "true");
      if (filter.verified) argue(route, "verified", "true");
      if (!component.exported || !component.enabled) route.dormant = true;
      out.add(std::move(route));
    }
    if (cut) fact(out, "manifest-many-links " + component.name, filter.line);
  }
}

void argue_all(Evidence& item, std::string_view name, const std::vector<std::string>& values) {
  for (const std::string& value : values) argue(item, name, value);
}

void add_component(const Component& component, uint32_t module, const Told& out) {
  Evidence item = at(out, Kind::kComponent, component.name, component.line);
  item.module = module;
  item.dormant = !component.enabled;
  argue(item, "kind", component.kind);
  argue(item, "target", component.target);
  argue(item, "exported", component.exported ? "true" : "false");
  if (!component.enabled) argue(item, "enabled", "false");
  argue(item, "permission", component.permission);
  argue(item, "readPermission", component.read_permission);
  argue(item, "writePermission", component.write_permission);
  argue(item, "process", component.process);
  argue(item, "authorities", component.authorities);
  argue(item, "launchMode", component.launch_mode);
  argue_all(item, "foregroundServiceType", component.foreground_types);
  for (const IntentFilter& filter : component.filters) {
    argue_all(item, "action", filter.actions);
    argue_all(item, "category", filter.categories);
    argue_all(item, "mimeType", filter.mime_types);
  }
  out.add(std::move(item));
}

// What a service of the system's (accessibility, device owner …) tells people before they allow it is why it
// asks.
bool asks_people(const Component& component) {
  return component.permission.starts_with("android.permission.BIND_");
}

void add_texts(const Component& component, uint32_t module, const Told& out) {
  add_shown(out, Kind::kText, component.is_screen() ? Role::kTitle : Role::kLabel, component.label,
            component.line, module);
  const Role role = role_by_length(component.description.text, Role::kMessage);
  if (asks_people(component))
    add_shown(out, Kind::kPurpose, Role::kNone, component.description, component.line, module);
  else
    add_shown(out, Kind::kText, role, component.description, component.line, module);
}

// Broadcasts of the system reach receivers that are not exported too.
bool is_reached(const Component& component) {
  return component.enabled &&
         (component.exported || (component.kind == "receiver" && !component.filters.empty()));
}

uint32_t make_module(const Component& component, const Told& out) {
  const ModuleKind kind = component.is_screen() ? ModuleKind::kPage : ModuleKind::kService;
  const uint32_t module = out.to.module(outer_class(component.class_name()), kind, out.place);
  evidence::Module& made = out.to.at(module);
  made.kind = kind;
  if (made.title.empty() && component.is_screen()) made.title = component.label.text;
  if (component.launcher && component.enabled) made.entry = true;
  if (is_reached(component)) made.reach = Reach::kYes;
  return module;
}

void add_application_module(const Manifest& manifest, const Told& out) {
  if (manifest.application.name.empty()) return;
  evidence::Module& app = out.to.at(out.to.module(manifest.application.name, ModuleKind::kApp, out.place));
  app.kind = ModuleKind::kApp;
  app.entry = true;
}

// "Up" of a screen leads to its parent.
void add_parents(const Manifest& manifest, const Told& out) {
  for (const Component& component : manifest.components) {
    if (component.parent.empty()) continue;
    const uint32_t from = module_of(component, out.to),
                   to = out.to.find_module(outer_class(component.parent));
    if (from == evidence::kNoModule || to == evidence::kNoModule || from == to) continue;
    out.to.edge(evidence::EdgeKind::kOpens, from, to, out.place, component.line);
  }
}

}  // namespace

Evidence shown_evidence(Kind kind, Role role, const Shown& shown, const std::string& entry, uint32_t line) {
  Evidence item;
  item.kind = kind;
  item.role = role;
  item.text = shown.text;
  item.at.entry = entry;
  item.at.line = line;
  item.at.resource = shown.resource;
  item.at.locale = shown.locale;
  item.translations = shown.translations;
  return item;
}

void add_abis(const Entries& entries, Collector& out) {
  std::set<std::string, std::less<>> seen;
  for (size_t i = 0; i < entries.size() && seen.size() < kMostAbis; ++i) {
    const std::string_view name = entries.at(i).name;
    if (!name.starts_with("lib/") || !name.ends_with(".so")) continue;
    const std::string_view abi = name.substr(4, std::min(name.find('/', 4), name.size()) - 4);
    if (abi.find('/') != std::string_view::npos || !seen.emplace(abi).second) continue;
    add_fact(out, "abi " + std::string(abi), entries.name(i));
  }
}

namespace {

void name_filter(const IntentFilter& filter, uint32_t module, Links& links) {
  for (const std::string& action : filter.actions) {
    if (!action.starts_with("android.")) links.add_name(action, module);
  }
  bool cut = false;
  for (const std::string& link : links_of(filter, kMostLinks, cut)) links.add_name(link, module);
}

}  // namespace

void name_components(const Manifest& manifest, const Collector& out, Links& links) {
  for (const Component& component : manifest.components) {
    const uint32_t module = module_of(component, out);
    if (module == evidence::kNoModule) continue;
    if (component.kind == "activity-alias") links.add_name(component.name, module);
    for (const IntentFilter& filter : component.filters) name_filter(filter, module, links);
  }
}

uint32_t module_of(const Component& component, const Collector& out) {
  return out.find_module(outer_class(component.class_name()));
}

void add_identity(const Manifest& manifest, Package& package) {
  package.id = manifest.package;
  package.name = manifest.application.label.text;
  package.version = manifest.version_name;
}

void add_permissions(const Manifest& manifest, Collector& out) {
  tell_permissions(manifest, {out, manifest.place});
}

void add_demands(const Manifest& manifest, Collector& collector) {
  const Told out{collector, manifest.place};
  tell_permissions(manifest, out);
  add_sdks(manifest, out);
  add_application(manifest.application, out);
  add_needs(manifest, out);
  add_meta_data(manifest.application.meta_data, "", evidence::kNoModule, out);
  for (const std::string& anomaly : manifest.anomalies) fact(out, anomaly);
}

void add_components(const Manifest& manifest, Collector& collector) {
  const Told out{collector, manifest.place};
  for (const Component& component : manifest.components) {
    if (component.class_name().empty()) continue;
    const uint32_t module = make_module(component, out);
    add_component(component, module, out);
    add_texts(component, module, out);
    add_links(component, module, out);
    add_meta_data(component.meta_data, component.name, module, out);
  }
  add_application_module(manifest, out);
  add_parents(manifest, out);
}

}  // namespace jianfu::platforms::android
