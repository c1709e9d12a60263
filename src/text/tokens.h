// Identifiers as words: camelCase, snake_case, kebab-case, paths, digits and Han runs are split; acronyms
// stay whole (HTTPServer → http server). Lower case. "checkInput" is check, input: never "check in put".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jianfu::text {

std::vector<std::string> tokens_of(std::string_view identifier);

// ASCII without entities and tags: as it stands, but for case.
bool is_plain(std::string_view identifier);
// The tokens of a plain identifier as views of `lowered`, which is the identifier in lower case.
void ascii_tokens(std::string_view identifier, std::string_view lowered, std::vector<std::string_view>& out);

// True when `phrase` (tokens) occurs in `tokens` as consecutive words; a phrase of several words also matches
// one token that is their concatenation ("signin" for sign, in): many names are written in lower case only.
bool holds_phrase(const std::vector<std::string>& tokens, const std::vector<std::string>& phrase);
bool holds_phrase(const std::vector<std::string_view>& tokens, const std::vector<std::string>& phrase);

// Every literal one of which an identifier must contain for holds_phrase to be true (for text::Scanner).
std::vector<std::string> phrase_literals(const std::vector<std::string>& phrase);

}  // namespace jianfu::text
