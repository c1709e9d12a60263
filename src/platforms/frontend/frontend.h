// Source projects of cross-platform frameworks (formats.md §13): pages, components, scripts and texts as they
// stand in the sources, with the names, titles and ways that a build would give them.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::frontend {

// One a framework, for the table of platforms: 2 for a project at the top of the tree, 1 when the first of those
// deeper is one.
int recognise_uni_app(const io::Tree& tree);
int recognise_taro(const io::Tree& tree);
int recognise_mpvue(const io::Tree& tree);
int recognise_wepy(const io::Tree& tree);
int recognise_web(const io::Tree& tree);

// The first project; others of the tree are nested readings.
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::frontend
