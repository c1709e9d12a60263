// Native libraries (formats.md §10) as a linker lays them out: one loaded segment that is the whole file, a
// dynamic table, sections. Every count and size is open to lies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jianfu::builders {

struct ElfSection {
  std::string name;
  std::string bytes;
  uint64_t flags = 2;  // loaded; 4 more: code
  uint32_t type = 1;
};

struct ElfSymbol {
  std::string name;
  std::string section;  // that it stands in; empty: wanted from another library
  uint64_t offset = 0;  // in that section
  uint64_t size = 0;    // 0: to the end of the section
};

struct ElfBuilder {
  bool wide = true;
  uint16_t machine = 0xB7;
  std::vector<ElfSection> sections;
  std::vector<ElfSymbol> symbols;
  std::string soname;
  std::vector<std::string> needed;
  bool gnu_hash = false;        // else the older table
  bool section_headers = true;  // false: e_shoff is 0
  bool dynamic = true;          // false: no dynamic segment, symbols only by section
  bool fake_sections = false;   // headers are there, their addresses contradict the segment
  // What the file says instead of the truth.
  std::optional<uint64_t> symbol_count, section_count, section_bytes, symbol_bytes, string_bytes, load_bytes;

  std::string build() const;
};

}  // namespace jianfu::builders
