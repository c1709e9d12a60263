#include "platforms/mini/config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "text/line_index.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Type;
using formats::json::Value;

namespace {

// Lists of what a program may use, each with what it says.
struct Declared {
  std::string_view key, prefix;
};
constexpr std::array kDeclared = {Declared{"requiredBackgroundModes", "requiredBackgroundModes."},
                                  Declared{"requiredPrivateInfos", "requiredPrivateInfos."},
                                  Declared{"embeddedAppIdList", "embeddedApp."},
                                  Declared{"navigateToMiniProgramAppIdList", "navigateToMiniProgram."}};

// Keys under which clients keep titles, the row's own first.
const Value& title_of(const Value& window, const Dialect& dialect) {
  const Value& own = window[dialect.title];
  return own.is(Type::kString) ? own : window["navigationBarTitleText"];
}

// "pages/x/x" of "/pages/x/x.html?a=1".
std::string page_path(std::string_view written, const std::string& root) {
  return text::to_valid_utf8(resolve(root, without_extension(without_query(written))));
}

}  // namespace

formats::json::Document ConfigReader::parse(const File& file) {
  const io::Content content = file.tree->read(file.index, context_.limits.text_bytes);
  if (content.defect) out_.gap(*content.defect, file.entry);
  formats::json::Document document =
      formats::json::parse(text::decode_text(content.bytes.view()), context_.limits);
  for (const Defect& defect : document.defects) out_.gap(defect, file.entry);
  return document;
}

void ConfigReader::read_project(const File& file) {
  const formats::json::Document document = parse(file);
  program_.app_id = text::to_valid_utf8(document.root["appid"].string_or(""));
  program_.name = text::to_valid_utf8(document.root["projectname"].string_or(""));
}

bool ConfigReader::read_app(const File& file) {
  formats::json::Document document = parse(file);
  entry_ = file.entry;
  app_ = std::move(document.root);
  // Alipay's compiled configuration keeps what the program's says in a member of that name.
  const Value& own = app_["app"].is(Type::kObject) && !app_["pages"].is(Type::kArray) ? app_["app"] : app_;
  add_pages(own["pages"], "");
  for (const std::string_view key : {"subPackages", "subpackages"}) add_sub_packages(own[key]);
  program_.entry_page = page_path(own["entryPagePath"].string_or(""), "");
  const Value& window = own["global"]["window"].is(Type::kObject) ? own["global"]["window"] : own["window"];
  const std::string_view title = title_of(window, *program_.dialect).string_or("");
  if (!title.empty()) program_.name = text::to_valid_utf8(title);
  const std::string_view id =
      app_["appid"].string_or(app_["appId"].string_or(app_["extAppid"].string_or("")));
  if (program_.app_id.empty()) program_.app_id = text::to_valid_utf8(id);
  return document.defects.empty() && !program_.pages.empty();
}

// Pages are strings; some tools write objects with a path.
void ConfigReader::add_pages(const Value& list, const std::string& root) {
  for (const Value& page : list.items) {
    const std::string_view written = page.is(Type::kObject) ? page["path"].string_or("") : page.string_or("");
    const std::string path = page_path(written, root), whole = page_path(written, "");
    // Compiled configurations write pages of sub-packages with their root.
    const bool rooted = program_.compiled && !root.empty() && whole.starts_with(root + "/");
    if (path != root) program_.add_page(rooted ? whole : path);
  }
}

void ConfigReader::add_sub_packages(const Value& list) {
  for (const Value& part : list.items) {
    const std::string root = text::to_valid_utf8(resolve("", part["root"].string_or("")));
    if (root.empty()) continue;
    add_pages(part["pages"], root);
    program_.sub_packages.push_back(
        {root + "/", text::to_valid_utf8(part["name"].string_or("")), part["independent"].is_true()});
  }
}

void ConfigReader::make_modules(const std::string& entry) {
  const uint32_t app = out_.module("app", ModuleKind::kApp, entry.empty() ? "app" : entry);
  out_.at(app).entry = true;
  for (const std::string& page : program_.pages) out_.module(page, ModuleKind::kPage, page);
  if (!program_.is_page(program_.entry_page))
    program_.entry_page = program_.pages.empty() ? std::string() : program_.pages.front();
  // No edge from launch code to the entry page: one means that the code itself opens something.
  const uint32_t first = out_.find_module(program_.entry_page);
  if (first != evidence::kNoModule) out_.at(first).entry = true;
}

void ConfigReader::read_declared() {
  const Value& app = app_["app"].is(Type::kObject) && !app_["pages"].is(Type::kArray) ? app_["app"] : app_;
  add_tab_bar(out_, app["tabBar"], entry_,
              [this](const std::string& page) { return out_.find_module(page); });
  add_custom_tab_bar(app["tabBar"]);
  add_purposes(app["permission"]);
  for (const Declared& declared : kDeclared) add_permissions(app[declared.key], declared.prefix);
  add_plugins(app["plugins"]);
  for (const std::string_view key : {"subPackages", "subpackages"}) {
    for (const Value& part : app[key].items) {
      add_plugins(part["plugins"]);
      const std::string root = text::to_valid_utf8(resolve("", part["root"].string_or("")));
      if (!root.empty() && part["independent"].is_true())
        fact("sub-package " + root, part.line, {{"independent", "true"}});
    }
  }
  for (const auto& [page, rule] : app["preloadRule"].members)
    for (const Value& part : rule["packages"].items)
      fact("preload " + text::to_valid_utf8(part.string_or("")), part.line,
           {{"page", text::to_valid_utf8(page)}});
  if (app["__usePrivacyCheck__"].is_true()) fact("usePrivacyCheck", app["__usePrivacyCheck__"].line);
  if (app["cloud"].is_true()) fact("cloud", app["cloud"].line);
  add_components(app["usingComponents"], "");
  read_page_map(app_);
}

// Configuration of pages in the one of the program: "page" of most clients, "launchParams" of Alipay: any
// object whose keys are pages.
void ConfigReader::read_page_map(const Value& map) {
  for (const auto& [name, value] : map.members) {
    if (!value.is(Type::kObject)) continue;
    for (const auto& [page, settings] : value.members) {
      const std::string path = page_path(page, "");
      const bool page_like = program_.is_page(path) || (name == "page" && page.ends_with(".html"));
      if (page_like && settings.is(Type::kObject)) read_page(path, settings, entry_);
    }
  }
}

void ConfigReader::read_extra(const File& file) {
  const formats::json::Document document = parse(file);
  entry_ = file.entry;
  const Value& root = document.root;
  // Of a plugin: {"publicComponents": {"x": "components/x"}, "pages": {"y": "pages/y"}, "main": "index.js"}.
  for (const auto& [name, path] : root["publicComponents"].members) {
    const std::string component = page_path(path.string_or(""), "");
    if (component.empty()) continue;
    program_.components.insert(component);
    out_.at(out_.module(component, ModuleKind::kComponent, component)).entry = true;
  }
  for (const auto& [name, path] : root["pages"].members) {
    const std::string page = page_path(path.string_or(""), "");
    if (page.empty()) continue;
    program_.add_page(page);
    out_.at(out_.module(page, ModuleKind::kPage, page)).entry = true;
  }
  // Of one of many programs made of the same code: its own id and settings.
  const std::string_view id = root["extAppid"].string_or("");
  if (!id.empty()) fact("extAppid " + text::to_valid_utf8(id), root["extAppid"].line);
  if (program_.app_id.empty()) program_.app_id = text::to_valid_utf8(id);
  for (const auto& [page, settings] : root["extPages"].members)
    read_page(page_path(page, ""), settings, entry_);
}

void ConfigReader::read_page_file(const std::string& path, const File& file) {
  read_page(path, parse(file).root, file.entry);
}

void ConfigReader::read_page(const std::string& path, const Value& page, const std::string& entry) {
  const Value& window = page["window"].is(Type::kObject) ? page["window"] : page;
  if (window["component"].is_true() && !program_.is_page(path)) program_.components.insert(path);
  const uint32_t module = program_.is_page(path) ? out_.find_module(path) : evidence::kNoModule;
  const Value& title = title_of(window, *program_.dialect);
  if (module != evidence::kNoModule && !title.string_or("").empty()) {
    out_.at(module).title = text::to_valid_utf8(title.text);
    add_config_text(out_, Role::kTitle, title, module, entry);
  }
  add_components(window["usingComponents"], path);
  add_generics(window["componentGenerics"], path);
}

void ConfigReader::read_assigned(const File& file) {
  constexpr std::string_view kMark = "__wxAppCode__[";
  const io::Content content = file.tree->read(file.index, context_.limits.text_bytes);
  const std::string_view source = content.bytes.view();
  text::LineIndex lines(source);
  uint64_t work = 0;
  for (size_t at = source.find(kMark); at != std::string_view::npos; at = source.find(kMark, at + 1)) {
    const size_t open = at + kMark.size();
    const char quote = open < source.size() ? source[open] : '\0';
    if (quote != '\'' && quote != '"') continue;
    const std::string_view rest = source.substr(open + 1, context_.limits.name_bytes);
    const std::string_view name = rest.substr(0, rest.find(quote));
    if (name.size() == rest.size()) continue;
    size_t value = open + 1 + name.size() + 1;
    while (value < source.size() && (source[value] == ']' || source[value] == '=' || source[value] == ' '))
      ++value;
    if (!name.ends_with(".json") || value >= source.size() || source[value] != '{') continue;
    // Values lie one behind the other. Where many are not closed, each would be read to the end of the file: then each only
    // up to the next one, which may stand in a text of it.
    const bool fair = work <= 2 * source.size();
    const std::string_view text = fair ? source.substr(value) : source.substr(value, source.find(kMark, value) - value);
    const formats::json::Document config = formats::json::parse_from(text, lines.at(value), context_.limits);
    work += config.end;
    read_page(page_path(name, ""), config.root, file.entry);
  }
}

void ConfigReader::add_purposes(const Value& permissions) {
  for (const auto& [scope, value] : permissions.members) {
    Evidence permission = item(Kind::kPermission, value);
    permission.text = text::to_valid_utf8(scope);
    out_.add(std::move(permission));
    Evidence purpose = item(Kind::kPurpose, value["desc"]);
    purpose.at.resource = "permission." + text::to_valid_utf8(scope);
    if (!purpose.text.empty()) out_.add(std::move(purpose));
  }
}

void ConfigReader::add_permissions(const Value& list, std::string_view prefix) {
  for (const Value& value : list.items) {
    Evidence permission = item(Kind::kPermission, value);
    permission.text = std::string(prefix) + permission.text;
    out_.add(std::move(permission));
  }
}

void ConfigReader::add_plugins(const Value& plugins) {
  for (const auto& [name, value] : plugins.members) {
    Evidence plugin = item(Kind::kSdk, value["provider"]);
    plugin.text = text::to_valid_utf8("plugin " + name + (plugin.text.empty() ? "" : " " + plugin.text));
    plugin.owner = evidence::Owner::kThirdParty;
    out_.add(std::move(plugin));
  }
}

void ConfigReader::add_components(const Value& components, const std::string& user) {
  for (const auto& [tag, value] : components.members) {
    const std::string_view written = value.string_or("");
    if (written.empty() || written.find("://") != std::string_view::npos) continue;
    const std::string path = text::to_valid_utf8(resolve(folder_of(user), written));
    program_.components.insert(path);
    program_.tags[user][tag] = path;
  }
}

// {"selectable": {"default": "path/to/component"}}: a slot that a component fills unless its user says
// otherwise.
void ConfigReader::add_generics(const Value& generics, const std::string& user) {
  for (const auto& [tag, value] : generics.members) {
    const std::string_view written = value["default"].string_or("");
    if (written.empty()) continue;
    const std::string path = text::to_valid_utf8(resolve(folder_of(user), written));
    program_.components.insert(path);
    program_.tags[user].emplace(tag, path);
  }
}

// A tab bar of the program's own is a component that every tab shows; it lies at a fixed place.
void ConfigReader::add_custom_tab_bar(const Value& bar) {
  constexpr std::string_view kComponent = "custom-tab-bar/index";
  if (!bar["custom"].is_true()) return;
  program_.components.insert(std::string(kComponent));
  const uint32_t component = out_.module(kComponent, ModuleKind::kComponent, kComponent);
  for (const Value& tab : bar["list"].items) {
    const uint32_t page = out_.find_module(page_path(tab["pagePath"].string_or(""), ""));
    if (page != evidence::kNoModule)
      out_.edge(evidence::EdgeKind::kIncludes, page, component, entry_, tab.line);
  }
}

void ConfigReader::fact(std::string text, uint32_t line, std::vector<evidence::Argument> arguments) {
  Evidence item;
  item.kind = Kind::kFact;
  item.text = std::move(text);
  item.arguments = std::move(arguments);
  item.at.entry = entry_;
  item.at.line = line;
  out_.add(std::move(item));
}

Evidence ConfigReader::item(Kind kind, const Value& value) const {
  Evidence out;
  out.kind = kind;
  out.text = text::to_valid_utf8(value.string_or(""));
  out.at.entry = entry_;
  out.at.line = value.line;
  out.at.column = value.column;
  return out;
}

}  // namespace jianfu::platforms::mini
