#include "platforms/android/program.h"

#include "formats/aapt_proto/aapt_proto.h"

namespace jianfu::platforms::android {

std::string_view ProgramPart::installed(std::string_view entry) const {
  if (!entry.starts_with(root)) return {};
  entry.remove_prefix(root.size());
  if (!bundle) return entry;
  for (const std::string_view kept : {"res/", "assets/", "lib/"}) {
    if (entry.starts_with(kept)) return entry;
  }
  // Folders of the module that are not folders of the APK.
  for (const std::string_view folder : {"dex/", "root/", "manifest/"}) {
    if (entry.starts_with(folder)) return entry.substr(folder.size());
  }
  return entry == "resources.pb" ? entry : std::string_view{};
}

bool ProgramPart::is_xml(std::string_view path, std::string_view head) const {
  if (!bundle) return formats::axml::looks_like(head);
  return path.starts_with("res/") && !path.starts_with("res/raw") && path.ends_with(".xml");
}

Result<formats::axml::Document> ProgramPart::parse_xml(std::string_view bytes, const Limits& limits) const {
  return bundle ? formats::aapt_proto::parse_xml(bytes, limits) : formats::axml::parse(bytes, limits);
}

Entries& Program::add_tree(const io::Tree& tree, std::string prefix) {
  return trees_.emplace_back(tree, out_, std::move(prefix));
}

Entries& Program::add_tree(std::unique_ptr<io::Tree> tree, io::Blob bytes, std::string prefix) {
  bytes_.push_back(std::move(bytes));
  owned_.push_back(std::move(tree));
  return add_tree(*owned_.back(), std::move(prefix));
}

void Program::add_apk(Entries& entries) {
  by_root_[&entries].emplace("", parts_.size());
  ProgramPart part;
  part.entries = &entries;
  parts_.push_back(std::move(part));
}

void Program::add_module(Entries& entries, std::string root) {
  by_root_[&entries].emplace(root, parts_.size());
  ProgramPart part;
  part.entries = &entries;
  part.root = std::move(root);
  part.bundle = true;
  parts_.push_back(std::move(part));
}

ProgramPart* Program::part_of(const Entries& entries, size_t index) {
  const auto roots = by_root_.find(&entries);
  if (roots == by_root_.end()) return nullptr;
  const std::string_view name = entries.at(index).name;
  const size_t slash = name.find('/');
  auto at = roots->second.find(std::string_view{});
  if (at == roots->second.end() && slash != std::string_view::npos)
    at = roots->second.find(name.substr(0, slash + 1));
  return at == roots->second.end() ? nullptr : &parts_[at->second];
}

}  // namespace jianfu::platforms::android
