// Counts of an Android package for `--stats`, named so that they can be held against those of aapt and
// dexdump (scripts/compare-peers). What takes a pass of its own is counted only when everything is kept.
#pragma once

#include "evidence/collector.h"
#include "formats/arsc/arsc.h"
#include "platforms/android/code.h"
#include "platforms/android/manifest.h"

namespace jianfu::platforms::android {

void add_manifest_figures(const Manifest& manifest, evidence::Collector& out);
// arsc.strings.<locale>: strings by locale, "default" for those of none.
void add_string_figures(const formats::arsc::Table& table, evidence::Collector& out);
void add_dex_figures(const DexFile& file, evidence::Collector& out);

}  // namespace jianfu::platforms::android
