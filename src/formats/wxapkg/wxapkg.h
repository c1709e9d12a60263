// WeChat's container (formats.md §8.1): a big-endian index over stored files; encrypted as the PC client
// keeps it, or with a damaged index, as far as it can be read then.
#pragma once

#include <memory>
#include <string_view>

#include "core/limits.h"
#include "core/result.h"
#include "formats/wxapkg/crypt.h"
#include "io/tree.h"

namespace jianfu::formats::wxapkg {

bool looks_like(std::string_view bytes);          // plain or "mixed" header
bool looks_made_for_mac(std::string_view bytes);  // ciphered as a whole, with a key that only the client has

// `bytes` is borrowed by the tree. Entries whose data lies outside or is encrypted (mixed) carry a defect.
// Names lose their leading '/'; whatever else they hold is kept, they are for showing only. What a damaged
// index lost is carved (salvage.h), and a defect says so. `parent`: the tree it lies in, whose budget it
// shares.
Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits,
                                       const io::Tree* parent = nullptr);

// A V1MMWX package, plain afterwards; carved when no app id fits. `ids` may be null. Error when nothing can
// be read.
Result<std::unique_ptr<io::Tree>> open_encrypted(std::string_view bytes, const Limits& limits, AppIds* ids,
                                                 const io::Tree* parent = nullptr);

// A package whose beginning is scrambled or gone: carved. Error (kNotThisKind) when no script stands in the
// bytes.
Result<std::unique_ptr<io::Tree>> open_scrambled(std::string_view bytes, const Limits& limits,
                                                 const io::Tree* parent = nullptr);

// False when the configuration was put together from what scripts name, as one may be for a part of a program
// too.
bool has_own_config(const io::Tree& tree);

// True of the client's own packages, all of whose files are named WA…: no mini-program.
bool is_base_library(const io::Tree& tree);

}  // namespace jianfu::formats::wxapkg
