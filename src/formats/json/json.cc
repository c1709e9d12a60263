// One loop and an explicit stack of the open arrays and objects; values nest at most as deep as a destructor
// may recurse. Nothing is refused: what was expected and did not come is a defect, and reading goes on behind
// it.
#include "formats/json/json.h"

#include <algorithm>

#include "text/utf.h"

namespace jianfu::formats::json {
namespace {

constexpr size_t kDepth = 1'000;  // a destructor needs a call a level
constexpr size_t kDefects = 20;   // of one document; more say nothing new

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What an unquoted key, a number or a word is made of.
bool in_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         c == '-' || c == '+' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

class Parser {
 public:
  Parser(std::string_view text, const Limits& limits, text::Position begin = {}, uint64_t offset = 0)
      : text_(text), limits_(limits), at_(std::min<uint64_t>(offset, text.size())), line_(begin.line), column_(begin.column) {}

  Document parse(bool whole);

 private:
  bool ended() const { return at_ >= text_.size(); }
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  // Every byte goes through here, so that lines and columns are always right.
  void advance();
  void advance(size_t count) {
    while (count-- > 0) advance();
  }

  void expected(std::string what, GapReason why = GapReason::kCorrupt);
  void skip_space();
  void skip_comment();
  Value begin_value() const;
  void read_root(Document& document);
  void step();
  void read_member(Value& object);
  std::string read_key();
  void place(Value value);
  void read_value();
  void read_string(std::string& out);
  void read_escape(std::string& out);
  int32_t read_hex(size_t digits);
  void read_word(Value& value);
  void open(Value value, Type type);
  void skip_nested();
  void close();

  std::string_view text_;
  const Limits& limits_;
  size_t at_;
  uint32_t line_, column_;
  uint64_t values_ = 0;
  // The open values, outermost first. Pointers stay good: a container grows only while it is the innermost
  // one.
  std::vector<Value*> open_;
  Value* root_ = nullptr;
  bool root_read_ = false;
  bool full_ = false;      // Limits::items reached
  bool separated_ = true;  // a "," or an opening bracket came since the last value
  bool alternative_ = false;  // a comment of conditional compilation stood since the last value
  bool nesting_said_ = false;
  std::vector<Defect> defects_;
};

void Parser::advance() {
  const char c = text_[at_++];
  if (c == '\n' || (c == '\r' && peek() != '\n')) {
    ++line_;
    column_ = 1;
  } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
    ++column_;
  }
}

void Parser::expected(std::string what, GapReason why) {
  if (defects_.size() >= kDefects) return;
  defects_.push_back({why, {Msg::json_expected, {std::to_string(line_), std::move(what)}}, at_, 0});
}

void Parser::skip_space() {
  while (!ended()) {
    const std::string_view rest = text_.substr(at_, 3);
    if (is_space(rest[0])) {
      advance();
    } else if (rest.starts_with("//") || rest.starts_with("/*")) {
      skip_comment();
    } else if (rest == "\xEF\xBB\xBF" || rest == "\xE3\x80\x80" || rest.starts_with("\xC2\xA0")) {
      advance(rest[0] == '\xC2' ? 2 : 3);  // byte order mark, ideographic and no-break space
    } else {
      return;
    }
  }
}

// A comment such as "#ifdef H5" parts alternatives of which a build takes one: no comma stands between them.
void Parser::skip_comment() {
  const size_t mark = text_.find_first_not_of(" \t", at_ + 2);
  alternative_ |= mark != std::string_view::npos && text_[mark] == '#';
  if (peek(1) == '/') {
    while (!ended() && peek() != '\n' && peek() != '\r') advance();
    return;
  }
  advance(2);
  while (!ended() && !(peek() == '*' && peek(1) == '/')) advance();
  if (ended()) {
    expected(core::bilingual("注释的结尾 */", "the end of a comment, */"), GapReason::kTruncated);
  } else {
    advance(2);
  }
}

Document Parser::parse(bool whole) {
  Document document;
  read_root(document);
  document.end = at_;
  skip_space();
  if (whole && root_read_ && !ended() && !full_) expected(core::bilingual("文件结尾", "the end of the file"));
  document.defects = std::move(defects_);
  return document;
}

void Parser::read_root(Document& document) {
  root_ = &document.root;
  skip_space();
  if (ended()) return expected(core::bilingual("一个值", "a value"), GapReason::kTruncated);
  read_value();
  while (!open_.empty() && !full_) {
    skip_space();
    if (ended()) return expected(core::bilingual("结束的括号", "a closing bracket"), GapReason::kTruncated);
    step();
  }
}

// One separator, closing bracket, element or member of the innermost open value.
void Parser::step() {
  const char c = peek();
  if (c == ']' || c == '}') return close();
  if (c == ',') {
    separated_ = true;
    return advance();
  }
  if (!separated_ && !alternative_) expected(core::bilingual("逗号", "a comma"));
  separated_ = false;
  alternative_ = false;
  const size_t before = at_;
  if (open_.back()->type == Type::kObject) {
    read_member(*open_.back());
  } else {
    read_value();
  }
  if (at_ == before) {  // something no value begins with
    expected(core::bilingual("一个值", "a value"));
    advance();
  }
}

void Parser::close() {
  const bool fits = (open_.back()->type == Type::kObject) == (peek() == '}');
  if (!fits) expected(peek() == '}' ? "]" : "}");
  advance();
  open_.pop_back();
  separated_ = false;
}

Value Parser::begin_value() const {
  Value value;
  value.line = line_;
  value.column = column_;
  return value;
}

// Hands a value to the innermost open one, or makes it the root.
void Parser::place(Value value) {
  if (open_.empty()) {
    *root_ = std::move(value);
    root_read_ = true;
  } else if (open_.back()->type == Type::kArray) {
    open_.back()->items.push_back(std::move(value));
  } else {
    open_.back()->members.back().second = std::move(value);
  }
  if (++values_ < limits_.items || full_) return;
  full_ = true;
  defects_.push_back(
      {GapReason::kLimit,
       {Msg::limit_reached, {core::bilingual("JSON 的值", "JSON values"), std::to_string(limits_.items)}},
       at_,
       text_.size() - at_});
}

std::string Parser::read_key() {
  std::string key;
  if (peek() == '"' || peek() == '\'') {
    read_string(key);
    return key;
  }
  const size_t begin = at_;
  while (!ended() && in_word(peek())) advance();
  return std::string(text_.substr(begin, at_ - begin));
}

void Parser::read_member(Value& object) {
  const size_t before = at_;
  std::string key = read_key();
  if (at_ == before) return;  // the caller says so
  Value none = begin_value();
  object.members.emplace_back(std::move(key), std::move(none));
  skip_space();
  if (peek() != ':') return expected(":");
  advance();
  skip_space();
  const char c = peek();
  if (c == ',' || c == '}' || ended()) return expected(core::bilingual("一个值", "a value"));
  read_value();
}

void Parser::read_value() {
  Value value = begin_value();
  const char c = peek();
  if (c == '{') return open(std::move(value), Type::kObject);
  if (c == '[') return open(std::move(value), Type::kArray);
  if (c == '"' || c == '\'') {
    value.type = Type::kString;
    read_string(value.text);
  } else if (in_word(c)) {
    read_word(value);
  } else {
    return;
  }
  place(std::move(value));
}

void Parser::open(Value value, Type type) {
  if (open_.size() >= std::min<size_t>(limits_.nesting, kDepth)) return skip_nested();
  value.type = type;
  const bool root = open_.empty();
  Value* const parent = root ? nullptr : open_.back();
  place(std::move(value));
  advance();
  separated_ = true;
  open_.push_back(root                           ? root_
                  : parent->type == Type::kArray ? &parent->items.back()
                                                 : &parent->members.back().second);
}

// Beyond the nesting limit: brackets are only counted.
void Parser::skip_nested() {
  if (!nesting_said_) {
    defects_.push_back({GapReason::kLimit,
                        {Msg::limit_reached,
                         {core::bilingual("括号嵌套", "nested brackets"), std::to_string(limits_.nesting)}},
                        at_,
                        0});
  }
  nesting_said_ = true;
  place(begin_value());
  std::string passed_over;
  size_t depth = 0;
  do {
    const char c = peek();
    if (c == '"' || c == '\'') {
      passed_over.clear();
      read_string(passed_over);
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    advance();
  } while (depth > 0 && !ended());
}

// true, false, null, numbers as written; anything else is a string that lost its quotes.
void Parser::read_word(Value& value) {
  const size_t begin = at_;
  while (!ended() && in_word(peek())) advance();
  const std::string_view word = text_.substr(begin, at_ - begin);
  const std::string_view digits = word.substr(std::min(word.find_first_not_of("+-."), word.size()));
  if (word == "null" || word == "undefined" || word == "NaN") return;
  value.text = word;
  if (word == "true" || word == "false") {
    value.type = Type::kBool;
  } else if (!digits.empty() && is_digit(digits[0])) {
    value.type = Type::kNumber;
  } else {
    value.type = Type::kString;
    expected(core::bilingual("引号", "quotes"));
  }
}

// Ends at its quote, or where the line does: what is broken costs one line.
void Parser::read_string(std::string& out) {
  const char quote = peek();
  advance();
  for (;;) {
    const size_t begin = at_;
    while (!ended() && peek() != quote && peek() != '\\' && peek() != '\n' && peek() != '\r') advance();
    out.append(text_, begin, at_ - begin);
    if (peek() != '\\') break;
    read_escape(out);
  }
  if (!ended() && peek() == quote) return advance();
  expected(core::bilingual("引号", "a closing quote"), ended() ? GapReason::kTruncated : GapReason::kCorrupt);
}

// Digits at the cursor as a number, the cursor behind them; -1 and nothing moved when they are not there.
int32_t Parser::read_hex(size_t digits) {
  int32_t out = 0;
  for (size_t i = 0; i < digits; ++i) {
    const char c = peek(i);
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit(c) && (lower < 'a' || lower > 'f')) return -1;
    out = out * 16 + (is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  advance(digits);
  return out;
}

void Parser::read_escape(std::string& out) {
  advance();
  if (ended()) return;
  const char c = peek();
  if (c == '\r' && peek(1) == '\n') return advance(2);
  advance();
  if (c == 'u' || c == 'x') {
    int32_t code = read_hex(c == 'u' ? 4 : 2);
    if (code >= 0xD800 && code < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
      const size_t kept = at_;
      const uint32_t column = column_;
      advance(2);
      const int32_t low = read_hex(4);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      } else {
        at_ = kept;
        column_ = column;
      }
    }
    if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
    if (code < 0) {
      out += c;
    } else {
      text::append_utf8(out, static_cast<char32_t>(code));
    }
    return;
  }
  constexpr std::string_view kFrom = "nrtbfv0";
  constexpr std::string_view kTo("\n\r\t\b\f\v\0", 7);
  const size_t known = kFrom.find(c);
  if (c == '\n' || c == '\r') return;  // the string goes on in the next line
  out += known == std::string_view::npos ? c : kTo[known];
}

}  // namespace

Value::Value() = default;
Value::~Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;

const Value& Value::operator[](std::string_view key) const {
  static const Value kNone;
  if (type != Type::kObject) return kNone;
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
  return found == members.end() ? kNone : found->second;
}

Document parse(std::string_view utf8, const Limits& limits) {
  return Parser(utf8, limits).parse(true);
}

Document parse_at(std::string_view utf8, uint64_t offset, const Limits& limits) {
  return Parser(utf8, limits, text::LineIndex(utf8).at(offset), offset).parse(false);
}

Document parse_from(std::string_view rest, text::Position begin, const Limits& limits) {
  return Parser(rest, limits, begin).parse(false);
}

}  // namespace jianfu::formats::json
