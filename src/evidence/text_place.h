// at=entry[:line[:column]][+0xoffset]. An entry that itself ends like that is written with line and column in
// full (a:12:0:0), so that nothing is read off its name.
#pragma once

#include <string>
#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::evidence {

struct Place {
  std::string entry;
  uint32_t line = 0;
  uint32_t column = 0;
  std::optional<uint64_t> offset;
  friend bool operator==(const Place&, const Place&) = default;
};

std::string write_place(const Place& place);
Place read_place(std::string_view text);

}  // namespace jianfu::evidence
