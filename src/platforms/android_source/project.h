// What lies where in the source of an Android app: its Gradle modules (or the one of an Eclipse project), and
// for every file what it is and which module it belongs to. By names; only build scripts are opened.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/tree.h"
#include "platforms/android_source/gradle.h"

namespace jianfu::platforms::android_source {

enum class FileRole : uint8_t {
  kManifest,
  kValues,  // res/values*/x.xml
  kScreen,  // res/layout, menu, xml, navigation
  kJava,
  kKotlin,
  kDart,
  kScript,   // JS, TS and their kin
  kContent,  // assets, res/raw, web pages: read by what they are
  kBuild,    // Gradle scripts, properties
  kLibrary,  // jar, aar
  kSkipped,  // pictures, tests, what the build makes
};

// Of a file that lies in none of the modules: it goes with the first app.
inline constexpr uint32_t kOutside = UINT32_MAX;

struct File {
  size_t index = 0;
  size_t whole = 0;  // of one app's part of the tree: index in the whole one
  FileRole role = FileRole::kSkipped;
  uint32_t module = 0;
  std::string folder;  // of a resource: "values-zh-rCN"
};

struct Module {
  std::string root;  // "app/", empty for the top
  std::string name;  // "app"
  Gradle gradle;
  std::vector<size_t> manifests;  // the main one first
  uint64_t code_files = 0;
  bool licensed = false;  // has a licence or publishing notes of its own
};

struct Project {
  std::vector<Module> modules;  // at least one
  std::vector<File> files;
};

// 0 no, 1 might be, 2 surely.
int recognise_project(const io::Tree& tree);
Project survey(const io::Tree& tree, const Limits& limits);

// The modules that each app is made of, its own first; the apps in order of how much they hold.
std::vector<std::vector<uint32_t>> apps_of(const Project& project);

// "values-zh-rCN" → "zh-CN", "values-b+zh+Hans+CN" → "zh-Hans-CN", "values-night" → "" (formats.md §3.2).
std::string locale_of_folder(std::string_view folder);

}  // namespace jianfu::platforms::android_source
