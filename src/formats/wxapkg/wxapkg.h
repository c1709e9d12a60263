// WeChat's container (formats.md §8.1): a big-endian index over stored files.
#pragma once

#include <memory>
#include <string_view>

#include "core/limits.h"
#include "core/result.h"
#include "io/tree.h"

namespace jianfu::formats::wxapkg {

bool looks_like(std::string_view bytes);       // plain or "mixed" header
bool looks_encrypted(std::string_view bytes);  // V1MMWX

// `bytes` is borrowed by the tree. Entries whose data lies outside or is encrypted (mixed) carry a defect.
// Names lose their leading '/'. `parent`: the tree it lies in, whose budget it shares.
Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits,
                                       const io::Tree* parent = nullptr);

}  // namespace jianfu::formats::wxapkg
