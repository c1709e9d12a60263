#include "platforms/shared/source_maps.h"

#include <utility>
#include <vector>

#include "formats/source_map/source_map.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/web_script.h"
#include "platforms/shared/web_site.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using formats::source_map::SourceMap;

constexpr std::string_view kEnding = ".map";
constexpr std::string_view kInside = "!/";

std::string place_of(const std::string& map, const BundleSource& source) {
  return map + std::string(kInside) + source.path;
}

}  // namespace

std::optional<size_t> SourceMaps::find(const io::Tree& tree, const std::string& name,
                                       std::string_view script) {
  std::string_view address = formats::source_map::address_in(script);
  address = address.substr(0, address.find_first_of("?#"));
  const std::string folder(folder_of(name));
  if (!address.empty() && !address.starts_with("data:")) {
    const bool elsewhere = address.find("://") != std::string_view::npos || address.starts_with('/');
    const std::string_view path = elsewhere ? base_of(address) : address;
    if (const auto named = tree.find(resolve(folder, path))) return named;
    if (const auto on_top = tree.find(std::string(base_of(address)))) return on_top;
  }
  if (const auto beside = tree.find(name + std::string(kEnding))) return beside;
  return tree.find(std::string(without_extension(name)) + std::string(kEnding));
}

void SourceMaps::read(std::string_view bytes, const std::string& place, const BundleReader& reader) {
  const SourceMap map = formats::source_map::read(bytes, context_.limits);
  // Nothing is lost with it: the bundle is read.
  if (!map.defects.empty()) add_fact(out_, "source-map damaged", place);
  const std::vector<BundleSource> sources = sources_of(map);
  if (!has_own_source(sources)) return reader.read_bundle();
  Sayings own;
  for (const BundleSource& source : sources) {
    if (source.own) read_own(source, place, reader, own);
  }
  const size_t begin = out_.set().evidence.size();
  reader.read_bundle();
  drop_said(out_.set(), begin, own, {});
  if (out_.set().evidence.size() > begin) drop_said(out_.set(), begin, {}, read_foreign(sources));
}

bool SourceMaps::read_alone(std::string_view bytes, const std::string& place, const BundleReader& reader) {
  const SourceMap map = formats::source_map::read(bytes, context_.limits);
  if (!map.recognised) return false;
  for (const Defect& defect : map.defects) out_.gap(defect, place);
  Sayings own;
  for (const BundleSource& source : sources_of(map)) {
    if (source.own) read_own(source, place, reader, own);
  }
  return true;
}

void SourceMaps::read_own(const BundleSource& source, const std::string& place, const BundleReader& reader,
                          Sayings& own) {
  const uint64_t content = std::hash<std::string_view>{}(source.source->content);
  const auto [at, first] = known_.try_emplace(source.path);
  Known& known = at->second;
  if (first || known.content != content) {
    Known found;
    found.content = content;
    const size_t begin = out_.set().evidence.size();
    found.module =
        reader.read_source(source, place_of(place, source), formats::source_map::text_of(*source.source));
    note_sayings(out_.set(), begin, found.says);
    found.says.modules.insert(found.module);
    known = std::move(found);
  }
  own.add(known.says);
  if (known.module != evidence::kNoModule) reader.made_of(source, known.module);
}

// Read like any script, for what it says only.
Sayings SourceMaps::read_foreign(const std::vector<BundleSource>& sources) const {
  Sayings out;
  for (const BundleSource& source : sources) {
    if (source.own || source.use == SourceUse::kText) continue;
    evidence::EvidenceSet set;
    evidence::Collector collector(set, context_.filter);
    WebSite site(collector, context_);
    const std::string text = formats::source_map::text_of(*source.source);
    if (source.use == SourceUse::kComponent)
      site.read_page(source.path, text);
    else
      site.read_script(source.path, text);
    note_sayings(set, 0, out);
  }
  return out;
}

}  // namespace jianfu::platforms
