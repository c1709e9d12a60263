#include "platforms/quickapp/quickapp.h"

#include <algorithm>
#include <string_view>

#include "platforms/quickapp/program.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms::quickapp {
namespace {

constexpr uint64_t kManifestBytes = 1 << 16;
constexpr uint64_t kScriptBytes = 1 << 20;  // the marks of a bundle stand at its end

bool holds(const io::Tree& tree, std::string_view name, uint64_t bytes,
           std::initializer_list<std::string_view> marks) {
  const auto index = tree.find(name);
  if (!index) return false;
  const io::Content head = tree.head(*index, bytes);
  return std::all_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return head.bytes.view().find(mark) != std::string_view::npos;
  });
}

bool is_container(const io::Tree& tree) {
  return !tree.find("manifest.json") &&
         std::any_of(tree.entries().begin(), tree.entries().end(), [](const io::Entry& entry) {
           return entry.name.find('/') == std::string::npos && entry.name.ends_with(".srpk");
         });
}

bool has_manifest(const io::Tree& tree) {
  return holds(tree, "manifest.json", kManifestBytes, {"\"router\""}) &&
         (tree.find("app.js") || tree.find("META-INF/CERT") || tree.find("app.bin"));
}

// A sub-package has pages and a certificate, and nothing that says what of.
bool is_part(const io::Tree& tree) {
  if (tree.find("manifest.json") || tree.find("app.js") || !tree.find("META-INF/CERT")) return false;
  return std::any_of(tree.entries().begin(), tree.entries().end(), [&](const io::Entry& entry) {
    return entry.name.ends_with(".js") && holds(tree, entry.name, kScriptBytes, {"$app_bootstrap$"});
  });
}

}  // namespace

int recognise(const io::Tree& tree) {
  if (is_container(tree) || has_manifest(tree)) return 2;
  if (holds(tree, "app.js", kScriptBytes, {"$app_bootstrap$"})) return 2;
  return is_part(tree) ? 2 : 0;
}

int recognise_source(const io::Tree& tree) {
  const auto root = source_root(tree);
  if (!root) return 0;
  return root->empty() || *root == "src/" ? 2 : 1;
}

// Sub-packages do not say what program they are of, and the package of cards has no other page.
Membership membership(const io::Tree& tree) {
  Membership out;
  out.part = is_part(tree) || (tree.find("manifest.json") && !tree.find("app.js") &&
                               holds(tree, "manifest.json", kManifestBytes, {"\"widgets\""}) &&
                               !holds(tree, "manifest.json", kManifestBytes, {"\"entry\""}));
  return out;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  return read_program(inputs, context, false);
}

Result<Reading> read_source(std::span<const Input> inputs, const Context& context) {
  return read_program(inputs, context, true);
}

}  // namespace jianfu::platforms::quickapp
