// The sources that a bundle was made of, as its source map tells them (formats.md §11.2): which of them are
// the app's own, where they lie in the project, how each is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/source_map/source_map.h"

namespace jianfu::platforms {

enum class SourceUse : uint8_t {
  kComponent,  // single-file component
  kScript,
  kText,  // pages, data, styles: by the ending of the name
};

struct BundleSource {
  std::string path;  // in the project: "src/views/Sign.vue"; never leaves it
  SourceUse use = SourceUse::kScript;
  bool own = true;                                      // false: of a dependency or of the build tool
  const formats::source_map::Source* source = nullptr;  // of the map
};

// Those with a text that somebody reads. Of a component that the map has whole and in the pieces that it was
// compiled to, the whole one only.
std::vector<BundleSource> sources_of(const formats::source_map::SourceMap& map);

// True when one of them is the app's own.
bool has_own_source(const std::vector<BundleSource>& sources);

// "webpack://app/./src/Sign.vue?1a2b", "../../src/Sign.vue" → "src/Sign.vue"; empty when it is no file.
std::string path_of_source(std::string_view name);

// Dependencies and what build tools add.
bool is_foreign_source(std::string_view name);

}  // namespace jianfu::platforms
