// Lists of what is to be done about a report: to be mended, by heads of the self-check, and to be asked for. Words of
// rules and packages are as they came.
#pragma once

#include <string>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

struct ToMend {
  const engine::RuleResult* result = nullptr;
  std::vector<std::string> screens;  // on which it was found, each once; the first few, then "…"
  engine::Bilingual remedy;          // may be empty: nothing to mend where nothing was decided
};
struct HeadList {
  std::string head;  // empty: of none
  engine::Bilingual title;
  size_t rules = 0;
  std::vector<ToMend> open;  // worst first
};
// Heads without rules are left out; the last has the rules of no head.
std::vector<HeadList> to_mend(const engine::Report& report);

struct Asked {
  engine::Bilingual title;           // of the rule; empty where material is to be handed in
  std::vector<std::string> screens;  // as above
  engine::Bilingual what;
};
// Questions on findings and duties, then material that gaps call for, each once.
std::vector<Asked> to_ask(const engine::Report& report);

}  // namespace jianfu::report
