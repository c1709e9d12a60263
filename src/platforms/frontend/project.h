// Front-end projects: source trees that a bundler turns into mini-programs, web pages or apps. What there is
// (framework, folders, which files are the project's own), and which file an import means.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/limits.h"
#include "formats/json/json.h"
#include "io/tree.h"

namespace jianfu::platforms::frontend {

// One row a framework in project.cc. kWeb: pages of a browser, whatever library draws them.
enum class Framework : uint8_t { kUniApp, kTaro, kMpvue, kWepy, kWeb };

// Where a project lies in a tree. Folders are names of the tree with their '/', empty for the top.
struct Place {
  Framework framework = Framework::kUniApp;
  std::string top;   // package.json stands here, or the sources themselves
  std::string root;  // sources begin here, and paths of pages count from here: top + "src/"
};

// Projects of a tree, outermost first by place; what lies in node_modules, build output or another project's
// sources is none. Reads package.json files.
std::vector<Place> find_projects(const io::Tree& tree);

enum class FileRole : uint8_t {
  kSource,   // below the root: code, templates, data
  kConfig,   // of the project: package.json, tsconfig.json, manifest.json …
  kForeign,  // dependencies, build output, tests, documentation, another project
};

struct File {
  size_t index = 0;  // in the tree
  std::string path;  // as reports show it
  FileRole role = FileRole::kForeign;
};

class Project {
 public:
  // `tree` is borrowed.
  Project(const io::Tree& tree, Place place, const Limits& limits);

  const Place& place() const { return place_; }
  Framework framework() const { return place_.framework; }
  const io::Tree& tree() const { return tree_; }
  const std::vector<File>& files() const { return files_; }

  // The file of that path, null when there is none or it is not the project's own.
  const File* find(std::string_view path) const;
  // Below the root, without it: "pages/sign/index.vue".
  std::string_view inside(std::string_view path) const;
  bool is_source(std::string_view path) const;
  // UTF-8 text of a file; empty when there is none.
  std::string text(std::string_view path) const;
  const formats::json::Value& package_json() const { return package_json_; }

  // The file that `written` means in an import or require of the file `from`: "./x", "@/components/x",
  // "~/x", what tsconfig.json names, paths from the root; with or without ending. Null for packages.
  const File* resolve(std::string_view from, std::string_view written) const;
  // The file of a module named by its path without ending: "src/pages/sign/index" → ….vue. Where no file is
  // written so, case does not count: it does not on the machines that such projects are built on.
  const File* with_ending(std::string_view path) const;

 private:
  void list_files();
  const File* ending_in(const std::map<std::string, size_t, std::less<>>& files, std::string_view path) const;
  void read_aliases();

  const io::Tree& tree_;
  Place place_;
  const Limits& limits_;
  std::vector<File> files_;
  std::map<std::string, size_t, std::less<>> by_path_;   // own ones
  std::map<std::string, size_t, std::less<>> by_lower_;  // the same in lower case
  formats::json::Value package_json_;
  std::vector<std::pair<std::string, std::string>> aliases_;  // "@/" → "src/"; longest first
};

}  // namespace jianfu::platforms::frontend
