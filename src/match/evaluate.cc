#include "match/evaluate.h"

#include <algorithm>
#include <map>
#include <set>

#include "match/functions.h"
#include "match/negation.h"
#include "text/normalise.h"

namespace jianfu::match {
namespace {

using rules::Condition;
using Node = Condition::Node;

bool compare(Condition::Compare how, size_t left, uint32_t right) {
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

std::string_view symbol(Condition::Compare how) {
  switch (how) {
    case Condition::kAtLeast:
      return " >= ";
    case Condition::kAtMost:
      return " <= ";
    case Condition::kEqual:
      return " == ";
    case Condition::kMore:
      return " > ";
    case Condition::kLess:
      return " < ";
  }
  return " ? ";
}

std::string_view reach_name(Condition::Reach reach) {
  switch (reach) {
    case Condition::kString:
      return "string";
    case Condition::kSentence:
      return "sentence";
    case Condition::kModule:
      return "module";
    case Condition::kFunction:
      return "function";
    case Condition::kHop:
      return "one-step";
    case Condition::kPackage:
      return "anywhere";
  }
  return "?";
}

// A page, or what screens are made of; code without a screen around it is none.
bool is_screen(evidence::ModuleKind kind) {
  return kind == evidence::ModuleKind::kPage || kind == evidence::ModuleKind::kComponent ||
         kind == evidence::ModuleKind::kLayout;
}

constexpr size_t kMostTraced = 40;  // items a part of an explanation names of a whole package

bool names_group(Condition::Op op) {
  return op == Condition::kGroup || op == Condition::kCount || op == Condition::kNear ||
         op == Condition::kLeadsTo || op == Condition::kGatesAll || op == Condition::kAnywhere ||
         op == Condition::kOneStep;
}

class Evaluation {
 public:
  Evaluation(const Condition& condition, const Scope& scope) : condition_(condition), scope_(scope) {}

  bool ask(uint32_t index, Trace* trace) const {
    const Node& node = condition_.nodes[index];
    const bool value = answer(node, trace);
    if (trace != nullptr) {
      trace->what = describe(node);
      trace->node = index;
      trace->holds = value;
    }
    return value;
  }

  void carry(uint32_t index, Carried& out) const {
    const Node& node = condition_.nodes[index];
    if (node.op == Condition::kNot || !ask(index, nullptr)) return;
    if (names_group(node.op)) out.groups.push_back(node.group);
    if (node.op == Condition::kRule) out.rules.emplace_back(node.group, node.reach);
    if (node.op == Condition::kNear) {
      Trace pair;
      near(node, &pair);
      out.groups.push_back(node.group2);
      out.items.insert(out.items.end(), pair.items.begin(), pair.items.end());
    }
    for (const uint32_t part : node.children) carry(part, out);
  }

 private:
  bool answer(const Node& node, Trace* trace) const {
    switch (node.op) {
      case Condition::kAnd:
        return all_of(node, trace);
      case Condition::kOr:
        return any_of(node, trace);
      case Condition::kNot:
        return !child(node.children[0], trace);
      case Condition::kGroup:
        return has_hit(node.group, trace);
      case Condition::kCount:
        return compare(node.compare, different(note(items(node.group), trace)), node.number);
      case Condition::kNear:
        return near(node, trace);
      case Condition::kEntry:
        return any_module([&](uint32_t m) { return scope_.graph.entry(m); });
      case Condition::kLaunch:
        return any_module(
            [&](uint32_t m) { return scope_.set.modules[m].kind == evidence::ModuleKind::kApp; });
      case Condition::kMenu:
        return any_module([&](uint32_t m) { return scope_.graph.opened_from_entry(m); });
      case Condition::kLeadsTo:
        return scope_.graph.leads_to(scope_.unit.modules, targets(node.group), node.number);
      case Condition::kGatesAll:
        return scope_.graph.gates_all(targets(node.group));
      case Condition::kAnywhere:
        return anywhere(node.group, trace);
      case Condition::kScreen:
        return any_module([&](uint32_t m) { return is_screen(scope_.set.modules[m].kind); });
      case Condition::kBackground:
        return any_module(
            [&](uint32_t m) { return scope_.set.modules[m].kind == evidence::ModuleKind::kService; });
      case Condition::kRule:
        return static_cast<uint32_t>(grade_of(node)) >= std::max(node.number, 1u);
      case Condition::kOneStep:
        return one_step(node.group, trace);
    }
    return false;
  }

  // Of a traced condition every part is asked, so that the explanation is whole; else the first answer is
  // enough.
  bool all_of(const Node& node, Trace* trace) const {
    bool value = true;
    for (const uint32_t part : node.children) {
      value = child(part, trace) && value;
      if (!value && trace == nullptr) return false;
    }
    return value;
  }
  bool any_of(const Node& node, Trace* trace) const {
    bool value = false;
    for (const uint32_t part : node.children) {
      value = child(part, trace) || value;
      if (value && trace == nullptr) return true;
    }
    return value;
  }
  bool child(uint32_t index, Trace* trace) const {
    if (trace == nullptr) return ask(index, nullptr);
    trace->children.emplace_back();
    Trace part;
    const bool value = ask(index, &part);
    trace->children.back() = std::move(part);
    return value;
  }

  // Hits of the group in the unit, by module; stops when visit returns false, and returns so.
  template <typename Visit>
  bool each_hit(uint32_t group, Visit visit) const {
    const GroupHits& found = scope_.hits(group);
    if (scope_.unit.main == evidence::kNoModule)
      return std::all_of(found.hits.begin(), found.hits.end(), visit);
    return each_in(found.by_module, scope_.unit.modules, [&](uint32_t at) { return visit(found.hits[at]); });
  }

  bool has_hit(uint32_t group, Trace* trace) const {
    if (trace == nullptr) return !each_hit(group, [](const Hit&) { return false; });
    return !note(items(group), trace).empty();
  }

  bool anywhere(uint32_t group, Trace* trace) const {
    const std::vector<Hit>& hits = scope_.hits(group).hits;
    if (trace != nullptr) {
      for (size_t i = 0; i < hits.size() && i < kMostTraced; ++i) trace->items.push_back(hits[i].item);
    }
    return !hits.empty();
  }

  rules::Grade grade_of(const Node& node) const {
    return node.reach == Condition::kHop || node.reach == Condition::kPackage
               ? scope_.grade_away(node.group, node.reach)
               : scope_.grade_of(node.group);
  }

  bool one_step(uint32_t group, Trace* trace) const {
    if (has_hit(group, trace)) return true;
    if (scope_.unit.main == evidence::kNoModule) return false;
    const std::vector<bool>& screens = targets(group);
    const auto& opened = scope_.graph.opened_by(scope_.unit.main);
    return scope_.graph.leads_to(scope_.unit.modules, screens, 1) ||
           std::any_of(opened.begin(), opened.end(), [&](uint32_t m) { return screens[m]; });
  }

  std::vector<uint32_t> items(uint32_t group) const {
    std::vector<uint32_t> out;
    each_hit(group, [&](const Hit& hit) {
      out.push_back(hit.item);
      return true;
    });
    std::sort(out.begin(), out.end());
    return out;
  }

  static const std::vector<uint32_t>& note(const std::vector<uint32_t>& items, Trace* trace) {
    if (trace != nullptr) trace->items = items;
    return items;
  }

  size_t different(const std::vector<uint32_t>& items) const {
    std::set<std::string> texts;
    for (const uint32_t item : items) texts.insert(text::normal_form(scope_.set.evidence[item].text));
    return texts.size();
  }

  bool near(const Node& node, Trace* trace) const {
    const auto found = [&](uint32_t a, uint32_t b) {
      if (trace != nullptr) trace->items = {a, b};
      return true;
    };
    const auto both = [&](auto other_near) {
      return !each_hit(node.group, [&](const Hit& hit) {
        const uint32_t other = other_near(hit);
        return other == UINT32_MAX || !found(hit.item, other);
      });
    };
    const GroupHits& others = scope_.hits(node.group2);
    switch (node.reach) {
      case Condition::kModule: {
        std::map<uint32_t, uint32_t> of_module;  // module → an item
        each_hit(node.group2, [&](const Hit& hit) {
          const uint32_t module = scope_.set.evidence[hit.item].module;
          if (module != evidence::kNoModule) of_module.emplace(module, hit.item);
          return true;
        });
        return both([&](const Hit& hit) {
          const auto at = of_module.find(scope_.set.evidence[hit.item].module);
          return at == of_module.end() ? UINT32_MAX : at->second;
        });
      }
      case Condition::kFunction: {
        FunctionIndex index;
        each_hit(node.group2, [&](const Hit& hit) {
          index.add(scope_.set, hit.item);
          return true;
        });
        return both([&](const Hit& hit) { return index.near(scope_.set, hit.item); });
      }
      default:
        return both([&](const Hit& hit) {
          const Hit* const other = others.find(hit.item);
          return other != nullptr && close(node.reach, hit, *other) ? hit.item : UINT32_MAX;
        });
    }
  }

  // Of two hits in one item.
  bool close(Condition::Reach reach, const Hit& a, const Hit& b) const {
    if (reach == Condition::kString || a.spans.empty() || b.spans.empty()) return true;
    const std::string& text = scope_.set.evidence[a.item].text;
    return std::any_of(a.spans.begin(), a.spans.end(), [&](const Span& span) {
      const std::pair<size_t, size_t> sentence = sentence_around(text, span.first);
      return std::any_of(b.spans.begin(), b.spans.end(), [&](const Span& other) {
        return other.first >= sentence.first && other.first < sentence.second;
      });
    });
  }

  template <typename Predicate>
  bool any_module(Predicate predicate) const {
    if (scope_.unit.main != evidence::kNoModule) return predicate(scope_.unit.main);
    return std::any_of(scope_.unit.modules.begin(), scope_.unit.modules.end(), predicate);
  }

  // Screens with a hit of the group, anywhere in the package.
  const std::vector<bool>& targets(uint32_t group) const {
    const GroupHits& found = scope_.hits(group);
    if (found.screens) return *found.screens;
    std::vector<bool>& out = found.screens.emplace(scope_.set.modules.size());
    for (const Hit& hit : found.hits) {
      const uint32_t module = scope_.set.evidence[hit.item].module;
      if (module == evidence::kNoModule) continue;
      for (const uint32_t screen : scope_.graph.screens_of(module)) out[screen] = true;
    }
    return out;
  }

  std::string describe(const Node& node) const {
    switch (node.op) {
      case Condition::kAnd:
        return "and";
      case Condition::kOr:
        return "or";
      case Condition::kNot:
        return "not";
      case Condition::kGroup:
        return scope_.name(node.group);
      case Condition::kCount:
        return "count(" + scope_.name(node.group) + ")" + std::string(symbol(node.compare)) +
               std::to_string(node.number);
      case Condition::kNear:
        return "near(" + scope_.name(node.group) + ", " + scope_.name(node.group2) + ", " +
               std::string(reach_name(node.reach)) + ")";
      case Condition::kEntry:
        return "entry";
      case Condition::kLaunch:
        return "launch";
      case Condition::kMenu:
        return "opened-from-menu";
      case Condition::kLeadsTo:
        return "leads-to(" + scope_.name(node.group) + ", " + std::to_string(node.number) + ")";
      case Condition::kGatesAll:
        return "gates-all(" + scope_.name(node.group) + ")";
      case Condition::kAnywhere:
        return "anywhere(" + scope_.name(node.group) + ")";
      case Condition::kScreen:
        return "screen";
      case Condition::kBackground:
        return "background";
      case Condition::kOneStep:
        return "one-step(" + scope_.name(node.group) + ")";
      case Condition::kRule:
        return "rule";
    }
    return "?";
  }

  const Condition& condition_;
  const Scope& scope_;
};

void collect_positive(const Condition& condition, uint32_t index, bool positive, std::vector<uint32_t>& out) {
  const Node& node = condition.nodes[index];
  const bool inside = node.op == Condition::kNot ? !positive : positive;
  if (names_group(node.op) && positive) out.push_back(node.group);
  if (node.op == Condition::kNear && positive) out.push_back(node.group2);
  for (const uint32_t part : node.children) collect_positive(condition, part, inside, out);
}

}  // namespace

bool in_unit(const Scope& scope, uint32_t item) {
  if (scope.unit.main == evidence::kNoModule) return true;
  const uint32_t module = scope.set.evidence[item].module;
  return std::binary_search(scope.unit.modules.begin(), scope.unit.modules.end(), module);
}

bool holds(const Condition& condition, const Scope& scope, Trace* trace) {
  return !condition.nodes.empty() && Evaluation(condition, scope).ask(0, trace);
}

Carried carried(const rules::Condition& condition, const Scope& scope) {
  Carried out;
  if (!condition.nodes.empty()) Evaluation(condition, scope).carry(0, out);
  std::sort(out.groups.begin(), out.groups.end());
  out.groups.erase(std::unique(out.groups.begin(), out.groups.end()), out.groups.end());
  return out;
}

std::vector<uint32_t> positive_groups(const Condition& condition) {
  std::vector<uint32_t> out;
  if (!condition.nodes.empty()) collect_positive(condition, 0, true, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool asks_graph(const Condition& condition) {
  return std::any_of(condition.nodes.begin(), condition.nodes.end(), [](const Node& node) {
    return node.op == Condition::kGatesAll || node.op == Condition::kLeadsTo || node.op == Condition::kRule;
  });
}

}  // namespace jianfu::match
