// What the manifest says as evidence: identity of the package, permissions, and its components as modules
// with what the system, other apps and links can open.
#pragma once

#include "evidence/collector.h"
#include "platforms/android/code.h"
#include "platforms/android/manifest.h"
#include "platforms/platform.h"

namespace jianfu::platforms::android {

void add_identity(const Manifest& manifest, Package& package, evidence::Collector& out);
// After Code::make_modules: a component is the module of its class.
void add_components(const Manifest& manifest, const Code& code, evidence::Collector& out);

}  // namespace jianfu::platforms::android
