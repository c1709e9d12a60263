// What a literal of a script is to a person: shown on the screen (and how), an address, or neither. Decided
// by the call and the property it is used in and by its shape; the names are those of UI toolkits, not of any
// regulation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::platforms {

struct LiteralUse {
  evidence::Kind kind = evidence::Kind::kLiteral;
  evidence::Role role = evidence::Role::kNone;
};

// `callee`, `property` and `argument` as of formats::js::Literal.
LiteralUse use_of_literal(std::string_view text, std::string_view callee, std::string_view property,
                          uint32_t argument = 0);

// Role of a text by its length: long texts are content (an article, an agreement), not labels.
evidence::Role role_by_length(std::string_view text, evidence::Role role);

// Text with "…" where a template or a compiled one has a variable (U+FFFC).
std::string readable_template(std::string_view text);

bool looks_like_endpoint(std::string_view text);
bool holds_han(std::string_view text);

}  // namespace jianfu::platforms
