#include "engine/form_reader.h"

#include <algorithm>

#include "rules/suggest.h"

namespace jianfu::engine {

using io::DataMember;
using io::DataNode;

namespace {

std::string both(Msg id) {
  return core::bilingual(core::render(id, Lang::kZh), core::render(id, Lang::kEn));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool is_word(Msg id, std::string_view text) {
  return text == core::render(id, Lang::kZh) || text == core::render(id, Lang::kEn);
}

std::optional<DataNode> FormReader::open(std::string_view bytes, size_t most_bytes) {
  Result<DataNode> root = io::read_data(bytes, io::data_format(bytes, name_), name_, most_bytes);
  if (root) return std::move(*root);
  problems_.push_back(root.error());
  return std::nullopt;
}

void FormReader::complain(io::DataPlace at, Msg id, std::vector<std::string> args) {
  problems_.push_back({ErrorKind::kUsage, {id, std::move(args)}, io::place_of(name_, at)});
}

bool FormReader::is(const DataNode& node, DataNode::Type type, std::string_view what) {
  if (node.type == type) return true;
  complain(node.at, Msg::data_wrong_type, {std::string(what), io::type_word(type), io::type_word(node.type)});
  return false;
}

void FormReader::only_keys(const DataNode& map, std::initializer_list<std::string_view> known) {
  for (const DataMember& member : map.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    complain(member.at, Msg::data_unknown_key, {member.key, rules::suggestion(member.key, {known.begin(), known.end()})});
  }
}

const DataNode* FormReader::find(const DataNode& map, std::string_view key, bool needed) {
  const DataNode* node = map.find(key);
  if (node == nullptr && needed) complain(map.at, Msg::data_missing, {std::string(key)});
  return node;
}

const DataNode* FormReader::map(const DataNode& parent, std::string_view key, std::initializer_list<std::string_view> known) {
  const DataNode* node = parent.find(key);
  if (node == nullptr || !is(*node, DataNode::kMap, key)) return nullptr;
  only_keys(*node, known);
  return node;
}

std::string FormReader::text(const DataNode& map, std::string_view key, bool needed) {
  const DataNode* node = find(map, key, needed);
  if (node == nullptr || !is(*node, DataNode::kText, key)) return {};
  if (is_blank(node->text)) complain(node->at, Msg::data_empty, {std::string(key)});
  return node->text;
}

bool FormReader::truth(const DataNode& map, std::string_view key, bool needed) {
  const DataNode* node = find(map, key, needed);
  return node != nullptr && is(*node, DataNode::kBool, key) && node->text == "true";
}

std::vector<const DataNode*> FormReader::list(const DataNode& map, std::string_view key, bool needed) {
  std::vector<const DataNode*> out;
  const DataNode* node = find(map, key, needed);
  if (node == nullptr || !is(*node, DataNode::kList, key)) return out;
  for (const DataNode& item : node->items) out.push_back(&item);
  return out;
}

std::vector<std::string> FormReader::texts(const DataNode& map, std::string_view key) {
  std::vector<std::string> out;
  for (const DataNode* item : list(map, key)) {
    if (is(*item, DataNode::kText, key)) out.push_back(item->text);
  }
  return out;
}

std::string FormReader::formed(const DataNode& map, std::string_view key, Msg form, bool (*good)(std::string_view),
                               bool needed, std::string (*plain)(std::string_view)) {
  const DataNode* node = find(map, key, needed);
  if (node == nullptr || (node->type != DataNode::kDate && !is(*node, DataNode::kText, key))) return {};
  std::string out = plain == nullptr ? node->text : plain(node->text);
  if (good(out)) return out;
  complain(node->at, Msg::data_form, {std::string(key), both(form), node->text});
  return {};
}

Msg FormReader::word(const DataNode& node, std::string_view key, std::span<const Msg> words) {
  if (!is(node, DataNode::kText, key)) return Msg::none;
  std::string zh, en;
  for (const Msg one : words) {
    if (is_word(one, node.text)) return one;
    zh += (zh.empty() ? "" : "、") + core::render(one, Lang::kZh);
    en += (en.empty() ? "" : ", ") + core::render(one, Lang::kEn);
  }
  complain(node.at, Msg::data_not_one_of, {std::string(key), core::bilingual(zh, en), node.text});
  return Msg::none;
}

Msg FormReader::word_of(const DataNode& map, std::string_view key, std::span<const Msg> words) {
  const DataNode* node = map.find(key);
  return node == nullptr ? Msg::none : word(*node, key, words);
}

}  // namespace jianfu::engine
