#include "platforms/frontend/pages.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <span>
#include <utility>

#include "platforms/frontend/config_object.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;
using formats::json::Type;
using formats::json::Value;

// What configuration objects are told by: that of a program, and that of a page.
constexpr std::array kAppKeys = {"pages"sv,      "window"sv,      "tabBar"sv,    "subPackages"sv, "subpackages"sv,
                                 "permission"sv, "globalStyle"sv, "easycom"sv,   "plugins"sv,     "entryPagePath"sv,
                                 "networkTimeout"sv};
constexpr std::array kPageKeys = {"navigationBarTitleText"sv,       "usingComponents"sv,
                                  "enablePullDownRefresh"sv,        "navigationStyle"sv,
                                  "navigationBarBackgroundColor"sv, "navigationBarTextStyle"sv,
                                  "disableScroll"sv,                "backgroundTextStyle"sv};

constexpr std::array kScripts = {".ts"sv, ".js"sv, ".tsx"sv, ".jsx"sv, ".mjs"sv};

class Lister {
 public:
  Lister(const Project& project, const Limits& limits, evidence::Collector& out)
      : project_(project), limits_(limits), out_(out) {}

  PageList read() {
    switch (project_.framework()) {
      case Framework::kUniApp:
        read_uni_app();
        break;
      case Framework::kTaro:
        read_app({"app.config", "app"});
        break;
      case Framework::kMpvue:
        read_app({"app.json", "main"});
        if (!list_.entry.ends_with(".json")) add_mounted_pages();
        break;
      case Framework::kWepy:
        read_app({"app.wpy"});
        break;
      case Framework::kWeb:
        break;
    }
    if (list_.entry_page.empty() && !list_.pages.empty()) list_.entry_page = list_.pages.front().path;
    return std::move(list_);
  }

 private:
  const std::string& root() const { return project_.place().root; }

  // ---- uni-app ----

  void read_uni_app() {
    list_.entry = root() + "pages.json";
    const std::string source = project_.text(list_.entry);
    formats::json::Document document = formats::json::parse(source, limits_);
    for (const Defect& defect : document.defects) {
      if (!source.empty()) out_.gap(defect, list_.entry);
    }
    list_.config = std::move(document.root);
    if (source.empty() || list_.config["pages"].items.empty()) read_generated();
    for_each(list_.config, "pages", [&](const Value& pages) { add_uni_pages(pages, ""); });
    for (const std::string_view key : {"subPackages"sv, "subpackages"sv}) {
      for_each(list_.config, key, [&](const Value& parts) {
        for (const Value& part : parts.items) add_uni_pages(part["pages"], part["root"].string_or(""));
      });
    }
    if (list_.config["entryPagePath"].is(Type::kString))
      list_.entry_page = path_of(list_.config["entryPagePath"].text, "");
    list_.title = said(list_.config.at("globalStyle", "navigationBarTitleText"), list_.entry);
    read_easycom(list_.config["easycom"]);
    find_missing_pages();
  }

  // Under conditional compilation a key may come several times.
  template <typename Take>
  static void for_each(const Value& object, std::string_view key, Take take) {
    for (const auto& [name, value] : object.members) {
      if (name == key) take(value);
    }
  }

  void add_uni_pages(const Value& pages, std::string_view folder) {
    for (const Value& value : pages.items) {
      Page* page = add_page(value.is(Type::kString) ? value : value["path"], folder);
      if (page == nullptr) continue;
      for_each(value, "style", [&](const Value& style) { add_style(*page, style); });
    }
  }

  // Titles and buttons, of all clients: {"app-plus": {"titleNView": {…}}, "h5": {…}}.
  void add_style(Page& page, const Value& style) {
    if (page.title.text.empty()) page.title = said(style["navigationBarTitleText"], list_.entry);
    for (const auto& [client, value] : style.members) {
      const Value& bar = client == "titleNView" ? value : value["titleNView"];
      if (!value.is(Type::kObject)) continue;
      if (page.title.text.empty()) page.title = said(value["navigationBarTitleText"], list_.entry);
      if (page.title.text.empty()) page.title = said(bar["titleText"], list_.entry);
      for (const Value& button : bar["buttons"].items) add_label(page, button["text"]);
      add_label(page, bar.at("searchInput", "placeholder"));
    }
  }

  void add_label(Page& page, const Value& value) {
    Said label = said(value, list_.entry);
    // Icons are written as characters of a font, in the private use area.
    if (!label.text.empty() && text::count_han(label.text) > 0) page.labels.push_back(std::move(label));
  }

  void read_easycom(const Value& easycom) {
    const Value& rules = easycom["custom"].is(Type::kObject) ? easycom["custom"] : easycom;
    for (const auto& [pattern, target] : rules.members) {
      if (target.is(Type::kString)) list_.easycom.emplace_back(pattern, target.text);
    }
  }

  // The list is made by a plugin from pages.config.ts and the files in pages/.
  void read_generated() {
    for (const std::string& folder : {project_.place().top, root()}) {
      for (const std::string_view ending : kScripts) {
        const std::string path = folder + "pages.config" + std::string(ending);
        const std::string source = project_.text(path);
        if (source.empty()) continue;
        list_.config = find_config_object(source, kAppKeys, limits_);
        list_.entry = path;
        return;
      }
    }
  }

  // Pages that only their file lists: every component of pages/, when no list does.
  void find_missing_pages() {
    if (!list_.pages.empty()) return;
    const std::string folder = root() + "pages/";
    for (const File& file : project_.files()) {
      if (!file.path.starts_with(folder) || !is_component_name(file.path)) continue;
      if (file.path.find("/components/") != std::string::npos) continue;
      Value path;
      path.type = Type::kString;
      path.text = without_extension(project_.inside(file.path));
      Page* page = add_page(path, "");
      if (page == nullptr) continue;
      page->entry = file.path;
      read_route_block(*page);
    }
  }

  // <route lang="json">{"style": {"navigationBarTitleText": "…"}}</route>, definePage({style: {…}}).
  void read_route_block(Page& page) {
    const std::string source = project_.text(page.file);
    for (const ComponentBlock& block : split_component(source)) {
      if (block.name != "route" && block.name != "script") continue;
      const Value found = find_config_object(block.text, kPageKeys, limits_, block.line);
      if (page.title.text.empty()) page.title = said(found["navigationBarTitleText"], page.file);
    }
  }

  // ---- programs with app.json or its like ----

  // `names`: files of the root that may hold the configuration, the best first; scripts without ending.
  void read_app(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const std::string path = file_of(root() + std::string(name));
      if (path.empty()) continue;
      Value config = config_of(path, project_.text(path), kAppKeys);
      if (!config["pages"].is(Type::kArray)) continue;
      list_.config = std::move(config);
      list_.entry = path;
      break;
    }
    const Value& config = list_.config;
    add_pages(config["pages"], "");
    for (const std::string_view key : {"subPackages"sv, "subpackages"sv}) {
      for (const Value& part : config[key].items) add_pages(part["pages"], part["root"].string_or(""));
    }
    if (config["entryPagePath"].is(Type::kString)) list_.entry_page = path_of(config["entryPagePath"].text, "");
    list_.title = said(config.at("window", "navigationBarTitleText"), list_.entry);
    if (project_.framework() != Framework::kMpvue || list_.entry.ends_with(".json")) read_page_configs();
  }

  void read_page_configs() {
    for (Page& page : list_.pages) read_page_config(page);
  }

  // The loader of mpvue makes a page of every pages/**/main.js, whether main.js lists it or not.
  void add_mounted_pages() {
    const std::string folder = root() + "pages/";
    for (const File& file : project_.files()) {
      const std::string_view base = base_of(file.path);
      if (file.role != FileRole::kSource || !file.path.starts_with(folder) || (base != "main.js" && base != "main.ts"))
        continue;
      Value path;
      path.type = Type::kString;
      path.text = without_extension(project_.inside(file.path));
      if (Page* page = add_page(path, "")) page->entry = file.path;
    }
    if (list_.entry_page.empty() && !list_.pages.empty()) list_.entry_page = list_.pages.front().path;
    read_page_configs();
  }

  void add_pages(const Value& pages, std::string_view folder) {
    for (const Value& value : pages.items) add_page(value, folder);
  }

  std::string file_of(const std::string& name) const {
    if (project_.find(name) != nullptr) return name;
    for (const std::string_view ending : kScripts) {
      if (project_.find(name + std::string(ending)) != nullptr) return name + std::string(ending);
    }
    return {};
  }

  // JSON, a script that holds an object, or a component with such a script.
  Value config_of(const std::string& path, std::string_view source, std::span<const std::string_view> keys) {
    if (path.ends_with(".json")) {
      formats::json::Document document = formats::json::parse(source, limits_);
      for (const Defect& defect : document.defects) out_.gap(defect, path);
      return std::move(document.root);
    }
    if (!is_component_name(path)) return find_config_object(source, keys, limits_);
    for (const ComponentBlock& block : split_component(source)) {
      if (block.name != "script" && block.name != "config") continue;
      Value found = find_config_object(block.text, keys, limits_, block.line);
      if (found.is(Type::kObject)) return found;
    }
    return {};
  }

  // Taro: index.config.ts beside index.tsx, or `config` in it; mpvue: main.json, app.json, or `config` in
  // main.js; wepy: in the page.
  void read_page_config(Page& page) {
    const std::string base = root() + page.path;
    std::vector<std::string> places = {base + ".json"};
    for (const std::string_view ending : kScripts) places.push_back(base + ".config" + std::string(ending));
    if (page.path.ends_with("/main") || page.path.ends_with("/index")) {
      for (const std::string_view ending : kScripts)
        places.push_back(std::string(folder_of(base)) + "/main" + std::string(ending));
    }
    places.push_back(page.file);
    for (const std::string& place : places) {
      if (project_.find(place) == nullptr) continue;
      const std::string source = project_.text(place);
      if (source.find("navigationBarTitleText") == std::string::npos) continue;
      const Value config = config_of(place, source, kPageKeys);
      page.title = said(config["navigationBarTitleText"], place);
      if (page.title.text.empty()) page.title = said(config.at("config", "navigationBarTitleText"), place);
      if (!page.title.text.empty()) return;
    }
  }

  // ---- both ----

  // "^pages/x/main" of mpvue marks the entry page.
  static std::string path_of(std::string_view written, std::string_view folder) {
    if (written.starts_with('^')) written.remove_prefix(1);
    if (written.starts_with('/')) written.remove_prefix(1);
    if (written.empty()) return {};
    const std::string_view plain = without_query(written);
    const std::string_view bare = is_component_name(plain) ? without_extension(plain) : plain;
    return text::to_valid_utf8(jianfu::platforms::resolve(folder, bare));
  }

  Page* add_page(const Value& path, std::string_view folder) {
    std::string plain = path_of(path.string_or(""), folder);
    if (plain.empty() || !known_.insert(plain).second) return nullptr;
    Page page;
    page.file = component_of(plain);
    page.path = std::move(plain);
    page.entry = list_.entry;
    page.line = path.line;
    if (path.string_or("").starts_with('^')) list_.entry_page = page.path;
    return &list_.pages.emplace_back(std::move(page));
  }

  // mpvue: pages/x/main is index.vue, or the component that main.js mounts.
  std::string component_of(const std::string& path) const {
    const std::string base = root() + path;
    if (project_.framework() == Framework::kMpvue) {
      const std::string folder(folder_of(base));
      for (const std::string& name : {base + ".vue", folder + "/index.vue", folder + "/" + std::string(base_of(folder)) + ".vue",
                                      folder + "/App.vue"}) {
        if (project_.find(name) != nullptr) return name;
      }
    }
    const File* file = project_.with_ending(base);
    if (file == nullptr || file->path.ends_with(".json")) return {};
    return file->path;
  }

  static Said said(const Value& value, const std::string& entry) {
    return {text::to_valid_utf8(value.string_or("")), entry, value.line, value.column};
  }

  const Project& project_;
  const Limits& limits_;
  evidence::Collector& out_;
  PageList list_;
  std::set<std::string> known_;
};

}  // namespace

PageList read_pages(const Project& project, const Limits& limits, evidence::Collector& out) {
  return Lister(project, limits, out).read();
}

}  // namespace jianfu::platforms::frontend
