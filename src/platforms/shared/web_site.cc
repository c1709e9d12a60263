#include "platforms/shared/web_site.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/paths.h"
#include "platforms/shared/web_page.h"
#include "platforms/shared/web_script.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::EdgeKind;
using evidence::ModuleKind;

constexpr std::array<std::string_view, 4> kRoots = {"/www/", "/public/", "/widget/", "/dist/"};
constexpr std::string_view kInside = "!/";
constexpr std::string_view kAssetScheme = "file:///android_asset/";

bool is_elsewhere(std::string_view route) {
  const size_t colon = route.find(':');
  return route.starts_with("//") || route.starts_with('#') ||
         (colon != std::string_view::npos && colon < route.find('/'));
}

}  // namespace

std::string_view WebSite::root_of(std::string_view path) {
  const size_t inside = path.rfind(kInside);
  const size_t begin = inside == std::string_view::npos ? 0 : inside + kInside.size();
  for (const std::string_view root : kRoots) {
    const size_t at = path.find(root, begin == 0 ? 0 : begin - 1);
    if (at != std::string_view::npos) return path.substr(0, at + root.size());
  }
  if (begin != 0) return path.substr(0, begin);
  constexpr std::string_view kAssets = "assets/";
  return path.starts_with(kAssets) ? path.substr(0, kAssets.size()) : std::string_view{};
}

bool WebSite::is_page(std::string_view path) {
  return path.ends_with(".html") || path.ends_with(".htm") || path.ends_with(".xhtml");
}

std::string WebSite::local_target(std::string_view from_path, std::string_view route) {
  if (route.starts_with(kAssetScheme))
    return "assets/" + resolve("", without_query(route.substr(kAssetScheme.size())));
  const std::string_view path = without_query(route);
  if (path.empty() || is_elsewhere(path)) return {};
  if (path.starts_with('/')) return std::string(root_of(from_path)) + resolve("", path);
  return resolve(folder_of(from_path), path);
}

uint32_t WebSite::module(const std::string& id, ModuleKind kind, const std::string& place) {
  const size_t before = out_.set().modules.size();
  const uint32_t module = out_.module(id, kind, place);
  if (module == before) modules_.push_back(module);
  return module;
}

void WebSite::link(EdgeKind kind, uint32_t from, const std::string& from_path, std::string_view route,
                   uint32_t line) {
  std::string target = text::to_valid_utf8(local_target(from_path, route));
  if (!target.empty()) links_.push_back({kind, from, std::move(target), from_path, line});
}

void WebSite::read_page(const std::string& path, std::string_view source) {
  read_web_page(out_, context_, *this, path, source);
}

void WebSite::read_script(const std::string& path, std::string_view source, ModuleKind kind) {
  read_web_script(out_, context_, *this, path, kind, source);
}

void WebSite::made_of(const std::string& bundle, const std::string& path, uint32_t module) {
  sources_.emplace(path, module);
  bundle_sources_[bundle].push_back(module);
}

const std::string& WebSite::bundle_of(const std::string& path) const {
  const size_t inside = path.rfind(kInside);
  if (inside == std::string::npos) return path;
  const auto bundle = bundles_.find(std::string_view(path).substr(0, inside));
  return bundle == bundles_.end() ? path : bundle->second;
}

// A source as another one names it, whichever bundle it came in: "@/views/Sign", "../views/Sign.vue".
uint32_t WebSite::source_of(std::string_view target) const {
  if (sources_.empty()) return evidence::kNoModule;
  const size_t inside = target.rfind(kInside);
  if (inside != std::string_view::npos) target.remove_prefix(inside + kInside.size());
  constexpr std::string_view kAlias = "@/", kRoot = "src/";
  const size_t alias = target.rfind(kAlias);
  const std::string path = alias != std::string_view::npos && (alias == 0 || target[alias - 1] == '/')
                               ? std::string(kRoot).append(target.substr(alias + kAlias.size()))
                               : std::string(target);
  constexpr std::array<std::string_view, 13> kEndings = {
      "",      ".vue",       ".js",       ".ts",       ".jsx",       ".tsx",      ".mjs",
      ".nvue", "/index.vue", "/index.js", "/index.ts", "/index.jsx", "/index.tsx"};
  for (const std::string_view ending : kEndings) {
    const auto found = sources_.find(path + std::string(ending));
    if (found != sources_.end()) return found->second;
    // Some build tools name sources as seen from src/.
    if (!path.starts_with(kRoot)) continue;
    const auto below = sources_.find(path.substr(kRoot.size()) + std::string(ending));
    if (below != sources_.end()) return below->second;
  }
  return evidence::kNoModule;
}

void WebSite::draw_sources() {
  for (const auto& [bundle, sources] : bundle_sources_) {
    const uint32_t from = out_.find_module(bundle);
    if (from == evidence::kNoModule) continue;
    for (const uint32_t source : sources) {
      if (source != from) out_.edge(EdgeKind::kUses, from, source, bundle);
    }
  }
}

// "/js/a.js" counts from the folder of the page that the program begins with, wherever it was put.
void WebSite::draw_links() {
  std::vector<std::string> bases;
  constexpr size_t kMostBases = 8;
  for (const uint32_t module : modules_) {
    const std::string_view id = out_.at(module).id;
    if (base_of(id) == "index.html" && id.size() > base_of(id).size() && bases.size() < kMostBases)
      bases.emplace_back(id.substr(0, id.size() - base_of(id).size()));
  }
  for (const Link& link : links_) {
    uint32_t to = out_.find_module(link.target);
    if (to == evidence::kNoModule) to = out_.find_module(link.target + "/index.html");
    for (size_t i = 0; i < bases.size() && to == evidence::kNoModule; ++i) to = out_.find_module(bases[i] + link.target);
    if (to == evidence::kNoModule && link.kind == EdgeKind::kIncludes) to = source_of(link.target);
    if (to == evidence::kNoModule || to == link.from) continue;
    out_.edge(link.kind, link.from, to, link.entry, link.line);
    if (link.kind == EdgeKind::kIncludes) made_of_files_.insert(link.from);
  }
  links_.clear();
}

uint32_t WebSite::used_by(const PendingUse& use) const {
  constexpr std::array<std::string_view, 7> kEndings = {"",     ".js",       ".vue", ".ts",
                                                        ".mjs", "/index.js", ".nvue"};
  for (const std::string_view ending : kEndings) {
    const uint32_t to = out_.find_module(use.file + std::string(ending));
    if (to != evidence::kNoModule && to != use.from) return to;
  }
  return source_of(use.file);
}

// A component in a component is a part of what it shows.
void WebSite::draw_uses() {
  const auto is_component = [this](uint32_t module) {
    return out_.at(module).kind == ModuleKind::kComponent;
  };
  for (const PendingUse& use : uses_) {
    const uint32_t to = used_by(use);
    if (to == evidence::kNoModule || to == use.from) continue;
    const bool part = is_component(use.from) && is_component(to);
    out_.edge(part ? EdgeKind::kIncludes : EdgeKind::kUses, use.from, to, use.entry, use.line);
  }
  uses_.clear();
}

// Pages first, index pages before others; then scripts and data that nothing was seen to use.
void WebSite::find_beginnings() {
  std::vector<std::vector<uint32_t>> next(out_.set().modules.size());
  for (const evidence::Edge& edge : out_.set().edges) next[edge.from].push_back(edge.to);
  const auto rank = [this](uint32_t module) {
    const evidence::Module& m = out_.at(module);
    if (m.kind != ModuleKind::kPage) return 2;
    return without_extension(base_of(m.id)) == "index" ? 0 : 1;
  };
  std::stable_sort(modules_.begin(), modules_.end(),
                   [&](uint32_t a, uint32_t b) { return rank(a) < rank(b); });
  std::vector<bool> reached(next.size());
  std::vector<uint32_t> open;
  for (const uint32_t begin : modules_) {
    if (reached[begin]) continue;
    evidence::Module& m = out_.at(begin);
    if (m.kind == ModuleKind::kPage) {
      m.entry = true;
    } else if (m.reach == evidence::Reach::kUnknown) {
      m.reach = evidence::Reach::kYes;
    }
    reached[begin] = true;
    open.push_back(begin);
    while (!open.empty()) {
      const uint32_t at = open.back();
      open.pop_back();
      for (const uint32_t to : next[at]) {
        if (!reached[to]) open.push_back(to);
        reached[to] = true;
      }
    }
  }
}

void WebSite::holds_chunk(std::string_view id, uint32_t script) {
  constexpr size_t kMost = 20'000;
  if (chunks_.size() < kMost) chunks_.emplace(text::to_valid_utf8(id), script);
}

void WebSite::loads_chunk(uint32_t page, std::string_view id, const std::string& entry, uint32_t line) {
  chunk_uses_.push_back({page, text::to_valid_utf8(id), entry, line});
}

// By what the script says it holds, else by its name: "js/chunk-1a2b.3c4d.js". A page whose own file is not
// known is made of all that its chunk is made of.
void WebSite::draw_chunks() {
  if (chunk_uses_.empty()) return;
  std::map<std::string, uint32_t, std::less<>> by_name;
  for (const uint32_t module : modules_) {
    const std::string_view base = base_of(out_.at(module).id);
    if (out_.at(module).kind == ModuleKind::kScript) by_name.emplace(base.substr(0, base.find('.')), module);
  }
  for (const ChunkUse& use : chunk_uses_) {
    const auto told = chunks_.find(use.chunk);
    const auto named = by_name.find(use.chunk);
    const uint32_t script = told != chunks_.end()      ? told->second
                            : named != by_name.end() ? named->second
                                                     : evidence::kNoModule;
    if (script == evidence::kNoModule || script == use.page) continue;
    out_.edge(EdgeKind::kIncludes, use.page, script, use.entry, use.line);
    const auto sources = bundle_sources_.find(out_.at(script).id);
    if (sources == bundle_sources_.end() || made_of_files_.count(use.page) != 0) continue;
    for (const uint32_t source : sources->second)
      out_.edge(EdgeKind::kIncludes, use.page, source, use.entry, use.line);
  }
  chunk_uses_.clear();
}

void WebSite::finish() {
  draw_links();
  draw_chunks();
  draw_uses();
  draw_sources();
  find_beginnings();
}

}  // namespace jianfu::platforms
