// Strings of code as evidence: what a person sees, an address, or neither, by how the code uses them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/android/resources.h"
#include "platforms/android/ui_calls.h"

namespace jianfu::platforms::android {

// The class and method that is being read.
struct Scope {
  std::string_view entry;  // of the Code's file, which outlives every reader and link
  uint32_t module = evidence::kNoModule;
  std::string class_name;        // Java's spelling
  std::string_view method_name;  // MUTF-8; empty outside of methods
  uint32_t line = 0, column = 0;  // of a source file
  bool foreign = false;  // a class of others (evidence::CodeFilter)

  evidence::Evidence at(evidence::Kind kind, std::string text) const;
};

class CodeTexts {
 public:
  CodeTexts(const Resources& resources, evidence::Collector& out) : resources_(resources), out_(out) {}

  // A literal: `offset` of its bytes in the file, 0 when it is put together.
  void add(const Scope& scope, std::string text, uint64_t offset, StringUse use);
  // The text of a resource id.
  void add_resource(const Scope& scope, uint32_t id, StringUse use);
  // What is given to a title of the screen itself.
  void title(const Scope& scope, std::string_view text);
  void title_resource(const Scope& scope, uint32_t id);

 private:
  const Resources& resources_;
  evidence::Collector& out_;
};

}  // namespace jianfu::platforms::android
