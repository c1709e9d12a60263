// Short texts that compilers write into instructions instead of data (formats.md §10.6): constants moved into
// registers (arm64) or stored at once (x86-64), put together again where they read as text with two Han
// characters and nothing else. By no means all of them: a compiler may load a short text from anywhere, and
// in any pieces.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "formats/elf/elf.h"

namespace jianfu::formats::elf {

// `text` lives until the call returns; `offset` in `code` is that of its first instruction.
void short_literals(std::string_view code, Machine machine,
                    const std::function<void(std::string_view text, uint64_t offset)>& found);

}  // namespace jianfu::formats::elf
