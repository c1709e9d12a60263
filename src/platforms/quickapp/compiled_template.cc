#include "platforms/quickapp/compiled_template.h"

#include <optional>

#include "formats/js/js.h"

namespace jianfu::platforms::quickapp {
namespace {

using formats::js::symbol;
using formats::js::Token;
using formats::js::TokenKind;

// "confirmText" → "confirm-text": the toolkit writes names of attributes so.
std::string dashed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      out += '-';
      out += static_cast<char>(c + 32);
    } else {
      out += c;
    }
  }
  return out;
}

bool opens(const Token& token) {
  return token.is(symbol("{")) || token.is(symbol("[")) || token.is(symbol("("));
}
bool closes(const Token& token) {
  return token.is(symbol("}")) || token.is(symbol("]")) || token.is(symbol(")"));
}

constexpr size_t kMostFrames = 2 * kMostNested;

class TreeReader {
 public:
  TreeReader(std::string_view source, const Range& range, text::LineIndex& lines, const Spot& spot,
             const Limits& limits, const Translate& translate, PageScreen& screen)
      : source_(source.substr(range.begin, range.end - range.begin)),
        begin_(range.begin),
        lines_(lines),
        spot_(spot),
        limits_(limits),
        translate_(translate),
        screen_(screen),
        tokens_(source_, limits) {}

  // False when something lay too deep to be read.
  bool run() {
    for (Token token = tokens_.next(); token.kind != TokenKind::kEnd; token = tokens_.next()) {
      if (value_) {
        in_value(token);
      } else {
        between_values(token);
      }
    }
    if (value_) end_value(source_.size());
    while (!frames_.empty()) close();
    return !full_;
  }

 private:
  enum class Kind : uint8_t { kNode, kChildren, kAttributes, kEvents };
  struct Frame {
    Kind kind = Kind::kNode;
    bool opened = false;  // of a node: told to the screen
    Element element;
    text::Position at;
  };
  // A value that is being passed over.
  struct Pending {
    Pending() {}  // clang 14 sees no default constructor of a nested class before the outer one ends
    uint64_t begin = 0;
    uint32_t depth = 0;   // of brackets in it
    uint32_t tokens = 0;  // in it
    std::string string;   // when it is one string
    bool is_string = false;
  };

  void between_values(const Token& token) {
    if (lost_ > 0) {
      if (opens(token)) ++lost_;
      if (closes(token)) --lost_;
      return;
    }
    if (frames_.empty() || frames_.back().kind == Kind::kChildren) {
      if (token.is(symbol("{"))) {
        if (frames_.size() < kMostFrames) return open_node(token);
        lost_ = 1;  // what lies deeper is left out, and said
        full_ = true;
        return;
      }
      if (!frames_.empty() && token.is(symbol("]"))) close();
      return;
    }
    if (token.is(symbol("}"))) return close();
    if (token.is(symbol(","))) return key_.reset();
    if (token.is(symbol(":")) && key_) {
      value_ = Pending();
      return;
    }
    if (token.kind != TokenKind::kPunctuator) key_ = std::string(token.text);
  }

  // The first token of a value decides whether it is part of the tree.
  void in_value(const Token& token) {
    Pending& value = *value_;
    if (value.tokens == 0) {
      const bool node = frames_.back().kind == Kind::kNode;
      if (node && token.is(symbol("{")) && is_key("attr", "a")) return open(Kind::kAttributes);
      if (node && token.is(symbol("{")) && is_key("events", "e")) return open(Kind::kEvents);
      if (node && token.is(symbol("[")) && is_key("children", "c")) {
        tell(frames_.back());
        return open(Kind::kChildren);
      }
      value.begin = token.offset;
      value.is_string = token.kind == TokenKind::kString;
      value.string = std::string(token.text);
    }
    const bool end = value.depth == 0 && (token.is(symbol(",")) || token.is(symbol("}")));
    if (end) {
      end_value(token.offset);
      return between_values(token);
    }
    ++value.tokens;
    if (opens(token)) ++value.depth;
    if (closes(token) && value.depth > 0) --value.depth;
  }

  bool is_key(std::string_view name, std::string_view in_short) const {
    return *key_ == name || *key_ == in_short;
  }

  void end_value(uint64_t end) {
    const Pending value = std::move(*value_);
    value_.reset();
    if (!key_ || frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.kind == Kind::kNode) {
      if (is_key("type", "t") && value.is_string) frame.element.type = value.string;
      return;
    }
    const bool is_static = value.tokens == 1 && value.is_string;
    const std::string_view code = source_.substr(value.begin, end > value.begin ? end - value.begin : 0);
    Value made = is_static ? static_value(value.string) : read_expression(code, limits_, translate_);
    Element& element = frames_[frames_.size() - 2].element;
    if (frame.kind == Kind::kEvents) {
      element.events.emplace_back(*key_, std::move(made));
    } else if (*key_ != "show" && *key_ != "tid") {
      element.attributes.emplace_back(dashed(*key_), std::move(made));
    }
  }

  void open_node(const Token& token) {
    key_.reset();
    Frame frame;
    frame.at = lines_.at(begin_ + token.offset);
    frames_.push_back(std::move(frame));
  }

  void open(Kind kind) {
    value_.reset();
    Frame frame;
    frame.kind = kind;
    frames_.push_back(std::move(frame));
  }

  void close() {
    Frame& frame = frames_.back();
    if (frame.kind == Kind::kNode) {
      tell(frame);
      screen_.close(frame.element.type);
    }
    frames_.pop_back();
    key_.reset();
  }

  void tell(Frame& frame) {
    if (frame.opened) return;
    frame.opened = true;
    const std::string type = frame.element.type;
    screen_.open(std::move(frame.element), {spot_.entry, frame.at.line, frame.at.column, spot_.symbol});
    frame.element = {};
    frame.element.type = type;
  }

  std::string_view source_;
  uint64_t begin_;
  text::LineIndex& lines_;
  const Spot& spot_;
  const Limits& limits_;
  const Translate& translate_;
  PageScreen& screen_;
  formats::js::Tokeniser tokens_;
  std::vector<Frame> frames_;
  uint64_t lost_ = 0;  // brackets that are open beyond kMostFrames
  bool full_ = false;
  std::optional<std::string> key_;
  std::optional<Pending> value_;
};

}  // namespace

bool read_compiled_template(std::string_view source, const Range& range, text::LineIndex& lines,
                            const Spot& spot, const Limits& limits, const Translate& translate,
                            PageScreen& screen) {
  return TreeReader(source, range, lines, spot, limits, translate, screen).run();
}

}  // namespace jianfu::platforms::quickapp
