// All of a quick app: containers merged into one program, its manifest, pages, components and scripts,
// compiled or source.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::quickapp {

// Where a source project's src/ lies in the tree, with its '/'; nothing when this is none.
std::optional<std::string> source_root(const io::Tree& tree);

Result<Reading> read_program(std::span<const Input> inputs, const Context& context, bool source);

}  // namespace jianfu::platforms::quickapp
