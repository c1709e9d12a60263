// What the configuration of a mini-program says (formats.md §8.1 app-config.json, §8.2 app.json): pages with
// titles, tab bar, components, sub-packages, purposes. The same for compiled packages and source folders.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms::mini {

// One file of the program, in one of the containers handed in.
struct File {
  const io::Tree* tree = nullptr;
  size_t index = 0;
  std::string path;   // relative to the program's root
  std::string entry;  // as reports show it
};

struct Program {
  bool compiled = false;
  std::string root;  // of a source folder: "miniprogram/", else empty
  std::string app_id, name;
  std::vector<std::string> pages;  // in order of the configuration
  std::set<std::string> page_set;
  std::string entry_page;
  std::vector<std::string> sub_roots;  // "packageA/"
  std::set<std::string> components;    // paths without extension
  std::map<std::string, std::map<std::string, std::string>>
      tags;  // page or component → tag → component; "" for all
  std::vector<File> files;

  const File* find(std::string_view path) const;
  bool is_page(const std::string& path) const { return page_set.count(path) != 0; }
};

// The configuration file's index in the tree and the root it implies; nothing when this is no mini-program.
struct ConfigPlace {
  size_t index = 0;
  bool compiled = false;
  std::string root;
};
std::optional<ConfigPlace> find_config(const io::Tree& tree);

// Reads configuration into the program, and into `out` what of it is evidence (modules, titles, tab bar,
// purposes).
Program read_program(std::span<const Input> inputs, const Context& context, evidence::Collector& out);

}  // namespace jianfu::platforms::mini
