// Which names, literals and calls of scripts and templates are worth an item: those that some rule may have for an answer
// (evidence::CodeFilter), and names of methods that platforms have. By those, objects that pass a platform's methods
// on are known, and what is called through them.
#pragma once

#include <string_view>

#include "evidence/collector.h"

namespace jianfu::platforms {

inline bool is_of_use(const evidence::Collector& out, evidence::Kind kind, std::string_view text) {
  return out.wants_code(kind, text) || out.wants_method(text.substr(text.rfind('.') + 1));
}

}  // namespace jianfu::platforms
