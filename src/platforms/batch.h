// What packages an input holds: a file is one, a folder is an app (a source project, an unpacked package, one
// program with its splits) or a batch of packages and projects side by side, as a person who checks many
// keeps them. The one place that decides it.
#pragma once

#include <string>
#include <vector>

#include "core/limits.h"
#include "core/result.h"

namespace jianfu::platforms {

struct Batch {
  std::vector<std::string> paths;  // of the packages, in order of name; the input itself when it is one
  std::vector<Error>
      unread;            // what could not be looked at: a folder without permission, a link that leads out
  bool several = false;  // the input is a folder that is no app itself and holds packages
};

Batch packages_in(const std::string& path, const Limits& limits);

}  // namespace jianfu::platforms
