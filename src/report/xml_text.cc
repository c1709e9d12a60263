#include "report/xml_text.h"

#include <algorithm>

#include "text/utf.h"

namespace jianfu::report {

std::string legal_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    // In one go as far as nothing can be special here: U+FFFE begins with EF in UTF-8.
    const size_t plain = std::min(text.find_first_of("\n\xEF", at), text.size());
    out += text::displayable(text.substr(at, plain - at));
    at = plain;
    if (at == text.size()) break;
    const size_t begin = at;
    const char32_t c = text::next_code_point(text, at);
    if (c == U'\n')
      out += '\n';
    else if (c == 0xFFFE || c == 0xFFFF)
      out += c == 0xFFFE ? "\\u{FFFE}" : "\\u{FFFF}";
    else
      out += text::displayable(text.substr(begin, at - begin));
  }
  return out;
}

std::string escaped_xml(std::string_view text) {
  std::string out;
  for (const char c : legal_xml(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace jianfu::report
