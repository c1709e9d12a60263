// A page or app script as the toolkits make it (formats.md §8.8): webpack modules, of which some are
// templates and styles, and which of them make up which component. One pass over the tokens that learns where
// everything stands; the scripts in it are then read by ScriptReader without what is no script.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/limits.h"

namespace jianfu::platforms::quickapp {

// Line and column in one number, for comparing.
using Position = uint64_t;
constexpr Position position(uint32_t line, uint32_t column) {
  return static_cast<Position>(line) << 32 | column;
}

struct Range {
  uint64_t begin = 0, end = 0;  // offsets in bytes
  Position from = 0, to = 0;    // of these; of modules and of what is skipped
};

constexpr uint32_t kNoPart = UINT32_MAX;

// One webpack module.
struct BundleModule {
  Range range;
  std::string id;              // number or path
  bool data = false;           // a template or a style
  std::optional<size_t> tree;  // its template
};

struct BundleTree {
  Range range;
  uint32_t module = kNoPart;
};

// $app_define$("@app-component/name", …)
struct BundleComponent {
  std::string name;
  uint32_t module = kNoPart;      // that defines it
  std::vector<uint32_t> scripts;  // modules
  std::optional<size_t> tree;
};

struct Bundle {
  std::vector<BundleModule> modules;  // in order, never one in another
  std::vector<BundleTree> trees;
  std::vector<BundleComponent> components;
  std::string main;  // component that $app_bootstrap$ starts
  std::vector<Range>
      skipped;  // templates, styles, the manifest, what the toolkit appends to scripts; in order
  std::vector<std::pair<uint32_t, uint32_t>> uses;  // (module or kNoPart, module)
  std::optional<uint64_t> manifest;                 // where an object literal begins that is one
  // (module, name) → "system.geolocation", or with a method: "system.prompt.showToast". Names of members
  // stand under kNoPart as ".name".
  std::map<std::pair<uint32_t, std::string>, std::string> aliases;
  std::map<uint64_t, std::string> direct;  // offset of a method's name → feature: require("@system.x").method

  uint32_t module_at(Position at) const;  // kNoPart outside of all
  bool is_skipped(Position at) const;
  bool is_skipped_offset(uint64_t offset) const;
};

// Also for plain scripts, of which it tells the aliases.
Bundle survey_bundle(std::string_view source, const Limits& limits);

// "system.geolocation" of "@app-module/system.geolocation" (compiled) and "@system.geolocation" (source);
// empty for others.
std::string_view feature_of(std::string_view module);

}  // namespace jianfu::platforms::quickapp
