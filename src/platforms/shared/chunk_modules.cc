#include "platforms/shared/chunk_modules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

constexpr size_t kMostPlaces = 16;  // of one module, in several chunks
constexpr size_t kPathBytes = 256;  // of a file that are compared

// How many folders two files have in common.
size_t common_folders(std::string_view a, std::string_view b) {
  size_t out = 0;
  for (size_t i = 0; i < std::min({a.size(), b.size(), kPathBytes}) && a[i] == b[i]; ++i) out += a[i] == '/';
  return out;
}

}  // namespace

bool is_webpack_path(std::string_view id) {
  return id.find('.') != std::string_view::npos || id.find('\\') != std::string_view::npos;
}

std::string path_of_webpack_module(std::string_view id) {
  id = id.substr(id.rfind('!') + 1);
  id = id.substr(0, id.find('?'));
  id = id.substr(0, id.find(" sync "));  // of require.context: "./locale sync ^\\.\\/.*$"
  std::string path = text::to_valid_utf8(id);
  std::replace(path.begin(), path.end(), '\\', '/');
  if (const size_t foreign = path.find("node_modules/"); foreign != std::string::npos)
    return path.substr(foreign);
  id = path;
  if (id.size() > 2 && id[1] == ':') id.remove_prefix(2);  // of a build machine under Windows
  while (id.starts_with("./") || id.starts_with("../") || id.starts_with('/'))
    id.remove_prefix(id.find('/') + 1);
  if (id.starts_with("src/")) id.remove_prefix(4);
  return resolve("", id);
}

uint32_t ChunkModules::number_of(std::string_view chunk) {
  const auto [at, made] = chunk_numbers_.emplace(std::string(chunk), static_cast<uint32_t>(chunks_.size()));
  if (made) chunks_.emplace_back(chunk);
  return at->second;
}

void ChunkModules::note(std::string_view id, std::string_view chunk, uint32_t module) {
  if (module == evidence::kNoModule) return;
  std::vector<Place>& places = places_[std::string(id)];
  if (places.size() < kMostPlaces) places.push_back({number_of(chunk), module});
}

void ChunkModules::ask(std::string_view id, std::string_view chunk, PendingUse use) {
  asks_.push_back({number_of(chunk), std::string(id), std::move(use)});
}

uint32_t ChunkModules::find(const Ask& ask, evidence::Collector& out) const {
  const auto places = places_.find(ask.id);
  if (places == places_.end()) return evidence::kNoModule;
  const Place* best = nullptr;
  size_t best_common = 0;
  for (const Place& place : places->second) {
    if (place.chunk == ask.chunk) return place.module;
    if (out.at(place.module).kind != evidence::ModuleKind::kScript) continue;
    const size_t common = common_folders(chunks_[ask.chunk], chunks_[place.chunk]);
    if (best != nullptr && common <= best_common) continue;
    best = &place;
    best_common = common;
  }
  return best == nullptr ? evidence::kNoModule : best->module;
}

void ChunkModules::draw(evidence::Collector& out) {
  std::set<std::pair<uint32_t, uint32_t>> drawn;
  for (const Ask& ask : asks_) {
    const uint32_t to = find(ask, out);
    if (to == evidence::kNoModule || to == ask.use.from || !drawn.emplace(ask.use.from, to).second) continue;
    out.edge(evidence::EdgeKind::kUses, ask.use.from, to, ask.use.entry, ask.use.line);
  }
  asks_.clear();
}

}  // namespace jianfu::platforms
