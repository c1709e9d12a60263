// Runs a fuzz target as an ordinary test: its seeds, cuts of them and byte flips, at most kRuns inputs, and any files
// named on the command line (a crash to reproduce).
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
std::vector<std::string> seeds();

namespace {

#ifndef JIANFU_REPLAY_RUNS
#define JIANFU_REPLAY_RUNS 4000
#endif
constexpr size_t kRuns = JIANFU_REPLAY_RUNS;  // a seed; with -O1 and sanitizers this stays within seconds

void run(const std::string& bytes) { LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()); }

void run_mutations(const std::string& seed) {
  run(seed);
  const size_t step = seed.size() / (kRuns / 2) + 1;
  for (size_t i = 0; i < seed.size(); i += step) {
    run(seed.substr(0, i));
    std::string flipped = seed;
    flipped[i] = static_cast<char>(flipped[i] ^ (i % 2 == 0 ? 0xff : 0x01));
    run(flipped);
  }
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    run(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  if (argc > 1) return 0;
  const std::vector<std::string> all = seeds();
  for (const std::string& seed : all) run_mutations(seed);
  std::printf("%zu seeds replayed\n", all.size());
  return all.empty() ? 1 : 0;  // a target without seeds tests nothing
}
