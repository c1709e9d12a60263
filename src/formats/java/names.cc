// Names: the chains they join to, what they declare, and the words among them.
#include <algorithm>

#include "formats/java/reader.h"

namespace jianfu::formats::java {

// ---- chains ----

void Reader::begin_chain(const Token& token) {
  const bool made = new_;
  const bool annotation = annotation_;
  chain_ = Chain{};
  chain_.made = made;
  chain_.annotation = annotation;
  chain_.add(token.text);
  chain_.contiguous = token.text.size() == token.raw.size();
  chain_.begin = token.offset;
  chain_.end = token.end();
  new_ = false;
}

void Reader::add_to_chain(const Token& token) {
  if (chain_.count == 0) {
    chain_.begin = token.offset;
    chain_.contiguous = true;
    chain_.end = token.offset;
  }
  chain_.contiguous &= chain_.end == token.offset && token.text.size() == token.raw.size();
  chain_.add(token.text);
  chain_.open = false;
  chain_.end = token.end();
}

std::string_view Reader::chain_text() {
  if (chain_.count == 0) return {};
  if (chain_.count == 1) return chain_.parts[0];
  if (chain_.contiguous) return source_.substr(chain_.begin, chain_.end - chain_.begin);
  scratch_.clear();
  for (size_t i = chain_.count - std::min(chain_.count, Chain::kParts); i < chain_.count; ++i) {
    if (!scratch_.empty()) scratch_ += '.';
    scratch_ += chain_.parts[i % Chain::kParts];
  }
  return tokens_.keep(scratch_);
}

void Reader::on_dot(const Token& token) {
  Run& run = top().run;
  if (run.state == Run::State::kOperand) run.pending = Run::Operand::kGap;  // "a".length
  run.holes = {};
  if (token.is(symbol("::"))) {
    // Foo::class is a class; Foo::bar and ::bar are functions handed over.
    if (next_.kind == TokenKind::kName && next_.text == "class" && chain_ends_here()) {
      const std::string_view path = chain_text();
      refer(path, place_of(previous_), true);
      top().class_literal = path;
    }
    chain_ = Chain{};
    chain_.chained = true;
    chain_.open = true;
    return;
  }
  if (chain_ends_here()) {
    chain_.contiguous &= chain_.end == token.offset && token.is(symbol("."));
    chain_.open = true;
    chain_.end = token.end();
    return;
  }
  const bool closed = previous_.end() == closed_end_;
  const bool generic = generic_end_ == previous_.end() && generic_end_ != 0;
  chain_ = Chain{};
  chain_.chained = true;
  chain_.root = closed ? closed_root_ : generic ? generic_ : std::string_view{};
  chain_.open = true;
}

// ---- declarations ----

// The type that the name behind it is declared with: `Type name`, `Type<A> name`, `Type[] name`, `var name`.
bool Reader::type_before(std::string_view& type) {
  if (is(Dialect::kKotlin) || is(Dialect::kGroovy)) return false;
  if (previous_word_ == Word::kVar || previous_word_ == Word::kConst) return true;
  if (previous_word_ == Word::kFinal && is(Dialect::kDart)) return true;
  if (previous_word_ == Word::kModifier && is(Dialect::kDart) && previous_.text == "late") return true;
  if (previous_word_ != Word::kNone) return false;
  if (previous_.kind == TokenKind::kName && chain_ends_here() && !chain_.chained && !chain_.annotation &&
      !chain_.made) {
    type = chain_text();
    return true;
  }
  if (after(symbol(">")) && generic_end_ == previous_.end()) {
    type = generic_;
    return !type.empty();
  }
  if (after(symbol("]")) && array_end_ == previous_.end()) {
    type = array_type_;
    return true;
  }
  const bool nullable =
      (after(symbol("?")) || after(symbol("..."))) && chain_.count > 0 && chain_.end == previous_.offset;
  if (nullable) type = chain_text();
  return nullable && (is(Dialect::kDart) || after(symbol("...")));
}

// True when the name is declared here.
bool Reader::declare(const Token& token) {
  Frame& frame = top();
  std::string_view type;
  const bool members = frame.kind == FrameKind::kClass && !frame.assigned;
  if (is(Dialect::kKotlin)) {
    if (previous_word_ == Word::kVar || (frame.kind == FrameKind::kParams && ahead(symbol(":")))) {
      flush_variable();
      frame.variable = token.text;
      frame.variable_place = place_of(token);
      return true;
    }
    return false;
  }
  bool typed = type_before(type);
  if (!typed && after(symbol(",")) && !frame.list_type.empty() &&
      (frame.kind == FrameKind::kBlock || frame.kind == FrameKind::kClass)) {
    type = frame.list_type;
    typed = ahead(symbol("=")) || ahead(symbol(",")) || ahead(symbol(";"));
  }
  // Dart leaves types out: `class A { foo() {} }`, `build(context)`; constructors have none anywhere.
  if (members && ahead(symbol("(")) && !frame.constants && !annotation_) {
    const bool constructor = !classes_.empty() && token.text == classes_.back();
    if (typed || constructor || is(Dialect::kDart)) {
      if (frame.method) end_method();
      method_ = constructor && !is(Dialect::kDart) ? std::string_view("<init>") : token.text;
      method_place_ = place_of(token);
      return true;
    }
  }
  if (!typed) return false;
  const bool ends = ahead(symbol("=")) || ahead(symbol(";")) || ahead(symbol(",")) || ahead(symbol(")")) ||
                    ahead(symbol(":")) || ahead(symbol("[")) || ahead(symbol("}")) ||
                    (next_.kind == TokenKind::kName && next_.text == "in");
  if (!ends || frame.kind == FrameKind::kCall || frame.kind == FrameKind::kList) return false;
  flush_variable();
  frame.variable = token.text;
  frame.type = type;
  frame.list_type = type;
  frame.variable_place = place_of(token);
  return true;
}

void Reader::flush_variable() {
  Frame& frame = top();
  if (frame.variable.empty()) return;
  const std::string_view type = !frame.type.empty() && frame.type != "var" ? frame.type
                                : !frame.cast.empty()                      ? frame.cast
                                                                           : frame.made;
  sink_.on_variable(frame.variable, type, frame.kind == FrameKind::kClass || frame.fields,
                    frame.variable_place);
  frame.variable = frame.type = {};
  frame.want_type = false;
}

// ---- names ----

void Reader::on_name(const Token& token) {
  Frame& frame = top();
  if (generic_depth_ > 0) {
    chain_.open ? add_to_chain(token) : begin_chain(token);
    if (generic_argument_.empty() && !ahead(symbol("."))) generic_argument_ = chain_text();
    return;
  }
  if (chain_.open) {
    add_to_chain(token);
    if (frame.kind == FrameKind::kClass && is(Dialect::kDart) && !frame.assigned && ahead(symbol("(")) &&
        chain_.count == 2 && !chain_.chained) {
      method_ = token.text;  // Foo.named(…)
      method_place_ = place_of(token);
    }
    return finish_chain(token);
  }
  if (is(Dialect::kKotlin) && !method_.empty() && !ahead(symbol("("))) method_ = {};
  if (previous_word_ == Word::kFun ||
      (method_.empty() && after(symbol(">")) && generic_.empty() && generic_end_ == previous_.end() &&
       is(Dialect::kKotlin) && frame.kind == FrameKind::kClass && ahead(symbol("(")))) {
    if (ahead(symbol("("))) {
      if (frame.method) end_method();
      method_ = token.text;
      method_place_ = place_of(token);
    }
    begin_chain(token);
    return;  // fun Type.name( goes on with a dot
  }
  if (is(Dialect::kKotlin) && frame.kind == FrameKind::kClass && !frame.assigned &&
      token.text == "constructor" && ahead(symbol("("))) {
    if (frame.method) end_method();
    method_ = "<init>";
    method_place_ = place_of(token);
    return begin_chain(token);
  }
  if (frame.constants && frame.kind == FrameKind::kClass &&
      (after(symbol("{")) || after(symbol(",")) || after(symbol("}")) || after(symbol(")")))) {
    sink_.on_variable(token.text, {}, true, place_of(token));
    return begin_chain(token);
  }
  if (frame.want_type) {
    begin_chain(token);
    return finish_chain(token);
  }
  const bool declared = declare(token);
  if (declared && !method_.empty()) return begin_chain(token);
  begin_chain(token);
  if (declared) return;
  finish_chain(token);
}

// The names of a chain are one operand: the one that its first name began is written anew.
void Reader::reopen_operand() {
  Run& run = top().run;
  if ((chain_.count > 1 || chain_.chained) && run.state == Run::State::kOperand)
    run.state = run.committed > 0 ? Run::State::kPlus : Run::State::kStart;
}

// The chain ends with this token: what it stands for. A call, an assignment and a longer chain are told by
// what follows.
void Reader::finish_chain(const Token& token) {
  Frame& frame = top();
  const bool goes_on = ahead(symbol(".")) || ahead(symbol("?.")) || ahead(symbol("::")) ||
                       (ahead(symbol("!!")) && !is(Dialect::kJava));
  if (frame.want_type) {
    if (goes_on) return;
    frame.type = chain_text();
    frame.want_type = false;
    return;
  }
  // fun Type.name(: the name is the last.
  if (is(Dialect::kKotlin) && method_.empty() && frame.kind == FrameKind::kClass && !frame.assigned &&
      !frame.method && ahead(symbol("(")) && chain_.count > 1 && !chain_.chained) {
    method_ = token.text;
    method_place_ = place_of(token);
    return;
  }
  if (casting_) {  // value as Type
    if (goes_on && !ahead(symbol("?."))) return;
    frame.cast = chain_text();
    casting_ = false;
    return;
  }
  if (chain_.annotation && !goes_on && !ahead(symbol("("))) {
    Call call;
    const std::string path = "@" + std::string(chain_text());
    call.callee.path = tokens_.keep(path);
    call.place = {token.line, token.column, token.offset};
    sink_.on_call(call);
    chain_ = Chain{};
    return;
  }
  if (chain_.annotation || goes_on || ahead(symbol("("))) {
    if (chain_.annotation) return;
    reopen_operand();
    return operand_gap();
  }
  const bool next_is_name =
      next_.kind == TokenKind::kName && !next_.newline_before && word_of(next_.text, dialect_) == Word::kNone;
  if (next_is_name) return;  // a type, or a command of Gradle
  const std::string_view last = chain_.last();
  const bool target =
      ahead(symbol("=")) || ahead(symbol("+=")) ||
      ((is(Dialect::kDart) || is(Dialect::kGroovy)) && ahead(symbol(":")) && frame.ternaries == 0);
  if (target) return;
  reopen_operand();
  if (last == "class" && chain_.count > 1 && !is(Dialect::kKotlin)) {
    const std::string_view whole = chain_text();
    refer(whole.substr(0, whole.size() - std::string_view(".class").size()), place_of(token), true);
    return operand_gap();
  }
  const bool part = in_sum();
  // Other.X is not this file's X.
  const bool own =
      chain_.count == 1 ||
      (chain_.count == 2 && (!folds_constants() ||
                             std::find(classes_.begin(), classes_.end(), chain_.parts[0]) != classes_.end()));
  if (!chain_.chained && own && is_constant_name(last)) {
    if (const auto known = constants_.find(last); known != constants_.end()) {
      operand(Run::Operand::kText, known->second, place_of(token));
      return report(known->second, place_of(token), {.constant = true, .part = part});
    }
  }
  bool resource = false;
  for (size_t i = 0; i + 2 < std::min(chain_.count, Chain::kParts); ++i) resource |= holds_resources(chain_.parts[i]);
  // Constants may be written like any name: SignPage.routeName. One alone is imported or inherited.
  const bool member = !is(Dialect::kGroovy) && chain_.count == 2 && is_upper(chain_.parts[0][0]);
  const bool constant = is_constant_name(last) && (chain_.count > 1 || folds_constants());
  if (chain_.chained || !(resource || member || constant)) return operand_gap();
  const std::string_view path = chain_text();
  const bool value = folds_constants() && !resource;
  refer(path, place_of(token), false, value && part);
  operand_gap();
  if (value) top().run.holes = path;
}

void Reader::on_word(const Token& token, Word word) {
  Frame& frame = top();
  switch (word) {
    case Word::kPackage:
      if (frames_.size() == 1) return read_package();
      return;
    case Word::kImport:
      if (frames_.size() == 1) return read_import();
      return;
    case Word::kClass:
      return begin_header(token, previous_word_ == Word::kEnum, true);
    case Word::kInterface:
      return begin_header(token, false, true, is(Dialect::kJava));
    case Word::kEnum:
      if (next_.kind == TokenKind::kName && next_.text != "class") begin_header(token, true, true);
      return;
    case Word::kRecord:
      if (frame.kind == FrameKind::kClass && next_.kind == TokenKind::kName)
        return begin_header(token, false, true);
      return on_name(token);
    case Word::kObject:
      return begin_header(token, false, next_.kind == TokenKind::kName);
    case Word::kNew:
      new_ = true;
      return;
    case Word::kSuper:
      begin_chain(token);
      if (!ahead(symbol("(")) && !ahead(symbol("."))) operand_gap();
      return;
    case Word::kTruth:
    case Word::kNull:
      return operand(Run::Operand::kNumber, token.text, place_of(token));
    case Word::kVar:
    case Word::kConst:
    case Word::kFinal:
      // final and const also stand before a type, val before a name.
      frame.constant |= word != Word::kVar || token.text == "val";
      return;
    case Word::kFun:
      if (frame.method) end_method();
      return;
    case Word::kAs:
      casting_ = next_.kind == TokenKind::kName;
      return;
    case Word::kBy:
      frame.assigned = true;
      return begin_value();
    case Word::kCase:
    case Word::kControl:
    case Word::kStatement:
    case Word::kAwait:
    case Word::kIn:
      return begin_value();
    case Word::kModifier:
    case Word::kThrows:
    case Word::kExtends:
    case Word::kImplements:
    case Word::kWhere:
      if (word == Word::kModifier && frame.kind != FrameKind::kClass && frame.kind != FrameKind::kParams &&
          frame.kind != FrameKind::kBlock)
        return on_name(token);
      return;
    case Word::kNone:
      return;
  }
}

void Reader::read_package() {
  std::string name;
  while (next_.kind == TokenKind::kName || ahead(symbol("."))) {
    if (next_.kind == TokenKind::kName && next_.newline_before) break;
    name += next_.text;
    advance();
  }
  sink_.on_package(tokens_.keep(name));
}

// import [static] a.b.C [as D]; import a.b.*; import 'package:a/b.dart' as c;
void Reader::read_import() {
  Import import;
  std::string path;
  if (next_.kind == TokenKind::kString) {
    import.path = next_.text;
    advance();
    if (next_.kind == TokenKind::kName && next_.text == "as") {
      advance();
      import.alias = next_.text;
    }
    while (next_.kind != TokenKind::kEnd && !ahead(symbol(";")) && !next_.newline_before) advance();
    return sink_.on_import(import);
  }
  if (next_.kind == TokenKind::kName && next_.text == "static") {
    import.is_static = true;
    advance();
  }
  bool name_next = true;
  while (next_.kind != TokenKind::kEnd) {
    if (next_.newline_before && !name_next) break;
    if (next_.kind == TokenKind::kName && name_next) {
      path += next_.text;
      name_next = false;
    } else if (ahead(symbol(".")) && !name_next) {
      path += '.';
      name_next = true;
    } else if (ahead(symbol("*"))) {
      import.all = true;
      name_next = false;
    } else {
      break;
    }
    advance();
  }
  if (next_.kind == TokenKind::kName && next_.text == "as" && !next_.newline_before) {
    advance();
    import.alias = next_.text;
    advance();
  }
  while (path.ends_with('.')) path.pop_back();
  import.path = tokens_.keep(path);
  sink_.on_import(import);
}

bool holds_resources(std::string_view class_name) {
  if (class_name == "R") return true;
  return class_name.size() > 2 && class_name.front() == 'C' && class_name.back() == 'R' &&
         class_name.substr(1, class_name.size() - 2).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace jianfu::formats::java
