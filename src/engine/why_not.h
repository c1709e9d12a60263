// Why a rule found nothing in a package, or nothing better: for each grade what comes nearest and what it lacks.
#pragma once

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

struct NearModule {
  ModuleView module;
  std::string grade;  // "confirmed", or a grade of a required function
  std::vector<Part> questions;  // of the nearest alternative
  size_t missing = 0;
};

struct WhyNot {
  std::string rule_id;
  Bilingual title;
  bool absence = false;
  size_t found = 0;           // places where the rule holds
  Grade best = Grade::kNone;  // of them
  struct Step {
    std::string grade;
    Bilingual title;                   // of a required function
    Part part;                         // as it stands in the rule
    std::optional<NearModule> nearest; // nothing: no evidence answers anywhere
  };
  std::vector<Step> steps;              // grades that were not reached, best first
  std::vector<NearModule> modules;      // nearest first, at most five
  std::vector<EvidenceView> cancelled;  // of the rule's groups, anywhere
  size_t cancelled_left_out = 0;
  evidence::KindSet needs;
  std::vector<GapView> gaps;            // that hide what the rule needs
};
WhyNot why_not(const match::Session& session, uint32_t rule);

}  // namespace jianfu::engine
