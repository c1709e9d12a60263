#include "builders/string_pool_builder.h"

#include "builders/byte_writer.h"
#include "text/utf.h"

namespace jianfu::builders {
namespace {

constexpr uint32_t kHeader = 0x1C;

std::vector<uint16_t> utf16_units(const std::string& text) {
  std::vector<uint16_t> out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c >= 0x10000) {
      out.push_back(static_cast<uint16_t>(0xD800 + ((c - 0x10000) >> 10)));
      out.push_back(static_cast<uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    } else {
      out.push_back(static_cast<uint16_t>(c));
    }
  }
  return out;
}

void put_utf8_length(ByteWriter& out, size_t length) {
  if (length > 0x7F)
    out.le(static_cast<uint8_t>(0x80 | ((length >> 8) & 0x7F)));  // 15 bits: the rest is dropped
  out.le(static_cast<uint8_t>(length & 0xFF));
}

}  // namespace

uint32_t StringPoolBuilder::append(const std::string& text) {
  strings_.push_back(text);
  const uint32_t index = static_cast<uint32_t>(strings_.size() - 1);
  index_.emplace(text, index);
  return index;
}

uint32_t StringPoolBuilder::add(const std::string& text) {
  const auto known = index_.find(text);
  return known != index_.end() ? known->second : append(text);
}

uint32_t StringPoolBuilder::add_styled(const std::string& text, const std::vector<std::string>& tags) {
  tags_.push_back(tags);
  strings_.push_back(text);
  return static_cast<uint32_t>(strings_.size() - 1);
}

std::string StringPoolBuilder::encoded(const std::string& text) const {
  ByteWriter out;
  const std::vector<uint16_t> units = utf16_units(text);
  if (utf8_) {
    put_utf8_length(out, units.size());
    put_utf8_length(out, text.size());
    return out.raw(text).le(uint8_t{0}).take();
  }
  if (units.size() > 0x7FFF) out.le(static_cast<uint16_t>(0x8000 | (units.size() >> 16)));
  out.le(static_cast<uint16_t>(units.size()));
  for (const uint16_t unit : units) out.le(unit);
  return out.le(uint16_t{0}).take();
}

std::string StringPoolBuilder::chunk() const {
  StringPoolBuilder all = *this;
  ByteWriter styles, style_offsets;
  for (size_t i = 0; i < tags_.size(); ++i) {
    style_offsets.le(static_cast<uint32_t>(styles.size()));
    const uint32_t last = static_cast<uint32_t>(utf16_units(strings_[i]).size() - 1);
    for (const std::string& tag : tags_[i]) styles.le(all.add(tag)).le(uint32_t{0}).le(last);
    styles.le(uint32_t{0xFFFFFFFF});
  }
  if (!tags_.empty()) styles.le(uint32_t{0xFFFFFFFF}).le(uint32_t{0xFFFFFFFF});
  ByteWriter strings, offsets;
  for (const std::string& text : all.strings_) {
    offsets.le(static_cast<uint32_t>(strings.size()));
    strings.raw(all.encoded(text));
  }
  strings.align(4);
  const size_t strings_start = kHeader + offsets.size() + style_offsets.size();
  const size_t styles_start = tags_.empty() ? 0 : strings_start + strings.size();
  ByteWriter out;
  out.le(uint16_t{1})
      .le(uint16_t{kHeader})
      .le(static_cast<uint32_t>(strings_start + strings.size() + styles.size()));
  out.le(static_cast<uint32_t>(all.strings_.size())).le(static_cast<uint32_t>(tags_.size()));
  out.le(uint32_t{utf8_ ? 0x100u : 0u})
      .le(static_cast<uint32_t>(strings_start))
      .le(static_cast<uint32_t>(styles_start));
  out.raw(offsets.bytes()).raw(style_offsets.bytes()).raw(strings.bytes()).raw(styles.bytes());
  return out.take();
}

}  // namespace jianfu::builders
