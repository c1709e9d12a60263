// Script bundles of React Native that are no plain text: Hermes bytecode and RAM bundles.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// Strings of bytecode have no place but the bundle. A version nobody has seen, or a table that agrees with
// nothing, is a gap, and the bytes are carved.
void read_hermes_bundle(evidence::Collector& out, const std::string& path, std::string_view bytes,
                        const Context& context);

// One module a module of the bundle, named "path#number".
void read_ram_bundle(evidence::Collector& out, const std::string& path, std::string_view bytes,
                     const Context& context);

}  // namespace jianfu::platforms
