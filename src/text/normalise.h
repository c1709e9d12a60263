// The normal form that rules match on (formats.md §12): width and compatibility forms folded, Traditional to
// Simplified, ASCII lower case, zero-width characters and separators between Han characters gone, entities
// decoded; with a map back to the original, because reports show what stands in the package.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::text {

struct Normal {
  std::string text;
  std::vector<uint32_t> offsets;  // byte i of text came from byte offsets[i] of the original; one more for the end
};

Normal normalise(std::string_view utf8);
// The normal form alone.
std::string normal_form(std::string_view utf8);

// True when normalise() might do more than fold case and Traditional forms: the item holds a zero-width,
// full-width or compatibility character, an entity, or Han–separator–Han.
bool has_carrier(std::string_view utf8);

// Traditional → Simplified for one code point (itself when there is none).
char32_t simplified(char32_t c);
// The Traditional spellings a term of Simplified text can have, the term itself first; at most `most`.
std::vector<std::string> traditional_spellings(std::string_view term, size_t most = 16);

}  // namespace jianfu::text
