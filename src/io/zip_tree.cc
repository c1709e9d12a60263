// A zip in memory. Our own walker is the reader, because it costs a tenth of libzip's opening and reads what Android
// reads; libzip decodes what we do not (bzip2).
#include <libdeflate.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>

#include "io/byte_reader.h"
#include "io/inflate.h"
#include "io/tree.h"
#include "io/zip_directory.h"

namespace jianfu::io {
namespace {

constexpr uint64_t kLocalHeaderSize = 30;
constexpr uint16_t kStored = 0, kDeflate = 8;
constexpr uint32_t kLocalHeader = 0x04034b50;

uint32_t crc_of(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

struct CloseZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

class ZipTree final : public Tree {
 public:
  ZipTree(std::string_view bytes, ZipDirectory directory, const Limits& limits, Budget budget)
      : Tree(limits, std::move(budget)), bytes_(bytes), directory_(std::move(directory)) {
    anomalies_ = directory_.anomalies;
    defects_ = directory_.defects;
    std::set<std::string_view> names;
    uint64_t packed = 0;
    for (const ZipRecord& record : directory_.records) {
      entries_.push_back({record.name.substr(0, limits.name_bytes), record.packed == UINT64_MAX ? 0 : record.packed, record.unpacked,
                          record.name.ends_with('/')});
      look_for_tricks(record, names);
      if (record.packed != UINT64_MAX) packed += std::min<uint64_t>(record.packed, bytes.size());
    }
    if (packed > bytes.size()) note("zip-overlap", "", std::to_string(packed));
    index_names();
  }

 private:
  void note(std::string what, const std::string& entry, std::string detail) {
    const auto known = std::find_if(anomalies_.begin(), anomalies_.end(), [&](const Anomaly& a) { return a.what == what; });
    if (known == anomalies_.end()) anomalies_.push_back({entry, std::move(what), std::move(detail)});
  }

  void look_for_tricks(const ZipRecord& record, std::set<std::string_view>& names) {
    if (!names.insert(record.name).second) note("zip-duplicate-name", record.name, "");
    if (record.method != kStored && record.method != kDeflate) note("zip-unknown-method", record.name, std::to_string(record.method));
    if ((record.flags & 1) != 0 && !record.has_aes) note("zip-fake-encryption", record.name, "");
    const bool odd = record.name.find('\0') != std::string::npos || record.name.starts_with('/') || record.name.find("../") != std::string::npos ||
                     record.name.find('\\') != std::string::npos;
    if (odd) note("zip-odd-name", record.name, "");
  }

  // Bytes from the start of the entry's data to the next structure.
  std::string_view data_of(const ZipRecord& record) const {
    const ByteReader in(bytes_);
    if (!in.holds(record.header, kLocalHeaderSize)) return {};
    const bool header = in.le_at<uint32_t>(record.header) == kLocalHeader;
    const uint64_t name = header ? in.le_at<uint16_t>(record.header + 26) : record.name.size();
    const uint64_t extra = header ? in.le_at<uint16_t>(record.header + 28) : 0;
    const uint64_t begin = record.header + kLocalHeaderSize + name + extra;
    const uint64_t end = begin < directory_.begin ? directory_.begin : bytes_.size();
    return begin <= end ? bytes_.substr(begin, end - begin) : std::string_view{};
  }

  Content load(size_t index, uint64_t cap) const override {
    const ZipRecord& record = directory_.records[index];
    const std::string_view data = data_of(record);
    if (data.empty() && record.unpacked != 0) return {Blob(), Defect{GapReason::kCorrupt, {Msg::zip_outside, {}}, record.header, record.packed}};
    Content content = decode(record, index, data, cap);
    const bool whole = !content.defect && content.bytes.size() < cap;
    if (whole && crc_of(content.bytes.view()) != record.crc && record.packed != UINT64_MAX) {
      if ((record.flags & 1) != 0) return {Blob(), Defect{GapReason::kEncrypted, {Msg::zip_encrypted, {}}, record.header, record.packed}};
      content.defect = Defect{GapReason::kCorrupt, {Msg::zip_bad_crc, {}}, record.header, 0};
    }
    return content;
  }

  Content decode(const ZipRecord& record, size_t index, std::string_view data, uint64_t cap) const {
    if (record.method == kStored) return stored(record, data, cap);
    if (record.method == kDeflate) return deflated(record, data, cap);
    if (record.has_aes) return {Blob(), Defect{GapReason::kEncrypted, {Msg::zip_encrypted, {}}, record.header, record.packed}};
    if (zip_compression_method_supported(record.method, 0) != 0) return by_libzip(record, index, cap);
    return unknown(record, data, cap);
  }

  static Content stored(const ZipRecord& record, std::string_view data, uint64_t cap) {
    const uint64_t size = std::min<uint64_t>(record.unpacked, data.size());
    Content out{Blob::borrow(data.substr(0, std::min(size, cap))), {}};
    if (size < record.unpacked) {
      out.defect = Defect{GapReason::kTruncated, {Msg::past_end, {std::to_string(record.unpacked), std::to_string(size)}}, record.header, record.unpacked - size};
    }
    return out;
  }

  // What the directory says of the packed size is tried first; where the stream goes on behind it, all there is.
  static Content deflated(const ZipRecord& record, std::string_view data, uint64_t cap) {
    const std::string_view said = data.substr(0, std::min<uint64_t>(record.packed, data.size()));
    Inflated out = inflate_raw(said, record.unpacked, cap);
    if (out.defect && said.size() < data.size()) {
      Inflated more = inflate_raw(data, record.unpacked, cap);
      if (!more.defect || more.bytes.size() > out.bytes.size()) out = std::move(more);
    }
    return {Blob::own(std::move(out.bytes)), std::move(out.defect)};
  }

  // Android's resource layer takes "not deflate" as stored (formats.md §1.2); a matching checksum decides.
  static Content unknown(const ZipRecord& record, std::string_view data, uint64_t cap) {
    Content as_stored = stored(record, data, cap);
    if (!as_stored.defect && crc_of(as_stored.bytes.view()) == record.crc) return as_stored;
    Content as_deflated = deflated(record, data, cap);
    if (!as_deflated.defect && (crc_of(as_deflated.bytes.view()) == record.crc || as_deflated.bytes.size() == record.unpacked)) return as_deflated;
    if (!as_stored.defect) as_stored.defect = Defect{GapReason::kUnsupported, {Msg::zip_method, {std::to_string(record.method)}}, record.header, record.packed};
    return as_stored;
  }

  Content by_libzip(const ZipRecord& record, size_t index, uint64_t cap) const {
    const Defect failed{GapReason::kUnsupported, {Msg::zip_method, {std::to_string(record.method)}}, record.header, record.packed};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
    if (source == nullptr) return {Blob(), failed};
    const std::unique_ptr<zip_t, CloseZip> archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive) {
      zip_source_free(source);
      return {Blob(), failed};
    }
    zip_file_t* file = zip_fopen_index(archive.get(), index, 0);
    if (file == nullptr) return {Blob(), failed};
    std::string out;
    constexpr uint64_t kPiece = 256 << 10;
    zip_int64_t got = 1;
    while (got > 0 && out.size() < cap) {
      const size_t before = out.size();
      out.resize(before + std::min(kPiece, cap - before));
      got = zip_fread(file, out.data() + before, out.size() - before);
      out.resize(before + static_cast<size_t>(std::max<zip_int64_t>(got, 0)));
    }
    zip_fclose(file);
    return {Blob::own(std::move(out)), got < 0 ? std::optional<Defect>(failed) : std::nullopt};
  }

  std::string_view bytes_;
  ZipDirectory directory_;
};

}  // namespace

bool looks_like_zip(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") || bytes.starts_with("PK\x07\x08")) return true;
  constexpr size_t kWindow = 65'557;
  return bytes.substr(bytes.size() > kWindow ? bytes.size() - kWindow : 0).find("PK\x05\x06") != std::string_view::npos;
}

Result<std::unique_ptr<Tree>> open_zip(std::string_view bytes, const Limits& limits) {
  std::optional<ZipDirectory> directory = walk_directory(bytes, limits);
  if (!directory) directory = scan_headers(bytes, limits);
  if (directory->records.empty()) return Error{ErrorKind::kCorrupt, {Msg::zip_no_entries, {}}, {}};
  return std::unique_ptr<Tree>(std::make_unique<ZipTree>(bytes, std::move(*directory), limits, nullptr));
}

}  // namespace jianfu::io
