// Terms, term sets and groups.
#include <algorithm>

#include "rules/load_context.h"
#include "text/normalise.h"
#include "text/regex.h"
#include "text/utf.h"

namespace jianfu::rules {
namespace {

using evidence::Kind;
using evidence::KindSet;

constexpr size_t kLeastBytes = 3;  // shorter terms are in every other string

size_t characters(std::string_view utf8) {
  size_t count = 0;
  for (size_t at = 0; at < utf8.size(); ++count) text::next_code_point(utf8, at);
  return count;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

constexpr uint8_t bit(evidence::Role role) { return static_cast<uint8_t>(1u << static_cast<unsigned>(role)); }
constexpr uint8_t bit(evidence::Owner owner) { return static_cast<uint8_t>(1u << static_cast<unsigned>(owner)); }

constexpr uint8_t kDefaultRoles =
    bit(evidence::Role::kLabel) | bit(evidence::Role::kTitle) | bit(evidence::Role::kMessage) | bit(evidence::Role::kUnknown);
constexpr uint8_t kOwnOwners = bit(evidence::Owner::kApp) | bit(evidence::Owner::kUnknown) | bit(evidence::Owner::kTemplate);

// Kinds whose whole text is a name of this project or of a platform: short names are fine there.
constexpr KindSet kNameKinds = {Kind::kApi, Kind::kSdk, Kind::kFact, Kind::kPermission, Kind::kCall, Kind::kComponent};

}  // namespace

std::optional<uint32_t> LoadContext::term(Term::Mode mode, const Yaml& node) {
  Term out;
  out.mode = mode;
  if (mode == Term::kRegex) {
    out.text = node.text;
    text::RegexFacts facts = text::inspect_regex(node.text);
    if (!facts.error.empty()) complain(node.at, Msg::rule_bad_regex, {facts.error});
    else if (facts.matches_empty) complain(node.at, Msg::rule_empty_regex);
    else if (facts.literals.empty()) complain(node.at, Msg::rule_no_anchor);
    else out.anchors = std::move(facts.literals);
    if (out.anchors.empty()) return std::nullopt;
  } else {
    out.text = mode == Term::kTokens ? lowered(node.text) : text::normal_form(node.text);
    if (out.text.size() < kLeastBytes || (mode == Term::kLiteral && characters(out.text) < 2)) {
      complain(node.at, Msg::rule_short_term, {node.text});
      return std::nullopt;
    }
  }
  const auto [at, made] = terms_.emplace(std::pair(static_cast<int>(mode), out.text), static_cast<uint32_t>(rules.terms.size()));
  if (made) rules.terms.push_back(std::move(out));
  return at->second;
}

uint32_t LoadContext::add_set(TermSet set) {
  rules.term_sets.push_back(std::move(set));
  return static_cast<uint32_t>(rules.term_sets.size() - 1);
}

// `any: $clock-in.strong`, `any: [$a.b, 打卡]`: named sets, and what stands beside them as one anonymous set.
void LoadContext::add_sets(const Yaml& node, Term::Mode mode, std::vector<uint32_t>& out) {
  TermSet anonymous;
  for (const Yaml* scalar : scalars(node)) {
    if (!scalar->text.starts_with('$')) {
      if (const auto index = term(mode, *scalar)) anonymous.terms.push_back(*index);
      continue;
    }
    const auto at = std::find_if(rules.term_sets.begin(), rules.term_sets.end(),
                                 [&](const TermSet& set) { return !set.id.empty() && "$" + set.id == scalar->text; });
    if (at == rules.term_sets.end()) {
      complain(scalar->at, Msg::rule_no_set, {scalar->text});
      continue;
    }
    out.push_back(static_cast<uint32_t>(at - rules.term_sets.begin()));
    used_sets.insert(out.back());
  }
  if (!anonymous.terms.empty()) out.push_back(add_set(std::move(anonymous)));
}

// {sourceType: camera}, {sourceType: [camera, album]}, [camera]
std::vector<ArgumentTest> LoadContext::argument_tests(const Yaml& node) {
  std::vector<ArgumentTest> out;
  if (node.type != Yaml::kMap) {
    for (const Yaml* value : scalars(node)) out.push_back({"", value->text});
    return out;
  }
  for (const Yaml::Member& member : node.members) {
    if (member.value.type == Yaml::kNull) out.push_back({member.key, ""});
    else
      for (const Yaml* value : scalars(member.value)) out.push_back({member.key, value->text});
  }
  return out;
}

Group LoadContext::group(const std::string& name, const Yaml& node) {
  Group out;
  out.name = name;
  out.roles = kDefaultRoles;
  out.owners = kOwnOwners;
  if (!expect(node, Yaml::kMap)) return out;
  only_keys(node, {"kind", "role", "owner", "any", "tokens", "regex", "unless", "unless-with", "args", "without-args", "required", "negated", "quotes"});
  const Yaml* kind = node.find("kind");
  if (kind == nullptr) complain(node.at, Msg::rule_missing_key, {"kind"});
  else out.kinds = kinds(*kind);
  if (const Yaml* role = node.find("role")) {
    if (!out.kinds.has(Kind::kText)) complain(role->at, Msg::rule_role_without_text);
    out.roles = 0;
    for (const Yaml* scalar : scalars(*role)) {
      if (const auto index = one_of(evidence::kRoleNames, *scalar)) out.roles = static_cast<uint8_t>(out.roles | (1u << *index));
    }
  }
  if (const Yaml* owner = node.find("owner")) {
    out.owners = 0;
    for (const Yaml* scalar : scalars(*owner)) {
      if (scalar->text == "any") out.owners = 0xFF;
      else if (const auto index = one_of(evidence::kOwnerNames, *scalar)) out.owners = static_cast<uint8_t>(out.owners | (1u << *index));
    }
  }
  if (const Yaml* any = node.find("any")) add_sets(*any, Term::kLiteral, out.any);
  if (const Yaml* tokens = node.find("tokens")) add_sets(*tokens, Term::kTokens, out.any);
  if (const Yaml* regex = node.find("regex")) add_sets(*regex, Term::kRegex, out.any);
  if (const Yaml* unless = node.find("unless")) add_sets(*unless, Term::kLiteral, out.unless);
  if (const Yaml* unless = node.find("unless-with")) add_sets(*unless, Term::kLiteral, out.unless_with);
  if (const Yaml* args = node.find("args")) out.args = argument_tests(*args);
  if (const Yaml* args = node.find("without-args")) out.without_args = argument_tests(*args);
  if (const Yaml* required = node.find("required")) out.required = yes_no(*required);
  for (const auto& [key, flag] : {std::pair{"negated", &out.keep_negated}, std::pair{"quotes", &out.keep_quotes}}) {
    const Yaml* value = node.find(key);
    if (value == nullptr) continue;
    if (value->text == "keep") *flag = true;
    else complain(value->at, Msg::rule_not_one_of, {value->text, "keep"});
  }
  const bool asks = !out.any.empty() || !out.args.empty() || out.required.has_value() || out.kinds.meets(kNameKinds) || out.kinds.has(Kind::kField);
  if (!asks) complain(node.at, Msg::rule_empty_group, {name});
  return out;
}

}  // namespace jianfu::rules
