#include "report/phrases.h"

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

}  // namespace jianfu::report
