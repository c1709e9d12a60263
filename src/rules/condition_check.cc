// What a condition is worth before any package is read: parts that no finding can change, conditions that
// hold on nothing. Tried out: each group has none, one or as many hits as a count asks about, each other part
// is true or not.
#include <algorithm>
#include <set>

#include "rules/condition.h"

namespace jianfu::rules {
namespace {

using Node = Condition::Node;

bool is_inner(Condition::Op op) {
  return op == Condition::kAnd || op == Condition::kOr || op == Condition::kNot;
}

bool compares(Condition::Compare how, uint32_t left, uint32_t right) {
  switch (how) {
    case Condition::kAtLeast:
      return left >= right;
    case Condition::kAtMost:
      return left <= right;
    case Condition::kEqual:
      return left == right;
    case Condition::kMore:
      return left > right;
    case Condition::kLess:
      return left < right;
  }
  return false;
}

bool same_question(const Node& a, const Node& b) {
  return a.op == b.op && a.group == b.group && a.group2 == b.group2 && a.number == b.number &&
         a.reach == b.reach;
}

// One thing that can be this or that: how many hits a group has, or whether a part of the graph is so.
struct Unknown {
  std::vector<uint32_t> values;
  size_t chosen = 0;
  uint32_t value() const { return values[chosen]; }
};

class Trial {
 public:
  explicit Trial(const Condition& condition) : nodes_(condition.nodes), unknown_of_(nodes_.size()) {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!is_inner(nodes_[i].op)) unknown_of_[i] = find_or_add(i);
    }
  }

  // False when there are too many combinations to try.
  bool small() const {
    size_t combinations = 1;
    for (const Unknown& unknown : unknowns_) {
      combinations *= unknown.values.size();
      if (combinations > kTried) return false;
    }
    return true;
  }

  std::vector<bool> evaluate() const {
    std::vector<bool> value(nodes_.size());
    for (size_t i = nodes_.size(); i-- > 0;) {
      const Node& node = nodes_[i];
      const auto child = [&](uint32_t c) { return value[c]; };
      if (node.op == Condition::kAnd)
        value[i] = std::all_of(node.children.begin(), node.children.end(), child);
      else if (node.op == Condition::kOr)
        value[i] = std::any_of(node.children.begin(), node.children.end(), child);
      else if (node.op == Condition::kNot)
        value[i] = !value[node.children.front()];
      else if (node.op == Condition::kCount)
        value[i] = compares(node.compare, unknowns_[unknown_of_[i]].value(), node.number);
      else
        value[i] = unknowns_[unknown_of_[i]].value() > 0;
    }
    return value;
  }

  // The next combination; false after the last.
  bool next() {
    for (Unknown& unknown : unknowns_) {
      if (++unknown.chosen < unknown.values.size()) return true;
      unknown.chosen = 0;
    }
    return false;
  }

 private:
  static bool counts_hits(const Node& node) {
    return node.op == Condition::kGroup || node.op == Condition::kCount;
  }

  size_t find_or_add(size_t index) {
    const Node& node = nodes_[index];
    for (size_t i = 0; i < index; ++i) {
      if (is_inner(nodes_[i].op)) continue;
      const bool same = counts_hits(node) ? counts_hits(nodes_[i]) && nodes_[i].group == node.group
                                          : same_question(nodes_[i], node);
      if (same) return unknown_of_[i];
    }
    std::set<uint32_t> values = {0, 1};
    for (const Node& other : nodes_) {
      if (!counts_hits(node) || other.op != Condition::kCount || other.group != node.group) continue;
      values.insert({other.number, other.number + 1});
      if (other.number > 0) values.insert(other.number - 1);
    }
    unknowns_.push_back({{values.begin(), values.end()}, 0});
    return unknowns_.size() - 1;
  }

  const std::vector<Node>& nodes_;
  std::vector<size_t> unknown_of_;  // by node
  std::vector<Unknown> unknowns_;
};

void collect(const Condition& condition, uint32_t index, bool positive, bool only_positive,
             std::vector<uint32_t>& out) {
  const Node& node = condition.nodes[index];
  switch (node.op) {
    case Condition::kGroup:
    case Condition::kCount:
    case Condition::kNear:
    case Condition::kLeadsTo:
    case Condition::kGatesAll:
    case Condition::kAnywhere:
    case Condition::kOneStep:
      if (positive || !only_positive) out.push_back(node.group);
      if (node.op == Condition::kNear && (positive || !only_positive)) out.push_back(node.group2);
      break;
    default:
      break;
  }
  const bool inside = node.op == Condition::kNot ? !positive : positive;
  for (const uint32_t child : node.children) collect(condition, child, inside, only_positive, out);
}

}  // namespace

std::optional<ConstantPart> constant_part(const Condition& condition) {
  Trial trial(condition);
  if (condition.nodes.empty() || !trial.small()) return std::nullopt;
  std::vector<bool> always(condition.nodes.size(), true), ever(condition.nodes.size(), false);
  do {
    const std::vector<bool> value = trial.evaluate();
    for (size_t i = 0; i < value.size(); ++i) {
      always[i] = always[i] && value[i];
      ever[i] = ever[i] || value[i];
    }
  } while (trial.next());
  for (uint32_t i = 0; i < condition.nodes.size(); ++i) {
    if (always[i] || !ever[i]) return ConstantPart{i, always[i]};
  }
  return std::nullopt;
}

bool holds_on_nothing(const Condition& condition) {
  return !condition.nodes.empty() &&
         Trial(condition).evaluate().front();  // the first combination: nothing anywhere
}

std::vector<uint32_t> groups_of(const Condition& condition, bool positive) {
  std::vector<uint32_t> out;
  if (!condition.nodes.empty()) collect(condition, 0, true, positive, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jianfu::rules
