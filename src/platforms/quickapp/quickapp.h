// Quick apps (formats.md §8.8): .rpk, .srpk, .rpks, what they are packed from, and source projects.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::quickapp {

int recognise(const io::Tree& tree);
int recognise_source(const io::Tree& tree);
Membership membership(const io::Tree& tree);
Result<Reading> read(std::span<const Input> inputs, const Context& context);
Result<Reading> read_source(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::quickapp
