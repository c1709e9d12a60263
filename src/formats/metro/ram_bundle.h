// The indexed RAM bundle of React Native (formats.md §7.2): a table over the texts of its modules.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::metro {

struct RamModule {
  uint32_t id = 0;
  std::string_view code;  // of the bytes that were read; without its NUL
  uint64_t offset = 0;
};

struct RamBundle {
  RamModule startup;               // runs first; its id means nothing
  std::vector<RamModule> modules;  // the table has holes: numbers that no module has
  std::vector<Defect> defects;
};

bool looks_like_ram_bundle(std::string_view bytes);
// A file of the mark alone is the one that Android's unbundled form begins its folder with.
Result<RamBundle> read_ram_bundle(std::string_view bytes, const Limits& limits);

}  // namespace jianfu::formats::metro
