// The pass over the tokens: brackets with what they are (call, array, object, block), and from them the use of every
// literal.
#include <algorithm>

#include "formats/js/js.h"
#include "formats/js/tokeniser.h"

namespace jianfu::formats::js {
namespace {

constexpr int kNestedReads = 4;        // templates in templates, code in eval
constexpr size_t kCallArguments = 64;  // of one call; a longer list is data

enum class Bracket : uint8_t { kGroup, kCall, kArray, kIndex, kObject, kBlock };

struct Frame {
  Bracket kind = Bracket::kBlock;
  std::string callee;     // kCall
  std::string key;        // kObject: the key whose value is being read
  std::string assigned;   // kBlock: the name being assigned
  std::string owner;      // kIndex: what is indexed
  uint32_t argument = 0;
  bool at_key = false;    // kObject: a key may come now
  bool module_value = false;  // the value being read is a keyed module
  bool module_call = false;   // kCall: define("x", …)
  bool overflow = false;
  std::vector<CallArgument> arguments;
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
};

bool is_punctuator(const Token& token, std::string_view text) { return token.kind == TokenKind::kPunctuator && token.raw == text; }

bool ends_with_name(std::string_view chain, std::string_view name) {
  return chain == name || (chain.size() > name.size() && chain.ends_with(name) && chain[chain.size() - name.size() - 1] == '.');
}

std::string_view last_name(std::string_view chain) { return chain.substr(chain.rfind('.') + 1); }

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

// "%E6%89%93" → bytes; empty when there is nothing to decode.
std::string percent_decoded(std::string_view text) {
  std::string out;
  bool any = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
      any = true;
    } else {
      out += text[at];
    }
  }
  return any ? out : std::string();
}

class Reader {
 public:
  Reader(std::string_view source, const Limits& limits, Sink& sink, int depth) : source_(source), limits_(limits), sink_(sink), depth_(depth), tokens_(source) {
    frames_.emplace_back();
  }

  Scan read(uint32_t first_line) {
    tokens_.start_at(first_line);
    fetch(token_, inner_);
    while (token_.kind != TokenKind::kEnd) {
      fetch(ahead_, ahead_inner_);
      step();
      for (const auto& [begin, end] : inner_) read_inner(source_.substr(begin, end - begin), token_.line);
      before_ = token_.kind;
      before_raw_ = token_.raw;
      token_ = ahead_;
      inner_.swap(ahead_inner_);
    }
    while (frames_.size() > 1) close();
    return std::move(scan_);
  }

 private:
  using Ranges = std::vector<std::pair<uint64_t, uint64_t>>;

  // The next token, and the expressions inside of it when it is a template.
  void fetch(Token& token, Ranges& expressions) {
    token = tokens_.next();
    expressions.clear();
    if (token.kind == TokenKind::kTemplate) expressions = tokens_.expressions();
  }

  void read_inner(std::string_view code, uint32_t line) {
    if (depth_ + 1 >= kNestedReads || code.empty()) return;
    const Scan inner = Reader(code, limits_, sink_, depth_ + 1).read(line);
    scan_.defects.insert(scan_.defects.end(), inner.defects.begin(), inner.defects.end());
  }

  Frame& top() { return frames_.back(); }

  void step() {
    switch (token_.kind) {
      case TokenKind::kIdentifier: return on_name();
      case TokenKind::kKeyword: return on_keyword();
      case TokenKind::kString:
      case TokenKind::kTemplate: return on_text();
      case TokenKind::kNumber: return on_value();
      case TokenKind::kPunctuator: return on_punctuator();
      default: chain_.clear();
    }
  }

  // ---- names ----

  bool after_dot() const { return before_ == TokenKind::kPunctuator && (before_raw_ == "." || before_raw_ == "?."); }

  void on_name() {
    if (after_dot() && !chain_.empty()) {
      chain_.append(".").append(token_.raw);
    } else {
      chain_ = token_.raw;
    }
    if (top().kind == Bracket::kObject && top().at_key) return on_key(token_.raw);
    const bool declared = before_ == TokenKind::kKeyword && (before_raw_ == "function" || before_raw_ == "var" || before_raw_ == "let" ||
                                                             before_raw_ == "const" || before_raw_ == "class");
    if (declared) sink_.on_identifier(token_.raw, token_.line, token_.column);
    if (token_.raw == "true" || token_.raw == "false" || token_.raw == "null") on_value();
  }

  // A name at the place of a key: followed by ':' it is one, by '(' a method, by ',' or '}' a shorthand.
  void on_key(std::string_view name) {
    top().at_key = false;
    if (is_punctuator(ahead_, ":")) top().key = name;
    if (is_punctuator(ahead_, ":") || is_punctuator(ahead_, "(")) sink_.on_identifier(name, token_.line, token_.column);
  }

  void on_keyword() {
    if (top().kind == Bracket::kObject && top().at_key && is_punctuator(ahead_, ":")) return on_key(token_.raw);
    chain_ = token_.raw == "this" || token_.raw == "import" || token_.raw == "super" ? std::string(token_.raw) : std::string();
  }

  // ---- values ----

  // true, false, null and numbers as whole arguments.
  void on_value() {
    const bool first = before_ == TokenKind::kPunctuator && (before_raw_ == "(" || before_raw_ == "," || before_raw_ == ":" || before_raw_ == "[" || before_raw_ == "!");
    const bool last = is_punctuator(ahead_, ",") || is_punctuator(ahead_, ")") || is_punctuator(ahead_, "}") || is_punctuator(ahead_, "]");
    if (!first || !last) return;
    std::string_view value = token_.raw;
    if (before_raw_ == "!") value = token_.raw == "0" ? "true" : token_.raw == "1" ? "false" : "";  // !0, !1 of minifiers
    if (!value.empty()) add_argument(value);
  }

  void on_text() {
    Frame& frame = top();
    const bool key = frame.kind == Bracket::kObject && frame.at_key && is_punctuator(ahead_, ":");
    if (key) {
      frame.at_key = false;
      frame.key = token_.text;
    }
    report(token_.text, key, false);
    if (key) {
      sink_.on_identifier(token_.text, token_.line, token_.column);
    } else {
      fold();
      add_argument(token_.text);
      look_for_modules();
      look_for_encoded();
    }
    chain_.clear();
  }

  void report(std::string_view text, bool key, bool folded) {
    Literal out;
    out.text = text;
    out.line = token_.line;
    out.column = token_.column;
    out.offset = token_.offset;
    out.is_template = token_.kind == TokenKind::kTemplate;
    out.is_key = key;
    out.folded = folded;
    for (size_t i = frames_.size(); i-- > 0;) {
      const Frame& frame = frames_[i];
      if (out.property.empty()) out.property = frame.kind == Bracket::kObject && !(key && i + 1 == frames_.size()) ? std::string_view(frame.key) : std::string_view(frame.assigned);
      if (frame.kind == Bracket::kBlock) break;
      if (frame.kind != Bracket::kCall) continue;
      out.callee = frame.callee;
      out.argument = frame.argument;
      break;
    }
    sink_.on_literal(out);
  }

  // "打" + "卡": the sum of neighbouring literals, once the last is there.
  void fold() {
    const bool continues = !folded_.empty() && before_ == TokenKind::kPunctuator && before_raw_ == "+";
    if (!continues) {
      folded_.clear();
      parts_ = 0;
    }
    const bool goes_on = is_punctuator(ahead_, "+");
    if (continues || goes_on) {
      folded_ += token_.text;
      ++parts_;
    }
    if (goes_on) return;
    if (parts_ > 1) report(folded_, false, true);
    folded_.clear();
    parts_ = 0;
  }

  // A literal of a call: its key path are the keys of the objects between.
  void add_argument(std::string_view value) {
    std::string path;
    for (size_t i = frames_.size(); i-- > 0;) {
      Frame& frame = frames_[i];
      if (frame.kind == Bracket::kObject) path = path.empty() ? frame.key : frame.key + "." + path;
      if (frame.kind == Bracket::kBlock || frame.kind == Bracket::kIndex) return;
      if (frame.kind != Bracket::kCall) continue;
      if (frame.arguments.size() < kCallArguments) frame.arguments.push_back({std::move(path), std::string(value)});
      return;
    }
  }

  void look_for_modules() {
    Frame& frame = top();
    const bool from = before_raw_ == "from" || (before_ == TokenKind::kKeyword && before_raw_ == "import");
    if (from) sink_.on_require(token_.text, token_.line);
    if (frame.kind == Bracket::kCall && frame.argument == 0) {
      if (ends_with_name(frame.callee, "require") || frame.callee == "import") sink_.on_require(token_.text, token_.line);
      const bool define = ends_with_name(frame.callee, "define") || ends_with_name(frame.callee, "definePlugin");
      if (define && is_punctuator(ahead_, ",") && !frame.module_call) {
        frame.module_call = true;
        sink_.on_module(token_.text, token_.line);
      }
    }
    // __wxAppCode__["pages/x.json"] = …
    if (frame.kind == Bracket::kIndex && frame.owner == "__wxAppCode__") sink_.on_module(token_.text, token_.line);
  }

  void look_for_encoded() {
    const Frame& frame = top();
    if (frame.kind != Bracket::kCall) return;
    const std::string_view name = last_name(frame.callee);
    if (name == "decodeURIComponent" || name == "decodeURI" || name == "unescape") {
      const std::string decoded = percent_decoded(token_.text);
      if (!decoded.empty()) report(decoded, false, true);
    } else if (name == "eval" || name == "Function") {
      const std::string code(token_.text);
      read_inner(code, token_.line);
    }
  }

  // ---- brackets ----

  void on_punctuator() {
    const char c = token_.raw.front();
    if (token_.raw == "." || token_.raw == "?.") return;  // the chain goes on
    if (token_.raw.size() > 1) {
      chain_.clear();
      return;
    }
    switch (c) {
      case '(': return open(before_is_callee() ? Bracket::kCall : Bracket::kGroup);
      case '[': return open(before_is_callee() ? Bracket::kIndex : Bracket::kArray);
      case '{': return open(opens_object() ? Bracket::kObject : Bracket::kBlock);
      case ')':
      case ']':
      case '}': return close_matching(c);
      case ',': return on_comma();
      case ';':
        top().assigned.clear();
        break;
      case '=':
        if (!chain_.empty()) {
          top().assigned = last_name(chain_);
          if (ahead_.kind == TokenKind::kKeyword && ahead_.raw == "function") sink_.on_identifier(top().assigned, token_.line, token_.column);
        }
        break;
      case ':':
        open_keyed_module();
        break;
      default: break;
    }
    chain_.clear();
  }

  bool before_is_callee() const {
    if (before_ == TokenKind::kIdentifier) return true;
    if (before_ == TokenKind::kKeyword) return before_raw_ == "import" || before_raw_ == "super" || before_raw_ == "this";
    return before_ == TokenKind::kPunctuator && (before_raw_ == ")" || before_raw_ == "]");
  }

  bool opens_object() const {
    if (before_ == TokenKind::kKeyword) return before_raw_ == "return" || before_raw_ == "default" || before_raw_ == "typeof" || before_raw_ == "case";
    if (before_ != TokenKind::kPunctuator) return false;
    constexpr std::string_view kBefore = "([,=:?&|+!";
    return before_raw_ != "=>" && kBefore.find(before_raw_.back()) != std::string_view::npos;
  }

  void open(Bracket kind) {
    // Deeper than anybody writes: brackets are counted, their contents have no context.
    if (frames_.size() >= limits_.nesting) {
      if (overflow_++ == 0) scan_.defects.push_back({GapReason::kLimit, {Msg::script_deep, {}}, token_.offset, 0});
      return;
    }
    Frame frame;
    frame.kind = kind;
    frame.line = token_.line;
    frame.column = token_.column;
    frame.offset = token_.offset;
    if (kind == Bracket::kCall) frame.callee = chain_;
    if (kind == Bracket::kIndex) frame.owner = chain_;
    frame.at_key = kind == Bracket::kObject;
    // An array is the value of what it stands in.
    if (kind == Bracket::kArray || kind == Bracket::kGroup) frame.assigned = top().kind == Bracket::kObject ? top().key : top().assigned;
    frames_.push_back(std::move(frame));
    chain_.clear();
  }

  void close_matching(char c) {
    if (overflow_ > 0) {
      --overflow_;
      return;
    }
    const auto fits = [c](Bracket kind) {
      if (c == ')') return kind == Bracket::kCall || kind == Bracket::kGroup;
      if (c == ']') return kind == Bracket::kArray || kind == Bracket::kIndex;
      return kind == Bracket::kObject || kind == Bracket::kBlock;
    };
    // A bracket that closes none of the last few is stray: broken code must not unwind the whole stack.
    constexpr size_t kLookBack = 8;
    const size_t least = frames_.size() > kLookBack ? frames_.size() - kLookBack : 1;
    for (size_t i = frames_.size(); i-- > least;) {
      if (!fits(frames_[i].kind)) continue;
      while (frames_.size() > i) close();
      break;
    }
    chain_.clear();
  }

  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.module_value || frame.module_call) sink_.on_module_end();
    if (frame.kind != Bracket::kCall || frame.callee.empty()) return;
    Call call;
    call.callee = frame.callee;
    call.arguments = std::move(frame.arguments);
    call.line = frame.line;
    call.column = frame.column;
    call.offset = frame.offset;
    sink_.on_call(call);
  }

  void on_comma() {
    Frame& frame = top();
    if (frame.kind == Bracket::kCall) ++frame.argument;
    if (frame.kind == Bracket::kObject) {
      if (frame.module_value) sink_.on_module_end();
      frame.module_value = false;
      frame.key.clear();
      frame.at_key = true;
    }
    if (frame.kind == Bracket::kBlock) frame.assigned.clear();
    chain_.clear();
  }

  // webpack: {"./src/pages/x.js": function(…) …}
  void open_keyed_module() {
    Frame& frame = top();
    if (frame.kind != Bracket::kObject || frame.key.find('/') == std::string::npos || before_ != TokenKind::kString) return;
    const bool function = ahead_.raw == "function" || ahead_.raw == "(";
    if (!function || frame.key.find('.') == std::string::npos) return;
    frame.module_value = true;
    sink_.on_module(frame.key.starts_with("./") ? std::string_view(frame.key).substr(2) : std::string_view(frame.key), token_.line);
  }

  std::string_view source_;
  const Limits& limits_;
  Sink& sink_;
  int depth_;
  Tokeniser tokens_;
  Token token_, ahead_;
  TokenKind before_ = TokenKind::kEnd;
  std::string_view before_raw_;
  std::string chain_;    // a.b.c as far as read
  std::string folded_;
  size_t parts_ = 0;
  size_t overflow_ = 0;
  std::vector<Frame> frames_;
  Ranges inner_, ahead_inner_;
  Scan scan_;
};

}  // namespace

Scan read(std::string_view source, const Limits& limits, Sink& sink) { return Reader(source, limits, sink, 0).read(1); }

}  // namespace jianfu::formats::js
