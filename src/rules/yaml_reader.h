// YAML as a tree with places, strictly: no aliases, tags, duplicate keys or second documents. Behind it stands
// YAML::Parser with our own event handler, because YAML::Node lets aliases and duplicate keys go unseen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"

namespace jianfu::rules {

struct Mark {
  uint32_t line = 1, column = 1;  // 1-based, columns in characters
};

struct Yaml {
  enum Type : uint8_t { kNull, kScalar, kList, kMap } type = kNull;
  std::string text;  // kScalar
  Mark at;
  std::vector<Yaml> items;
  struct Member;
  std::vector<Member> members;

  const Yaml* find(std::string_view key) const;
};
struct Yaml::Member {
  std::string key;
  Mark at;
  Yaml value;
};

struct YamlProblem {
  Mark at;
  Message what;
};

// The root of the only document; on problems it is what could be read.
Yaml read_yaml(const std::string& text, std::vector<YamlProblem>& problems);

// Full-width characters where YAML wants ASCII ones, and quotes that do not close: what an input method leaves behind.
// Run before read_yaml(), whose own messages would not help.
std::vector<YamlProblem> check_source(std::string_view text);

// Byte offset → column in characters.
uint32_t column_of(std::string_view line, size_t byte);

}  // namespace jianfu::rules
