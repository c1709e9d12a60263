// JSON and TOML files that people write for us (declarations, waivers, configuration), as one tree in which every value
// knows its place. Strict: what the two standards refuse is refused, duplicate keys too. Packages are never read
// with it; their JSON is hostile and has its own reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace jianfu::io {

struct DataPlace {
  uint32_t line = 1, column = 1;  // column counts characters
  friend auto operator<=>(const DataPlace&, const DataPlace&) = default;
};

struct DataMember;

struct DataNode {
  enum Type : uint8_t { kNull, kBool, kNumber, kText, kDate, kList, kMap } type = kNull;
  std::string text;  // of kText what it says, of kBool, kNumber and kDate how it is written
  DataPlace at;
  std::vector<DataNode> items;
  std::vector<DataMember> members;  // in the order of the file

  const DataNode* find(std::string_view key) const;
};

struct DataMember {
  std::string key;
  DataPlace at;
  DataNode value;
};

enum class DataFormat : uint8_t { kJson, kToml };
// By the name's ending; else a file that begins with a brace is JSON.
DataFormat data_format(std::string_view bytes, std::string_view name);

inline constexpr size_t kMostFormBytes = 1u << 20;  // a filled-in form is a few pages

// The root, which is a map. `name` stands in front of the place of an error: "app.json:3:7".
Result<DataNode> read_data(std::string_view bytes, DataFormat format, const std::string& name, size_t most_bytes = kMostFormBytes);

// What is there, in both languages: "a list".
std::string type_word(DataNode::Type type);

std::string place_of(const std::string& name, DataPlace at);

namespace detail {
inline constexpr uint32_t kMostDataDepth = 32;
// Their own files keep the two libraries apart; each is slow to compile.
Result<DataNode> read_json(std::string_view bytes, const std::string& name);
Result<DataNode> read_toml(std::string_view bytes, const std::string& name);
}  // namespace detail

}  // namespace jianfu::io
