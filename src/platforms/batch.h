// What packages an input holds: a file is one, a folder is an app (a source project, an unpacked package, one
// program with its splits) or a batch of packages and projects side by side, as a person who checks many
// keeps them. The one place that decides it.
#pragma once

#include <string>
#include <vector>

#include "core/limits.h"
#include "core/result.h"
#include "formats/wxapkg/crypt.h"

namespace jianfu::platforms {

struct Opened;

struct Batch {
  std::vector<std::string> paths;  // of the packages, in order of name; the input itself when it is one
  std::vector<Error>
      unread;            // what could not be looked at: a folder without permission, a link that leads out
  bool several = false;  // the input is a folder that is no app itself and holds packages
};

Batch packages_in(const std::string& path, const Limits& limits);

// Packages that a container carries which is none itself ("x.zip!/main.wxapkg"): a zip in which a program is handed in
// with its parts, an offline package around its tar. Containers in it that carry packages count as such.
std::vector<std::string> packages_inside(const Opened& opened, formats::wxapkg::AppIds* app_ids);

// Files right in a folder that begin like packages of mini-programs, by name; the first kMostBeside of them.
inline constexpr size_t kMostBeside = 64;
std::vector<std::string> loose_packages_in(const std::string& folder);

}  // namespace jianfu::platforms
