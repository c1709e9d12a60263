#include "formats/wxapkg/wxapkg.h"

#include "io/byte_reader.h"

namespace jianfu::formats::wxapkg {
namespace {

constexpr char kFirstMark = '\xBE', kLastMark = '\xED';
constexpr uint64_t kPlainHeader = 14, kMixedHeader = 18;
constexpr uint64_t kLeastEntry = 12;  // three u32 around an empty name
constexpr uint32_t kMixedPlain = 0;   // encType of a stored file

struct Index {
  std::vector<io::Slice> slices;
  std::vector<Defect> defects;
};

class IndexReader {
 public:
  IndexReader(std::string_view bytes, bool mixed, const Limits& limits) : in_(bytes), mixed_(mixed), limits_(limits) {}

  Index read() {
    in_.seek(mixed_ ? 5 : 5);
    const uint64_t index_size = in_.be<uint32_t>();
    const uint64_t encrypted_size = mixed_ ? in_.be<uint32_t>() : 0;
    in_.seek(mixed_ ? kMixedHeader : kPlainHeader);
    const uint32_t count = in_.be<uint32_t>();
    const uint64_t possible = in_.remaining() / kLeastEntry;
    if (count > possible) {
      out_.defects.push_back({GapReason::kCorrupt, {Msg::count_too_large, {"wxapkg", std::to_string(count), std::to_string(possible)}}, in_.offset() - 4, 0});
    }
    for (uint32_t i = 0; i < count && i < possible && out_.slices.size() < limits_.entries; ++i) {
      if (!read_entry(kMixedHeader + index_size, encrypted_size)) break;
    }
    return std::move(out_);
  }

 private:
  bool read_entry(uint64_t data, uint64_t encrypted_size) {
    const uint32_t name_size = in_.be<uint32_t>();
    std::string_view name = in_.take(name_size);
    const uint8_t encryption = mixed_ ? in_.le<uint8_t>() : 0;
    const uint64_t offset = in_.be<uint32_t>();
    const uint64_t size = in_.be<uint32_t>();
    if (!in_.ok()) {
      out_.defects.push_back(in_.defect());
      return false;
    }
    if (name.starts_with('/')) name.remove_prefix(1);
    const uint64_t begin = !mixed_ ? offset : encryption == kMixedPlain ? data + encrypted_size + offset : data + offset;
    if (encryption != kMixedPlain) {
      out_.defects.push_back({GapReason::kEncrypted, {Msg::zip_encrypted, {}}, begin, size});
    } else {
      out_.slices.push_back({std::string(name), begin, size});
    }
    return true;
  }

  io::ByteReader in_;
  bool mixed_;
  const Limits& limits_;
  Index out_;
};

bool is_plain(std::string_view bytes) { return bytes.size() > kPlainHeader && bytes[0] == kFirstMark && bytes[13] == kLastMark; }
bool is_mixed(std::string_view bytes) { return bytes.size() > kMixedHeader && bytes[0] == kFirstMark && bytes[17] == kLastMark; }

}  // namespace

bool looks_like(std::string_view bytes) { return is_plain(bytes) || is_mixed(bytes); }

bool looks_encrypted(std::string_view bytes) { return bytes.starts_with("V1MMWX"); }

Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits) {
  if (!looks_like(bytes)) return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"BE … ED", "?"}}, {}};
  Index index = IndexReader(bytes, !is_plain(bytes), limits).read();
  if (index.slices.empty()) return Error{ErrorKind::kCorrupt, {Msg::wxapkg_no_files, {}}, {}};
  return io::open_slices(bytes, std::move(index.slices), std::move(index.defects), limits);
}

}  // namespace jianfu::formats::wxapkg
