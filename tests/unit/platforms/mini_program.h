// Small mini-programs as folders, read as the scanner reads them.
#pragma once

#include <map>
#include <string>

#include "e2e/workspace.h"
#include "unit/platforms/read.h"

namespace jianfu::platforms::tests {

using Files = std::map<std::string, std::string>;

struct ReadProgram {
  std::string kind, id, name;
  std::string text;  // evidence
};

inline ReadProgram read_program(const Files& files) {
  const e2e::Workspace folder;
  for (const auto& [path, text] : files) folder.write(path, text);
  const auto tree = io::open_folder(folder.path(""), Limits{});
  REQUIRE(tree.has_value());
  const Platform* platform = recognise(**tree);
  REQUIRE(platform != nullptr);
  const Reading reading = read(**tree);
  return {std::string(platform->kind), reading.package.id, reading.package.name, text_of(reading)};
}

inline std::string text_of(const Files& files) {
  return read_program(files).text;
}

inline bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace jianfu::platforms::tests
