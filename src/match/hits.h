// Which items answer which groups. One pass over the evidence finds every term of the rule set at once; each
// group then decides on the terms of an item alone. Cancelled hits are kept: they are the counter-evidence of
// reports.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::match {

using Span = std::pair<uint32_t, uint32_t>;  // [begin, end) bytes of Evidence::text

struct Hit {
  uint32_t item = 0;  // index into EvidenceSet::evidence
  std::vector<Span> spans;
};

enum class Cancelled : uint8_t { kNegated, kQuotesNorm, kOtherMeaning, kClosed, kPolicy };

struct CancelledHit {
  uint32_t item = 0;
  Cancelled why = Cancelled::kNegated;
  uint32_t set = UINT32_MAX;  // kOtherMeaning: the TermSet that cancelled
  std::vector<Span> spans;
};

struct GroupHits {
  std::vector<Hit> hits;                // sorted by item
  std::vector<CancelledHit> cancelled;  // sorted by item
  const Hit* find(uint32_t item) const;

  // Where hits stand: module and place in `hits` (in `cancelled`), sorted; items of no module come last.
  // Filled by index(), so that a unit's hits are found without looking at those of the whole package.
  using ByModule = std::vector<std::pair<uint32_t, uint32_t>>;
  ByModule by_module, cancelled_by_module;
  void index(const evidence::EvidenceSet& set);
  // Screens with a hit (bit a module), for questions about the graph: the same for every unit, filled when asked.
  mutable std::optional<std::vector<bool>> screens;
};

// Calls visit(place in the list) for every place of the sorted modules; stops when it returns false, and
// returns so.
template <typename Visit>
bool each_in(const GroupHits::ByModule& places, const std::vector<uint32_t>& modules, Visit visit) {
  for (const uint32_t module : modules) {
    auto at = std::lower_bound(places.begin(), places.end(), std::pair(module, uint32_t{0}));
    for (; at != places.end() && at->first == module; ++at) {
      if (!visit(at->second)) return false;
    }
  }
  return true;
}

// Owner that counts: the item's own, else its module's.
evidence::Owner owner_of(const evidence::EvidenceSet& set, const evidence::Evidence& item);

// Prepared once a rule set, used for many packages and from many threads.
class Matcher {
 public:
  explicit Matcher(const rules::RuleSet& rules);  // borrowed
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  const rules::RuleSet& rules() const { return rules_; }

  // Hits of every group, in this order: groups of rule 0, of rule 1 …, then signals, then scenes.
  std::vector<GroupHits> find(const evidence::EvidenceSet& set) const;

  // False when no group can have the item for an answer, nor for what cancels one. May be true too often.
  bool may_answer(const evidence::EvidenceSet& set, const evidence::Evidence& item) const {
    return asked(item.kind, owner_of(set, item)) == Asked::kAlways ||
           (asked(item.kind, owner_of(set, item)) == Asked::kByText && may_answer(item.text));
  }
  // The same in steps, for those who have many items of one text.
  enum class Asked : uint8_t { kNever, kByText, kAlways };
  Asked asked(evidence::Kind kind, evidence::Owner owner) const;
  bool may_answer(std::string_view text) const;
  // Closer, of names, literals and calls of code (kIdentifier, kLiteral, kCall): only what is asked about that kind.
  bool may_answer(evidence::Kind kind, std::string_view text) const;
  // Of a text "owner.member", the member without a dot: when neither is true of its half, it is no answer.
  bool may_answer_for_owner(evidence::Kind kind, std::string_view owner) const;
  bool may_answer_for_member(evidence::Kind kind, std::string_view member) const;

  size_t first_group(size_t rule) const { return first_group_[rule]; }
  size_t first_signal() const { return first_signal_; }
  size_t first_scene() const { return first_scene_; }

 private:
  struct Tables;
  const rules::RuleSet& rules_;
  std::unique_ptr<Tables> tables_;
  std::vector<size_t> first_group_;
  size_t first_signal_ = 0, first_scene_ = 0;
};

}  // namespace jianfu::match
