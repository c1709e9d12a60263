#include "platforms/mini/named_templates.h"

#include <unordered_set>
#include <utility>

namespace jianfu::platforms::mini {
namespace {

using evidence::EdgeKind;

constexpr std::string_view kUnknown = "\xEF\xBF\xBC";  // U+FFFC, where an expression stands

// Templates looked at for all uses together; a real program needs some thousands.
constexpr size_t kMostSteps = 1 << 18;

}  // namespace

uint32_t NamedTemplates::file_of(const std::string& path) {
  const auto [at, added] = number_of_.try_emplace(path, static_cast<uint32_t>(files_.size()));
  if (added) {
    files_.emplace_back();
    files_.back().path = path;
  }
  return at->second;
}

uint32_t NamedTemplates::define(const std::string& file, const std::string& name, std::string_view place) {
  File& in = files_[file_of(file)];
  if (const auto known = in.own.find(name); known != in.own.end()) return known->second;
  const uint32_t module = modules_.of_named_template(file, name, place);
  in.own.emplace(name, module);
  in.in_order.emplace_back(name, module);
  return module;
}

void NamedTemplates::note_import(const std::string& file, const std::string& target) {
  const uint32_t from = file_of(file), to = file_of(target);
  files_[from].imports.push_back(to);
}

void NamedTemplates::note_include(const std::string& file, const std::string& target) {
  const uint32_t from = file_of(file), to = file_of(target);
  files_[from].includes.push_back(to);
}

void NamedTemplates::note_script(const std::string& file, bool inside) {
  File& in = files_[file_of(file)];
  in.has_script = true;
  in.script_inside |= inside;
}

// "card" names one; {{a ? 'card' : 'list'}} one of two; "card-{{kind}}" all that begin so; {{kind}} any.
void NamedTemplates::note_use(uint32_t from, const std::string& file, const formats::markup::Value& is,
                              const Spot& spot) {
  if (is.text.empty()) return;
  Use use;
  use.from = from;
  use.file = file_of(file);
  use.entry = spot.entry;
  use.line = spot.line;
  const size_t unknown = is.text.find(kUnknown);
  if (unknown == std::string::npos) {
    use.names = {is.text};
  } else {
    use.open = true;
    use.prefix = is.text.substr(0, unknown);
    use.suffix = is.text.substr(is.text.rfind(kUnknown) + kUnknown.size());
    if (use.prefix.empty() && use.suffix.empty()) use.names = is.shown;
  }
  uses_.push_back(std::move(use));
}

bool NamedTemplates::spend() {
  if (steps_ > kMostSteps) return false;
  if (++steps_ <= kMostSteps) return true;
  out_.gap({GapReason::kLimit,
            {Msg::limit_reached,
             {core::bilingual("按名称引用的模板", "templates used by name"), std::to_string(kMostSteps)}}},
           "");
  return false;
}

void NamedTemplates::finish() {
  draw_scripts();
  for (const Use& use : uses_) draw(use);
  uses_.clear();
}

// What the run time looks through: the imports of the file, and of those it includes.
void NamedTemplates::look_up(uint32_t number) {
  if (files_[number].looked_up) return;
  files_[number].looked_up = true;
  std::vector<uint32_t> open = {number};
  std::unordered_set<uint32_t> included = {number}, known = {number};
  while (!open.empty()) {
    const File& file = files_[open.back()];
    open.pop_back();
    for (const uint32_t to : file.imports) {
      if (!spend()) return;
      if (known.insert(to).second) files_[number].known.push_back(to);
    }
    for (const uint32_t to : file.includes) {
      if (!spend()) return;
      if (included.insert(to).second) open.push_back(to);
    }
  }
}

void NamedTemplates::draw(const Use& use) {
  look_up(use.file);
  bool found = false;
  for (const std::string& name : use.names) found |= draw_named(use, name);
  if (found || !use.open || !drawn_.emplace(use.from, use.file, use.prefix, use.suffix).second) return;
  draw_any_of(use, files_[use.file]);
  for (const uint32_t file : files_[use.file].known) draw_any_of(use, files_[file]);
}

// The file's own comes before those it imports.
bool NamedTemplates::draw_named(const Use& use, const std::string& name) {
  const File& file = files_[use.file];
  if (const auto own = file.own.find(name); own != file.own.end()) {
    out_.edge(EdgeKind::kIncludes, use.from, own->second, use.entry, use.line);
    return true;
  }
  bool found = false;
  for (const uint32_t imported : file.known) {
    if (!spend()) break;
    const auto at = files_[imported].own.find(name);
    if (at == files_[imported].own.end()) continue;
    out_.edge(EdgeKind::kIncludes, use.from, at->second, use.entry, use.line);
    found = true;
  }
  return found;
}

void NamedTemplates::draw_any_of(const Use& use, File& file) {
  if (file.in_order.empty()) return;
  if (use.prefix.empty() && use.suffix.empty()) {
    if (spend()) out_.edge(EdgeKind::kIncludes, use.from, all_of(file), use.entry, use.line);
    return;
  }
  for (const auto& [name, module] : file.in_order) {
    if (!spend()) return;
    const bool meant = name.size() >= use.prefix.size() + use.suffix.size() && name.starts_with(use.prefix) &&
                       name.ends_with(use.suffix);
    if (meant && module != use.from) out_.edge(EdgeKind::kIncludes, use.from, module, use.entry, use.line);
  }
}

// Files of frameworks hold hundreds of templates of which each draws any other: one module stands for them
// all.
uint32_t NamedTemplates::all_of(File& file) {
  if (file.all != evidence::kNoModule) return file.all;
  const std::string place = out_.at(file.in_order.front().second).place;
  file.all = modules_.of_named_template(file.path, "*", place);
  for (const auto& [name, module] : file.in_order) {
    if (module != file.all) out_.edge(EdgeKind::kIncludes, file.all, module, place);
  }
  return file.all;
}

// The script of a template file is code of its templates; what stands in it is shown where they are. A page's
// own is the page's.
void NamedTemplates::draw_scripts() {
  for (const File& file : files_) {
    if (!file.has_script || file.in_order.empty() || modules_.is_screen(file.path)) continue;
    const EdgeKind kind = file.script_inside ? EdgeKind::kIncludes : EdgeKind::kUses;
    for (const auto& [name, module] : file.in_order) {
      const evidence::Module& from = out_.at(module);
      const std::string place = from.place;
      out_.edge(kind, module, modules_.of_template(file.path, place), place);
    }
  }
}

}  // namespace jianfu::platforms::mini
