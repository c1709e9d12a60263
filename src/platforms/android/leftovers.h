// Texts of the resource tables that nothing leads to. They are kept, and marked dormant: what an app once
// showed, or shows by a name that it puts together.
#pragma once

#include <functional>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// Resources that no layout, manifest or code refers to. `place` fills in where the text stands;
// `module_place` is that of the module they are all in.
void add_unreferenced(const Resources& resources, std::string_view module_place,
                      const std::function<void(evidence::Evidence&, const ShownText&)>& place,
                      evidence::Collector& out);

// Strings that no resource has any more: of a build that shrank its resources (formats.md §3.3.5).
void add_orphans(const Resources& resources, evidence::Collector& out);

}  // namespace jianfu::platforms::android
