#include "platforms/web/web.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "formats/json/json.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::web {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kStart = "index.html";
// Folders that builds and projects keep their pages in.
constexpr std::array kFolders = {"dist/"sv,   "www/"sv, "h5/"sv,     "build/"sv,
                                 "public/"sv, "web/"sv, "static/"sv, "html/"sv};
// Where one of these stands at the top, the tree is something else that merely has pages.
constexpr std::array kOthers = {"AndroidManifest.xml"sv, "app-config.json"sv, "app.json"sv,
                                "pages.json"sv,          "build.gradle"sv,    "pom.xml"sv,
                                "Package.swift"sv,       "pubspec.yaml"sv};

bool is_rubbish(std::string_view folder) {
  return folder == "__MACOSX" || folder.starts_with('.');
}

// The one folder at the top, when nothing but it lies there.
std::optional<std::string> sole_folder(const io::Tree& tree) {
  std::string_view found;
  for (const io::Entry& entry : tree.entries()) {
    const std::string_view name = entry.name;
    const size_t slash = name.find('/');
    const std::string_view folder = name.substr(0, slash);
    if (is_rubbish(folder)) continue;
    if (slash == std::string_view::npos || (!found.empty() && folder != found)) return std::nullopt;
    found = folder;
  }
  if (found.empty()) return std::nullopt;
  return std::string(found) + "/";
}

// Where the pages begin, with its '/'; nothing when there are none.
std::optional<std::string> root_of(const io::Tree& tree) {
  std::string top;
  if (const auto folder = sole_folder(tree)) top = *folder;
  if (tree.find(top + std::string(kStart))) return top;
  for (const std::string_view folder : kFolders) {
    std::string root = top + std::string(folder);
    if (tree.find(root + std::string(kStart))) return root;
  }
  return std::nullopt;
}

// A program, not one page of documentation.
bool has_program(const io::Tree& tree, const std::string& root) {
  return std::any_of(tree.entries().begin(), tree.entries().end(), [&](const io::Entry& entry) {
    const std::string_view name = entry.name;
    const bool script = name.ends_with(".js") || name.ends_with(".mjs");
    const bool page = name.ends_with(".html") && base_of(name) != kStart;
    return name.starts_with(root) && (script || page) && name.find("node_modules/") == std::string_view::npos;
  });
}

// The name in the manifest of a web app.
std::string manifest_name(const io::Tree& tree, const std::string& root, const Limits& limits) {
  for (const std::string_view file : {"manifest.json"sv, "manifest.webmanifest"sv, "site.webmanifest"sv}) {
    const auto index = tree.find(root + std::string(file));
    if (!index) continue;
    const std::string source = text::decode_text(tree.read(*index, limits.text_bytes).bytes.view());
    const formats::json::Document manifest = formats::json::parse(source, limits);
    const std::string_view name = manifest.root["name"].string_or(manifest.root["short_name"].string_or(""));
    if (!name.empty()) return text::to_valid_utf8(name);
  }
  return {};
}

}  // namespace

int recognise(const io::Tree& tree) {
  if (std::any_of(kOthers.begin(), kOthers.end(),
                  [&](std::string_view name) { return tree.find(name).has_value(); }))
    return 0;
  const std::optional<std::string> root = root_of(tree);
  return root && has_program(tree, *root) ? 1 : 0;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  const io::Tree& tree = *inputs.front().tree;
  evidence::Collector out(reading.evidence, context.filter);
  Entries entries(tree, out);
  // Dependencies beside a plain folder are no part of it.
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string& name = entries.at(i).name;
    const bool foreign = name.starts_with("node_modules/") ||
                         name.find("/node_modules/") != std::string::npos || name.starts_with("__MACOSX/") ||
                         name.starts_with(".git/");
    if (foreign && !entries.done(i)) entries.skip(i);
  }
  Contents contents(out, context, reading);
  contents.read_all(entries);
  contents.finish();
  entries.report_container();
  const std::string root = root_of(tree).value_or(std::string());
  const uint32_t start = out.find_module(shown_name({.name = root + std::string(kStart)}));
  if (start != evidence::kNoModule) reading.package.name = out.at(start).title;
  if (reading.package.name.empty()) reading.package.name = manifest_name(tree, root, context.limits);
  return reading;
}

}  // namespace jianfu::platforms::web
