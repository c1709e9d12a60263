// Beside libFuzzer: --write-seeds FOLDER as the only arguments writes the seeds of a target as files and ends.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

std::vector<std::string> seeds();

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  if (*argc != 3 || std::string((*argv)[1]) != "--write-seeds") return 0;
  bool good = true;
  size_t number = 0;
  for (const std::string& seed : seeds()) {
    std::ofstream file(std::string((*argv)[2]) + "/seed-" + std::to_string(number++), std::ios::binary);
    file << seed;
    good = good && file.flush().good();
  }
  std::exit(good ? 0 : 1);
}
