#include "formats/source_map/source_map.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "text/utf.h"

namespace jianfu::formats::source_map {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kGuard = ")]}";  // to the end of its line
constexpr uint32_t kMostSections = 2;       // of sections in sections; the standard knows none
constexpr size_t kLongestName = 4'096;

// Others begin with "x_".
constexpr std::array<std::string_view, 11> kKeys = {"version", "file",       "sourceRoot", "sources",
                                                    "names",   "sections",   "mappings",   "sourcesContent",
                                                    "debugId", "ignoreList", "debug_id"};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// The four digits of \uXXXX at `at`; -1 when there are none.
int32_t read_unit(std::string_view text, size_t at) {
  if (at + 4 > text.size()) return -1;
  int32_t unit = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const int digit = hex_of(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// `at` stands behind "\u"; moves past the digits, over both halves of a pair.
void append_unit(std::string& out, std::string_view text, size_t& at) {
  const int32_t unit = read_unit(text, at);
  if (unit < 0) return;
  at += 4;
  char32_t point = static_cast<char32_t>(unit);
  if (unit >= 0xD800 && unit < 0xDC00 && text.substr(std::min(at, text.size()), 2) == "\\u") {
    const int32_t low = read_unit(text, at + 2);
    if (low >= 0xDC00 && low < 0xE000) {
      point = 0x10000 + (static_cast<char32_t>(unit - 0xD800) << 10) + static_cast<char32_t>(low - 0xDC00);
      at += 6;
    }
  }
  text::append_utf8(out, point >= 0xD800 && point < 0xE000 ? 0xFFFD : point);
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t mark = std::min(text.find('\\', at), text.size());
    out.append(text.substr(at, mark - at));
    if (mark + 1 >= text.size()) break;
    const char c = text[mark + 1];
    at = mark + 2;
    switch (c) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case 'b':
      case 'f':
        out += ' ';
        break;
      case 'u':
        append_unit(out, text, at);
        break;
      default:
        out += c;
    }
  }
  return text::valid_utf8(out) ? out : text::to_valid_utf8(out);
}

class Reader {
 public:
  Reader(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  SourceMap read() {
    if (bytes_.starts_with(kBom)) at_ = kBom.size();
    if (bytes_.substr(at_).starts_with(kGuard)) at_ = std::min(bytes_.find('\n', at_), bytes_.size());
    skip_space();
    if (peek() != '{') return {};
    read_map(0);
    if (failed_) out_.defects.push_back(defect());
    out_.recognised = known_ && !foreign_;
    return std::move(out_);
  }

 private:
  using Strings = std::vector<std::optional<std::string_view>>;
  struct Part {
    Strings names, contents;
    std::string root;
  };

  Defect defect() const {
    if (too_many_) {
      return {GapReason::kLimit,
              {Msg::limit_reached,
               {core::bilingual("源映射列出的源文件数", "sources that a source map lists"),
                std::to_string(limits_.items)}},
              at_,
              bytes_.size() - at_};
    }
    const auto line = std::count(bytes_.begin(), bytes_.begin() + static_cast<ptrdiff_t>(at_), '\n') + 1;
    const GapReason why = at_ >= bytes_.size() ? GapReason::kTruncated : GapReason::kCorrupt;
    return {why, {Msg::json_broken, {std::to_string(line)}}, at_, bytes_.size() - at_};
  }

  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
  void skip_space() {
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
  }

  // At the opening quote; moves past the closing one.
  std::string_view read_string() {
    const size_t begin = ++at_;
    for (size_t from = begin;;) {
      const size_t quote = bytes_.find('"', from);
      if (quote == std::string_view::npos) {
        at_ = bytes_.size();
        failed_ = true;
        return bytes_.substr(begin);
      }
      size_t marks = quote;
      while (marks > from && bytes_[marks - 1] == '\\') --marks;
      from = quote + 1;
      if ((quote - marks) % 2 != 0) continue;
      at_ = from;
      return bytes_.substr(begin, quote - begin);
    }
  }

  void skip_value() {
    size_t depth = 0;
    do {
      skip_space();
      const char c = peek();
      const size_t before = at_;
      if (c == '"') {
        read_string();
      } else if (c == '{' || c == '[') {
        ++depth;
        ++at_;
      } else if (depth > 0 && (c == '}' || c == ']')) {
        --depth;
        ++at_;
      } else if (depth > 0 && (c == ',' || c == ':')) {
        ++at_;
      } else {
        at_ = std::min(bytes_.find_first_of(",:]}[{\" \t\r\n", at_), bytes_.size());
      }
      if (at_ == before) failed_ = true;
    } while (depth > 0 && !failed_);
  }

  // Of an array; what is no string is nothing.
  Strings read_strings() {
    Strings out;
    if (peek() != '[') {
      skip_value();
      return out;
    }
    ++at_;
    while (!failed_) {
      skip_space();
      const char c = peek();
      if (c == ']') {
        ++at_;
        return out;
      }
      if (c == ',') {
        ++at_;
        continue;
      }
      if (out.size() + out_.sources.size() >= limits_.items) {
        too_many_ = failed_ = true;
        return out;
      }
      if (c == '"') {
        out.emplace_back(read_string());
      } else {
        skip_value();
        out.emplace_back(std::nullopt);
      }
    }
    return out;
  }

  // At the '{'.
  void read_map(uint32_t depth) {
    Part part;
    ++at_;
    while (!failed_) {
      skip_space();
      const char c = peek();
      if (c == '}') {
        ++at_;
        break;
      }
      if (c == ',') {
        ++at_;
        continue;
      }
      if (c != '"') {
        failed_ = true;
        break;
      }
      const std::string_view key = read_string();
      skip_space();
      if (peek() != ':') {
        failed_ = true;
        break;
      }
      ++at_;
      skip_space();
      read_member(key, part, depth);
    }
    add(part);
  }

  void read_member(std::string_view key, Part& part, uint32_t depth) {
    known_ |= key == "sources" || key == "mappings" || key == "sections";
    foreign_ |= std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end() && !key.starts_with("x_");
    if (key == "sources") {
      part.names = read_strings();
    } else if (key == "sourcesContent") {
      part.contents = read_strings();
    } else if (key == "sourceRoot" && peek() == '"') {
      part.root = unescape(read_string().substr(0, kLongestName));
    } else if (key == "sections" && peek() == '[' && depth < kMostSections) {
      read_sections(depth);
    } else {
      skip_value();
    }
  }

  // [{"offset": …, "map": {…}}, …], at the '['. All that looks like an object in it is looked into: an offset
  // holds nothing that a map has.
  void read_sections(uint32_t depth) {
    ++at_;
    while (!failed_) {
      skip_space();
      const char c = peek();
      if (c == ']') {
        ++at_;
        return;
      }
      if (c == '{') {
        read_section(depth);
      } else if (c == ',') {
        ++at_;
      } else {
        skip_value();
      }
    }
  }

  void read_section(uint32_t depth) {
    ++at_;
    while (!failed_) {
      skip_space();
      const char c = peek();
      if (c == '}') {
        ++at_;
        return;
      }
      if (c == ',' || c == ':') {
        ++at_;
        continue;
      }
      if (c != '"') {
        failed_ = true;
        return;
      }
      const std::string_view key = read_string();
      skip_space();
      if (peek() == ':') ++at_;
      skip_space();
      if (key == "map" && peek() == '{') {
        read_map(depth + 1);
      } else {
        skip_value();
      }
    }
  }

  void add(const Part& part) {
    std::string root = part.root;
    if (!root.empty() && !root.ends_with('/')) root += '/';
    for (size_t i = 0; i < std::max(part.names.size(), part.contents.size()); ++i) {
      Source source;
      if (i < part.names.size() && part.names[i]) {
        std::string name = unescape(part.names[i]->substr(0, kLongestName));
        source.name = name.find("://") == std::string::npos ? root + name : std::move(name);
      }
      if (i < part.contents.size() && part.contents[i]) {
        source.content = *part.contents[i];
        source.has_content = true;
      }
      out_.sources.push_back(std::move(source));
    }
  }

  std::string_view bytes_;
  const Limits& limits_;
  size_t at_ = 0;
  bool failed_ = false, too_many_ = false, known_ = false, foreign_ = false;
  SourceMap out_;
};

std::string from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<uint32_t>(c - 'a') + 26;
    } else if (c >= '0' && c <= '9') {
      value = static_cast<uint32_t>(c - '0') + 52;
    } else if (c == '+' || c == '-') {
      value = 62;
    } else if (c == '/' || c == '_') {
      value = 63;
    } else {
      break;
    }
    bits = (bits << 6 | value) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string from_percent(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_of(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_of(text[i + 2]);
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

}  // namespace

SourceMap read(std::string_view bytes, const Limits& limits) {
  return Reader(bytes, limits).read();
}

std::string text_of(const Source& source) {
  return unescape(source.content);
}

std::string_view address_in(std::string_view script) {
  constexpr std::string_view kName = "sourceMappingURL=";
  constexpr size_t kTail = 4'096;  // what stands behind the comment, and an address that is no map itself
  while (!script.empty() && is_space(script.back())) script.remove_suffix(1);
  const size_t tail = script.size() > kTail ? script.size() - kTail : 0;
  size_t at = script.substr(tail).rfind(kName);
  if (at != std::string_view::npos) {
    at += tail;
  } else {  // a map in the comment makes its line long
    const size_t line = script.rfind('\n') + 1;
    at = script.substr(line, kName.size() + 8).find(kName);
    if (at == std::string_view::npos) return {};
    at += line;
  }
  constexpr size_t kMark = 4;
  if (at < kMark) return {};
  const std::string_view before = script.substr(at - kMark, kMark);
  const bool comment = before.ends_with("//# ") || before.ends_with("//@ ") || before.ends_with("/*# ") ||
                       before.ends_with("/*@ ");
  if (!comment) return {};
  const std::string_view address = script.substr(at + kName.size());
  return address.substr(0, std::min(address.find_first_of(" \t\r\n'\"*"), address.size()));
}

std::optional<std::string> inline_map(std::string_view address) {
  if (!address.starts_with("data:")) return std::nullopt;
  const size_t comma = address.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const bool base64 = address.substr(0, comma).ends_with(";base64");
  const std::string_view data = address.substr(comma + 1);
  return base64 ? from_base64(data) : from_percent(data);
}

}  // namespace jianfu::formats::source_map
