#include "match/hits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "evidence/pressed.h"
#include "match/negation.h"
#include "text/ascii.h"
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

// What a term is to a group that names it.
enum class Part : uint8_t { kAny, kUnless, kUnlessWith };
struct Use {
  uint32_t group = 0;
  Part part = Part::kAny;
};

// A place of a term that a group names: all that the group asks of an item, and nothing of other groups.
struct Named {
  uint32_t group = 0, place = 0;
  Part part = Part::kAny;
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

// Names are compared whole where the term is one.
bool fits_kind(Kind kind, const Term& term, std::string_view normal, const Place& place) {
  return !whole_name(kind) || term.mode != Term::kLiteral || name_matches(kind, normal, place);
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

// A name that several terms are looked for in: its normal form and its words are made when they are asked for.
class Name {
 public:
  // Of `plain` text (text::is_plain) both are cheap.
  Name(std::string_view text, bool plain) : text_(text), plain_(plain) {}

  const std::string& normal() {
    if (!normal_) normal_ = text::normal_form(text_);
    return *normal_;
  }
  bool holds(const std::vector<std::string>& phrase) {
    if (!in_order(phrase)) return false;
    if (!plain_) {
      if (!words_) words_ = text::tokens_of(text_);
      return text::holds_phrase(*words_, phrase);
    }
    if (views_.empty()) text::ascii_tokens(text_, normal(), views_);
    return text::holds_phrase(views_, phrase);
  }

 private:
  // Nearly every name falls here: each word of the phrase stands in it, one after the other.
  bool in_order(const std::vector<std::string>& phrase) {
    size_t at = 0;
    for (const std::string& word : phrase) {
      at = normal().find(word, at);
      if (at == std::string::npos) return false;
      at += word.size();
    }
    return true;
  }

  std::string_view text_;
  bool plain_;
  std::optional<std::string> normal_;
  std::optional<std::vector<std::string>> words_;
  std::vector<std::string_view> views_;
};

// What an Android package is full of.
constexpr std::array kCodeKinds = {Kind::kCall, Kind::kIdentifier, Kind::kLiteral};

// Terms are found by their literals, groups by the terms that they name, so that the work of an item does not depend on
// how many terms and groups there are. Regexes and phrases are confirmed when one of their literals is there.
struct Matcher::Tables {
  explicit Tables(const rules::RuleSet& rule_set) : rules(rule_set), confirmed_by(rules.terms.size()) {
    if (rules.ready.empty()) {
      own = rules::term_literals(rules);
      terms = &own;
    } else {
      terms = &rules.ready.terms;
    }
    for (uint32_t i = 0; i < rules.terms.size(); ++i) {
      const Term& term = rules.terms[i];
      confirmed_by[i] = static_cast<uint32_t>(term.mode == Term::kTokens ? phrases.size() : regexes.size());
      if (term.mode == Term::kTokens) phrases.push_back(words(term.text));
      if (term.mode == Term::kRegex) regexes.emplace_back(term.text);
    }
    scanner.emplace(literals());
  }

  void add_group(const Group& group) {
    const auto g = static_cast<uint32_t>(groups.size());
    groups.push_back(&group);
    for (size_t kind = 0; kind < evidence::kKindNames.size(); ++kind) {
      if (!group.kinds.has(static_cast<Kind>(kind))) continue;
      owners[kind] = static_cast<uint8_t>(owners[kind] | group.owners);
      if (group.any.empty()) of_kind[kind].push_back(g);
    }
  }

  // Borrowed from the rules, as all else.
  std::shared_ptr<const text::Literals> literals() const { return {std::shared_ptr<void>(), &terms->literals}; }

  // What items of one kind are asked for: terms that are an answer, and the literals that find those.
  struct Asking {
    std::once_flag once;
    std::vector<bool> terms;
    std::optional<text::Scanner> scanner;
    std::vector<std::string_view> owners;  // what stands before the last dot of a literal
  };
  void prepare(Kind kind, Asking& out) const {
    out.terms.resize(rules.terms.size());
    each_use([&](uint32_t term, Use use) {
      if (use.part == Part::kAny && groups[use.group]->kinds.has(kind)) out.terms[term] = true;
    });
    const auto sought = [&](uint32_t literal) { return any_term(literal, [&](uint32_t term) { return out.terms[term]; }); };
    out.scanner.emplace(literals(), sought);
    for (uint32_t literal = 0; literal < terms->literals.size(); ++literal) {
      const std::string_view text = terms->literals.of(literal);
      const size_t dot = text.rfind('.');
      if (dot != std::string_view::npos && dot > 0 && sought(literal)) out.owners.push_back(text.substr(0, dot));
    }
  }
  // Of kinds of code, made when the first package that has some asks; null for others.
  const Asking* asking(Kind kind) const {
    const auto at = std::find(kCodeKinds.begin(), kCodeKinds.end(), kind);
    if (at == kCodeKinds.end()) return nullptr;
    Asking& out = of_code[static_cast<size_t>(at - kCodeKinds.begin())];
    std::call_once(out.once, [&] { prepare(kind, out); });
    return &out;
  }
  template <typename Take>
  bool any_term(uint32_t literal, Take take) const {
    const auto* const begin = terms->terms.data() + terms->starts[literal];
    return std::any_of(begin, terms->terms.data() + terms->starts[literal + 1], take);
  }

  // Which groups name a term, and what kinds of items they ask about: each once, in the order of the groups.
  void index() {
    use_starts.assign(rules.terms.size() + 1, 0);
    kinds.resize(rules.terms.size());
    each_use([this](uint32_t term, Use use) {
      ++use_starts[term + 1];
      kinds[term] = evidence::KindSet::from_bits(kinds[term].bits() | groups[use.group]->kinds.bits());
    });
    for (size_t i = 1; i < use_starts.size(); ++i) use_starts[i] += use_starts[i - 1];
    uses.resize(use_starts.back());
    std::vector<uint32_t> next(use_starts.begin(), use_starts.end() - 1);
    each_use([&](uint32_t term, Use use) { uses[next[term]++] = use; });
  }

  template <typename Visit>
  void each_use(Visit visit) const {
    std::vector<uint32_t> seen(rules.terms.size());  // by term: the last group and part that named it
    uint32_t now = 0;
    for (uint32_t g = 0; g < groups.size(); ++g) {
      const Group& group = *groups[g];
      for (const auto& [part, sets] : {std::pair{Part::kAny, &group.any}, std::pair{Part::kUnless, &group.unless},
                                       std::pair{Part::kUnlessWith, &group.unless_with}}) {
        ++now;
        for (const uint32_t set : *sets) {
          for (const uint32_t term : rules.term_sets[set].terms) {
            if (std::exchange(seen[term], now) != now) visit(term, Use{g, part});
          }
        }
      }
    }
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

  // Every term in an item that a group of its kind names, phrases and regexes confirmed. `normal` is the normal form of
  // its text.
  void find(Kind kind, std::string_view text, std::string_view normal, std::vector<Place>& out) const {
    out.clear();
    std::vector<text::Scanner::Hit> found;
    scanner->find_all(normal, found);
    std::vector<uint32_t> to_confirm;
    for (const text::Scanner::Hit& hit : found) {
      for (uint32_t i = terms->starts[hit.literal]; i < terms->starts[hit.literal + 1]; ++i) {
        const uint32_t term = terms->terms[i];
        if (!kinds[term].has(kind)) continue;
        if (rules.terms[term].mode == Term::kLiteral) {
          const Place place{term, hit.offset, hit.offset + scanner->size_of(hit.literal)};
          if (!cuts_number(normal, place)) out.push_back(place);
        } else {
          to_confirm.push_back(term);
        }
      }
    }
    std::sort(to_confirm.begin(), to_confirm.end());
    to_confirm.erase(std::unique(to_confirm.begin(), to_confirm.end()), to_confirm.end());
    std::optional<std::vector<std::string>> tokens;
    for (const uint32_t term : to_confirm) confirm(term, text, normal, tokens, out);
  }

  void confirm(uint32_t term, std::string_view text, std::string_view normal,
               std::optional<std::vector<std::string>>& tokens, std::vector<Place>& out) const {
    if (rules.terms[term].mode == Term::kRegex) {
      const auto [begin, end] = regexes[confirmed_by[term]].find(normal);
      if (begin != std::string_view::npos)
        out.push_back({term, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      return;
    }
    if (!tokens) tokens = text::tokens_of(text);
    if (text::holds_phrase(*tokens, phrases[confirmed_by[term]]))
      out.push_back({term, 0, static_cast<uint32_t>(normal.size())});
  }

  // Whether an item of this kind and text would answer a group, were it not for what cancels answers.
  bool answers(Kind kind, const Asking& asking, std::string_view text) const {
    const bool ascii = text::is_plain(text);
    // Of another text, the normal form may hold what the text does not.
    const std::string normal = ascii ? std::string() : text::normal_form(text);
    Name name(text, ascii);
    std::vector<bool> refused;  // terms whose place says nothing: their literal may stand in a million places
    return asking.scanner->any(ascii ? text : std::string_view(normal), [&](const text::Scanner::Hit& hit) {
      const uint32_t end = hit.offset + asking.scanner->size_of(hit.literal);
      return any_term(hit.literal, [&](uint32_t term) {
        if (!asking.terms[term]) return false;
        if (rules.terms[term].mode != Term::kLiteral) {
          refused.resize(rules.terms.size());
          if (refused[term]) return false;
          refused[term] = true;
        }
        return answers(kind, name, {term, hit.offset, end});
      });
    });
  }
  bool answers(Kind kind, Name& name, const Place& place) const {
    switch (const Term& term = rules.terms[place.term]; term.mode) {
      case Term::kLiteral:
        return fits_kind(kind, term, name.normal(), place) && !cuts_number(name.normal(), place);
      case Term::kTokens:
        return name.holds(phrases[confirmed_by[place.term]]);
      case Term::kRegex:
        return regexes[confirmed_by[place.term]].find(name.normal()).first != std::string_view::npos;
    }
    return true;
  }

  // The places that groups of the kind name, by group.
  void name(const std::vector<Place>& places, Kind kind, std::vector<Named>& out) const {
    out.clear();
    for (uint32_t p = 0; p < places.size(); ++p) {
      const uint32_t term = places[p].term;
      for (uint32_t i = use_starts[term]; i < use_starts[term + 1]; ++i) {
        if (groups[uses[i].group]->kinds.has(kind)) out.push_back({uses[i].group, p, uses[i].part});
      }
    }
    std::sort(out.begin(), out.end(), [](const Named& a, const Named& b) {
      return std::tuple(a.group, a.place, a.part) < std::tuple(b.group, b.place, b.part);
    });
  }

  const rules::RuleSet& rules;
  rules::TermLiterals own;
  const rules::TermLiterals* terms = nullptr;
  std::optional<text::Scanner> scanner;
  mutable std::array<Asking, kCodeKinds.size()> of_code;
  std::vector<text::Regex> regexes;
  std::vector<std::vector<std::string>> phrases;
  std::vector<uint32_t> confirmed_by;  // by term, as the next ones: its regex or its phrase
  std::vector<evidence::KindSet> kinds;
  std::vector<uint32_t> use_starts;
  std::vector<Use> uses;
  std::vector<const Group*> groups;
  std::array<std::vector<uint32_t>, evidence::kKindNames.size()> of_kind;  // groups that name no term
  std::array<uint8_t, evidence::kKindNames.size()> owners{};  // that any group of the kind asks for
};

Matcher::Matcher(const rules::RuleSet& rules) : rules_(rules), tables_(std::make_unique<Tables>(rules)) {
  Tables& tables = *tables_;
  for (const rules::Rule& rule : rules.rules) {
    first_group_.push_back(tables.groups.size());
    for (const Group& group : rule.groups) tables.add_group(group);
  }
  first_signal_ = tables.groups.size();
  for (const rules::Signal& signal : rules.signals) tables.add_group(signal.group);
  first_scene_ = tables.groups.size();
  for (const rules::Scene& scene : rules.scenes) tables.add_group(scene.group);
  tables.index();
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

  // A group that names no term.
  void ask(const Group& group, GroupHits& out) const {
    if (admits(group)) out.hits.push_back({index_, {}});
  }

  // `named`: what the group names of the places.
  void ask(const Group& group, std::span<const Named> named, GroupHits& out) const {
    const auto is_any = [](const Named& one) { return one.part == Part::kAny; };
    if (std::none_of(named.begin(), named.end(), is_any) || !admits(group)) return;
    const uint32_t elsewhere = cancelling_elsewhere(named);
    Hit hit{index_, {}};
    CancelledHit cancelled{index_, Cancelled::kOtherMeaning, UINT32_MAX, {}};
    for (const Named& one : named) {
      const Place& place = places_[one.place];
      if (!is_any(one) || !fits_kind(place) || (group.whole && !is_whole(place))) continue;
      const uint32_t other = elsewhere != UINT32_MAX ? elsewhere : overlapping(named, place);
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
    return match::fits_kind(item_.kind, rules_.terms[place.term], normal_, place);
  }

  uint32_t cancelling_elsewhere(std::span<const Named> named) const {
    for (const Named& one : named) {
      if (one.part == Part::kUnlessWith) return places_[one.place].term;
    }
    return UINT32_MAX;
  }

  uint32_t overlapping(std::span<const Named> named, const Place& hit) const {
    for (const Named& one : named) {
      if (one.part == Part::kUnless && overlaps(places_[one.place], hit)) return places_[one.place].term;
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

// Most items of an Android package stand in libraries, which hardly any group asks about.
Matcher::Asked Matcher::asked(Kind kind, evidence::Owner owner) const {
  const auto of = static_cast<size_t>(kind);
  if (((tables_->owners[of] >> static_cast<unsigned>(owner)) & 1) == 0) return Asked::kNever;
  return tables_->of_kind[of].empty() ? Asked::kByText : Asked::kAlways;
}

bool Matcher::may_answer(std::string_view text) const { return tables_->scanner->hit(text); }

bool Matcher::may_answer(Kind kind, std::string_view text) const {
  const auto of = static_cast<size_t>(kind);
  if (tables_->owners[of] == 0) return false;
  if (!tables_->of_kind[of].empty()) return true;
  const Tables::Asking* const asking = tables_->asking(kind);
  return asking == nullptr ? may_answer(text) : tables_->answers(kind, *asking, text);
}

bool Matcher::may_answer_for_owner(Kind kind, std::string_view owner) const {
  const Tables::Asking* const asking = tables_->asking(kind);
  return asking == nullptr || !tables_->of_kind[static_cast<size_t>(kind)].empty() || !text::is_plain(owner) || asking->scanner->hit(owner) ||
         std::any_of(asking->owners.begin(), asking->owners.end(), [&](std::string_view end) { return text::ends_like(owner, end); });
}

bool Matcher::may_answer_for_member(Kind kind, std::string_view member) const {
  const Tables::Asking* const asking = tables_->asking(kind);
  return asking == nullptr || !tables_->of_kind[static_cast<size_t>(kind)].empty() ||
         asking->scanner->hit("." + std::string(member));
}

std::vector<GroupHits> Matcher::find(const EvidenceSet& set) const {
  std::vector<GroupHits> out(tables_->groups.size());
  std::vector<Place> places;
  std::vector<Named> named;
  for (uint32_t i = 0; i < set.evidence.size(); ++i) {
    const Evidence& item = set.evidence[i];
    const auto kind = static_cast<size_t>(item.kind);
    if (asked(item.kind, owner_of(set, item)) == Asked::kNever) continue;
    const text::Normal normal = text::normalise(item.text);
    tables_->find(item.kind, item.text, normal.text, places);
    tables_->name(places, item.kind, named);
    const Question question(rules_, set, i, normal.text, normal.offsets, places);
    for (const uint32_t g : tables_->of_kind[kind]) question.ask(*tables_->groups[g], out[g]);
    for (size_t begin = 0; begin < named.size();) {
      size_t end = begin;
      while (end < named.size() && named[end].group == named[begin].group) ++end;
      const uint32_t g = named[begin].group;
      question.ask(*tables_->groups[g], std::span(named).subspan(begin, end - begin), out[g]);
      begin = end;
    }
  }
  for (GroupHits& hits : out) hits.index(set);
  return out;
}

}  // namespace jianfu::match
