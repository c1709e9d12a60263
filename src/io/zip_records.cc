#include "io/zip_records.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "io/byte_reader.h"
#include "io/inflate.h"

namespace jianfu::io::zip {
namespace {

constexpr uint16_t kZip64Extra = 0x0001;
constexpr uint16_t kAesExtra = 0x9901;
constexpr uint16_t kUnicodePathExtra = 0x7075;
constexpr uint64_t kLocator64Bytes = 20;
constexpr uint64_t kEnd64Bytes = 56;

constexpr bool all_ones(uint64_t value) {
  return value == 0xffffffff;
}

// The 64-bit values of those fields that are all ones, in the order of the format; some writers store all of
// them.
void read_zip64(std::string_view extra, Record& record) {
  uint64_t* const fields[] = {&record.size, &record.packed, &record.header};
  const auto wanted = static_cast<uint64_t>(
      std::count_if(std::begin(fields), std::end(fields), [](const uint64_t* f) { return all_ones(*f); }));
  const bool all_stored = extra.size() > wanted * 8 + 4;  // 4: the disk number may follow
  ByteReader in(extra);
  for (uint64_t* const field : fields) {
    const bool take = all_ones(*field);
    if (!take && !all_stored) continue;
    const uint64_t value = in.le<uint64_t>();
    if (take && in.ok()) *field = value;
  }
}

// Most local headers have no such field: their names are not copied.
bool has_unicode_path(std::string_view extra) {
  return extra.find("\x75\x70") != std::string_view::npos;
}

// Version 1, the checksum of the stored name, the name in UTF-8. A checksum of another name: the entry was
// renamed by a tool that did not know the field.
void read_unicode_path(std::string_view data, Record& record) {
  ByteReader in(data);
  const auto version = in.le<uint8_t>();
  const auto crc = in.le<uint32_t>();
  const std::string_view name = in.take(in.remaining());
  if (!in.ok() || version != 1 || name.empty() || crc != crc32_of(record.name) || !is_utf8(name)) return;
  record.unicode_name = name;
}

void read_extra(std::string_view extra, Record& record) {
  const size_t last = extra.find_last_not_of('\0');  // zipalign pads with zero bytes that are no field
  if (last == std::string_view::npos) return;
  ByteReader in(extra);
  while (in.remaining() > 0 && in.offset() <= last) {
    const auto id = in.le<uint16_t>();
    const std::string_view data = in.take(in.le<uint16_t>());
    if (!in.ok()) {
      record.odd_extra = true;
      return;
    }
    if (id == kZip64Extra) read_zip64(data, record);
    if (id == kAesExtra) record.aes_extra = true;
    if (id == kUnicodePathExtra) read_unicode_path(data, record);
  }
}

void read_zip64_end(std::string_view bytes, EndRecord& end) {
  if (end.at < kLocator64Bytes) return;
  ByteReader locator(bytes);
  locator.seek(end.at - kLocator64Bytes);
  if (locator.take(4) != kLocator64Signature) return;
  locator.skip(4);
  const auto told = locator.le<uint64_t>();
  // Data before the archive moves the record; it normally lies directly before its locator.
  const uint64_t usual =
      end.at - kLocator64Bytes >= kEnd64Bytes ? end.at - kLocator64Bytes - kEnd64Bytes : told;
  for (const uint64_t at : {told, usual}) {
    ByteReader in(bytes);
    in.seek(at);
    if (in.take(4) != kEnd64Signature) continue;
    in.skip(20);
    in.skip(8);
    const auto entries = in.le<uint64_t>();
    const auto size = in.le<uint64_t>();
    const auto offset = in.le<uint64_t>();
    if (!in.ok()) continue;
    if (end.entries == 0xffff) end.entries = entries;
    if (all_ones(end.directory_bytes)) end.directory_bytes = size;
    if (all_ones(end.directory_offset)) end.directory_offset = offset;
    end.directory_end = at;
    end.count_wraps = false;
    return;
  }
}

std::optional<EndRecord> end_record_at(std::string_view bytes, uint64_t at) {
  ByteReader in(bytes);
  in.seek(at);
  in.skip(4);
  EndRecord end;
  end.at = end.directory_end = at;
  const auto disk = in.le<uint16_t>();
  const auto directory_disk = in.le<uint16_t>();
  const auto disk_entries = in.le<uint16_t>();
  end.entries = in.le<uint16_t>();
  end.directory_bytes = in.le<uint32_t>();
  end.directory_offset = in.le<uint32_t>();
  end.comment_bytes = in.le<uint16_t>();
  if (!in.ok()) return std::nullopt;
  end.count_wraps = true;
  end.several_disks = (disk != 0 && disk != 0xffff) || (directory_disk != 0 && directory_disk != 0xffff) ||
                      disk_entries != end.entries;
  read_zip64_end(bytes, end);
  return end;
}

}  // namespace

std::optional<EndRecord> end_record_before(std::string_view bytes, uint64_t before) {
  while (before > 0) {
    const size_t at = bytes.rfind(kEndSignature, static_cast<size_t>(before - 1));
    if (at == std::string_view::npos) return std::nullopt;
    if (auto end = end_record_at(bytes, at)) return end;
    before = at;
  }
  return std::nullopt;
}

std::optional<Central> central_at(std::string_view bytes, uint64_t at) {
  ByteReader in(bytes);
  in.seek(at);
  if (in.take(4) != kCentralSignature) return std::nullopt;
  Central out;
  Record& record = out.record;
  in.skip(4);  // versions: ignored by Android
  record.flags = in.le<uint16_t>();
  record.method = in.le<uint16_t>();
  in.skip(4);  // time, date
  record.crc = in.le<uint32_t>();
  record.packed = in.le<uint32_t>();
  record.size = in.le<uint32_t>();
  const auto name_bytes = in.le<uint16_t>();
  const auto extra_bytes = in.le<uint16_t>();
  const auto comment_bytes = in.le<uint16_t>();
  in.skip(8);  // disk, attributes
  record.header = in.le<uint32_t>();
  const std::string_view name = in.take(name_bytes);
  const std::string_view extra = in.take(extra_bytes);
  if (!in.ok()) return std::nullopt;
  record.name = name;
  read_extra(extra, record);
  in.skip(comment_bytes);
  out.next = in.ok() ? in.offset() : bytes.size();
  return out;
}

std::optional<LocalHeader> local_at(std::string_view bytes, uint64_t at) {
  ByteReader in(bytes);
  in.seek(at);
  if (in.take(4) != kLocalSignature) return std::nullopt;
  LocalHeader out;
  in.skip(2);
  out.flags = in.le<uint16_t>();
  out.method = in.le<uint16_t>();
  in.skip(4);
  out.crc = in.le<uint32_t>();
  Record sizes;
  sizes.packed = in.le<uint32_t>();
  sizes.size = in.le<uint32_t>();
  const auto name_bytes = in.le<uint16_t>();
  const auto extra_bytes = in.le<uint16_t>();
  out.name = in.take(name_bytes);
  const std::string_view extra = in.take(extra_bytes);
  if (!in.ok()) return std::nullopt;
  if (has_unicode_path(extra)) sizes.name = out.name;
  read_extra(extra, sizes);
  out.unicode_name = std::move(sizes.unicode_name);
  out.packed = sizes.packed;
  out.size = sizes.size;
  out.data = in.offset();
  return out;
}

void Tally::note(std::string_view what, std::string_view entry, std::string detail) {
  const auto at = kinds_.find(what);
  if (at != kinds_.end()) {
    ++at->second.count;
    return;
  }
  kinds_.emplace(std::string(what), Kind{{std::string(entry), std::string(what), std::move(detail)}, 1});
}

std::vector<Anomaly> Tally::take() {
  std::vector<Anomaly> out;
  for (auto& [what, kind] : kinds_) {
    if (kind.count > 1) {
      kind.first.detail += (kind.first.detail.empty() ? "count=" : ", count=") + std::to_string(kind.count);
    }
    out.push_back(std::move(kind.first));
  }
  kinds_.clear();
  return out;
}

bool is_utf8(std::string_view text, bool is_head) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const bool valid = lead < 0x80 || (lead >= 0xc2 && lead < 0xf5);
    const size_t more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (!valid || (more >= text.size() - i && !is_head)) return false;
    const size_t there = std::min(more, text.size() - i - 1);
    for (size_t k = 1; k <= there; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
    }
    i += there + 1;
  }
  return true;
}

std::string hex(uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  do {
    out.insert(out.begin(), kDigits[value & 0xf]);
    value >>= 4;
  } while (value != 0);
  return "0x" + out;
}

}  // namespace jianfu::io::zip
