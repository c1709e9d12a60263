// Layouts, menus, preferences and navigation graphs as screens: texts, form fields, handlers, and what they include.
#pragma once

#include <string>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// `entry`: path in the package. The module is named after the resource ("layout/activity_sign").
void read_layout(const formats::axml::Document& document, const std::string& entry, const Resources& resources, evidence::Collector& out);

}  // namespace jianfu::platforms::android
