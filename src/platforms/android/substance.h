// How much of an app of its own a package holds: methods with code and texts of the classes below the app's
// own namespaces. A package with next to nothing is hardened, or a shell that gets its contents elsewhere.
#pragma once

#include <string>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms::android {

// Facts "packing.own-code methods=M" and, where nothing else could hold the app (pages, scripts, libraries,
// packages inside: `nested`), "packing.empty-shell methods=M texts=T". Once everything is read.
void report_substance(const std::vector<std::string>& namespaces, bool nested, const std::string& place,
                      evidence::Collector& out);

}  // namespace jianfu::platforms::android
