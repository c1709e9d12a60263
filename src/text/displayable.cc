// What a package says is shown to people and written to logs: it must not be able to move the cursor, reverse
// the line or start a new one.
#include <cstdio>

#include "text/utf.h"

namespace jianfu::text {
namespace {

bool is_bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}

bool is_line_separator(char32_t c) {
  return c == 0x2028 || c == 0x2029;
}

}  // namespace

std::string displayable(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  char shown[16];
  const auto plain = [bytes](size_t at) { return at < bytes.size() && bytes[at] >= ' ' && bytes[at] <= '~'; };
  for (size_t at = 0; at < bytes.size();) {
    const size_t begin = at;
    while (plain(at)) ++at;
    if (at > begin) {  // most of what there is, in one go
      out.append(bytes, begin, at - begin);
      continue;
    }
    const char32_t c = next_code_point(bytes, at);
    const bool invalid = c == 0xFFFD && at - begin == 1;
    if (invalid || c < 0x20 || c == 0x7F) {
      std::snprintf(shown, sizeof shown, "\\x%02X",
                    static_cast<unsigned>(static_cast<unsigned char>(bytes[begin])));
      out += shown;
    } else if ((c >= 0x80 && c < 0xA0) || is_bidi_control(c) || is_line_separator(c)) {
      std::snprintf(shown, sizeof shown, "\\u{%X}", static_cast<unsigned>(c));
      out += shown;
    } else {
      out.append(bytes, begin, at - begin);
    }
  }
  return out;
}

}  // namespace jianfu::text
