// Snapshots of the Dart VM (formats.md §7.3) as far as their strings go, in both ways of keeping them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jianfu::builders {

struct DartBuilder {
  std::vector<std::string> strings;  // UTF-8; those with a character beyond Latin-1 are wide
  std::string features = "product no-code_comments x64 android compressed-pointers";
  bool cluster = true;       // false: heap objects, as without compressed pointers
  bool wide_words = true;    // heap objects of a 64-bit machine
  bool new_tags = true;      // heap objects: class number at bit 12, else at bit 16
  bool with_lengths = true;  // false: the cluster does not tell its lengths beforehand (an unknown version)
  std::optional<uint64_t> length;  // what the header says instead of the truth

  std::string build() const;
};

// Enough names of classes and files for a snapshot that looks like one.
std::vector<std::string> dart_names(size_t count);

// libapp.so: both snapshots under their four symbols.
std::string build_flutter_library(const DartBuilder& isolate, bool wide = true);

}  // namespace jianfu::builders
