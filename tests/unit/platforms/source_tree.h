// A source project as a tree, and its reading as evidence text.
#pragma once

#include <map>
#include <string>

#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

namespace jianfu::platforms::tests {

using Files = std::map<std::string, std::string>;

inline std::string zip_of_files(const Files& files) {
  std::vector<builders::ZipFile> entries;
  for (const auto& [path, text] : files) entries.push_back({path, text, true});
  return builders::zip_of(entries);
}

inline Reading read_files(const Files& files) {
  const std::string bytes = zip_of_files(files);
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  return read(**tree);
}

inline std::string evidence_of_files(const Files& files) {
  return text_of(read_files(files));
}

}  // namespace jianfu::platforms::tests
