#include "platforms/quickapp/manifest.h"

#include <utility>

#include "platforms/shared/facts.h"
#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::quickapp {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Type;
using formats::json::Value;

constexpr std::string_view kDeepLink = "hap://app/";

class ManifestReader {
 public:
  ManifestReader(const std::string& entry, const Translate& translate, evidence::Collector& out)
      : entry_(entry), translate_(translate), out_(out) {}

  Manifest read(const Value& root) {
    manifest_.package = text_of(root["package"]);
    manifest_.name = translated(text_of(root["name"]));
    manifest_.version = text_of(root["versionName"]);
    read_router(root["router"]);
    make_modules();
    for (const auto& [key, filter] : filters_) read_filter(filter, module_of(key));
    read_features(root["features"], "");
    read_features(root.at("config", "background", "features"), "background.");
    for (const Value& permission : root["permissions"].items) {
      const std::string origin = text_of(permission["origin"]);
      if (!origin.empty()) add_fact(out_, "quickapp.origin " + origin, entry_, permission.line);
    }
    for (const std::string_view key : {"subpackages", "subPackages"}) read_parts(root[key]);
    read_display(root["display"]);
    read_tab_bar(root["tabBar"]);
    read_facts(root);
    add_text(Role::kTitle, root["name"], app_);
    add_text(Role::kUnknown, root["description"], app_);
    return std::move(manifest_);
  }

 private:
  static std::string text_of(const Value& value) {
    return value.is(Type::kString) || value.is(Type::kNumber) ? text::to_valid_utf8(value.text)
                                                              : std::string();
  }

  // "${message.title}" is a key of i18n.
  std::string translated(std::string text) const {
    if (!text.starts_with("${") || !text.ends_with('}') || !translate_) return text;
    std::string found = translate_(std::string_view(text).substr(2, text.size() - 3));
    return found.empty() ? text : found;
  }

  void read_router(const Value& router) {
    for (const auto& [name, page] : router["pages"].members) {
      add(name, page, false);
      if (page["filter"].is(Type::kObject)) filters_.emplace_back(name, page["filter"]);
    }
    for (const auto& [name, card] : router["widgets"].members) {
      add(name, card, true);
      cards_.emplace_back(name, card);
    }
    manifest_.entry = text_of(router["entry"]);
    if (manifest_.page(manifest_.entry) == nullptr && !manifest_.pages.empty() &&
        !manifest_.pages.front().card)
      manifest_.entry = manifest_.pages.front().name;
  }

  void add(const std::string& name, const Value& value, bool card) {
    Page page;
    page.name = text::to_valid_utf8(resolve("", name));
    const std::string component = text_of(value["component"]);
    if (!component.empty()) page.component = component;
    page.card = card;
    const std::string path = text_of(value["path"]);
    if (path.size() > 1 && !card)
      manifest_.by_path.emplace(path.starts_with('/') ? path : "/" + path, page.name);
    if (!page.name.empty()) add_page(manifest_, std::move(page));
  }

  void make_modules() {
    app_ = out_.module("app", ModuleKind::kApp, entry_);
    out_.at(app_).entry = true;
    for (const Page& page : manifest_.pages) {
      const uint32_t module = out_.module(page.name, ModuleKind::kPage, page.name);
      // Cards stand on other screens by themselves.
      if (page.card || page.name == manifest_.entry) out_.at(module).entry = true;
    }
    for (const auto& [name, card] : cards_) {
      const uint32_t module = module_of(name);
      if (module == evidence::kNoModule) continue;
      out_.at(module).title = translated(text_of(card["name"]));
      add_text(Role::kTitle, card["name"], module);
      add_text(Role::kUnknown, card["description"], module);
      read_features(card["features"], "");
    }
  }

  uint32_t module_of(std::string_view name) const {
    return out_.find_module(text::to_valid_utf8(resolve("", name)));
  }

  // {"view": {"uri": "https?://…"}}: opened from elsewhere.
  void read_filter(const Value& filter, uint32_t module) {
    for (const auto& [action, value] : filter.members) {
      Evidence route = item(Kind::kRoute, value["uri"]);
      route.module = module;
      route.arguments.push_back({"action", text::to_valid_utf8(action)});
      if (module != evidence::kNoModule) out_.at(module).entry = true;
      if (!route.text.empty()) out_.add(std::move(route));
    }
  }

  void read_features(const Value& features, std::string_view prefix) {
    for (const Value& feature : features.items) {
      const Value& name = feature.is(Type::kString) ? feature : feature["name"];
      Evidence permission = item(Kind::kPermission, name);
      if (permission.text.empty()) continue;
      permission.text = std::string(prefix) + permission.text;
      permission.at.line = feature.line;
      out_.add(std::move(permission));
    }
  }

  void read_parts(const Value& parts) {
    for (const Value& part : parts.items) {
      const std::string folder = text::to_valid_utf8(resolve("", part["resource"].string_or("")));
      const std::string name = text_of(part["name"]);
      if (!folder.empty()) manifest_.parts.emplace(folder, name.empty() ? folder : name);
    }
  }

  void read_display(const Value& display) {
    const Value& title = display["titleBarText"];
    add_text(Role::kTitle, title, app_);
    add_text(Role::kLabel, display.at("menuBarData", "shareTitle"), app_);
    add_text(Role::kUnknown, display.at("menuBarData", "shareDescription"), app_);
    for (const auto& [name, page] : display["pages"].members) {
      const uint32_t module = module_of(name);
      if (module == evidence::kNoModule) continue;
      const std::string own = translated(text_of(page["titleBarText"]));
      if (own.empty()) continue;
      out_.at(module).title = own;
      add_text(Role::kTitle, page["titleBarText"], module);
    }
    read_tab_bar(display["tabBar"]);
  }

  void read_tab_bar(const Value& bar) {
    add_tab_bar(out_, bar, entry_, [this](const std::string& path) {
      const std::string page = manifest_.page_of(path, true);
      return page.empty() ? evidence::kNoModule : out_.find_module(page);
    });
  }

  void read_facts(const Value& root) {
    add_fact(out_, "framework 快应用", entry_);
    const auto fact = [&](std::string_view name, const Value& value) {
      if (const std::string text = text_of(value); !text.empty())
        add_fact(out_, "quickapp." + std::string(name) + "=" + text, entry_, value.line);
    };
    fact("minPlatformVersion", root["minPlatformVersion"]);
    fact("toolkit", root.at("packageInfo", "toolkit"));
    for (const Value& device : root["deviceTypeList"].items) fact("device", device);
  }

  void add_text(Role role, const Value& value, uint32_t module) {
    Evidence text = item(Kind::kText, value);
    text.role = role;
    text.module = module;
    const std::string found = translated(text.text);
    if (found != text.text) {
      text.at.resource = std::move(text.text);
      text.text = found;
    }
    if (!text.text.empty()) out_.add(std::move(text));
  }

  Evidence item(Kind kind, const Value& value) const {
    Evidence out;
    out.kind = kind;
    out.text = text::to_valid_utf8(value.string_or(""));
    out.at.entry = entry_;
    out.at.line = value.line;
    out.at.column = value.column;
    return out;
  }

  const std::string& entry_;
  const Translate& translate_;
  evidence::Collector& out_;
  Manifest manifest_;
  uint32_t app_ = evidence::kNoModule;
  std::vector<std::pair<std::string, Value>> filters_, cards_;
};

}  // namespace

const Page* Manifest::page(std::string_view wanted) const {
  const auto at = by_name.find(wanted);
  return at == by_name.end() ? nullptr : &pages[at->second];
}

std::string_view Manifest::part_of(std::string_view page_name) const {
  for (std::string_view folder = page_name; !folder.empty(); folder = folder_of(folder)) {
    if (const auto at = parts.find(folder); at != parts.end()) return at->second;
  }
  return {};
}

std::string Manifest::page_of(std::string_view route, bool bare) const {
  if (route.starts_with(kDeepLink)) {
    route.remove_prefix(kDeepLink.size());
    if (package.empty() || !route.starts_with(package)) return {};
    route.remove_prefix(package.size());
    if (!route.starts_with('/')) return route.empty() || route[0] == '?' ? entry : std::string();
  }
  const std::string_view path = without_query(route);
  if (path.empty() || (!bare && path.find('/') == std::string_view::npos)) return {};
  if (path == "/") return bare ? entry : std::string();
  const auto at = by_path.find(path.starts_with('/') ? std::string(path) : "/" + std::string(path));
  return at == by_path.end() ? std::string() : at->second;
}

void add_page(Manifest& manifest, Page page) {
  if (!manifest.by_name.emplace(page.name, manifest.pages.size()).second) return;
  manifest.by_path.emplace("/" + page.name, page.name);
  manifest.pages.push_back(std::move(page));
}

Manifest read_manifest(const formats::json::Value& root, const std::string& entry, const Translate& translate,
                       evidence::Collector& out) {
  return ManifestReader(entry, translate, out).read(root);
}

}  // namespace jianfu::platforms::quickapp
