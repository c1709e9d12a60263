// Literals, sums of them, arguments.
#include <algorithm>

#include "formats/java/reader.h"

namespace jianfu::formats::java {

void Reader::on_string(const Token& token) {
  generic_depth_ = 0;
  if (token.piece != Piece::kWhole) return on_piece(token);
  const bool key = ahead(symbol(":")) && top().kind == FrameKind::kList && top().ternaries == 0;
  if (is(Dialect::kGroovy) && top().kind == FrameKind::kBlock && (chain_ends_here() || !command_.empty()))
    on_command(token);
  if (!key) operand(Run::Operand::kText, token.text, place_of(token));
  report(token.text, place_of(token), token.holes, false);
}

// implementation 'a:b:1': the literal is an argument of the name before it.
void Reader::on_command(const Token& token) {
  if (command_.empty() && !token.newline_before) command_ = chain_text();
  top().run = Run{};
}

void Reader::on_piece(const Token& token) {
  if (token.piece == Piece::kHead) {
    if (is(Dialect::kGroovy) && top().kind == FrameKind::kBlock && (chain_ends_here() || !command_.empty()))
      on_command(token);
    if (top().run.state == Run::State::kOperand && !is(Dialect::kDart)) begin_value();
    Frame* frame = open(FrameKind::kTemplate, token);
    if (frame == nullptr) return report(token.text, place_of(token), true, false);
    frame->variable_place = place_of(token);
    if (open_templates_ == templates_.size()) templates_.emplace_back();
    templates_[open_templates_++] = token.text;
    return;
  }
  if (open_templates_ == 0) return report(token.text, place_of(token), true, false);
  while (top().kind != FrameKind::kTemplate && frames_.size() > 1) close(token);
  templates_[open_templates_ - 1].append(kPlaceholder).append(token.text);
  begin_statement();
  if (token.piece == Piece::kTail && top().kind == FrameKind::kTemplate) {
    top().run = Run{};
    close(token);
  }
}

void Reader::report(std::string_view text, Place place, bool is_template, bool folded, bool constant) {
  if (text.empty() || text == kPlaceholder) return;
  const Frame& frame = top();
  Literal literal;
  literal.text = text;
  literal.callee = frame.callee;
  if (!command_.empty() && frame.kind == FrameKind::kBlock) literal.callee.path = command_;
  literal.name = frame.name;
  literal.target = frame.target;
  literal.outer = frame.outer;
  literal.outer_name = frame.outer_name;
  literal.declares = frame.declares;
  literal.argument = frame.argument;
  literal.place = place;
  literal.is_template = is_template;
  literal.folded = folded;
  literal.constant = constant;
  sink_.on_literal(literal);
}

void Reader::refer(std::string_view path, Place place, bool is_class) {
  const Frame& frame = top();
  Reference reference;
  reference.path = path;
  reference.callee = frame.callee;
  reference.name = frame.name;
  reference.target = frame.target;
  reference.declares = frame.declares;
  reference.argument = frame.argument;
  reference.place = place;
  reference.is_class = is_class;
  sink_.on_reference(reference);
}

void Reader::operand(Run::Operand kind, std::string_view text, Place place) {
  Frame& frame = top();
  if (frame.run.state == Run::State::kOperand) {
    // 'a' 'b' of Dart are one text.
    const bool joins =
        is(Dialect::kDart) && kind == Run::Operand::kText && frame.run.pending == Run::Operand::kText;
    if (joins)
      commit();
    else
      begin_value();
  }
  Run& run = frame.run;
  if (run.minus) {
    const bool number = kind == Run::Operand::kNumber && place.offset > 0 && source_[place.offset - 1] == '-';
    if (number)
      text = source_.substr(place.offset - 1, text.size() + 1);
    else
      kind = Run::Operand::kGap;
    run.minus = false;
  }
  run.state = Run::State::kOperand;
  run.pending = kind;
  run.text = text;
  run.place = place;
}

void Reader::commit() {
  Run& run = top().run;
  const Run::Operand kind = run.pending;
  run.pending = Run::Operand::kNone;
  if (kind == Run::Operand::kNone) return;
  std::string& text = buffer();
  if (run.committed++ == 0) {
    text.clear();
    run.first_place = run.place;
  }
  if (kind == Run::Operand::kGap) {
    report_adjacent();
    if (!run.last_is_gap) text += kPlaceholder;
    run.last_is_gap = true;
    run.adjacent = 0;
    ++run.gaps;
    return;
  }
  if (run.adjacent == 0) {
    run.adjacent_begin = text.size();
    run.adjacent_place = run.place;
  }
  // Constants of constants could double with each line.
  if (run.text.size() > fold_budget_) {
    ++run.gaps;
    return;
  }
  fold_budget_ -= run.text.size();
  text += run.text;
  ++run.adjacent;
  run.texts += kind == Run::Operand::kText;
  run.last_is_gap = false;
}

void Reader::report_adjacent() {
  const Run& run = top().run;
  if (run.adjacent < 2 || run.texts == 0) return;
  report(tokens_.keep(std::string_view(buffer()).substr(run.adjacent_begin)), run.adjacent_place, false,
         true);
}

void Reader::begin_value() {
  if (top().run.state != Run::State::kStart) finish_value(false);
  top().run.minus = false;
}

// The value that was being written ends. `whole`: with its separator or bracket, not with another operator.
void Reader::finish_value(bool whole) {
  Frame& frame = top();
  if (frame.run.state != Run::State::kStart) take_value(whole);
  frame.run = Run{};
}

void Reader::take_value(bool whole) {
  Frame& frame = top();
  Run& run = frame.run;
  std::string_view value = run.text;
  bool known = run.pending == Run::Operand::kText || run.pending == Run::Operand::kNumber;
  const bool single_text = run.committed == 0 && run.pending == Run::Operand::kText;
  if (run.committed > 0) {
    commit();
    report_adjacent();
    known = run.texts > 0;
    value = buffer();
    if (known && run.gaps > 0) {
      value = tokens_.keep(value);
      report(value, run.first_place, true, true);
    }
  }
  if (!known) return;
  const bool text = single_text || (run.committed > 0 && run.gaps == 0);
  if (text && whole && frame.kind == FrameKind::kClass && frame.constant && !frame.variable.empty() &&
      value.size() <= fold_budget_) {
    if (run.committed > 0) value = tokens_.keep(value);
    constants_[frame.variable] = value;
    sink_.on_constant(frame.variable, value);
  }
  constexpr size_t kArguments = 1024;  // of a call; more are data, and come as literals
  const bool argument = frame.call != 0 && frame.call <= open_calls_ &&
                        (frame.kind == FrameKind::kCall || frame.kind == FrameKind::kList);
  if (!argument) return;
  std::vector<Argument>& arguments = calls_[frame.call - 1].arguments;
  if (arguments.size() >= kArguments) return;
  arguments.push_back({frame.name, run.committed > 0 && run.gaps == 0 ? tokens_.keep(value) : value});
}

}  // namespace jianfu::formats::java
