// The mark of texts on something that reacts to being pressed: an argument without a value. Readers that see
// it set it, engine/pressed.cc sets it where handlers tell; the text form writes it as a flag.
#pragma once

#include <algorithm>
#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::evidence {

inline constexpr std::string_view kPressed = "pressed";

inline bool is_pressed(const Evidence& item) {
  return item.kind == Kind::kText && std::any_of(item.arguments.begin(), item.arguments.end(),
                                                 [](const Argument& one) { return one.name == kPressed; });
}

}  // namespace jianfu::evidence
