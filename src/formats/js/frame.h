// What the reader knows of each open bracket: which context it gives the literals in it, and the value that
// is being written there.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/js/js.h"

namespace jianfu::formats::js {

struct Place {
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
};

// The member chain that ends at the last token: wx.getLocation.
struct Chain {
  static constexpr size_t kParts = 16;  // of a longer one with spaces in it, the last so many count
  std::array<std::string_view, kParts> parts{};
  size_t count = 0;        // 0: no chain ends here
  bool contiguous = true;  // written without spaces, comments, escapes, ?. and !
  bool open = false;       // "." was the last token
  uint64_t begin = 0;
  uint64_t end = 0;

  std::string_view last() const { return count == 0 ? std::string_view{} : parts[(count - 1) % kParts]; }
  bool is(std::string_view name) const { return count == 1 && parts[0] == name; }
  void add(std::string_view part) { parts[count++ % kParts] = part; }
};

// A sum of operands as far as they are literals: "a" + b + "c". The last operand is pending, as what comes
// after it may still show that it is no literal ("a".length).
struct Run {
  enum class State : uint8_t { kStart, kOperand, kPlus };
  enum class Operand : uint8_t { kNone, kGap, kText, kNumber };
  State state = State::kStart;
  Operand pending = Operand::kNone;
  bool tainted = false;      // an operand of something other than "+": no value by itself
  bool last_is_gap = false;  // of the committed ones
  bool built = false;        // the reader's buffer holds the committed ones, else `first` does
  char prefix = 0;           // unary operator before the pending operand
  uint32_t committed = 0;
  uint32_t adjacent = 0;        // literals side by side at the end of the committed ones …
  uint32_t adjacent_texts = 0;  // … of them strings
  uint64_t adjacent_begin = 0;  // … from here in the buffer
  uint32_t literals = 0;
  std::string_view first;
  std::string_view text;  // of the pending literal
  uint64_t at = 0;        // of the pending literal
  uint64_t adjacent_at = 0;
};

enum class FrameKind : uint8_t {
  kBlock,  // statements; also the script as a whole
  kClass,
  kObject,  // object literal or pattern
  kGroup,   // parentheses round an expression or a condition
  kParams,  // parentheses of a declaration
  kCall,
  kArray,
  kIndex,      // a[…]
  kTemplate,   // the tokens between the pieces of a template
  kTag,        // JSX element, from <Name to its end
  kContainer,  // {…} in JSX
};

// Calls of which the reader makes more than their arguments.
enum class Callee : uint8_t {
  kOrdinary,
  kRequire,
  kDefine,
  kCode,
  kConcat,
  kSplit,
  kReverse,
  kJoin,
  kDecode,
  kMetro
};

// Where a type is written: behind a colon until "=" or the body, behind "as" and "satisfies" until another
// operator, behind "type A".
enum class TypePosition : uint8_t { kNone, kAnnotation, kCast, kStatement };

// The list a chunk of webpack consists of (names, modules, where to begin), and the table of its modules.
enum class Chunk : uint8_t { kNone, kList, kTable };

struct Frame {
  FrameKind kind = FrameKind::kBlock;
  Callee special = Callee::kOrdinary;
  Chunk chunk = Chunk::kNone;
  bool at_key = false;         // of objects and classes: a key may come
  bool key_is_name = false;    // `key` was written as a name, or could have been
  bool annotated = false;      // name: Type = value; `key` is the name
  bool case_label = false;     // between case and ":"
  bool label_ended = false;    // the last ":" ended a label: "{" is a block
  bool declaring = false;      // var a, b
  bool arrow = false;          // in the body of an arrow function without braces
  bool control = false;        // parentheses of if, while …
  bool class_pending = false;  // class X … until its "{"
  bool module_open = false;
  bool asks = false;         // module_open, and the module has a name for what it asks others with
  bool named_body = false;   // the body of a function with a name
  bool named_arrow = false;  // in the body without braces of an arrow function with a name
  bool pure = true;          // of arrays and calls: nothing but literals
  bool partial = false;      // the current value has operands of other operators than "+"
  bool tagged = false;       // of templates: tag`…`
  bool raw = false;          // … and the tag is String.raw
  bool of_table = false;     // of an index: it holds a call _0x1a2b(…) or a(0x1f) …
  bool of_number = false;    // … or a(31)
  bool in_type = false;      // all of it
  bool type_pending = false;  // interface X … until its "{"
  TypePosition type = TypePosition::kNone;
  uint16_t ternaries = 0;    // "?" that wait for their ":"
  uint32_t argument = 0;     // index in the nearest call
  uint32_t call = 0;         // slot of the call this is a literal argument of (1-based), 0: none
  uint32_t elements = 0;     // of arrays: where theirs begin
  uint32_t index = 0;        // of arrays: of the element
  std::string_view callee;   // of the nearest call
  std::string_view property;
  std::string_view inherited;  // property when the bracket opened
  std::string_view key;
  uint64_t function_at = 0;
  std::string_view function;  // name of the one whose body the next block is
  std::string_view base;      // of an index: the chain before it; of a concat: its receiver
  uint64_t key_at = 0;        // also: where the template or call began
  Run run;
};

}  // namespace jianfu::formats::js
