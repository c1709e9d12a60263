// Snapshots of the Dart VM (formats.md §7.3): what a Flutter program is compiled to. Strings are what can be
// had of it without knowing its version: a cluster of strings when pointers are compressed, heap objects
// otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/defect.h"

namespace jianfu::formats::dart {

struct Header {
  uint64_t length = 0;        // of the clusters with this header; an image of heap objects may follow
  uint64_t kind = 0;          // numbered differently by different versions
  std::string_view version;   // hash of the VM that reads it, 32 hex digits
  std::string_view features;  // "product … x64 android compressed-pointers"
  uint64_t body = 0;          // where the clusters begin
};

// Nothing when the bytes are no snapshot.
std::optional<Header> read_header(std::string_view snapshot);
// Offsets in `bytes` where a snapshot with a sound header begins; for files without symbols.
std::vector<uint64_t> find_snapshots(std::string_view bytes);

struct String {
  std::string_view bytes;  // Latin-1, or UTF-16LE when wide
  bool wide = false;
  uint64_t offset = 0;  // of `bytes` in the snapshot
};
using Take = std::function<void(const String&)>;

// How the strings were found, best first.
enum class Style : uint8_t {
  kCluster,  // counted and measured by the snapshot itself: all of them, exactly
  kChains,   // runs of length-prefixed strings: those of unusual contents may be missing
  kHeap,     // heap objects with a consistent class
  kNone,
};

struct Strings {
  Style style = Style::kNone;
  uint64_t count = 0;
  std::vector<uint64_t> chains;  // items of each
  std::vector<Defect> defects;
};

// `wide_words`: of a 64-bit machine.
Strings read_strings(std::string_view snapshot, const Header& header, bool wide_words, const Take& take);

// The ways, one by one; nothing is taken when they do not apply. Clusters lie in [header.body,
// header.length).
Strings read_cluster(std::string_view snapshot, const Header& header, const Take& take);
Strings walk_chains(std::string_view snapshot, const Header& header, const Take& take);
Strings read_heap(std::string_view snapshot, bool wide_words, const Take& take);

// flutter_assets/kernel_blob.bin of debug builds: compiled Dart with its sources, to be carved as UTF-8.
bool looks_like_kernel(std::string_view bytes);

}  // namespace jianfu::formats::dart
