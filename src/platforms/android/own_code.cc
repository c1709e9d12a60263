#include "platforms/android/own_code.h"

#include <algorithm>

#include "platforms/android/code.h"

namespace jianfu::platforms::android {
namespace {

bool lies_below(std::string_view name, const std::vector<std::string>& namespaces) {
  return std::any_of(namespaces.begin(), namespaces.end(),
                     [&](const std::string& one) { return name.starts_with(one); });
}

}  // namespace

std::string namespace_of(std::string_view package) {
  constexpr size_t kParts = 3;
  size_t at = 0;
  for (size_t part = 0; part < kParts; ++part) {
    const size_t dot = package.find('.', at);
    if (dot == std::string_view::npos) return std::string(package) + ".";
    at = dot + 1;
  }
  return std::string(package.substr(0, at));
}

std::vector<std::string> own_namespaces(std::span<const Manifest> manifests) {
  std::vector<std::string> out;
  const auto add = [&](std::string one) {
    if (one != "." && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  };
  if (!manifests.empty()) add(namespace_of(manifests.front().package));
  for (const Manifest& manifest : manifests) {
    for (const Component& component : manifest.components) {
      if (component.launcher) add(namespace_of(component.class_name()));
    }
  }
  return out;
}

std::vector<uint32_t> own_screens(std::span<const Manifest> manifests,
                                  const std::vector<std::string>& namespaces,
                                  const evidence::Collector& out) {
  std::vector<uint32_t> screens;
  for (const Manifest& manifest : manifests) {
    for (const Component& component : manifest.components) {
      if (component.kind != "activity" || !lies_below(component.name, namespaces)) continue;
      const uint32_t module = out.find_module(outer_class(component.name));
      if (module != evidence::kNoModule) screens.push_back(module);
    }
  }
  return screens;
}

void own_the_app(std::string_view package, evidence::Collector& out) {
  if (package.empty()) return;
  const std::string own = namespace_of(package);
  for (evidence::Module& module : out.set().modules) {
    const bool code =
        module.kind != evidence::ModuleKind::kLayout && module.kind != evidence::ModuleKind::kResources;
    if (code && module.id.starts_with(own)) module.owner = evidence::Owner::kApp;
  }
}

}  // namespace jianfu::platforms::android
