// Raw DEFLATE. libdeflate is fast and all-or-nothing; zlib comes after any failure of it and keeps what came before the
// defect. Output grows with what is really produced, never with what a header claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/defect.h"

namespace jianfu::io {

struct Inflated {
  std::string bytes;
  std::optional<Defect> defect;  // what was read before it is in bytes
  uint64_t consumed = 0;         // of the input
};

// `hint`: the size a header claims; used only as a first guess, bounded by `cap` and by deflate's greatest ratio.
Inflated inflate_raw(std::string_view packed, uint64_t hint, uint64_t cap);

}  // namespace jianfu::io
