// jianfu-grown apk|mini TIMES FILE: a package of that many times the same kind of content.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>

#include "builders/grown.h"

int main(int argc, char** argv) {
  using namespace jianfu::builders;
  if (argc != 4) {
    std::cerr << "usage: jianfu-grown apk|mini TIMES FILE\n";
    return 2;
  }
  const size_t times = std::strtoul(argv[2], nullptr, 10);
  const BuiltPackage made = std::string_view(argv[1]) == "apk" ? grown_apk(times) : grown_mini(times);
  if (!made.error.empty()) std::cerr << made.error << '\n';
  std::ofstream file(argv[3], std::ios::binary);
  file << made.bytes;
  return file.good() && made.error.empty() ? 0 : 1;
}
