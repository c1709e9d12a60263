// hermes-strings FILE: every string of a Hermes file, one a line: what it is, a tab, the text with control
// characters and backslashes escaped. For scripts/check-hermes.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "formats/hermes/hermes.h"

namespace hermes = jianfu::formats::hermes;

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != '\\') {
      out += c;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += code;
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto bundle = hermes::read(bytes, jianfu::Limits{}, [](const hermes::String& string) {
    const char* kind = string.identifier ? "name" : string.function_name ? "function" : "text";
    std::printf("%s\t%s\n", kind, escaped(string.text).c_str());
  });
  if (!bundle) return 1;
  std::fprintf(stderr, "version %u, %u functions, %u strings\n", bundle->version, bundle->functions,
               bundle->strings);
  for (const jianfu::Defect& defect : bundle->defects)
    std::fprintf(stderr, "defect: %s\n", defect.what.render(jianfu::core::Lang::kEn).c_str());
  return bundle->readable && bundle->defects.empty() ? 0 : 1;
}
