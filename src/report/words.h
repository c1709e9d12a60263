// The words of reports for verdicts, grades and kinds, in both languages (docs/outputs.md).
#pragma once

#include <string_view>

#include "core/message.h"
#include "engine/report.h"

namespace jianfu::report {

std::string_view word(engine::Verdict verdict, Lang lang);
std::string_view word(engine::Severity severity, Lang lang);
std::string_view word(engine::Grade grade, Lang lang);
std::string_view word(engine::Coercion coercion, Lang lang);
std::string_view word(engine::Exemption exemption, Lang lang);
std::string_view word(evidence::Kind kind, Lang lang);
std::string_view word(evidence::Role role, Lang lang);
std::string_view word(evidence::Reach reach, Lang lang);
std::string_view word(GapReason reason, Lang lang);

}  // namespace jianfu::report
