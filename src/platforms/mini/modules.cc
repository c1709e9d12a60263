#include "platforms/mini/modules.h"

#include <algorithm>
#include <array>

#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {

using evidence::ModuleKind;

namespace {

// Scripts of compiled packages that hold those of many files.
constexpr std::array<std::string_view, 9> kBundles = {"app-service.js",    "page-frame.js",  "app-wxss.js",
                                                      "appservice.js",     "pageframe.js",   "common.app.js",
                                                      "appservice.app.js", "webview.app.js", "app.swan.js"};

// Behind the name of the page whose part it is.
constexpr std::array<std::string_view, 4> kPageScripts = {".appservice", ".webview", ".common", ".swan"};

}  // namespace

std::string Modules::path_of_script(std::string_view file) {
  std::string_view path = without_extension(file);
  for (const std::string_view ending : kPageScripts) {
    if (path.ends_with(ending) && path.size() > ending.size()) {
      path.remove_suffix(ending.size());
      break;
    }
  }
  return std::string(path);
}

bool Modules::is_bundle(std::string_view file) const {
  if (!program_.compiled) return false;
  const std::string_view name = base_of(file);
  if (std::find(kBundles.begin(), kBundles.end(), name) != kBundles.end()) return true;
  const auto& own = program_.dialect->bundles;
  if (file.find('/') == std::string_view::npos && std::find(own.begin(), own.end(), name) != own.end())
    return true;
  return name.ends_with(".appservice.js") || name.ends_with(".webview.js") || name.ends_with("app.js");
}

bool Modules::is_part(std::string_view file) const {
  const std::string path = path_of_script(file);
  return program_.is_page(path) || program_.components.count(path) != 0;
}

uint32_t Modules::of_chunk_module(std::string_view file, std::string_view chunk) {
  if (is_part(chunk)) return of_script(chunk);
  const std::string path = path_of_script(chunk);
  if (path != "app" && is_bundle(chunk)) return evidence::kNoModule;
  return out_.module(file, ModuleKind::kScript, chunk);
}

uint32_t Modules::of_script(std::string_view file) {
  if (const size_t mark = file.find(".js#"); mark != std::string_view::npos)
    return of_chunk_module(file, file.substr(0, mark + 3));
  const std::string path = path_of_script(file);
  if (path == "app" && !program_.compiled) return out_.module("app", ModuleKind::kApp, file);
  if (program_.is_page(path)) return out_.find_module(path);
  if (program_.components.count(path) != 0) return out_.module(path, ModuleKind::kComponent, file);
  // Inside of a bundle, app.js is the launch code; as a file of a package it is a bundle.
  if (path == "app") return out_.module("app", ModuleKind::kApp, file);
  if (is_bundle(file)) return evidence::kNoModule;
  return out_.module(path, ModuleKind::kScript, file);
}

uint32_t Modules::page(const std::string& path) const {
  return program_.is_page(path) ? out_.find_module(path) : evidence::kNoModule;
}

// "../x/x" in a script that pages share is seen from the page that uses it: the only page that ends so.
uint32_t Modules::page_ending(std::string_view route) const {
  constexpr size_t kMostPages = 512;  // looked through for each such route
  std::string_view path = without_query(route);
  if (!path.starts_with("../") || program_.pages.size() > kMostPages) return evidence::kNoModule;
  while (path.starts_with("../")) path.remove_prefix(3);
  if (path.find('/') == std::string_view::npos || path.find('.') != std::string_view::npos)
    return evidence::kNoModule;
  const std::string ending = "/" + std::string(path);
  const std::string* found = nullptr;
  for (const std::string& page : program_.pages) {
    if (!page.ends_with(ending)) continue;
    if (found != nullptr) return evidence::kNoModule;
    found = &page;
  }
  return found == nullptr ? evidence::kNoModule : page(*found);
}

uint32_t Modules::page_of(std::string_view route, std::string_view from) const {
  if (route.find('/') == std::string_view::npos) return evidence::kNoModule;  // nearly every text
  const uint32_t known = page_of_route(route, from, [this](const std::string& path) {
    const uint32_t found = page(path);
    if (found != evidence::kNoModule || !path.ends_with(".html")) return found;
    return page(std::string(without_extension(path)));
  });
  return known == evidence::kNoModule ? page_ending(route) : known;
}

uint32_t Modules::of_template(const std::string& path, std::string_view place) {
  if (program_.is_page(path)) return out_.find_module(path);
  if (path.empty()) return out_.module("resources", ModuleKind::kResources, place);
  return out_.module(
      path, program_.components.count(path) != 0 ? ModuleKind::kComponent : ModuleKind::kLayout, place);
}

uint32_t Modules::of_named_template(const std::string& path, std::string_view name, std::string_view place) {
  return out_.module(text::to_valid_utf8(path + "#" + std::string(name)), ModuleKind::kLayout, place);
}

bool Modules::is_screen(const std::string& path) const {
  return program_.is_page(path) || program_.components.count(path) != 0;
}

uint32_t Modules::component_of(const std::string& user, std::string_view tag) {
  for (const std::string& scope : {user, std::string()}) {
    const auto tags = program_.tags.find(scope);
    if (tags == program_.tags.end()) continue;
    const auto at = tags->second.find(std::string(tag));
    if (at != tags->second.end()) return out_.module(at->second, ModuleKind::kComponent, at->second);
  }
  return evidence::kNoModule;
}

}  // namespace jianfu::platforms::mini
