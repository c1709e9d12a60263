// The container of mini-programs (formats.md §8.1), with every field open to lies. Honest ones:
// wechat_builder.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

struct WxapkgEntry {
  std::string name;  // begins with '/', as in real packages
  std::string bytes;
  bool encrypted = false;  // mixed form only
  // What the index says instead of the truth.
  std::optional<uint32_t> name_bytes = std::nullopt, offset = std::nullopt, size = std::nullopt;
};

struct WxapkgBuilder {
  std::vector<WxapkgEntry> files;
  bool mixed = false;
  std::optional<uint32_t> count, index_bytes, body_bytes;

  std::string build() const;
};

// As the PC client keeps a package (formats.md §8.1 "PC-encrypted packages").
std::string encrypted_wxapkg(std::string_view plain, std::string_view app_id);

}  // namespace jianfu::builders
