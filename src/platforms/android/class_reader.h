// One DEX file class by class: names, annotations, constants, and what the methods hold (method_walk.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platforms/android/annotations.h"
#include "platforms/android/code.h"
#include "platforms/android/dex_tables.h"
#include "platforms/android/method_walk.h"

namespace jianfu::platforms::android {

class ClassReader {
 public:
  ClassReader(const DexFile& file, const Code& code, const Resources& resources, Links& links,
              evidence::Collector& out);
  void read();

 private:
  void read_class(const formats::dex::ClassDef& def);
  void read_constants(const formats::dex::ClassDef& def);
  void read_annotations(const formats::dex::ClassDef& def);
  void read_annotation(const formats::dex::Annotation& annotation);
  AnnotationMeaning meaning_of(uint32_t type);
  void read_methods(const formats::dex::ClassDef& def);
  void add_name(uint32_t string);
  void add_leftovers();
  void add_figures();

  const DexFile& file_;
  const Code& code_;
  const formats::dex::Dex& dex_;
  Links& links_;
  evidence::Collector& out_;
  DexTables tables_;
  CodeTexts texts_;
  MethodWalk walk_;
  Scope scope_;             // of the class now read
  formats::dex::ClassData data_;  // of it; filled anew, not freed
  std::vector<bool> seen_;  // strings that names, constants and annotations hold
  std::vector<std::optional<AnnotationMeaning>> meanings_;  // by type, of those that were asked for
};

}  // namespace jianfu::platforms::android
