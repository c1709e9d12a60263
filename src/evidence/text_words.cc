#include "evidence/text_words.h"

#include <array>
#include <charconv>
#include <cstdio>

#include "text/utf.h"

namespace jianfu::evidence {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// Control characters, zero-width and bidi-control characters, line separators: not to be seen in a line of
// text.
bool unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

// Calls plain(part), unseen(code point) or broken(byte) for the characters of `text`.
template <typename Plain, typename Unseen, typename Broken>
void walk(std::string_view text, Plain plain, Unseen hidden, Broken broken) {
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(text, at);
    if (c == kReplacement && at - begin == 1) {
      broken(static_cast<unsigned char>(text[begin]));
    } else if (unseen(c)) {
      hidden(c);
    } else {
      plain(text.substr(begin, at - begin));
    }
  }
}

template <typename... Args>
void append_format(std::string& out, const char* format, Args... args) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), format, args...);
  out += text.data();
}

bool may_stand_bare(std::string_view text) {
  bool bare = !text.empty();
  walk(
      text,
      [&](std::string_view part) { bare = bare && part.find_first_of(" \"=\\") == std::string_view::npos; },
      [&](char32_t) { bare = false; }, [&](unsigned char) { bare = false; });
  // A Chinese quote at the front is refused by the reader as a slip of the keyboard.
  return bare && !text.starts_with("“") && !text.starts_with("”");
}

class Splitter {
 public:
  explicit Splitter(std::string_view line) : line_(line) {}

  Result<std::vector<Word>> split() {
    std::vector<Word> out;
    for (skip_spaces(); at_ < line_.size(); skip_spaces()) {
      Word word;
      word.quoted = line_[at_] == '"';
      if (!read_piece(word.value, true)) return *error_;
      if (at_ < line_.size() && line_[at_] == '=') {
        ++at_;
        word.keyed = true;
        word.key = std::move(word.value);
        word.value.clear();
        word.quoted = at_ < line_.size() && line_[at_] == '"';
        if (!read_piece(word.value, false)) return *error_;
      }
      out.push_back(std::move(word));
    }
    return out;
  }

 private:
  void skip_spaces() {
    while (at_ < line_.size() && is_space(line_[at_])) ++at_;
  }

  // Up to a space, or to the '=' behind a key.
  bool read_piece(std::string& out, bool key) {
    if (line_.substr(at_).starts_with("“") || line_.substr(at_).starts_with("”"))
      return fail(Msg::evidence_full_width);
    while (at_ < line_.size() && !is_space(line_[at_]) && !(key && line_[at_] == '=')) {
      if (line_[at_] == '"') {
        if (!read_quoted(out)) return false;
      } else {
        out += line_[at_++];
      }
    }
    return true;
  }

  bool read_quoted(std::string& out) {
    for (++at_; at_ < line_.size();) {
      const char c = line_[at_++];
      if (c == '"') return true;
      if (c != '\\') {
        out += c;
      } else if (!read_escape(out)) {
        return false;
      }
    }
    return fail(Msg::evidence_unclosed);
  }

  bool read_escape(std::string& out) {
    if (at_ >= line_.size()) return fail(Msg::evidence_unclosed);
    unsigned value = 0;
    switch (const char c = line_[at_++]; c) {
      case '"':
      case '\\':
        out += c;
        return true;
      case 'n':
        out += '\n';
        return true;
      case 'x':
        if (!read_hex(2, value)) return false;
        out += static_cast<char>(value);
        return true;
      case 'u':
        if (!read_hex(4, value)) return false;
        text::append_utf8(out, value);
        return true;
      default:
        return fail(Msg::evidence_escape, {"\\" + as_word(std::string(1, c))});
    }
  }

  bool read_hex(size_t digits, unsigned& value) {
    const std::string_view text = line_.substr(at_, digits);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (text.size() != digits || read.ptr != text.data() + digits || surrogate)
      return fail(Msg::evidence_escape, {"\\" + std::string(digits == 2 ? "x" : "u") + as_word(text)});
    at_ += digits;
    return true;
  }

  bool fail(Msg what, std::vector<std::string> args = {}) {
    error_ = Error{ErrorKind::kCorrupt, {what, std::move(args)}, {}};
    return false;
  }

  std::string_view line_;
  size_t at_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  walk(
      text,
      [&](std::string_view part) {
        if (part == "\"" || part == "\\") out += '\\';
        out += part;
      },
      [&](char32_t c) {
        if (c == '\n') {
          out += "\\n";
        } else {
          append_format(out, "\\u%04X", static_cast<unsigned>(c));
        }
      },
      [&](unsigned char byte) { append_format(out, "\\x%02X", unsigned{byte}); });
  return out + '"';
}

std::string as_word(std::string_view text) {
  return may_stand_bare(text) ? std::string(text) : quoted(text);
}

Result<std::vector<Word>> split_words(std::string_view line) {
  return Splitter(line).split();
}

}  // namespace jianfu::evidence
