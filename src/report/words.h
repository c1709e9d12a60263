// The words of reports for verdicts, grades, kinds and reasons, in both languages.
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"
#include "engine/report.h"

namespace jianfu::report {

std::string_view word(engine::Verdict verdict, Lang lang);
std::string_view word(engine::Severity severity, Lang lang);
std::string_view word(engine::Grade grade, Lang lang);
std::string_view word(engine::Coercion coercion, Lang lang);
std::string_view coercion_word(engine::Coercion coercion, Lang lang);  // in one word
std::string_view word(engine::Exemption exemption, Lang lang);
std::string_view word(evidence::Kind kind, Lang lang);
std::string_view word(evidence::Role role, Lang lang);  // empty for none
std::string_view word(evidence::Owner owner, Lang lang);
std::string_view word(evidence::Reach reach, Lang lang);
std::string_view word(GapReason reason, Lang lang);
// Of a name: "page", "package"; the name itself when it has no word.
std::string_view module_word(std::string_view kind, Lang lang);
// Of a capability: "camera", "location.once"; the name itself when it has no word.
std::string_view capability_word(std::string_view api, Lang lang);
// Of the mark of a citation: V, F, S, M.
std::string_view confidence_word(std::string_view mark, Lang lang);

// Of a heading, from 1: 一, 二 …; figures past ten.
std::string numeral(size_t number, Lang lang);
// What an argument of evidence is called where people read it: empty for those that only programmers need.
std::string_view argument_word(std::string_view name, Lang lang);
// Of a kind of third-party kit: "map", "push"; the name itself when it has no word.
std::string_view category_word(std::string_view category, Lang lang);

}  // namespace jianfu::report
