// Gradle scripts (build.gradle, build.gradle.kts, settings.gradle), version catalogues and old Eclipse
// properties, as far as they say what is built: ids, versions, what an app depends on.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/limits.h"

namespace jianfu::platforms::android_source {

struct Dependency {
  std::string name;     // "com.amap.api:location"
  std::string version;  // empty when a variable
  uint32_t line = 0;
};

struct StringValue {
  std::string name, value;
  uint32_t line = 0;
};

struct Gradle {
  std::string entry;  // where it stands; empty: there is none
  bool application = false, library = false;
  std::string application_id, name_space, version_name, min_sdk, target_sdk;
  std::vector<std::string> projects;  // ":lib" without the colon
  std::vector<Dependency> dependencies;
  std::vector<std::pair<std::string, std::string>> placeholders;
  std::vector<StringValue> strings;  // resValue "string", name, value
  std::vector<StringValue> fields;   // buildConfigField "String", name, value
};

// Adds what the script says. `kotlin`: build.gradle.kts.
void read_gradle(std::string_view utf8, bool kotlin, const Limits& limits, Gradle& out);
// gradle/libs.versions.toml: libraries with their versions.
std::vector<Dependency> read_catalogue(std::string_view utf8);

}  // namespace jianfu::platforms::android_source
