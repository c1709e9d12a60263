// Chunks of webpack: (global.webpackJsonp = …).push([["common/vendor"], {"2f62": function(t, e, n) {…}}, …])
// of webpack 4 and 5, webpackJsonp([1], […], ["7SVG"]) of those before, with the modules in an object or an
// array. What else looks like a table of functions is none: the call has to name webpack.
#include <algorithm>

#include "formats/js/reader.h"

namespace jianfu::formats::js {
namespace {

constexpr std::string_view kCallback = "webpackJsonp";  // mpvue appends its own name
constexpr uint64_t kReceiverBytes = 256;   // (global["webpackJsonp"] = global["webpackJsonp"] || [])
constexpr uint64_t kSignatureBytes = 192;  // function(module, __webpack_exports__, …)

// "webpackJsonp" of "global.webpackJsonp".
std::string_view last_part(std::string_view callee) {
  return callee.substr(callee.rfind('.') + 1);
}

}  // namespace

// What the bracket is in a chunk, as seen from the frame it opens in.
Chunk Reader::chunk_opened(FrameKind kind, const Token& token) const {
  const Frame& parent = frames_.back();
  if (parent.chunk == Chunk::kList && parent.kind == FrameKind::kArray)
    return parent.index == 1 ? Chunk::kTable : Chunk::kNone;
  if (parent.kind != FrameKind::kCall) return Chunk::kNone;
  const std::string_view name = last_part(parent.callee);
  if (parent.argument == 1 && name.starts_with(kCallback)) return Chunk::kTable;
  if (kind != FrameKind::kArray || parent.argument != 0 || name != "push" || next_byte(token.end()) != '[')
    return Chunk::kNone;
  const uint64_t begin = token.offset - std::min<uint64_t>(token.offset, kReceiverBytes);
  const bool named = source_.substr(begin, token.offset - begin).find("webpack") != std::string_view::npos;
  return named ? Chunk::kList : Chunk::kNone;
}

// What a module calls to get others: the third parameter of its function, which begins at `at`.
std::string_view Reader::asking_name(uint64_t at) const {
  const std::string_view head = source_.substr(std::min<uint64_t>(at, source_.size()), kSignatureBytes);
  const size_t first = head.find_first_of("(=");
  size_t open = first;
  if (open == std::string_view::npos || head[open] == '=') return {};
  while (open + 1 < head.size() && (head[open + 1] == '(' || head[open + 1] == ' ')) ++open;
  if (head.substr(open + 1).starts_with("function")) open = head.find('(', open + 1);
  if (open == std::string_view::npos) return {};
  const std::string_view list = head.substr(open + 1, head.find(')', open) - open - 1);
  const size_t one = list.find(',');
  const size_t two = one == std::string_view::npos ? one : list.find(',', one + 1);
  if (two == std::string_view::npos) return {};
  std::string_view name = list.substr(two + 1);
  name = name.substr(0, name.find(','));
  while (name.starts_with(' ')) name.remove_prefix(1);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return is_name(name) ? name : std::string_view{};
}

// The value of the key of the table follows the colon behind `key_end`, or is a method with its parameters
// there.
bool Reader::begin_chunk_module(uint64_t key_end) {
  Frame& frame = top();
  const bool method = key_end < source_.size() && source_[key_end] == '(';
  const uint64_t value = method ? key_end : skip_space(key_end) + 1;
  if (frame.key.empty() || !function_follows(value, false)) return false;
  end_module(frame);  // of a key before it that no comma ended
  sink_.on_chunk_module(frame.key, position(frame.key_at).line);
  frame.module_open = true;
  const std::string_view name = asking_name(skip_space(value));
  frame.asks = !name.empty();
  if (frame.asks) asking_.push_back(name);
  return true;
}

// The element of the array behind the bracket or comma before `at`: of a table a module, unless it is a hole;
// of the chunk's list what it begins with.
void Reader::begin_chunk_element(uint64_t at) {
  Frame& frame = top();
  if (frame.chunk == Chunk::kList) {
    chunk_entry_ = frame.index == 2 ? frames_.size() : 0;
    return;
  }
  end_module(frame);
  if (!function_follows(at, false)) return;
  frame.key = tokens_.keep(std::to_string(frame.index));
  sink_.on_chunk_module(frame.key, position(at).line);
  frame.module_open = true;
  const std::string_view name = asking_name(skip_space(at));
  frame.asks = !name.empty();
  if (frame.asks) asking_.push_back(name);
}

// Ids in tables. [["7609", "common/runtime", "common/vendor"]], or the third argument of webpackJsonp:
// ["7SVG"]; {"./user.js": "c3d4"} of require.context.
void Reader::tell_chunk_id(const Token& token) {
  const size_t depth = frames_.size();
  const Frame& frame = top();
  const bool value = !frame.at_key && (frame.kind == FrameKind::kObject || frame.index == 0);
  if (!asking_.empty() && value && frame.property.starts_with("./"))
    return sink_.on_chunk_require(token.text, position(token.offset).line);
  if (frame.kind != FrameKind::kArray || depth < 3) return;
  const bool listed = chunk_entry_ != 0 && depth == chunk_entry_ + 2 && frame.index == 0;
  const Frame& call = frames_[depth - 2];
  const bool handed =
      call.kind == FrameKind::kCall && call.argument == 2 && last_part(call.callee).starts_with(kCallback);
  if (listed || handed) sink_.on_chunk_require(token.text, position(token.offset).line);
}

// n("2f62"), n.bind(null, "2f62"), n.t("2f62", 7); where a chunk says what to begin with, any call by a name:
// webpack 5 gives the function one.
void Reader::tell_chunk_require(const Call& call) {
  const std::string_view callee = call.callee;
  if (call.arguments.empty() || !call.arguments[0].name.empty()) return;
  const std::string_view first = callee.substr(0, callee.find('.'));
  const bool known = !asking_.empty() && first == asking_.back();
  const bool beginning =
      !known && chunk_entry_ != 0 && first.size() == callee.size() && call.arguments.size() == 1;
  if (!known && !beginning) return;
  const std::string_view method =
      first.size() == callee.size() ? std::string_view{} : callee.substr(first.size() + 1);
  const bool bound = method == "bind" || method == "t.bind";
  if (known && !method.empty() && method != "t" && !bound) return;
  // Of what it is bound to and the id only the id is sure to be a literal.
  const size_t behind = method == "t.bind" ? 2 : 1;
  const size_t at = bound ? call.arguments.size() - std::min(behind, call.arguments.size()) : 0;
  sink_.on_chunk_require(call.arguments[at].value, call.line);
}

}  // namespace jianfu::formats::js
