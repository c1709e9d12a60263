#include "platforms/frontend/frontend.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "formats/identify.h"
#include "platforms/frontend/component_names.h"
#include "platforms/frontend/conditional.h"
#include "platforms/frontend/navigation.h"
#include "platforms/frontend/pages.h"
#include "platforms/frontend/project.h"
#include "platforms/frontend/routes.h"
#include "platforms/frontend/settings.h"
#include "platforms/frontend/ways.h"
#include "platforms/shared/asset_text.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/form_config.h"
#include "platforms/shared/jsx_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/script.h"
#include "platforms/shared/text_files.h"
#include "platforms/shared/web_script.h"
#include "platforms/shared/web_site.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;
using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Value;

// Objects of the frameworks that hand calls on to the client's own API.
constexpr std::array kWrappers = {"Taro."sv, "wepy."sv, "mpvue."sv, "megalo."sv};
constexpr std::string_view kApi = "wx";
// Besides those that show a page, the calls that say something once all pages are known.
constexpr std::string_view kSetsTitle = "setNavigationBarTitle", kRunsFunction = "callFunction";

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWepyMoves = {
    {{"$navigate", "navigateTo"}, {"$redirect", "redirectTo"}, {"$switch", "switchTab"}}};

constexpr std::array kFrameworkNames = {"uni-app"sv, "Taro"sv, "mpvue"sv, "wepy"sv, "web"sv};

constexpr std::array kKinds = {"uniapp-source"sv, "taro-source"sv, "mpvue-source"sv, "wepy-source"sv, "h5-source"sv};

enum class FileType : uint8_t { kSkipped, kComponent, kScript, kJson, kPage, kStyle };

FileType type_of(std::string_view path) {
  if (formats::is_skipped_name(path)) return FileType::kSkipped;
  if (is_component_name(path)) return FileType::kComponent;
  for (const std::string_view ending : {".js"sv, ".ts"sv, ".jsx"sv, ".tsx"sv, ".mjs"sv, ".uts"sv, ".wxs"sv}) {
    if (path.ends_with(ending)) return FileType::kScript;
  }
  if (path.ends_with(".json")) return FileType::kJson;
  if (path.ends_with(".html")) return FileType::kPage;
  return FileType::kSkipped;
}

class Reader final : public ScriptHost {
 public:
  Reader(const Project& project, Collector& out, const Context& context, Entries& entries, Package& package)
      : project_(project),
        out_(out),
        context_(context),
        entries_(entries),
        package_(package),
        site_(out, context),
        routes_(project, context.limits),
        list_(is_web() ? routes_.pages() : read_pages(project, context.limits, out)),
        names_(project, list_.easycom) {}

  void read() {
    make_modules();
    read_settings();
    for (const File& file : project_.files()) read_file(file);
    draw_uses();
    site_.finish();
    locales_.flush(out_);
    read_calls();
    ways_.draw(out_);
    name_package();
  }

  // ScriptHost
  uint32_t module_of_file(std::string_view file) override { return module_of(file, false); }

  uint32_t page_of(std::string_view route, std::string_view file) override {
    if (is_web()) return page_of_file(routes_.file_of(route, false));
    return page_of_route(route, project_.inside(file), [this](const std::string& path) { return page(path); });
  }

  // Taro.getLocation is the client's own wx.getLocation, this.$root.$navigate of wepy its navigateTo.
  std::string api_name(std::string_view callee) const override {
    if (project_.framework() == Framework::kWepy) {
      const std::string_view last = callee.substr(callee.rfind('.') + 1);
      for (const auto& [name, api] : kWepyMoves) {
        if (last == name) return std::string(kApi) + "." + std::string(api);
      }
    }
    for (const std::string_view wrapper : kWrappers) {
      const size_t at = callee.find(wrapper);
      if (at != std::string_view::npos && (at == 0 || callee[at - 1] == '.'))
        return std::string(kApi) + "." + std::string(callee.substr(at + wrapper.size()));
    }
    return bridge_call(callee);
  }

  // For read_calls().
  bool reads_calls_of(std::string_view name) const override {
    const std::string_view method = last_name(name);
    return method == kSetsTitle || method == kRunsFunction || shows_page(method);
  }

 private:
  uint32_t page(const std::string& path) const {
    const auto known = pages_.find(path);
    return known == pages_.end() ? kNoModule : known->second;
  }
  bool is_web() const { return project_.framework() == Framework::kWeb; }
  uint32_t page_of_file(std::string_view file) const {
    const auto known = of_file_.find(file);
    return known == of_file_.end() ? kNoModule : known->second;
  }
  uint32_t app() { return out_.module("app", ModuleKind::kApp, app_place()); }

  std::string app_place() const {
    for (const std::string_view name : {"App.vue"sv, "app.tsx"sv, "app.jsx"sv, "app.ts"sv, "app.js"sv, "app.wpy"sv,
                                        "main.ts"sv, "main.js"sv}) {
      const std::string path = project_.place().root + std::string(name);
      if (project_.find(path) != nullptr) return path;
    }
    return list_.entry;
  }

  // ---- configuration ----

  void make_modules() {
    out_.at(app()).entry = true;
    add_fact(out_, "framework " + std::string(kFrameworkNames[static_cast<size_t>(project_.framework())]), {});
    for (const Page& page : list_.pages) {
      const uint32_t module = out_.module(page.path, ModuleKind::kPage, page.file.empty() ? page.entry : page.file);
      pages_.emplace(page.path, module);
      if (!page.file.empty()) of_file_.emplace(page.file, module);
      out_.at(module).title = page.title.text;
      say(Role::kTitle, page.title, module);
      for (const Said& label : page.labels) say(Role::kLabel, label, module);
      if (page.file.empty()) note_missing(page, module);
    }
    const uint32_t first = page(list_.entry_page);
    if (first != kNoModule) out_.at(first).entry = true;
    say(Role::kTitle, list_.title, app());
    add_routes();
    for (const auto& [key, value] : list_.config.members) {
      if (key != "tabBar") continue;
      add_tab_bar(out_, value, list_.entry, [this](const std::string& path) { return page(path); });
    }
  }

  // Of a browser's router. What is shown inside of another component uses it.
  void add_routes() {
    for (const Route& route : routes_.all()) {
      const uint32_t module = route.file.empty() ? page(route.path) : page_of_file(route.file);
      if (module == kNoModule) continue;
      Evidence item;
      item.kind = Kind::kRoute;
      item.text = route.path;
      item.module = module;
      item.at.entry = route.entry;
      item.at.line = route.line;
      item.at.column = route.column;
      if (!route.title.empty()) item.arguments.push_back({"title", route.title});
      out_.add(std::move(item));
      if (route.title != out_.at(module).title)
        say(Role::kTitle, {route.title, route.entry, route.line, route.column}, module);
      const uint32_t around = page_of_file(route.parent);
      if (around != kNoModule && around != module) out_.edge(EdgeKind::kUses, module, around, route.entry, route.line);
      const uint32_t first = page_of_file(routes_.file_of(route.redirect, true));
      if (first != kNoModule && first != module) out_.edge(EdgeKind::kOpens, module, first, route.entry, route.line);
      if (route.path == "/") begin_at(route);
    }
  }

  // Who opens the program is shown the page of "/", or what that sends him to.
  void begin_at(const Route& root) {
    const uint32_t first = page_of_file(routes_.file_of("/", true));
    if (first == kNoModule || first == app()) return;
    out_.edge(EdgeKind::kOpens, app(), first, root.entry, root.line);
    evidence::Deed deed;
    deed.module = app();
    deed.when = evidence::Deed::When::kStart;
    deed.page = first;
    evidence::tell_deed(out_, deed);
  }

  void say(Role role, const Said& said, uint32_t module) {
    if (said.text.empty()) return;
    Evidence item;
    item.kind = Kind::kText;
    item.role = role;
    item.text = said.text;
    item.module = module;
    item.at.entry = said.entry;
    item.at.line = said.line;
    item.at.column = said.column;
    out_.add(std::move(item));
  }

  void note_missing(const Page& page, uint32_t module) {
    evidence::Gap gap;
    gap.why = GapReason::kMissingPart;
    gap.what = {Msg::evidence_missing,
                {core::bilingual("页面 " + page.path + " 的源文件", "the source of page " + page.path)}};
    gap.entry = page.entry;
    gap.module = module;
    out_.gap(std::move(gap));
  }

  void read_settings() {
    read_client_settings(out_, list_.config, app(), list_.entry);
    const Place& place = project_.place();
    if (project_.framework() == Framework::kUniApp) {
      const std::string entry = place.root + "manifest.json";
      const std::string source = project_.text(entry);
      if (!source.empty()) {
        const formats::json::Document document = formats::json::parse(source, context_.limits);
        for (const Defect& defect : document.defects) out_.gap(defect, entry);
        read_uni_manifest(out_, document.root, app(), entry, package_);
        vue3_ = document.root["vueVersion"].text == "3";
      }
    }
    read_dependencies(out_, project_.package_json(), place.top + "package.json");
  }

  // project.config.json says who a mini-program is, package.json the rest.
  void name_package() {
    for (const std::string& folder : {project_.place().top, project_.place().root}) {
      const std::string source = project_.text(folder + "project.config.json");
      if (source.empty()) continue;
      const Value config = formats::json::parse(source, context_.limits).root;
      if (package_.id.empty()) package_.id = text::to_valid_utf8(config["appid"].string_or(""));
      if (package_.name.empty()) package_.name = text::to_valid_utf8(config["projectname"].string_or(""));
      break;
    }
    const Value& package = project_.package_json();
    if (package_.name.empty()) package_.name = list_.title.text;
    if (package_.name.empty()) package_.name = text::to_valid_utf8(package["name"].string_or(""));
    if (package_.version.empty()) package_.version = text::to_valid_utf8(package["version"].string_or(""));
  }

  // What calls say once all pages are known: titles that only code sets, and pages named without a '/'.
  void read_calls() {
    std::map<uint32_t, std::string> titles;
    for (const Evidence& item : out_.set().evidence) {
      if (item.kind != Kind::kCall || item.module == kNoModule) continue;
      const std::string_view name = last_name(item.text);
      const bool moves = shows_page(name);
      for (const evidence::Argument& argument : item.arguments) {
        const bool whole = argument.value.find("…") == std::string::npos;
        if (name == kSetsTitle && argument.name == "title" && whole)
          titles.emplace(item.module, argument.value);
        if (name == kRunsFunction && argument.name == "name") use_function(item, argument.value);
        if (moves && argument.name == "url" && argument.value.find('/') == std::string::npos)
          open_neighbour(item, without_query(argument.value));
      }
    }
    for (const auto& [module, title] : titles) {
      evidence::Module& page = out_.at(module);
      if (page.kind == ModuleKind::kPage && page.title.empty()) page.title = title;
    }
  }

  // The function of a cloud that a call runs, where its source is at hand.
  void use_function(const Evidence& call, const std::string& name) {
    const auto function = functions_.find(name);
    if (function == functions_.end() || function->second == call.module) return;
    out_.edge(EdgeKind::kUses, call.module, function->second, call.at.entry, call.at.line);
  }

  // navigateTo({url: 'score'}) from pages/index; in a component it counts from the page around it.
  void open_neighbour(const Evidence& call, std::string_view name) {
    const std::string folder(folder_of(project_.inside(call.at.entry)));
    uint32_t to = page(folder.empty() ? std::string(name) : folder + "/" + std::string(name));
    if (to == kNoModule) to = page("pages/" + std::string(name));
    if (to != kNoModule && to != call.module)
      out_.edge(EdgeKind::kOpens, call.module, to, call.at.entry, call.at.line);
  }

  // ---- files ----

  bool is_app_file(std::string_view path) const {
    const std::string_view inside = project_.inside(path);
    const std::string_view name = without_extension(inside);
    return name == "App" || name == "app" || name == "main";
  }

  // `draws`: the script holds elements.
  uint32_t module_of(std::string_view path, bool draws) {
    const auto known = of_file_.find(path);
    if (known != of_file_.end()) return known->second;
    uint32_t module = kNoModule;
    const std::string inside(project_.inside(path));
    if (is_app_file(path)) {
      module = app();
    } else if (const uint32_t of_page = page(std::string(without_extension(inside))); of_page != kNoModule) {
      module = of_page;  // mpvue: pages/x/main.js beside its component
    } else {
      const bool component = draws || is_component_name(path);
      module = out_.module(inside, component ? ModuleKind::kComponent : ModuleKind::kScript, path);
    }
    of_file_.emplace(std::string(path), module);
    note_function(path, module);
    return module;
  }

  // cloudfunctions/NAME/index.js
  void note_function(std::string_view path, uint32_t module) {
    const std::string_view folder = folder_of(path);
    const bool cloud = base_of(folder_of(folder)).starts_with("cloud") || base_of(folder_of(folder)) == "functions";
    if (cloud && base_of(path) == "index.js") functions_.emplace(base_of(folder), module);
  }

  uint32_t component_of(std::string_view tag) {
    const File* file = names_.find(tag);
    return file == nullptr ? kNoModule : module_of(file->path, true);
  }

  ScreenReader::Host screen_host(const std::string& path) {
    ScreenReader::Host host;
    host.page_of = [this, path](std::string_view route) { return page_of(route, path); };
    host.component_of = [this](std::string_view tag) { return component_of(tag); };
    host.api = kApi;
    return host;
  }

  void read_file(const File& file) {
    if (entries_.done(file.index)) return;
    const FileType type = file.role == FileRole::kSource ? type_of(file.path) : FileType::kSkipped;
    if (type == FileType::kSkipped || is_configuration(file.path) || is_shell(file.path))
      return entries_.skip(file.index);
    const io::Content content = entries_.load(file.index, context_.limits.text_bytes);
    std::string storage, chosen;
    std::string_view source = as_utf8(content.bytes.view(), storage);
    if (project_.framework() == Framework::kUniApp) source = for_vue(source, vue3_, chosen);
    switch (type) {
      case FileType::kComponent:
        return read_component_file(file.path, source);
      case FileType::kScript:
        return read_script(file.path, source);
      case FileType::kJson:
        return read_json_texts({out_, context_, locales_, file.path, source});
      case FileType::kPage:
        if (const File* code = component_of_template(file.path)) return read_template(*code, file.path, source);
        return site_.read_page(file.path, source);
      default:
        return;
    }
  }

  // Read before, for what it is.
  bool is_configuration(std::string_view path) const {
    const std::string_view base = base_of(path);
    return base == "pages.json" || base == "manifest.json" || base == "package.json" ||
           base == "project.config.json" || base == "sitemap.json" || base == "tsconfig.json" ||
           base == "package-lock.json" || base == "theme.json" || (path.ends_with(".json") && path == list_.entry) ||
           is_page_config(without_extension(project_.inside(path)), base.ends_with(".json"));
  }

  // The page that a build for browsers puts the program into: it shows nothing.
  bool is_shell(std::string_view path) const {
    const std::string_view inside = project_.inside(path);
    return project_.framework() != Framework::kWeb && inside.ends_with(".html") &&
           inside.find('/') == std::string_view::npos;
  }

  // "pages/x/index.config", app.config; "pages/x/main" of a JSON file.
  bool is_page_config(std::string_view name, bool json) const {
    constexpr std::string_view kConfig = ".config";
    if (name.ends_with(kConfig)) {
      name.remove_suffix(kConfig.size());
      return name.find('/') == std::string_view::npos || page(std::string(name)) != kNoModule;
    }
    return json && page(std::string(name)) != kNoModule;
  }

  void read_component_file(const std::string& path, std::string_view source) {
    const uint32_t module = module_of(path, true);
    ComponentFile component{out_, context_, *this, screen_host(path), path, path, module, uses_};
    component.on_element = [this, module](std::string_view tag, const Attributes& attributes, const Spot& spot) {
      if (is_web()) follow_links(tag, module, attributes, spot);
    };
    component.read_script = [&](ScriptReader& reader, FormRules& rules, std::string_view script, uint32_t line) {
      read_code(reader, rules, path, script, line);
    };
    read_component(component, source);
  }

  void read_script(const std::string& path, std::string_view source) {
    module_of(path, draws(path, source));  // made before the reader asks for it
    ScriptReader reader(out_, *this, path, path, uses_);
    FormRules rules;
    read_code(reader, rules, path, source, 1);
    rules.flush(out_);
  }

  void read_code(ScriptReader& reader, FormRules& rules, const std::string& path, std::string_view source,
                 uint32_t first_line) {
    if (is_web()) return read_web_code(reader, rules, path, source, first_line);
    read_screens(reader, rules, path, source, first_line);
  }

  // ---- programs with a router ----

  // Angular: sign.component.html is the template of sign.component.ts.
  const File* component_of_template(const std::string& path) const {
    return is_web() ? project_.find(std::string(without_extension(path)) + ".ts") : nullptr;
  }

  void read_template(const File& code, const std::string& entry, std::string_view source) {
    const uint32_t module = module_of(code.path, true);
    ComponentFile component{out_, context_, *this, screen_host(code.path), entry, code.path, module, uses_};
    component.on_element = [this, module](std::string_view tag, const Attributes& attributes, const Spot& spot) {
      follow_links(tag, module, attributes, spot);
    };
    component.read_script = [this, &entry](ScriptReader& reader, FormRules& rules, std::string_view script,
                                           uint32_t line) { read_web_code(reader, rules, entry, script, line); };
    read_component(component, source);
  }

  // Templates in scripts: of components of Angular, and of Vue's without a build.
  class TemplateFinder final : public StructureVisitor {
   public:
    void on_object(const ScriptObject& object) override {
      const ScriptMember* found = object.find("template");
      if (found == nullptr || found->kind != ValueKind::kString || found->text.find('<') == std::string_view::npos) return;
      // Lines are those of the file.
      templates.push_back(std::string(found->line - 1, '\n').append(found->text));
    }
    std::vector<std::string> templates;
  };

  void read_web_code(ScriptReader& reader, FormRules& rules, const std::string& path, std::string_view source,
                     uint32_t first_line) {
    WaySink inner(reader, nullptr, {path, project_.inside(path), source, first_line, routes_.is_table(path)});
    NavigationSink ways(
        inner,
        [&](std::string_view target, bool is_name, const formats::js::Literal& at) {
          const std::string_view file = is_name ? routes_.file_of_name(target) : routes_.file_of(target, true);
          const uint32_t to = page_of_file(file);
          open_page(to, reader.module(), path, at.line + first_line - 1);
          reader.note_opening(to, at.callee, at.offset);
        },
        [this] { opens_any_ = true; },
        [&](std::string_view text) { return routes_.is_table(path) && routes_.is_title(text); });
    TemplateFinder inner_templates;
    ScreenSink screen(out_, reader, ways, screen_host(path), rules, path, first_line, &inner_templates);
    reader.read(source, context_.limits, first_line, &screen);
    const File* file = inner_templates.templates.empty() ? nullptr : project_.find(path);
    for (const std::string& text : inner_templates.templates) {
      if (file != nullptr && first_line == 1) read_template(*file, path, text);
    }
  }

  void open_page(uint32_t to, uint32_t from, const std::string& entry, uint32_t line) {
    if (to != kNoModule && from != kNoModule && to != from) out_.edge(EdgeKind::kOpens, from, to, entry, line);
  }

  // <router-link to="/x">, <a routerLink="/x">, <el-menu-item index="/x">; one that is bound leads anywhere.
  void follow_links(std::string_view tag, uint32_t module, const Attributes& attributes, const Spot& spot) {
    bool named = tag != "router-link";
    for (const auto& [name, value] : attributes) {
      const bool link = name == "to" || name == "routerLink" || name == "[routerLink]" || name == "index" || name == "link";
      if (!link) continue;
      named = true;
      open_page(page_of_file(routes_.file_of(value, true)), module, spot.entry, spot.line);
    }
    opens_any_ |= !named;
  }

  void read_screens(ScriptReader& reader, FormRules& rules, const std::string& path, std::string_view source,
                    uint32_t first_line) {
    WaySink next(reader, &ways_, {path, project_.inside(path), source, first_line, path == list_.entry});
    ScreenSink screen(out_, reader, next, screen_host(path), rules, path, first_line);
    reader.read(source, context_.limits, first_line, &screen);
  }

  // Elements in a script: JSX of React and of Taro before version 3.
  bool draws(std::string_view path, std::string_view source) const {
    if (path.ends_with(".tsx") || path.ends_with(".jsx")) return true;
    const bool library = source.find("@tarojs/") != std::string_view::npos ||
                         source.find("'react'") != std::string_view::npos ||
                         source.find("\"react\"") != std::string_view::npos;
    return library && (source.find("</") != std::string_view::npos || source.find("/>") != std::string_view::npos);
  }

  // ---- edges ----

  // A screen is made of the components that it imports; everything else is code that it uses.
  void draw_uses() {
    for (const PendingUse& use : uses_) {
      const File* file = project_.with_ending(use.file);
      if (file == nullptr) file = project_.resolve(use.entry, use.file);
      if (file == nullptr) continue;
      const auto known = of_file_.find(file->path);
      const uint32_t to = known == of_file_.end() ? out_.find_module(file->path) : known->second;
      if (to == kNoModule || to == use.from) continue;
      // A table of routes names its pages and opens none, unless code opens what it does not name.
      if (!opens_any_ && routes_.is_table(use.entry) && out_.at(to).kind == ModuleKind::kPage && !out_.at(to).entry)
        continue;
      const bool part = is_screen(use.from) && is_screen(to);
      out_.edge(part ? EdgeKind::kIncludes : EdgeKind::kUses, use.from, to, use.entry, use.line);
    }
  }

  bool is_screen(uint32_t module) const {
    const ModuleKind kind = out_.set().modules[module].kind;
    return kind == ModuleKind::kPage || kind == ModuleKind::kComponent;
  }

  const Project& project_;
  Collector& out_;
  const Context& context_;
  Entries& entries_;
  Package& package_;
  WebSite site_;
  LocaleTexts locales_;
  Routes routes_;
  PageList list_;
  ComponentNames names_;
  Ways::Pages pages_;
  Ways ways_{pages_};
  bool vue3_ = false;
  std::map<std::string, uint32_t, std::less<>> of_file_;  // by path in the tree
  std::map<std::string, uint32_t, std::less<>> functions_;  // of a cloud, by name
  std::vector<PendingUse> uses_;
  bool opens_any_ = false;  // code opens routes that it does not name
};

Reading read_project(const io::Tree& tree, const std::vector<Place>& places, size_t which,
                     const Context& context) {
  Reading reading;
  Collector out(reading.evidence, context.filter);
  Entries entries(tree, out);
  const Project project(tree, places[which], context.limits);
  reading.package.frameworks.emplace_back(kFrameworkNames[static_cast<size_t>(project.framework())]);
  Reader(project, out, context, entries, reading.package).read();
  if (which == 0) entries.report_container();
  return reading;
}

int recognise_as(const io::Tree& tree, Framework framework) {
  const std::vector<Place> places = find_projects(tree);
  if (places.empty()) return 0;
  if (places.front().framework != framework) return 0;
  return places.front().top.empty() ? 2 : 1;
}

}  // namespace

int recognise_uni_app(const io::Tree& tree) {
  return recognise_as(tree, Framework::kUniApp);
}
int recognise_taro(const io::Tree& tree) {
  return recognise_as(tree, Framework::kTaro);
}
int recognise_mpvue(const io::Tree& tree) {
  return recognise_as(tree, Framework::kMpvue);
}
int recognise_wepy(const io::Tree& tree) {
  return recognise_as(tree, Framework::kWepy);
}
int recognise_web(const io::Tree& tree) {
  return recognise_as(tree, Framework::kWeb);
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  const io::Tree& tree = *inputs.front().tree;
  const std::vector<Place> places = find_projects(tree);
  if (places.empty()) return Error{ErrorKind::kNotThisKind, {Msg::nothing_inside, {}}, inputs.front().path};
  Reading reading = read_project(tree, places, 0, context);
  for (size_t i = 1; i < places.size(); ++i) {
    Reading inner = read_project(tree, places, i, context);
    inner.package.path = shown_name({.name = places[i].top});
    inner.package.kind = kKinds[static_cast<size_t>(places[i].framework)];
    reading.nested.push_back(std::move(inner));
  }
  return reading;
}

}  // namespace jianfu::platforms::frontend
