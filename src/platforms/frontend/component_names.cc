#include "platforms/frontend/component_names.h"

#include <algorithm>

#include "platforms/shared/component_file.h"
#include "platforms/shared/directives.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms::frontend {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// components/card/card.vue, components/card/index.vue and components/card.vue are all called "card".
std::string_view name_of(std::string_view path) {
  const std::string_view base = without_extension(base_of(path));
  return base == "index" || base == "main" ? base_of(folder_of(path)) : base;
}

// How surely a tag of its name means this file: easycom looks in components/x/x.vue.
int rank_of(std::string_view path) {
  const std::string_view folder = folder_of(path);
  if (path.find("/pages/") != std::string_view::npos || path.starts_with("pages/")) return 1;
  const bool own_folder = base_of(folder) == without_extension(base_of(path));
  const std::string_view above = own_folder ? folder_of(folder) : folder;
  const bool components = base_of(above) == "components";
  return components && own_folder ? 4 : components ? 3 : 2;
}

bool may_be_component(std::string_view path) {
  return is_component_name(path) || path.ends_with(".tsx") || path.ends_with(".jsx");
}

}  // namespace

ComponentNames::ComponentNames(const Project& project, std::vector<std::pair<std::string, std::string>> rules)
    : project_(project), rules_(std::move(rules)) {
  std::map<std::string, int> best;
  for (const File& file : project.files()) {
    if (file.role != FileRole::kSource || !may_be_component(file.path)) continue;
    std::string name = kebab(name_of(project.inside(file.path)));
    const int rank = rank_of(project.inside(file.path));
    int& known = best[name];
    if (rank < known) continue;
    by_name_[name] = rank == known ? nullptr : &file;
    known = rank;
  }
}

// A pattern is a name, or a name's beginning before "(.*)"; $1 is what stands there.
const File* ComponentNames::by_rule(std::string_view tag) const {
  for (const auto& [pattern, target] : rules_) {
    std::string_view name = pattern;
    if (name.starts_with('^')) name.remove_prefix(1);
    if (name.ends_with('$')) name.remove_suffix(1);
    std::string_view rest;
    if (const size_t any = name.find('('); any != std::string_view::npos) {
      if (!tag.starts_with(name.substr(0, any))) continue;
      rest = tag.substr(any);
    } else if (tag != name) {
      continue;
    }
    std::string path;
    for (size_t i = 0; i < target.size() && path.size() < 512; ++i) {
      if (target.compare(i, 2, "$1") == 0) {
        path += rest;
        ++i;
      } else {
        path += target[i];
      }
    }
    return project_.resolve(project_.place().root + "pages.json", path);
  }
  return nullptr;
}

const File* ComponentNames::find(std::string_view tag) const {
  if (tag.empty() || tag.size() > 128) return nullptr;
  if (const File* file = by_rule(tag)) return file;
  if (tag.find('-') == std::string_view::npos && !is_upper(tag.front())) return nullptr;
  const auto known = by_name_.find(kebab(tag));
  return known == by_name_.end() ? nullptr : known->second;
}

}  // namespace jianfu::platforms::frontend
