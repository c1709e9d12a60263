// Which libraries an app is built of, as build tools note it beside the code: META-INF/*.version,
// *.kotlin_module, pom.properties, the properties of Play services and Firebase. Facts `library NAME VERSION`
// (docs/evidence.md).
#pragma once

#include "evidence/collector.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android {

// Reads the small files and leaves the others to whoever reads them.
void read_library_versions(Entries& entries, evidence::Collector& out);

}  // namespace jianfu::platforms::android
