// App Bundles (formats.md §5.1): the folders of the archive are modules, `base` and features, each with a
// manifest of its own. Installed together they are one program.
#include <algorithm>
#include <set>

#include "platforms/android/android.h"
#include "platforms/android/read_program.h"
#include "platforms/shared/facts.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

constexpr std::string_view kManifest = "/manifest/AndroidManifest.xml";
constexpr std::string_view kMetadata = "BUNDLE-METADATA/", kNames = "/proguard.map";
constexpr std::string_view kBase = "base/";
constexpr size_t kMostModules = 200;  // the largest store takes 100

// "base/", "sign/": folders with a manifest, base first.
std::vector<std::string> modules_of(const io::Tree& tree) {
  std::set<std::string> found;
  for (const io::Entry& entry : tree.entries()) {
    const size_t slash = entry.name.find('/');
    if (slash != std::string::npos && std::string_view(entry.name).substr(slash) == kManifest)
      found.insert(entry.name.substr(0, slash + 1));
  }
  std::vector<std::string> out(found.begin(), found.end());
  std::stable_partition(out.begin(), out.end(), [](const std::string& root) { return root == kBase; });
  return out;
}

}  // namespace

int recognise_bundle(const io::Tree& tree) {
  return tree.find("BundleConfig.pb") || !modules_of(tree).empty() ? 2 : 0;
}

Result<Reading> read_bundle(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  evidence::Collector out(reading.evidence, context.filter);
  Program program(out);
  const io::Tree& tree = *inputs.front().tree;
  Entries& entries = program.add_tree(tree, "");
  std::vector<std::string> roots = modules_of(tree);
  if (roots.empty()) return Error{ErrorKind::kCorrupt, {Msg::bundle_no_module, {}}, {}};
  if (roots.size() > kMostModules) {
    out.gap(
        Defect{GapReason::kLimit,
               {Msg::limit_reached, {core::bilingual("模块的数目", "modules"), std::to_string(kMostModules)}},
               0,
               0},
        "");
    roots.resize(kMostModules);
  }
  for (std::string& root : roots) {
    add_fact(out, "module " + root.substr(0, root.size() - 1), text::to_valid_utf8(root));
    program.add_module(entries, std::move(root));
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries.at(i).name.starts_with(kMetadata) && entries.at(i).name.ends_with(kNames))
      program.add_names(entries, i);
  }
  Status status = read_program(program, context, out, reading);
  if (!status) return status.error();
  return reading;
}

}  // namespace jianfu::platforms::android
