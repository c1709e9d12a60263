// Places in fewer words: what a path already tells is not said again.
#pragma once

#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::report {

// The part of a symbol that the entry does not tell: "submit" of com.x.SignActivity.submit in
// src/com/x/SignActivity.java, and of pages/a.js › submit in pages/a.js. Borrowed from `symbol`.
std::string_view symbol_beyond(std::string_view entry, std::string_view symbol);

// True when entry or symbol already say that the piece stands in the module.
bool tells_module(const evidence::Location& at, std::string_view module);

}  // namespace jianfu::report
