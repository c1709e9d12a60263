// The constants of compiled templates as they are written, Z([a,[3,'x'],[[7],[3,'n']]]): nested arrays of
// numbers, strings and words. Kept flat, as nodes that point into the script; strings are unescaped when they
// are asked for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"

namespace jianfu::formats::wxml {

inline constexpr uint32_t kNoNode = UINT32_MAX;

// What identifiers and numbers are made of.
inline constexpr std::array<bool, 256> kWordCharacters = [] {
  std::array<bool, 256> out{};
  for (unsigned c = 0; c < 256; ++c)
    out[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
  return out;
}();
inline bool is_word_character(char c) { return kWordCharacters[static_cast<unsigned char>(c)]; }

// Reads what stands between the brackets of a call. Each reader moves only when it found its thing.
struct Cursor {
  std::string_view script;
  size_t at = 0;

  char peek() const { return at < script.size() ? script[at] : '\0'; }
  void skip_space();
  bool accept(char c);                       // white space before it is skipped
  std::string_view word();                   // an identifier, empty when none stands here
  std::optional<std::string_view> quoted();  // inside of the quotes, still escaped; never past its line
  std::optional<int64_t> integer();
};

struct Entry {
  uint32_t root = kNoNode;      // none: could not be read
  uint32_t line = 0, page = 0;  // of the debug output
  uint32_t js_line = 0;
  uint64_t js_offset = 0;
};

// One z.
struct Array {
  std::vector<Entry> entries;
  bool debug = false;  // z[3] is [mark, operand, place], so a repeat is written z[3][1]
};

class Operands {
 public:
  enum class Kind : uint8_t { kWord, kNumber, kString, kList };
  struct Node {
    Kind kind = Kind::kWord;
    uint32_t first = 0, count = 0;  // of children_, or of the script
    int64_t number = 0;
  };

  Operands(std::string_view script, const Limits& limits) : script_(script), limits_(limits) {}

  // The operand at the cursor, which ends where it could not go on; kNoNode when it is none or too large.
  uint32_t parse(Cursor& in, const Array& z);

  const Node& node(uint32_t id) const { return nodes_[id]; }
  uint32_t child(const Node& list, uint32_t i) const { return children_[list.first + i]; }
  std::string_view raw(const Node& leaf) const { return script_.substr(leaf.first, leaf.count); }
  size_t size() const { return nodes_.size(); }
  void forget() { nodes_ = {}, children_ = {}; }

 private:
  uint32_t leaf(Cursor& in, const Array& z);
  uint32_t repeat(Cursor& in, const Array& z);
  uint32_t add(Kind kind, size_t begin, size_t end, int64_t number);
  uint32_t close_list(size_t begin);

  std::string_view script_;
  const Limits& limits_;
  std::vector<Node> nodes_;
  std::vector<uint32_t> children_;
  std::vector<uint32_t> pending_;  // while one is read: children of the lists still open …
  std::vector<size_t> open_;       // … and where in pending_ each of them begins
};

}  // namespace jianfu::formats::wxml
