// The words that mean something to the reader; the rest of the languages' keywords are names to it.
#pragma once

#include <cstdint>
#include <string_view>

#include "formats/java/java.h"

namespace jianfu::formats::java {

enum class Word : uint8_t {
  kNone,
  kAs,
  kAwait,
  kBy,
  kCase,
  kClass,
  kConst,
  kControl,  // if while for switch catch when synchronized: "(" behind it is no call
  kEnum,
  kExtends,
  kFinal,
  kFun,
  kImplements,  // also with, on
  kImport,
  kIn,  // in, is, instanceof: operators
  kInterface,
  kModifier,  // public, private, late …
  kNew,
  kNull,
  kObject,
  kPackage,
  kRecord,
  kStatement,  // else, do, try, finally, throw, return, yield …: an operand or a statement comes
  kSuper,      // super, this
  kThrows,
  kTruth,  // true, false
  kVar,    // val, var
  kWhere,
};

// kNone when `name` is an ordinary name in that language.
Word word_of(std::string_view name, Dialect dialect);

}  // namespace jianfu::formats::java
