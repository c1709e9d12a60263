#include "evidence/text_place.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace jianfu::evidence {
namespace {

template <typename Number>
bool read_number(std::string_view text, Number& out, int base) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// Takes ":12" off the end.
bool take_number(std::string_view& text, uint32_t& out) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !read_number(text.substr(colon + 1), out, 10)) return false;
  text = text.substr(0, colon);
  return true;
}

std::string offset_text(const std::optional<uint64_t>& offset) {
  if (!offset) return {};
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "+0x%llx", static_cast<unsigned long long>(*offset));
  return text.data();
}

}  // namespace

Place read_place(std::string_view text) {
  Place out;
  constexpr std::string_view kOffset = "+0x";
  if (const size_t plus = text.rfind(kOffset); plus != std::string_view::npos) {
    uint64_t offset = 0;
    if (read_number(text.substr(plus + kOffset.size()), offset, 16)) {
      out.offset = offset;
      text = text.substr(0, plus);
    }
  }
  uint32_t last = 0;
  if (take_number(text, last)) {
    if (take_number(text, out.line)) {
      out.column = last;
    } else {
      out.line = last;
    }
  }
  out.entry = text;
  return out;
}

std::string write_place(const Place& place) {
  const std::string tail = offset_text(place.offset);
  std::string text = place.entry;
  if (place.line != 0) text += ':' + std::to_string(place.line);
  if (place.line != 0 && place.column != 0) text += ':' + std::to_string(place.column);
  text += tail;
  if (read_place(text) == place) return text;
  return place.entry + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + tail;
}

}  // namespace jianfu::evidence
