// Frames open and close; class headers.
#include <algorithm>
#include <array>

#include "formats/java/reader.h"

namespace jianfu::formats::java {
namespace {

// Calls whose literals are used as the call itself is: setText(getString(R.string.x)).
constexpr std::array<std::string_view, 9> kTransparent = {
    "getString",         "getText",        "stringResource",     "format", "fromHtml", "valueOf",
    "getQuantityString", "getStringArray", "stringArrayResource"};

// Names of what waits until somebody presses something: setOnClickListener, setPositiveButton, onClick.
bool waits_for_a_press(std::string_view name) {
  constexpr std::array<std::string_view, 7> kSigns = {"Click",    "click",    "tiveButton", "tralButton",
                                                      "OnTouch", "ItemSelected", "CheckedChange"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return name.find(sign) != std::string_view::npos; });
}

// Of `new A.B(…)` "A.B", of `Foo.with(…)` "Foo", of `lm.get(…)` "lm": what the call was made on, or made. Of
// a bare call nothing.
std::string_view root_of(const Callee& callee) {
  if (callee.made) return callee.path;
  if (callee.chained) return callee.root;
  const size_t dot = callee.path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : callee.path.substr(0, dot);
}

}  // namespace

Frame* Reader::open(FrameKind kind, const Token& token) {
  if (frames_.size() >= std::max<uint32_t>(limits_.nesting, 1)) {
    lost_ = 1;
    if (!nesting_reported_) {
      defects_.push_back({GapReason::kLimit,
                          {Msg::limit_reached,
                           {core::bilingual("括号嵌套", "nested brackets"), std::to_string(limits_.nesting)}},
                          token.offset,
                          0});
    }
    nesting_reported_ = true;
    return nullptr;
  }
  Frame frame;
  const Frame& outer = top();
  frame.kind = kind;
  frame.open_end = token.end();
  frame.asked = outer.asked;
  const bool same_value =
      kind == FrameKind::kList || kind == FrameKind::kGroup || kind == FrameKind::kTemplate;
  if (same_value) {
    frame.callee = outer.callee;
    frame.outer = outer.outer;
    frame.outer_name = outer.outer_name;
    frame.argument = outer.argument;
    frame.name = frame.inherited = outer.name;
  }
  if (kind == FrameKind::kList || kind == FrameKind::kGroup) frame.call = outer.call;
  frames_.push_back(frame);
  if (buffers_.size() < frames_.size()) {
    buffers_.emplace_back();
    holes_.emplace_back();
  }
  return &top();
}

void Reader::close(const Token& token) {
  const FrameKind kind = top().kind;
  finish_value(true);
  flush_variable();
  if (top().method) end_method();
  const Frame frame = top();
  frames_.pop_back();
  chain_ = Chain{};
  generic_depth_ = 0;
  switch (kind) {
    case FrameKind::kCall:
      finish_call(frame, token);
      break;
    case FrameKind::kGroup:
      close_group(frame, token);
      break;
    case FrameKind::kClass:
      if (frame.declared) {
        if (!classes_.empty()) classes_.pop_back();
        sink_.on_class_end();
      }
      break;
    case FrameKind::kBlock:
      // by lazy { get() as Type }
      if (top().cast.empty()) top().cast = frame.cast;
      if (top().made.empty()) top().made = frame.made;
      break;
    case FrameKind::kTemplate: {
      if (open_templates_ == 0) break;
      const std::string_view text = tokens_.keep(templates_[--open_templates_]);
      const Place place = frame.variable_place;
      const bool part = in_sum();
      operand(Run::Operand::kText, text, place);
      report(text, place, {.is_template = true, .part = part});
      break;
    }
    default:
      break;
  }
  const bool statement = kind == FrameKind::kBlock && frame.body;
  if (statement || (kind == FrameKind::kClass && frame.declared)) {
    Frame& outer = top();
    if (statement && outer.method) end_method();
    if (outer.kind == FrameKind::kClass && outer.assigned) return;  // of an initialiser
    if (outer.kind == FrameKind::kClass || (outer.kind == FrameKind::kBlock && statement)) begin_statement();
  }
}

// What a bracket closes is told by its kind: a missing one closes with the one around it.
void Reader::close_bracket(const Token& token, uint32_t opening) {
  const auto closes = [opening](FrameKind kind) {
    switch (kind) {
      case FrameKind::kBlock:
      case FrameKind::kClass:
        return opening == symbol("{");
      case FrameKind::kList:
        return opening != symbol("(");
      case FrameKind::kIndex:
        return opening == symbol("[");
      case FrameKind::kTemplate:
        return false;
      case FrameKind::kParams:
        return true;
      default:
        return opening == symbol("(");
    }
  };
  constexpr size_t kLooks = 64;  // beyond that the bracket is a stray one
  size_t at = frames_.size();
  for (size_t looks = 0; at > 1 && looks < kLooks; --at, ++looks) {
    if (closes(frames_[at - 1].kind)) break;
    // A "}" closes what is open in the block; a ")" does not close a block.
    const FrameKind kind = frames_[at - 1].kind;
    const bool firm = kind == FrameKind::kBlock || kind == FrameKind::kClass || kind == FrameKind::kTemplate;
    if (firm && opening != symbol("{")) return;
    if (kind == FrameKind::kTemplate) return;
  }
  if (at <= 1 || !closes(frames_[at - 1].kind)) return;
  while (frames_.size() > at) close(token);
  close(token);
  closed_end_ = top().kind == FrameKind::kBlock && opening == symbol("{") ? 0 : token.end();
}

void Reader::close_group(const Frame& frame, const Token& token) {
  Frame& outer = top();
  // (Type) value
  const std::string_view inside =
      source_.substr(frame.open_end, previous_.end() > frame.open_end ? previous_.end() - frame.open_end : 0);
  const bool value_next = (next_.kind == TokenKind::kName && word_of(next_.text, dialect_) != Word::kIn) ||
                          ahead(symbol("(")) || next_.kind == TokenKind::kString;
  const bool path =
      !inside.empty() && inside.size() < 200 && std::all_of(inside.begin(), inside.end(), [](char c) {
        return c == '.' || c == '_' || c == '$' || (c >= '0' && c <= '9') ||
               ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      });
  const size_t last = inside.rfind('.') == std::string_view::npos ? 0 : inside.rfind('.') + 1;
  if (path && value_next && is(Dialect::kJava) && last < inside.size() && is_upper(inside[last]) &&
      !next_.newline_before) {
    outer.cast = inside;
    if (outer.run.state == Run::State::kOperand) outer.run = Run{};
    return;
  }
  closed_root_ = !frame.cast.empty() ? frame.cast : frame.made;
  closed_end_ = token.end();
  outer.run.pending = outer.run.state == Run::State::kOperand ? Run::Operand::kGap : outer.run.pending;
  if (outer.run.state != Run::State::kOperand) operand_gap();
}

// ---- ( ----

void Reader::open_paren(const Token& token) {
  generic_depth_ = 0;
  if (!method_.empty()) {
    if (top().method) end_method();  // the one before had no end of its own
    sink_.on_method(method_, method_place_);
    method_ = {};
    top().method = true;
    open(FrameKind::kParams, token);
    return;
  }
  const bool generic = after(symbol(">")) && generic_end_ == previous_.end() && generic_chain_.count > 0;
  if (generic) chain_ = generic_chain_;
  const bool named = generic || chain_ends_here();
  // In parameters only annotations and default values call anything.
  const bool types = top().kind == FrameKind::kParams && !top().assigned && !(named && chain_.annotation);
  if (!named || types) {
    if (open(types && !named ? FrameKind::kParams : FrameKind::kGroup, token) == nullptr) return;
    if (previous_word_ == Word::kControl) {
      top().callee = {};
      top().name = top().inherited = {};
      top().call = 0;
    }
    return;
  }
  Callee callee;
  callee.chained = chain_.chained;
  callee.root = chain_.root;
  const std::string_view last = chain_.last();
  callee.made =
      chain_.made || (!is(Dialect::kJava) && !last.empty() && is_upper(last[0]) && !chain_.annotation);
  if (top().kind == FrameKind::kClass && top().constants && !classes_.empty() && !top().assigned) {
    callee.path = classes_.back();  // a constant of an enum
  } else if (chain_.annotation) {
    const std::string path = "@" + std::string(chain_text());
    callee.path = tokens_.keep(path);
  } else {
    callee.path = chain_text();
  }
  open_call(token, callee);
}

void Reader::open_call(const Token& token, const Callee& callee) {
  Frame& outer = top();
  const std::string_view name = callee.name();
  const bool transparent = outer.kind == FrameKind::kCall &&
                           std::find(kTransparent.begin(), kTransparent.end(), name) != kTransparent.end();
  if (callee.made && outer.made.empty()) outer.made = callee.path;
  if (!callee.made && !callee.chained && outer.made.empty()) {
    const std::string_view root = root_of(callee);
    if (!root.empty() && is_upper(root[root.rfind('.') == std::string_view::npos ? 0 : root.rfind('.') + 1]))
      outer.made = root;
  }
  const bool annotation = callee.path.starts_with('@');
  if (!annotation && outer.run.state != Run::State::kOperand) operand_gap();
  if (outer.run.state == Run::State::kOperand) outer.run.pending = Run::Operand::kGap;
  const Callee shown = outer.callee;
  const std::string_view name_outside = outer.name;
  const uint32_t argument = outer.argument;
  const bool outer_asked = outer.asked;
  Frame* frame = open(FrameKind::kCall, token);
  if (frame == nullptr) return;
  frame->asked |= waits_for_a_press(name);
  frame->callee = transparent ? shown : callee;
  frame->outer = shown.path;
  frame->outer_name = name_outside;
  if (generic_end_ == token.offset && generic_end_ != 0) frame->class_literal = generic_argument_;
  if (transparent) {
    frame->transparent = true;
    frame->name = frame->inherited = name_outside;
    frame->argument = argument;
  }
  if (open_calls_ == calls_.size()) calls_.emplace_back();
  Call& call = calls_[open_calls_++];
  call.callee = callee;
  call.arguments.clear();
  const Place at{token.line, token.column, token.offset};
  call.place = at;
  call.asked = outer_asked;
  frame->call = static_cast<uint32_t>(open_calls_);
}

void Reader::finish_call(const Frame& frame, const Token& token) {
  if (frame.call == 0 || frame.call > open_calls_) return;
  const Call& call = calls_[frame.call - 1];
  sink_.on_call(call);
  open_calls_ = frame.call - 1;
  closed_root_ = root_of(call.callee);
  if (closed_root_.empty() && !call.callee.chained && next_.kind == TokenKind::kSymbol &&
      (ahead(symbol(".")) || ahead(symbol("?.")) || ahead(symbol("!!")))) {
    const std::string bare = std::string(call.callee.path) + "()";
    closed_root_ = tokens_.keep(bare);
  }
  closed_end_ = token.end();
  if (call.callee.made) made_end_ = token.end();
  // getSystemService(X::class.java) and get<X>() give an X.
  if (!call.callee.made && !frame.class_literal.empty()) top().cast = frame.class_literal;
  if (top().kind == FrameKind::kClass && top().constants && !top().assigned) made_end_ = token.end();
}

// ---- { and [ ----

void Reader::open_brace(const Token& token) {
  Frame& outer = top();
  const bool value = after(symbol("=")) || after(symbol("(")) || after(symbol(",")) || after(symbol("[")) ||
                     after(symbol(":")) || after(symbol("=>"));
  if (outer.kind == FrameKind::kParams) {  // named parameters of Dart
    open(FrameKind::kParams, token);
    return;
  }
  if (is(Dialect::kJava) && made_end_ == previous_.end() && after(symbol(")"))) {
    Class told;
    const std::string_view super = outer.kind == FrameKind::kClass && outer.constants && !outer.assigned
                                       ? std::string_view{}
                                       : closed_root_;
    told.place = place_of(token);
    if (open(FrameKind::kClass, token) == nullptr) return;
    top().declared = true;
    classes_.emplace_back();
    sink_.on_class(told);
    if (!super.empty()) sink_.on_super(super);
    return;
  }
  const bool body = outer.method && (outer.kind == FrameKind::kClass || is(Dialect::kKotlin)) &&
                    !(outer.assigned && is(Dialect::kKotlin));
  const bool list =
      is(Dialect::kJava) ? after(symbol("=")) || after(symbol("]")) || after(symbol("(")) ||
                               after(symbol(",")) || outer.kind == FrameKind::kList
      : is(Dialect::kDart)
          ? (value || after(symbol("{")) || previous_word_ == Word::kStatement || after(symbol(">"))) &&
                (outer.kind != FrameKind::kBlock || !after(symbol("{"))) && previous_.text != "else" &&
                previous_.text != "try" && previous_.text != "do" && previous_.text != "finally"
          : false;
  if (list && !(body && !outer.assigned)) {
    if (outer.run.state != Run::State::kOperand) operand_gap();
    open(FrameKind::kList, token);
    return;
  }
  // view.setOnClickListener { … }, Button(onClick = { … })
  const bool handler = is(Dialect::kKotlin) && ((chain_ends_here() && waits_for_a_press(chain_.last())) ||
                                                (outer.kind == FrameKind::kCall && waits_for_a_press(outer.name)));
  Frame* frame = open(FrameKind::kBlock, token);
  if (frame != nullptr) frame->body = body;
  if (frame != nullptr) frame->asked |= handler;
}

void Reader::open_square(const Token& token) {
  Frame& outer = top();
  if (ahead(symbol("]"))) {  // Type[] name
    array_type_ = chain_ends_here()                                       ? chain_text()
                  : after(symbol(">")) && generic_end_ == previous_.end() ? generic_
                                                                          : std::string_view{};
    array_end_ = next_.end();
  }
  const bool index = chain_ends_here() || (previous_.end() == closed_end_ && closed_end_ != 0);
  if (outer.kind == FrameKind::kParams) {
    open(FrameKind::kParams, token);  // optional parameters of Dart
    return;
  }
  if (index && outer.run.state == Run::State::kOperand) outer.run.pending = Run::Operand::kGap;
  if (index) outer.run.holes = {};
  if (!index && outer.run.state != Run::State::kOperand) operand_gap();
  open(index ? FrameKind::kIndex : FrameKind::kList, token);
}

// ---- class headers ----

void Reader::begin_header(const Token& token, bool is_enum, bool want_name, bool interface) {
  if (header_.active) finish_header(false, token);
  Frame& frame = top();
  if (frame.method && frame.kind == FrameKind::kClass && !frame.assigned) end_method();
  header_ = Header{};
  header_.active = true;
  header_.want_name = want_name;
  header_.is_enum = is_enum;
  header_.interface = interface;
  header_.depth = frames_.size();
  header_.declared.place = {token.line, token.column, token.offset};
  if (!want_name) tell_header();
}

// True when the token belongs to the header.
bool Reader::on_header(const Token& token) {
  if (frames_.size() < header_.depth) {
    finish_header(false, token);
    return false;
  }
  if (token.kind == TokenKind::kName) {
    if (header_.want_name && word_of(token.text, dialect_) == Word::kClass) return true;  // enum class
    const bool ended = token.newline_before && is(Dialect::kKotlin) && !after(symbol(":")) &&
                       !after(symbol(",")) && !header_.want_name && !chain_.open &&
                       word_of(token.text, dialect_) != Word::kWhere &&
                       word_of(token.text, dialect_) != Word::kBy && token.text != "constructor" &&
                       word_of(token.text, dialect_) != Word::kModifier && !after(symbol("@"));
    if (ended) {
      finish_header(false, token);
      return false;
    }
    on_header_name(token);
    previous_word_ = word_of(token.text, dialect_);
    return true;
  }
  switch (token.symbol) {
    case symbol("{"):
      finish_header(true, token);
      return true;
    case symbol("<"):
      ++header_.angle;
      return true;
    case symbol(">"):
      --header_.angle;
      return true;
    case symbol(":"):
    case symbol("="):
      header_.supers = true;
      chain_ = Chain{};
      return true;
    case symbol("."):
      chain_.open = chain_.count > 0;
      chain_.end = token.end();
      return true;
    case symbol(","):
      if (header_.angle <= 0) header_.supers = true;
      chain_ = Chain{};
      return true;
    case symbol("("): {
      if (header_.angle > 0) return true;
      const std::string_view path = header_.supers ? header_.last_super : std::string_view{};
      if (header_.supers && !path.empty()) {
        Callee callee;
        callee.path = path;
        callee.made = true;
        open_call(token, callee);
      } else if (Frame* frame = open(FrameKind::kParams, token); frame != nullptr) {
        frame->fields = true;
      }
      return true;
    }
    case symbol("@"): {
      // Of what comes next, behind a class without a body; `class A @Inject constructor(` goes on.
      const bool next = is(Dialect::kKotlin) && token.newline_before && header_.angle <= 0 &&
                        (header_.supers || after(symbol(")"))) && !after(symbol(":")) && !after(symbol(","));
      if (!next) return true;
      finish_header(false, token);
      return false;
    }
    case symbol("?"):
    case symbol("&"):
    case symbol("["):
    case symbol("]"):
    case symbol("*"):
      return true;
    default:
      finish_header(false, token);
      return false;
  }
}

void Reader::on_header_name(const Token& token) {
  if (header_.want_name) {
    header_.declared.name = token.text;
    header_.declared.place = place_of(token);
    header_.want_name = false;
    chain_ = Chain{};
    tell_header();
    return;
  }
  if (chain_.open) {
    add_to_chain(token);
  } else {
    switch (word_of(token.text, dialect_)) {
      case Word::kExtends:
      case Word::kImplements:
        header_.supers = true;
        chain_ = Chain{};
        return;
      case Word::kBy:
      case Word::kWhere:
        header_.supers = false;
        return;
      case Word::kModifier:
        return;
      default:
        break;
    }
    if (is(Dialect::kDart) && token.text == "on") {
      header_.supers = true;
      return;
    }
    begin_chain(token);
  }
  if (!header_.supers || ahead(symbol("."))) return;
  if (header_.angle > 0) {
    if (header_.argument && header_.angle == 1) sink_.on_super_argument(chain_text());
    header_.argument = false;
    return;
  }
  constexpr size_t kSupers = 64;
  if (++header_.supers_told > kSupers) return;
  header_.last_super = chain_text();
  header_.argument = true;
  sink_.on_super(header_.last_super);
}

void Reader::tell_header() {
  if (!header_.told) sink_.on_class(header_.declared);
  header_.told = true;
}

void Reader::finish_header(bool with_body, const Token& token) {
  tell_header();
  const Header header = header_;
  header_ = Header{};
  chain_ = Chain{};
  method_ = {};
  if (with_body && open(FrameKind::kClass, token) == nullptr) with_body = false;
  if (!with_body) return sink_.on_class_end();
  top().declared = true;
  top().constants = header.is_enum;
  top().interface = header.interface;
  classes_.push_back(header.declared.name);
}

}  // namespace jianfu::formats::java
