// AndroidManifest.xml as facts (formats.md §2.7): identity, permissions, features, what it asks of other
// apps, and the components with what opens them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/axml/axml.h"
#include "platforms/android/attribute_values.h"
#include "platforms/android/intent_filters.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

struct MetaData {
  std::string name, value;
  uint32_t resource = 0;  // android:resource, or a reference in android:value
  uint32_t line = 0;
};

struct Component {
  std::string kind;    // activity, activity-alias, service, receiver, provider
  std::string name;    // full class name
  std::string target;  // of an alias: the activity it stands for
  Shown label, description;
  std::optional<bool> said_exported;
  bool exported = false;  // by the rule of its target SDK
  bool enabled = true;    // with its application
  bool launcher = false;
  std::string permission, read_permission, write_permission;
  std::string process, authorities, launch_mode;
  std::string parent;                         // the activity that "up" leads to
  std::vector<std::string> foreground_types;  // location, camera, dataSync …
  std::vector<IntentFilter> filters;
  std::vector<MetaData> meta_data;
  uint32_t line = 0;

  bool is_screen() const { return kind == "activity" || kind == "activity-alias"; }
  // The class whose code runs.
  const std::string& class_name() const {
    return kind == "activity-alias" && !target.empty() ? target : name;
  }
};

struct Permission {
  std::string tag;  // uses-permission, uses-permission-sdk-23, uses-permission-sdk-m
  std::string name, min_sdk, max_sdk;
  bool never_for_location = false;  // android:usesPermissionFlags
  uint32_t line = 0;
};

// <permission>, <permission-group>, <permission-tree>.
struct DeclaredPermission {
  std::string tag, name, group;
  std::string protection;  // normal, dangerous, signature …
  Shown label, description;
  uint32_t line = 0;
};

// <uses-feature>, <uses-library>, <uses-native-library>, <uses-static-library>, <instrumentation>.
struct Need {
  std::string tag, name;
  bool required = true;
  uint32_t line = 0;
};

// What the manifest says it wants to see of other apps.
struct Query {
  std::string kind, name;  // package, provider, intent
  uint32_t line = 0;
};

struct ApplicationInfo {
  bool found = false;
  std::string name, component_factory, backup_agent, process;
  Shown label, description;
  bool enabled = true, debuggable = false, test_only = false, has_code = true;
  std::optional<bool> allow_backup;
  std::optional<bool> said_cleartext;
  bool cleartext = false;  // by the rule of its target SDK; a network security config overrules it
  bool legacy_storage = false;
  uint32_t network_security = 0, backup_content = 0, extraction_rules = 0;  // resource ids of the files
  uint32_t icon = 0;
  std::vector<MetaData> meta_data;
  uint32_t line = 0;
};

struct Manifest {
  std::string place;  // entry of the package; set by the caller
  std::string package, version_name, version_code, shared_user;
  std::string split, config_for_split, required_splits;  // of a split APK; what a base needs beside it
  bool split_required = false;
  std::string min_sdk, target_sdk, max_sdk, compile_sdk;
  uint32_t target = 1;  // as a number: what is not said is the least, an unreleased version's name the most
  ApplicationInfo application;
  std::vector<Permission> permissions;       // asked for
  std::vector<DeclaredPermission> declared;  // made
  std::vector<Need> needs;
  std::vector<Query> queries;
  std::vector<Component> components;
  uint32_t pool_strings = 0, mapped_ids = 0;
  std::vector<std::string> anomalies;  // stable ids, those of the document included

  uint64_t count_declared(std::string_view tag) const;
};

Manifest read_manifest(const formats::axml::Document& document, const Resources& resources);

}  // namespace jianfu::platforms::android
