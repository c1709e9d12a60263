// Literals: where they are used, what they add up to, and which of them a call is given.
#include <algorithm>

#include "formats/js/reader.h"

namespace jianfu::formats::js {

void Reader::report(std::string_view text, uint64_t at, Flags flags) {
  if (text.empty()) return;
  size_t user = frames_.size() - 1;
  constexpr int kDecoders = 8;  // round one another: escape(atob("…"))
  for (int i = 0; i < kDecoders && flags.folded && frames_[user].special == Callee::kDecode; ++i) --user;
  const Frame& frame = frames_[user];
  const Place place = position(at);
  Literal literal;
  literal.text = text;
  literal.callee = frame.callee;
  if (!flags.is_key) literal.property = frame.property;
  literal.argument = frame.argument;
  literal.line = place.line;
  literal.column = place.column;
  literal.offset = place.offset;
  literal.is_template = flags.is_template;
  literal.in_type = flags.in_type || typed();
  literal.is_key = flags.is_key;
  literal.folded = flags.folded;
  sink_.on_literal(literal);
}

void Reader::on_string(const Token& token) {
  Frame& frame = top();
  // {"a": 1} where statements were expected: JSON, or a guess that was wrong.
  if (frame.kind == FrameKind::kBlock && after(symbol("{")) && next_byte(token.end()) == ':') {
    frame.kind = FrameKind::kObject;
    frame.at_key = true;
  }
  if (frame.at_key) {
    const char next = next_byte(token.end());
    if (next == ':' || next == '(') return on_string_key(token);
  }
  if (on_special_string(token)) return;
  if (typed() || is_type_argument(token)) {
    if (frame.type != TypePosition::kCast) operand_gap();
    return report(token.text, token.offset, {.in_type = true});
  }
  tell_chunk_id(token);
  operand(Run::Operand::kText, token.text, token.offset);
  if (token.text != "use strict") report(token.text, token.offset, {});
}

void Reader::on_string_key(const Token& token) {
  Frame& frame = top();
  frame.key = token.text;
  frame.key_is_name = is_name(token.text);
  frame.key_at = token.offset;
  report(token.text, token.offset, {.is_key = true});
}

// True when the string is a matter of its own: a module's path, or code.
bool Reader::on_special_string(const Token& token) {
  const Frame& frame = top();
  const bool from = previous_->kind == TokenKind::kIdentifier && previous_->text == "from" && chain_.is("from");
  if (from || after_word(Word::kImport)) {
    begin_statement();
    operand_gap();
    sink_.on_require(token.text, position(token.offset).line);
    return true;
  }
  if (frame.special == Callee::kOrdinary || frame.special == Callee::kDecode ||
      frame.kind != FrameKind::kCall)
    return false;
  if (frame.special == Callee::kCode && !inside_ && next_byte(token.end()) == ')') {
    operand_gap();
    // One level: what is evaluated inside it is reported as text (formats.md §11.2, webpack's development
    // builds).
    Reader inner(token.text, limits_, sink_, position(token.offset));
    inner.asking_ = asking_;
    inner.run();
    return true;
  }
  if (frame.argument != 0 || !after(symbol("("))) return false;
  if (frame.special == Callee::kRequire) sink_.on_require(token.text, position(token.offset).line);
  // Of x.define("Name", function…) there are others than module loaders.
  const bool defines = frame.special == Callee::kDefine && next_byte(token.end()) == ',' &&
                       (frame.callee.find('.') == std::string_view::npos || is_path(token.text));
  if (defines && function_follows(skip_space(token.end()) + 1, true)) {
    sink_.on_module(token.text, position(token.offset).line);
    top().module_open = true;
  }
  return false;
}

void Reader::on_template(const Token& token) {
  // String.raw`…` keeps its escapes.
  const auto text_of = [this, &token](bool raw) {
    const size_t end = token.piece == Piece::kHead || token.piece == Piece::kMiddle ? 2 : 1;
    return raw && token.size > end ? tokens_.raw(token).substr(1, token.size - 1 - end) : token.text;
  };
  if (token.piece == Piece::kMiddle || token.piece == Piece::kTail) {
    if (open_templates_ == 0) return report(token.text, token.offset, {.is_template = true});
    while (top().kind != FrameKind::kTemplate) close();
    begin_statement();
    top().arrow = false;
    top().ternaries = 0;
    templates_[open_templates_ - 1].append(kPlaceholder).append(text_of(top().raw));
    if (token.piece == Piece::kTail) close();
    return;
  }
  const bool tagged = chain_.count > 0 && top().run.state == Run::State::kOperand;
  const bool raw = tagged && chain_.count == 2 && chain_.parts[0] == "String" && chain_.parts[1] == "raw";
  if (token.piece == Piece::kWhole) {
    if (!tagged) operand(Run::Operand::kText, token.text, token.offset);
    return report(text_of(raw), token.offset, {.is_template = true});
  }
  if (!tagged) operand_gap();
  open(FrameKind::kTemplate, token);
  if (lost_ > 0) return report(token.text, token.offset, {.is_template = true});
  top().tagged = tagged;
  top().raw = raw;
  if (open_templates_ == templates_.size()) templates_.emplace_back();
  templates_[open_templates_++] = text_of(raw);
}

void Reader::operand(Run::Operand kind, std::string_view text, uint64_t at) {
  Frame& frame = top();
  if (frame.at_key) return;
  if (frame.run.state == Run::State::kOperand) begin_value();  // a line ended without semicolon
  Run& run = frame.run;
  if (run.prefix != 0) {
    const bool number = kind == Run::Operand::kNumber;
    const bool minified = number && run.prefix == '!' && (text == "0" || text == "1");  // !0 is true
    const bool negative = number && run.prefix == '-' && after(symbol("-")) && at == previous_->end();
    if (minified) text = text == "0" ? "true" : "false";
    if (negative) text = source_.substr(at - 1, text.size() + 1);
    if (!minified && !negative) kind = Run::Operand::kGap;
    run.prefix = 0;
  }
  run.state = Run::State::kOperand;
  run.pending = kind;
  run.text = text;
  run.at = at;
}

// The last operand was a computation after all, but one whose result is known.
void Reader::fold_into_operand(std::string_view text) {
  Run& run = top().run;
  if (run.state != Run::State::kOperand || run.pending != Run::Operand::kGap) return;
  run.pending = Run::Operand::kText;
  run.text = text;
}

// Something follows that makes the last operand no literal: "a".length
void Reader::demote() {
  Run& run = top().run;
  if (run.pending != Run::Operand::kNone) run.pending = Run::Operand::kGap;
}

void Reader::append_committed(std::string_view text) {
  Run& run = top().run;
  if (run.committed++ == 0) {
    run.first = text;
    return;
  }
  if (!run.built) buffer() = run.first;
  run.built = true;
  buffer() += text;
}

void Reader::commit() {
  Run& run = top().run;
  const Run::Operand kind = run.pending;
  run.pending = Run::Operand::kNone;
  if (kind == Run::Operand::kNone) return;
  if (kind == Run::Operand::kGap) {
    report_adjacent();
    if (!run.last_is_gap) append_committed(kPlaceholder);
    run.last_is_gap = true;
    run.adjacent = run.adjacent_texts = 0;
    return;
  }
  if (run.adjacent == 0) {
    run.adjacent_begin = run.committed == 0 ? 0 : run.built ? buffer().size() : run.first.size();
    run.adjacent_at = run.at;
  }
  append_committed(run.text);
  ++run.adjacent;
  run.adjacent_texts += kind == Run::Operand::kText;
  ++run.literals;
  run.last_is_gap = false;
}

void Reader::report_adjacent() {
  const Run& run = top().run;
  if (run.adjacent < 2 || run.adjacent_texts == 0) return;
  report(std::string_view(buffer()).substr(run.adjacent_begin), run.adjacent_at, {.folded = true});
}

void Reader::begin_value() {
  Run& run = top().run;
  if (run.state != Run::State::kStart) finish_value(false);
  run.prefix = 0;
}

// The value that was being written ends. `whole`: with its separator or bracket, not with another operator.
void Reader::finish_value(bool whole) {
  Frame& frame = top();
  Run& run = frame.run;
  if (!whole) frame.partial = true;
  if (run.state != Run::State::kStart) {
    if (run.committed == 0 && run.pending != Run::Operand::kGap) {
      run.literals = 1;
      take_value(run.text, whole);
    } else {
      commit();
      report_adjacent();
      take_value(run.built ? std::string_view(buffer()) : run.first, whole);
    }
  }
  if (whole) frame.partial = false;
  run = Run{};
}

// A value that holds no literal is one gap.
void Reader::take_value(std::string_view value, bool whole) {
  Frame& frame = top();
  const Run& run = frame.run;
  const bool literal = run.literals > 0;
  if (frame.special == Callee::kConcat) {
    if (!whole) return;
    CallSlot& slot = calls_[frame.call - 1];
    const bool gap = frame.partial || !literal;
    slot.gaps |= gap || run.built;
    if (!gap || !slot.joined.ends_with(kPlaceholder)) slot.joined += gap ? kPlaceholder : value;
    return;
  }
  const bool known = literal && !frame.partial && (!run.built || run.literals == run.committed);
  frame.pure &= known;
  if (frame.kind == FrameKind::kArray && frame.pure)
    elements_.push_back(run.built ? tokens_.keep(value) : value);
  if (literal && frame.call != 0 && !frame.arrow && !run.tainted) add_argument(value);
}

void Reader::add_argument(std::string_view value) {
  constexpr size_t kArguments = 4096;  // of a call; more are data, and come as literals
  constexpr size_t kLevels = 8;        // of objects in objects
  constexpr size_t kNameBytes = 256;
  std::vector<CallArgument>& arguments = calls_[top().call - 1].call.arguments;
  if (arguments.size() >= kArguments) return;
  std::array<std::string_view, kLevels> path;
  size_t levels = 0;
  size_t bytes = 0;
  size_t i = frames_.size() - 1;
  for (size_t steps = 0; frames_[i].kind != FrameKind::kCall; --i) {
    if (++steps > 2 * kLevels) return;
    if (frames_[i].kind != FrameKind::kObject) continue;
    if (levels == kLevels || frames_[i].property.empty()) return;
    path[levels++] = frames_[i].property;
    bytes += frames_[i].property.size();
  }
  if (bytes > kNameBytes) return;
  CallArgument argument;
  while (levels > 0) {
    argument.name += path[--levels];
    if (levels > 0) argument.name += '.';
  }
  argument.value = value;
  arguments.push_back(std::move(argument));
}

}  // namespace jianfu::formats::js
