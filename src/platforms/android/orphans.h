// Texts of the resource table that no resource has any more: left-overs of a build that shrank its resources
// (formats.md §3.3.5). They are kept as dormant ones.
#pragma once

#include "evidence/collector.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

void add_orphans(const Resources& resources, evidence::Collector& out);

}  // namespace jianfu::platforms::android
