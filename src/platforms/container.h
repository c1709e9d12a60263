// Any container in memory as a tree: the one place that knows all of them, for files handed in and for
// containers in containers.
#pragma once

#include <memory>
#include <string_view>

#include "core/limits.h"
#include "core/result.h"
#include "formats/wxapkg/crypt.h"
#include "io/tree.h"

namespace jianfu::platforms {

// zip, wxapkg (encrypted ones too: `app_ids`, may be null), TPKG, gzip (a tar in it as the tar) and tar, told by content. `bytes` is borrowed by the tree; what
// it reads counts against the budget of `parent`, the tree that the bytes lie in (null: none). How deep
// containers may lie in containers (Limits::depth) is counted by the caller. The error names what was found
// instead: kUnsupported for a format that is known and not readable, kNotThisKind for what is no container.
Result<std::unique_ptr<io::Tree>> open_container(std::string_view bytes, const Limits& limits,
                                                 const io::Tree* parent,
                                                 formats::wxapkg::AppIds* app_ids = nullptr);

// Whether open_container would try, by the beginning and the end of the bytes; cheap.
bool looks_like_container(std::string_view bytes);

}  // namespace jianfu::platforms
