// Which code is the app's own, as far as the manifest tells: what lies below its package, and beside its
// launcher. Who else is known by name is told later (engine/annotate).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "platforms/android/manifest.h"

namespace jianfu::platforms::android {

// "cn.gov.demo.app" → "cn.gov.demo.": classes below it are of one maker.
std::string namespace_of(std::string_view package);

// Of the first manifest's package and of every launcher, each once: vendors write below a package of their
// own and build for many.
std::vector<std::string> own_namespaces(std::span<const Manifest> manifests);

// Modules of the activities below them.
std::vector<uint32_t> own_screens(std::span<const Manifest> manifests,
                                  const std::vector<std::string>& namespaces, const evidence::Collector& out);

// Marks what lies below the package's namespace; to be called once the modules of the classes are made.
void own_the_app(std::string_view package, evidence::Collector& out);

}  // namespace jianfu::platforms::android
