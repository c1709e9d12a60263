#include "platforms/shared/bundle_sources.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "platforms/shared/component_file.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

constexpr std::string_view kScheme = "://";

// Anywhere in a name.
constexpr std::array<std::string_view, 6> kForeignFolders = {
    "node_modules/", "(webpack)", "/~/", "/.yarn/", "bower_components/", "miniprogram_npm/"};
// Where the name begins, without its scheme.
constexpr std::array<std::string_view, 7> kForeignBegins = {"webpack/", "~/",       "external ", "vite/",
                                                            "rollup",   "commonjs", "ignored "};

constexpr std::array<std::string_view, 9> kScripts = {".js",  ".ts",  ".jsx", ".tsx", ".mjs",
                                                      ".cjs", ".mts", ".cts", ".wxs"};
constexpr std::array<std::string_view, 4> kTexts = {".html", ".htm", ".json", ".css"};

template <size_t N>
bool ends_with_one(const std::array<std::string_view, N>& endings, std::string_view name) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

// Without scheme and what stands for the host: "webpack://app/./src/a.js" → "./src/a.js".
std::string_view without_scheme(std::string_view name) {
  const size_t scheme = name.find(kScheme);
  if (scheme == std::string_view::npos) return name;
  const size_t slash = name.find('/', scheme + kScheme.size());
  return slash == std::string_view::npos ? std::string_view{} : name.substr(slash + 1);
}

std::optional<SourceUse> use_of(std::string_view path) {
  if (is_component_name(path)) return SourceUse::kComponent;
  if (path.ends_with(".d.ts")) return std::nullopt;
  if (ends_with_one(kScripts, path)) return SourceUse::kScript;
  if (ends_with_one(kTexts, path)) return SourceUse::kText;
  return std::nullopt;
}

// What build tools make of a component bears its name too: a module that imports the blocks, a block as a
// script.
bool is_whole_component(std::string_view escaped) {
  size_t begin = 0;
  while (begin < escaped.size()) {
    if (escaped[begin] == ' ') {
      ++begin;
    } else if (escaped[begin] == '\\' && begin + 1 < escaped.size() && escaped[begin + 1] != 'u') {
      begin += 2;
    } else {
      break;
    }
  }
  escaped.remove_prefix(begin);
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  return escaped.starts_with('<') || escaped.starts_with("\\u003c") || escaped.starts_with("\\u003C") ||
         escaped.starts_with(kBom);
}

// The pieces of a component may be named from another folder than the whole of it.
std::string_view below_sources(std::string_view path) {
  constexpr std::string_view kSources = "src/";
  const size_t at = path.rfind(kSources);
  return at == std::string_view::npos || (at != 0 && path[at - 1] != '/') ? path : path.substr(at);
}

}  // namespace

std::string path_of_source(std::string_view name) {
  name = name.substr(0, name.find('?'));
  return text::to_valid_utf8(resolve("", without_scheme(name)));
}

bool is_foreign_source(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos) return true;
  if (std::any_of(kForeignFolders.begin(), kForeignFolders.end(),
                  [&](std::string_view folder) { return name.find(folder) != std::string_view::npos; }))
    return true;
  std::string_view path = without_scheme(name);
  while (path.starts_with("./") || path.starts_with("../")) path.remove_prefix(path.find('/') + 1);
  return std::any_of(kForeignBegins.begin(), kForeignBegins.end(),
                     [&](std::string_view begin) { return path.starts_with(begin); });
}

std::vector<BundleSource> sources_of(const formats::source_map::SourceMap& map) {
  std::vector<BundleSource> out;
  std::set<std::string, std::less<>> whole;  // components
  for (const formats::source_map::Source& source : map.sources) {
    if (!source.has_content || source.content.empty()) continue;
    BundleSource found;
    found.path = path_of_source(source.name);
    const std::optional<SourceUse> use = use_of(found.path);
    if (!use) continue;
    found.use = *use;
    found.own = !is_foreign_source(source.name);
    found.source = &source;
    if (*use == SourceUse::kComponent) {
      if (!is_whole_component(source.content))
        found.use = SourceUse::kScript;
      else if (!whole.emplace(below_sources(found.path)).second)
        continue;
    }
    out.push_back(std::move(found));
  }
  std::erase_if(out, [&](const BundleSource& source) {
    return source.use == SourceUse::kScript && is_component_name(source.path) &&
           whole.find(below_sources(source.path)) != whole.end();
  });
  return out;
}

bool has_own_source(const std::vector<BundleSource>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const BundleSource& source) { return source.own; });
}

}  // namespace jianfu::platforms
