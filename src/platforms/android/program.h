// What an Android program is put together from: one APK, a base with its splits, or the modules of an App
// Bundle (formats.md §5). All that differs between them is where things stand, and that is said here.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/axml/axml.h"
#include "io/tree.h"
#include "platforms/android/resources.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android {

// One APK, or one module of a bundle.
struct ProgramPart {
  Entries* entries = nullptr;
  std::string root;           // of a module: "base/"; empty in an APK
  bool bundle = false;        // XML and resources are protocol buffers
  uint32_t table = kNoTable;  // in Resources, once it is loaded

  // Entries of the tree.
  std::string manifest() const {
    return root + (bundle ? "manifest/AndroidManifest.xml" : "AndroidManifest.xml");
  }
  std::string resources() const { return root + (bundle ? "resources.pb" : "resources.arsc"); }
  // Where an entry of the part is once it is installed: "res/layout/x.xml", "classes.dex", "assets/x". Empty
  // when the entry does not get there (targeting, metadata of the build).
  std::string_view installed(std::string_view entry) const;
  // Binary XML or a bundle's, whichever the part has. `path`: as installed.
  Result<formats::axml::Document> parse_xml(std::string_view bytes, const Limits& limits) const;
  bool is_xml(std::string_view path, std::string_view head) const;
};

class Program {
 public:
  explicit Program(evidence::Collector& out) : out_(out) {}
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // A tree whose entries are accounted for; `prefix` stands before their names ("base.apk!/").
  Entries& add_tree(const io::Tree& tree, std::string prefix);
  // The same of an archive that was opened on the way: kept here, with the bytes it lies in.
  Entries& add_tree(std::unique_ptr<io::Tree> tree, io::Blob bytes, std::string prefix);

  // The main part comes first.
  void add_apk(Entries& entries);
  void add_module(Entries& entries, std::string root);  // "base/"

  // Entry of a tree with the names that classes had before they were renamed.
  struct NameMap {
    Entries* entries;
    size_t index;
  };
  void add_names(Entries& entries, size_t index) { names_.push_back({&entries, index}); }
  const std::vector<NameMap>& names() const { return names_; }

  std::vector<ProgramPart>& parts() { return parts_; }
  std::deque<Entries>& trees() { return trees_; }
  // The part that an entry of a tree is of; null when it is of none.
  ProgramPart* part_of(const Entries& entries, size_t index);

 private:
  evidence::Collector& out_;
  std::deque<io::Blob> bytes_;
  std::deque<std::unique_ptr<io::Tree>> owned_;
  std::deque<Entries> trees_;
  std::vector<ProgramPart> parts_;
  std::vector<NameMap> names_;
  std::map<const Entries*, std::map<std::string, size_t, std::less<>>>
      by_root_;  // tree → first folder → part
};

}  // namespace jianfu::platforms::android
