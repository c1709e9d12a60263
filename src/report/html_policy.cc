#include "report/html_policy.h"

#include "core/sha256.h"

namespace jianfu::report {
namespace {

unsigned digit(char hex) {
  return static_cast<unsigned>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, value = 0;
  for (const char c : hex) {
    value = (value << 4) | digit(c);
    bits += 4;
    if (bits < 6) continue;
    bits -= 6;
    out += kAlphabet[(value >> bits) & 63];
    value &= (1u << bits) - 1;
  }
  if (bits > 0) out += kAlphabet[(value << (6 - bits)) & 63];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string source(std::string_view text) {
  return "'sha256-" + base64_of_hex(core::sha256_hex(text)) + "'";
}

}  // namespace

std::string content_policy(std::string_view style, std::string_view script) {
  return "default-src 'none'; style-src " + source(style) + "; script-src " + source(script) +
         "; img-src data:; base-uri 'none'; form-action 'none'";
}

}  // namespace jianfu::report
