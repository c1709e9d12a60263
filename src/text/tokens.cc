#include "text/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/fold.h"

namespace jianfu::text {
namespace {

enum class Class : uint8_t { kBreak, kUpper, kLower, kDigit, kHan, kOther };

// Letters beyond ASCII: those of alphabets read as lower case, those of East Asia (kana, Hangul) run by
// themselves.
Class class_of(char32_t c) {
  if (c < 0x80) {
    return is_upper(c)   ? Class::kUpper
           : is_lower(c) ? Class::kLower
           : is_digit(c) ? Class::kDigit
                         : Class::kBreak;
  }
  if (is_han(c)) return Class::kHan;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Class::kBreak;
  if (c < 0x2000) return Class::kLower;
  if ((c >= 0x3041 && c <= 0x31FF && c != 0x30FB) || (c >= 0xA000 && c <= 0xD7A3)) return Class::kOther;
  return Class::kBreak;  // punctuation, symbols, private use, U+FFFD
}

// Letters come in one by one; a word ends where the class changes, but an upper-case letter belongs to the
// lower-case ones after it, and of several the last one only (HTTPServer).
class Splitter {
 public:
  void put(char32_t c) {
    const Class next = class_of(c);
    if (next == Class::kBreak) {
      end_word();
    } else if (next == Class::kLower && last_ == Class::kUpper) {
      if (uppers_ > 1) split_before_last();
    } else if (next != last_) {
      end_word();
    }
    if (next != Class::kBreak) append_utf8(word_, lower(c));
    uppers_ = next == Class::kUpper ? uppers_ + 1 : 0;
    last_ = next;
  }

  std::vector<std::string> take() {
    end_word();
    return std::move(words_);
  }

 private:
  void end_word() {
    if (!word_.empty()) words_.push_back(std::move(word_));
    word_.clear();
  }
  void split_before_last() {  // the last letter is one byte: only ASCII has upper case here
    const char last = word_.back();
    word_.pop_back();
    end_word();
    word_ = last;
  }

  std::vector<std::string> words_;
  std::string word_;
  Class last_ = Class::kBreak;
  size_t uppers_ = 0;  // in a row, up to the last letter
};

// The tokens from `at` on spell the phrase: each is one of its words, or several of them written together.
template <typename Token>
bool spells(const std::vector<Token>& tokens, size_t at, const std::vector<std::string>& phrase) {
  size_t word = 0;
  for (; at < tokens.size() && word < phrase.size(); ++at) {
    std::string_view rest = tokens[at];
    while (word < phrase.size() && !rest.empty() && rest.substr(0, phrase[word].size()) == phrase[word])
      rest.remove_prefix(phrase[word++].size());
    if (!rest.empty()) return false;
  }
  return word == phrase.size();
}

template <typename Token>
bool holds(const std::vector<Token>& tokens, const std::vector<std::string>& phrase) {
  const bool has_empty =
      std::any_of(phrase.begin(), phrase.end(), [](const std::string& w) { return w.empty(); });
  if (phrase.empty() || has_empty) return false;
  for (size_t at = 0; at < tokens.size(); ++at) {
    if (spells(tokens, at, phrase)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view identifier) {
  Splitter splitter;
  walk_folded(identifier, [&splitter](char32_t c, size_t, size_t, bool in_break_tag) {
    splitter.put(in_break_tag ? U'<' : Folding::get().simplified(c));
  });
  return splitter.take();
}

bool is_plain(std::string_view identifier) {
  return ascii_run(identifier, '&') == identifier.size() && identifier.find('<') == std::string_view::npos;
}

// As Splitter does it: a word begins where the class changes, but not at the lower-case letters behind an upper-case one;
// of several of those the last goes with them.
void ascii_tokens(std::string_view identifier, std::string_view lowered, std::vector<std::string_view>& out) {
  out.clear();
  size_t begin = 0;
  const auto end_at = [&](size_t end) {
    if (end > begin) out.push_back(lowered.substr(begin, end - begin));
    begin = end;
  };
  Class last = Class::kBreak;
  size_t uppers = 0;
  for (size_t at = 0; at < identifier.size(); ++at) {
    const Class next = class_of(static_cast<unsigned char>(identifier[at]));
    if (next == Class::kBreak) {
      end_at(at);
      begin = at + 1;
    } else if (next == Class::kLower && last == Class::kUpper) {
      if (uppers > 1) end_at(at - 1);
    } else if (next != last) {
      end_at(at);
    }
    uppers = next == Class::kUpper ? uppers + 1 : 0;
    last = next;
  }
  end_at(identifier.size());
}

bool holds_phrase(const std::vector<std::string>& tokens, const std::vector<std::string>& phrase) {
  return holds(tokens, phrase);
}

bool holds_phrase(const std::vector<std::string_view>& tokens, const std::vector<std::string>& phrase) {
  return holds(tokens, phrase);
}

// What stands between the words can be anything, so the one thing sure to be there is each word; the longest
// is rarest, but for those that stand in every second name.
std::vector<std::string> phrase_literals(const std::vector<std::string>& phrase) {
  constexpr std::array<std::string_view, 33> kEverywhere = {
      "app",  "get",  "set",  "add",  "has",   "list",  "name",  "time",  "data",   "type",    "path",
      "file", "load", "show", "view", "text",  "send",  "down",  "page",  "state",  "start",   "count",
      "index", "class", "event", "value", "create", "update", "number", "manager", "service", "request", "activity"};
  const auto rank = [&](const std::string& word) {
    const bool common = std::find(kEverywhere.begin(), kEverywhere.end(), word) != kEverywhere.end();
    return std::pair(!common && word.size() > 2, word.size());
  };
  const auto longest = std::max_element(
      phrase.begin(), phrase.end(), [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  if (longest == phrase.end()) return {};
  return {*longest};
}

}  // namespace jianfu::text
