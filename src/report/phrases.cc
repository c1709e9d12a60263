#include "report/phrases.h"

#include <algorithm>
#include <iterator>

#include "core/message_table.h"

namespace jianfu::report {
namespace {

constexpr core::MessageRow kTable[] = {
#define JIANFU_PHRASE(id, zh, en) core::MessageRow{#id, zh, en},
#include "report/phrases.inc"
#undef JIANFU_PHRASE
};
static_assert(core::both_languages_agree(kTable), "phrases.inc: a text lacks a language, or its placeholders differ");

}  // namespace

std::string phrase(Phrase id, Lang lang, const std::vector<std::string>& args) {
  return core::filled(kTable[static_cast<size_t>(id)], lang, args);
}

std::optional<Phrase> phrase_named(std::string_view name) {
  const auto at = std::find_if(std::begin(kTable), std::end(kTable), [&](const core::MessageRow& row) { return row.name == name; });
  if (at == std::end(kTable)) return std::nullopt;
  return static_cast<Phrase>(at - std::begin(kTable));
}

}  // namespace jianfu::report
