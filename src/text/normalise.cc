#include "text/normalise.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

#include "text/han_tables.h"
#include "text/utf.h"

namespace jianfu::text {
namespace {

// Two-level table over the basic plane: folded character, 0 where there is nothing to fold.
class FoldTable {
 public:
  explicit FoldTable(const char8_t* pairs) {
    const std::string_view text(reinterpret_cast<const char*>(pairs));  // char8_t may alias char
    for (size_t at = 0; at < text.size();) {
      const char32_t from = next_code_point(text, at);
      if (at >= text.size()) break;
      set(from, next_code_point(text, at));
    }
  }
  char32_t get(char32_t c) const {
    const size_t page = c >> 8;
    if (page >= pages_.size() || !pages_[page]) return 0;
    return (*pages_[page])[c & 0xFF];
  }

 private:
  void set(char32_t from, char32_t to) {
    const size_t page = from >> 8;
    if (page >= pages_.size()) return;
    if (!pages_[page]) pages_[page].emplace();
    (*pages_[page])[from & 0xFF] = static_cast<char16_t>(to);
  }
  std::array<std::optional<std::array<char16_t, 256>>, 256> pages_;
};

const FoldTable& traditional() {
  static const FoldTable table(kTraditionalPairs);
  return table;
}
const FoldTable& compatibility() {
  static const FoldTable table(kCompatibilityPairs);
  return table;
}

bool is_dropped(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F);
}

// What is put between Han characters to split a word: 打 卡, 打·卡, 打-卡.
bool is_separator(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 || c == 0xB7 || c == 0x30FB || c == 0x2022 || c == '-' ||
         c == 0x2027 || c == 0xFF0D || (c >= 0x2000 && c <= 0x200A);
}

char32_t fold_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? ' ' : c;
}

char32_t fold_enclosed(char32_t c) {
  if (c >= 0x2460 && c <= 0x2468) return '1' + (c - 0x2460);  // ① … ⑨
  if (c >= 0x24D0 && c <= 0x24E9) return 'a' + (c - 0x24D0);  // ⓐ …
  return c;
}

char32_t fold(char32_t c) {
  c = fold_enclosed(fold_width(c));
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0x2E80) return c;
  if (const char32_t plain = compatibility().get(c); plain != 0) c = plain;
  return simplified(c);
}

struct Entity {
  std::string_view name;
  char32_t value;
};
constexpr std::array kEntities = {
    Entity{"&amp;", '&'},  Entity{"&lt;", '<'},      Entity{"&gt;", '>'},       Entity{"&quot;", '"'},
    Entity{"&nbsp;", 0xA0}, Entity{"&middot;", 0xB7}, Entity{"&ldquo;", 0x201C}, Entity{"&rdquo;", 0x201D},
    Entity{"&ensp;", ' '}, Entity{"&emsp;", ' '},
};

// The character an entity or <br> at `at` stands for, and its length; nothing when there is none.
struct Escape {
  char32_t value = 0;
  size_t size = 0;
};
std::optional<Escape> numeric_entity(std::string_view text) {
  const bool hex = text.size() > 3 && (text[2] == 'x' || text[2] == 'X');
  char32_t value = 0;
  size_t at = hex ? 3 : 2;
  const size_t digits_at = at;
  for (; at < text.size() && at < digits_at + 8; ++at) {
    const char c = text[at];
    const char low = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') value = value * (hex ? 16 : 10) + static_cast<char32_t>(c - '0');
    else if (hex && low >= 'a' && low <= 'f') value = value * 16 + static_cast<char32_t>(low - 'a' + 10);
    else break;
  }
  const bool closed = at < text.size() && text[at] == ';' && at > digits_at;
  if (!closed || value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return Escape{value, at + 1};
}
std::optional<Escape> escape_at(std::string_view text) {
  if (text.front() == '&') {
    if (text.size() > 2 && text[1] == '#') return numeric_entity(text);
    for (const Entity& entity : kEntities) {
      if (text.starts_with(entity.name)) return Escape{entity.value, entity.name.size()};
    }
  } else if (text.front() == '<') {
    for (const std::string_view tag : {"<br>", "<br/>", "<br />"}) {
      if (text.starts_with(tag)) return Escape{'\n', tag.size()};
    }
  }
  return std::nullopt;
}

class Normaliser {
 public:
  explicit Normaliser(std::string_view text) : text_(text) {
    out_.text.reserve(text.size());
    out_.offsets.reserve(text.size() + 1);
  }

  Normal run() {
    for (size_t at = 0; at < text_.size();) {
      const size_t begin = at;
      char32_t c = 0;
      if (const auto escape = text_[at] == '&' || text_[at] == '<' ? escape_at(text_.substr(at)) : std::nullopt) {
        c = escape->value;
        at += escape->size;
      } else {
        c = next_code_point(text_, at);
      }
      take(c, begin);
    }
    flush_separators();
    out_.offsets.push_back(static_cast<uint32_t>(text_.size()));
    return std::move(out_);
  }

 private:
  void take(char32_t c, size_t offset) {
    if (is_dropped(c)) return;
    if (after_han_ && is_separator(c)) {
      waiting_.emplace_back(fold(c), offset);
      return;
    }
    c = fold(c);
    const bool han = is_han(c);
    if (han) waiting_.clear();  // Han, separators, Han: the separators split a word
    else flush_separators();
    put(c, offset);
    after_han_ = han;
  }
  void flush_separators() {
    for (const auto& [c, offset] : waiting_) put(c, offset);
    waiting_.clear();
  }
  void put(char32_t c, size_t offset) {
    const size_t before = out_.text.size();
    append_utf8(out_.text, c);
    out_.offsets.resize(out_.offsets.size() + (out_.text.size() - before), static_cast<uint32_t>(offset));
  }

  std::string_view text_;
  Normal out_;
  bool after_han_ = false;
  std::vector<std::pair<char32_t, size_t>> waiting_;
};

}  // namespace

char32_t simplified(char32_t c) {
  const char32_t folded = traditional().get(c);
  return folded == 0 ? c : folded;
}

Normal normalise(std::string_view utf8) { return Normaliser(utf8).run(); }

std::string normal_form(std::string_view utf8) { return normalise(utf8).text; }

bool has_carrier(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      if (c == '&' || (c == '<' && escape_at(text.substr(at)))) return true;
      // A separator behind a Han character (3-byte sequences E3..E9, EF): "打 卡".
      const bool separator = c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '\r';
      if (separator && at >= 3 && static_cast<unsigned char>(text[at - 3]) >= 0xE3 && at + 1 < text.size()) return true;
      continue;
    }
    switch (c) {
      case 0xC2: case 0xE2: case 0xEF: case 0xF0: return true;  // U+00A0.., U+2000..2FFF, U+F900..FFFF, supplementary
      case 0xE3:  // U+3000, U+30FB; U+3400..3FFF are Han
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0x90) return true;
        break;
      default: break;
    }
  }
  return false;
}

std::vector<std::string> traditional_spellings(std::string_view term, size_t most) {
  static const std::unordered_map<char32_t, std::vector<char32_t>> inverse = [] {
    std::unordered_map<char32_t, std::vector<char32_t>> out;
    const std::string_view text(reinterpret_cast<const char*>(kTraditionalPairs));
    for (size_t at = 0; at < text.size();) {
      const char32_t from = next_code_point(text, at);
      if (at >= text.size()) break;
      out[next_code_point(text, at)].push_back(from);
    }
    return out;
  }();
  std::vector<std::string> out = {""};
  for (size_t at = 0; at < term.size();) {
    const char32_t c = next_code_point(term, at);
    std::vector<std::string> longer;
    const auto others = inverse.find(c);
    for (const std::string& head : out) {
      longer.push_back(head);
      append_utf8(longer.back(), c);
    }
    if (others != inverse.end()) {
      for (const char32_t other : others->second) {
        for (const std::string& head : out) {
          if (longer.size() >= most) break;
          longer.push_back(head);
          append_utf8(longer.back(), other);
        }
      }
    }
    out = std::move(longer);
  }
  return out;
}

}  // namespace jianfu::text
