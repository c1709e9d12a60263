#include "platforms/uniapp/program.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/asset_text.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/script.h"
#include "platforms/uniapp/manifest.h"
#include "text/utf.h"

namespace jianfu::platforms::uniapp {
namespace {

using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Value;

constexpr std::string_view kManifest = "manifest.json";
constexpr std::array<std::string_view, 2> kPageFiles = {"app-config-service.js", "app-config.js"};
constexpr std::array<std::string_view, 4> kBundles = {"app-service.js", "app-view.js", "app-renderjs.js",
                                                      "app-confusion.js"};
constexpr std::string_view kConfused = "app-confusion.js";

// What the framework brings along: its own dialogues and pickers.
bool is_framework(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames = {"view.umd.min.js", "uni-app-view.umd.js", "service.js",
                                                      "uni-jsframework.js", "web.umd.js"};
  return name.starts_with("__uniapp") || name.starts_with("uni-app") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The literal that `name` is set to in a script: __uniConfig = {…}.
Value value_of(std::string_view source, std::string_view name, const Limits& limits) {
  for (size_t at = source.find(name); at != std::string_view::npos; at = source.find(name, at + 1)) {
    size_t next = at + name.size();
    while (next < source.size() && (source[next] == ' ' || source[next] == '=')) ++next;
    if (next < source.size() && next > at + name.size() && (source[next] == '{' || source[next] == '[')) {
      return formats::json::parse_at(source, next, limits).root;
    }
  }
  return {};
}

}  // namespace

// A bundle, or a script of one page.
class Program::Host final : public ScriptHost {
 public:
  Host(Program& program, std::string path, const BundleMap& map)
      : program_(program), path_(std::move(path)), map_(map) {}

  uint32_t module_of_file(std::string_view file) override {
    const size_t mark = file.find('#');
    const std::string page =
        mark == std::string_view::npos ? page_path(file) : page_of_id(file.substr(mark + 1));
    const uint32_t known = page.empty() ? evidence::kNoModule : program_.page(page);
    if (known != evidence::kNoModule) return known;
    if (mark == std::string_view::npos && (file.ends_with(".vue") || file.ends_with(".nvue"))) {
      return program_.site_.module(std::string(file), ModuleKind::kComponent, path_);
    }
    return program_.app();
  }

  uint32_t page_of(std::string_view route, std::string_view file) override {
    return page_of_route(route, page_path(file),
                         [this](const std::string& path) { return program_.page(path); });
  }

  std::string api_name(std::string_view callee) const override { return bridge_call(callee); }

  // Of a bundle: "app-service.js#00dc" for a hashed id; "pages/x/x.vue" for the path of development builds.
  std::string file_of_module(std::string_view name) const override {
    if (map_.holds(name)) return path_ + "#" + std::string(name);
    name = name.substr(0, std::min(name.find('?'), name.size()));
    if (!name.ends_with(".vue") && !name.ends_with(".nvue") && !name.ends_with(".js") &&
        !name.ends_with(".ts"))
      return {};
    const size_t project = std::max(name.rfind("/pages/"), name.rfind("/components/"));
    if (project != std::string_view::npos && project < name.size()) name.remove_prefix(project + 1);
    return program_.root_ + text::to_valid_utf8(resolve("", name));
  }

 private:
  std::string page_of_id(std::string_view id) const {
    const auto at = map_.page_of.find(id);
    return at == map_.page_of.end() ? std::string() : at->second;
  }
  std::string page_path(std::string_view file) const {
    if (file.starts_with(program_.root_)) file.remove_prefix(program_.root_.size());
    return std::string(without_extension(file));
  }

  Program& program_;
  std::string path_;
  const BundleMap& map_;
};

uint32_t Program::page(const std::string& path) const {
  return pages_.find(path) == pages_.end() ? evidence::kNoModule : out_.find_module(root_ + path);
}

// Launch code, and what no page has for itself.
uint32_t Program::app() {
  const uint32_t module = out_.module(root_ + "app", ModuleKind::kApp, root_ + std::string(kBundles.front()));
  out_.at(module).entry = true;
  return module;
}

uint32_t Program::add_page(std::string_view path, const std::string& entry) {
  const std::string plain = text::to_valid_utf8(resolve("", without_query(path)));
  if (plain.empty()) return evidence::kNoModule;
  if (first_page_.empty()) first_page_ = plain;
  pages_.insert(plain);
  return out_.module(root_ + plain, ModuleKind::kPage, entry);
}

void Program::read_configuration(Entries& entries, const std::string& folder) {
  add_fact(out_, "framework uni-app", root_);
  const auto load = [&](std::string_view name, std::string& storage) -> std::string_view {
    const auto index = entries.tree().find(folder + std::string(name));
    if (!index) return {};
    const io::Content content = entries.load(*index, context_.limits.text_bytes);
    std::string decoded;
    storage = std::string(as_utf8(content.bytes.view(), decoded));
    return storage;
  };
  std::string storage;
  if (const std::string_view manifest = load(kManifest, storage); !manifest.empty()) {
    const formats::json::Document document = formats::json::parse(manifest, context_.limits);
    for (const Defect& defect : document.defects) out_.gap(defect, root_ + std::string(kManifest));
    read_manifest(document.root, root_ + std::string(kManifest));
  }
  const std::string_view service = load(kPageFiles.front(), storage);
  read_pages(service, root_ + std::string(kPageFiles.front()));
}

void Program::read_manifest(const Value& manifest, const std::string& entry) {
  id_ = text::to_valid_utf8(manifest["id"].string_or(""));
  name_ = text::to_valid_utf8(manifest["name"].string_or(""));
  version_ = text::to_valid_utf8(manifest.at("version", "name").string_or(""));
  launch_ = manifest["launch_path"].string_or("");
  if (!id_.empty()) add_fact(out_, "uni-app.id " + id_, entry, manifest["id"].line);
  if (launch_.starts_with("http://") || launch_.starts_with("https://"))
    add_fact(out_, "web.remote-entry " + launch_, entry);
  add_config_text(out_, Role::kTitle, manifest["name"], app(), entry);
  add_config_text(out_, Role::kUnknown, manifest["description"], app(), entry);
  for (const auto& [name, value] : manifest["permissions"].members) {
    add_permission(out_, "plus." + name, value["description"].string_or(""), entry, value.line);
  }
  const Value& distribute = manifest.at("plus", "distribute");
  add_android_permissions(out_, distribute.at("google", "permissions"), entry);
  for (const auto& [name, plugin] : distribute["plugins"].members) {
    Evidence item;
    item.kind = Kind::kSdk;
    item.owner = evidence::Owner::kThirdParty;
    item.text = text::to_valid_utf8("uni-app " + name);
    item.module = app();
    item.at.entry = entry;
    item.at.line = plugin.line;
    out_.add(std::move(item));
  }
}

void Program::read_pages(std::string_view source, const std::string& entry) {
  if (source.empty()) return;
  const Value config = value_of(source, "__uniConfig", context_.limits);
  const Value routes = value_of(source, "__uniRoutes", context_.limits);
  for (const Value& page : config["pages"].items) add_page(page.string_or(""), entry);
  for (const Value& route : routes.items) add_route(route, entry);
  const std::string_view entry_page = config["entryPagePath"].string_or("");
  if (!entry_page.empty()) first_page_ = text::to_valid_utf8(resolve("", without_query(entry_page)));
  add_tab_bar(out_, config["tabBar"], entry, [this](const std::string& path) { return page(path); });
  const Value& title = config.at("window", "navigationBarTitleText").is(formats::json::Type::kString)
                           ? config.at("window", "navigationBarTitleText")
                           : config.at("globalStyle", "navigationBar", "titleText");
  add_config_text(out_, Role::kTitle, title, app(), entry);
}

// {"path": "/pages/x/x", "meta": {…}, "window": {"navigationBarTitleText": "…"}}; newer builds keep the title
// in meta.
void Program::add_route(const Value& route, const std::string& entry) {
  const std::string_view path = route["path"].string_or("");
  if (path.size() < 2) return;
  const uint32_t module = add_page(path, entry);
  if (module == evidence::kNoModule) return;
  const Value* title = &route.at("window", "navigationBarTitleText");
  if (!title->is(formats::json::Type::kString)) title = &route.at("meta", "navigationBar", "titleText");
  if (!title->string_or("").empty()) {
    out_.at(module).title = text::to_valid_utf8(title->text);
    add_config_text(out_, Role::kTitle, *title, module, entry);
  }
  const Value& bar = route.at("window", "titleNView", "buttons");
  for (const Value& button : bar.items) add_config_text(out_, Role::kLabel, button["text"], module, entry);
}

bool Program::read_script(const std::string& path, std::string_view source) {
  const std::string_view name = std::string_view(path).substr(root_.size());
  if (is_framework(name)) {
    const uint32_t module = site_.module(path, ModuleKind::kScript, path);
    out_.at(module).owner = evidence::Owner::kThirdParty;
    return false;
  }
  if (name == kConfused && source.find("function") == std::string_view::npos &&
      source.find("=>") == std::string_view::npos) {
    evidence::Gap gap = gap_of(GapReason::kEncrypted, {Msg::gap_web_not_text, {}}, path, source.size());
    out_.gap(std::move(gap));
    return true;
  }
  if (is_one_of(name, kPageFiles)) read_pages(source, path);
  const bool page_script = pages_.find(without_extension(name)) != pages_.end();
  if (!is_one_of(name, kBundles) && !page_script) return false;
  const BundleMap map = map_bundle(source, context_.limits);
  Host host(*this, path, map);
  ScriptReader(out_, host, path, path, site_.uses()).read(source, context_.limits);
  return true;
}

void Program::made_of(std::string_view source, uint32_t module, const std::string& entry) const {
  if (source.starts_with("src/")) source.remove_prefix(4);
  const uint32_t screen = page(std::string(without_extension(source)));
  if (screen != evidence::kNoModule && screen != module)
    out_.edge(evidence::EdgeKind::kIncludes, screen, module, entry);
}

void Program::finish() {
  const uint32_t first = page(first_page_);
  if (first != evidence::kNoModule) out_.at(first).entry = true;
}

std::vector<std::string> find_programs(const io::Tree& tree) {
  std::vector<std::string> out;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    const std::string& path = tree.entries()[i].name;
    if (!path.ends_with(kManifest) || base_of(path) != kManifest) continue;
    std::string root = path.substr(0, path.size() - kManifest.size());
    const bool bundle =
        std::any_of(kBundles.begin(), kBundles.end(),
                    [&](std::string_view name) { return tree.find(root + std::string(name)); }) ||
        tree.find(root + std::string(kPageFiles.front()));
    // HTML5+ programs have pages of HTML only; their manifest names the systems they are for.
    if (bundle || tree.head(i).bytes.view().find("\"@platforms\"") != std::string_view::npos)
      out.push_back(std::move(root));
  }
  return out;
}

}  // namespace jianfu::platforms::uniapp
