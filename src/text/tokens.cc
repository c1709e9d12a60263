#include "text/tokens.h"

#include <algorithm>
#include <cctype>

#include "text/utf.h"

namespace jianfu::text {
namespace {

enum class Class : unsigned char { kBreak, kLower, kUpper, kDigit, kWide };

Class class_of(unsigned char c) {
  if (c >= 0x80) return Class::kWide;
  if (c >= 'a' && c <= 'z') return Class::kLower;
  if (c >= 'A' && c <= 'Z') return Class::kUpper;
  return c >= '0' && c <= '9' ? Class::kDigit : Class::kBreak;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// True when a new word begins at `at` (> 0); the characters on both sides belong to words.
bool begins_word(std::string_view text, size_t at) {
  const Class before = class_of(static_cast<unsigned char>(text[at - 1])), here = class_of(static_cast<unsigned char>(text[at]));
  if (here == Class::kUpper) {
    if (before != Class::kUpper) return true;
    // HTTPServer: the last capital of a run belongs to the word behind it. "userIDs" keeps its plural.
    return at + 1 < text.size() && class_of(static_cast<unsigned char>(text[at + 1])) == Class::kLower &&
           !(text[at + 1] == 's' && (at + 2 == text.size() || class_of(static_cast<unsigned char>(text[at + 2])) != Class::kLower));
  }
  if (here == Class::kLower) return before == Class::kDigit || before == Class::kWide;
  return here != before;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view identifier) {
  std::vector<std::string> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (size_t at = 0; at < identifier.size(); ++at) {
    if (class_of(static_cast<unsigned char>(identifier[at])) == Class::kBreak) {
      flush();
      continue;
    }
    if (!word.empty() && begins_word(identifier, at)) flush();
    word += lower(identifier[at]);
  }
  flush();
  return out;
}

bool holds_phrase(const std::vector<std::string>& tokens, const std::vector<std::string>& phrase) {
  if (phrase.empty()) return false;
  if (std::search(tokens.begin(), tokens.end(), phrase.begin(), phrase.end()) != tokens.end()) return true;
  if (phrase.size() == 1) return false;
  std::string joined;
  for (const std::string& word : phrase) joined += word;
  return std::find(tokens.begin(), tokens.end(), joined) != tokens.end();
}

std::vector<std::string> phrase_literals(const std::vector<std::string>& phrase) {
  if (phrase.empty()) return {};
  // Between two words may stand anything that separates words, so the longest word is what surely occurs; a word
  // joined from all of them holds it too.
  return {*std::max_element(phrase.begin(), phrase.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })};
}

}  // namespace jianfu::text
