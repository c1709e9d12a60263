// The code of all DEX files as modules, edges and evidence: one module a top-level class (inner ones folded
// into it), literals with what they are used for, calls of the framework and of SDKs, names, resource ids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"
#include "formats/dex/dex.h"
#include "platforms/android/links.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// One logical DEX file with the entry it stands in.
struct DexFile {
  std::string entry;
  formats::dex::Dex dex;
};

// Every class of the package. Makes the modules first, so that edges and layouts find them; read() fills
// them.
class Code {
 public:
  explicit Code(std::vector<DexFile> files);

  void make_modules(evidence::Collector& out);
  // `links` gets what strings of the code name; it is drawn by the caller.
  void read(const Resources& resources, Links& links, evidence::Collector& out) const;

  bool empty() const { return files_.empty(); }
  bool has_class(std::string_view java_name) const;
  // First superclass that the package does not define ("Landroid/app/Activity;"); the type itself when it is
  // such a one.
  std::string_view framework_base(std::string_view descriptor) const;
  // Classes whose name begins like that, inner ones counted.
  uint64_t classes_below(std::string_view java_prefix) const;

 private:
  evidence::ModuleKind kind_of(std::string_view descriptor) const;

  std::vector<DexFile> files_;
  // Descriptor → superclass descriptor, of every class defined in the package; views of the DEX bytes.
  std::unordered_map<std::string_view, std::string_view> supers_;
};

// "com.x.Foo$Bar$1" → "com.x.Foo"; "com.x.-$$Lambda$Foo$hash" (as D8 named lambdas once) → "com.x.Foo".
std::string_view outer_class(std::string_view java_name, std::string& scratch);
std::string outer_class(std::string_view java_name);

}  // namespace jianfu::platforms::android
