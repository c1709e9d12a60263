// Where the block is and what pairs it has.
#include <algorithm>
#include <string>

#include "formats/apk_signature/apk_signature.h"
#include "io/byte_reader.h"
#include "io/zip_records.h"

namespace jianfu::formats::apk_signature {
namespace {

constexpr uint64_t kFooterBytes = 24;  // the size again, the magic
constexpr uint64_t kMinBytes = 8 + kFooterBytes;
constexpr size_t kMaxPairs = 4096;
constexpr int kMaxEndRecords = 16;

std::string hex(uint64_t value) {
  return io::zip::hex(value);
}

class BlockReader {
 public:
  explicit BlockReader(std::string_view file) : file_(file), in_(file) {}

  // Where the directory is said to begin, or must begin by its size; where none of them follows a block,
  // wherever the magic stands.
  std::optional<Block> run() {
    uint64_t before = file_.size();
    for (int i = 0; i < kMaxEndRecords; ++i) {
      const auto end = io::zip::end_record_before(file_, before);
      if (!end) break;
      const uint64_t by_size =
          end->directory_bytes <= end->directory_end ? end->directory_end - end->directory_bytes : 0;
      for (const uint64_t directory : {end->directory_offset, by_size}) {
        if (auto out = block_ending_at(directory)) return out;
      }
      // This one leads to a directory; those before it are of archives stored inside.
      if (is_directory(end->directory_offset) || is_directory(by_size)) break;
      before = end->at;
    }
    return displaced_block();
  }

 private:
  bool is_directory(uint64_t at) const {
    return in_.slice(at, io::zip::kCentralSignature.size()) == io::zip::kCentralSignature;
  }

  // Not one of a package stored in this one: that is followed by its own directory.
  std::optional<Block> displaced_block() const {
    const size_t found = file_.rfind(kMagic);
    if (found == std::string_view::npos) return std::nullopt;
    const std::string_view behind = file_.substr(found + kMagic.size());
    if (behind.starts_with(io::zip::kCentralSignature) || behind.starts_with(io::zip::kEndSignature))
      return std::nullopt;
    auto out = block_ending_at(found + kMagic.size());
    if (out) out->displaced = true;
    return out;
  }

  std::optional<Block> block_ending_at(uint64_t end) const {
    if (end > file_.size() || end < kMinBytes) return std::nullopt;
    if (auto out = harmony_block(end)) return out;
    const std::string_view magic = in_.slice(end - kMagic.size(), kMagic.size());
    const auto size = in_.le_at<uint64_t>(end - kFooterBytes);
    const bool fits = size >= kFooterBytes && size <= end - 8;
    const uint64_t at = fits ? end - 8 - size : 0;
    const bool equal = fits && in_.le_at<uint64_t>(at) == size;
    if (magic != kMagic && !(equal && is_sister(magic))) return std::nullopt;
    Block out;
    out.magic = magic;
    if (!equal) return broken(std::move(out), end, at, fits, size);
    out.offset = at;
    out.size = size + 8;
    read_pairs(out, at + 8, end - kFooterBytes);
    return out;
  }

  // HarmonyOS (formats.md §8.9): u32 count, u64 size, magic, u32 version. Only found, not read.
  std::optional<Block> harmony_block(uint64_t end) const {
    const std::string_view magic = in_.slice(end - 20, kMagic.size());
    if (magic != "<hap sign block>" && magic != "HAP Sig Block 42") return std::nullopt;
    const uint64_t size = std::min(in_.le_at<uint64_t>(end - 28), end);
    Block out;
    out.magic = magic;
    out.offset = end - size;
    out.size = size;
    return out;
  }

  // Equal sizes are no accident: the magic of another platform, or one that was changed to hide the block.
  static bool is_sister(std::string_view magic) {
    return std::all_of(magic.begin(), magic.end(), [](char c) { return c >= 0x20 && c < 0x7f; }) ||
           magic.substr(0, 8) == kMagic.substr(0, 8);
  }

  // The sizes disagree: what the last one leads to is still looked at, pair by pair.
  std::optional<Block> broken(Block out, uint64_t end, uint64_t at, bool fits, uint64_t size) const {
    const uint64_t other = fits ? in_.le_at<uint64_t>(at) : 0;
    out.offset = fits ? at : end - kFooterBytes;
    out.size = end - out.offset;
    out.defects.push_back(
        {GapReason::kCorrupt, {Msg::sig_block_sizes, {hex(other), hex(size)}}, out.offset, 0});
    if (fits) read_pairs(out, at + 8, end - kFooterBytes);
    const bool any = std::any_of(out.pairs.begin(), out.pairs.end(),
                                 [](const Pair& pair) { return !scheme_name(pair.id).empty(); });
    if (!any) search_schemes(out, end - kFooterBytes);
    return out;
  }

  // By their ids, where no size leads to them.
  void search_schemes(Block& out, uint64_t end) const {
    constexpr uint64_t kFar = 1ull << 20;
    const uint64_t from = end > kFar ? end - kFar : 0;
    for (const uint32_t id : {kV2, kV3, kV31}) {
      const std::string wanted{static_cast<char>(id), static_cast<char>(id >> 8), static_cast<char>(id >> 16),
                               static_cast<char>(id >> 24)};
      const size_t found = file_.substr(0, static_cast<size_t>(end)).find(wanted, static_cast<size_t>(from));
      if (found == std::string_view::npos || found < 8) continue;
      const auto size = in_.le_at<uint64_t>(found - 8);
      if (size < 4 || size > end - found) continue;
      out.pairs.push_back({id, found + 4, in_.slice(found + 4, size - 4)});
    }
  }

  void read_pairs(Block& out, uint64_t at, uint64_t end) const {
    while (end - at >= 12 && out.pairs.size() < kMaxPairs) {
      const auto size = in_.le_at<uint64_t>(at);
      if (size < 4 || size > end - at - 8) break;
      out.pairs.push_back({in_.le_at<uint32_t>(at + 8), at + 12, in_.slice(at + 12, size - 4)});
      at += 8 + size;
    }
    const std::string_view rest = in_.slice(at, end - at);
    if (rest.find_first_not_of('\0') == std::string_view::npos) return;
    out.defects.push_back({GapReason::kCorrupt, {Msg::sig_block_pair, {hex(at)}}, at, end - at});
  }

  std::string_view file_;
  io::ByteReader in_;
};

}  // namespace

const Pair* Block::find(uint32_t id) const {
  const auto at = std::find_if(pairs.begin(), pairs.end(), [id](const Pair& pair) { return pair.id == id; });
  return at == pairs.end() ? nullptr : &*at;
}

std::optional<Block> find_block(std::string_view file) {
  return BlockReader(file).run();
}

}  // namespace jianfu::formats::apk_signature
