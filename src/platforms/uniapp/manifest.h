// What manifest.json of a uni-app says in source and in built programs alike (formats.md §7.1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/json/json.h"

namespace jianfu::platforms::uniapp {

// A permission, and why it is asked; `purpose` may be empty.
void add_permission(evidence::Collector& out, std::string_view name, std::string_view purpose,
                    const std::string& entry, uint32_t line);
// Those of Android, written as XML: ["<uses-permission android:name=\"android.permission.CAMERA\"/>"].
void add_android_permissions(evidence::Collector& out, const formats::json::Value& list, const std::string& entry);

}  // namespace jianfu::platforms::uniapp
