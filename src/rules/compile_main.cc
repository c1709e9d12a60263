// jianfu-rulec RULES_FOLDER OUT.cc: loads the rules as `--rules` would and writes their flat form as a C++
// array. A rule error is an error of the build, shown as such.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "rules/load.h"

namespace {

jianfu::Lang language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? jianfu::Lang::kZh : jianfu::Lang::kEn;
  }
  return jianfu::Lang::kEn;
}

void write(std::ostream& out, std::string_view bytes) {
  out << "// Written by jianfu-rulec from the files of rules/.\n#include \"rules/built_in.h\"\n\nnamespace "
         "jianfu::rules {\nnamespace {\n\n"
      << "constexpr unsigned char kBytes[] = {";
  for (size_t i = 0; i < bytes.size(); ++i) {
    out << (i % 32 == 0 ? "\n" : "") << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ',';
  }
  out << "\n};\n\n}  // namespace\n\nstd::string_view built_in_bytes() {\n"
      << "  return {reinterpret_cast<const char*>(kBytes), sizeof(kBytes)};\n}\n\n}  // namespace "
         "jianfu::rules\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: jianfu-rulec RULES_FOLDER OUT.cc\n";
    return 2;
  }
  const std::string folder = argv[1], target = argv[2];
  const auto files = jianfu::rules::read_rule_files(folder);
  if (!files) {
    std::cerr << files.error().render(language()) << '\n';
    return 2;
  }
  const jianfu::rules::Loaded loaded = jianfu::rules::load(*files);
  for (const jianfu::rules::Problem& problem : loaded.problems) {
    if (!problem.warning) std::cerr << folder << '/' << problem.render(language()) << '\n';
  }
  if (!loaded.ok()) return 2;
  std::ofstream out(target, std::ios::binary | std::ios::trunc);
  write(out, jianfu::rules::flatten(loaded.rules));
  out.close();
  if (out) return 0;
  std::remove(target.c_str());  // half a file would look built
  std::cerr << "cannot write " << target << '\n';
  return 2;
}
