// Signs that what runs is not what lies in the package (formats.md §6.3), each a fact that the engine weighs:
// docs/evidence.md lists their forms. No sign alone is a verdict.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "evidence/collector.h"
#include "platforms/android/code.h"
#include "platforms/android/manifest.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms::android {

// Looks at the code as it was opened: shape, bytes behind it, and what the Application class loads. The facts
// come with report(), which wants to know what classes there are.
class Packing {
 public:
  Packing(std::span<const DexFile> files, const Manifest& manifest);

  void report(const Code& code, evidence::Collector& out) const;

 private:
  void look_at_application(const DexFile& file);
  void look_at_trailer(const DexFile& file);

  struct Fact {
    std::string text, entry;
  };
  const Manifest& manifest_;
  bool has_code_ = false;
  uint64_t methods_ = 0, hollow_ = 0, code_bytes_ = 0;
  std::vector<Fact> facts_;
};

// Large files of assets/, lib/ and the root that are noise: nothing known by its head, nothing that could be
// packed.
void report_opaque_assets(const Entries& entries, evidence::Collector& out);

}  // namespace jianfu::platforms::android
