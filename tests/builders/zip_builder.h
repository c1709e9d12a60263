// Zip archives for tests and samples. `zip_of` writes ordinary ones with libzip. ZipBuilder writes every
// record by hand, so that a test can make each field say what it likes: the tricks of formats.md §1.3.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

struct ZipFile {
  std::string name;
  std::string bytes;
  bool deflate = true;
};

// An ordinary archive, the same bytes for the same files.
std::string zip_of(const std::vector<ZipFile>& files);

// Raw deflate by zlib, and a checksum, for records written by hand.
std::string deflated(std::string_view bytes);
std::string bzip2_zip_of(const std::vector<ZipFile>& files);  // entries in bzip2 (method 12), by libzip
std::string encrypted_zip_of(const std::vector<ZipFile>& files, const std::string& password);  // traditional

// One entry. The fields hold what an honest writer would store; an override says otherwise in both headers,
// or in one.
struct ZipEntry {
  struct Fields {
    std::optional<std::string> name;
    std::optional<std::string> extra;
    std::optional<uint32_t> signature;
    std::optional<uint16_t> version;  // needed to extract
    std::optional<uint16_t> flags;
    std::optional<uint16_t> method;
    std::optional<uint32_t> crc;
    std::optional<uint32_t> packed;
    std::optional<uint32_t> size;
    std::optional<uint16_t> name_bytes;
    std::optional<uint16_t> extra_bytes;
    std::optional<uint16_t> comment_bytes;  // central only
    std::optional<uint16_t> disk;           // central only
    std::optional<uint32_t> offset;         // central only: of the local header
  };
  std::string name;
  std::string bytes;
  bool deflate = false;
  bool descriptor = false;  // sizes behind the data (flag bit 3), zero in the local header
  bool listed = true;       // in the directory
  Fields central, local;
  std::optional<std::string> data;  // what lies there, instead of the (deflated) bytes

  ZipEntry& both(const std::function<void(Fields&)>& set) {
    set(central);
    set(local);
    return *this;
  }
};

// Extra field 0x7075: the entry's name in UTF-8 beside the stored one, whose checksum it carries.
std::string unicode_path_extra(std::string_view stored_name, std::string_view utf8_name);

class ZipBuilder {
 public:
  ZipEntry& add(std::string name, std::string bytes, bool deflate = false);

  std::string prefix;  // before everything; not counted in offsets unless adjust_offsets
  bool adjust_offsets = false;
  std::string before_directory;  // e.g. a signing block
  std::string after_entries;     // inside the directory, behind its last entry
  std::string before_end;        // between directory and end record
  std::string comment;
  std::string trailing;  // behind the comment
  bool end_record = true;
  bool directory = true;
  bool zip64 = false;  // a zip64 end record, and all ones in the old one
  std::optional<uint16_t> disk, directory_disk, disk_entries, entries, comment_bytes;
  std::optional<uint32_t> directory_bytes, directory_offset;

  std::string build() const;

 private:
  std::deque<ZipEntry> entries_;  // so that what add() returned stays
};

}  // namespace jianfu::builders
