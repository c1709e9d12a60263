// Configuration that scripts write as an object literal: defineAppConfig({…}), `config = {…}` of a class,
// export default {…}. Read from tokens, so that comments, types and calls around it do not matter; what is no
// literal is left out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/limits.h"
#include "formats/json/json.h"

namespace jianfu::platforms::frontend {

// The object literal that has most of `keys`; the first of several. A constant of the same script that it
// names or spreads (`pages`, `...pages`) stands in its place. Null when no object has any. Lines count from
// `first_line`.
formats::json::Value find_config_object(std::string_view script, std::span<const std::string_view> keys,
                                        const Limits& limits, uint32_t first_line = 1);

}  // namespace jianfu::platforms::frontend
