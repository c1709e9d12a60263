// The code of all DEX files as modules, edges and evidence: one module a top-level class (inner ones folded into it),
// literals with what they are used for, calls of the framework and of SDKs, names, resource ids.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/dex/dex.h"
#include "platforms/android/resources.h"

namespace jianfu::platforms::android {

// One logical DEX file with the entry it stands in.
struct DexFile {
  std::string entry;
  formats::dex::Dex dex;
};

// Makes the modules of every class first, so that edges and layouts find them; read_code() fills them.
class Code {
 public:
  Code(std::vector<DexFile> files, const Limits& limits);
  ~Code();
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;

  void make_modules(evidence::Collector& out);
  void read(const Resources& resources, evidence::Collector& out);
  bool has_class(std::string_view java_name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// "com.x.Foo$Bar$1" → "com.x.Foo".
std::string_view outer_class(std::string_view java_name);

}  // namespace jianfu::platforms::android
