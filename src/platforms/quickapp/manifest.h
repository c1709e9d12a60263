// manifest.json of a quick app (formats.md §8.8), source and package alike: pages with titles and addresses,
// cards, features, what may open it from elsewhere.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/json/json.h"
#include "platforms/quickapp/expression.h"

namespace jianfu::platforms::quickapp {

struct Page {
  std::string name;                 // "pages/Sign": its folder, and its module
  std::string component = "index";  // the file in it, without extension
  bool card = false;
};

struct Manifest {
  std::string package, name, version;
  std::vector<Page> pages;                                  // cards behind pages; to be added to by add_page
  std::map<std::string, size_t, std::less<>> by_name;       // index in pages
  std::map<std::string, std::string, std::less<>> by_path;  // "/sign" → page
  std::map<std::string, std::string, std::less<>> parts;    // sub-packages: folder → name
  std::string entry;

  // Name of the sub-package that a page lies in; empty for none.
  std::string_view part_of(std::string_view page_name) const;
  const Page* page(std::string_view wanted) const;  // by name; null when there is none
  // Where a page's file stands, without extension.
  static std::string file_of(const Page& page) { return page.name + "/" + page.component; }
  // The page that a route names: "/sign?id=1", "pages/Sign", "hap://app/<package>/sign". Empty for none.
  // `bare`: a name without any '/' counts too.
  std::string page_of(std::string_view route, bool bare) const;
};

// Makes modules of app and pages, and evidence of the rest. `entry`: the manifest's place in reports.
Manifest read_manifest(const formats::json::Value& root, const std::string& entry, const Translate& translate,
                       evidence::Collector& out);

// A page that no manifest told of.
void add_page(Manifest& manifest, Page page);

}  // namespace jianfu::platforms::quickapp
