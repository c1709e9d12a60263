// TOML by toml++, which tells places but keeps tables sorted by key: members are put back into the order of the
// file.
#include <algorithm>
#include <sstream>

// The parser asserts what hostile files break, and an optimised build takes it for granted and goes astray. It also
// handles what it asserts: here it does so in every build. The library is headers in this file alone
// (cmake/dependencies.cmake).
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

#include "io/data_file.h"

namespace jianfu::io {
namespace {

DataPlace place(const toml::source_region& region) {
  return {static_cast<uint32_t>(region.begin.line), static_cast<uint32_t>(region.begin.column)};
}

template <typename Value>
std::string written(const Value& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

DataNode node_of(const toml::node& from);

DataNode map_of(const toml::table& table) {
  DataNode out;
  out.type = DataNode::kMap;
  for (const auto& [key, value] : table)
    out.members.push_back({std::string(key.str()), place(key.source()), node_of(value)});
  std::stable_sort(out.members.begin(), out.members.end(),
                   [](const DataMember& a, const DataMember& b) { return a.at < b.at; });
  return out;
}

DataNode node_of(const toml::node& from) {
  DataNode out;
  if (const toml::table* table = from.as_table()) {
    out = map_of(*table);
  } else if (const toml::array* array = from.as_array()) {
    out.type = DataNode::kList;
    for (const toml::node& item : *array) out.items.push_back(node_of(item));
  } else if (const auto* text = from.as_string()) {
    out.type = DataNode::kText;
    out.text = text->get();
  } else if (const auto* truth = from.as_boolean()) {
    out.type = DataNode::kBool;
    out.text = truth->get() ? "true" : "false";
  } else if (const auto* whole = from.as_integer()) {
    out.type = DataNode::kNumber;
    out.text = std::to_string(whole->get());
  } else if (const auto* real = from.as_floating_point()) {
    out.type = DataNode::kNumber;
    out.text = written(real->get());
  } else if (const auto* date = from.as_date()) {
    out.type = DataNode::kDate;
    out.text = written(date->get());
  } else if (const auto* time = from.as_time()) {
    out.type = DataNode::kDate;
    out.text = written(time->get());
  } else if (const auto* both = from.as_date_time()) {
    out.type = DataNode::kDate;
    out.text = written(both->get());
  }
  out.at = place(from.source());
  return out;
}

// A dotted key is a table in a table for each dot, and a key stands on one line.
constexpr size_t kMostDotsALine = 256;

// Nesting of brackets and braces, and of dotted keys, before the parser recurses into it; those in texts count too,
// which only makes the bound stricter.
bool deep(std::string_view bytes) {
  size_t depth = 0, dots = 0;
  for (const char c : bytes) {
    dots = c == '\n' ? 0 : dots + (c == '.' ? 1 : 0);
    if (dots > kMostDotsALine) return true;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (depth > detail::kMostDataDepth) return true;
  }
  return false;
}

}  // namespace

Result<DataNode> detail::read_toml(std::string_view bytes, const std::string& name) {
  if (deep(bytes)) return Error{ErrorKind::kUsage, {Msg::data_deep, {std::to_string(kMostDataDepth)}}, name};
  try {
    const toml::table root = toml::parse(bytes, std::string_view(name));
    return map_of(root);
  } catch (const toml::parse_error& error) {
    return Error{ErrorKind::kUsage,
                 {Msg::data_syntax, {"TOML", std::string(error.description())}},
                 place_of(name, place(error.source()))};
  }
}

}  // namespace jianfu::io
