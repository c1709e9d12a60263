#include "formats/identify.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jianfu::formats {
namespace {

using namespace std::string_literals;

std::string padded(std::string head, size_t size) {
  head.resize(size, '\0');
  return head;
}

std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += c + "\0"s;
  return out;
}

TEST_CASE("Files are told by their first bytes") {
  const std::vector<std::pair<std::string, FileKind>> table = {
      {"", FileKind::kEmpty},
      {"PK\x03\x04", FileKind::kZip},
      {"dex\n039\0"s, FileKind::kDex},
      {std::string(36, '\0') + "\x70\0\0\0\x78\x56\x34\x12"s, FileKind::kDex},
      {std::string(36, '\1') + "\x70\0\0\0\x78\x56\x34\x13"s, FileKind::kUnknown},
      {"\xC6\x1F\xBC\x03\xC1\x03\x19\x1F", FileKind::kHermes},
      {"\x39\xE0\x43\xFC\x3E\xFC\xE6\xE0", FileKind::kHermes},
      {"\xE5\xD1\x0B\xFB\1\0\0\0"s, FileKind::kRamBundle},
      {"PANDA\0\0\0"s, FileKind::kAbc},
      {"Restool 4.1", FileKind::kResourcesIndex},
      {"bplist00", FileKind::kBinaryPlist},
      {"NIBArchive\1", FileKind::kNib},
      {"BOMStore\0"s, FileKind::kCompiledAssets},
      {"\x7F"
       "ELF\2",
       FileKind::kElf},
      {"\xCF\xFA\xED\xFE", FileKind::kMachO},
      {"\xCA\xFE\xBA\xBE\0\0\0\2"s, FileKind::kMachO},
      {"\xCA\xFE\xBA\xBE\0\0\0\x34"s, FileKind::kJavaClass},
      {padded("MZ\x90"s, 64), FileKind::kPe},
      {"XABA\1\0\0\0"s, FileKind::kDotnetStore},
      {"XALZ\0\0\0\0"s, FileKind::kDotnetStore},
      {"\x90\xAB\xCD\xEF\0\0"s, FileKind::kDartKernel},
      {"\xF5\xF5\xDC\xDC\0\0"s, FileKind::kDartSnapshot},
      {"\xAF\x1B\xB1\xFA\x18\0\0\0"s, FileKind::kUnityMetadata},
      {"UnityFS\0\0\0\0\6"s, FileKind::kUnityBundle},
      {"\x1BLuaS\0"s, FileKind::kLua},
      {"\x1BLJ\2"s, FileKind::kLuaJit},
      {"\xDE\x12\x04\x95\0\0\0\0"s, FileKind::kGettext},
      {"SQLite format 3\0"s, FileKind::kSqlite},
      {"\x1F\x8B\x08\0"s, FileKind::kGzip},
      {padded("name", 257) + "ustar", FileKind::kTar},
      {"\xFD"
       "7zXZ\0"s,
       FileKind::kXz},
      {"\x28\xB5\x2F\xFD", FileKind::kZstd},
      {"BZh91AY&SY", FileKind::kBzip2},
      {"7z\xBC\xAF\x27\x1C", FileKind::kSevenZip},
      {"Rar!\x1A", FileKind::kRar},
      {"\x04\x22\x4D\x18", FileKind::kArchive},
      {"\x89PNG", FileKind::kImage},
      {padded("BM\x36\x10\0\0\0\0\0\0\x36"s, 20), FileKind::kImage},
      {"RIFF\1\2\3\4WEBP", FileKind::kImage},
      {"#!AMR\n", FileKind::kMedia},
      {"\0\0\0\x18"
       "ftypmp42"s,
       FileKind::kMedia},
      {"wOF2", FileKind::kFont},
      {"\0\x20\xDA\x27\0\x14\0\0\1\0\2\0ResB\1\4\0\0"s, FileKind::kIcuData},
      {"\x20\0\xDA\x27\x14\0\0\0\0\0\2\0CmnD\1\0\0\0"s, FileKind::kIcuData},
      {"\x20\0\xDA\x27\x15\0\0\0\0\0\2\0CmnD\1\0\0\0"s, FileKind::kUnknown},
      {"\0asm\1\0\0\0"s, FileKind::kWasm},
      {"%PDF-1.7", FileKind::kPdf},
      {"\xEF\xBB\xBF{}", FileKind::kText},
      {"\xFF\xFE<\0?\0"s, FileKind::kText},
      {"\xFE\xFF\0<\0?"s, FileKind::kText},
      {"var a = 1;", FileKind::kText},
      {wide("<?xml version"), FileKind::kUtf16Text},
      {"\0<\0?\0x\0m\0l\0 "s, FileKind::kUtf16Text},
      {std::string(64, '\x01'), FileKind::kUnknown},
  };
  for (const auto& [head, kind] : table) {
    INFO("a file that begins with " << head.substr(0, 8));
    CHECK(describe(identify(head)).en == describe(kind).en);
  }
}

TEST_CASE("Texts that begin like something else are texts") {
  for (const char* text :
       {"BMI 计算", "MZ is a text as long as any other, and far beyond the sixty-four bytes of a header",
        "BZh is no archive", "7zip", "Luau", "%PDFs are not read"}) {
    INFO(text);
    CHECK(identify(text) == FileKind::kText);
  }
}

TEST_CASE("Numbers of sixteen bits are no UTF-16 text") {
  std::string numbers;
  for (int i = 0; i < 200; ++i) numbers += static_cast<char>(i) + "\0"s;
  CHECK(identify(numbers) == FileKind::kUnknown);
}

TEST_CASE("Every kind has a name in both languages, its own") {
  for (size_t i = 0; i <= static_cast<size_t>(FileKind::kUtf16Text); ++i) {
    const KindName name = describe(static_cast<FileKind>(i));
    CHECK(name.kind == static_cast<FileKind>(i));
    CHECK_FALSE(name.zh.empty());
    CHECK_FALSE(name.en.empty());
  }
}

TEST_CASE("Packed files are those that hold others; skipped ones hold nothing to read") {
  CHECK(is_packed(FileKind::kGzip));
  CHECK(is_packed(FileKind::kRar));
  CHECK_FALSE(is_packed(FileKind::kZip));  // read as it is
  CHECK_FALSE(is_packed(FileKind::kSqlite));
  CHECK(is_skipped_name("a/B.PNG"));
  CHECK_FALSE(is_skipped_name("offline.amr"));  // often an archive
}

}  // namespace
}  // namespace jianfu::formats
