// Layout (formats.md §8.4), little-endian: "TPKG", u32 version, u32 size of extra information, u32 count of
// files, then entries of u32 size of name, name, u32 offset from the start of the file, u32 size. Where extra
// information (JSON) stands, the entries begin behind it, with or without a count of their own.
#include "formats/tpkg/tpkg.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "io/byte_reader.h"

namespace jianfu::formats::tpkg {
namespace {

constexpr std::string_view kMark = "TPKG";
constexpr uint64_t kExtraSize = 8, kHeader = 16;

struct Index {
  std::vector<io::Slice> slices;
  bool whole = false;  // ends where the data begins
  uint64_t end = 0;
};

bool is_name(std::string_view name) {
  return !name.empty() &&
         std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Entries from `at` to the first byte of data.
Index index_at(std::string_view bytes, uint64_t at, const Limits& limits) {
  Index out;
  io::ByteReader in(bytes);
  in.seek(at);
  uint64_t data = bytes.size();
  while (in.ok() && in.offset() < data && out.slices.size() <= limits.entries) {
    std::string_view name = in.take(in.le<uint32_t>());
    const uint64_t offset = in.le<uint32_t>(), size = in.le<uint32_t>();
    if (!in.ok() || !is_name(name) || offset > bytes.size()) break;
    if (name.starts_with('/')) name.remove_prefix(1);
    out.slices.push_back({std::string(name.substr(0, limits.name_bytes)), offset, size, std::nullopt});
    if (size > 0) data = std::min(data, offset);
    out.end = in.offset();
  }
  out.whole = !out.slices.empty() && out.end == data;
  return out;
}

}  // namespace

bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kMark) && bytes.size() >= kHeader;
}

Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits, const io::Tree* parent) {
  if (!looks_like(bytes)) return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"TPKG", "…"}}, {}};
  const uint64_t extra = io::ByteReader(bytes).le_at<uint32_t>(kExtraSize);
  Index best;
  for (const uint64_t at : {kHeader, kHeader + extra, kHeader + extra + 4, kHeader + extra - 4}) {
    Index index = index_at(bytes, at, limits);
    const bool better = index.whole != best.whole ? index.whole : index.slices.size() > best.slices.size();
    if (better) best = std::move(index);
  }
  if (best.slices.empty()) return Error{ErrorKind::kUnsupported, {Msg::tpkg_unknown_layout, {}}, {}};
  std::vector<Defect> defects;
  if (!best.whole) {
    defects.push_back(
        {GapReason::kCorrupt, {Msg::tpkg_index_broken, {std::to_string(best.slices.size())}}, best.end, 0});
  }
  return io::open_slices(bytes, std::move(best.slices), std::move(defects), limits, parent);
}

}  // namespace jianfu::formats::tpkg
