// Which containers of mini-programs are one program (formats.md §8.1 "Package names", "Kinds by contents"):
// decided by what they hold, never by their names. The main package names folders of sub-packages and
// providers of plugins.
#pragma once

#include <span>
#include <string>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms::mini {

// The folder that a plugin package's files have in the program, with its '/'; empty for other packages.
std::string folder_of_plugin(const io::Tree& tree);

// What the containers are like, as facts and gaps; a part handed in alone is a gap.
void report_containers(std::span<const Input> inputs, evidence::Collector& out);

// The parts that were read with the main package. Code of plugins belongs to their providers.
void note_parts(std::span<const Input> inputs, Package& package, evidence::Collector& out);

}  // namespace jianfu::platforms::mini
