#include "platforms/android/code.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/android/class_reader.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::ModuleKind;
using formats::dex::ClassDef;

constexpr size_t kSuperclassSteps = 32;  // deeper inheritance was not seen; a circle ends here

struct BaseClass {
  std::string_view part;
  ModuleKind kind;
};
// By the end of a superclass's name, framework or support library alike.
constexpr std::array kBaseClasses = {
    BaseClass{"Activity;", ModuleKind::kPage},        BaseClass{"Fragment;", ModuleKind::kComponent},
    BaseClass{"Dialog;", ModuleKind::kComponent},     BaseClass{"PopupWindow;", ModuleKind::kComponent},
    BaseClass{"Adapter;", ModuleKind::kComponent},    BaseClass{"View;", ModuleKind::kComponent},
    BaseClass{"Layout;", ModuleKind::kComponent},     BaseClass{"Service;", ModuleKind::kService},
    BaseClass{"Receiver;", ModuleKind::kService},     BaseClass{"Worker;", ModuleKind::kService},
    BaseClass{"ViewHolder;", ModuleKind::kComponent}, BaseClass{"ViewDataBinding;", ModuleKind::kComponent},
};

ModuleKind kind_of_base(std::string_view descriptor) {
  for (const BaseClass& base : kBaseClasses) {
    if (descriptor.ends_with(base.part)) return base.kind;
  }
  return ModuleKind::kClass;
}

// Classes that the build tools make for a layout: "com.x.databinding.ActivitySignBinding".
bool is_binding(std::string_view descriptor) {
  return descriptor.find("/databinding/") != std::string_view::npos &&
         (descriptor.ends_with("Binding;") || descriptor.ends_with("BindingImpl;"));
}

}  // namespace

std::string_view outer_class(std::string_view java_name, std::string& scratch) {
  constexpr std::string_view kLambda = "-$$Lambda$";
  const size_t dot = java_name.rfind('.');
  const size_t start = dot == std::string_view::npos ? 0 : dot + 1;
  std::string_view name = java_name.substr(start);
  if (name.starts_with(kLambda)) {
    name.remove_prefix(kLambda.size());
    scratch.assign(java_name.substr(0, start)).append(name.substr(0, name.find('$')));
    return scratch;
  }
  return java_name.substr(0, java_name.find('$', start + 1));  // a name may itself begin with '$'
}

std::string outer_class(std::string_view java_name) {
  std::string scratch;
  return std::string(outer_class(java_name, scratch));
}

Code::Code(std::vector<DexFile> files) : files_(std::move(files)) {
  for (const DexFile& file : files_) {
    for (uint32_t c = 0; c < file.dex.classes(); ++c) {
      const ClassDef def = file.dex.class_def(c);
      supers_.emplace(file.dex.type(def.type),
                      def.super == formats::dex::kNoIndex ? std::string_view{} : file.dex.type(def.super));
    }
  }
}

std::string_view Code::framework_base(std::string_view descriptor) const {
  for (size_t step = 0; step < kSuperclassSteps; ++step) {
    const auto at = supers_.find(descriptor);
    if (at == supers_.end()) return descriptor;
    descriptor = at->second;
  }
  return {};
}

ModuleKind Code::kind_of(std::string_view descriptor) const {
  if (is_binding(descriptor)) return ModuleKind::kComponent;
  for (size_t step = 0; step < kSuperclassSteps; ++step) {
    const auto at = supers_.find(descriptor);
    if (at == supers_.end()) return kind_of_base(descriptor);
    // A base class of the app's own ("BaseActivity") says as much as one of the framework.
    if (const ModuleKind kind = kind_of_base(at->second); kind != ModuleKind::kClass) return kind;
    descriptor = at->second;
  }
  return ModuleKind::kClass;
}

void Code::make_modules(Collector& out) {
  std::string scratch;
  for (const DexFile& file : files_) {
    for (uint32_t c = 0; c < file.dex.classes(); ++c) {
      const std::string_view descriptor = file.dex.type(file.dex.class_def(c).type);
      const std::string name = text::from_mutf8(formats::dex::java_name(descriptor));
      const std::string_view outer = outer_class(name, scratch);
      const bool inner = outer.size() != name.size();
      // An inner class's kind is not its outer one's: only the outer class itself decides.
      const uint32_t module = out.module(outer, inner ? ModuleKind::kClass : kind_of(descriptor), file.entry);
      if (!inner && out.at(module).kind == ModuleKind::kClass) out.at(module).kind = kind_of(descriptor);
    }
  }
}

void Code::read(const Resources& resources, Links& links, Collector& out) const {
  for (const DexFile& file : files_) ClassReader(file, *this, resources, links, out).read();
}

bool Code::has_class(std::string_view java_name) const {
  std::string descriptor = "L" + std::string(java_name) + ";";
  std::replace(descriptor.begin(), descriptor.end(), '.', '/');
  return supers_.count(descriptor) != 0;
}

uint64_t Code::classes_below(std::string_view java_prefix) const {
  std::string start = "L" + std::string(java_prefix);
  std::replace(start.begin(), start.end(), '.', '/');
  return static_cast<uint64_t>(std::count_if(supers_.begin(), supers_.end(),
                                             [&](const auto& one) { return one.first.starts_with(start); }));
}

}  // namespace jianfu::platforms::android
