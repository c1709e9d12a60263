#include "report/spoken.h"

#include <array>

#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::GroupView;
using engine::Part;
using rules::Condition;

std::string say(Msg id, Lang lang, const std::vector<std::string>& args = {}) { return core::render(id, lang, args); }

std::string joined(const std::vector<std::string>& words, Msg between, Lang lang) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : say(between, lang)) + word;
  return out;
}

std::string either(const std::vector<std::string>& words, Lang lang) {
  std::string out;
  for (const std::string& word : words) out = out.empty() ? word : say(Msg::spoken_either, lang, {out, word});
  return out;
}

// "text on screen (title)": roles are named where not every label and message would do.
std::string roles_of(const GroupView& group, Lang lang) {
  constexpr std::array kUsual = {evidence::Role::kLabel, evidence::Role::kTitle, evidence::Role::kMessage};
  const auto asks = [&](evidence::Role role) { return ((group.roles >> static_cast<unsigned>(role)) & 1) != 0; };
  bool usual = true;
  for (const evidence::Role role : kUsual) usual = usual && asks(role);
  if (usual) return {};
  std::vector<std::string> out;
  for (size_t i = 1; i < evidence::kRoleNames.size(); ++i) {
    const auto role = static_cast<evidence::Role>(i);
    if (asks(role)) out.emplace_back(word(role, lang));
  }
  return out.empty() ? "" : say(Msg::report_aside, lang, {joined(out, Msg::report_comma, lang)});
}

std::string kinds_of(const GroupView& group, Lang lang) {
  std::vector<std::string> out;
  for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
    const auto kind = static_cast<evidence::Kind>(i);
    if (!group.kinds.has(kind)) continue;
    out.emplace_back(word(kind, lang));
    if (kind == evidence::Kind::kText) out.back() += roles_of(group, lang);
  }
  return either(out, lang);
}

std::string compared(const Part& part, const std::string& group, Lang lang) {
  constexpr std::array<Msg, 5> kCompares = {Msg::spoken_at_least, Msg::spoken_at_most, Msg::spoken_exactly,
                                            Msg::spoken_more, Msg::spoken_less};
  const bool unequal = part.negated && part.compare == Condition::kEqual;
  return say(unequal ? Msg::spoken_not_exactly : kCompares[part.compare], lang, {group, std::to_string(part.number)});
}

Msg together(Condition::Reach reach) {
  switch (reach) {
    case Condition::kString:
      return Msg::spoken_same_string;
    case Condition::kSentence:
      return Msg::spoken_same_sentence;
    case Condition::kFunction:
      return Msg::spoken_same_function;
    case Condition::kModule:
    case Condition::kHop:      // of rule() alone
    case Condition::kPackage:
      break;
  }
  return Msg::spoken_same_module;
}

// Where another rule has to have a match.
Msg where_of(Condition::Reach reach) {
  if (reach == Condition::kHop) return Msg::spoken_one_step_away;
  return reach == Condition::kPackage ? Msg::spoken_in_package : Msg::spoken_here;
}

}  // namespace

std::string spoken(const GroupView& group, Lang lang) {
  if (const std::string& own = group.say.in(lang); !own.empty()) return own;
  std::string out = kinds_of(group, lang);
  if (group.pressed.value_or(false)) out = say(Msg::spoken_pressed, lang, {out});
  if (group.required) out = say(*group.required ? Msg::spoken_required : Msg::spoken_not_required, lang, {out});
  // Texts are never looked for without words: those are patterns, which nobody reads aloud.
  constexpr evidence::KindSet kByWords = {evidence::Kind::kText, evidence::Kind::kPurpose, evidence::Kind::kLiteral,
                                          evidence::Kind::kIdentifier, evidence::Kind::kEndpoint};
  if (group.examples.empty())
    return group.kinds.meets(kByWords) && !group.name.empty() ? say(Msg::spoken_patterns, lang, {out, group.name}) : out;
  std::vector<std::string> quoted;
  const bool capabilities = group.kinds == evidence::KindSet{evidence::Kind::kApi};
  for (const std::string& example : group.examples)
    quoted.push_back(say(Msg::report_quote, lang, {capabilities ? std::string(capability_word(example, lang)) : example}));
  return say(Msg::spoken_such_as, lang, {out, joined(quoted, Msg::report_comma, lang)});
}

std::string spoken(const Part& part, Lang lang) {
  if (const std::string& read_back = part.said.in(lang); !read_back.empty()) return read_back;
  const auto group = [&](size_t i) { return i < part.groups.size() ? spoken(part.groups[i], lang) : std::string(); };
  const auto either_way = [&](Msg yes, Msg no, const std::vector<std::string>& args = {}) {
    return say(part.negated ? no : yes, lang, args);
  };
  switch (part.op) {
    case Condition::kGroup:
      return either_way(Msg::spoken_has, Msg::spoken_has_not, {group(0)});
    case Condition::kCount:
      return compared(part, group(0), lang);
    case Condition::kNear:
      if (const std::string one = group(0); one == group(1)) {  // of one group: where it stands is what is asked
        const bool code = part.reach == Condition::kFunction;
        return either_way(code ? Msg::spoken_in_code : Msg::spoken_has, code ? Msg::spoken_not_in_code : Msg::spoken_has_not, {one});
      }
      return either_way(Msg::spoken_together, Msg::spoken_apart, {group(0), group(1), say(together(part.reach), lang)});
    case Condition::kEntry:
      return either_way(Msg::spoken_entry, Msg::spoken_not_entry);
    case Condition::kLaunch:
      return either_way(Msg::spoken_launch, Msg::spoken_not_launch);
    case Condition::kMenu:
      return either_way(Msg::spoken_menu, Msg::spoken_not_menu);
    case Condition::kLeadsTo:
      return either_way(Msg::spoken_leads_to, Msg::spoken_leads_not_to, {group(0), std::to_string(part.number)});
    case Condition::kGatesAll:
      return either_way(Msg::spoken_gates_all, Msg::spoken_gates_not_all, {group(0)});
    case Condition::kAnywhere:
      return either_way(Msg::spoken_anywhere, Msg::spoken_nowhere, {group(0)});
    case Condition::kOneStep:
      return either_way(Msg::spoken_one_step, Msg::spoken_not_one_step, {group(0)});
    case Condition::kScreen:
      return either_way(Msg::spoken_screen, Msg::spoken_not_screen);
    case Condition::kBackground:
      return either_way(Msg::spoken_background, Msg::spoken_not_background);
    case Condition::kRule: {
      const std::string grade(word(static_cast<engine::Grade>(part.number), lang));
      return either_way(Msg::spoken_rule, Msg::spoken_not_rule, {part.rule_title.in(lang), part.rule, grade, say(where_of(part.reach), lang)});
    }
    case Condition::kAnd:
    case Condition::kOr:
    case Condition::kNot:
      break;
  }
  return {};
}

}  // namespace jianfu::report
