// Layouts, menus, preferences and navigation graphs as screens: texts, form fields, handlers, and what they
// include.
#pragma once

#include <string>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// `entry`: path in the package. The module is named after the resource ("layout/activity_sign"); its title is
// that of its title bar.
void read_layout(const formats::axml::Document& document, const std::string& entry,
                 const Resources& resources, evidence::Collector& out);

// Screens without a title of their own get that of the layout they consist of. Once everything is read.
void give_titles(evidence::EvidenceSet& set);

}  // namespace jianfu::platforms::android
