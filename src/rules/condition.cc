#include "rules/condition.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/source_text.h"
#include "rules/suggest.h"

namespace jianfu::rules {
namespace {

using Node = Condition::Node;

constexpr size_t kLeastNumber = 1, kMostNumber = 1'000'000;
constexpr size_t kMostNodes = 400;

constexpr std::array<std::string_view, 15> kWords = {
    "and",      "or",        "not",  "count",    "near",   "entry",     "launch", "opened-from-menu",
    "leads-to", "gates-all", "rule", "anywhere", "screen", "background", "one-step"};
constexpr std::array<std::string_view, 5> kSigns = {">=", "<=", "==", ">", "<"};  // by Condition::Compare
constexpr std::array<std::string_view, 4> kReaches = {"string", "sentence", "module",
                                                      "function"};  // by Condition::Reach

// What an input method or another language makes of the signs and words here.
struct Spelling {
  std::string_view found, wanted;
};
constexpr std::array<Spelling, 21> kSpellings = {
    {{"（", "("},  {"）", ")"},    {"，", ","},   {"、", ","},   {"≥", ">="},   {"≤", "<="},  {"＞", ">"},
     {"＜", "<"},  {"＝", "=="},   {"=", "=="},   {"&&", "and"}, {"||", "or"},  {"!", "not"}, {"AND", "and"},
     {"OR", "or"}, {"NOT", "not"}, {"且", "and"}, {"或", "or"},  {"非", "not"}, {"=>", ">="}, {"=<", "<="}}};

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

class Parser {
 public:
  Parser(std::string_view text, const ConditionNames& names, ConditionError& error)
      : text_(text), names_(names), error_(error) {}

  std::optional<Condition> parse() {
    expression(0);
    if (!failed_ && !peek().empty()) wrong("and | or");
    if (failed_) return std::nullopt;
    root_first();
    out_.source = std::string(text_);
    if (const auto part = constant_part(out_)) {
      at_ = places_[part->node];
      fail(part->value ? Msg::condition_always_true : Msg::condition_never_true, {});
      return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  // Nodes are made bottom-up and the root last; the model wants it first and children behind their parents.
  void root_first() {
    const uint32_t last = static_cast<uint32_t>(out_.nodes.size() - 1);
    std::reverse(out_.nodes.begin(), out_.nodes.end());
    std::reverse(places_.begin(), places_.end());
    for (Node& node : out_.nodes) {
      for (uint32_t& child : node.children) child = last - child;
    }
  }

  // ---- words ----
  std::string_view peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    const std::string_view rest = text_.substr(at_);
    size_t size = 0;
    while (size < rest.size() && name_character(rest[size])) ++size;
    if (size > 0 || rest.empty()) return rest.substr(0, size);
    constexpr std::array<std::string_view, 7> kTwo = {">=", "<=", "==", "&&", "||", "=>", "=<"};
    if (std::find(kTwo.begin(), kTwo.end(), rest.substr(0, 2)) != kTwo.end()) return rest.substr(0, 2);
    return rest.substr(0, character_bytes(rest.front()));
  }
  // The next word; fails when it is not there or is another.
  bool accept(std::string_view word) {
    if (failed_ || peek() != word) return false;
    at_ += word.size();
    return true;
  }
  void expect(std::string_view word) {
    if (!failed_ && !accept(word)) wrong(word);
  }

  void fail(Msg id, std::vector<std::string> args) {
    if (failed_) return;
    failed_ = true;
    error_ = {at_, {id, std::move(args)}};
  }
  // The word at hand is not what should stand here.
  void wrong(std::string_view wanted) {
    const std::string_view found = peek();
    const auto other = std::find_if(kSpellings.begin(), kSpellings.end(),
                                    [&](const Spelling& s) { return s.found == found; });
    if (found.empty()) return fail(Msg::condition_ends, {std::string(wanted)});
    if (other != kSpellings.end())
      return fail(Msg::condition_spelling, {std::string(found), std::string(other->wanted)});
    fail(Msg::condition_expected, {std::string(wanted), std::string(found)});
  }

  // ---- nodes ----
  uint32_t make(Node node, size_t at) {
    if (out_.nodes.size() >= kMostNodes) fail(Msg::condition_deep, {});
    out_.nodes.push_back(std::move(node));
    places_.push_back(at);
    return static_cast<uint32_t>(out_.nodes.size() - 1);
  }

  uint32_t expression(size_t depth) {
    return chain("or", Condition::kOr, [&] { return conjunction(depth); });
  }
  uint32_t conjunction(size_t depth) {
    return chain("and", Condition::kAnd, [&] { return negation(depth); });
  }
  template <typename Part>
  uint32_t chain(std::string_view word, Condition::Op op, Part part) {
    peek();
    const size_t at = at_;
    Node node;
    node.op = op;
    node.children.push_back(part());
    while (accept(word)) node.children.push_back(part());
    return node.children.size() == 1 ? node.children.front() : make(std::move(node), at);
  }

  uint32_t negation(size_t depth) {
    if (depth >= kConditionDepth / 3) fail(Msg::condition_deep, {});  // a level makes at most or, and, not
    if (failed_) return 0;
    const std::string_view word = peek();
    const size_t at = at_;
    if (word == "(") {
      accept("(");
      const uint32_t inner = expression(depth + 1);
      expect(")");
      return inner;
    }
    if (!accept("not")) return part();
    Node node;
    node.op = Condition::kNot;
    node.children.push_back(negation(depth + 1));
    return make(std::move(node), at);
  }

  uint32_t part() {
    const std::string_view word = peek();
    const size_t at = at_;
    Node node;
    if (accept("count"))
      count(node);
    else if (accept("near"))
      near(node);
    else if (accept("leads-to"))
      leads_to(node);
    else if (accept("gates-all"))
      of_group(node, Condition::kGatesAll);
    else if (accept("anywhere"))
      of_group(node, Condition::kAnywhere);
    else if (accept("one-step"))
      of_group(node, Condition::kOneStep);
    else if (accept("screen"))
      node.op = Condition::kScreen;
    else if (accept("background"))
      node.op = Condition::kBackground;
    else if (accept("entry"))
      node.op = Condition::kEntry;
    else if (accept("launch"))
      node.op = Condition::kLaunch;
    else if (accept("opened-from-menu"))
      node.op = Condition::kMenu;
    else if (word == "rule" && is_call(at_ + word.size()))
      rule(node);
    else
      node.group = group();
    return make(std::move(node), at);
  }
  bool is_call(size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at < text_.size() && text_[at] == '(';
  }

  uint32_t group() {
    const std::string_view word = peek();
    if (failed_) return 0;
    if (word.empty() || !name_character(word.front()) || is_condition_word(word)) {
      wrong("");
      if (error_.what.id == Msg::condition_expected)
        error_.what = {Msg::condition_wants_group, {std::string(word)}};
      if (error_.what.id == Msg::condition_ends) error_.what = {Msg::condition_ends_group, {}};
      return 0;
    }
    const auto found = std::find(names_.groups.begin(), names_.groups.end(), word);
    if (found == names_.groups.end()) {
      const bool spelling = word == "AND" || word == "OR" || word == "NOT";
      if (spelling)
        wrong("");
      else
        fail(Msg::condition_no_group, {std::string(word), suggestion(word, names_.groups)});
      return 0;
    }
    at_ += word.size();
    return static_cast<uint32_t>(found - names_.groups.begin());
  }

  uint32_t number(size_t least) {
    const std::string_view word = peek();
    uint32_t out = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
    const bool read = !word.empty() && error == std::errc() && end == word.data() + word.size();
    if (!read || out < least || out > kMostNumber) {
      fail(Msg::condition_number, {std::to_string(least), std::string(word)});
      return 0;
    }
    at_ += word.size();
    return out;
  }

  template <size_t N>
  size_t one_of(const std::array<std::string_view, N>& words) {
    const std::string_view word = peek();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) {
      at_ += word.size();
      return static_cast<size_t>(found - words.begin());
    }
    std::string all;
    for (const std::string_view one : words) all.append(all.empty() ? "" : " | ").append(one);
    wrong(all);
    return 0;
  }

  void count(Node& node) {
    node.op = Condition::kCount;
    expect("(");
    node.group = group();
    expect(")");
    node.compare = static_cast<Condition::Compare>(one_of(kSigns));
    node.number = number(0);
  }
  void near(Node& node) {
    node.op = Condition::kNear;
    expect("(");
    node.group = group();
    expect(",");
    node.group2 = group();
    expect(",");
    node.reach = static_cast<Condition::Reach>(one_of(kReaches));
    expect(")");
  }
  void leads_to(Node& node) {
    node.op = Condition::kLeadsTo;
    expect("(");
    node.group = group();
    expect(",");
    node.number = number(kLeastNumber);
    expect(")");
  }
  void of_group(Node& node, Condition::Op op) {
    node.op = op;
    expect("(");
    node.group = group();
    expect(")");
  }
  // rule(id, probable), rule(id, anywhere), rule(id, confirmed, one-step)
  void grade_or_reach(Node& node) {
    constexpr std::array<std::string_view, 5> kAll = {kGradeNames[1], kGradeNames[2], kGradeNames[3], "one-step",
                                                      "anywhere"};
    const size_t which = one_of(kAll);
    if (which < 3)
      node.number = static_cast<uint32_t>(which + 1);
    else
      node.reach = which == 3 ? Condition::kHop : Condition::kPackage;
  }

  void rule(Node& node) {
    if (names_.rules == nullptr) return fail(Msg::condition_no_join, {});
    node.op = Condition::kRule;
    accept("rule");
    expect("(");
    const std::string_view id = peek();
    if (const auto found = names_.rules->find(id); found != names_.rules->end()) {
      node.group = found->second;
      at_ += id.size();
    } else {
      std::vector<std::string> ids;
      for (const auto& [known, index] : *names_.rules) ids.push_back(known);
      fail(Msg::condition_no_rule, {std::string(id), suggestion(id, ids)});
    }
    node.number = static_cast<uint32_t>(Grade::kHint);
    node.reach = Condition::kModule;
    if (accept(",")) grade_or_reach(node);
    if (node.reach == Condition::kModule && accept(",")) grade_or_reach(node);
    expect(")");
  }

  std::string_view text_;
  const ConditionNames& names_;
  ConditionError& error_;
  Condition out_;
  std::vector<size_t> places_;  // of the nodes, bytes in the text
  size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<Condition> parse_condition(std::string_view text, const ConditionNames& names,
                                         ConditionError& error) {
  return Parser(text, names, error).parse();
}

bool is_condition_word(std::string_view word) {
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace jianfu::rules
