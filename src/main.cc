// The program: everything is in cli::run.
#include <iostream>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/run.h"

int main(int argc, char** argv) {
#ifdef M_MMAP_THRESHOLD
  // What is larger goes back to the system when it is given back. By itself the C library learns to keep it, and evidence
  // that grows leaves holes behind that nothing fits into.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
  std::ios::sync_with_stdio(false);
  return jianfu::cli::run(std::vector<std::string>(argv + 1, argv + argc), std::cout, std::cerr);
}
