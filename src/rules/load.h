// From rule files to a RuleSet, strictly; and the flat form in which the built-in rules lie in the binary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "rules/model.h"

namespace jianfu::rules {

// A problem of a rule file, shown as file:line:column, the source line with a caret, and advice.
struct Problem {
  std::string file;
  uint32_t line = 0, column = 0;  // 1-based; columns count characters
  Message what;
  std::string source_line;
  bool warning = false;           // lint: does not stop loading
  std::string render(Lang lang) const;
};

struct SourceFile {
  std::string name;   // relative to the rules folder, '/' separated
  std::string text;
};

// All *.yaml below `folder`, sorted by name.
Result<std::vector<SourceFile>> read_rule_files(const std::string& folder);

struct Loaded {
  RuleSet rules;
  std::vector<Problem> problems;  // errors first; rules are usable only when none is an error
  bool ok() const;
};
Loaded load(const std::vector<SourceFile>& files);

// Flat form: little-endian counts and string bytes in one buffer, versioned. Tests of rules are left out.
// `ready`: with what the scanner makes of the literals, which takes longer than the rest.
std::string flatten(const RuleSet& rules, bool ready = true);
Result<RuleSet> unflatten(std::string_view bytes);

// The rules compiled into this binary.
const RuleSet& built_in();

}  // namespace jianfu::rules
