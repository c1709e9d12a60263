#include "platforms/android_source/hybrid.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "formats/json/json.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/script.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::ModuleKind;
namespace json = formats::json;

struct Framework {
  std::string_view dependency;  // or its beginning
  std::string_view name;
};
constexpr std::array kFrameworks = {
    Framework{"react-native", "React Native"},
    Framework{"@capacitor/", "Capacitor"},
    Framework{"cordova", "Cordova"},
    Framework{"@ionic/", "Ionic"},
    Framework{"expo", "Expo"},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// "SignScreen", "sign.page", "sign-page" → "sign": how routes and files of one screen agree.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : lower(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0) out += c;
  }
  for (const std::string_view end : {"screen", "page", "view", "component"}) {
    if (out.size() > end.size() && out.ends_with(end)) {
      out.resize(out.size() - end.size());
      break;
    }
  }
  return out;
}

std::string_view stem_of(std::string_view path) {
  const std::string_view stem = without_extension(base_of(path));
  return stem == "index" ? base_of(folder_of(path)) : stem;
}

bool is_screen(std::string_view path) {
  const std::string stem = lower(stem_of(path));
  const std::string folders = "/" + lower(folder_of(path)) + "/";
  if (stem.ends_with("screen") || stem.ends_with("page") || stem.ends_with(".page")) return true;
  const bool component_file = path.ends_with("x") || path.ends_with(".js");
  return component_file &&
         (folders.find("/screens/") != std::string::npos || folders.find("/pages/") != std::string::npos ||
          folders.find("/views/") != std::string::npos);
}

// Names that a call begins with and that say nothing of the platform.
constexpr std::array<std::string_view, 18> kPlain = {
    "Array", "Boolean", "Date", "JSON",   "Map",        "Math",   "Number", "Object",  "Promise",
    "React", "RegExp",  "Set",  "String", "StyleSheet", "Symbol", "Error",  "Reflect", "Component"};

class Host final : public ScriptHost {
 public:
  Host(Collector& out, const Entries& entries, const std::vector<size_t>& scripts) : out_(out) {
    for (const size_t index : scripts) {
      const std::string path = entries.name(index);
      const ModuleKind kind = is_screen(path) ? ModuleKind::kPage : ModuleKind::kScript;
      const uint32_t module = out_.module(path, kind, path);
      out_.at(module).owner = evidence::Owner::kApp;
      if (kind == ModuleKind::kPage) pages_.emplace(plain_name(stem_of(path)), module);
      const std::string_view base = base_of(path);
      const bool entry = base == "index.js" || base == "index.android.js" || base == "main.ts" ||
                         base == "App.js" || base == "App.tsx" || base == "index.ts";
      if (entry && path.size() - base.size() <= first_folder_size(path)) {
        out_.at(module).kind = ModuleKind::kApp;
        out_.at(module).entry = true;
      }
    }
  }

  uint32_t module_of_file(std::string_view file) override {
    return out_.module(file, ModuleKind::kScript, file);
  }

  // Names of screens begin with a capital or a slash; other words are just words.
  uint32_t page_of(std::string_view route, std::string_view) override {
    if (route.size() < 2 || route.size() > 128 || (route[0] != '/' && (route[0] < 'A' || route[0] > 'Z')))
      return kNoModule;
    if (route.find_first_of(" \n") != std::string_view::npos) return kNoModule;
    const auto known = pages_.find(plain_name(base_of(without_query(route))));
    return known == pages_.end() ? kNoModule : known->second;
  }

  std::string api_name(std::string_view callee) const override {
    const std::string_view first = callee.substr(0, callee.find('.'));
    if (first.size() == callee.size() || first.empty() || !out_.wants(callee)) return {};
    const bool object =
        first[0] >= 'A' && first[0] <= 'Z' && std::find(kPlain.begin(), kPlain.end(), first) == kPlain.end();
    return object || first == "navigator" || first == "cordova" || callee.starts_with("window.plugins.")
               ? std::string(callee)
               : std::string();
  }

 private:
  static size_t first_folder_size(std::string_view path) { return std::min(path.find('/') + 1, path.size()); }

  Collector& out_;
  std::map<std::string, uint32_t> pages_;
};

// Of a package.json: frameworks, and dependencies as sdk.
bool read_package(size_t index, const Parts& parts) {
  const io::Content content = parts.entries.load(index, parts.context.limits.text_bytes);
  const json::Document document = json::parse(text::decode_text(content.bytes.view()), parts.context.limits);
  const json::Value& dependencies = document.root["dependencies"];
  bool hybrid = false;
  for (const auto& [name, version] : dependencies.members) {
    for (const Framework& framework : kFrameworks) {
      const bool whole = framework.dependency.ends_with('/') || framework.dependency == "cordova"
                             ? name.starts_with(framework.dependency)
                             : name == framework.dependency;
      if (!whole) continue;
      hybrid = true;
      std::vector<std::string>& told = parts.reading.package.frameworks;
      if (std::find(told.begin(), told.end(), framework.name) == told.end())
        told.emplace_back(framework.name);
    }
  }
  if (!hybrid) return false;
  for (const auto& [name, version] : dependencies.members) {
    Evidence item;
    item.kind = Kind::kSdk;
    item.text = name;
    item.owner = evidence::Owner::kThirdParty;
    item.at.entry = parts.entries.name(index);
    item.at.line = version.line;
    if (version.is(json::Type::kString)) item.arguments.push_back({"version", version.text});
    parts.out.add(std::move(item));
  }
  Package& package = parts.reading.package;
  if (package.name.empty()) package.name = document.root["name"].string_or("");
  if (package.version.empty()) package.version = document.root["version"].string_or("");
  return true;
}

void draw_uses(const std::vector<PendingUse>& uses, Collector& out) {
  for (const PendingUse& use : uses) {
    for (const std::string_view ending :
         {".js", ".jsx", ".ts", ".tsx", "/index.js", "/index.jsx", "/index.ts", "/index.tsx"}) {
      const uint32_t target = out.find_module(use.file + std::string(ending));
      if (target == kNoModule) continue;
      if (target != use.from) out.edge(EdgeKind::kUses, use.from, target, use.entry, use.line);
      break;
    }
  }
}

}  // namespace

void read_scripts(const std::vector<size_t>& scripts, const Parts& parts) {
  std::vector<std::string> roots;  // folders of the hybrid apps
  for (size_t i = 0; i < parts.entries.size(); ++i) {
    const std::string name = parts.entries.name(i);
    if (parts.entries.done(i) || base_of(name) != "package.json" ||
        name.find("node_modules/") != std::string::npos)
      continue;
    if (read_package(i, parts)) roots.emplace_back(name.substr(0, name.size() - base_of(name).size()));
  }
  std::vector<size_t> own;
  for (const size_t index : scripts) {
    const std::string name = parts.entries.name(index);
    if (std::any_of(roots.begin(), roots.end(),
                    [&](const std::string& root) { return name.starts_with(root); }))
      own.push_back(index);
  }
  Host host(parts.out, parts.entries, own);
  std::vector<PendingUse> uses;
  for (const size_t index : own) {
    const std::string name = parts.entries.name(index);
    const io::Content content = parts.entries.load(index, parts.context.limits.text_bytes);
    const std::string source = text::decode_text(content.bytes.view());
    ScriptReader(parts.out, host, name, name, uses).read(source, parts.context.limits);
    // sign.page.ts and its template.
    const size_t template_at =
        parts.entries.tree()
            .find(std::string(without_extension(parts.entries.at(index).name)) + ".html")
            .value_or(parts.entries.size());
    if (template_at >= parts.entries.size()) continue;
    const std::string page = parts.entries.name(template_at);
    parts.out.edge(EdgeKind::kIncludes, parts.out.find_module(name),
                   parts.out.module(page, ModuleKind::kLayout, page), name);
  }
  draw_uses(uses, parts.out);
}

}  // namespace jianfu::platforms::android_source
