// YAML as a tree with places, strictly: no aliases, anchors, tags, duplicate keys or second documents. Behind
// it stands YAML::Parser with our own event handler, because YAML::Node lets aliases and duplicate keys go
// unseen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "rules/source_text.h"

namespace jianfu::rules {

struct Yaml {
  enum Type : uint8_t { kNull, kScalar, kList, kMap };
  struct Member;

  Type type = kNull;
  std::string text;  // of a scalar
  Mark at;
  std::vector<Yaml> items;
  std::vector<Member> members;

  // The value of that key; null when there is none.
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

// The root of the only document; on problems (appended) it is what could be read.
Yaml read_yaml(const SourceText& source, std::vector<YamlProblem>& problems);

}  // namespace jianfu::rules
