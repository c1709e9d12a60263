#include "rules/load_context.h"

#include <algorithm>

#include "rules/condition.h"
#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

std::string type_name(Yaml::Type type) {
  constexpr Msg kNames[] = {Msg::yaml_type_null, Msg::yaml_type_text, Msg::yaml_type_list,
                            Msg::yaml_type_map};
  return core::bilingual(core::render(kNames[type], Lang::kZh), core::render(kNames[type], Lang::kEn));
}

}  // namespace

std::string_view folder_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view stem_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  return path.substr(0, path.rfind('.'));
}

void LoadContext::add_problem(Mark at, Message what, bool warning) {
  problems_.push_back(
      {file_->name, at.line, at.column, std::move(what), std::string(file_->source.line(at.line)), warning});
}

bool LoadContext::has_errors() const {
  return std::any_of(problems_.begin(), problems_.end(),
                     [](const Problem& problem) { return !problem.warning; });
}

bool LoadContext::expect(const Yaml& node, Yaml::Type type) {
  if (node.type == type) return true;
  complain(node.at, Msg::rule_wrong_type, {type_name(type), type_name(node.type)});
  return false;
}

void LoadContext::only_keys(const Yaml& map, std::initializer_list<std::string_view> known) {
  for (const Yaml::Member& member : map.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    if (member.value.type == Yaml::kNull) {
      complain(member.at, Msg::rule_comma, {member.key});
      continue;
    }
    const std::vector<std::string> keys(known.begin(), known.end());
    complain(member.at, Msg::rule_unknown_key, {member.key, suggestion(member.key, keys)});
  }
}

const Yaml* LoadContext::need(const Yaml& map, std::string_view key) {
  const Yaml* node = map.find(key);
  if (node == nullptr) complain(map.at, Msg::rule_missing_key, {std::string(key)});
  return node;
}

const std::vector<Yaml::Member>& LoadContext::members(const Yaml& map, std::string_view key, bool needed) {
  static const std::vector<Yaml::Member> kNone;
  const Yaml* node = needed ? need(map, key) : map.find(key);
  return node != nullptr && is_map(*node) ? node->members : kNone;
}

std::string LoadContext::text(const Yaml& map, std::string_view key, bool needed) {
  const Yaml* node = needed ? need(map, key) : map.find(key);
  if (node == nullptr || !is_text(*node)) return {};
  if (needed && node->text.find_first_not_of(" \n") == std::string::npos)
    complain(node->at, Msg::rule_empty_text, {std::string(key)});
  return node->text;
}

Bilingual LoadContext::bilingual(const Yaml& map, std::string_view key, bool needed) {
  const Yaml* node = needed ? need(map, key) : map.find(key);
  if (node == nullptr || !is_map(*node)) return {};
  only_keys(*node, {"zh", "en"});
  return {text(*node, "zh"), text(*node, "en", false)};
}

std::vector<const Yaml*> LoadContext::texts(const Yaml& node) {
  if (node.type == Yaml::kScalar) return {&node};
  std::vector<const Yaml*> out;
  if (!is_list(node)) return out;
  if (node.items.empty()) complain(node.at, Msg::rule_empty_list);
  for (const Yaml& item : node.items) {
    if (is_text(item)) out.push_back(&item);
  }
  return out;
}

std::optional<bool> LoadContext::yes_no(const Yaml& node) {
  constexpr std::string_view kYesNo[] = {"false", "true"};
  const auto found = one_of(kYesNo, node);
  return found ? std::optional<bool>(*found == 1) : std::nullopt;
}

evidence::KindSet LoadContext::kinds(const Yaml& node) {
  evidence::KindSet out;
  for (const Yaml* one : texts(node)) {
    if (const auto kind = one_of(evidence::kKindNames, *one)) out.add(static_cast<evidence::Kind>(*kind));
  }
  return out;
}

bool LoadContext::is_id(std::string_view value, Mark at) {
  const bool good = !value.empty() && value.front() >= 'a' && value.front() <= 'z' &&
                    std::all_of(value.begin(), value.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
                    });
  if (!good) complain(at, Msg::rule_bad_id, {std::string(value)});
  return good;
}

void LoadContext::not_one_of(const Yaml& node, const std::vector<std::string>& known) {
  complain(node.at, Msg::rule_not_one_of, {node.text, suggestion(node.text, known)});
}

std::optional<Condition> LoadContext::condition(const Yaml& node, const std::vector<std::string>& groups,
                                                bool joins) {
  if (!is_text(node)) return std::nullopt;
  const ConditionNames names{groups, joins ? &rule_ids : nullptr};
  ConditionError error;
  std::optional<Condition> out = parse_condition(node.text, names, error);
  if (!out) complain_inside(node, error.at, std::move(error.what));
  return out;
}

}  // namespace jianfu::rules
