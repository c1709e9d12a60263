// AndroidManifest.xml as facts: identity, permissions, components with what opens them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/axml/axml.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

struct Component {
  std::string kind;       // activity, activity-alias, service, receiver, provider
  std::string name;       // full class name
  std::string target;     // of an alias: the activity it stands for
  std::string label;      // as shown, Chinese first
  bool exported = false;  // said so, or has an intent filter
  bool launcher = false;
  bool enabled = true;
  std::vector<std::string> actions;
  std::vector<std::string> links;  // scheme://host/path
  uint32_t line = 0;
};

struct Permission {
  std::string name;
  uint32_t line = 0;
};

struct Manifest {
  std::string entry = "AndroidManifest.xml";  // where it stands
  std::string package, version_name, version_code, label, application;
  std::string split;       // of a split APK
  std::string min_sdk, target_sdk;
  bool debuggable = false, cleartext = false;
  std::vector<Permission> permissions;  // asked for
  std::vector<Component> components;
  std::vector<std::pair<std::string, std::string>> meta_data;
  uint32_t pool_strings = 0, mapped_ids = 0, declared_permissions = 0;
  std::vector<std::string> anomalies;
};

Manifest read_manifest(const formats::axml::Document& document, const Resources& resources);

}  // namespace jianfu::platforms::android
