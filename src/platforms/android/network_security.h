// The network security config (res/xml/…): which addresses an app may speak to in the clear, and whether it
// believes certificates that its user installed. Facts by id: docs/evidence.md.
#pragma once

#include <string>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "platforms/android/manifest.h"

namespace jianfu::platforms::android {

void read_network_security(const formats::axml::Document& document, const std::string& entry,
                           const Manifest& manifest, const AttributeValues& values, evidence::Collector& out);

}  // namespace jianfu::platforms::android
