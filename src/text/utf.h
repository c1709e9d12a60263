// Encodings: what comes in as MUTF-8, UTF-16 or GBK leaves as UTF-8. Nothing here fails: what cannot be
// decoded becomes U+FFFD, and the caller can ask whether that happened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::text {

bool valid_utf8(std::string_view bytes);

// The code point at `at` (moves past it); invalid bytes give U+FFFD and move one byte. Precondition: at < size.
char32_t next_code_point(std::string_view utf8, size_t& at);
void append_utf8(std::string& out, char32_t code_point);

// Invalid sequences replaced by U+FFFD.
std::string to_valid_utf8(std::string_view bytes);

// DEX and abc strings (formats.md §4.2): C0 80 is U+0000, supplementary characters are two 3-byte surrogates.
std::string from_mutf8(std::string_view bytes);
// True when `bytes` read as UTF-8 and as MUTF-8 are the same (nearly always; saves the copy).
bool mutf8_is_utf8(std::string_view bytes);

void append_utf16le(std::string& out, std::string_view bytes);
std::string from_utf16le(std::string_view bytes);
std::string from_utf16be(std::string_view bytes);

// Empty when the bytes are not GB18030.
std::string from_gb18030(std::string_view bytes);

// Text of a file: BOM, then UTF-8 validity, then GB18030, then UTF-8 with replacements.
std::string decode_text(std::string_view bytes);

// For people and logs: control and bidi-control characters and invalid bytes shown as \xNN or \u{N}.
std::string displayable(std::string_view bytes);

bool is_han(char32_t c);
size_t count_han(std::string_view utf8);

}  // namespace jianfu::text
