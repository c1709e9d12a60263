// Calls that only hide a text, computed: String.fromCharCode(25171), unescape("%u6253"),
// decodeURIComponent("%E6%89%93"), atob("5omT5Y2h") (formats.md §11.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/js/js.h"

namespace jianfu::formats::js {

// True for calls that only change how a text is written: their result is used where they stand.
bool is_decoder(std::string_view callee);
// The text that callee(arguments) gives; empty when it is no such call, or gives no readable text, or nothing
// new.
std::optional<std::string> fold_call(std::string_view callee, const std::vector<CallArgument>& arguments);

}  // namespace jianfu::formats::js
