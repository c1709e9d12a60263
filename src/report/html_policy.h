// What the page allows itself: nothing but its own style and script, known by their digests.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

// The Content-Security-Policy of a page with this style and this script inline.
std::string content_policy(std::string_view style, std::string_view script);

}  // namespace jianfu::report
