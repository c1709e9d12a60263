#include "io/der.h"

namespace jianfu::io::der {

std::optional<Item> next(std::string_view& bytes) {
  const auto byte = [&bytes](size_t at) { return static_cast<unsigned char>(bytes[at]); };
  if (bytes.size() < 2 || (byte(0) & 0x1f) == 0x1f)
    return std::nullopt;  // tags of several bytes: not in use here
  size_t header = 2;
  uint64_t length = byte(1);
  if (length >= 0x80) {
    const size_t more = length & 0x7f;
    if (more == 0 || more > 4 || bytes.size() < header + more) return std::nullopt;
    length = 0;
    for (size_t i = 0; i < more; ++i) length = (length << 8) | byte(header + i);
    header += more;
  }
  if (length > bytes.size() - header) return std::nullopt;
  const auto size = header + static_cast<size_t>(length);
  const Item out{static_cast<uint8_t>(byte(0)), bytes.substr(0, size), bytes.substr(header, size - header)};
  bytes.remove_prefix(size);
  return out;
}

std::optional<Item> next_if(std::string_view& bytes, uint8_t tag) {
  std::string_view rest = bytes;
  const std::optional<Item> item = next(rest);
  if (!item || item->tag != tag) return std::nullopt;
  bytes = rest;
  return item;
}

}  // namespace jianfu::io::der
