// What scripts build: object literals with their keys, and elements of screens, written as JSX or as the
// calls that JSX and templates are compiled to. Fed with the tokens of one script in order; nothing is kept
// but what is open.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "formats/js/js.h"
#include "text/line_index.h"

namespace jianfu::platforms {

enum class ValueKind : uint8_t { kNone, kString, kNumber, kTrue, kFalse, kName, kObject, kArray, kCode };

// key: value of an object literal, or an attribute of an element. Views live as long as the script is read.
struct ScriptMember {
  std::string_view key;
  ValueKind kind = ValueKind::kNone;
  std::string_view
      text;  // of a string or number; of a name or of code the last name of the chain or the first call
  uint32_t line = 1, column = 1;
  bool handler = false;  // stands in `on: {…}`
  // Of what is nested in the value, functions not included:
  bool required = false;     // {required: true}
  std::string_view title;    // the first title, label or name that is a string
  std::string_view message;  // the first message
  uint32_t objects = 0;      // object literals in it
  // Functions included:
  std::string_view import;   // import("x"), require("x")
  std::string_view chunk;    // of webpack: n.e("x")
  std::string_view element;  // the last JSX element in it: wrappers come before
};

struct ScriptObject {
  std::span<const ScriptMember> members;
  std::string_view
      owner;  // key of the member in whose value it stands, else the variable that is being given one
  std::string_view element;      // of a property bag: the element
  uint32_t depth = 0;            // object literals around it: what is nested comes first, and is deeper
  bool is_property_bag = false;  // second argument of a call that makes an element
  text::LineIndex* lines = nullptr;
  uint64_t offset = 0;
  text::Position place() const { return lines == nullptr ? text::Position{} : lines->at(offset); }
  const ScriptMember* find(std::string_view key) const;
};

class StructureVisitor {
 public:
  virtual ~StructureVisitor() = default;
  // An object literal was closed.
  virtual void on_object(const ScriptObject&) {}
  // <Tag …> or h("tag", {…}). Attributes in `attrs`, `props` and `on` are told like direct ones. A tag that
  // is no string is told by its last name.
  virtual void on_element(std::string_view, std::span<const ScriptMember>, uint32_t, uint32_t) {}
  virtual void on_element_text(std::string_view, uint32_t, uint32_t) {}
  virtual void on_element_end(std::string_view) {}
  // A name in the braces of an element: what it shows or is given, {item.count}.
  virtual void on_element_name(std::string_view, uint32_t, uint32_t) {}
  // import X from "p", const X = () => import("p"), var X = require("p").
  virtual void on_import(std::string_view, std::string_view) {}
};

class ScriptStructure {
 public:
  explicit ScriptStructure(StructureVisitor& visitor) : visitor_(visitor) {}
  // `lines`: of the script.
  void on_token(const formats::js::Token& token, text::LineIndex& lines);

 private:
  enum class FrameKind : uint8_t { kBlock, kObject, kArray, kGroup, kCall, kTag, kContainer };
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Frame {
    FrameKind kind = FrameKind::kBlock;
    bool at_key = false;    // of objects: a key may come
    bool in_value = false;  // of objects: behind the colon of members_.back() of this frame
    bool told = false;      // of calls that make elements, and of tags: the element was told
    bool maybe = false;  // a call by a minifier's name; its second argument tells whether it makes an element
    bool render = false;     // of calls: one that makes an element
    bool bag = false;        // of objects: properties of an element
    bool flat = false;       // of objects: attrs, props, on: members are those of the bag around
    bool handlers = false;   // of objects: on
    bool plain = true;       // no function between this and the member that owns it
    uint32_t begin = 0;      // where its members begin
    uint32_t owner = kNone;  // member in whose value it stands
    uint32_t depth = 0;      // object literals around
    uint32_t argument = 0;
    uint32_t offset = 0;
    std::string_view tag;
  };

  Frame& top() { return frames_.back(); }
  bool after(uint32_t symbol) const { return last_.is(symbol); }
  uint32_t current_member() const;
  void open(FrameKind kind, const formats::js::Token& token);
  void close();
  void close_object(const Frame& frame);
  void confirm_element();
  void open_brace(const formats::js::Token& token);
  void open_paren(const formats::js::Token& token);
  void close_bracket(char c);
  void on_symbol(const formats::js::Token& token);
  void on_value(ValueKind kind, std::string_view text);
  void on_string(const formats::js::Token& token);
  void on_name(const formats::js::Token& token);
  void on_jsx(const formats::js::Token& token);
  void note_import(std::string_view path);
  void tell_element(Frame& frame);
  void tell_text(const formats::js::Token& token);
  void tell_name(const formats::js::Token& token);
  text::Position place_of(const formats::js::Token& token) const { return lines_->at(token.offset); }
  std::string_view owner_key(const Frame& frame) const;

  StructureVisitor& visitor_;
  text::LineIndex* lines_ = nullptr;  // while a token is read
  std::vector<Frame> frames_{1};
  uint32_t lost_ = 0;  // brackets beyond the deepest
  std::vector<ScriptMember> members_;
  formats::js::Token last_;
  std::string_view name_;                   // last name seen
  bool name_is_member_ = false;             // behind a dot
  std::string_view declared_;               // variable that is being given a value
  bool importing_ = false;                  // in an import statement …
  std::vector<std::string_view> imported_;  // … and its names so far
  std::string_view before_call_;
};

}  // namespace jianfu::platforms
