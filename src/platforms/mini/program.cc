#include "platforms/mini/program.h"

#include <algorithm>

#include "formats/json/json.h"
#include "platforms/mini/parts.h"
#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Type;
using formats::json::Value;

constexpr std::string_view kCompiledConfig = "app-config.json";

// What is not the program's own text: sources of dependencies, version control.
bool is_ignored(std::string_view path) {
  return path.starts_with("node_modules/") || path.find("/node_modules/") != std::string_view::npos ||
         path.starts_with(".git/");
}

class ConfigReader {
 public:
  ConfigReader(Program& program, Collector& out, const Context& context)
      : program_(program), out_(out), context_(context) {}

  void read_app(const File& file) {
    const formats::json::Document document = parse(file);
    const Value& app = document.root;
    add_pages(app["pages"], "");
    for (const std::string_view key : {"subPackages", "subpackages"}) add_sub_packages(app[key]);
    program_.entry_page = without_extension(app["entryPagePath"].string_or(""));
    if (program_.entry_page.empty() && !program_.pages.empty()) program_.entry_page = program_.pages.front();
    make_modules(file);
    const Value& window = program_.compiled ? app.at("global", "window") : app["window"];
    const std::string title(window["navigationBarTitleText"].string_or(""));
    if (!title.empty()) program_.name = text::to_valid_utf8(title);
    add_tab_bar(out_, app["tabBar"], file.entry, [this](const std::string& page) { return out_.find_module(page); });
    add_purposes(app["permission"], file);
    add_permissions(app["requiredBackgroundModes"], "requiredBackgroundModes.", file);
    add_permissions(app["requiredPrivateInfos"], "requiredPrivateInfos.", file);
    add_permissions(app["navigateToMiniProgramAppIdList"], "navigateToMiniProgram.", file);
    add_plugins(app["plugins"], file);
    add_components(app["usingComponents"], "");
    for (const auto& [name, page] : app["page"].members)
      read_page(std::string(without_extension(name)), page, file);
  }

  // page.json of a source folder; the entry of a compiled one in app-config.json.
  void read_page(const std::string& path, const Value& page, const File& file) {
    const Value& window = page["window"].is(Type::kObject) ? page["window"] : page;
    if (page["component"].is_true() && !program_.is_page(path)) program_.components.insert(path);
    const uint32_t module = program_.is_page(path) ? out_.find_module(path) : evidence::kNoModule;
    const Value& title = window["navigationBarTitleText"];
    if (module != evidence::kNoModule && !title.string_or("").empty()) {
      out_.at(module).title = text::to_valid_utf8(title.text);
      add_config_text(out_, Role::kTitle, title, module, file.entry);
    }
    add_components(window["usingComponents"], path);
  }

  void read_project(const File& file) {
    const formats::json::Document document = parse(file);
    program_.app_id = document.root["appid"].string_or("");
    program_.name = text::to_valid_utf8(document.root["projectname"].string_or(""));
  }

  formats::json::Document parse(const File& file) {
    const io::Content content = file.tree->read(file.index, context_.limits.text_bytes);
    if (content.defect) out_.gap(*content.defect, file.entry);
    formats::json::Document document =
        formats::json::parse(text::decode_text(content.bytes.view()), context_.limits);
    for (const Defect& defect : document.defects) out_.gap(defect, file.entry);
    return document;
  }

 private:
  void add_pages(const Value& list, const std::string& root) {
    for (const Value& page : list.items) {
      const std::string path = resolve(root, without_extension(page.string_or("")));
      if (path != root && program_.page_set.insert(path).second) program_.pages.push_back(path);
    }
  }

  void add_sub_packages(const Value& list) {
    for (const Value& part : list.items) {
      const std::string root = resolve("", part["root"].string_or(""));
      if (root.empty()) continue;
      add_pages(part["pages"], root);
      program_.sub_roots.push_back(root + "/");
    }
  }

  void make_modules(const File& file) {
    const uint32_t app = out_.module("app", ModuleKind::kApp, file.entry);
    out_.at(app).entry = true;
    for (const std::string& page : program_.pages) out_.module(page, ModuleKind::kPage, page);
    // No edge from launch code to the entry page: one means that the code itself opens something.
    const uint32_t first = out_.find_module(program_.entry_page);
    if (first != evidence::kNoModule) out_.at(first).entry = true;
  }

  void add_purposes(const Value& permissions, const File& file) {
    for (const auto& [scope, value] : permissions.members) {
      Evidence permission = item(Kind::kPermission, Role::kNone, value, file);
      permission.text = text::to_valid_utf8(scope);
      out_.add(std::move(permission));
      Evidence purpose = item(Kind::kPurpose, Role::kNone, value["desc"], file);
      purpose.at.resource = "permission." + text::to_valid_utf8(scope);
      if (!purpose.text.empty()) out_.add(std::move(purpose));
    }
  }

  void add_permissions(const Value& list, std::string_view prefix, const File& file) {
    for (const Value& value : list.items) {
      Evidence permission = item(Kind::kPermission, Role::kNone, value, file);
      permission.text = std::string(prefix) + permission.text;
      out_.add(std::move(permission));
    }
  }

  void add_plugins(const Value& plugins, const File& file) {
    for (const auto& [name, value] : plugins.members) {
      Evidence plugin = item(Kind::kSdk, Role::kNone, value["provider"], file);
      plugin.text = text::to_valid_utf8("plugin " + name + (plugin.text.empty() ? "" : " " + plugin.text));
      plugin.owner = evidence::Owner::kThirdParty;
      out_.add(std::move(plugin));
    }
  }

  void add_components(const Value& using_components, const std::string& user) {
    for (const auto& [tag, value] : using_components.members) {
      const std::string_view written = value.string_or("");
      if (written.empty() || written.find("://") != std::string_view::npos) continue;
      const std::string path = resolve(folder_of(user), written);
      program_.components.insert(path);
      program_.tags[user][tag] = path;
    }
  }

  Evidence item(Kind kind, Role role, const Value& value, const File& file) const {
    Evidence out;
    out.kind = kind;
    out.role = role;
    out.text = text::to_valid_utf8(value.string_or(""));
    out.at.entry = file.entry;
    out.at.line = value.line;
    out.at.column = value.column;
    return out;
  }

  Program& program_;
  Collector& out_;
  const Context& context_;
};

void list_files(std::span<const Input> inputs, Program& program) {
  for (const Input& input : inputs) {
    const bool part = &input != &inputs.front();
    const auto& entries = input.tree->entries();
    const std::string prefix = part ? folder_of_plugin(*input.tree) : std::string();
    for (size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].directory) continue;
      const std::string name = shown_name(entries[i]);  // pages are named in UTF-8, zip tools may store GBK
      if (!name.starts_with(program.root) || is_ignored(name)) continue;
      // A part's files are shown behind the part's own name, so that they can be told from the main
      // package's.
      const std::string entry = part ? std::string(base_of(input.path)) + "!/" + name : name;
      program.files.push_back({input.tree, i, prefix + name.substr(program.root.size()), entry});
    }
  }
}

}  // namespace

const File* Program::find(std::string_view path) const {
  const auto at =
      std::find_if(files.begin(), files.end(), [&](const File& file) { return file.path == path; });
  return at == files.end() ? nullptr : &*at;
}

std::optional<ConfigPlace> find_config(const io::Tree& tree) {
  if (const auto index = tree.find(kCompiledConfig)) return ConfigPlace{*index, true, ""};
  std::optional<ConfigPlace> best;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    const std::string& name = tree.entries()[i].name;
    if (base_of(name) != "app.json" || is_ignored(name)) continue;
    const std::string root = name.substr(0, name.size() - base_of(name).size());
    const bool script = tree.find(root + "app.js") || tree.find(root + "app.ts");
    if (script && (!best || root.size() < best->root.size())) best = ConfigPlace{i, false, root};
  }
  return best;
}

Program read_program(std::span<const Input> inputs, const Context& context, evidence::Collector& out) {
  Program program;
  const std::optional<ConfigPlace> config = find_config(*inputs.front().tree);
  program.compiled = !config || config->compiled;
  program.root = config ? shown_name({.name = config->root}) : "";
  list_files(inputs, program);
  ConfigReader reader(program, out, context);
  if (const File* project = program.find("project.config.json")) reader.read_project(*project);
  if (const File* app = program.find(program.compiled ? kCompiledConfig : "app.json")) reader.read_app(*app);
  if (program.compiled) return program;
  for (const File& file : program.files) {
    if (!file.path.ends_with(".json") || file.path == "app.json") continue;
    const std::string path(without_extension(file.path));
    if (program.is_page(path) || program.find(path + ".wxml") != nullptr)
      reader.read_page(path, reader.parse(file).root, file);
  }
  return program;
}

}  // namespace jianfu::platforms::mini
