#include "match/hits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <unordered_map>

#include "evidence/pressed.h"
#include "match/negation.h"
#include "text/normalise.h"
#include "text/regex.h"
#include "text/scanner.h"
#include "text/tokens.h"

namespace jianfu::match {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using rules::Group;
using rules::Term;

// A place of a term in the normal form of an item.
struct Place {
  uint32_t term = 0;
  uint32_t begin = 0, end = 0;
};

// A bit a term.
class TermBits {
 public:
  TermBits(const rules::RuleSet& rules, const std::vector<uint32_t>& sets)
      : bits_(rules.terms.size() / 64 + 1) {
    for (const uint32_t set : sets) {
      for (const uint32_t term : rules.term_sets[set].terms) bits_[term / 64] |= uint64_t{1} << (term % 64);
    }
  }
  bool has(uint32_t term) const { return (bits_[term / 64] >> (term % 64)) & 1; }

 private:
  std::vector<uint64_t> bits_;
};

struct PreparedGroup {
  const Group* group = nullptr;
  TermBits any, unless, unless_with;
};

bool overlaps(const Place& a, const Place& b) {
  return a.begin < b.end && b.begin < a.end;
}

// Kinds whose text is a name: compared whole, or as the last components of a dotted name.
bool whole_name(Kind kind) {
  return kind == Kind::kApi || kind == Kind::kSdk || kind == Kind::kFact || kind == Kind::kPermission ||
         kind == Kind::kCall;
}
bool dotted_tail(Kind kind) {
  return kind == Kind::kPermission || kind == Kind::kCall;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A number that goes on beyond the place is another number: no hotline stands in a telephone number.
bool cuts_number(std::string_view text, const Place& place) {
  const auto joins = [&](uint32_t border) {
    return border > 0 && border < text.size() && is_digit(text[border - 1]) && is_digit(text[border]);
  };
  return joins(place.begin) || joins(place.end);
}

bool name_matches(Kind kind, std::string_view text, const Place& place) {
  if (place.end != text.size()) return false;
  return place.begin == 0 || (dotted_tail(kind) && text[place.begin - 1] == '.');
}

std::string_view last_part(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

bool meets(const rules::ArgumentTest& test, const std::vector<evidence::Argument>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const evidence::Argument& argument) {
    return (test.name.empty() || last_part(argument.name) == test.name) &&
           (test.value.empty() || argument.value == test.value);
  });
}

// Tests of one name are alternatives; every name must be met.
bool meets_all(const std::vector<rules::ArgumentTest>& tests,
               const std::vector<evidence::Argument>& arguments) {
  for (const rules::ArgumentTest& test : tests) {
    const bool met = std::any_of(tests.begin(), tests.end(), [&](const rules::ArgumentTest& other) {
      return other.name == test.name && meets(other, arguments);
    });
    if (!met) return false;
  }
  return true;
}

bool meets_any(const std::vector<rules::ArgumentTest>& tests,
               const std::vector<evidence::Argument>& arguments) {
  return std::any_of(tests.begin(), tests.end(),
                     [&](const rules::ArgumentTest& test) { return meets(test, arguments); });
}

}  // namespace

const Hit* GroupHits::find(uint32_t item) const {
  const auto at = std::lower_bound(hits.begin(), hits.end(), item,
                                   [](const Hit& hit, uint32_t i) { return hit.item < i; });
  return at != hits.end() && at->item == item ? &*at : nullptr;
}

void GroupHits::index(const EvidenceSet& set) {
  const auto fill = [&](const auto& list, ByModule& out) {
    out.clear();
    out.reserve(list.size());
    for (uint32_t i = 0; i < list.size(); ++i) out.emplace_back(set.evidence[list[i].item].module, i);
    std::sort(out.begin(), out.end());
  };
  fill(hits, by_module);
  fill(cancelled, cancelled_by_module);
}

evidence::Owner owner_of(const EvidenceSet& set, const Evidence& item) {
  if (item.owner != evidence::Owner::kUnknown || item.module == evidence::kNoModule) return item.owner;
  return set.modules[item.module].owner;
}

namespace {

constexpr size_t kProse = 60;  // Han characters; more is no label

size_t han_characters(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    count += lead >= 0xE4 && lead <= 0xE9;  // U+4000 … U+9FFF
  }
  return count;
}

size_t words_in(std::string_view phrase) {
  return static_cast<size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
}

// Only blanks, ASCII punctuation and marks such as ： and → .
bool is_edge(std::string_view text) {
  constexpr std::array<std::string_view, 10> kMarks = {"：", "！", "。", "（", "）",
                                                       "→",  "＞", "》", "›",  "…"};
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                   [&](std::string_view one) { return text.starts_with(one); });
    const bool plain = c < 0x80 && std::isalnum(c) == 0;
    if (!plain && mark == kMarks.end()) return false;
    text.remove_prefix(plain ? 1 : mark->size());
  }
  return true;
}

}  // namespace

// The literals of all terms, each with the terms that need it; regexes and phrases are confirmed when one of
// their literals is there.
struct Matcher::Tables {
  explicit Tables(const rules::RuleSet& rule_set) : rules(rule_set) {
    std::map<std::string, std::vector<uint32_t>> wanted;
    for (uint32_t i = 0; i < rules.terms.size(); ++i) {
      const Term& term = rules.terms[i];
      std::vector<std::string> needs;
      if (term.mode == Term::kLiteral) {
        needs = {term.text};
      } else if (term.mode == Term::kTokens) {
        phrases[i] = words(term.text);
        needs = text::phrase_literals(phrases[i]);
      } else {
        regexes.emplace(i, text::Regex(term.text));
        needs = term.anchors;
      }
      for (std::string& literal : needs) wanted[std::move(literal)].push_back(i);
    }
    std::vector<std::string> literals;
    for (auto& [literal, terms] : wanted) {
      if (literal.size() < 2) continue;
      literals.push_back(literal);
      terms_of.push_back(terms);
    }
    literal_sizes.reserve(literals.size());
    for (const std::string& literal : literals)
      literal_sizes.push_back(static_cast<uint32_t>(literal.size()));
    scanner.emplace(literals);
  }

  static std::vector<std::string> words(std::string_view phrase) {
    std::vector<std::string> out;
    while (!phrase.empty()) {
      const size_t space = std::min(phrase.find(' '), phrase.size());
      if (space > 0) out.emplace_back(phrase.substr(0, space));
      phrase.remove_prefix(std::min(space + 1, phrase.size()));
    }
    return out;
  }

  // Every term in the item, phrases and regexes confirmed. `normal` is its normal form.
  std::vector<Place> places(const Evidence& item, std::string_view normal) const {
    std::vector<text::Scanner::Hit> found;
    scanner->find_all(normal, found);
    std::vector<Place> out;
    std::vector<uint32_t> to_confirm;
    for (const text::Scanner::Hit& hit : found) {
      for (const uint32_t term : terms_of[hit.literal]) {
        if (rules.terms[term].mode == Term::kLiteral) {
          const Place place{term, hit.offset, hit.offset + literal_sizes[hit.literal]};
          if (!cuts_number(normal, place)) out.push_back(place);
        } else {
          to_confirm.push_back(term);
        }
      }
    }
    std::sort(to_confirm.begin(), to_confirm.end());
    to_confirm.erase(std::unique(to_confirm.begin(), to_confirm.end()), to_confirm.end());
    std::optional<std::vector<std::string>> tokens;
    for (const uint32_t term : to_confirm) confirm(term, item, normal, tokens, out);
    return out;
  }

  void confirm(uint32_t term, const Evidence& item, std::string_view normal,
               std::optional<std::vector<std::string>>& tokens, std::vector<Place>& out) const {
    if (rules.terms[term].mode == Term::kRegex) {
      const auto [begin, end] = regexes.at(term).find(normal);
      if (begin != std::string_view::npos)
        out.push_back({term, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      return;
    }
    if (!tokens) tokens = text::tokens_of(item.text);
    if (text::holds_phrase(*tokens, phrases.at(term)))
      out.push_back({term, 0, static_cast<uint32_t>(normal.size())});
  }

  const rules::RuleSet& rules;
  std::optional<text::Scanner> scanner;
  std::vector<uint32_t> literal_sizes;
  std::vector<std::vector<uint32_t>> terms_of;  // by literal
  std::map<uint32_t, text::Regex> regexes;
  std::map<uint32_t, std::vector<std::string>> phrases;
  std::vector<PreparedGroup> groups;
};

Matcher::Matcher(const rules::RuleSet& rules) : rules_(rules), tables_(std::make_unique<Tables>(rules)) {
  const auto prepare = [&](const Group& group) {
    tables_->groups.push_back({&group, TermBits(rules, group.any), TermBits(rules, group.unless),
                               TermBits(rules, group.unless_with)});
  };
  for (const rules::Rule& rule : rules.rules) {
    first_group_.push_back(tables_->groups.size());
    for (const Group& group : rule.groups) prepare(group);
  }
  first_signal_ = tables_->groups.size();
  for (const rules::Signal& signal : rules.signals) prepare(signal.group);
  first_scene_ = tables_->groups.size();
  for (const rules::Scene& scene : rules.scenes) prepare(scene.group);
}

Matcher::~Matcher() = default;

namespace {

// What one item is to one group.
class Question {
 public:
  Question(const rules::RuleSet& rules, const EvidenceSet& set, uint32_t index, const std::string& normal,
           const std::vector<uint32_t>& offsets, const std::vector<Place>& places)
      : rules_(rules),
        set_(set),
        item_(set.evidence[index]),
        index_(index),
        normal_(normal),
        offsets_(offsets),
        places_(places) {}

  void ask(const PreparedGroup& prepared, GroupHits& out) const {
    const Group& group = *prepared.group;
    if (!admits(group)) return;
    if (group.any.empty()) {
      out.hits.push_back({index_, {}});
      return;
    }
    const uint32_t elsewhere = cancelling_elsewhere(prepared);
    Hit hit{index_, {}};
    CancelledHit cancelled{index_, Cancelled::kOtherMeaning, UINT32_MAX, {}};
    for (const Place& place : places_) {
      if (!prepared.any.has(place.term) || !fits_kind(place) || (group.whole && !is_whole(place))) continue;
      const uint32_t other = elsewhere != UINT32_MAX ? elsewhere : overlapping(prepared, place);
      if (other != UINT32_MAX) {
        cancelled.why = Cancelled::kOtherMeaning;
        cancelled.set = set_of(group, other);
      } else if (!group.keep_quotes && quotes()) {
        cancelled.why = Cancelled::kQuotesNorm;
      } else if (!group.keep_quotes && policy()) {
        cancelled.why = Cancelled::kPolicy;
      } else if (!group.keep_negated && negated(rules_, normal_, place.begin)) {
        cancelled.why = Cancelled::kNegated;
      } else if (!group.keep_negated && closed_after(rules_, normal_, place.end)) {
        cancelled.why = Cancelled::kClosed;
      } else {
        hit.spans.push_back(original(place));
        continue;
      }
      cancelled.spans.push_back(original(place));
    }
    if (!hit.spans.empty()) {
      std::sort(hit.spans.begin(), hit.spans.end());
      out.hits.push_back(std::move(hit));
    } else if (!cancelled.spans.empty()) {
      out.cancelled.push_back(std::move(cancelled));
    }
  }

 private:
  bool admits(const Group& group) const {
    if (!group.kinds.has(item_.kind)) return false;
    if (item_.kind == Kind::kText && !((group.roles >> static_cast<unsigned>(role())) & 1)) return false;
    if (!((group.owners >> static_cast<unsigned>(owner_of(set_, item_))) & 1)) return false;
    if (group.required && item_.kind == Kind::kField && *group.required != item_.required) return false;
    if (group.pressed && item_.kind == Kind::kText && *group.pressed != evidence::is_pressed(item_))
      return false;
    if (group.max_chars != 0 && characters() > group.max_chars) return false;
    return meets_all(group.args, item_.arguments) && !meets_any(group.without_args, item_.arguments);
  }

  // A label or message as long as a paragraph is something to read.
  evidence::Role role() const {
    using evidence::Role;
    const bool may_be_prose =
        item_.role == Role::kLabel || item_.role == Role::kMessage || item_.role == Role::kUnknown;
    return may_be_prose && is_prose() ? Role::kContent : item_.role;
  }
  bool is_prose() const {
    if (!prose_) prose_ = normal_.size() > kProse && han_characters(normal_) > kProse;
    return *prose_;
  }
  size_t characters() const {
    return static_cast<size_t>(std::count_if(normal_.begin(), normal_.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
  }

  // Nothing but punctuation beside the term: "签到 >", "签到：".
  bool is_whole(const Place& place) const {
    if (rules_.terms[place.term].mode == Term::kTokens)
      return text::tokens_of(item_.text).size() == words_in(rules_.terms[place.term].text);
    return is_edge(std::string_view(normal_).substr(0, place.begin)) &&
           is_edge(std::string_view(normal_).substr(place.end));
  }

  bool fits_kind(const Place& place) const {
    return !whole_name(item_.kind) || rules_.terms[place.term].mode != Term::kLiteral ||
           name_matches(item_.kind, normal_, place);
  }

  uint32_t cancelling_elsewhere(const PreparedGroup& prepared) const {
    for (const Place& place : places_) {
      if (prepared.unless_with.has(place.term)) return place.term;
    }
    return UINT32_MAX;
  }

  uint32_t overlapping(const PreparedGroup& prepared, const Place& hit) const {
    for (const Place& place : places_) {
      if (prepared.unless.has(place.term) && overlaps(place, hit)) return place.term;
    }
    return UINT32_MAX;
  }

  // The cancelling set of the group that holds the term, for its reason.
  uint32_t set_of(const Group& group, uint32_t term) const {
    for (const std::vector<uint32_t>* sets : {&group.unless, &group.unless_with}) {
      for (const uint32_t set : *sets) {
        const auto& terms = rules_.term_sets[set].terms;
        if (std::find(terms.begin(), terms.end(), term) != terms.end()) return set;
      }
    }
    return UINT32_MAX;
  }

  bool quotes() const {
    if (!quotes_) quotes_ = quotes_norm(rules_, normal_);
    return *quotes_;
  }

  bool policy() const {
    if (item_.kind != Kind::kText) return false;
    if (!policy_) policy_ = is_policy(rules_, normal_);
    return *policy_;
  }

  Span original(const Place& place) const {
    if (offsets_.empty()) return {place.begin, place.end};
    return {offsets_[place.begin], offsets_[place.end]};
  }

  const rules::RuleSet& rules_;
  const EvidenceSet& set_;
  const Evidence& item_;
  uint32_t index_;
  const std::string& normal_;
  const std::vector<uint32_t>& offsets_;
  const std::vector<Place>& places_;
  mutable std::optional<bool> quotes_, policy_, prose_;
};

}  // namespace

std::vector<GroupHits> Matcher::find(const EvidenceSet& set) const {
  std::vector<GroupHits> out(tables_->groups.size());
  std::array<std::vector<uint32_t>, evidence::kKindNames.size()> by_kind;
  std::array<uint8_t, evidence::kKindNames.size()> owners{};  // that any group of the kind asks for
  for (uint32_t g = 0; g < tables_->groups.size(); ++g) {
    for (size_t kind = 0; kind < by_kind.size(); ++kind) {
      if (!tables_->groups[g].group->kinds.has(static_cast<Kind>(kind))) continue;
      by_kind[kind].push_back(g);
      owners[kind] = static_cast<uint8_t>(owners[kind] | tables_->groups[g].group->owners);
    }
  }
  for (uint32_t i = 0; i < set.evidence.size(); ++i) {
    const Evidence& item = set.evidence[i];
    const std::vector<uint32_t>& groups = by_kind[static_cast<size_t>(item.kind)];
    // Most items of an Android package stand in libraries, which hardly any group asks about.
    const auto owner = static_cast<unsigned>(owner_of(set, item));
    if (((owners[static_cast<size_t>(item.kind)] >> owner) & 1) == 0) continue;
    const text::Normal normal = text::normalise(item.text);
    const std::vector<Place> places = tables_->places(item, normal.text);
    const Question question(rules_, set, i, normal.text, normal.offsets, places);
    for (const uint32_t g : groups) {
      if (places.empty() && !tables_->groups[g].group->any.empty()) continue;
      question.ask(tables_->groups[g], out[g]);
    }
  }
  for (GroupHits& hits : out) hits.index(set);
  return out;
}

}  // namespace jianfu::match
