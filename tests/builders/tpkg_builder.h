// The container of ByteDance's clients (formats.md §8.4), in both layouts that are told of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jianfu::builders {

struct TpkgEntry {
  std::string name, bytes;
  // What the index says instead of the truth.
  std::optional<uint32_t> name_bytes = std::nullopt, offset = std::nullopt, size = std::nullopt;
};

struct TpkgBuilder {
  std::vector<TpkgEntry> files;
  std::string extra;     // JSON behind the header
  bool counted = false;  // a count of files behind the extra information

  std::string build() const;
};

}  // namespace jianfu::builders
