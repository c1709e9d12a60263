#include "platforms/mini/open_expression.h"

#include <algorithm>
#include <cctype>

namespace jianfu::platforms::mini {
namespace {

constexpr size_t kReach = 600;  // bytes of the call that are looked at; real ones say their page first

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

void skip_space(std::string_view text, size_t& at) {
  while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
}

// Where the value of a key of the object that `text` begins with starts; npos when it has no such key.
size_t value_of(std::string_view text, std::string_view key) {
  int depth = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (depth <= 0) return std::string_view::npos;
    if (depth != 1 || !text.substr(at).starts_with(key) || is_name(text[at - 1])) continue;
    size_t next = at + key.size();
    if (next < text.size() && (text[next] == '"' || text[next] == '\'')) ++next;
    skip_space(text, next);
    if (next >= text.size() || text[next] != ':') continue;
    ++next;
    skip_space(text, next);
    return next;
  }
  return std::string_view::npos;
}

}  // namespace

std::string property_opened(std::string_view source, uint64_t offset, std::string_view key) {
  if (offset >= source.size()) return {};
  const std::string_view call = source.substr(offset, kReach);
  const size_t open = call.find('(');
  if (open == std::string_view::npos) return {};
  size_t at = open + 1;
  skip_space(call, at);
  if (at >= call.size() || call[at] != '{') return {};
  const std::string_view object = call.substr(at);
  const size_t begin = value_of(object, key);
  if (begin == std::string_view::npos) return {};
  // A chain of names: a.b.c, a[i].b.
  size_t end = begin, last = begin;
  bool member = false;
  while (end < object.size()) {
    if (object[end] == '[') {
      const size_t close = object.find(']', end);
      if (close == std::string_view::npos) return {};
      end = close + 1;
    } else if (object[end] == '.') {
      member = true;
      last = ++end;
    } else if (is_name(object[end])) {
      ++end;
    } else {
      break;
    }
  }
  size_t behind = end;
  skip_space(object, behind);
  const bool whole = behind < object.size() && (object[behind] == ',' || object[behind] == '}');
  return member && whole && end > last ? std::string(object.substr(last, end - last)) : std::string();
}

}  // namespace jianfu::platforms::mini
