#include "engine/tampering.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>
#include <tuple>

namespace jianfu::engine {
namespace {

using platforms::Trick;

// By what they hide: content, then code, then the signature, then what merely stops other tools.
constexpr auto kTricks = std::to_array<std::string_view>({
    // entries that other readers do not open, or see another content of
    "zip-fake-encryption", "zip-unknown-method", "zip-duplicate-name", "zip-count-lie", "zip-unlisted-entry",
    "zip-second-directory", "zip-local-header-mismatch", "zip-size-lie", "zip-overlap", "zip-odd-name",
    "wxapkg-duplicate-name", "wxapkg-overlapping-entries", "wxapkg-odd-path",
    // code
    "dex-before-zip", "dex-magic", "dex-checksum", "dex-header-tables", "dex-header-size", "dex-header-offset", "dex-endian",
    "dex-link-section", "dex-trailing-bytes", "dex-bytes-after-map", "dex-map", "dex-overlapping-data",
    "dex-unsorted-strings",
    // the signature
    "signer-scheme-stripped", "signer-mismatch", "signing-block-displaced", "signing-block-magic", "signing-block-damaged",
    "signer-v1-without-manifest",
    // the archive as a whole
    "zip-malformed-extra", "zip-multi-disk", "zip-directory-offset", "zip-directory-size", "zip-directory-gap",
    "zip-comment-lie", "zip-trailing-data", "zip-prefix",
    // the manifest and other binary XML
    "axml-attribute-name", "axml-empty-names", "axml-no-namespace", "axml-duplicate-attribute", "axml-dummy-attribute",
    "axml-raw-value", "axml-attribute-size", "axml-attribute-start", "axml-garbage", "axml-unknown-chunk",
    "axml-chunk-size", "axml-node-header", "axml-end-size", "axml-string-pool", "axml-pool-fields", "axml-root-type",
    "axml-root-header", "axml-root-size", "axml-trailing-data", "axml-nesting", "axml-unbalanced", "axml-several-roots",
    "manifest-several-applications", "manifest-nested-component", "manifest-unnamed-component",
    // the table of resources
    "arsc-duplicate-config", "arsc-entry-count", "arsc-entry-size", "arsc-misaligned-entry", "arsc-string-pool",
    "arsc-pool-fields", "arsc-extra-pool", "arsc-unknown-chunk", "arsc-chunk-size", "arsc-package-count",
    "arsc-package-header", "arsc-header", "arsc-size", "arsc-trailing-data",
});

// Archives that an app merely carries are written by all kinds of tools; what hides their content counts even there.
bool is_of_the_package(std::string_view id, std::string_view place) {
  const size_t inside = place.rfind("!/");
  if (inside == std::string_view::npos || !id.starts_with("zip-")) return true;
  return place.substr(0, inside).ends_with(".apk") || id == "zip-fake-encryption" || id == "zip-unknown-method";
}

// "method=21, count=3": what a container counted itself.
uint64_t take_count(std::string& detail) {
  constexpr std::string_view kCount = "count=";
  const size_t at = detail.rfind(kCount);
  if (at == std::string::npos) return 1;
  uint64_t count = 0;
  std::from_chars(detail.data() + at + kCount.size(), detail.data() + detail.size(), count);
  detail.resize(at >= 2 ? at - 2 : 0);
  return std::max<uint64_t>(count, 1);
}

Trick trick_of(std::string_view id, const evidence::Evidence& fact) {
  Trick out{std::string(id), fact.at.entry, fact.text.substr(std::min(id.size() + 1, fact.text.size())), 1};
  out.places = take_count(out.detail);
  return out;
}

}  // namespace

std::span<const std::string_view> known_tricks() { return kTricks; }

std::vector<Trick> tricks_of(const platforms::Package& package, const evidence::EvidenceSet& set) {
  if (package.kind.ends_with("-source")) return {};
  std::array<Trick, kTricks.size()> found;
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind != evidence::Kind::kFact) continue;
    const std::string_view id = std::string_view(item.text).substr(0, item.text.find(' '));
    const auto known = std::find(kTricks.begin(), kTricks.end(), id);
    if (known == kTricks.end() || !is_of_the_package(id, item.at.entry)) continue;
    Trick& all = found[static_cast<size_t>(known - kTricks.begin())];
    Trick one = trick_of(id, item);
    const uint64_t places = (all.id.empty() ? 0 : all.places) + one.places;
    // The same one whatever order the threads came in.
    if (all.id.empty() || std::tie(one.place, one.detail) < std::tie(all.place, all.detail)) all = std::move(one);
    all.places = places;
  }
  std::vector<Trick> out;
  std::copy_if(found.begin(), found.end(), std::back_inserter(out), [](const Trick& one) { return !one.id.empty(); });
  return out;
}

}  // namespace jianfu::engine
