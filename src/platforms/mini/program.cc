#include "platforms/mini/program.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/mini/config.h"
#include "platforms/mini/detect.h"
#include "platforms/mini/page_search.h"
#include "platforms/mini/parts.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms::mini {
namespace {

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
      program.add_file({input.tree, i, prefix + name.substr(program.root.size()), entry});
    }
  }
}

// The project file lies beside the program, or above the folder that it names as the program's.
void read_project(const Program& program, const io::Tree& tree, ConfigReader& reader) {
  for (const std::string_view name : program.dialect->project_files) {
    if (name.empty()) continue;
    if (const File* file = program.find(name)) return reader.read_project(*file);
    for (std::string folder(folder_of(program.root)); !program.root.empty(); folder = folder_of(folder)) {
      const std::string path = folder_of(folder).empty()
                                   ? std::string(name)
                                   : std::string(folder_of(folder)) + "/" + std::string(name);
      if (const auto index = tree.find(path)) return reader.read_project({&tree, *index, path, path});
      if (folder.empty()) break;
    }
  }
}

// Of a source folder: every page and component has a file of its own.
void read_page_files(const Program& program, ConfigReader& reader) {
  for (const File& file : program.files) {
    if (!file.path.ends_with(".json") || file.path == "app.json") continue;
    const std::string path(without_extension(file.path));
    const bool template_beside =
        std::any_of(dialects().begin(), dialects().end(), [&](const Dialect& dialect) {
          return program.find(path + std::string(dialect.template_ending)) != nullptr;
        });
    if (program.is_page(path) || template_beside) reader.read_page_file(path, file);
  }
}

void tell_other_programs(const io::Tree& tree, const ConfigPlace& place, evidence::Collector& out) {
  constexpr size_t kMostTold = 8;
  std::vector<std::string> others = other_programs(tree, place);
  // What a build wrote beside its sources is the same program again.
  std::erase_if(others, [](const std::string& root) {
    constexpr std::array<std::string_view, 5> kBuilt = {"dist/", "build/", "unpackage/", "miniprogram_dist/", "output/"};
    return std::any_of(kBuilt.begin(), kBuilt.end(), [&](std::string_view folder) { return root.starts_with(folder); });
  });
  if (others.size() > kMostTold) others.resize(kMostTold);
  for (const std::string& root : others) {
    evidence::Gap gap;
    gap.why = GapReason::kUnsupported;
    gap.entry = shown_name({.name = root});
    gap.what = {Msg::gap_other_program, {gap.entry}};
    out.gap(std::move(gap));
  }
}

}  // namespace

const File* Program::find(std::string_view path) const {
  const auto at = by_path_.find(std::string(path));
  return at == by_path_.end() ? nullptr : &files[at->second];
}

bool Program::add_page(const std::string& path) {
  if (path.empty() || !page_set.insert(path).second) return false;
  pages.push_back(path);
  return true;
}

void Program::add_file(File file) {
  by_path_.emplace(file.path, files.size());
  files.push_back(std::move(file));
}

Program read_program(std::span<const Input> inputs, const Context& context, evidence::Collector& out) {
  const io::Tree& main = *inputs.front().tree;
  const std::optional<ConfigPlace> config = find_config(main);
  Program program;
  program.dialect = &dialect_of(main, config);
  program.compiled = !config || config->compiled;
  program.root = config ? shown_name({.name = config->root}) : "";
  list_files(inputs, program);
  if (config) tell_other_programs(main, *config, out);
  ConfigReader reader(program, out, context);
  read_project(program, main, reader);
  const std::string name = config ? shown_name(main.entries()[config->index]) : "";
  const File* app = config ? program.find(std::string_view(name).substr(program.root.size())) : nullptr;
  const bool whole = app != nullptr && reader.read_app(*app);
  if (!whole) find_pages(program, out, context, app);
  reader.make_modules(app == nullptr ? std::string() : app->entry);
  for (const std::string_view extra : {"plugin.json", "ext.json"}) {
    if (const File* file = program.find(extra)) reader.read_extra(*file);
  }
  reader.read_declared();
  // Compiled packages of most clients hold it all in one file; what they do not hold there is in scripts
  // (__wxAppCode__) or beside the pages.
  if (!program.compiled || program.dialect->compiled_config == "app.json") read_page_files(program, reader);
  for (const File& file : program.files) {
    if (program.compiled && type_of(file.path) == FileType::kScript) reader.read_assigned(file);
  }
  return program;
}

}  // namespace jianfu::platforms::mini
