// Configurations of shells around web pages: Cordova and APICloud (config.xml), Capacitor
// (capacitor.config.json). They say where the program begins, in the package or on a server, and where it may
// go.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// The framework that a file of that place is a mark of, else empty.
std::string_view framework_of(std::string_view path);

// Nothing for files of other names.
void read_web_shell(evidence::Collector& out, const std::string& path, std::string_view source,
                    const Context& context);

}  // namespace jianfu::platforms
