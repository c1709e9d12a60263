// terms FOLDER: what a scan looks for, for programs that look for the same: FOLDER/literals, a line each, and
// FOLDER/expressions, in RE2's syntax, a line each.
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include "rules/load.h"

using namespace jianfu;

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "terms FOLDER\n", 2;
  const rules::RuleSet& rules = rules::built_in();
  std::ofstream literals(argv[1] + std::string("/literals")), expressions(argv[1] + std::string("/expressions"));
  for (const std::string& literal : rules::scanner_literals(rules)) literals << literal << '\n';
  std::set<std::string> patterns;
  for (const rules::Term& term : rules.terms) {
    if (term.mode == rules::Term::kRegex && term.text.find('\n') == term.text.npos) patterns.insert(term.text);
  }
  for (const std::string& pattern : patterns) expressions << pattern << '\n';
  return literals.good() && expressions.good() ? 0 : 1;
}
