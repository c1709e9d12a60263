#include "formats/wxml/operands.h"

#include <algorithm>
#include <charconv>

namespace jianfu::formats::wxml {
namespace {

constexpr int64_t kConcatenation = 11;  // every array begins with "var a=11"

}  // namespace

void Cursor::skip_space() {
  while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at;
}

bool Cursor::accept(char c) {
  skip_space();
  if (peek() != c || at >= script.size()) return false;
  ++at;
  return true;
}

std::string_view Cursor::word() {
  skip_space();
  const size_t begin = std::min(at, script.size());
  size_t end = begin;
  while (end < script.size() && is_word_character(script[end])) ++end;
  at = end;
  return script.substr(begin, end - begin);
}

std::optional<std::string_view> Cursor::quoted() {
  skip_space();
  const char quote = peek();
  if (quote != '\'' && quote != '"') return std::nullopt;
  const size_t begin = ++at;
  for (; at < script.size() && script[at] != '\n'; ++at) {
    if (script[at] == quote) return script.substr(begin, at++ - begin);
    if (script[at] == '\\') ++at;
  }
  at = std::min(at, script.size());
  return std::nullopt;  // the cursor stays at the end of the line: nothing is read twice
}

std::optional<int64_t> Cursor::integer() {
  skip_space();
  int64_t value = 0;
  const char* begin = script.data() + at;
  const auto [end, error] = std::from_chars(begin, script.data() + script.size(), value);
  if (error != std::errc()) return std::nullopt;
  at += static_cast<size_t>(end - begin);
  return value;
}

uint32_t Operands::add(Kind kind, size_t begin, size_t end, int64_t number) {
  if (nodes_.size() >= limits_.items || nodes_.size() >= kNoNode || end > UINT32_MAX) return kNoNode;
  nodes_.push_back({kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin), number});
  return static_cast<uint32_t>(nodes_.size() - 1);
}

uint32_t Operands::close_list(size_t begin) {
  const size_t first = children_.size();
  const uint32_t id = add(Kind::kList, first, first + pending_.size() - begin, 0);
  if (id != kNoNode)
    children_.insert(children_.end(), pending_.begin() + static_cast<ptrdiff_t>(begin), pending_.end());
  pending_.resize(begin);
  return id;
}

uint32_t Operands::parse(Cursor& in, const Array& z) {
  pending_.clear();
  open_.clear();
  do {
    in.skip_space();
    uint32_t value = kNoNode;
    if (in.accept('[')) {
      if (open_.size() >= limits_.nesting) return kNoNode;
      open_.push_back(pending_.size());
      continue;
    }
    if (!open_.empty() && in.accept(']')) {
      value = close_list(open_.back());
      open_.pop_back();
    } else {
      value = leaf(in, z);
    }
    if (value == kNoNode) return kNoNode;
    pending_.push_back(value);
    if (!open_.empty()) in.accept(',');
  } while (!open_.empty());
  return pending_.front();
}

uint32_t Operands::leaf(Cursor& in, const Array& z) {
  const size_t begin = in.at;
  const char c = in.peek();
  if (c == '\'' || c == '"') {
    const auto text = in.quoted();
    return text ? add(Kind::kString, begin + 1, begin + 1 + text->size(), 0) : kNoNode;
  }
  if (c == '!' || c == '-') ++in.at;  // !0 for true
  const std::string_view word = in.word();
  if (word.empty()) return kNoNode;
  if (word == "z") return repeat(in, z);
  if (word == "a") return add(Kind::kNumber, begin, in.at, kConcatenation);
  if (in.peek() == '.') {  // the rest of a decimal number
    ++in.at;
    in.word();
  }
  int64_t number = -1;
  const bool whole =
      std::from_chars(script_.data() + begin, script_.data() + in.at, number).ptr == script_.data() + in.at;
  return whole ? add(Kind::kNumber, begin, in.at, number) : add(Kind::kWord, begin, in.at, 0);
}

// z[15], or a part of it: z[15][2]. A later constant that is the same is not written again.
uint32_t Operands::repeat(Cursor& in, const Array& z) {
  uint32_t at = kNoNode;
  for (size_t depth = 0; in.peek() == '['; ++depth) {
    ++in.at;
    const auto index = in.integer();
    if (!index || !in.accept(']')) return kNoNode;
    if (depth == 0) {
      const bool held = *index >= 0 && static_cast<uint64_t>(*index) < z.entries.size();
      at = held ? z.entries[static_cast<size_t>(*index)].root : kNoNode;
    } else if (depth == 1 && z.debug) {
      if (*index != 1) at = kNoNode;
    } else if (at != kNoNode) {
      const Node& list = nodes_[at];
      const bool held = list.kind == Kind::kList && *index >= 0 && *index < list.count;
      at = held ? child(list, static_cast<uint32_t>(*index)) : kNoNode;
    }
  }
  return at;
}

}  // namespace jianfu::formats::wxml
