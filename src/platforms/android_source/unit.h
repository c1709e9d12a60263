// One Java or Kotlin file as it was read: what its pass told, kept until every class of the project is known.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/limits.h"
#include "formats/java/java.h"
#include "io/blob.h"

namespace jianfu::platforms::android_source {

struct ClassBegin {
  std::string_view name;
  formats::java::Place place;
};
struct Super {
  std::string_view path;
  bool argument = false;  // a type argument of the one before
};
struct Method {
  std::string_view name;
  formats::java::Place place;
};
struct Variable {
  std::string_view name, type;
  bool field = false;
  formats::java::Place place;
};
struct Constant {
  std::string_view name, value;
  std::string_view holes;  // as of a literal
};
enum class End : uint8_t { kClass, kMethod };

using Event = std::variant<ClassBegin, Super, Method, Variable, Constant, End, formats::java::Literal,
                           formats::java::Call, formats::java::Reference>;

struct Unit {
  std::string entry;
  formats::java::Dialect dialect = formats::java::Dialect::kJava;
  uint32_t module = 0;  // of the project
  io::Blob bytes;
  formats::java::Scan scan;
  std::string_view package;
  std::vector<formats::java::Import> imports;
  std::vector<Event> events;
};

// Views point into the unit, which must not be copied (moving is fine: the bytes stay).
Unit read_unit(std::string entry, io::Blob bytes, formats::java::Dialect dialect, const Limits& limits);

}  // namespace jianfu::platforms::android_source
