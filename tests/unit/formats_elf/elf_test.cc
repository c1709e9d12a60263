#include "formats/elf/elf.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/elf_builder.h"

namespace jianfu::formats::elf {
namespace {

builders::ElfBuilder library(bool wide = true) {
  builders::ElfBuilder out;
  out.wide = wide;
  out.machine = wide ? 0xB7 : 0x28;
  out.sections = {{".rodata", std::string("打卡成功\0", 13)},
                  {".text", std::string(32, '\x1F'), 6},
                  {".data", "once"},
                  {".comment", "cc 1", 0},
                  {".eh_frame", "tables"}};
  out.symbols = {{"sign_in", ".text", 8, 16}, {"memcpy", ""}};
  out.soname = "libsign.so";
  out.needed = {"libc.so", "liblog.so"};
  return out;
}

Elf parsed(const std::string& bytes) {
  Result<Elf> out = Elf::parse(bytes, Limits{});
  REQUIRE(out.has_value());
  return std::move(*out);
}

std::string told(const Regions& regions) {
  std::string out = regions.source == RegionSource::kSections   ? "sections"
                    : regions.source == RegionSource::kSegments ? "segments"
                                                                : "file";
  for (const Region& part : regions.parts) out += "|" + std::string(part.bytes.substr(0, 20));
  return out;
}

}  // namespace

TEST_CASE("A library of either width gives its sections, symbols and names") {
  for (const bool wide : {true, false}) {
    for (const bool gnu : {true, false}) {
      builders::ElfBuilder builder = library(wide);
      builder.gnu_hash = gnu;
      const std::string bytes = builder.build();
      const Elf elf = parsed(bytes);
      INFO(wide << gnu);
      CHECK(elf.wide() == wide);
      CHECK(elf.machine() == (wide ? Machine::kArm64 : Machine::kArm));
      CHECK(elf.defects().empty());
      CHECK(elf.sections_hold());
      REQUIRE(elf.section(".rodata") != nullptr);
      CHECK(elf.section(".rodata")->bytes.substr(0, 12) == "打卡成功");
      CHECK(elf.section(".nothing") == nullptr);
      CHECK(elf.soname() == "libsign.so");
      CHECK(elf.needed() == std::vector<std::string_view>{"libc.so", "liblog.so"});
      REQUIRE(elf.symbols().size() == 2);
      CHECK(elf.symbols()[0].name == "sign_in");
      REQUIRE(elf.defined("sign_in") != nullptr);
      CHECK(elf.defined("sign_in")->size == 16);
      CHECK(elf.at(elf.defined("sign_in")->value, 4) == "\x1F\x1F\x1F\x1F");
      CHECK(elf.defined("memcpy") == nullptr);  // wanted, not given
    }
  }
}

TEST_CASE("Texts are looked for in data, not in code and tables") {
  const std::string bytes = library().build();
  const Elf elf = parsed(bytes);
  CHECK(told(text_regions(elf)) == "sections|" + std::string("打卡成功\0", 13) + "|once|cc 1");
  for (const Region& part : text_regions(elf).parts)
    CHECK(bytes.substr(part.offset, part.bytes.size()) == part.bytes);
}

TEST_CASE("Without sections that hold, the loaded segments are looked at; without those, the file") {
  builders::ElfBuilder builder = library();
  builder.section_headers = false;
  std::string bytes = builder.build();
  Elf elf = parsed(bytes);
  CHECK(elf.defects().empty());  // a loader needs none
  CHECK(elf.defined("sign_in") != nullptr);
  CHECK(text_regions(elf).source == RegionSource::kSegments);
  builder = library();
  builder.fake_sections = true;
  bytes = builder.build();
  elf = parsed(bytes);
  CHECK_FALSE(elf.sections_hold());
  CHECK(text_regions(elf).source == RegionSource::kSegments);
  builder.load_bytes = 0;
  bytes = builder.build();
  elf = parsed(bytes);
  CHECK(text_regions(elf).source == RegionSource::kFile);
  REQUIRE(text_regions(elf).parts.size() == 1);
  CHECK(text_regions(elf).parts[0].bytes.size() == bytes.size());
}

TEST_CASE("Without a dynamic segment symbols come from their section, whatever it says of their size") {
  builders::ElfBuilder builder = library();
  builder.dynamic = false;
  for (const uint64_t item : {uint64_t{24}, uint64_t{0}}) {
    builder.symbol_bytes = item;
    const std::string bytes = builder.build();
    const Elf elf = parsed(bytes);
    REQUIRE(elf.symbols().size() == 2);
    CHECK(elf.symbols()[0].name == "sign_in");
    CHECK(elf.soname().empty());
  }
}

TEST_CASE("Counts that lie are told, and what is there is read") {
  builders::ElfBuilder builder = library();
  builder.symbol_count = 0xFFFFFFFF;
  std::string bytes = builder.build();
  Elf elf = parsed(bytes);
  REQUIRE_FALSE(elf.defects().empty());
  CHECK(elf.defects()[0].why == GapReason::kCorrupt);
  CHECK(elf.defined("sign_in") != nullptr);
  builder = library();
  builder.section_count = 0xFFF0;
  bytes = builder.build();
  elf = parsed(bytes);
  CHECK_FALSE(elf.defects().empty());
  CHECK(elf.section(".rodata") != nullptr);
  builder = library();
  builder.section_bytes = 0;
  bytes = builder.build();
  elf = parsed(bytes);
  CHECK_FALSE(elf.defects().empty());
  CHECK(elf.sections().empty());
  CHECK(text_regions(elf).source == RegionSource::kSegments);
}

TEST_CASE("A table of strings that does not end cuts names, and nothing else") {
  builders::ElfBuilder builder = library();
  builder.string_bytes = 4;  // "\0sig"
  const std::string bytes = builder.build();
  const Elf elf = parsed(bytes);
  REQUIRE(elf.symbols().size() == 2);
  CHECK(elf.symbols()[0].name == "sig");
  CHECK(elf.symbols()[1].name.empty());
  Limits limits;
  limits.name_bytes = 3;
  const std::string whole = library().build();
  CHECK(Elf::parse(whole, limits)->symbols()[0].name == "sig");
}

TEST_CASE("Sections that overlap are read once") {
  const std::string bytes = library().build();
  std::string same = bytes;
  const Elf honest = parsed(bytes);
  // .data is made to lie over .rodata: same address and offset, same size.
  const Section* rodata = honest.section(".rodata");
  const auto header = [&](const Elf& elf, std::string_view name) {
    uint64_t at = 0;
    for (size_t i = 0; i < 8; ++i)
      at |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[40 + i])) << (8 * i);
    for (const Section& section : elf.sections()) {
      if (section.name == name) break;
      at += 64;
    }
    return at;
  };
  const uint64_t from = header(honest, ".rodata"), to = header(honest, ".data");
  same.replace(to + 16, 24, bytes.substr(from + 16, 24));
  const Elf elf = parsed(same);
  REQUIRE(elf.section(".data")->bytes == rodata->bytes);
  CHECK(text_regions(elf).parts.size() == 2);  // that one and .comment
}

TEST_CASE("A segment that the file does not hold whole is told") {
  const std::string bytes = library().build();
  const std::string head = bytes.substr(0, bytes.size() / 3);
  const Elf elf = parsed(head);
  REQUIRE_FALSE(elf.defects().empty());
  CHECK(elf.defects()[0].why == GapReason::kTruncated);
  CHECK(elf.defects()[0].bytes > 0);
}

TEST_CASE("Other files, and big-endian ones, are refused with a reason") {
  CHECK(Elf::parse("PK\x03\x04", Limits{}).error().kind == ErrorKind::kNotThisKind);
  CHECK(Elf::parse("\x7F"
                   "ELF\x02\x01",
                   Limits{})
            .error()
            .kind == ErrorKind::kCorrupt);
  std::string big = library().build();
  big[5] = 2;
  CHECK(Elf::parse(big, Limits{}).error().kind == ErrorKind::kUnsupported);
}

TEST_CASE("Damaged libraries are read without harm") {
  for (const bool wide : {true, false}) {
    const auto read = [](const std::string& bytes) {
      const Result<Elf> elf = Elf::parse(bytes, Limits{});
      if (!elf) return;
      uint64_t end = 0;
      for (const Region& part : text_regions(*elf).parts) {
        CHECK(part.offset >= end);
        end = part.offset + part.bytes.size();
      }
      CHECK(end <= bytes.size());
    };
    const std::string valid = library(wide).build();
    builders::cut_everywhere(valid, read);
    builders::flip_everywhere(valid, read);
  }
}

}  // namespace jianfu::formats::elf
