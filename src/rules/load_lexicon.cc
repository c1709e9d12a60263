// lexicon/<id>.yaml: named sets of terms; lexicon/common.yaml also holds the words that turn hits around.
#include <algorithm>
#include <array>

#include "rules/load_context.h"
#include "text/normalise.h"

namespace jianfu::rules {
namespace {

struct SetKind {
  std::string_view key;
  Term::Mode mode;
};
constexpr std::array<SetKind, 3> kSetKinds = {
    {{"terms", Term::kLiteral}, {"tokens", Term::kTokens}, {"regex", Term::kRegex}}};

// A term may carry a note for its readers: {term: 缺卡, note: …}.
const Yaml* term_of(LoadContext& context, const Yaml& item) {
  if (item.type != Yaml::kMap) return context.is_text(item) ? &item : nullptr;
  context.only_keys(item, {"term", "note"});
  const Yaml* term = context.need(item, "term");
  return term != nullptr && context.is_text(*term) ? term : nullptr;
}

void load_terms(LoadContext& context, const Yaml& list, TermSet& set, SetPlace& place) {
  if (!context.is_list(list)) return;
  if (list.items.empty()) context.complain(list.at, Msg::rule_empty_list);
  for (const Yaml& item : list.items) {
    const Yaml* node = term_of(context, item);
    const auto index = node == nullptr ? std::nullopt : context.term(place.mode, *node);
    if (!index) continue;
    if (std::find(set.terms.begin(), set.terms.end(), *index) != set.terms.end()) {
      context.complain(node->at, Msg::rule_twice, {node->text});
      continue;
    }
    set.terms.push_back(*index);
    place.terms.push_back(node->at);
    if (item.type != Yaml::kMap) continue;
    if (std::string note = context.text(item, "note", false); !note.empty())
      set.term_notes.emplace_back(*index, std::move(note));
  }
}

void load_set(LoadContext& context, const std::string& lexicon, const Yaml::Member& member) {
  context.is_id(member.key, member.at);
  const Yaml& node = member.value;
  if (!context.is_map(node)) return;
  context.only_keys(node, {"note", "reason", "terms", "tokens", "regex"});
  TermSet set;
  set.note = context.text(node, "note", false);
  set.id = lexicon + "." + member.key;
  set.reason = context.bilingual(node, "reason", false);
  SetPlace place;
  place.file = &context.file();
  place.at = member.at;
  size_t lists = 0;
  for (const SetKind& kind : kSetKinds) {
    const Yaml* list = node.find(kind.key);
    if (list == nullptr) continue;
    ++lists;
    place.mode = kind.mode;
    load_terms(context, *list, set, place);
  }
  if (lists != 1) context.complain(member.at, Msg::rule_one_list, {member.key});
  context.add_set(std::move(set), std::move(place));
}

struct CommonWords {
  std::string_view set;
  std::vector<std::string> RuleSet::*target;
  Bilingual RuleSet::*reason;  // null: the program says it
};
constexpr std::array<CommonWords, 5> kCommon = {{{"negators", &RuleSet::negators, nullptr},
                                                 {"negated-states", &RuleSet::negated_states, nullptr},
                                                 {"norm-quotes", &RuleSet::norm_quotes, nullptr},
                                                 {"negators-after", &RuleSet::negators_after, &RuleSet::after_reason},
                                                 {"policy-marks", &RuleSet::policy_marks, &RuleSet::policy_reason}}};

// These only qualify hits and may be a single character (不, 未): they are no terms.
std::vector<std::string> load_words(LoadContext& context, const Yaml& node) {
  std::vector<std::string> out;
  if (!context.is_map(node)) return out;
  context.only_keys(node, {"note", "reason", "terms"});
  const Yaml* list = context.need(node, "terms");
  if (list == nullptr || !context.is_list(*list)) return out;
  for (const Yaml& item : list->items) {
    const Yaml* word = term_of(context, item);
    if (word == nullptr) continue;
    if (item.type == Yaml::kMap) context.text(item, "note", false);
    std::string normal = text::normal_form(word->text);
    if (normal.empty())
      context.complain(word->at, Msg::rule_empty_text, {"term"});
    else if (std::find(out.begin(), out.end(), normal) != out.end())
      context.complain(word->at, Msg::rule_twice, {word->text});
    else
      out.push_back(std::move(normal));
  }
  return out;
}

// True when the set is one of those.
bool load_common(LoadContext& context, const Yaml::Member& set) {
  const auto found =
      std::find_if(kCommon.begin(), kCommon.end(), [&](const CommonWords& w) { return w.set == set.key; });
  if (found == kCommon.end()) return false;
  context.rules.*(found->target) = load_words(context, set.value);
  if (found->reason != nullptr && set.value.type == Yaml::kMap)
    context.rules.*(found->reason) = context.bilingual(set.value, "reason");
  return true;
}

}  // namespace

void load_lexicon(LoadContext& context, const Yaml& root) {
  if (!context.is_map(root)) return;
  context.only_keys(root, {"id", "note", "sets"});
  context.text(root, "note", false);
  const std::string stem(stem_of(context.file().name));
  if (const Yaml* id = context.need(root, "id");
      id != nullptr && context.is_text(*id) && context.is_id(id->text, id->at)) {
    if (id->text != stem) context.complain(id->at, Msg::rule_id_is_not_file, {id->text, stem});
  }
  const bool common = stem == "common";
  for (const Yaml::Member& set : context.members(root, "sets", true)) {
    if (!common || !load_common(context, set)) load_set(context, stem, set);
  }
  const Yaml* sets = root.find("sets");
  if (!common || sets == nullptr) return;
  for (const CommonWords& words : kCommon) {
    if (words.reason == nullptr) context.need(*sets, words.set);
  }
}

}  // namespace jianfu::rules
