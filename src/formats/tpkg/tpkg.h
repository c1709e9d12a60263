// The container of ByteDance's clients and Feishu (formats.md §8.4): a little-endian index over stored files.
// Its header is known from one source only, so the layout under which the whole index makes sense is taken.
#pragma once

#include <memory>
#include <string_view>

#include "core/limits.h"
#include "core/result.h"
#include "io/tree.h"

namespace jianfu::formats::tpkg {

bool looks_like(std::string_view bytes);

// `bytes` is borrowed by the tree. Names lose their leading '/'. An index that makes sense under no layout is
// an error; one that breaks off gives what comes before, with a defect. `parent`: the tree it lies in, whose
// budget it shares.
Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits,
                                       const io::Tree* parent = nullptr);

}  // namespace jianfu::formats::tpkg
