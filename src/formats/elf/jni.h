// Names by which Java code finds native methods (formats.md §10.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jianfu::formats::elf {

struct JniMethod {
  std::string class_name;  // com.foo.Bar$Inner
  std::string method;
  std::string signature;  // of the arguments, of overloaded methods only: "Ljava/lang/String;I"
};

// Java_com_foo_Bar_method; nothing for other names and for those whose escapes make no sense.
std::optional<JniMethod> demangle_jni(std::string_view symbol);

// "com/foo/Bar" as FindClass wants it, and "(Ljava/lang/String;)V" as RegisterNatives does.
bool looks_like_class_path(std::string_view text);
bool looks_like_method_signature(std::string_view text);

}  // namespace jianfu::formats::elf
