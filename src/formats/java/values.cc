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
  const bool part = !key && in_sum();
  const std::string_view holes = holes_of(token);
  if (!key) {
    operand(Run::Operand::kText, token.text, place_of(token));
    top().run.holes = holes;
  }
  report(token.text, place_of(token), {.is_template = token.holes, .part = part, .holes = holes});
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
    if (frame == nullptr) return report(token.text, place_of(token), {.is_template = true});
    frame->variable_place = place_of(token);
    if (open_templates_ == templates_.size()) templates_.emplace_back();
    templates_[open_templates_++] = token.text;
    return;
  }
  if (open_templates_ == 0) return report(token.text, place_of(token), {.is_template = true});
  while (top().kind != FrameKind::kTemplate && frames_.size() > 1) close(token);
  templates_[open_templates_ - 1].append(kPlaceholder).append(token.text);
  begin_statement();
  if (token.piece == Piece::kTail && top().kind == FrameKind::kTemplate) {
    top().run = Run{};
    close(token);
  }
}

// Whether the text that comes next is an operand of a sum, which is told as a whole when it ends.
bool Reader::in_sum() const {
  const bool operand = frames_.back().run.state == Run::State::kPlus || ahead(symbol("+"));
  return operand && !ahead(symbol(".")) && !ahead(symbol("?.")) && !ahead(symbol("!!")) &&
         !ahead(symbol("["));
}

// "$BASE/sign": what stands behind the signs; empty when none of it may be a constant.
std::string_view Reader::holes_of(const Token& token) {
  if (!token.holes || !is(Dialect::kKotlin)) return {};
  std::string out;
  bool any = false;
  const std::string_view raw = token.raw;
  const auto part_of_name = [&](size_t at) {
    return at < raw.size() && (raw[at] == '_' || (raw[at] >= '0' && raw[at] <= '9') ||
                               ((raw[at] | 0x20) >= 'a' && (raw[at] | 0x20) <= 'z'));
  };
  for (size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '\\') ++at;
    if (at >= raw.size() || raw[at] != '$' || !part_of_name(at + 1) || raw[at + 1] <= '9') continue;
    size_t end = at + 1;
    while (part_of_name(end)) ++end;
    const std::string_view name = raw.substr(at + 1, end - at - 1);
    const bool constant = is_constant_name(name);
    any |= constant;
    if (!out.empty()) out += ',';
    out.append(constant ? name : std::string_view("?"));
    at = end - 1;
  }
  return any ? tokens_.keep(out) : std::string_view{};
}

void Reader::report(std::string_view text, Place place, const Shape& shape) {
  if (text.empty() || (text == kPlaceholder && shape.holes.empty())) return;
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
  literal.is_template = shape.is_template;
  literal.folded = shape.folded;
  literal.constant = shape.constant;
  literal.part = shape.part;
  literal.of_names = shape.of_names;
  literal.holes = shape.holes;
  literal.asked = frame.asked;
  sink_.on_literal(literal);
}

void Reader::refer(std::string_view path, Place place, bool is_class, bool part) {
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
  reference.part = part;
  reference.asked = frame.asked;
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
  run.holes = {};
  run.place = place;
}

// The committed operand's holes behind those of the others.
void Reader::add_holes() {
  Run& run = top().run;
  std::string& out = holes();
  run.paths |= !run.holes.empty();
  if (run.pending == Run::Operand::kGap) {
    if (!out.empty()) out += run.last_is_gap ? '+' : ',';
    out.append(run.holes.empty() ? std::string_view("?") : run.holes);
    return;
  }
  if (!run.holes.empty()) {
    if (!out.empty()) out += ',';
    out += run.holes;
    return;
  }
  for (size_t at = run.text.find(kPlaceholder); at != std::string_view::npos;
       at = run.text.find(kPlaceholder, at + kPlaceholder.size()))
    out += out.empty() ? "?" : ",?";
}

void Reader::commit() {
  Run& run = top().run;
  const Run::Operand kind = run.pending;
  if (kind == Run::Operand::kNone) return;
  std::string& text = buffer();
  if (run.committed++ == 0) {
    text.clear();
    holes().clear();
    run.first_place = run.place;
  }
  // Constants of constants could double with each line.
  const bool too_long = kind != Run::Operand::kGap && run.text.size() > fold_budget_;
  if (!too_long) add_holes();
  run.pending = Run::Operand::kNone;
  if (kind == Run::Operand::kGap) {
    report_adjacent(true);
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
  if (too_long) {
    if (kind == Run::Operand::kText) report(run.text, run.place, {});
    ++run.gaps;
    return;
  }
  fold_budget_ -= run.text.size();
  text += run.text;
  ++run.adjacent;
  run.texts += kind == Run::Operand::kText;
  run.last_is_gap = false;
}

void Reader::report_adjacent(bool part) {
  const Run& run = top().run;
  if (run.adjacent < 2 || run.texts == 0) return;
  report(tokens_.keep(std::string_view(buffer()).substr(run.adjacent_begin)), run.adjacent_place,
         {.folded = true, .part = part});
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
  std::string_view holes = run.holes;
  bool known = run.pending == Run::Operand::kText || run.pending == Run::Operand::kNumber;
  const bool single_text = run.committed == 0 && run.pending == Run::Operand::kText;
  if (run.committed > 0) {
    commit();
    if (run.gaps > 0) report_adjacent(true);
    known = run.texts > 0;
    value = buffer();
    if (run.paths) holes = tokens_.keep(this->holes());
    if (known || run.paths) {
      value = tokens_.keep(value);
      const bool gaps = run.gaps > 0 || value.find(kPlaceholder) != std::string_view::npos;
      report(value, run.first_place,
             {.is_template = gaps, .folded = true, .of_names = !known, .holes = holes});
    }
  } else if (run.pending == Run::Operand::kGap && !holes.empty()) {
    value = kPlaceholder;
  }
  const bool text = single_text || (run.committed > 0 && run.gaps == 0);
  if (whole && (!holes.empty() || (known && text))) tell_constant(value, holes);
  if (!known) return;
  constexpr size_t kArguments = 1024;  // of a call; more are data, and come as literals
  const bool argument = frame.call != 0 && frame.call <= open_calls_ &&
                        (frame.kind == FrameKind::kCall || frame.kind == FrameKind::kList);
  if (!argument) return;
  std::vector<Argument>& arguments = calls_[frame.call - 1].arguments;
  if (arguments.size() >= kArguments) return;
  arguments.push_back({frame.name, run.committed > 0 && run.gaps == 0 ? tokens_.keep(value) : value});
}

// The value of a constant, when one is being declared.
void Reader::tell_constant(std::string_view value, std::string_view holes) {
  const Frame& frame = top();
  const bool constant = frame.constant || frame.interface;
  if (frame.kind != FrameKind::kClass || !constant || frame.variable.empty()) return;
  if (!holes.empty()) return sink_.on_composed_constant(frame.variable, value, holes);
  if (value.size() > fold_budget_) return;
  constants_[frame.variable] = value;
  sink_.on_constant(frame.variable, value);
}

}  // namespace jianfu::formats::java
