#include "formats/axml/string_pool.h"

#include <algorithm>

#include "io/byte_reader.h"
#include "text/utf.h"

namespace jianfu::formats::axml {
namespace {

constexpr uint16_t kStringPool = 0x0001;
constexpr uint32_t kUtf8 = 0x100;
constexpr uint64_t kHeader = 0x1C;
constexpr uint32_t kSpanEnd = 0xFFFFFFFF;
constexpr size_t kSpans = 1000;  // of one string

// A length of one or two bytes (formats.md §2.2); moves past it.
uint32_t short_length(const io::ByteReader& in, uint64_t& at) {
  const uint32_t first = in.le_at<uint8_t>(at++);
  return (first & 0x80) == 0 ? first : ((first & 0x7F) << 8) | in.le_at<uint8_t>(at++);
}

// CESU-style surrogate pairs occur in pools that call themselves UTF-8; MUTF-8 decoding joins them.
bool has_surrogates(std::string_view text) { return text.find('\xED') != std::string_view::npos; }

}  // namespace

StringPool::StringPool(std::string_view chunk) : chunk_(chunk) {
  const io::ByteReader in(chunk);
  if (in.le_at<uint16_t>(0) != kStringPool || !in.holds(0, kHeader)) {
    chunk_ = {};
    return;
  }
  declared_ = in.le_at<uint32_t>(8);
  styles_ = in.le_at<uint32_t>(12);
  utf8_ = (in.le_at<uint32_t>(16) & kUtf8) != 0;
  strings_at_ = in.le_at<uint32_t>(20);
  styles_at_ = in.le_at<uint32_t>(24);
  offsets_at_ = in.le_at<uint16_t>(2);
  if (offsets_at_ < kHeader || !in.holds(offsets_at_, 4)) {
    offsets_at_ = kHeader;
    lied_ = true;
  }
  const uint64_t possible = (chunk.size() - offsets_at_) / 4;
  count_ = static_cast<uint32_t>(std::min<uint64_t>(declared_, possible));
  lied_ |= count_ != declared_;
  if (styles_ > possible - count_) {
    styles_ = 0;
    lied_ = true;
  }
  style_offsets_at_ = offsets_at_ + uint64_t{count_} * 4;
}

std::string_view StringPool::get(uint32_t index, std::string& scratch) const {
  if (index >= count_) return {};
  const io::ByteReader in(chunk_);
  uint64_t at = strings_at_ + in.le_at<uint32_t>(offsets_at_ + uint64_t{index} * 4);
  if (at >= chunk_.size()) return {};
  if (!utf8_) {
    uint64_t units = in.le_at<uint16_t>(at);
    at += 2;
    if ((units & 0x8000) != 0) {
      units = ((units & 0x7FFF) << 16) | in.le_at<uint16_t>(at);
      at += 2;
    }
    const uint64_t left = at < chunk_.size() ? (chunk_.size() - at) / 2 : 0;
    scratch = text::from_utf16le(in.slice(at, std::min(units, left) * 2));
    return scratch;
  }
  short_length(in, at);
  uint64_t size = short_length(in, at);
  if (at > chunk_.size()) return {};
  // Lengths over 0x7FFF overflow: the string then goes on to its NUL.
  if (!in.holds(at, size + 1) || in.le_at<uint8_t>(at + size) != 0) {
    const size_t end = chunk_.find('\0', at);
    size = (end == std::string_view::npos ? chunk_.size() : end) - at;
  }
  const std::string_view raw = chunk_.substr(at, size);
  if (text::valid_utf8(raw)) return raw;
  scratch = has_surrogates(raw) ? text::from_mutf8(raw) : text::to_valid_utf8(raw);
  return scratch;
}

std::string StringPool::get(uint32_t index) const {
  std::string scratch;
  return std::string(get(index, scratch));
}

std::vector<std::string> StringPool::spans(uint32_t index) const {
  std::vector<std::string> out;
  if (index >= styles_ || styles_at_ < strings_at_) return out;
  io::ByteReader in(chunk_);
  in.seek(styles_at_ + in.le_at<uint32_t>(style_offsets_at_ + uint64_t{index} * 4));
  while (in.ok() && out.size() < kSpans) {
    const uint32_t name = in.le<uint32_t>();
    if (name == kSpanEnd || !in.ok()) break;
    in.skip(8);
    out.push_back(get(name));
  }
  return out;
}

}  // namespace jianfu::formats::axml
