#include "formats/metro/ram_bundle.h"

#include <algorithm>
#include <string>

#include "io/byte_reader.h"

namespace jianfu::formats::metro {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xE5\xD1\x0B\xFB"sv;
constexpr uint64_t kTable = 12, kRow = 8;
constexpr uint64_t kSharing = 2;  // modules do not overlap; a file whose modules do costs no more than this

std::string_view without_nul(std::string_view code) {
  if (code.ends_with('\0')) code.remove_suffix(1);
  return code;
}

}  // namespace

bool looks_like_ram_bundle(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

Result<RamBundle> read_ram_bundle(std::string_view bytes, const Limits& limits) {
  if (!looks_like_ram_bundle(bytes))
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"E5 D1 0B FB", "…"}}, {}};
  RamBundle out;
  if (bytes.size() == kMagic.size()) return out;
  io::ByteReader in(bytes);
  in.seek(kMagic.size());
  uint64_t count = in.le<uint32_t>();
  const uint64_t startup_bytes = in.le<uint32_t>();
  if (!in.ok()) {
    out.defects.push_back(in.defect());
    return out;
  }
  const uint64_t possible = std::min(in.remaining() / kRow, limits.items);
  if (count > possible) {
    out.defects.push_back(
        {GapReason::kCorrupt,
         {Msg::count_too_large, {"modules", std::to_string(count), std::to_string(possible)}},
         4,
         0});
    count = possible;
  }
  const uint64_t base = kTable + kRow * count;
  out.startup = {0, without_nul(in.slice(base, std::min(startup_bytes, in.size() - base))), base};
  uint64_t budget = kSharing * bytes.size(), unread = 0, cut = 0;
  for (uint32_t id = 0; id < count; ++id) {
    const uint64_t offset = base + in.le<uint32_t>();
    const uint64_t size = in.le<uint32_t>();
    if (size == 0) continue;
    if (offset >= bytes.size() || size > budget) {
      ++unread;
      continue;
    }
    budget -= size;
    const uint64_t there = std::min(size, bytes.size() - offset);
    cut += size - there;
    out.modules.push_back({id, without_nul(in.slice(offset, there)), offset});
  }
  if (unread > 0) {
    out.defects.push_back({GapReason::kCorrupt,
                           {Msg::items_unread, {"RAM bundle", std::to_string(count), std::to_string(unread)}},
                           kTable,
                           0});
  }
  if (cut > 0)
    out.defects.push_back(
        {GapReason::kTruncated, {Msg::past_end, {std::to_string(cut), "0"}}, bytes.size(), cut});
  return out;
}

}  // namespace jianfu::formats::metro
