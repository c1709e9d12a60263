#include "builders/zip_builder.h"

#include <zip.h>
#include <zlib.h>

#include <cstdlib>
#include <utility>

#include "builders/byte_writer.h"

namespace jianfu::builders {
namespace {

constexpr uint32_t kLocal = 0x04034b50;
constexpr uint32_t kCentral = 0x02014b50;
constexpr uint16_t kDate = 0x5821;  // 2024-01-01: the same bytes whenever it is built

uint32_t crc_of(std::string_view bytes) {
  return static_cast<uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

// libzip writes into a buffer of its own, which outlives the archive by one reference.
std::string write_with_libzip(const std::vector<ZipFile>& files, zip_int32_t packed_method,
                              const std::string& password) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = buffer != nullptr ? zip_open_from_source(buffer, ZIP_TRUNCATE, &error) : nullptr;
  if (archive == nullptr) std::abort();  // out of memory: no test can go on
  zip_source_keep(buffer);
  for (const ZipFile& file : files) {
    zip_source_t* source = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
    const zip_int64_t index =
        zip_file_add(archive, file.name.c_str(), source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
    if (index < 0) std::abort();
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive, at, file.deflate ? packed_method : ZIP_CM_STORE, 9);
    zip_file_set_dostime(archive, at, 0, kDate, 0);
    if (!password.empty()) zip_file_set_encryption(archive, at, ZIP_EM_TRAD_PKWARE, password.c_str());
  }
  if (zip_close(archive) != 0) std::abort();
  std::string out;
  zip_stat_t stat;
  zip_source_stat(buffer, &stat);
  out.resize(static_cast<size_t>(stat.size));
  zip_source_open(buffer);
  zip_source_read(buffer, out.data(), out.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  zip_error_fini(&error);
  return out;
}

struct Written {
  const ZipEntry* entry = nullptr;
  std::string data;
  uint32_t offset = 0;
  uint32_t packed = 0;
};

uint16_t flags_of(const ZipEntry& entry) {
  return static_cast<uint16_t>(entry.descriptor ? 1U << 3 : 0U);
}
uint16_t method_of(const ZipEntry& entry) {
  return entry.deflate ? 8 : 0;
}

void write_local(ByteWriter& out, const Written& written) {
  const ZipEntry& entry = *written.entry;
  const ZipEntry::Fields& f = entry.local;
  const std::string name = f.name.value_or(entry.name);
  const std::string extra = f.extra.value_or("");
  const bool later = entry.descriptor;
  out.le(f.signature.value_or(kLocal)).le(f.version.value_or(20)).le(f.flags.value_or(flags_of(entry)));
  out.le(f.method.value_or(method_of(entry))).le(uint16_t{0}).le(kDate);
  out.le(f.crc.value_or(later ? 0 : crc_of(entry.bytes)));
  out.le(f.packed.value_or(later ? 0 : written.packed));
  out.le(f.size.value_or(later ? 0 : static_cast<uint32_t>(entry.bytes.size())));
  out.le(f.name_bytes.value_or(static_cast<uint16_t>(name.size())));
  out.le(f.extra_bytes.value_or(static_cast<uint16_t>(extra.size())));
  out.raw(name).raw(extra).raw(written.data);
  if (later) {
    out.le(uint32_t{0x08074b50}).le(crc_of(entry.bytes)).le(written.packed);
    out.le(static_cast<uint32_t>(entry.bytes.size()));
  }
}

void write_central(ByteWriter& out, const Written& written) {
  const ZipEntry& entry = *written.entry;
  const ZipEntry::Fields& f = entry.central;
  const std::string name = f.name.value_or(entry.name);
  const std::string extra = f.extra.value_or("");
  out.le(f.signature.value_or(kCentral))
      .le(uint16_t{20})
      .le(f.version.value_or(20))
      .le(f.flags.value_or(flags_of(entry)));
  out.le(f.method.value_or(method_of(entry)))
      .le(uint16_t{0})
      .le(kDate)
      .le(f.crc.value_or(crc_of(entry.bytes)));
  out.le(f.packed.value_or(written.packed)).le(f.size.value_or(static_cast<uint32_t>(entry.bytes.size())));
  out.le(f.name_bytes.value_or(static_cast<uint16_t>(name.size())));
  out.le(f.extra_bytes.value_or(static_cast<uint16_t>(extra.size())));
  out.le(f.comment_bytes.value_or(0)).le(f.disk.value_or(0)).le(uint16_t{0}).le(uint32_t{0});
  out.le(f.offset.value_or(written.offset)).raw(name).raw(extra);
}

}  // namespace

std::string zip_of(const std::vector<ZipFile>& files) {
  return write_with_libzip(files, ZIP_CM_DEFLATE, "");
}
std::string bzip2_zip_of(const std::vector<ZipFile>& files) {
  return write_with_libzip(files, ZIP_CM_BZIP2, "");
}
std::string encrypted_zip_of(const std::vector<ZipFile>& files, const std::string& password) {
  return write_with_libzip(files, ZIP_CM_DEFLATE, password);
}

std::string deflated(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  std::string out(deflateBound(&z, static_cast<uLong>(bytes.size())), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  ::deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string unicode_path_extra(std::string_view stored_name, std::string_view utf8_name) {
  ByteWriter out;
  out.le(uint16_t{0x7075}).le(static_cast<uint16_t>(5 + utf8_name.size())).le(uint8_t{1});
  return out.le(crc_of(stored_name)).raw(utf8_name).take();
}

ZipEntry& ZipBuilder::add(std::string name, std::string bytes, bool deflate) {
  ZipEntry entry;
  entry.name = std::move(name);
  entry.bytes = std::move(bytes);
  entry.deflate = deflate;
  entries_.push_back(std::move(entry));
  return entries_.back();
}

std::string ZipBuilder::build() const {
  ByteWriter out;
  out.raw(prefix);
  const size_t base = adjust_offsets ? 0 : prefix.size();
  std::vector<Written> all;
  for (const ZipEntry& entry : entries_) {
    Written written{&entry, entry.data.value_or(entry.deflate ? deflated(entry.bytes) : entry.bytes),
                    static_cast<uint32_t>(out.size() - base), 0};
    written.packed = static_cast<uint32_t>(written.data.size());
    write_local(out, written);
    all.push_back(std::move(written));
  }
  out.raw(before_directory);
  const auto at = static_cast<uint32_t>(out.size() - base);
  uint16_t listed = 0;
  for (const Written& written : all) {
    if (!directory || !written.entry->listed) continue;
    write_central(out, written);
    ++listed;
  }
  out.raw(after_entries);
  const auto size = static_cast<uint32_t>(out.size() - base - at);
  out.raw(before_end);
  if (!end_record) return out.take();
  if (zip64) {
    const uint64_t end64 = out.size() - base;
    out.le(uint32_t{0x06064b50})
        .le(uint64_t{44})
        .le(uint16_t{45})
        .le(uint16_t{45})
        .le(uint32_t{0})
        .le(uint32_t{0});
    out.le(uint64_t{listed}).le(uint64_t{listed}).le(uint64_t{size}).le(uint64_t{at});
    out.le(uint32_t{0x07064b50}).le(uint32_t{0}).le(end64).le(uint32_t{1});
  }
  const uint16_t count = zip64 ? uint16_t{0xffff} : listed;
  out.le(uint32_t{0x06054b50}).le(disk.value_or(0)).le(directory_disk.value_or(0));
  out.le(disk_entries.value_or(count)).le(entries.value_or(count));
  out.le(directory_bytes.value_or(zip64 ? 0xffffffffU : size))
      .le(directory_offset.value_or(zip64 ? 0xffffffffU : at));
  out.le(comment_bytes.value_or(static_cast<uint16_t>(comment.size()))).raw(comment).raw(trailing);
  return out.take();
}

}  // namespace jianfu::builders
