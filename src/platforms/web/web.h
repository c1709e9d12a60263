// Web apps as packages of their own: what a build of an H5 program writes, or a plain folder of pages
// (index.html with scripts, styles and data). The weakest kind: anything else that a tree shows is stronger.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::web {

// Never more than 1. An index.html at the top, in the one folder of the tree, or in a folder of a build's
// name.
int recognise(const io::Tree& tree);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::web
