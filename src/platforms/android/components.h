// What the manifest says as evidence: identity of the package, permissions, and its components as modules
// with what the system, other apps and links can open.
#pragma once

#include <functional>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/android/code.h"
#include "platforms/android/manifest.h"
#include "platforms/platform.h"

namespace jianfu::platforms::android {

void add_permissions(const Manifest& manifest, evidence::Collector& out);
// With the permissions.
void add_identity(const Manifest& manifest, Package& package, evidence::Collector& out);
// After the modules of the classes were made: a component is the module of its class.
using HasClass = std::function<bool(std::string_view java_name)>;
void add_components(const Manifest& manifest, const HasClass& has_class, evidence::Collector& out);

}  // namespace jianfu::platforms::android
