#include "platforms/frontend/config_object.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/js/js.h"
#include "text/line_index.h"

namespace jianfu::platforms::frontend {
namespace {

using formats::js::symbol;
using formats::js::Token;
using formats::js::TokenKind;
using formats::js::Word;
using formats::json::Type;
using formats::json::Value;

// Values that stand in the place of names: two constants that spread each other must not double for ever.
constexpr size_t kMostCopied = 100'000;
constexpr size_t kDeepest = 200;  // a value's destructor needs a call a level

size_t size_of(const Value& value) {
  size_t out = 1;
  for (const Value& item : value.items) out += size_of(item);
  for (const auto& [key, member] : value.members) out += size_of(member);
  return out;
}

// One pass with a stack of the open brackets. A block of statements is read like an object: its "members" make
// no sense, and nobody asks for them.
class Finder {
 public:
  Finder(std::string_view script, std::span<const std::string_view> keys, const Limits& limits,
         uint32_t first_line)
      : lines_(script), tokens_(script, limits), keys_(keys), first_line_(first_line), frames_(1) {}

  Value find() {
    for (Token token = tokens_.next(); token.kind != TokenKind::kEnd; token = tokens_.next()) on_token(token);
    while (frames_.size() > 1) close();
    return std::move(best_);
  }

 private:
  enum class Bracket : uint8_t { kBrace, kSquare, kRound };
  enum class State : uint8_t { kNothing, kLiteral, kExpression };
  struct Frame {
    Bracket bracket = Bracket::kBrace;
    Value value;           // what is read so far
    bool at_key = false;   // of braces
    std::string key;
    std::string variable;  // `const NAME =` before the operand
    Value operand;         // of the element being read
    State state = State::kNothing;
    bool spread = false;
  };

  Frame& top() { return frames_.back(); }
  void place(Value& value, const Token& token) {
    const text::Position at = lines_.at(token.offset);
    value.line = at.line + first_line_ - 1;
    value.column = at.column;
  }

  Value value_of(const Token& token, Type type) {
    Value out;
    out.type = type;
    out.text = token.text;
    place(out, token);
    return out;
  }

  void on_token(const Token& token) {
    if (lost_ > 0) return on_lost_token(token);
    switch (token.kind) {
      case TokenKind::kIdentifier:
        return on_name(token);
      case TokenKind::kKeyword:
        return on_word(token);
      case TokenKind::kString:
      case TokenKind::kTemplate:
        if (top().at_key && top().state == State::kNothing) return name_key(token);
        return operand(value_of(token, Type::kString));
      case TokenKind::kNumber:
        return operand(value_of(token, Type::kNumber));
      case TokenKind::kPunctuator:
        return on_symbol(token);
      default:
        return expression();
    }
  }

  void on_lost_token(const Token& token) {
    if (token.is(symbol("{")) || token.is(symbol("[")) || token.is(symbol("("))) ++lost_;
    if (token.is(symbol("}")) || token.is(symbol("]")) || token.is(symbol(")"))) --lost_;
  }

  void on_name(const Token& token) {
    Frame& frame = top();
    if (declares_) {
      declares_ = false;
      declared_ = token.text;
      return;
    }
    if (frame.at_key && frame.state == State::kNothing && !frame.spread) return name_key(token);
    const auto known = known_.find(token.text);
    if (known == known_.end() || frame.state != State::kNothing) return expression();
    const size_t size = size_of(known->second);
    if (copied_ + size > kMostCopied) return expression();
    copied_ += size;
    operand(known->second);
  }

  void name_key(const Token& token) {
    top().key = token.text;
    shorthand_ = token.kind == TokenKind::kIdentifier ? token.text : std::string_view{};
    top().state = State::kNothing;
  }

  void on_word(const Token& token) {
    Frame& frame = top();
    if (frame.at_key && token.word == Word::kDefault) return name_key(token);
    switch (token.word) {
      case Word::kTrue:
      case Word::kFalse:
        return operand(value_of(token, Type::kBool));
      case Word::kNull:
        return operand(Value());
      case Word::kConst:
      case Word::kLet:
      case Word::kVar:
        begin_element();
        declares_ = true;
        return;
      case Word::kReturn:
      case Word::kDefault:  // export default {…}
      case Word::kCase:
        begin_element();
        frame.at_key = false;
        return;
      default:
        return expression();
    }
  }

  void on_symbol(const Token& token) {
    Frame& frame = top();
    switch (token.symbol) {
      case symbol("{"):
        return open(token, Bracket::kBrace);
      case symbol("["):
        return open(token, Bracket::kSquare);
      case symbol("("):
        return open(token, Bracket::kRound);
      case symbol("}"):
      case symbol("]"):
      case symbol(")"):
        if (frames_.size() > 1) close();
        return;
      case symbol(","):
      case symbol(";"):
        finish_element();
        return;
      case symbol(":"):
        if (frame.at_key) {
          frame.at_key = false;
          return begin_operand();
        }
        return expression();
      case symbol("="):
        if (!declared_.empty()) frame.variable = std::exchange(declared_, {});
        frame.at_key = false;
        return begin_operand();
      case symbol("..."):
        frame.at_key = false;
        frame.key.clear();
        frame.spread = true;
        return begin_operand();
      default:
        return expression();
    }
  }

  void open(const Token& token, Bracket bracket) {
    if (frames_.size() >= kDeepest) {
      lost_ = 1;
      return;
    }
    Frame frame;
    frame.bracket = bracket;
    frame.at_key = bracket == Bracket::kBrace;
    frame.value.type = bracket == Bracket::kBrace ? Type::kObject : Type::kArray;
    place(frame.value, token);
    frames_.push_back(std::move(frame));
  }

  void close() {
    finish_element();
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.bracket == Bracket::kBrace) consider(frame.value);
    if (frame.bracket != Bracket::kRound) return operand(std::move(frame.value));
    // ({…}), defineConfig({…}): a list or object that a call only wraps.
    const bool wraps = frame.value.items.size() == 1 && (frame.value.items[0].is(Type::kObject) ||
                                                         frame.value.items[0].is(Type::kArray));
    if (!wraps) return expression();
    top().state = State::kNothing;
    operand(std::move(frame.value.items[0]));
  }

  void consider(const Value& object) {
    const auto has = [&](std::string_view key) {
      return std::any_of(object.members.begin(), object.members.end(),
                         [&](const auto& member) { return member.first == key; });
    };
    const auto score = static_cast<size_t>(std::count_if(keys_.begin(), keys_.end(), has));
    if (score <= best_score_) return;
    best_score_ = score;
    best_ = object;
  }

  void operand(Value value) {
    Frame& frame = top();
    if (frame.state != State::kNothing) return expression();
    frame.state = State::kLiteral;
    if (!frame.variable.empty()) remember(frame.variable, value);
    frame.operand = std::move(value);
  }

  void remember(const std::string& name, const Value& value) {
    const size_t size = size_of(value);
    if (copied_ + size > kMostCopied) return;
    copied_ += size;
    known_.insert_or_assign(name, value);
  }

  void expression() {
    top().state = State::kExpression;
    if (top().bracket == Bracket::kBrace && top().at_key) top().key.clear();
  }

  void begin_operand() {
    top().operand = Value();
    top().state = State::kNothing;
  }

  void begin_element() {
    Frame& frame = top();
    begin_operand();
    frame.key.clear();
    frame.variable.clear();
    frame.spread = false;
    declared_.clear();
    frame.at_key = frame.bracket == Bracket::kBrace && frames_.size() > 1;
  }

  void finish_element() {
    Frame& frame = top();
    if (frame.at_key && !frame.key.empty() && frame.key == shorthand_) {  // {pages}
      const auto known = known_.find(frame.key);
      if (known != known_.end() && copied_ < kMostCopied) {
        copied_ += size_of(known->second);
        frame.operand = known->second;
        frame.state = State::kLiteral;
      }
    }
    const bool literal = frame.state == State::kLiteral;
    if (literal && frame.spread) {
      std::move(frame.operand.items.begin(), frame.operand.items.end(),
                std::back_inserter(frame.value.items));
      std::move(frame.operand.members.begin(), frame.operand.members.end(),
                std::back_inserter(frame.value.members));
    } else if (frame.bracket == Bracket::kBrace) {
      if (!frame.key.empty() && frame.state != State::kNothing)
        frame.value.members.emplace_back(std::move(frame.key), literal ? std::move(frame.operand) : Value());
    } else if (frame.state != State::kNothing) {
      frame.value.items.push_back(literal ? std::move(frame.operand) : Value());
    }
    begin_element();
  }

  text::LineIndex lines_;
  formats::js::Tokeniser tokens_;
  std::span<const std::string_view> keys_;
  uint32_t first_line_;
  std::vector<Frame> frames_;
  std::map<std::string, Value, std::less<>> known_;
  size_t copied_ = 0;
  uint32_t lost_ = 0;  // brackets open beyond kDeepest
  bool declares_ = false;
  std::string declared_;
  std::string_view shorthand_;
  Value best_;
  size_t best_score_ = 0;
};

}  // namespace

Value find_config_object(std::string_view script, std::span<const std::string_view> keys,
                         const Limits& limits, uint32_t first_line) {
  return Finder(script, keys, limits, first_line).find();
}

}  // namespace jianfu::platforms::frontend
