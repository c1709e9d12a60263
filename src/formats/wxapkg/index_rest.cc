#include <algorithm>
#include <array>

#include "formats/wxapkg/salvage.h"
#include "io/byte_reader.h"

namespace jianfu::formats::wxapkg {
namespace {

constexpr uint32_t kLongestName = 1024;
constexpr uint64_t kSearched = 1 << 20;  // an index is no longer than that by far
constexpr uint64_t kMostMoved = 16;      // bytes that a head put in anew may be shorter or longer by

bool is_name(std::string_view name) {
  return name.size() > 1 && name.front() == '/' &&
         std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// The entry at `at`, or nothing.
std::optional<io::Slice> entry_at(io::ByteReader& in, uint64_t at) {
  in.seek(at);
  const uint32_t length = in.be<uint32_t>();
  if (length < 2 || length > kLongestName) return std::nullopt;
  const std::string_view name = in.take(length);
  const uint64_t offset = in.be<uint32_t>(), size = in.be<uint32_t>();
  if (!in.ok() || !is_name(name) || offset + size > in.size() + kMostMoved) return std::nullopt;
  return io::Slice{std::string(name.substr(1)), offset, size, std::nullopt};
}

}  // namespace

std::optional<char> script_key(std::string_view bytes) {
  // Neighbours XORed with each other are the same under every key.
  constexpr std::string_view kWord = "function";
  std::array<size_t, 256> seen{};
  for (size_t i = 0; i + kWord.size() <= bytes.size(); ++i) {
    if ((bytes[i] ^ bytes[i + 1]) != (kWord[0] ^ kWord[1])) continue;
    const char key = static_cast<char>(bytes[i] ^ kWord[0]);
    const bool whole = std::equal(kWord.begin(), kWord.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i),
                                  [key](char plain, char c) { return (c ^ key) == plain; });
    if (whole) ++seen[static_cast<unsigned char>(key)];
  }
  const auto most = std::max_element(seen.begin(), seen.end());
  if (*most == 0) return std::nullopt;
  return static_cast<char>(most - seen.begin());
}

std::vector<io::Slice> rest_of_index(std::string_view bytes, size_t from, const Limits& limits) {
  std::vector<io::Slice> out;
  const uint64_t end = std::min<uint64_t>(bytes.size(), from + kSearched);
  for (uint64_t at = from; at < end && out.size() < 2; ++at) {
    out.clear();
    uint64_t next = at;
    while (out.size() < limits.entries) {
      io::ByteReader in(bytes);
      std::optional<io::Slice> entry = entry_at(in, next);
      if (!entry) break;
      next = in.offset();
      out.push_back(std::move(*entry));
    }
  }
  if (out.size() < 2) return {};
  uint64_t last = 0;
  for (const io::Slice& slice : out) last = std::max(last, slice.offset + slice.size);
  const int64_t moved = static_cast<int64_t>(bytes.size()) - static_cast<int64_t>(last);
  if (moved != 0 && std::abs(moved) <= static_cast<int64_t>(kMostMoved)) {
    for (io::Slice& slice : out) {
      const int64_t offset = static_cast<int64_t>(slice.offset) + moved;
      slice.offset = static_cast<uint64_t>(std::max<int64_t>(offset, 0));
    }
  }
  return out;
}

}  // namespace jianfu::formats::wxapkg
