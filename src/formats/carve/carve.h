// Texts of bytes whose structure nobody knows (formats.md §10.5): the last resort of every reader. UTF-8 can
// be carved cleanly; UTF-16 only where the text is long, common and delimited, so it is a function of its own
// and no file with a real parser (dex, abc, Hermes, resource tables) goes through it. Windows of 4 KB that
// look compressed or encrypted are left out, and counted.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace jianfu::formats::carve {

// `text` is valid UTF-8 and lives until the call returns; `offset` is where its bytes begin.
using Found = std::function<void(std::string_view text, uint64_t offset)>;

struct Looked {
  uint64_t strings = 0;  // handed over
  uint64_t dense = 0;    // bytes in windows that were left out
};

// Runs of printable UTF-8 with four ASCII characters in a row, two Han characters in a row, or four letters
// in a row of a script of the minorities (Uyghur, Tibetan, Mongolian). Runs beyond 1 KB come line by line.
// `found` may be handed views into `bytes`.
Looked utf8(std::string_view bytes, const Found& found);

// Runs of printable UTF-16LE, at even and odd offsets, with four common Han characters in a row
// (text::is_common_han), that end with a NUL or whose length, in characters or bytes, stands before them.
Looked utf16le(std::string_view bytes, const Found& found);

}  // namespace jianfu::formats::carve
