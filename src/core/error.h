// The one error type that crosses rooms. It says what was expected, what was found and where, as a
// message of the bilingual table, so that the same error can be shown in Chinese or English.
#pragma once

#include <string>
#include <utility>

#include "core/message.h"

namespace jianfu::core {

enum class ErrorKind {
  kIo,            // the file system said no
  kNotThisKind,   // well-formed perhaps, but not what this reader reads
  kCorrupt,       // the package's fault
  kUnsupported,   // recognised, and not yet readable
  kLimit,         // a bound of core::Limits was reached
  kBadRule,       // the rule author's fault
  kUsage,         // the caller's fault
};

struct Error {
  ErrorKind kind = ErrorKind::kCorrupt;
  Message what;
  std::string where;  // path, entry, entry+0xOFFSET or file:line:column; may be empty

  // "where: what" in the language asked for.
  std::string render(Lang lang) const { return where.empty() ? what.render(lang) : where + ": " + what.render(lang); }
};

}  // namespace jianfu::core

namespace jianfu {
using core::Error;
using core::ErrorKind;
}  // namespace jianfu
