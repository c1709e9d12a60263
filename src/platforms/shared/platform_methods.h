// Methods that only the API of a mini-program platform has, by which a call tells what it is although the
// object has another name than the platform gives it (formats.md §11.1).
#pragma once

#include <string>
#include <string_view>

namespace jianfu::platforms {

// "?.getLocation" for "wxp.getLocation" and "app.api.getLocation"; empty for other methods, for methods of
// the script's own object ("this.getLocation") and for calls of a platform by its name. docs/evidence.md says
// what becomes of such calls.
std::string unplaced_call(std::string_view callee);

}  // namespace jianfu::platforms
