// The module graph of a package, prepared for conditions: what a screen is made of, what opens what, and
// which modules are looked at together under "within: module | component | package".
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::match {

// Modules that are looked at together. `main` names the unit in reports; kNoModule: the package as a whole.
struct Unit {
  uint32_t main = evidence::kNoModule;
  std::vector<uint32_t> modules;  // sorted, main among them
};

class Graph {
 public:
  explicit Graph(const evidence::EvidenceSet& set);

  const std::vector<Unit>& units(rules::Within within) const;
  // Units of `within` that hold the module; of a package the one unit.
  const std::vector<uint32_t>& units_of(rules::Within within, uint32_t module) const;

  // Modules opened from here, from anything this screen is made of included.
  const std::vector<uint32_t>& opens(uint32_t module) const { return opens_[module]; }
  // Screens that open this module themselves or by a part of theirs.
  const std::vector<uint32_t>& opened_by(uint32_t module) const { return opened_by_[module]; }
  // The screens that a module is a part of (itself when it is part of none).
  const std::vector<uint32_t>& screens_of(uint32_t module) const { return screens_[module]; }

  // Modules of the screens that are opened from the unit in at most `steps` steps, and (`back`) of those that open
  // it; sorted, the unit's own left out.
  std::vector<uint32_t> around(const Unit& unit, uint32_t steps, bool back) const;

  bool entry(uint32_t module) const { return set_.modules[module].entry; }
  // Opened directly from where the program starts.
  bool opened_from_entry(uint32_t module) const { return from_entry_[module]; }
  // A module of `targets` (bit a module) is opened from `from` in at most `steps` steps.
  bool leads_to(const std::vector<uint32_t>& from, const std::vector<bool>& targets, uint32_t steps) const;
  // Who starts the program meets a module of `gates` before anything of use: the first screen is one, or sends people
  // to one by itself, or is only passed (a splash, a guide) on the way to them. Every unit of a rule asks about the
  // same gates: the last answer is remembered.
  bool gates_all(const std::vector<bool>& gates) const;

 private:
  struct Layer {
    std::vector<Unit> units;
    std::vector<std::vector<uint32_t>> of_module;
  };
  void build_screens(const std::vector<std::vector<uint32_t>>& includes);
  void build_layer(Layer& layer, const std::vector<std::vector<uint32_t>>& uses);
  void index(Layer& layer) const;
  bool is_screen(uint32_t module) const;
  bool walk_to_gates(const std::vector<bool>& gates) const;
  bool leads_only_to(const std::vector<bool>& gates, uint32_t screen, std::vector<uint32_t>& way) const;
  bool is_passage(uint32_t screen) const;
  std::vector<std::vector<uint32_t>> of_screens(const std::vector<std::vector<uint32_t>>& edges) const;

  const evidence::EvidenceSet& set_;
  std::vector<std::vector<uint32_t>> parts_;    // module → itself and what it includes, transitively
  std::vector<std::vector<uint32_t>> screens_;  // the other way round
  std::vector<std::vector<uint32_t>> opens_, opened_by_;
  std::vector<std::vector<uint32_t>> unasked_;  // those of opens_ that nobody asks for
  std::vector<bool> from_entry_;  // the module is one that the program starts at, or is opened by one
  mutable std::vector<bool> fields_;            // by module, whether it has some; empty until asked
  Layer module_, component_, package_;
  mutable std::vector<bool> last_gates_;
  mutable std::optional<bool> last_answer_;
};

}  // namespace jianfu::match
