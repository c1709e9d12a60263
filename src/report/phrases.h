// Sentences of the documents and of the command line, in Chinese and English: a table like core/messages.inc, apart
// from it so that the wording of a report is no part of what every reader of a package is compiled from. Errors, and
// whatever the rooms below say, stand in the other one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace jianfu::report {

enum class Phrase : uint16_t {
#define JIANFU_PHRASE(id, zh, en) id,
#include "report/phrases.inc"
#undef JIANFU_PHRASE
};

// With {0}, {1} … replaced by `args`.
std::string phrase(Phrase id, Lang lang, const std::vector<std::string>& args = {});
// The one of that name; nothing when there is none.
std::optional<Phrase> phrase_named(std::string_view name);

}  // namespace jianfu::report
