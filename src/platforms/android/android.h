// Android programs: manifest, resources of every locale, layouts and menus, and the code of all DEX files, as
// modules and evidence (formats.md §1.6, §2.7, §3.3, §4.4), out of an APK, an App Bundle, or a container of
// APKs (§5).
#pragma once

#include <span>
#include <string_view>

#include "platforms/platform.h"

namespace jianfu::platforms::android {

// An APK, with the splits that were handed in beside it.
int recognise(const io::Tree& tree);
Membership membership(const io::Tree& tree);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

// An App Bundle: all of its modules are one program.
int recognise_bundle(const io::Tree& tree);
Result<Reading> read_bundle(std::span<const Input> inputs, const Context& context);

// APKS, XAPK, APKM, and folders with a base and its splits.
int recognise_set(const io::Tree& tree);
Result<Reading> read_set(std::span<const Input> inputs, const Context& context);

// The same for those that a store or a tool described, so that they are one whatever they hold.
bool is_described_set(const io::Tree& tree);

// Whether a file of that name is likely to be a split, or the base of some: what adb, bundletool and stores
// call them.
bool is_split_name(std::string_view name);

}  // namespace jianfu::platforms::android
