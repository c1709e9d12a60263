// Android packages from readable sources: XML as a person writes it becomes binary XML, a list of resources becomes
// resources.arsc, and a folder of both with code in text form (dex_assembly.h) becomes an APK.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

using ResourceIds = std::map<std::string, uint32_t>;  // "string/app_name" → 0x7fTTEEEE

struct StringResource {
  std::string type;   // string, layout, menu …
  std::string key;
  std::string locale; // "", "zh-CN", "zh-TW"
  std::string value;  // text, or the path of a file
};

struct BuiltTable {
  std::string arsc;
  ResourceIds ids;
};
// One package 0x7f; types and keys in order of first mention. `utf16`: the global pool's encoding.
BuiltTable build_arsc(const std::vector<StringResource>& resources, bool utf16 = false);

// `<manifest package="…"><uses-permission android:name="…"/>…`: attributes with android: get their framework id,
// @type/name becomes a reference by `ids`, true and false booleans, digits numbers, anything else a string.
// Empty when the XML is not well-formed.
std::string compile_axml(std::string_view xml, const ResourceIds& ids = {}, bool utf8 = false);

// files: "AndroidManifest.xml", "res/layout/x.xml", "res/menu/x.xml", "values/strings.xml", "values-zh-rTW/strings.xml",
// "code.txt", "code2.txt" … (dex_assembly.h; classes.dex, classes2.dex …), anything else as it is. `error` says what went wrong.
struct BuiltPackage {
  std::string bytes;
  std::string error;
};
BuiltPackage build_apk(const std::map<std::string, std::string>& files);

}  // namespace jianfu::builders
