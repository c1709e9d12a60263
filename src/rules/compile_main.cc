// jianfu-rulec RULES_FOLDER OUT.cc: loads the rules as `--rules` would and writes their flat form as a C++ array.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "rules/load.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: jianfu-rulec RULES_FOLDER OUT.cc\n";
    return 2;
  }
  const auto files = jianfu::rules::read_rule_files(argv[1]);
  if (!files) {
    std::cerr << files.error().render(jianfu::Lang::kEn) << '\n';
    return 2;
  }
  const jianfu::rules::Loaded loaded = jianfu::rules::load(*files);
  for (const jianfu::rules::Problem& problem : loaded.problems) {
    if (!problem.warning) std::cerr << argv[1] << '/' << problem.render(jianfu::Lang::kEn) << '\n';
  }
  if (!loaded.ok()) return 2;
  const std::string bytes = jianfu::rules::flatten(loaded.rules);
  std::ofstream out(argv[2]);
  out << "// Made by jianfu-rulec from the files of rules/.\nnamespace jianfu::rules {\n"
      << "extern const unsigned char kBuiltInRules[];\nextern const unsigned long kBuiltInRulesSize;\n"
      << "const unsigned long kBuiltInRulesSize = " << bytes.size() << ";\nconst unsigned char kBuiltInRules[] = {";
  for (size_t i = 0; i < bytes.size(); ++i) {
    out << (i % 24 == 0 ? "\n" : "") << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ',';
  }
  out << "\n};\n}  // namespace jianfu::rules\n";
  return out.good() ? 0 : 4;
}
