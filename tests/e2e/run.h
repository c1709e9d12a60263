// The command line in process.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace jianfu::e2e {

struct Ran {
  int code = -1;
  std::string out, err;
};

inline Ran run(const std::vector<std::string>& args) {
  std::ostringstream out, err;
  const int code = cli::run(args, out, err);
  return {code, out.str(), err.str()};
}

}  // namespace jianfu::e2e
