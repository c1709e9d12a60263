// From a path to a tree: a folder, or a file that is a container. What is no container is named in the error,
// so that the user knows what was handed in.
#pragma once

#include <memory>
#include <string>

#include "core/limits.h"
#include "core/result.h"
#include "io/tree.h"

namespace jianfu::platforms {

// A path as opened: the tree borrows `bytes`, so this is not copied or moved once made.
struct Opened {
  std::string path;
  std::string bytes;  // of a file; empty for a folder
  std::unique_ptr<io::Tree> tree;
  bool folder = false;
};

Result<std::unique_ptr<Opened>> open(const std::string& path, const Limits& limits);

// SHA-256 of a file's bytes; of a folder: of the list of its files' names and digests, in order of name.
std::string digest(const Opened& opened);

}  // namespace jianfu::platforms
