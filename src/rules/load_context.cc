#include "rules/load_context.h"

#include <algorithm>

#include "rules/condition.h"

namespace jianfu::rules {
namespace {

std::string line_of(std::string_view text, uint32_t number) {
  for (uint32_t line = 1; line < number; ++line) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return std::string(text.substr(0, text.find('\n')));
}

// Edit distance of two short words.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string Problem::render(Lang lang) const {
  const std::string kind = core::render(warning ? Msg::problem_warning : Msg::problem_error, lang);
  std::string out = file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + kind + what.render(lang);
  if (source_line.empty()) return out;
  // A Han character takes two columns on the screen: the caret line repeats the width of what stands before it.
  std::string pad;
  uint32_t character = 1;
  for (size_t at = 0; at < source_line.size() && character < column; ++character) {
    const unsigned char c = static_cast<unsigned char>(source_line[at]);
    at += c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    pad += c >= 0xE0 ? "  " : " ";
  }
  return out + "\n    " + source_line + "\n    " + pad + "^";
}

bool Loaded::ok() const {
  return std::all_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.warning; });
}

void LoadContext::complain(Mark at, Msg id, std::vector<std::string> args, bool warning) {
  problems_.push_back({file_->name, at.line, at.column, {id, std::move(args)}, line_of(file_->text, at.line), warning});
}

void LoadContext::only_keys(const Yaml& map, std::initializer_list<std::string_view> known) {
  for (const Yaml::Member& member : map.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const auto nearest = std::min_element(known.begin(), known.end(), [&](std::string_view a, std::string_view b) {
      return distance(a, member.key) < distance(b, member.key);
    });
    complain(member.at, Msg::rule_unknown_key, {member.key, std::string(*nearest)});
  }
}

bool LoadContext::expect(const Yaml& node, Yaml::Type type) {
  if (node.type == type) return true;
  constexpr std::string_view kNames[] = {"null", "text", "list [a, b]", "map {key: value}"};
  complain(node.at, Msg::rule_wrong_type, {std::string(kNames[type]), std::string(kNames[node.type])});
  return false;
}

std::string LoadContext::text(const Yaml& map, std::string_view key, bool needed) {
  const Yaml* node = map.find(key);
  if (node == nullptr || node->type == Yaml::kNull) {
    if (needed) complain(map.at, Msg::rule_missing_key, {std::string(key)});
    return {};
  }
  return expect(*node, Yaml::kScalar) ? node->text : std::string();
}

Bilingual LoadContext::bilingual(const Yaml& node) {
  Bilingual out;
  if (!expect(node, Yaml::kMap)) return out;
  only_keys(node, {"zh", "en"});
  out.zh = text(node, "zh", true);
  out.en = text(node, "en", false);
  return out;
}

Bilingual LoadContext::bilingual(const Yaml& map, std::string_view key, bool needed) {
  const Yaml* node = map.find(key);
  if (node != nullptr) return bilingual(*node);
  if (needed) complain(map.at, Msg::rule_missing_key, {std::string(key)});
  return {};
}

std::vector<const Yaml*> LoadContext::scalars(const Yaml& node) {
  std::vector<const Yaml*> out;
  if (node.type == Yaml::kScalar) return {&node};
  if (!expect(node, Yaml::kList)) return out;
  for (const Yaml& item : node.items) {
    if (expect(item, Yaml::kScalar)) out.push_back(&item);
  }
  return out;
}

std::optional<bool> LoadContext::yes_no(const Yaml& node) {
  if (node.text == "true" || node.text == "false") return node.text == "true";
  complain(node.at, Msg::rule_not_one_of, {node.text, "true | false"});
  return std::nullopt;
}

evidence::KindSet LoadContext::kinds(const Yaml& node) {
  evidence::KindSet out;
  for (const Yaml* scalar : scalars(node)) {
    if (const auto kind = one_of(evidence::kKindNames, *scalar)) out.add(static_cast<evidence::Kind>(*kind));
  }
  return out;
}

std::optional<Condition> LoadContext::condition(const Yaml& node, const std::vector<std::string>& groups) {
  if (!expect(node, Yaml::kScalar)) return std::nullopt;
  const ConditionNames names{[&](std::string_view name) -> std::optional<uint32_t> {
                               const auto at = std::find(groups.begin(), groups.end(), name);
                               return at == groups.end() ? std::nullopt : std::optional<uint32_t>(static_cast<uint32_t>(at - groups.begin()));
                             },
                             [&](std::string_view id) -> std::optional<uint32_t> {
                               const auto at = rule_ids.find(id);
                               return at == rule_ids.end() ? std::nullopt : std::optional<uint32_t>(at->second);
                             }};
  ConditionError error;
  std::optional<Condition> out = parse_condition(node.text, names, error);
  if (!out) {
    complain({node.at.line, node.at.column + column_of(node.text, error.at) - 1}, error.what.id, error.what.args);
  } else if (always_true(*out)) {
    complain(node.at, Msg::condition_always_true, {node.text});
  }
  return out;
}

}  // namespace jianfu::rules
