#include "engine/ownership_js.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace jianfu::engine {
namespace {

using evidence::Edge;
using evidence::EvidenceSet;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;

using Lists = std::vector<std::vector<uint32_t>>;

bool is_class_name(std::string_view id) {
  return id.find('.') != std::string_view::npos && id.find('/') == std::string_view::npos;
}

bool is_script_name(std::string_view id) {
  id = id.substr(0, std::min(id.find('#'), id.size()));
  constexpr std::string_view kEndings[] = {".js",  ".mjs",  ".ts", ".jsx",  ".tsx",
                                           ".vue", ".nvue", ".ux", ".html", ".htm"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return id.ends_with(ending); });
}

bool has_classes(const EvidenceSet& set) {
  return std::any_of(set.modules.begin(), set.modules.end(), [](const Module& module) {
    return module.kind == ModuleKind::kClass || module.kind == ModuleKind::kService;
  });
}

class Scripts {
 public:
  Scripts(EvidenceSet& set, const std::vector<bool>& bundles)
      : set_(set), bundles_(bundles), next_(set.modules.size()) {
    for (const Edge& edge : set.edges) next_[edge.from].push_back(edge.to);
  }

  void own() {
    if (!has_classes(set_)) own_pages();
    const std::vector<bool> app = reached(Owner::kApp), library = reached(Owner::kThirdParty);
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      Owner& owner = set_.modules[m].owner;
      if (owner == Owner::kTemplate ? app[m] : app[m] != library[m])
        owner = app[m] ? Owner::kApp : Owner::kThirdParty;
    }
  }

 private:
  bool is_bundle(uint32_t module) const { return module < bundles_.size() && bundles_[module]; }

  void own_pages() {
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      Module& module = set_.modules[m];
      if (module.kind == ModuleKind::kPage && module.owner == Owner::kUnknown && is_script(module) &&
          !is_bundle(m))
        module.owner = Owner::kApp;
    }
  }

  // Scripts that can be come to from the owner's modules over scripts that no name tells. From the app over
  // templates too; but not from launch code, which names all pages of a program in some frameworks.
  std::vector<bool> reached(Owner seeds) const {
    std::vector<bool> out(set_.modules.size());
    std::vector<uint32_t> open;
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      const Module& module = set_.modules[m];
      // Classes of a container load the app's scripts, and are a library all the same.
      if (module.owner == seeds && (seeds == Owner::kApp || is_script(module))) open.push_back(m);
    }
    while (!open.empty()) {
      const uint32_t m = open.back();
      open.pop_back();
      for (const uint32_t to : next_[m]) {
        const Module& module = set_.modules[to];
        const bool left = module.owner == Owner::kTemplate && seeds == Owner::kApp &&
                          set_.modules[m].kind != ModuleKind::kApp;
        if (out[to] || (module.owner != Owner::kUnknown && !left) || !is_script(module) || is_bundle(to))
          continue;
        out[to] = true;
        open.push_back(to);
      }
    }
    return out;
  }

  EvidenceSet& set_;
  const std::vector<bool>& bundles_;
  Lists next_;
};

}  // namespace

bool is_script(const Module& module) {
  switch (module.kind) {
    case ModuleKind::kClass:
    case ModuleKind::kService:
    case ModuleKind::kResources:
      return false;
    case ModuleKind::kLayout:  // of Android they are named by their type: layout/activity_sign
      return !module.id.starts_with("layout") && !module.place.ends_with(".xml");
    default:
      return (!is_class_name(module.id) || is_script_name(module.id)) && !module.id.ends_with(".so");
  }
}

void own_scripts(EvidenceSet& set, const std::vector<bool>& bundles) {
  Scripts(set, bundles).own();
}

}  // namespace jianfu::engine
