// What the configuration of a front-end project says beside its pages: what the program asks for and why, its
// parts from elsewhere, who it is.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/json/json.h"
#include "platforms/platform.h"

namespace jianfu::platforms::frontend {

// Permissions with their purposes, background modes, private interfaces, plug-ins and other mini-programs, as app.json
// writes them (formats.md §8.2) and "mp-weixin" of manifest.json.
void read_client_settings(evidence::Collector& out, const formats::json::Value& settings, uint32_t module,
                          const std::string& entry);

// manifest.json of a uni-app source project (formats.md §7.1): name, version, ids of the clients, permissions
// of the app and of each mini-program.
void read_uni_manifest(evidence::Collector& out, const formats::json::Value& manifest, uint32_t module,
                       const std::string& entry, Package& package);

// Dependencies of package.json as sdk.
void read_dependencies(evidence::Collector& out, const formats::json::Value& package, const std::string& entry);

}  // namespace jianfu::platforms::frontend
