#include "platforms/frontend/settings.h"

#include <utility>

#include "platforms/shared/facts.h"
#include "platforms/shared/pages.h"
#include "platforms/uniapp/manifest.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::Role;
using formats::json::Type;
using formats::json::Value;

Evidence item(Kind kind, std::string text, const Value& value, uint32_t module, const std::string& entry) {
  Evidence out;
  out.kind = kind;
  out.text = text::to_valid_utf8(text);
  out.module = module;
  out.at.entry = entry;
  out.at.line = value.line;
  out.at.column = value.column;
  return out;
}

void add_list(Collector& out, const Value& list, std::string_view prefix, const std::string& entry) {
  for (const Value& value : list.items) {
    if (!value.is(Type::kString) || value.text.empty()) continue;
    out.add(item(Kind::kPermission, std::string(prefix) + value.text, value, evidence::kNoModule, entry));
  }
}

void add_sdk(Collector& out, std::string name, const Value& value, uint32_t module, const std::string& entry) {
  Evidence sdk = item(Kind::kSdk, std::move(name), value, module, entry);
  sdk.owner = evidence::Owner::kThirdParty;
  out.add(std::move(sdk));
}

// "app-plus": what the app of the project asks of Android and iOS.
void read_app_settings(Collector& out, const Value& app, uint32_t module, const std::string& entry) {
  for (const auto& [name, value] : app["modules"].members) add_sdk(out, "uni-app " + name, value, module, entry);
  for (const auto& [name, value] : app["nativePlugins"].members)
    add_sdk(out, "uni-app plugin " + name, value, module, entry);
  const Value& distribute = app["distribute"];
  uniapp::add_android_permissions(out, distribute.at("android", "permissions"), entry);
  for (const auto& [name, purpose] : distribute.at("ios", "privacyDescription").members)
    uniapp::add_permission(out, name, purpose.string_or(""), entry, purpose.line);
  for (const auto& [kind, services] : distribute["sdkConfigs"].members) {
    for (const auto& [name, value] : services.members)
      add_sdk(out, "uni-app " + kind + " " + name, value, module, entry);
  }
}

}  // namespace

void read_client_settings(Collector& out, const Value& settings, uint32_t module, const std::string& entry) {
  for (const auto& [scope, value] : settings["permission"].members)
    uniapp::add_permission(out, scope, value["desc"].string_or(""), entry, value.line);
  add_list(out, settings["requiredBackgroundModes"], "requiredBackgroundModes.", entry);
  add_list(out, settings["requiredPrivateInfos"], "requiredPrivateInfos.", entry);
  add_list(out, settings["navigateToMiniProgramAppIdList"], "navigateToMiniProgram.", entry);
  for (const auto& [name, value] : settings["plugins"].members) {
    const std::string_view provider = value["provider"].string_or("");
    std::string text = "plugin " + name;
    if (!provider.empty()) text.append(" ").append(provider);
    add_sdk(out, std::move(text), value, module, entry);
  }
}

void read_uni_manifest(Collector& out, const Value& manifest, uint32_t module, const std::string& entry,
                       Package& package) {
  package.id = text::to_valid_utf8(manifest["appid"].string_or(""));
  package.name = text::to_valid_utf8(manifest["name"].string_or(""));
  package.version = text::to_valid_utf8(manifest["versionName"].string_or(""));
  if (!package.id.empty()) add_fact(out, "uni-app.id " + package.id, entry, manifest["appid"].line);
  add_config_text(out, Role::kTitle, manifest["name"], module, entry);
  add_config_text(out, Role::kUnknown, manifest["description"], module, entry);
  for (const auto& [client, settings] : manifest.members) {
    if (!settings.is(Type::kObject)) continue;
    if (client == "app-plus" || client == "app-harmony" || client == "app") {
      read_app_settings(out, settings, module, entry);
      continue;
    }
    if (!client.starts_with("mp-") && client != "h5" && client != "web" && client != "quickapp") continue;
    const std::string_view id = settings["appid"].string_or("");
    if (!id.empty()) {
      add_fact(out, "appid " + client + " " + text::to_valid_utf8(id), entry, settings["appid"].line);
      if (package.id.empty()) package.id = text::to_valid_utf8(id);
    }
    add_config_text(out, Role::kTitle, settings["title"], module, entry);
    read_client_settings(out, settings, module, entry);
  }
}

void read_dependencies(Collector& out, const Value& package, const std::string& entry) {
  for (const auto& [name, version] : package["dependencies"].members) {
    Evidence sdk = item(Kind::kSdk, name, version, evidence::kNoModule, entry);
    sdk.owner = evidence::Owner::kThirdParty;
    if (version.is(Type::kString)) sdk.arguments.push_back({"version", text::to_valid_utf8(version.text)});
    out.add(std::move(sdk));
  }
}

}  // namespace jianfu::platforms::frontend
