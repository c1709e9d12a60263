#include "io/zip_directory.h"

#include <algorithm>

#include "io/byte_reader.h"
#include "io/inflate.h"

namespace jianfu::io {
namespace {

constexpr uint32_t kLocalHeader = 0x04034b50, kDirectoryHeader = 0x02014b50, kEndRecord = 0x06054b50;
constexpr uint32_t kZip64Locator = 0x07064b50, kZip64End = 0x06064b50;
constexpr uint64_t kEndSize = 22, kDirectoryHeaderSize = 46, kLocalHeaderSize = 30;
constexpr uint64_t kCommentMost = 65'535;

struct End {
  uint64_t at = 0, entries = 0, size = 0, begin = 0;
  uint64_t behind = 0;  // bytes after the record and its comment
  bool multi_disk = false, disk_count_differs = false;
};

// Nearest to the end of the file wins, as on Android; a record whose directory holds no header is passed over.
std::optional<End> read_end(const ByteReader& in, uint64_t at) {
  if (in.le_at<uint32_t>(at) != kEndRecord || !in.holds(at, kEndSize)) return std::nullopt;
  End end;
  end.at = at;
  end.multi_disk = in.le_at<uint16_t>(at + 4) != 0 || in.le_at<uint16_t>(at + 6) != 0;
  end.entries = in.le_at<uint16_t>(at + 10);
  end.disk_count_differs = in.le_at<uint16_t>(at + 8) != end.entries;
  end.size = in.le_at<uint32_t>(at + 12);
  end.begin = in.le_at<uint32_t>(at + 16);
  const uint64_t stop = at + kEndSize + in.le_at<uint16_t>(at + 20);
  end.behind = stop < in.size() ? in.size() - stop : 0;
  const bool wide = end.entries == 0xFFFF || end.size == 0xFFFFFFFF || end.begin == 0xFFFFFFFF;
  if (wide && at >= 20 && in.le_at<uint32_t>(at - 20) == kZip64Locator) {
    const uint64_t record = in.le_at<uint64_t>(at - 12);
    if (in.holds(record, 56) && in.le_at<uint32_t>(record) == kZip64End) {
      end.entries = in.le_at<uint64_t>(record + 32);
      end.size = in.le_at<uint64_t>(record + 40);
      end.begin = in.le_at<uint64_t>(record + 48);
    }
  }
  return end;
}

// Where the directory really begins: as said, or right before the end record (data was put in front of the archive).
std::optional<uint64_t> find_begin(const ByteReader& in, const End& end) {
  if (in.le_at<uint32_t>(end.begin) == kDirectoryHeader) return end.begin;
  if (end.size <= end.at && in.le_at<uint32_t>(end.at - end.size) == kDirectoryHeader) return end.at - end.size;
  return std::nullopt;
}

class Walker {
 public:
  Walker(std::string_view bytes, const Limits& limits) : in_(bytes), limits_(limits) {}

  std::optional<ZipDirectory> walk() {
    const uint64_t last = in_.size() < kEndSize ? 0 : in_.size() - kEndSize;
    // Android looks back 65,557 bytes; an archive with more behind it is still an archive to others, so all of it is.
    for (uint64_t at = last + 1; at-- > 0;) {
      if (in_.le_at<uint32_t>(at) != kEndRecord) continue;
      const auto end = read_end(in_, at);
      if (!end) continue;
      if (const auto begin = find_begin(in_, *end)) return read(*end, *begin);
      if (last - at > 4 * kCommentMost) break;
    }
    return std::nullopt;
  }

 private:
  ZipDirectory read(const End& end, uint64_t begin) {
    out_.begin = begin;
    shift_ = begin - end.begin;  // 0 unless data was put in front
    if (begin != end.begin) note("zip-prefix", std::to_string(shift_));
    if (end.multi_disk || end.disk_count_differs) note("zip-multi-disk", "");
    if (end.behind > 0) note("zip-trailing-data", std::to_string(end.behind));
    uint64_t at = begin;
    while (out_.records.size() < limits_.entries && in_.le_at<uint32_t>(at) == kDirectoryHeader && in_.holds(at, kDirectoryHeaderSize)) {
      at = read_record(at);
    }
    if (out_.records.size() != end.entries) note("zip-count-lie", std::to_string(end.entries) + "/" + std::to_string(out_.records.size()));
    if (at < end.at && in_.le_at<uint32_t>(at) != kZip64End && in_.le_at<uint32_t>(at) != kZip64Locator) note("zip-directory-junk", std::to_string(end.at - at));
    if (out_.records.size() >= limits_.entries) {
      out_.defects.push_back({GapReason::kLimit, {Msg::limit_reached, {"entries", std::to_string(limits_.entries)}}, at, 0});
    }
    return std::move(out_);
  }

  uint64_t read_record(uint64_t at) {
    ZipRecord record;
    record.flags = in_.le_at<uint16_t>(at + 8);
    record.method = in_.le_at<uint16_t>(at + 10);
    record.crc = in_.le_at<uint32_t>(at + 16);
    record.packed = in_.le_at<uint32_t>(at + 20);
    record.unpacked = in_.le_at<uint32_t>(at + 24);
    const uint64_t name = in_.le_at<uint16_t>(at + 28), extra = in_.le_at<uint16_t>(at + 30), comment = in_.le_at<uint16_t>(at + 32);
    record.header = in_.le_at<uint32_t>(at + 42);
    record.name = std::string(in_.slice(at + kDirectoryHeaderSize, name));
    read_extra(in_.slice(at + kDirectoryHeaderSize + name, extra), record);
    record.header += shift_;
    out_.records.push_back(std::move(record));
    return at + kDirectoryHeaderSize + name + extra + comment;
  }

  void read_extra(std::string_view extra, ZipRecord& record) {
    ByteReader in(extra);
    while (in.remaining() >= 4) {
      const uint16_t id = in.le<uint16_t>();
      const uint16_t size = in.le<uint16_t>();
      if (size > in.remaining()) return note("zip-malformed-extra", record.name);
      ByteReader field(in.take(size));
      if (id == 0x9901) record.has_aes = true;
      if (id != 0x0001) continue;
      if (record.unpacked == 0xFFFFFFFF) record.unpacked = field.le<uint64_t>();
      if (record.packed == 0xFFFFFFFF) record.packed = field.le<uint64_t>();
      if (record.header == 0xFFFFFFFF) record.header = field.le<uint64_t>();
    }
  }

  void note(std::string what, std::string detail) {
    const bool known = std::any_of(out_.anomalies.begin(), out_.anomalies.end(), [&](const Anomaly& a) { return a.what == what; });
    if (!known) out_.anomalies.push_back({"", std::move(what), std::move(detail)});
  }

  ByteReader in_;
  const Limits& limits_;
  ZipDirectory out_;
  uint64_t shift_ = 0;
};

}  // namespace

std::optional<ZipDirectory> walk_directory(std::string_view bytes, const Limits& limits) {
  auto out = Walker(bytes, limits).walk();
  return out && !out->records.empty() ? std::move(out) : std::nullopt;
}

ZipDirectory scan_headers(std::string_view bytes, const Limits& limits) {
  ZipDirectory out;
  out.begin = bytes.size();
  const ByteReader in(bytes);
  constexpr std::string_view kSignature = "PK\x03\x04";
  for (size_t at = bytes.find(kSignature); at != std::string_view::npos && out.records.size() < limits.entries;) {
    ZipRecord record;
    record.flags = in.le_at<uint16_t>(at + 6);
    record.method = in.le_at<uint16_t>(at + 8);
    record.crc = in.le_at<uint32_t>(at + 14);
    record.packed = in.le_at<uint32_t>(at + 18);
    record.unpacked = in.le_at<uint32_t>(at + 22);
    record.header = at;
    const uint64_t name = in.le_at<uint16_t>(at + 26), extra = in.le_at<uint16_t>(at + 28);
    const uint64_t data = at + kLocalHeaderSize + name + extra;
    if (!in.holds(at, kLocalHeaderSize) || data > bytes.size()) break;
    record.name = std::string(bytes.substr(at + kLocalHeaderSize, name));
    if ((record.flags & 8) != 0 && record.packed == 0) record.packed = UINT64_MAX;  // unknown: the stream tells its end
    const uint64_t skip = record.packed != UINT64_MAX && record.packed <= bytes.size() - data ? record.packed : 0;
    out.records.push_back(std::move(record));
    at = bytes.find(kSignature, data + skip);
  }
  out.anomalies.push_back({"", "zip-no-directory", std::to_string(out.records.size())});
  if (!out.records.empty()) {
    out.defects.push_back({GapReason::kTruncated, {Msg::zip_scanned, {std::to_string(out.records.size())}}, bytes.size(), 0});
  }
  return out;
}

}  // namespace jianfu::io
