#include "report/xml_text.h"

#include "text/utf.h"

namespace jianfu::report {
namespace {

// The production Char.
bool may_stand(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: text::append_utf8(out, may_stand(c) ? c : U'\uFFFD');
    }
  }
  return out;
}

}  // namespace jianfu::report
