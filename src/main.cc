// The program: everything is in cli::run.
#include <iostream>
#include <string>
#include <vector>

#include "cli/run.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return jianfu::cli::run(std::vector<std::string>(argv + 1, argv + argc), std::cout, std::cerr);
}
