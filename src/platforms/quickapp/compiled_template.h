// A compiled template (formats.md §8.8): {type: "div", attr: {value: "…"}, events: {click: "doSign"},
// children: […]}, values may be functions; of toolkits that shorten it, {t, a, e, c}. Read from the script's
// text as it stands.
#pragma once

#include <string>
#include <string_view>

#include "platforms/quickapp/bundle.h"
#include "platforms/quickapp/page_screen.h"
#include "text/line_index.h"

namespace jianfu::platforms::quickapp {

// Elements in elements: bounds memory, not what anybody writes.
inline constexpr size_t kMostNested = 1 << 19;

// `range`: of the tree in `source`, which `lines` are of. `spot`: entry and symbol of everything in it.
// False when it is nested too deep to be read whole.
bool read_compiled_template(std::string_view source, const Range& range, text::LineIndex& lines,
                            const Spot& spot, const Limits& limits, const Translate& translate,
                            PageScreen& screen);

}  // namespace jianfu::platforms::quickapp
