// Brackets: what each one opens, what context it hands down, and what is made of it when it closes.
#include <algorithm>

#include "formats/js/fold.h"
#include "formats/js/reader.h"
#include "formats/metro/module_name.h"
#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

constexpr size_t kChainBytes = 256;  // of a path before […]; longer ones are no API

bool hands_down_context(FrameKind kind) {
  switch (kind) {
    case FrameKind::kObject:
    case FrameKind::kGroup:
    case FrameKind::kArray:
    case FrameKind::kTemplate:
    case FrameKind::kContainer:
      return true;
    default:
      return false;
  }
}

bool fits(FrameKind kind, char closing) {
  switch (kind) {
    case FrameKind::kGroup:
    case FrameKind::kParams:
    case FrameKind::kCall:
      return closing == ')';
    case FrameKind::kArray:
    case FrameKind::kIndex:
      return closing == ']';
    case FrameKind::kTag:
      return false;
    default:
      return closing == '}';
  }
}

}  // namespace

// Opens a frame, or counts a lost one beyond the nesting limit (then lost_ > 0 and nothing was opened).
void Reader::open(FrameKind kind, const Token& token) {
  if (frames_.size() >= std::max<uint32_t>(limits_.nesting, 1)) {
    lost_ = 1;
    if (nesting_reported_) return;
    nesting_reported_ = true;
    defects_.push_back({GapReason::kLimit,
                        {Msg::limit_reached,
                         {core::bilingual("括号嵌套", "nested brackets"), std::to_string(limits_.nesting)}},
                        token.offset,
                        0});
    return;
  }
  Frame frame;
  Frame& parent = top();
  frame.kind = kind;
  if (kind == FrameKind::kArray || kind == FrameKind::kObject) frame.chunk = chunk_opened(kind, token);
  frame.key_at = token.offset;
  if (hands_down_context(kind)) {
    frame.callee = parent.callee;
    frame.argument = parent.argument;
    frame.inherited = parent.property;
    if (kind != FrameKind::kObject) frame.property = parent.property;
  }
  if (kind == FrameKind::kObject || kind == FrameKind::kArray || kind == FrameKind::kGroup) {
    const Run& run = parent.run;
    const bool alone = run.state == Run::State::kStart && !run.tainted && run.prefix == 0 && !parent.arrow;
    frame.call = alone ? parent.call : 0;
    operand_gap();
  }
  frame.in_type = parent.in_type || parent.type != TypePosition::kNone;
  frame.at_key = kind == FrameKind::kObject || kind == FrameKind::kClass;
  frame.elements = static_cast<uint32_t>(elements_.size());
  frames_.push_back(frame);
  if (buffers_.size() < frames_.size()) buffers_.emplace_back();
  if (frame.chunk == Chunk::kTable && kind == FrameKind::kArray) begin_chunk_element(token.end());
}

void Reader::end_module(Frame& frame) {
  end_body(frame.named_arrow);
  if (frame.module_open) sink_.on_module_end();
  if (frame.asks) asking_.pop_back();
  frame.module_open = frame.asks = false;
}

void Reader::close() {
  finish_value(true);
  end_module(top());
  end_body(top().named_body);
  const Frame frame = top();
  frames_.pop_back();
  if (frames_.size() < chunk_entry_) chunk_entry_ = 0;
  switch (frame.kind) {
    case FrameKind::kCall:
      return finish_call(frame);
    case FrameKind::kArray:
      elements_.resize(frame.elements);
      return;
    case FrameKind::kTag:
      --open_tags_;
      return;
    case FrameKind::kTemplate: {
      const std::string_view text = tokens_.keep(templates_[--open_templates_]);
      report(text, frame.key_at, {.is_template = true});
      if (!frame.tagged) fold_into_operand(text);
      return;
    }
    case FrameKind::kBlock:
      if (top().kind == FrameKind::kClass) {  // a method ended
        begin_statement();
        top().at_key = true;
      }
      return;
    default:
      return;
  }
}

// A closing bracket that does not fit closes what it can if that is near, else it is passed over.
void Reader::close_bracket(const Token& token) {
  const char closing = token.text[0];
  close_end_ = token.end();
  note_symbols(token);
  constexpr size_t kNear = 16;
  const size_t lowest = std::max<size_t>(1, frames_.size() - std::min(frames_.size(), kNear));
  size_t found = frames_.size();
  for (size_t i = frames_.size(); i-- > lowest;) {
    if (fits(frames_[i].kind, closing)) found = i;
    const FrameKind kind = frames_[i].kind;
    const bool wall =
        kind == FrameKind::kTemplate || kind == FrameKind::kTag || kind == FrameKind::kContainer;
    if (found == i || wall) break;
  }
  control_closed_ = false;
  if (found == frames_.size()) return;
  while (frames_.size() > found + 1) close();
  if (closing == ']') return close_square(token);
  const Frame& frame = top();
  const bool group = frame.kind == FrameKind::kGroup;
  control_closed_ = group && frame.control;
  if (group && !frame.control && chain_.count > 0) {  // (0, a.b)("x") calls a.b
    chain_.contiguous = false;
    chain_.end = token.end();
  }
  close();
}

// Whether "{" begins statements. The rule looks at the token before only.
bool Reader::opens_block() const {
  if (at_start()) return true;
  if (previous_->kind == TokenKind::kKeyword) {
    switch (previous_->word) {
      case Word::kElse:
      case Word::kDo:
      case Word::kTry:
      case Word::kFinally:
      case Word::kCatch:
      case Word::kVoid:  // f(): void {
      case Word::kNull:
      case Word::kThis:
        return true;
      default:
        return false;
    }
  }
  if (previous_->kind != TokenKind::kPunctuator) return true;
  switch (previous_->symbol) {
    case symbol(":"):
      return frames_.back().label_ended;
    case symbol(")"):
    case symbol("]"):
    case symbol("{"):
    case symbol("}"):
    case symbol(";"):
    case symbol("=>"):
    case symbol(">"):  // f(): Promise<void> {
    case symbol(">>"):
      return true;
    default:
      return false;
  }
}

void Reader::open_brace(const Token& token) {
  Frame& frame = top();
  if (frame.kind == FrameKind::kTag) return open(FrameKind::kContainer, token);
  if (frame.class_pending) {
    frame.class_pending = false;
    return open(FrameKind::kClass, token);
  }
  if (frame.type_pending) {
    frame.type_pending = false;
    open(FrameKind::kObject, token);
    if (lost_ == 0) top().in_type = true;
    return;
  }
  // f<{a: b}>(): nobody compares with an object.
  const bool argument = after(symbol("<")) && !generic_.empty();
  const bool block = opens_block();
  const bool body = block && !after(symbol(":"));  // else its type: (): {a: b} {
  const std::string_view name = body ? frame.function : std::string_view{};
  const uint64_t at = frame.function_at;
  if (body) frame.function = {};
  if (!opens_type(body)) frame.type = TypePosition::kNone;
  open(block ? FrameKind::kBlock : FrameKind::kObject, token);
  if (lost_ > 0) return;
  top().in_type |= argument;
  begin_body(name, at);
}

// name(…) {…} of an object literal or a class.
bool Reader::is_method() const {
  if (!frames_.back().at_key) return false;
  return previous_->kind == TokenKind::kIdentifier || previous_->kind == TokenKind::kKeyword ||
         previous_->kind == TokenKind::kString || previous_->kind == TokenKind::kNumber || after(symbol("]")) ||
         after(symbol(">"));
}

void Reader::open_paren(const Token& token) {
  Frame& frame = top();
  const std::string_view generic = after(symbol(">")) ? generic_ : std::string_view{};
  generic_ = {};
  if (function_) {
    function_ = false;
    expect_body(function_is_value_ && !frame.property.empty() ? frame.property : function_name_,
                token.offset);
    return open(FrameKind::kParams, token);
  }
  if (is_method()) {
    if (frame.key_is_name) declare(frame.key, frame.key_at);
    frame.at_key = false;
    if (frame.chunk == Chunk::kTable) begin_chunk_module(token.offset);
    expect_body(frame.key, token.offset);
    return open(FrameKind::kParams, token);
  }
  switch (previous_->word) {
    case Word::kIf:
    case Word::kFor:
    case Word::kWhile:
    case Word::kWith:
    case Word::kSwitch:
    case Word::kCatch:
      open(FrameKind::kGroup, token);
      if (lost_ == 0) top().control = true;
      return;
    default:
      break;
  }
  if (chain_.count > 0 && !chain_.is("async")) return open_call(token, chain_text());
  if (!generic.empty()) {
    chain_.begin = generic_at_;
    return open_call(token, generic);
  }
  const bool of_value = (after(symbol(")")) && !control_closed_) || after(symbol("]")) || after(symbol("}"));
  if (!of_value) return open(FrameKind::kGroup, token);
  chain_.begin = token.offset;
  open_call(token, {});
}

Callee Reader::special_of(std::string_view callee) {
  if (chain_.is("concat") && receiver_end_ == chain_.begin) return Callee::kConcat;
  if (chain_.is("split") && receiver_end_ == chain_.begin) return Callee::kSplit;
  if (closed_array_end_ != 0 && closed_array_end_ == chain_.begin) {
    if (chain_.is("join")) return Callee::kJoin;
    if (chain_.is("reverse")) return Callee::kReverse;
  }
  if (callee == "require" || callee == "import" || callee == "__webpack_require__") return Callee::kRequire;
  // The last runs the text of webpack's development builds where the page demands "trusted types".
  if (callee == "eval" || callee == "Function" || callee == "window.eval" || callee == "window.Function" ||
      callee == "__webpack_require__.ts") {
    return Callee::kCode;
  }
  if (callee == "define" || callee == "definePlugin" || callee == "System.register" ||
      callee.ends_with(".define") || callee.ends_with(".definePlugin")) {
    return Callee::kDefine;
  }
  if (callee == "__d") return Callee::kMetro;
  return is_decoder(callee) ? Callee::kDecode : Callee::kOrdinary;
}

void Reader::open_call(const Token& token, std::string_view callee) {
  const Callee special = special_of(callee);
  demote();
  open(FrameKind::kCall, token);
  if (lost_ > 0) return;
  if (open_calls_ == calls_.size()) calls_.emplace_back();
  CallSlot& slot = calls_[open_calls_++];
  slot.call.callee = callee;
  slot.call.arguments.clear();
  const Place place = position(chain_.begin);
  slot.call.line = place.line, slot.call.column = place.column, slot.call.offset = place.offset;
  Frame& frame = top();
  frame.special = special;
  frame.call = static_cast<uint32_t>(open_calls_);
  frame.callee = callee;
  frame.key_at = chain_.begin;
  if (special == Callee::kMetro) return begin_metro_module(token);
  if (special == Callee::kSplit) slot.joined = receiver_;
  if (special != Callee::kConcat) return;
  // The parts of a text: they are used where the text is.
  const Frame& parent = frames_[frames_.size() - 2];
  frame.callee = parent.callee;
  frame.argument = parent.argument;
  frame.property = frame.inherited = parent.property;
  slot.joined = receiver_;
  slot.gaps = receiver_.find(kPlaceholder) != std::string_view::npos;
}

// __d(function(…){…}, 12, [1, 2], "src/Screen.js"): the name stands behind the body.
void Reader::begin_metro_module(const Token& token) {
  if (!function_follows(token.end(), false)) return;
  // Once for each text between two "__d(", however many calls stand in it.
  if (token.end() <= metro_end_) return;
  metro_end_ = metro::module_end(source_, token.end());
  const std::string_view name = metro::module_name(source_.substr(token.end(), metro_end_ - token.end()));
  if (name.empty()) return;
  sink_.on_module(name, position(token.offset).line);
  top().module_open = true;
}

void Reader::finish_call(const Frame& frame) {
  CallSlot& slot = calls_[--open_calls_];
  const Call& call = slot.call;
  if (frame.special == Callee::kConcat) return report_folded(slot.joined, frame.key_at, slot.gaps);
  if (frame.special == Callee::kJoin) return finish_join(frame, call);
  if (call.callee.empty() || frame.in_type) return;  // a method of an interface
  sink_.on_call(call);
  if (!asking_.empty() || chunk_entry_ != 0) tell_chunk_require(call);
  note_call(call);
  if (frame.special == Callee::kSplit) return finish_split(frame, slot);
  if (frame.special == Callee::kReverse && after(symbol("("))) {
    std::reverse(closed_array_.begin(), closed_array_.end());
    closed_array_end_ = close_end_;
    return;
  }
  if (!frame.pure && !call.callee.ends_with(".apply")) return;
  if (const std::optional<std::string> text = fold_call(call.callee, call.arguments)) {
    report_folded(*text, frame.key_at, false);
  }
}

// "打,卡".split(","), to be joined again. The dictionary of a packer is one too.
void Reader::finish_split(const Frame& frame, const CallSlot& slot) {
  constexpr size_t kMostBytes = 4096;  // of a text that was cut up to hide it
  const std::vector<CallArgument>& arguments = slot.call.arguments;
  if (arguments.size() != 1 || previous_->kind != TokenKind::kString || slot.joined.empty()) return;
  const std::string_view separator = arguments[0].value;
  if (separator.size() == 1 && unpacks()) return read_dictionary(slot.joined, separator[0], frame.key_at);
  if (slot.joined.size() > kMostBytes || slot.joined.size() > fold_budget_ || next_byte(close_end_) != '.')
    return;
  fold_budget_ -= slot.joined.size();
  const std::string_view text = tokens_.keep(slot.joined);
  closed_array_.clear();
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    if (separator.empty()) {
      text::next_code_point(text, end);
    } else {
      end = std::min(text.find(separator, at), text.size());
    }
    closed_array_.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  closed_array_end_ = close_end_;
}

// ["打", "卡"].join("")
void Reader::finish_join(const Frame& frame, const Call& call) {
  if (call.arguments.size() > 1 || closed_array_.size() < 2) return;
  // By something that is not known.
  if (call.arguments.empty() ? !after(symbol("(")) : !frame.pure) return;
  const std::string_view separator = call.arguments.empty() ? "," : std::string_view(call.arguments[0].value);
  std::string joined;
  for (size_t i = 0; i < closed_array_.size(); ++i) {
    if (joined.size() > fold_budget_) return;
    if (i > 0) joined += separator;
    joined += closed_array_[i];
  }
  report_folded(joined, frame.key_at, false);
}

void Reader::report_folded(std::string_view text, uint64_t at, bool gaps) {
  if (text.size() > fold_budget_) {
    fold_budget_ = 0;
    return;
  }
  fold_budget_ -= text.size();
  const std::string_view kept = tokens_.keep(text);
  report(kept, at, {.is_template = gaps, .folded = true});
  fold_into_operand(kept);
}

void Reader::open_square(const Token& token) {
  Frame& frame = top();
  const bool computed_key = frame.at_key;
  const bool literal = previous_->kind == TokenKind::kString || previous_->kind == TokenKind::kTemplate;
  const bool index = computed_key || chain_.count > 0 || after(symbol(")")) || after(symbol("]")) ||
                     after(symbol("?.")) || (literal && frame.run.state == Run::State::kOperand);
  if (!index) return open(FrameKind::kArray, token);
  const std::string_view base = computed_key ? std::string_view{} : chain_text();
  if (!computed_key) demote();
  open(FrameKind::kIndex, token);
  if (lost_ > 0) return;
  if (base.size() <= kChainBytes) top().base = base;
  if (!base.empty()) top().key_at = chain_.begin;
}

// a["b"] is a.b; {["b"]: …} is {b: …}.
void Reader::close_square(const Token& token) {
  Frame& frame = top();
  if (frame.kind == FrameKind::kArray) {
    finish_value(true);
    const bool used = frame.pure && next_byte(token.end()) == '.';
    if (used) closed_array_.assign(elements_.begin() + frame.elements, elements_.end());
    if (used) closed_array_end_ = token.end();
    if (frame.pure) read_table(frame, token.end());
    return close();
  }
  const Run& run = frame.run;
  signs_.hidden_members += frame.of_table;
  signs_.numbered_members += frame.of_number && !frame.of_table;
  const bool sole = run.pending == Run::Operand::kText && run.committed == 0 && !frame.partial;
  const std::string_view name = sole ? run.text : std::string_view{};
  const std::string_view base = frame.base;
  const uint64_t at = frame.key_at;
  close();
  if (top().at_key) {
    top().key = name;
    top().key_is_name = false;
    return;
  }
  if (name.empty()) return;
  chain_ = Chain{};
  if (!base.empty()) chain_.add(base);
  chain_.add(name);
  chain_.contiguous = false;
  chain_.begin = at;
  chain_.end = token.end();
  if (base == "__wxAppCode__") code_key_ = name;
}

uint64_t Reader::skip_space(uint64_t at) const {
  while (at < source_.size()) {
    const Byte kind = byte_of(source_[at]);
    if (kind == Byte::kSpace || kind == Byte::kNewline) {
      ++at;
      continue;
    }
    const std::string_view two = source_.substr(at, 2);
    if (two != "/*" && two != "//") return at;
    const size_t end = two == "/*" ? source_.find("*/", at + 2) : source_.find('\n', at + 2);
    if (end == std::string_view::npos) return source_.size();
    at = end + (two == "/*" ? 2 : 1);
  }
  return at;
}

char Reader::next_byte(uint64_t at) const {
  at = skip_space(at);
  return at < source_.size() ? source_[at] : '\0';
}

// function…, (a, b) => …, a => …, (function…); with `or_list` a list of dependencies too.
bool Reader::function_follows(uint64_t at, bool or_list) const {
  at = skip_space(std::min<uint64_t>(at, source_.size()));
  const std::string_view rest = source_.substr(at);
  if (rest.starts_with("function") || rest.starts_with("async") || rest.starts_with("(")) return true;
  if (or_list && rest.starts_with("[")) return true;
  size_t name = 0;
  while (name < rest.size() && byte_of(rest[name]) >= Byte::kLetter) ++name;
  return name > 0 && source_.substr(skip_space(at + name), 2) == "=>";
}

}  // namespace jianfu::formats::js
