// Routes of a front-end project for browsers: tables of Vue Router, React Router, Angular and umi, <Route>
// elements, and folders of pages (Next.js, Nuxt, umi). What path shows which component, under which title.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "platforms/frontend/pages.h"
#include "platforms/frontend/project.h"

namespace jianfu::platforms::frontend {

struct Route {
  std::string path;  // "/sign/:id", from the top
  std::string name;  // what code calls it
  std::string title;
  std::string file;      // its component; empty when there is none or it was not found
  std::string written;   // the component as written, when it was not found
  std::string redirect;  // path that it sends to
  std::string parent;    // file of the component around it
  std::string entry;     // where it is written
  uint32_t line = 0, column = 0;
};

class Routes {
 public:
  Routes(const Project& project, const Limits& limits);

  const std::vector<Route>& all() const { return routes_; }
  bool is_table(std::string_view path) const { return tables_.count(path) != 0; }

  // A title that a table gives to one of its pages.
  bool is_title(std::string_view title) const { return titles_.count(title) != 0; }

  // One page a component file; a page's path is that of its file below the root.
  PageList pages() const;
  // The component file that a path leads to, as code writes it ("/sign?id=1", "#/sign", "/study/…"); empty
  // when no route fits. The path "/" alone is a route only where `whole`.
  std::string_view file_of(std::string_view written, bool whole) const;
  std::string_view file_of_name(std::string_view name) const;

 private:
  void read_tables(const Limits& limits);
  void add(Route route);
  void read_folders();
  void index();
  const Route* first() const;

  const Project& project_;
  std::vector<Route> routes_;
  std::map<std::string, bool, std::less<>> tables_;  // files that hold routes
  std::map<std::string, size_t, std::less<>> by_path_;
  std::map<std::string, size_t, std::less<>> by_prefix_;  // "/study/" of "/study/:id"
  std::map<std::string, size_t, std::less<>> by_name_;
  std::set<std::string, std::less<>> titles_;
};

}  // namespace jianfu::platforms::frontend
