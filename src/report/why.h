// Why a finding counts, as every document tells it: how sure its presence is, then how compulsory it is, each with the
// questions of the first way in which that holds and the first piece that answers each. The evidence list has their
// places, and `jianfu explain` the rest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// Words of rules and packages are as they came.
struct Held {
  engine::Bilingual said;                      // a question of the condition, or the title of a signal
  std::optional<engine::EvidenceView> answer;  // nothing of a question that asks for absence
};
struct Why {
  engine::Bilingual head;  // ends in a colon where something follows
  std::vector<Held> held;
  size_t other_ways = 0;  // in which it holds as well
};
// Nothing on compulsion of rules that do not ask for it. Of a report without reasons the grades alone.
std::vector<Why> why_it_counts(const engine::Finding& finding);

// The same in one language, harmless.
struct SaidHeld {
  std::string said, quote;  // quote: the words that answer, with hits in brackets; may be empty
};
struct SaidWhy {
  std::string head;
  std::vector<SaidHeld> held;
  std::string other_ways;  // may be empty
};
std::vector<SaidWhy> said_why(const Sheet& sheet, const engine::Finding& finding);
std::string sentence(const Sheet& sheet, const SaidWhy& why);

}  // namespace jianfu::report
