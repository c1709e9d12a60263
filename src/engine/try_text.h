// Which groups answer a text, by which terms, and what cancels them: for authors of rules.
#pragma once

#include <string>
#include <vector>

#include "engine/report.h"
#include "match/hits.h"

namespace jianfu::engine {

struct TryTerm {
  std::string text;  // as the rule set holds it
  std::string set;   // id; empty of an inline list
  std::string note;  // where it is ambiguous
};

struct TryAnswer {
  enum Where : uint8_t { kRule, kSignal, kScene } where = kRule;
  std::string id;     // of the rule, signal or scene
  Bilingual title;
  std::string group;  // of a rule
  std::vector<TryTerm> terms;
  bool cancelled = false;
  Bilingual reason;   // why it was cancelled
};

struct Tried {
  std::string normal;
  std::vector<std::string> words;  // as identifiers and paths are split
  std::vector<TryAnswer> answers;
};
// `item`: kind, role and text.
Tried try_text(const match::Matcher& matcher, const evidence::Evidence& item);

}  // namespace jianfu::engine
