// From a path to a tree: a folder, a file that is a container, or one inside of such ("x.zip!/y.wxapkg").
// What is no container is named in the error, so that the user knows what was handed in.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "core/result.h"
#include "formats/wxapkg/crypt.h"
#include "io/blob.h"
#include "io/tree.h"

namespace jianfu::platforms {

// Between the path of a container and that of an entry in it.
inline constexpr std::string_view kInside = "!/";

// A path as opened: the trees borrow the bytes, so this is not copied or moved once made.
struct Opened {
  std::string path;
  std::string bytes;  // of the file on disk; empty for a folder
  // Containers around the one that is read, the file's own first, and the bytes of the next one.
  std::vector<std::unique_ptr<io::Tree>> around;
  std::vector<io::Blob> inner;
  std::unique_ptr<io::Tree> tree;
  bool folder = false;

  // Of the container that is read.
  std::string_view content() const { return inner.empty() ? std::string_view(bytes) : inner.back().view(); }
};

// `app_ids` may be null.
Result<std::unique_ptr<Opened>> open(const std::string& path, const Limits& limits,
                                     formats::wxapkg::AppIds* app_ids = nullptr);

// SHA-256 of a file's bytes; of a folder: of the list of its files' names and digests, in order of name.
std::string digest(const Opened& opened);

}  // namespace jianfu::platforms
