// What a mini-program consists of (formats.md §8.1 app-config.json, §8.2 app.json, §8.6 appConfig.json): its
// files, and what its configuration says of pages, sub-packages and components. The same for every client,
// compiled or source.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"
#include "platforms/mini/dialects.h"
#include "platforms/platform.h"

namespace jianfu::platforms::mini {

// One file of the program, in one of the containers handed in.
struct File {
  const io::Tree* tree = nullptr;
  size_t index = 0;
  std::string path;   // relative to the program's root
  std::string entry;  // as reports show it
};

struct SubPackage {
  std::string root;  // "packageA/"
  std::string name;
  bool independent = false;
};

struct Program {
  const Dialect* dialect = &wechat();
  bool compiled = false;
  std::string root;  // of a source folder: "miniprogram/", else empty
  std::string app_id, name;
  std::vector<std::string> pages;  // in order of the configuration
  std::set<std::string> page_set;
  std::string entry_page;
  std::vector<SubPackage> sub_packages;
  std::set<std::string> components;  // paths without extension
  // page or component → tag → component; "" for all
  std::map<std::string, std::map<std::string, std::string>> tags;
  std::vector<File> files;

  const File* find(std::string_view path) const;
  bool is_page(const std::string& path) const { return page_set.count(path) != 0; }
  bool add_page(const std::string& path);  // false when it is there already
  void add_file(File file);

 private:
  std::unordered_map<std::string, size_t> by_path_;  // the first file of a path
};

// Reads configuration into the program, and into `out` what of it is evidence (modules, titles, tab bar,
// purposes). Where the configuration is missing or broken, pages are found by what there is of them.
Program read_program(std::span<const Input> inputs, const Context& context, evidence::Collector& out);

}  // namespace jianfu::platforms::mini
