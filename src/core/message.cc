#include "core/message.h"

#include <cstddef>
#include <iterator>

#include "core/message_table.h"

namespace jianfu::core {
namespace {

// A plain array: clang 14 cannot deduce the size of a std::array from this many rows.
constexpr MessageRow kTable[] = {
#define JIANFU_MESSAGE(id, zh, en) MessageRow{#id, zh, en},
#include "core/messages.inc"
#undef JIANFU_MESSAGE
};

static_assert(both_languages_agree(kTable), "messages.inc: a text lacks a language, or its placeholders differ");

constexpr char kBetweenLanguages = '\x1f';  // ASCII unit separator: no text shown to people holds it

std::string_view half_of(std::string_view argument, Lang lang) {
  const size_t between = argument.find(kBetweenLanguages);
  if (between == std::string_view::npos) return argument;
  return lang == Lang::kZh ? argument.substr(0, between) : argument.substr(between + 1);
}

}  // namespace

std::string_view name_of(Msg id) { return kTable[static_cast<size_t>(id)].name; }

std::optional<Msg> message_named(std::string_view name) {
  for (size_t i = 0; i < std::size(kTable); ++i) {
    if (kTable[i].name == name) return static_cast<Msg>(i);
  }
  return std::nullopt;
}

std::string bilingual(std::string_view zh, std::string_view en) {
  return std::string(zh) + kBetweenLanguages + std::string(en);
}

std::string filled(const MessageRow& row, Lang lang, const std::vector<std::string>& args) {
  const std::string_view text = lang == Lang::kZh ? row.zh : row.en;
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const size_t index = placeholder ? static_cast<size_t>(text[i + 1] - '0') : args.size();
    if (index < args.size()) {
      out += half_of(args[index], lang);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string render(Msg id, Lang lang, const std::vector<std::string>& args) {
  return filled(kTable[static_cast<size_t>(id)], lang, args);
}

}  // namespace jianfu::core
