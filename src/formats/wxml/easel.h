// Templates as the compiler of the newer component framework writes them: nested functions that build
// elements, E("view",{},(N,C)=>{…},child), texts, T("…"), and choose, B(c,d). [V: compiled with the published
// glass-easel-template-compiler 1.1.0; formats.md §8.1, newer renderers, had no sample]
#pragma once

#include <string_view>

#include "core/limits.h"
#include "formats/wxml/compiled.h"

namespace jianfu::formats::wxml {

bool looks_like_easel(std::string_view script);

// Adds what the script's templates say to `out`, as of the older compiler: pages, elements and texts in their
// order.
void read_easel(std::string_view script, const Limits& limits, Compiled& out);

}  // namespace jianfu::formats::wxml
