// Tables of routes as a script writes them, unresolved: objects with a path and a component, nested ones with
// the paths around them, and <Route> elements.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platforms/shared/script_structure.h"

namespace jianfu::platforms {

struct TableRoute {
  std::string path;  // joined with those around it; relative when the table is one of children
  std::string name, title, redirect;
  std::string component;     // module that it is imported from, or a path as umi writes it
  std::string chunk;         // of webpack: the chunk it is loaded with
  bool loads_table = false;  // Angular: `component` holds the routes below this one
  int64_t parent = -1;       // index of the route around it
  uint32_t line = 1, column = 1;
};

// One script. Views of the script do not outlive it; routes do.
class RouteTable final : public StructureVisitor {
 public:
  std::vector<TableRoute> take();

  void on_object(const ScriptObject& object) override;
  void on_element(std::string_view tag, std::span<const ScriptMember> members, uint32_t line,
                  uint32_t column) override;
  void on_element_end(std::string_view tag) override;
  void on_import(std::string_view name, std::string_view path) override;

 private:
  struct Begin {
    uint32_t line = 0, column = 0;
  };
  void add(TableRoute route, Begin begin, std::string_view name_of_component);

  std::vector<TableRoute> routes_;
  std::vector<Begin> begins_;                 // of the objects
  std::vector<std::string> component_names_;  // of those whose import is not known yet
  std::vector<size_t> open_;                  // <Route>s around
  std::map<std::string, std::string, std::less<>> imports_;
};

}  // namespace jianfu::platforms
