#include "platforms/android/substance.h"

#include <algorithm>
#include <string_view>

#include "platforms/shared/facts.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Module;
using evidence::ModuleKind;

bool is_class(const Module& module) {
  return module.kind != ModuleKind::kLayout && module.kind != ModuleKind::kResources &&
         module.id.find('/') == std::string::npos;
}

// What build tools write into every app.
bool is_generated(std::string_view id) {
  return id.ends_with(".R") || id.ends_with(".BuildConfig") || id.ends_with(".BR");
}

// Web pages, scripts, bundles, native libraries: named by their path.
bool may_hold_an_app(const Module& module) {
  return (module.kind == ModuleKind::kPage || module.kind == ModuleKind::kScript ||
          module.kind == ModuleKind::kApp) &&
         module.id.find('/') != std::string::npos;
}

}  // namespace

void report_substance(const std::vector<std::string>& namespaces, bool nested, const std::string& place,
                      evidence::Collector& out) {
  const std::vector<Module>& modules = out.set().modules;
  std::vector<bool> own(modules.size());
  bool elsewhere = nested;
  for (uint32_t m = 0; m < modules.size(); ++m) {
    own[m] = is_class(modules[m]) &&
             std::any_of(namespaces.begin(), namespaces.end(),
                         [&](const std::string& one) { return modules[m].id.starts_with(one); });
    elsewhere |= may_hold_an_app(modules[m]);
  }
  std::vector<bool> shown = own;
  for (const evidence::Edge& edge : out.set().edges) {
    if (edge.kind == evidence::EdgeKind::kIncludes && own[edge.from]) shown[edge.to] = true;
  }
  uint64_t methods = 0, texts = 0;
  for (uint32_t m = 0; m < modules.size(); ++m) {
    const Collector::Seen& seen = out.seen(m);
    if (shown[m]) texts += seen.texts;
    if (!own[m] || is_generated(modules[m].id)) continue;
    methods += seen.methods;
    elsewhere |= seen.pages > 0;
  }
  add_fact(out, "packing.own-code methods=" + std::to_string(methods), place);
  if (elsewhere) return;
  add_fact(out, "packing.empty-shell methods=" + std::to_string(methods) + " texts=" + std::to_string(texts),
           place);
}

}  // namespace jianfu::platforms::android
