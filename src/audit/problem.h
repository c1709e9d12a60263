// Errors of batch audits: "path: audit: why", in both languages.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "report/phrases.h"

namespace jianfu::audit {

using report::Phrase;

Error problem(ErrorKind kind, Phrase what, const std::vector<std::string>& args, const std::string& where);

}  // namespace jianfu::audit
