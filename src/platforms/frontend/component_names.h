// Which component a tag means when no import beside it says so: rules of uni-app's easycom, components that
// are registered for the whole program, names that say it themselves.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platforms/frontend/project.h"

namespace jianfu::platforms::frontend {

class ComponentNames {
 public:
  // `rules`: easycom patterns with their files: "^u-(.*)" → "@/uview/u-$1/u-$1.vue". Borrows the project.
  ComponentNames(const Project& project, std::vector<std::pair<std::string, std::string>> rules);

  // Null for elements of the platform and components of packages.
  const File* find(std::string_view tag) const;

 private:
  const File* by_rule(std::string_view tag) const;

  const Project& project_;
  std::vector<std::pair<std::string, std::string>> rules_;
  std::map<std::string, const File*, std::less<>> by_name_;  // null: several, none better than the others
};

}  // namespace jianfu::platforms::frontend
