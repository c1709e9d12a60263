// A built uni-app or HTML5+ program (formats.md §7.1): what its configuration lists (pages, titles, tab bar,
// permissions), and its bundles read with every literal in the page it belongs to. Lies in
// assets/apps/<id>/www of an APK and in .wgt files.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/json/json.h"
#include "platforms/platform.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/web_site.h"
#include "platforms/uniapp/bundle.h"

namespace jianfu::platforms::uniapp {

class Program {
 public:
  // `root`: where it lies, as reports show it ("assets/apps/__UNI__1/www/"). All borrowed.
  Program(evidence::Collector& out, const Context& context, WebSite& site, std::string root)
      : out_(out), context_(context), site_(site), root_(std::move(root)) {}

  // manifest.json and the files with pages, in `folder` of the tree; to be called before scripts are read.
  void read_configuration(Entries& entries, const std::string& folder);
  const std::string& root() const { return root_; }
  const std::string& id() const { return id_; }
  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }

  // A script below root(); false when it is none of the program's own kind and an ordinary web script.
  bool read_script(const std::string& path, std::string_view source);
  // A page is made of the source of its name: "src/pages/sign/sign.vue".
  void made_of(std::string_view source, uint32_t module, const std::string& entry) const;
  // Launch page and edges; once everything was read.
  void finish();

 private:
  class Host;

  void read_manifest(const formats::json::Value& manifest, const std::string& entry);
  void read_pages(std::string_view source, const std::string& entry);
  void add_route(const formats::json::Value& route, const std::string& entry);
  uint32_t add_page(std::string_view path, const std::string& entry);
  uint32_t page(const std::string& path) const;
  uint32_t app();

  evidence::Collector& out_;
  const Context& context_;
  WebSite& site_;
  std::string root_, id_, name_, version_, launch_;
  std::set<std::string, std::less<>> pages_;
  std::string first_page_;
};

// Folders of `tree` that hold a built program, with their '/' ("" for the tree's own root).
std::vector<std::string> find_programs(const io::Tree& tree);

}  // namespace jianfu::platforms::uniapp
