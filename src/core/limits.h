// What one package may cost. Passed, never global; reaching one is a gap in the report, never silence.
// The numbers are those of formats.md §1.4: beyond them real packages were not seen.
#pragma once

#include <cstdint>

namespace jianfu::core {

struct Limits {
  uint64_t entries = 200'000;                       // per archive
  uint64_t file_bytes = 512ull << 20;               // a package file read into memory
  uint64_t entry_bytes = 512ull << 20;              // real output of one entry
  uint64_t text_bytes = 64ull << 20;                // real output of one text-like entry, the rest is a gap
  uint64_t all_text_bytes = 128ull << 20;           // the same of all such entries of a package's contents
  uint64_t total_bytes = 4ull << 30;                // real output of a package with its nested archives
  uint64_t ratio = 1'000;                           // output per input byte, after the first ratio_free_bytes
  uint64_t ratio_free_bytes = 10ull << 20;
  uint32_t depth = 6;                               // containers in containers
  uint32_t nesting = 1'000;                         // elements, brackets, JSON levels
  uint64_t items = 4'000'000;                       // strings, nodes, instructions kept of one file
  uint32_t name_bytes = 4'096;                      // of an entry's name
  double seconds = 600;                             // of reading a package; 0: no limit
  uint32_t threads = 1;                             // that may read one package; the report is the same
};

}  // namespace jianfu::core

namespace jianfu {
using core::Limits;
}  // namespace jianfu
