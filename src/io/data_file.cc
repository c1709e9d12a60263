#include "io/data_file.h"

#include <algorithm>

namespace jianfu::io {

const DataNode* DataNode::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [key](const DataMember& one) { return one.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::string type_word(DataNode::Type type) {
  constexpr Msg kWords[] = {Msg::data_type_null, Msg::data_type_bool, Msg::data_type_number, Msg::data_type_text,
                            Msg::data_type_date, Msg::data_type_list, Msg::data_type_map};
  return core::bilingual(core::render(kWords[type], Lang::kZh), core::render(kWords[type], Lang::kEn));
}

std::string place_of(const std::string& name, DataPlace at) {
  return name + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

DataFormat data_format(std::string_view bytes, std::string_view name) {
  if (name.ends_with(".toml")) return DataFormat::kToml;
  if (name.ends_with(".json")) return DataFormat::kJson;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{' ? DataFormat::kJson : DataFormat::kToml;
}

Result<DataNode> read_data(std::string_view bytes, DataFormat format, const std::string& name, size_t most_bytes) {
  if (bytes.size() > most_bytes) return Error{ErrorKind::kUsage, {Msg::data_big, {std::to_string(most_bytes)}}, name};
  return format == DataFormat::kToml ? detail::read_toml(bytes, name) : detail::read_json(bytes, name);
}

}  // namespace jianfu::io
