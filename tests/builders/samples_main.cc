// jianfu-samples SAMPLES_FOLDER OUT_FOLDER: builds every case.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "builders/sample_builder.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: jianfu-samples SAMPLES_FOLDER OUT_FOLDER\n";
    return 2;
  }
  std::filesystem::create_directories(argv[2]);
  int failed = 0;
  for (const jianfu::builders::Sample& sample : jianfu::builders::build_samples(argv[1])) {
    if (!sample.error.empty()) {
      std::cerr << sample.name << ": " << sample.error << '\n';
      ++failed;
    }
    std::ofstream out(std::filesystem::path(argv[2]) / sample.file, std::ios::binary);
    out << sample.bytes;
    if (!out.good()) ++failed;
  }
  return failed == 0 ? 0 : 1;
}
