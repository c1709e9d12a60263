#include "rules/condition.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace jianfu::rules {
namespace {

using Node = Condition::Node;

constexpr size_t kDepth = 64;
constexpr size_t kAtoms = 10;  // more different parts than this are not tried out for "always true"

class Parser {
 public:
  Parser(std::string_view text, const ConditionNames& names, ConditionError& error) : text_(text), names_(names), error_(error) {}

  std::optional<Condition> parse() {
    const uint32_t root = expression(0);
    if (!failed_ && peek() != "") fail(Msg::condition_rest, {std::string(peek())});
    if (failed_) return std::nullopt;
    // The root is to be node 0: nodes are made bottom-up, so the order is turned around.
    const uint32_t last = static_cast<uint32_t>(out_.nodes.size() - 1);
    std::reverse(out_.nodes.begin(), out_.nodes.end());
    for (Node& node : out_.nodes) {
      for (uint32_t& child : node.children) child = last - child;
    }
    (void)root;  // is the last one made
    out_.source = std::string(text_);
    return std::move(out_);
  }

 private:
  // ---- words ----
  static bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  std::string_view peek() {
    skip_spaces();
    size_t end = at_;
    while (end < text_.size() && name_character(text_[end])) ++end;
    if (end == at_ && at_ < text_.size()) {
      const std::string_view two = text_.substr(at_, 2);
      end = at_ + (two == ">=" || two == "<=" || two == "==" ? 2 : 1);
    }
    return text_.substr(at_, end - at_);
  }
  std::string_view next() {
    const std::string_view word = peek();
    word_at_ = at_;
    at_ += word.size();
    return word;
  }
  bool accept(std::string_view word) {
    if (peek() != word) return false;
    next();
    return true;
  }
  void expect(std::string_view word) {
    if (!accept(word)) fail(Msg::condition_expected, {std::string(word), std::string(peek())});
  }
  void fail(Msg id, std::vector<std::string> args) {
    if (failed_) return;
    failed_ = true;
    error_ = {at_, {id, std::move(args)}};
  }

  // ---- grammar ----
  uint32_t make(Node node) {
    out_.nodes.push_back(std::move(node));
    return static_cast<uint32_t>(out_.nodes.size() - 1);
  }

  uint32_t expression(size_t depth) { return chain(depth, "or", Condition::kOr, [&](size_t d) { return conjunction(d); }); }
  uint32_t conjunction(size_t depth) { return chain(depth, "and", Condition::kAnd, [&](size_t d) { return negation(d); }); }

  template <typename Part>
  uint32_t chain(size_t depth, std::string_view word, Condition::Op op, Part part) {
    if (depth > kDepth) fail(Msg::condition_deep, {});
    if (failed_) return 0;
    Node node;
    node.op = op;
    node.children.push_back(part(depth + 1));
    while (!failed_ && accept(word)) node.children.push_back(part(depth + 1));
    return node.children.size() == 1 ? node.children.front() : make(std::move(node));
  }

  uint32_t negation(size_t depth) {
    if (failed_ || depth > kDepth) {
      fail(Msg::condition_deep, {});
      return 0;
    }
    if (!accept("not")) return primary(depth);
    Node node;
    node.op = Condition::kNot;
    node.children.push_back(negation(depth + 1));
    return make(std::move(node));
  }

  uint32_t primary(size_t depth) {
    if (failed_) return 0;
    if (accept("(")) {
      const uint32_t inner = expression(depth + 1);
      expect(")");
      return inner;
    }
    const std::string_view word = next();
    Node node;
    if (word == "count") return count(node);
    if (word == "near") return near(node);
    if (word == "leads-to") return leads_to(node);
    if (word == "rule") return rule(node);
    if (word == "gates-all") {
      node.op = Condition::kGatesAll;
      expect("(");
      node.group = group();
      expect(")");
      return make(std::move(node));
    }
    if (word == "entry") node.op = Condition::kEntry;
    else if (word == "launch") node.op = Condition::kLaunch;
    else if (word == "opened-from-menu") node.op = Condition::kMenu;
    else node.group = group_named(word);
    return make(std::move(node));
  }

  uint32_t group() { return group_named(next()); }
  uint32_t group_named(std::string_view word) {
    const auto found = word.empty() || !name_character(word.front()) ? std::nullopt : names_.group(word);
    if (found) return *found;
    at_ = word_at_;
    fail(word.empty() ? Msg::condition_ends : Msg::condition_no_group, {std::string(word)});
    return 0;
  }

  uint32_t number() {
    const std::string_view word = next();
    uint32_t out = 0;
    const auto result = std::from_chars(word.data(), word.data() + word.size(), out);
    if (result.ec != std::errc() || result.ptr != word.data() + word.size()) {
      at_ = word_at_;
      fail(Msg::condition_number, {std::string(word)});
    }
    return out;
  }

  uint32_t count(Node& node) {
    node.op = Condition::kCount;
    expect("(");
    node.group = group();
    expect(")");
    constexpr std::array<std::pair<std::string_view, Condition::Compare>, 5> kSigns = {
        {{">=", Condition::kAtLeast}, {"<=", Condition::kAtMost}, {"==", Condition::kEqual}, {">", Condition::kMore}, {"<", Condition::kLess}}};
    const std::string_view sign = next();
    const auto at = std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& s) { return s.first == sign; });
    if (at == kSigns.end()) fail(Msg::condition_expected, {">=", std::string(sign)});
    else node.compare = at->second;
    node.number = number();
    return make(std::move(node));
  }

  uint32_t near(Node& node) {
    node.op = Condition::kNear;
    expect("(");
    node.group = group();
    expect(",");
    node.group2 = group();
    expect(",");
    const std::string_view reach = next();
    if (reach == "string") node.reach = Condition::kString;
    else if (reach == "sentence") node.reach = Condition::kSentence;
    else if (reach == "module") node.reach = Condition::kModule;
    else fail(Msg::condition_expected, {"string | sentence | module", std::string(reach)});
    expect(")");
    return make(std::move(node));
  }

  uint32_t leads_to(Node& node) {
    node.op = Condition::kLeadsTo;
    expect("(");
    node.group = group();
    expect(",");
    node.number = number();
    expect(")");
    return make(std::move(node));
  }

  uint32_t rule(Node& node) {
    node.op = Condition::kRule;
    expect("(");
    const std::string_view id = next();
    const auto found = names_.rule ? names_.rule(id) : std::nullopt;
    if (!found) fail(Msg::condition_no_rule, {std::string(id)});
    else node.group = *found;
    node.number = static_cast<uint32_t>(Grade::kHint);
    if (accept(",")) {
      const std::string_view grade = next();
      const auto at = std::find(kGradeNames.begin() + 1, kGradeNames.end(), grade);
      if (at == kGradeNames.end()) fail(Msg::condition_expected, {"confirmed | probable | hint", std::string(grade)});
      else node.number = static_cast<uint32_t>(at - kGradeNames.begin());
    }
    expect(")");
    return make(std::move(node));
  }

  std::string_view text_;
  const ConditionNames& names_;
  ConditionError& error_;
  Condition out_;
  size_t at_ = 0, word_at_ = 0;
  bool failed_ = false;
};

bool is_inner(Condition::Op op) { return op == Condition::kAnd || op == Condition::kOr || op == Condition::kNot; }

// A part whose value no evidence decides: a count that every number meets.
bool holds_for_any_count(const Node& node) { return node.op == Condition::kCount && node.compare == Condition::kAtLeast && node.number == 0; }

bool value_of(const Condition& condition, uint32_t index, const std::vector<uint32_t>& atoms, uint32_t assignment) {
  const Node& node = condition.nodes[index];
  const auto child = [&](uint32_t c) { return value_of(condition, c, atoms, assignment); };
  if (node.op == Condition::kAnd) return std::all_of(node.children.begin(), node.children.end(), child);
  if (node.op == Condition::kOr) return std::any_of(node.children.begin(), node.children.end(), child);
  if (node.op == Condition::kNot) return !child(node.children.front());
  if (holds_for_any_count(node)) return true;
  // Atoms that ask the same are one.
  for (size_t i = 0; i < atoms.size(); ++i) {
    const Node& other = condition.nodes[atoms[i]];
    const bool same = other.op == node.op && other.group == node.group && other.group2 == node.group2 && other.number == node.number &&
                      other.compare == node.compare && other.reach == node.reach;
    if (same) return (assignment >> i) & 1;
  }
  return false;
}

}  // namespace

std::optional<Condition> parse_condition(std::string_view text, const ConditionNames& names, ConditionError& error) {
  return Parser(text, names, error).parse();
}

bool always_true(const Condition& condition) {
  std::vector<uint32_t> atoms;
  for (uint32_t i = 0; i < condition.nodes.size(); ++i) {
    if (!is_inner(condition.nodes[i].op) && !holds_for_any_count(condition.nodes[i])) atoms.push_back(i);
  }
  if (atoms.size() > kAtoms) return false;
  for (uint32_t assignment = 0; assignment < (1u << atoms.size()); ++assignment) {
    if (!value_of(condition, 0, atoms, assignment)) return false;
  }
  return true;
}

}  // namespace jianfu::rules
