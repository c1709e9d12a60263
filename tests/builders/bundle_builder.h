// App Bundles from readable sources (formats.md §5.1): the same XML, values and code as android_builder.h
// takes, a folder a module, become manifests, layouts and tables in protocol buffers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "builders/android_builder.h"

namespace jianfu::builders {

// One package; types and keys in order of first mention, as build_arsc numbers them.
std::string build_proto_table(const std::vector<StringResource>& resources, uint32_t package_id = 0x7f);
ResourceIds number_resources(const std::vector<StringResource>& resources, uint32_t package_id = 0x7f);

// `ids`: false leaves the resource ids of attributes out, as tools may.
std::string compile_proto_xml(std::string_view xml, const ResourceIds& ids, bool attribute_ids = true);

// "base/AndroidManifest.xml", "base/values-zh-rCN/strings.xml", "base/res/layout/x.xml", "base/code.txt",
// "sign/…" for a feature; anything else as it is. Modules see the resources of base.
BuiltPackage build_bundle(const std::map<std::string, std::string>& files);

}  // namespace jianfu::builders
