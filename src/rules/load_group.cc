// Terms, and the groups of rules, signals and scenes.
#include <algorithm>
#include <array>
#include <charconv>

#include "rules/load_context.h"
#include "rules/suggest.h"
#include "text/normalise.h"
#include "text/regex.h"
#include "text/tokens.h"

namespace jianfu::rules {
namespace {

using evidence::Kind;
using evidence::KindSet;

constexpr size_t kLeastCharacters = 2, kLeastBytes = 3;  // shorter terms stand in every other string

// Kinds whose items are kept whatever they say (evidence/collector.h); of the others only those that hold a
// term are, so a group without terms would depend on the terms of other groups.
constexpr KindSet kKept = {Kind::kCall,      Kind::kApi,   Kind::kRoute, Kind::kPermission,
                           Kind::kComponent, Kind::kField, Kind::kSdk,   Kind::kFact};
constexpr KindSet kWithArguments = {Kind::kCall, Kind::kApi, Kind::kField, Kind::kComponent,
                                    Kind::kIdentifier,   // a handler: {event: }
                                    Kind::kRoute};       // a way in: {unasked: }
constexpr KindSet kNames = {Kind::kIdentifier, Kind::kRoute,   Kind::kEndpoint, Kind::kComponent,
                            Kind::kAsset,      Kind::kLiteral, Kind::kCall};  // what has words
constexpr KindSet kProse = {Kind::kText, Kind::kPurpose, Kind::kLiteral, Kind::kField};

constexpr uint8_t bit(evidence::Role role) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(role));
}
constexpr uint8_t bit(evidence::Owner owner) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(owner));
}
constexpr uint8_t kDefaultRoles = bit(evidence::Role::kLabel) | bit(evidence::Role::kTitle) |
                                  bit(evidence::Role::kMessage) | bit(evidence::Role::kUnknown);
constexpr uint8_t kDefaultOwners =
    bit(evidence::Owner::kUnknown) | bit(evidence::Owner::kApp) | bit(evidence::Owner::kTemplate);
constexpr uint8_t kAllOwners = kDefaultOwners | bit(evidence::Owner::kThirdParty);

constexpr std::array<std::string_view, 3> kModeKeys = {"terms", "tokens",
                                                       "regex"};  // in lexicons, by Term::Mode
constexpr std::array<std::string_view, 3> kGroupKeys = {"any", "tokens",
                                                        "regex"};  // in groups, by Term::Mode

bool subset(KindSet inner, KindSet outer) {
  return inner.common(outer) == inner;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

Message too_short(const std::string& text) {
  return {Msg::rule_short_term, {text}};
}

// Fills the term; on failure a message.
std::optional<Message> read_literal(const std::string& written, Term& out) {
  out.text = text::normal_form(written);
  if (count_characters(out.text) < kLeastCharacters || out.text.size() < kLeastBytes)
    return too_short(written);
  return std::nullopt;
}

std::optional<Message> read_tokens(const std::string& written, Term& out) {
  const std::vector<std::string> words = text::tokens_of(written);
  out.text = joined(words);
  const std::vector<std::string> literals = text::phrase_literals(words);
  const bool short_one = std::any_of(literals.begin(), literals.end(),
                                     [](const std::string& l) { return l.size() < kLeastBytes; });
  if (literals.empty() || short_one || count_characters(out.text) < kLeastCharacters)
    return too_short(written);
  return std::nullopt;
}

std::optional<Message> read_regex(const std::string& written, Term& out) {
  text::RegexFacts facts = text::inspect_regex(written);
  if (!facts.error.empty()) return Message{Msg::rule_bad_regex, {facts.error}};
  if (facts.matches_empty) return Message{Msg::rule_empty_regex, {}};
  const bool short_one = std::any_of(facts.literals.begin(), facts.literals.end(),
                                     [](const std::string& l) { return l.size() < kLeastBytes; });
  if (facts.literals.empty() || short_one) return Message{Msg::rule_no_anchor, {}};
  out.text = written;
  out.anchors = std::move(facts.literals);
  return std::nullopt;
}

}  // namespace

std::optional<uint32_t> LoadContext::term(Term::Mode mode, const Yaml& node) {
  if (node.text.starts_with('$')) {
    complain(node.at, Msg::rule_set_in_set, {node.text});
    return std::nullopt;
  }
  Term term;
  term.mode = mode;
  const std::optional<Message> wrong = mode == Term::kLiteral  ? read_literal(node.text, term)
                                       : mode == Term::kTokens ? read_tokens(node.text, term)
                                                               : read_regex(node.text, term);
  if (wrong) {
    complain(node.at, wrong->id, wrong->args);
    return std::nullopt;
  }
  const auto [at, fresh] =
      terms_.emplace(std::pair(static_cast<int>(mode), term.text), static_cast<uint32_t>(rules.terms.size()));
  if (fresh) rules.terms.push_back(std::move(term));
  return at->second;
}

uint32_t LoadContext::add_set(TermSet set, SetPlace place) {
  rules.term_sets.push_back(std::move(set));
  set_places.push_back(std::move(place));
  return static_cast<uint32_t>(rules.term_sets.size() - 1);
}

class GroupLoader {
 public:
  GroupLoader(LoadContext& context, const Yaml& node) : context_(context), node_(node) {}

  Group load(const std::string& name) {
    out_.name = name;
    out_.roles = kDefaultRoles;
    out_.owners = kDefaultOwners;
    if (!context_.is_map(node_)) return std::move(out_);
    context_.only_keys(node_, {"kind", "role", "owner", "any", "tokens", "regex", "unless", "unless-with",
                               "args", "without-args", "required", "pressed", "max-chars", "whole", "negated", "quotes",
                               "say"});
    out_.say = context_.bilingual(node_, "say", false);
    if (const Yaml* kind = context_.need(node_, "kind")) out_.kinds = context_.kinds(*kind);
    load_roles();
    load_owners();
    load_terms();
    load_arguments();
    if (const Yaml* required = node_.find("required")) {
      out_.required = context_.yes_no(*required);
      needs_kind(*required, "required", {Kind::kField});
    }
    if (const Yaml* pressed = node_.find("pressed")) {
      out_.pressed = context_.yes_no(*pressed);
      needs_kind(*pressed, "pressed", {Kind::kText});
    }
    load_max_chars();
    if (const Yaml* whole = node_.find("whole")) {
      out_.whole = context_.yes_no(*whole).value_or(false);
      needs_terms(*whole, "whole");
    }
    load_keep("negated", out_.keep_negated);
    load_keep("quotes", out_.keep_quotes);
    check_whole();
    return std::move(out_);
  }

 private:
  void load_roles() {
    const Yaml* role = node_.find("role");
    if (role == nullptr) return;
    needs_kind(*role, "role", {Kind::kText});
    out_.roles = 0;
    for (const Yaml* one : context_.texts(*role)) {
      const auto index = one->text == "none" ? std::nullopt : context_.one_of(evidence::kRoleNames, *one);
      if (one->text == "none")
        context_.not_one_of(*one, {evidence::kRoleNames.begin() + 1, evidence::kRoleNames.end()});
      if (index) out_.roles = static_cast<uint8_t>(out_.roles | (1u << *index));
    }
  }

  void load_owners() {
    const Yaml* owner = node_.find("owner");
    if (owner == nullptr) return;
    if (owner->type == Yaml::kScalar && owner->text == "any") {
      out_.owners = kAllOwners;
      return;
    }
    out_.owners = 0;
    for (const Yaml* one : context_.texts(*owner)) {
      if (const auto index = context_.one_of(evidence::kOwnerNames, *one))
        out_.owners = static_cast<uint8_t>(out_.owners | (1u << *index));
    }
  }

  // ---- terms ----
  void load_terms() {
    for (const Term::Mode mode : {Term::kLiteral, Term::kTokens, Term::kRegex}) {
      const std::string_view key = kGroupKeys[mode];
      const Yaml* value = node_.find(key);
      if (value == nullptr) continue;
      if (mode == Term::kTokens) needs_kind(*value, key, kNames);
      add_sets(*value, mode, true, out_.any);
    }
    for (const auto& [key, target] :
         {std::pair{"unless", &out_.unless}, std::pair{"unless-with", &out_.unless_with}}) {
      const Yaml* value = node_.find(key);
      if (value == nullptr) continue;
      add_sets(*value, Term::kLiteral, false, *target);
      needs_terms(*value, key);
    }
  }

  // `any: $clock-in.strong`, `any: [$a.b, 打卡]`: named sets, and what stands beside them as one anonymous
  // set. A named set stands under the key of its own mode, but for the cancelling keys, which take any.
  void add_sets(const Yaml& node, Term::Mode mode, bool of_mode, std::vector<uint32_t>& out) {
    TermSet anonymous;
    SetPlace place;
    place.file = &context_.file();
    place.at = node.at;
    place.mode = mode;
    place.used = true;
    for (const Yaml* one : context_.texts(node)) {
      if (one->text.starts_with('$')) {
        if (const auto set = named_set(*one, mode, of_mode)) out.push_back(*set);
      } else if (const auto index = context_.term(mode, *one)) {
        anonymous.terms.push_back(*index);
        place.terms.push_back(one->at);
        if (of_mode) check_name(*one, *index);
      }
    }
    if (!anonymous.terms.empty()) out.push_back(context_.add_set(std::move(anonymous), std::move(place)));
  }

  std::optional<uint32_t> named_set(const Yaml& node, Term::Mode mode, bool of_mode) {
    const std::string id = node.text.substr(1);
    const auto& sets = context_.rules.term_sets;
    const auto at = std::find_if(sets.begin(), sets.end(), [&](const TermSet& set) { return set.id == id; });
    if (at == sets.end() || id.empty()) {
      no_such_set(node, id);
      return std::nullopt;
    }
    const uint32_t index = static_cast<uint32_t>(at - sets.begin());
    SetPlace& place = context_.set_places[index];
    place.used = true;
    if (of_mode && place.mode != mode) {
      context_.complain(node.at, Msg::rule_set_mode,
                        {node.text, std::string(kModeKeys[place.mode]), std::string(kGroupKeys[place.mode])});
    }
    if (of_mode) {
      for (const uint32_t term : at->terms) check_name(node, term);
    }
    return index;
  }

  void no_such_set(const Yaml& node, const std::string& id) {
    if (context_.broken.count("lexicon/" + id.substr(0, id.find('.')) + ".yaml") > 0) return;
    std::vector<std::string> known;
    for (const TermSet& set : context_.rules.term_sets) {
      if (!set.id.empty()) known.push_back("$" + set.id);
    }
    context_.complain(node.at, Msg::rule_no_set, {node.text, suggestion(node.text, known)});
  }

  // A group of capabilities, or of SDKs, alone: its terms are names that annotation knows, or they match
  // nothing.
  void check_name(const Yaml& node, uint32_t term) {
    const bool apis = out_.kinds == KindSet{Kind::kApi}, sdks = out_.kinds == KindSet{Kind::kSdk};
    const Term& named = context_.rules.terms[term];
    if ((!apis && !sdks) || named.mode != Term::kLiteral || annotation_is_broken()) return;
    std::vector<std::string> known;
    for (const ApiName& api : context_.rules.apis) {
      if (apis) known.push_back(text::normal_form(api.api));
    }
    for (const SdkPrefix& sdk : context_.rules.sdks) {
      if (sdks) known.push_back(text::normal_form(sdk.name));
    }
    if (std::find(known.begin(), known.end(), named.text) != known.end()) return;
    context_.complain(node.at, apis ? Msg::rule_no_api : Msg::rule_no_sdk,
                      {named.text, suggestion(named.text, known)});
  }
  bool annotation_is_broken() const {
    return std::any_of(context_.broken.begin(), context_.broken.end(),
                       [](const std::string& name) { return name.starts_with("annotate/"); });
  }

  // ---- arguments ----
  void load_arguments() {
    for (const auto& [key, target] :
         {std::pair{"args", &out_.args}, std::pair{"without-args", &out_.without_args}}) {
      const Yaml* value = node_.find(key);
      if (value == nullptr) continue;
      needs_kind(*value, key, kWithArguments);
      *target = argument_tests(*value);
    }
  }

  // {sourceType: camera}, {sourceType: [camera, album]}, {showCancel: } (any value), [camera]
  std::vector<ArgumentTest> argument_tests(const Yaml& node) {
    std::vector<ArgumentTest> out;
    if (node.type == Yaml::kNull || (node.type == Yaml::kMap && node.members.empty()))
      context_.complain(node.at, Msg::rule_empty_list);
    if (node.type != Yaml::kMap) {
      for (const Yaml* value : context_.texts(node)) add_argument({}, *value, out);
      return out;
    }
    for (const Yaml::Member& member : node.members) {
      if (member.value.type == Yaml::kNull) {
        out.push_back({member.key, {}});
        continue;
      }
      for (const Yaml* value : context_.texts(member.value)) add_argument(member.key, *value, out);
    }
    return out;
  }
  void add_argument(const std::string& name, const Yaml& value, std::vector<ArgumentTest>& out) {
    if (value.text.empty())
      context_.complain(value.at, Msg::rule_empty_text, {name.empty() ? "args" : name});
    else
      out.push_back({name, value.text});
  }

  void load_max_chars() {
    const Yaml* most = node_.find("max-chars");
    if (most == nullptr || !context_.is_text(*most)) return;
    needs_kind(*most, "max-chars", kProse);
    const std::string& written = most->text;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), out_.max_chars);
    if (error != std::errc() || end != written.data() + written.size() || out_.max_chars == 0)
      context_.complain(most->at, Msg::condition_number, {"1", written});
  }

  // ---- the group as a whole ----
  void load_keep(std::string_view key, bool& flag) {
    const Yaml* value = node_.find(key);
    if (value == nullptr) return;
    constexpr std::array<std::string_view, 1> kKeep = {"keep"};
    flag = context_.one_of(kKeep, *value).has_value();
    needs_terms(*value, key);
  }
  void needs_kind(const Yaml& value, std::string_view key, KindSet kinds) {
    if (out_.kinds.empty() || out_.kinds.meets(kinds)) return;
    std::string names;
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
      if (kinds.has(static_cast<Kind>(i)))
        names.append(names.empty() ? "" : " | ").append(evidence::kKindNames[i]);
    }
    context_.complain(value.at, Msg::rule_key_needs_kind, {std::string(key), names});
  }
  bool has_terms() const {
    return node_.find("any") != nullptr || node_.find("tokens") != nullptr || node_.find("regex") != nullptr;
  }
  void needs_terms(const Yaml& value, std::string_view key) {
    if (!has_terms()) context_.complain(value.at, Msg::rule_key_needs_terms, {std::string(key)});
  }
  void check_whole() {
    if (!has_terms() && !subset(out_.kinds, kKept))
      context_.complain(node_.at, Msg::rule_empty_group, {out_.name});
  }

  LoadContext& context_;
  const Yaml& node_;
  Group out_;
};

Group LoadContext::group(const std::string& name, const Yaml& node) {
  return GroupLoader(*this, node).load(name);
}

}  // namespace jianfu::rules
