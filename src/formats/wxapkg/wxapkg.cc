// Layout: docs of the container in formats.md §8.1. Everything is big-endian.
//   plain  0xBE, u32 info, u32 index size, u32 body size, 0xED, index: u32 count, then name, u32 offset, u32
//   size;
//          offsets count from the start of the file
//   mixed  0xBE, u32 version, u32 index size, u32 encrypted size, u32 body size, 0xED, index as above with a
//   byte
//          before the offset: 0 stored, 1 encrypted; offsets count from the start of their section
#include "formats/wxapkg/wxapkg.h"

#include <algorithm>
#include <utility>

#include "io/byte_reader.h"

namespace jianfu::formats::wxapkg {
namespace {

constexpr char kFirstMark = '\xBE', kLastMark = '\xED';
constexpr uint64_t kPlainHeader = 14, kMixedHeader = 18;
constexpr uint64_t kSizes = 5;           // where the sizes begin, in both headers
constexpr uint64_t kSmallestEntry = 12;  // an empty name, offset, size
constexpr uint8_t kStored = 0;

bool is_plain(std::string_view bytes) {
  return bytes.size() >= kPlainHeader && bytes[0] == kFirstMark && bytes[kPlainHeader - 1] == kLastMark;
}
bool is_mixed(std::string_view bytes) {
  return bytes.size() >= kMixedHeader && bytes[0] == kFirstMark && bytes[kMixedHeader - 1] == kLastMark;
}

class IndexReader {
 public:
  IndexReader(std::string_view bytes, const Limits& limits)
      : in_(bytes), mixed_(!is_plain(bytes)), limits_(limits) {}

  void read() {
    read_header();
    const uint32_t count = in_.be<uint32_t>();
    const uint64_t possible = in_.remaining() / kSmallestEntry;
    if (in_.ok() && count > possible) {
      defects.push_back({GapReason::kCorrupt,
                         {Msg::count_too_large, {"wxapkg", std::to_string(count), std::to_string(possible)}},
                         in_.offset() - 4});
    }
    while (slices.size() < count && in_.ok() && slices.size() <= limits_.entries) read_entry();
    if (!in_.ok()) defects.push_back(in_.defect());
  }

  std::vector<io::Slice> slices;  // one more than the limit at most, so that open_slices tells of the rest
  std::vector<Defect> defects;

 private:
  // Beyond this point data_ and encrypted_ are where the sections begin, if the header tells the truth.
  void read_header() {
    in_.seek(kSizes);
    const uint64_t header = mixed_ ? kMixedHeader : kPlainHeader;
    const uint64_t index = in_.be<uint32_t>();
    const uint64_t encrypted = mixed_ ? in_.be<uint32_t>() : 0;
    const uint64_t body = in_.be<uint32_t>();
    in_.seek(header);
    encrypted_ = header + index;
    stored_ = encrypted_ + encrypted;
    if (stored_ + body > in_.size()) {
      const uint64_t missing = stored_ + body - in_.size();
      defects.push_back({GapReason::kTruncated,
                         {Msg::past_end, {std::to_string(stored_ + body), std::to_string(in_.size())}},
                         in_.size(),
                         missing});
    }
  }

  void read_entry() {
    std::string_view name = in_.take(in_.be<uint32_t>());
    const uint8_t encryption = mixed_ ? in_.be<uint8_t>() : kStored;
    const uint64_t offset = in_.be<uint32_t>();
    const uint64_t size = in_.be<uint32_t>();
    if (!in_.ok()) return;
    if (name.starts_with('/')) name.remove_prefix(1);
    const uint64_t section = !mixed_ ? 0 : encryption == kStored ? stored_ : encrypted_;
    io::Slice slice{std::string(name.substr(0, limits_.name_bytes)), section + offset, size, std::nullopt};
    if (encryption != kStored) {
      slice.defect = Defect{GapReason::kEncrypted, {Msg::wxapkg_encrypted_entry, {}}, slice.offset, size};
    }
    slices.push_back(std::move(slice));
  }

  io::ByteReader in_;
  bool mixed_;
  const Limits& limits_;
  uint64_t encrypted_ = 0, stored_ = 0;
};

}  // namespace

bool looks_like(std::string_view bytes) {
  return is_plain(bytes) || is_mixed(bytes);
}

bool looks_encrypted(std::string_view bytes) {
  return bytes.starts_with("V1MMWX");
}

Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits, const io::Tree* parent) {
  if (!looks_like(bytes)) {
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"BE … ED", "…"}}, {}};
  }
  IndexReader index(bytes, limits);
  index.read();
  if (index.slices.empty()) return Error{ErrorKind::kCorrupt, {Msg::wxapkg_no_files, {}}, {}};
  return io::open_slices(bytes, std::move(index.slices), std::move(index.defects), limits, parent);
}

}  // namespace jianfu::formats::wxapkg
