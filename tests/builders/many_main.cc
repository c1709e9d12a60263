// jianfu-many SAMPLES_FOLDER COUNT OUT_FOLDER: a repository of packages.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "builders/many.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: jianfu-many SAMPLES_FOLDER COUNT OUT_FOLDER\n";
    return 2;
  }
  const std::filesystem::path out = argv[3];
  bool good = true;
  const auto put = [&](const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories((out / path).parent_path());
    std::ofstream file(out / path, std::ios::binary);
    file << bytes;
    good = good && file.good();
  };
  const std::string error = jianfu::builders::many_packages(argv[1], std::strtoul(argv[2], nullptr, 10), put);
  if (!error.empty()) std::cerr << error << '\n';
  return good && error.empty() ? 0 : 1;
}
