// Hermes bytecode files with any string table (formats.md §7.2): every version's header, strings packed over
// each other as the compiler does, both sizes of function headers. The functions hold no code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

struct HermesBuilder {
  struct String {
    std::string text;  // UTF-8; UTF-16 in the file unless it is ASCII
    bool identifier = false;
    bool latin1 = false;  // one byte a character, beyond ASCII too
  };
  struct Function {
    uint32_t name = 0;
    bool large = false;  // the header does not fit: the small one points to it
  };

  uint32_t version = 96;
  std::vector<String> strings;
  std::vector<Function> functions;
  uint32_t function_bytes = 0;  // 0: as the version has it
  uint32_t header_bytes = 0;    // 0: as the version has it
  bool new_functions = true;    // of version 98: the later layout
  bool delta = false;           // the form prepared for diffs
  bool pack = true;             // share bytes between strings
  uint64_t storage_before =
      0;  // unused bytes at the beginning of the storage; an odd number makes all UTF-16 odd
  int32_t kinds_off_by = 0;  // the last run of kinds counts so many more

  HermesBuilder& add(std::string_view text, bool identifier = false) {
    strings.push_back({std::string(text), identifier, false});
    return *this;
  }
  std::string build() const;
};

}  // namespace jianfu::builders
