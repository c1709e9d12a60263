#include "platforms/shared/script_structure.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms {
namespace {

using formats::js::symbol;
using formats::js::Token;
using formats::js::TokenKind;
using formats::js::Word;

constexpr size_t kDeepest = 500;
constexpr size_t kMostMembers = 200'000;  // of what is open; more are data

// Calls that make elements: React, Vue 2 and 3, Taro; by their last name.
constexpr std::array<std::string_view, 18> kRenderCalls = {"createElement",
                                                           "$createElement",
                                                           "h",
                                                           "_c",
                                                           "_h",
                                                           "createVNode",
                                                           "_createVNode",
                                                           "jsx",
                                                           "jsxs",
                                                           "_jsx",
                                                           "_jsxs",
                                                           "jsxDEV",
                                                           "createElementVNode",
                                                           "_createElementVNode",
                                                           "createBlock",
                                                           "_createBlock",
                                                           "createElementBlock",
                                                           "_createElementBlock"};
// Calls whose text is shown as it is.
constexpr std::array<std::string_view, 3> kTextCalls = {"_v", "createTextVNode", "_createTextVNode"};
// Objects in the properties of an element that hold some of them.
constexpr std::array<std::string_view, 5> kInnerBags = {"attrs", "props", "domProps", "on", "nativeOn"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements as they stand in a call whose name a minifier took away.
constexpr std::array<std::string_view, 37> kTags = {
    "a",    "b",        "button", "div",     "footer", "form",  "h1",     "h2",    "h3",    "h4",
    "h5",   "h6",       "header", "i",       "img",    "input", "label",  "li",    "main",  "nav",
    "ol",   "option",   "p",      "section", "select", "span",  "strong", "table", "tbody", "td",
    "text", "textarea", "th",     "thead",   "tr",     "ul",    "view"};

bool looks_like_tag(std::string_view text) {
  constexpr size_t kLongest = 40;
  if (is_one_of(kTags, text)) return true;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return plain && text.size() <= kLongest && text.find('-') != std::string_view::npos &&
         text.front() != '-' && text.back() != '-';
}

bool is_chunk_call(std::string_view name) {
  return name == "e";
}

}  // namespace

const ScriptMember* ScriptObject::find(std::string_view key) const {
  const auto at =
      std::find_if(members.begin(), members.end(), [&](const ScriptMember& m) { return m.key == key; });
  return at == members.end() ? nullptr : &*at;
}

// The member in whose value the current place is.
uint32_t ScriptStructure::current_member() const {
  const Frame& frame = frames_.back();
  const bool holds = frame.kind == FrameKind::kObject || (frame.kind == FrameKind::kTag && !frame.told);
  if (!holds) return frame.owner;
  return frame.in_value && members_.size() > frame.begin ? static_cast<uint32_t>(members_.size() - 1) : kNone;
}

std::string_view ScriptStructure::owner_key(const Frame& frame) const {
  return frame.owner == kNone ? std::string_view{} : members_[frame.owner].key;
}

void ScriptStructure::open(FrameKind kind, const Token& token) {
  if (lost_ > 0 || frames_.size() >= kDeepest || members_.size() >= kMostMembers) {
    ++lost_;
    return;
  }
  const Frame& parent = frames_.back();
  Frame frame;
  frame.kind = kind;
  frame.owner = current_member();
  const bool own_value =
      parent.kind == FrameKind::kObject || (parent.kind == FrameKind::kTag && !parent.told);
  frame.plain = (own_value || parent.plain) && kind != FrameKind::kBlock && kind != FrameKind::kCall;
  frame.begin = static_cast<uint32_t>(members_.size());
  frame.depth = parent.depth + (parent.kind == FrameKind::kObject ? 1 : 0);
  frame.offset = token.offset;
  frame.at_key = kind == FrameKind::kObject;
  frames_.push_back(frame);
}

void ScriptStructure::close() {
  Frame frame = frames_.back();
  if (frame.kind == FrameKind::kCall && frame.render && !frame.told) tell_element(frame);
  if (frame.kind == FrameKind::kCall && frame.render) visitor_.on_element_end(frame.tag);
  frames_.pop_back();
  if (frame.kind == FrameKind::kObject) return close_object(frame);
  members_.resize(std::min<size_t>(members_.size(), frame.begin));
}

// What of an object matters to the member it stands in goes there.
void ScriptStructure::close_object(const Frame& frame) {
  ScriptObject object;
  object.members =
      std::span<const ScriptMember>(members_).subspan(std::min<size_t>(frame.begin, members_.size()));
  object.owner = frame.owner == kNone && frame.depth == 0 ? declared_ : owner_key(frame);
  if (frame.bag) object.element = frames_.back().tag;
  object.depth = frame.depth;
  object.is_property_bag = frame.bag || frame.flat;
  object.lines = lines_;
  object.offset = frame.offset;
  if (frame.handlers) {
    for (size_t i = frame.begin; i < members_.size(); ++i) members_[i].handler = true;
  }
  visitor_.on_object(object);
  if (frame.flat) return;  // its members are those of the object around
  if (frame.bag) tell_element(frames_.back());
  if (frame.owner != kNone && frame.plain) {
    ScriptMember& owner = members_[frame.owner];
    ++owner.objects;
    for (const ScriptMember& member : object.members) {
      owner.required |= member.required || (member.key == "required" && member.kind == ValueKind::kTrue);
      const bool title = member.key == "title" || member.key == "label" || member.key == "name";
      if (title && member.kind == ValueKind::kString && owner.title.empty()) owner.title = member.text;
      if (owner.title.empty()) owner.title = member.title;
      if (member.key == "message" && member.kind == ValueKind::kString && owner.message.empty())
        owner.message = member.text;
      if (owner.message.empty()) owner.message = member.message;
    }
  }
  members_.resize(std::min<size_t>(members_.size(), frame.begin));
}

// Of a call: its properties are the members behind its own, when there are any.
void ScriptStructure::tell_element(Frame& frame) {
  if (frame.told || !frame.render) return;
  frame.told = true;
  const size_t begin = std::min<size_t>(frame.begin, members_.size());
  if (frame.tag.empty()) return;
  const text::Position place = lines_->at(frame.offset);
  visitor_.on_element(frame.tag, std::span<const ScriptMember>(members_).subspan(begin), place.line, place.column);
}

// At the beginning of a value that the properties or children of an element may be.
void ScriptStructure::confirm_element() {
  Frame& frame = top();
  if (frame.kind == FrameKind::kCall && frame.maybe && !frame.tag.empty() && frame.argument == 1 &&
      after(symbol(",")))
    frame.render = true;
}

void ScriptStructure::open_brace(const Token& token) {
  confirm_element();
  Frame& frame = top();
  if (frame.kind == FrameKind::kTag) {
    open(FrameKind::kContainer, token);
    return;
  }
  const bool value =
      after(symbol("(")) || after(symbol(",")) || after(symbol("[")) || after(symbol("=")) ||
      after(symbol("?")) || after(symbol("&&")) || after(symbol("||")) || after(symbol("??")) ||
      after(symbol("...")) || last_.word == Word::kReturn || last_.word == Word::kDefault ||
      (after(symbol(":")) && frame.kind != FrameKind::kBlock) || frame.kind == FrameKind::kContainer;
  if (!value || last_.is(symbol("=>"))) return open(FrameKind::kBlock, token);
  on_value(ValueKind::kObject, {});
  const bool render_argument = frame.kind == FrameKind::kCall && frame.render && frame.argument == 1;
  const bool inner = frame.kind == FrameKind::kObject && frame.bag && frame.in_value &&
                     is_one_of(kInnerBags, members_.empty() ? std::string_view{} : members_.back().key);
  const bool handlers = inner && members_.back().key.ends_with("n");
  const size_t before = frames_.size();
  open(FrameKind::kObject, token);
  if (frames_.size() == before) return;
  top().bag = render_argument;
  top().flat = inner;
  top().handlers = handlers;
}

void ScriptStructure::open_paren(const Token& token) {
  const bool calls = last_.kind == TokenKind::kIdentifier || after(symbol(")")) ||
                     last_.word == Word::kImport || after(symbol("]")) || after(symbol("?."));
  const uint32_t member = current_member();
  if (calls && member != kNone && members_[member].text.empty() && members_[member].kind == ValueKind::kCode)
    members_[member].text = name_;
  const size_t before = frames_.size();
  open(calls ? FrameKind::kCall : FrameKind::kGroup, token);
  if (!calls || frames_.size() == before) return;
  Frame& frame = top();
  frame.tag = {};
  frame.render = is_one_of(kRenderCalls, name_);
  // t("label", …), (0, o.a)("label", …); x.t("label", …) is any method.
  constexpr size_t kMinified = 2;
  frame.maybe = !frame.render && name_.size() <= kMinified && (after(symbol(")")) || !name_is_member_);
  before_call_ = last_.word == Word::kImport ? std::string_view("import") : name_;
}

void ScriptStructure::close_bracket(char c) {
  if (lost_ > 0) {
    --lost_;
    return;
  }
  const auto fits = [c](FrameKind kind) {
    if (c == ')') return kind == FrameKind::kCall || kind == FrameKind::kGroup;
    if (c == ']') return kind == FrameKind::kArray;
    return kind == FrameKind::kObject || kind == FrameKind::kBlock || kind == FrameKind::kContainer;
  };
  constexpr size_t kNear = 16;  // brackets that were never closed
  for (size_t i = frames_.size(), steps = 0; i-- > 1 && steps < kNear; ++steps) {
    if (!fits(frames_[i].kind)) {
      if (frames_[i].kind == FrameKind::kTag) return;
      continue;
    }
    while (frames_.size() > i) close();
    return;
  }
}

// The first thing of a value tells what it is; anything behind it makes it code.
void ScriptStructure::on_value(ValueKind kind, std::string_view text) {
  Frame& frame = top();
  const bool in_container = frame.kind == FrameKind::kContainer;
  const bool holds =
      frame.kind == FrameKind::kObject || (frame.kind == FrameKind::kTag && !frame.told) || in_container;
  if (!holds) return;
  const uint32_t member = current_member();
  if (member == kNone) return;
  ScriptMember& value = members_[member];
  if (value.kind == ValueKind::kNone) {
    value.kind = kind;
    value.text = text;
  } else if (kind == ValueKind::kName && value.kind == ValueKind::kName && after(symbol("."))) {
    value.text = text;
  } else if (value.kind != ValueKind::kObject && value.kind != ValueKind::kArray) {
    if (value.kind != ValueKind::kCode) value.text = {};
    value.kind = ValueKind::kCode;
  }
}

void ScriptStructure::note_import(std::string_view path) {
  const uint32_t member = current_member();
  if (member != kNone) {
    if (members_[member].import.empty()) members_[member].import = path;
  } else if (!declared_.empty()) {
    visitor_.on_import(declared_, path);
  }
}

void ScriptStructure::on_string(const Token& token) {
  Frame& frame = top();
  if (importing_) {
    for (const std::string_view name : imported_) visitor_.on_import(name, token.text);
    importing_ = false;
    return;
  }
  if (frame.kind == FrameKind::kObject && frame.at_key) return;  // a key, when a colon follows
  if (frame.kind == FrameKind::kCall && after(symbol("("))) {
    frame.maybe = frame.maybe && looks_like_tag(token.text);
    if (frame.render || frame.maybe) frame.tag = token.text;
    if (is_one_of(kTextCalls, before_call_)) tell_text(token);
    if (before_call_ == "import" || before_call_ == "require") return note_import(token.text);
    const uint32_t member = frame.owner;
    if (is_chunk_call(before_call_) && member != kNone && members_[member].chunk.empty())
      members_[member].chunk = token.text;
    return;
  }
  // require(["x"], resolve)
  const bool in_array = frame.kind == FrameKind::kArray && frames_.size() > 2;
  if (in_array && after(symbol("[")) && frames_[frames_.size() - 2].kind == FrameKind::kCall &&
      before_call_ == "require")
    return note_import(token.text);
  const bool child = frame.kind == FrameKind::kCall && frame.render && frame.argument >= 2;
  const bool in_list = in_array && frames_[frames_.size() - 2].render;
  if (child || in_list) tell_text(token);
  if (frame.kind == FrameKind::kContainer && frame.owner == kNone)
    tell_text(token);
  on_value(ValueKind::kString, token.text);
}

void ScriptStructure::on_name(const Token& token) {
  Frame& frame = top();
  const bool declares = last_.word == Word::kConst || last_.word == Word::kVar || last_.word == Word::kLet;
  if (declares && frame.owner == kNone) declared_ = token.text;
  constexpr size_t kMostNames = 500;
  if (last_.word == Word::kImport) {
    importing_ = true;
    imported_.clear();
  }
  if (importing_ && imported_.size() < kMostNames) imported_.push_back(token.text);
  if (frame.kind == FrameKind::kCall && frame.render && frame.argument == 0) frame.tag = token.text;
  if (!(frame.kind == FrameKind::kObject && frame.at_key)) on_value(ValueKind::kName, token.text);
  tell_name(token);
  name_ = token.text;
  name_is_member_ = after(symbol(".")) || after(symbol("?."));
}

void ScriptStructure::on_symbol(const Token& token) {
  Frame& frame = top();
  switch (token.symbol) {
    case symbol("{"):
      if (last_.word == Word::kImport) {
        importing_ = true;
        imported_.clear();
      }
      return open_brace(token);
    case symbol("("):
      importing_ = false;
      return open_paren(token);
    case symbol("["): {
      const bool index = last_.kind == TokenKind::kIdentifier || after(symbol(")")) || after(symbol("]"));
      if (!index) {
        confirm_element();
        on_value(ValueKind::kArray, {});
      }
      if (frame.kind == FrameKind::kCall && frame.argument > 0) tell_element(frame);
      return open(FrameKind::kArray, token);
    }
    case symbol(")"):
    case symbol("]"):
    case symbol("}"):
      return close_bracket(token.text[0]);
    case symbol(","):
      if (frame.kind == FrameKind::kCall && frame.argument++ > 0) tell_element(frame);
      if (frame.kind == FrameKind::kObject) {
        frame.at_key = true;
        frame.in_value = false;
      }
      if (frame.owner == kNone && frame.kind == FrameKind::kBlock) declared_ = {};
      return;
    case symbol(":"):
      if (frame.kind == FrameKind::kObject && frame.at_key) {
        const bool key = last_.kind == TokenKind::kIdentifier || last_.kind == TokenKind::kString ||
                         last_.kind == TokenKind::kKeyword;
        ScriptMember member;
        member.key = key ? last_.text : std::string_view{};
        if (last_.kind == TokenKind::kKeyword) member.key = last_.text;
        const text::Position place = place_of(last_);
        member.line = place.line;
        member.column = place.column;
        members_.push_back(member);
        frame.at_key = false;
        frame.in_value = true;
      }
      return;
    case symbol("="):
      if (frame.kind == FrameKind::kBlock && frame.owner == kNone && last_.kind == TokenKind::kIdentifier)
        declared_ = last_.text;
      return;
    case symbol(";"):
      importing_ = false;
      if (frame.kind == FrameKind::kBlock && frame.owner == kNone) declared_ = {};
      return;
    case symbol("."):
    case symbol("!"):
      return;
    default:
      on_value(ValueKind::kCode, {});
      return;
  }
}

void ScriptStructure::on_jsx(const Token& token) {
  Frame& frame = top();
  switch (token.kind) {
    case TokenKind::kTag: {
      const uint32_t member = current_member();
      if (member != kNone) members_[member].element = token.text;
      open(FrameKind::kTag, token);
      if (lost_ == 0) top().tag = token.text;
      return;
    }
    case TokenKind::kAttribute:
      if (frame.kind != FrameKind::kTag || frame.told) return;
      members_.push_back({});
      members_.back().key = token.text;
      members_.back().line = place_of(token).line;
      members_.back().column = place_of(token).column;
      frame.in_value = true;
      return;
    case TokenKind::kText:
      tell_text(token);
      return;
    case TokenKind::kTagEnd: {
      if (frame.kind != FrameKind::kTag || frame.told) return;
      frame.told = true;
      frame.in_value = false;
      const std::string_view tag = frame.tag;
      const size_t begin = std::min<size_t>(frame.begin, members_.size());
      const text::Position place = lines_->at(frame.offset);
      visitor_.on_element(tag, std::span<const ScriptMember>(members_).subspan(begin), place.line, place.column);
      members_.resize(begin);
      if (token.text.size() == 2) {
        close();
        visitor_.on_element_end(tag);
      }
      return;
    }
    case TokenKind::kCloseTag: {
      if (lost_ > 0) {
        --lost_;
        return;
      }
      size_t at = frames_.size();
      while (at > 1 && frames_[at - 1].kind != FrameKind::kTag) --at;
      if (at <= 1) return;
      const std::string_view tag = frames_[at - 1].tag;
      while (frames_.size() >= at) close();
      visitor_.on_element_end(tag);
      return;
    }
    default:
      return;
  }
}

void ScriptStructure::tell_text(const Token& token) {
  const text::Position place = place_of(token);
  visitor_.on_element_text(token.text, place.line, place.column);
}

// Of {item.count} and {format(item.count)}; not of functions and objects in the braces.
void ScriptStructure::tell_name(const Token& token) {
  auto frame = frames_.rbegin();
  while (frame->kind == FrameKind::kCall || frame->kind == FrameKind::kGroup) ++frame;
  if (frame->kind != FrameKind::kContainer) return;
  const text::Position place = place_of(token);
  visitor_.on_element_name(token.text, place.line, place.column);
}

void ScriptStructure::on_token(const Token& token, text::LineIndex& lines) {
  lines_ = &lines;
  switch (token.kind) {
    case TokenKind::kIdentifier:
      on_name(token);
      break;
    case TokenKind::kKeyword: {
      const bool key = top().kind == FrameKind::kObject && top().at_key;
      if (key) break;
      if (token.word == Word::kNull) confirm_element();
      if (token.word == Word::kTrue || token.word == Word::kFalse)
        on_value(token.word == Word::kTrue ? ValueKind::kTrue : ValueKind::kFalse, {});
      else if (token.word == Word::kThis)
        on_value(ValueKind::kName, token.text);
      else
        on_value(ValueKind::kCode, {});
      break;
    }
    case TokenKind::kPunctuator:
      on_symbol(token);
      break;
    case TokenKind::kNumber: {
      // !0 is true.
      if (after(symbol("!")))
        on_value(token.text == "0" ? ValueKind::kTrue : ValueKind::kFalse, {});
      else if (top().kind == FrameKind::kCall && after(symbol("(")) && is_chunk_call(before_call_) &&
               top().owner != kNone && members_[top().owner].chunk.empty())
        members_[top().owner].chunk = token.text;
      else
        on_value(ValueKind::kNumber, token.text);
      break;
    }
    case TokenKind::kString:
      on_string(token);
      break;
    case TokenKind::kTemplate:
      if (token.piece == formats::js::Piece::kWhole) {
        on_string(token);
      } else {
        on_value(ValueKind::kCode, {});
      }
      break;
    case TokenKind::kRegex:
      on_value(ValueKind::kCode, {});
      break;
    default:
      on_jsx(token);
      break;
  }
  last_ = token;
}

}  // namespace jianfu::platforms
