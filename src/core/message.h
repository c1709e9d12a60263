// Every sentence the program itself says to a person, in Chinese and English, in one table
// (core/messages.inc) that is checked at compile time: both languages there, same placeholders.
// Texts of rules are not here: they are data in rules/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::core {

enum class Lang { kZh, kEn };

enum class Msg : uint16_t {
#define JIANFU_MESSAGE(id, zh, en) id,
#include "core/messages.inc"
#undef JIANFU_MESSAGE
};

// The text of `id` with {0}, {1} … replaced by `args`; a placeholder without argument stays as it is.
std::string render(Msg id, Lang lang, const std::vector<std::string>& args = {});

// The id as written in messages.inc, for text forms; and back.
std::string_view name_of(Msg id);
std::optional<Msg> message_named(std::string_view name);

// An argument that reads differently in the two languages.
std::string bilingual(std::string_view zh, std::string_view en);

struct Message {
  Msg id = Msg::none;
  std::vector<std::string> args;

  std::string render(Lang lang) const { return core::render(id, lang, args); }
  friend bool operator==(const Message&, const Message&) = default;
};

}  // namespace jianfu::core

namespace jianfu {
using core::Lang;
using core::Message;
using core::Msg;
}  // namespace jianfu
