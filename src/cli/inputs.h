// What to scan: paths as they stand, lists of paths, and a package on standard input.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"

namespace jianfu::cli {

// Paths of a call. What came on standard input is kept in memory under a path that is good as long as this lives: no
// copy of a package is left on a disk, however the program ends.
class Inputs {
 public:
  Inputs() = default;
  ~Inputs();
  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;

  // "@list.txt" is the paths in it, one a line ('#' begins a comment, an empty line is none); "-" is a package on
  // standard input. False after an error was printed.
  bool read(const Options& options, Streams streams);
  const std::vector<std::string>& paths() const { return paths_; }
  // The name under which a report speaks of a path: where standard input was put is nobody's business.
  std::string as_given(const std::string& path) const;

 private:
  bool read_list(const std::string& path, const Options& options, Streams streams);
  bool read_standard_input(const Options& options, Streams streams);

  std::vector<std::string> paths_;
  int stdin_ = -1;  // owned
};

}  // namespace jianfu::cli
