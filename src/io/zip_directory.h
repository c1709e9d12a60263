// Finds the entries of an archive: the central directory with Android's rules (formats.md §1.2), read
// further than Android reads; without a usable one, a search for local headers. What was purpose-made is
// tallied on the way.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "io/zip_records.h"

namespace jianfu::io::zip {

struct Directory {
  std::vector<Record> records;
  std::vector<Defect> defects;
  bool found = false;    // by an end record
  bool doubted = false;  // a second opinion is worth its price
};

Directory read_directory(std::string_view bytes, const Limits& limits, Tally& tally);

// The entries of the directory at `at` while there are any, at most `max`; `stop` is where the last one
// ended.
std::vector<Record> walk_directory(std::string_view bytes, uint64_t at, uint64_t end, uint64_t max,
                                   uint64_t& stop);

// Every entry whose local header can be found, with the directory's word on it where a directory is met on
// the way. Work is bounded by a multiple of the bytes.
std::vector<Record> scan_local_headers(std::string_view bytes, const Limits& limits);

// The entries of local headers in the given stretches of the bytes, each read as if the bytes ended with it.
struct Stretch {
  uint64_t from = 0, to = 0;
};
std::vector<Record> scan_stretches(std::string_view bytes, const std::vector<Stretch>& stretches,
                                   const Limits& limits);

// Fills in `data` and `bound` from the local header at record.header, and says what the two disagree about.
void locate_data(std::string_view bytes, uint64_t directory_at, Record& record, Tally& tally);

// What can be told of the entries side by side: duplicates, odd names, overlapping data, methods, lying
// sizes.
void check_entries(std::string_view bytes, const std::vector<Record>& records, Tally& tally);

}  // namespace jianfu::io::zip
