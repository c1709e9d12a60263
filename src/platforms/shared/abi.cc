#include "platforms/shared/abi.h"

#include <algorithm>
#include <array>
#include <optional>

#include "platforms/shared/paths.h"

namespace jianfu::platforms {
namespace {

// Best first: what phones of today run, then what emulators do, then the past.
constexpr std::array<std::string_view, 8> kAbis = {"arm64-v8a", "armeabi-v7a", "x86_64", "x86",
                                                   "armeabi",   "riscv64",     "mips64", "mips"};

struct Place {
  std::string name;  // without the ABI
  size_t rank = 0;
};

std::optional<Place> place_of(std::string_view path) {
  if (!path.ends_with(".so")) return std::nullopt;
  const std::string_view folder = folder_of(path);
  const auto abi = std::find(kAbis.begin(), kAbis.end(), base_of(folder));
  if (abi == kAbis.end()) return std::nullopt;
  return Place{std::string(folder_of(folder)) + "/" + std::string(base_of(path)),
               static_cast<size_t>(abi - kAbis.begin())};
}

}  // namespace

bool LibraryChoice::reads(std::string_view path) const {
  const std::optional<Place> place = place_of(path);
  if (!place) return true;
  const auto best = best_.find(place->name);
  return best == best_.end() || best->second == place->rank;
}

LibraryChoice which_abi(std::span<const std::string> paths) {
  LibraryChoice out;
  for (const std::string& path : paths) {
    const std::optional<Place> place = place_of(path);
    if (!place) continue;
    const auto [at, made] = out.best_.emplace(place->name, place->rank);
    if (!made) at->second = std::min(at->second, place->rank);
  }
  return out;
}

}  // namespace jianfu::platforms
