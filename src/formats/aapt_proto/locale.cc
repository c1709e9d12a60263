#include "formats/aapt_proto/locale.h"

#include <algorithm>

#include "formats/protobuf/protobuf.h"

namespace jianfu::formats::aapt_proto {
namespace {

constexpr size_t kMostTag = 64;  // longer ones are no language

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all(std::string_view text, bool (*holds)(char)) {
  return std::all_of(text.begin(), text.end(), holds);
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

// A subtag by its shape: the first is a language, four letters a script, two letters or three digits a
// region.
std::string spelled(std::string_view part, bool first) {
  std::string out(part);
  if (first) {
    std::transform(out.begin(), out.end(), out.begin(), lower);
  } else if (part.size() == 4 && all(part, is_letter)) {
    std::transform(out.begin(), out.end(), out.begin(), lower);
    out[0] = upper(out[0]);
  } else if (part.size() == 2 && all(part, is_letter)) {
    std::transform(out.begin(), out.end(), out.begin(), upper);
  }
  return out;
}

}  // namespace

std::string locale_of(std::string_view tag) {
  if (tag.size() > kMostTag) return {};
  std::string out;
  while (!tag.empty()) {
    const size_t end = std::min(tag.find_first_of("-_"), tag.size());
    const std::string_view part = tag.substr(0, end);
    tag.remove_prefix(std::min(end + 1, tag.size()));
    if (!all(part, [](char c) { return is_letter(c) || is_digit(c); })) break;
    if (part.size() < 2) break;  // an extension follows: numbers, calendars
    out += (out.empty() ? "" : "-") + spelled(part, out.empty());
  }
  return out;
}

arsc::Config read_configuration(std::string_view message) {
  constexpr uint32_t kLocale = 3;
  arsc::Config out;
  out.is_default = true;
  for (protobuf::Message in(message); in.next();) {
    const bool bytes = in.wire() == protobuf::Wire::kBytes;
    if (in.number() == kLocale && bytes) out.locale = locale_of(in.bytes());
    out.is_default = out.is_default && (bytes ? in.bytes().empty() : in.value() == 0);
  }
  return out;
}

}  // namespace jianfu::formats::aapt_proto
