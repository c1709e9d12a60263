#include "platforms/mini/detect.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "platforms/shared/paths.h"

namespace jianfu::platforms::mini {
namespace {

constexpr std::string_view kConfig = "app-config.json", kTinyConfig = "appConfig.json",
                           kSourceConfig = "app.json";

// Where any of these stands, a compiled package was.
constexpr std::array<std::string_view, 7> kCompiledMarks = {
    "app-service.js", "page-frame.js",     "page-frame.html", "common.app.js",
    "appservice.js",  "appservice.app.js", "pageframe.js"};

constexpr std::string_view kCompiledTemplate = ".swan.js";

// How much of the scripts is asked for the API they call.
constexpr size_t kScriptsAsked = 8;
constexpr uint64_t kBytesAsked = 256 << 10;

bool has_any(const io::Tree& tree, const std::string& root, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return tree.find(root + std::string(name)).has_value(); });
}

// The configuration that this file is; nothing for other files, and for those that only share the name.
std::optional<ConfigPlace> config_at(const io::Tree& tree, size_t index) {
  const std::string& name = tree.entries()[index].name;
  const std::string_view base = base_of(name);
  if (base != kConfig && base != kTinyConfig && base != kSourceConfig) return std::nullopt;
  if (is_ignored(name)) return std::nullopt;
  std::string root = name.substr(0, name.size() - base.size());
  if (base == kConfig) return ConfigPlace{index, true, std::move(root)};
  if (base == kTinyConfig) {
    if (!has_any(tree, root, {"index.worker.js", "index$.worker.js", "index.js"})) return std::nullopt;
    return ConfigPlace{index, true, std::move(root)};
  }
  if (!has_any(tree, root, {"app.js", "app.ts", "app.wxss", "app.acss"})) return std::nullopt;
  return ConfigPlace{index, false, std::move(root)};
}

bool is_better(const ConfigPlace& one, const std::optional<ConfigPlace>& other) {
  if (!other) return true;
  if (one.root.size() != other->root.size()) return one.root.size() < other->root.size();
  return one.compiled && !other->compiled;
}

// Adds how often each of the objects stands before a dot.
void count_calls(std::string_view script, const std::vector<std::string_view>& objects, std::vector<size_t>& counts) {
  for (size_t dot = script.find('.'); dot != std::string_view::npos; dot = script.find('.', dot + 1)) {
    const std::string_view code = script.substr(0, dot);
    for (size_t o = 0; o < objects.size(); ++o) {
      if (!code.ends_with(objects[o])) continue;
      const size_t at = dot - objects[o].size();
      const char before = at == 0 ? ' ' : script[at - 1];
      const bool whole = std::isalnum(static_cast<unsigned char>(before)) == 0 && before != '_' &&
                         before != '$' && before != '.';
      if (whole) ++counts[o];
    }
  }
}

// How often the scripts below `root` call each API, as far as they are looked at.
std::vector<size_t> count_calls(const io::Tree& tree, const std::string& root,
                                const std::vector<std::string_view>& objects) {
  std::vector<size_t> out(objects.size());
  size_t asked = 0;
  for (size_t i = 0; i < tree.entries().size() && asked < kScriptsAsked; ++i) {
    const std::string& name = tree.entries()[i].name;
    if (!name.starts_with(root) || is_ignored(name) || type_of(name) != FileType::kScript) continue;
    ++asked;
    const io::Content content = tree.read(i, kBytesAsked);
    count_calls(content.bytes.view(), objects, out);
  }
  return out;
}

const Dialect& most_called(const io::Tree& tree, const std::string& root,
                           const std::vector<const Dialect*>& candidates) {
  std::vector<std::string_view> objects;
  for (const Dialect* candidate : candidates)
    objects.push_back(candidate->kind == "wecom" ? "wx.qy" : candidate->api);
  const std::vector<size_t> calls = count_calls(tree, root, objects);
  size_t best = 0;
  for (size_t i = 1; i < candidates.size(); ++i) {
    // A program of WeCom is one of WeChat that also calls what only WeCom has.
    const bool wecom = candidates[i]->kind == "wecom" && calls[i] > 1;
    if (wecom || calls[i] > calls[best]) best = i;
    if (wecom) break;
  }
  return *candidates[best];
}

// Clients whose templates lie below `root`; of those that share an ending all.
std::vector<const Dialect*> by_templates(const io::Tree& tree, const std::string& root) {
  std::array<size_t, 16> counts{};
  const std::span<const Dialect> all = dialects();
  for (const io::Entry& entry : tree.entries()) {
    if (!entry.name.starts_with(root) || is_ignored(entry.name)) continue;
    for (size_t d = 0; d < all.size(); ++d) {
      if (entry.name.ends_with(all[d].template_ending)) ++counts[d];
    }
    if (entry.name.ends_with(kCompiledTemplate)) {
      for (size_t d = 0; d < all.size(); ++d) counts[d] += all[d].kind == "baidu" ? 1u : 0u;
    }
  }
  const size_t most = *std::max_element(counts.begin(), counts.end());
  std::vector<const Dialect*> out;
  for (size_t d = 0; d < all.size() && most > 0; ++d) {
    if (counts[d] == most) out.push_back(&all[d]);
  }
  return out;
}

std::vector<const Dialect*> by_config(std::string_view name) {
  std::vector<const Dialect*> out;
  for (const Dialect& dialect : dialects()) {
    if (dialect.compiled_config == name) out.push_back(&dialect);
  }
  return out;
}

// Those whose own project file, one that no other client has, stands at the root or beside the program.
const Dialect* by_project(const io::Tree& tree, const std::string& root) {
  for (const Dialect& dialect : dialects()) {
    for (const std::string_view file : dialect.project_files) {
      const bool shared = file.empty() || file == "project.config.json" || file == "mini.project.json";
      if (!shared && (tree.find(std::string(file)) || tree.find(root + std::string(file)))) return &dialect;
    }
  }
  return nullptr;
}

}  // namespace

bool is_ignored(std::string_view path) {
  return path.starts_with("node_modules/") || path.find("/node_modules/") != std::string_view::npos ||
         path.starts_with(".git/") || path.find("/.git/") != std::string_view::npos;
}

std::optional<ConfigPlace> find_config(const io::Tree& tree) {
  if (tree.find("AndroidManifest.xml")) return std::nullopt;
  std::optional<ConfigPlace> best;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    std::optional<ConfigPlace> found = config_at(tree, i);
    if (found && is_better(*found, best)) best = std::move(found);
  }
  if (!best || best->compiled) return best;
  // Baidu's compiled packages keep the name of the source.
  best->compiled = std::any_of(tree.entries().begin(), tree.entries().end(), [&](const io::Entry& entry) {
    return entry.name.starts_with(best->root) && entry.name.ends_with(kCompiledTemplate);
  });
  return best;
}

std::vector<std::string> other_programs(const io::Tree& tree, const ConfigPlace& place) {
  std::vector<std::string> out;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    std::optional<ConfigPlace> found = config_at(tree, i);
    if (found && !found->root.starts_with(place.root)) out.push_back(std::move(found->root));
  }
  return out;
}

bool has_compiled_mark(const io::Tree& tree) {
  return std::any_of(tree.entries().begin(), tree.entries().end(), [](const io::Entry& entry) {
    return std::find(kCompiledMarks.begin(), kCompiledMarks.end(), base_of(entry.name)) !=
           kCompiledMarks.end();
  });
}

const Dialect& dialect_of(const io::Tree& tree, const std::optional<ConfigPlace>& place) {
  const std::string root = place ? place->root : "";
  std::vector<const Dialect*> candidates = by_templates(tree, root);
  if (candidates.size() == 1) return *candidates.front();
  const std::string_view config = place ? base_of(tree.entries()[place->index].name) : kConfig;
  if (candidates.empty()) {
    if (const Dialect* dialect = by_project(tree, root)) return *dialect;
    candidates = by_config(config);
  }
  return candidates.empty() ? wechat() : most_called(tree, root, candidates);
}

}  // namespace jianfu::platforms::mini
