// Native libraries as evidence: texts and addresses of their data, short texts of their instructions as far as they can
// be put together (formats.md §10.6), the Java methods they implement. That short texts may stay unseen is a gap of each
// library. What that gap and those of damaged libraries hide is data (rules/annotate/gaps.yaml, rows for *.so): strings
// of code, not what a person sees, or no app with a third-party library could ever be judged.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/elf/elf.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// One module a library, its id the path; classes whose methods it implements use it. A compiled Flutter
// program is handed to read_flutter_library. Best called when the modules of the classes are made.
void read_native_library(evidence::Collector& out, const std::string& path, std::string_view bytes,
                         const Context& context);

// A way to a server, not to a file of the system or of a build machine.
bool is_native_endpoint(std::string_view text);

}  // namespace jianfu::platforms
