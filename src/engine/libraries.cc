#include "engine/libraries.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/owners.h"
#include "engine/ownership_js.h"

namespace jianfu::engine {
namespace {

using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;
using rules::SdkPrefix;

// Folders below which packages of npm lie; as their build tools call them.
constexpr std::array<std::string_view, 4> kNpmRoots = {"node_modules/", "miniprogram_npm/", "node-modules/",
                                                       "npm/"};

// "string/abc_action_bar_home_description" → what stands behind the type.
std::string_view resource_name(std::string_view key) {
  const size_t slash = key.find('/');
  return slash == std::string_view::npos ? key : key.substr(slash + 1);
}

std::string dotted(std::string_view library) {
  std::string out(library);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '_' || c == ':' || c == '/'; }, '.');
  return out;
}

// "a/node_modules/@vant/weapp/dist/x" → "@vant/weapp". The innermost counts: packages lie in packages.
std::string_view npm_package(std::string_view path) {
  size_t begin = std::string_view::npos;
  for (const std::string_view root : kNpmRoots) {
    for (size_t at = path.rfind(root); at != std::string_view::npos;) {
      if (at == 0 || path[at - 1] == '/') {
        if (begin == std::string_view::npos || at + root.size() > begin) begin = at + root.size();
        break;
      }
      at = path.rfind(root, at - 1);
    }
  }
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = path.substr(begin);
  size_t end = std::min(rest.find('/'), rest.size());
  if (rest.starts_with('@')) end = std::min(rest.find('/', std::min(end + 1, rest.size())), rest.size());
  return rest.substr(0, end);
}

// "@vant/weapp" → "@vant".
std::string_view scope_of(std::string_view package) {
  return package.starts_with('@') ? package.substr(0, std::min(package.find('/'), package.size()))
                                  : std::string_view{};
}

// The file of a bundle that the module is a part of: "common/vendor.js#2f62" → "common/vendor.js".
std::string_view file_of(std::string_view id) {
  return id.substr(0, std::min(id.find('#'), id.size()));
}

// The longer name tells more; any tells more than that it is a bundle.
void take_better(const SdkPrefix*& best, const SdkPrefix* other) {
  if (other == nullptr) return;
  const auto weight = [](const SdkPrefix& sdk) {
    return std::pair(sdk.owner != Owner::kUnknown, sdk.prefix.size());
  };
  if (best == nullptr || weight(*other) > weight(*best)) best = other;
}

// A page or component that is called like a script of a library (qrcode, md5) is about it, not of it: only
// folders tell of those.
bool is_file_of_script(const SdkPrefix& sdk) {
  return sdk.prefix.find('/') == std::string::npos &&
         (sdk.prefix.ends_with(".js") || sdk.prefix.ends_with(".ts"));
}

}  // namespace

Libraries::Libraries(const std::vector<SdkPrefix>& sdks) : sdks_(sdks) {
  for (uint32_t row = 0; row < sdks.size(); ++row) add(sdks[row], row);
}

void Libraries::add(const SdkPrefix& sdk, uint32_t row) {
  switch (sdk.where) {
    case SdkPrefix::kClass:
      return classes_.add(sdk.prefix, row);
    case SdkPrefix::kPath:
      return paths_.add(sdk.prefix, row);
    case SdkPrefix::kResource:
      return resources_.add(sdk.prefix, row);
    case SdkPrefix::kLibrary:
      return libraries_.add(sdk.prefix, row);
    case SdkPrefix::kFolder:
      return folders_.add(sdk.prefix, row);
    case SdkPrefix::kFile:
      return files_.add(sdk.prefix, row);
    case SdkPrefix::kText:
      return texts_.add(sdk.prefix, row);
    case SdkPrefix::kNpm:
      return packages_.add(sdk.prefix, row);
    case SdkPrefix::kPlugin:
      return plugins_.add(sdk.prefix, row);
    case SdkPrefix::kMark:
      ++marks_of_[sdk.name];
      return marks_.add(sdk.prefix, row);
  }
}

size_t Libraries::marks_of(std::string_view name) const {
  const auto at = marks_of_.find(name);
  return at == marks_of_.end() ? 0 : at->second;
}

template <typename Admits>
const SdkPrefix* Libraries::of_path(std::string_view path, Admits admits) const {
  const SdkPrefix* out = nullptr;
  paths_.find_inside(path, [&](uint32_t row) {
    if (admits(sdks_[row])) take_better(out, &sdks_[row]);
    return true;
  });
  return out;
}

// Folders by the beginning of their name. A page is in no such folder by chance: it is the app's.
const SdkPrefix* Libraries::of_folders(std::string_view path) const {
  const SdkPrefix* out = nullptr;
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    take_better(out, first(folders_, path.substr(0, slash)));
    path.remove_prefix(slash + 1);
  }
  return out;
}

const SdkPrefix* Libraries::of_script(const Module& module, std::string_view path) const {
  const bool script = module.kind == ModuleKind::kScript;
  const SdkPrefix* out =
      of_path(path, [&](const SdkPrefix& sdk) { return script || !is_file_of_script(sdk); });
  if (module.kind != ModuleKind::kPage) take_better(out, of_folders(path));
  if (script) files_.find(path, [&](uint32_t row) { take_better(out, &sdks_[row]); });
  const SdkPrefix* package = first(packages_, npm_package(path));
  if (package == nullptr) package = first(packages_, scope_of(npm_package(path)));
  return package == nullptr || (out != nullptr && out->owner == Owner::kTemplate) ? out : package;
}

// By its name, with and without the ending that it has in the package; not by the bundle it lies in.
const SdkPrefix* Libraries::of_script(const Module& module) const {
  std::string id(file_of(module.id));
  std::replace(id.begin(), id.end(), '\\', '/');  // of build machines under Windows
  const SdkPrefix* out = of_script(module, id);
  if (!id.ends_with(".js")) take_better(out, of_script(module, id + ".js"));
  if (module.place.starts_with(id)) take_better(out, of_script(module, module.place));
  return out;
}

const SdkPrefix* Libraries::of_module(const Module& module) const {
  if (module.kind == ModuleKind::kLayout) {
    if (const SdkPrefix* sdk = first(resources_, resource_name(module.id))) return sdk;
  }
  const SdkPrefix* out = is_code(module) ? first(classes_, module.id) : nullptr;
  if (is_script(module)) {
    take_better(out, of_script(module));
    return out;
  }
  for (const std::string* path : {&module.place, &module.id}) {
    if (path->find('/') == std::string::npos) continue;
    take_better(out, of_path(*path, [](const SdkPrefix&) { return true; }));
  }
  return out;
}

const SdkPrefix* Libraries::of_resource(std::string_view key) const {
  return key.empty() ? nullptr : first(resources_, resource_name(key));
}

const SdkPrefix* Libraries::of_library(const std::string& library) const {
  if (const SdkPrefix* sdk = first(packages_, library)) return sdk;
  const std::string name = dotted(library);
  const SdkPrefix* sdk = first(libraries_, name + ".");
  if (sdk == nullptr) sdk = first(libraries_, name);
  return sdk == nullptr ? first(classes_, name + ".") : sdk;
}

}  // namespace jianfu::engine
