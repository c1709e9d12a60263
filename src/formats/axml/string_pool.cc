#include "formats/axml/string_pool.h"

#include <algorithm>
#include <functional>

#include "formats/axml/chunk.h"
#include "text/utf.h"

namespace jianfu::formats::axml {
namespace {

constexpr uint32_t kSortedFlag = 0x001, kUtf8Flag = 0x100;
constexpr uint32_t kSpanEnd = 0xFFFFFFFF;
constexpr uint64_t kSpanBytes = 12;
constexpr size_t kMostSpans = 1000;       // of one string; the longest licence text seen had 40
constexpr uint64_t kSpanText = 65536;     // of one string: any number of spans may name the same long tag
constexpr uint64_t kLengthWrap = 0x8000;  // UTF-8 byte lengths have 15 bits (formats.md §2.2)
constexpr uint64_t kMostTurns = 256;      // 8 MiB: a length is no invitation to search the whole pool
constexpr uint64_t kCutString = 65536;    // bytes looked at for the NUL of a string whose length lies

// A length of one or two bytes; moves past it.
uint64_t utf8_length(const io::ByteReader& in, uint64_t& at) {
  const uint64_t first = in.le_at<uint8_t>(at++);
  return (first & 0x80) == 0 ? first : ((first & 0x7F) << 8) | in.le_at<uint8_t>(at++);
}

}  // namespace

StringPool::StringPool(std::string_view chunk) : chunk_(chunk) {
  const io::ByteReader in(chunk);
  if (in.le_at<uint16_t>(0) != chunk::kStringPool || !in.holds(0, kPoolHeader)) {
    chunk_ = {};
    return;
  }
  declared_ = in.le_at<uint32_t>(8);
  utf8_ = (in.le_at<uint32_t>(16) & kUtf8Flag) != 0;
  strings_at_ = in.le_at<uint32_t>(20);
  styles_at_ = in.le_at<uint32_t>(24);
  const bool unknown_flags = (in.le_at<uint32_t>(16) & ~(kUtf8Flag | kSortedFlag)) != 0;
  odd_ = unknown_flags || (styles_at_ != 0 && in.le_at<uint32_t>(12) == 0);
  const uint64_t header = in.le_at<uint16_t>(2);
  lay_out(header);
  if (header == kPoolHeader || fills_to_strings()) return;
  // A header size changed without moving the data: the usual one is right when the tables end where the
  // strings begin, or when strings are found with it and not otherwise.
  StringPool usual = *this;
  usual.lay_out(kPoolHeader);
  if (!usual.fills_to_strings() && (plausible() || !usual.plausible())) return;
  *this = usual;
  lied_ = true;
}

StringPool StringPool::listing(std::string_view bytes) {
  StringPool out;
  out.chunk_ = bytes;
  out.utf8_ = out.listed_ = true;
  return out;
}

uint32_t StringPool::append(std::string_view part) {
  const std::less_equal<> before;
  const bool inside = !part.empty() && before(chunk_.data(), part.data()) &&
                      before(part.data() + part.size(), chunk_.data() + chunk_.size());
  const uint64_t at = inside ? static_cast<uint64_t>(part.data() - chunk_.data()) : 0;
  const bool fits = inside && at <= UINT32_MAX && part.size() <= UINT32_MAX;
  places_.push_back(fits ? Place{static_cast<uint32_t>(at), static_cast<uint32_t>(part.size())} : Place{});
  declared_ = ++count_;
  return count_ - 1;
}

void StringPool::append_span(uint32_t index, std::string_view tag) {
  spans_.emplace_back(index, append(tag));
  styles_ = std::max(styles_, index + 1);
}

// Everything that hangs on the header's size.
void StringPool::lay_out(uint64_t header) {
  const io::ByteReader in(chunk_);
  offsets_at_ = header < kPoolHeader || header > chunk_.size() ? kPoolHeader : header;
  const uint64_t possible = (chunk_.size() - offsets_at_) / 4;
  count_ = static_cast<uint32_t>(std::min<uint64_t>(declared_, possible));
  styles_ = in.le_at<uint32_t>(12);
  const uint64_t table_end = offsets_at_ + (uint64_t{declared_} + styles_) * 4;
  lied_ = offsets_at_ != header || (declared_ != 0 && table_end > strings_at_);
  // stylesStart counts for nothing without styles; with styles it must come behind the strings (formats.md
  // §2.8).
  if (styles_ > possible - count_ || styles_at_ < strings_at_) {
    lied_ |= styles_ != 0;
    styles_ = 0;
  }
  style_offsets_at_ = offsets_at_ + uint64_t{count_} * 4;
}

// Whether the tables end where the strings begin, as in every pool of the build tools.
bool StringPool::fills_to_strings() const {
  return offsets_at_ + (uint64_t{declared_} + styles_) * 4 == strings_at_;
}

// Whether the first strings end as strings do.
bool StringPool::plausible() const {
  constexpr uint32_t kLooks = 8;
  for (uint32_t i = 0; i < std::min(count_, kLooks); ++i) {
    if (!locate(i).terminated) return false;
  }
  return true;
}

StringPool::Extent StringPool::locate_utf16(uint64_t at) const {
  const io::ByteReader in(chunk_);
  uint64_t units = in.le_at<uint16_t>(at);
  at += 2;
  if ((units & 0x8000) != 0) {
    units = ((units & 0x7FFF) << 16) | in.le_at<uint16_t>(at);
    at += 2;
  }
  if (at > chunk_.size()) return {};
  if (in.holds(at, units * 2))
    return {at, units * 2, true, in.holds(at + units * 2, 2) && in.le_at<uint16_t>(at + units * 2) == 0};
  // A length that lies or a pool that was cut: what there is up to the NUL.
  uint64_t bytes = 0;
  while (bytes < kCutString && in.holds(at + bytes, 2) && in.le_at<uint16_t>(at + bytes) != 0) bytes += 2;
  return {at, bytes, bytes > 0, false};
}

StringPool::Extent StringPool::locate_utf8(uint64_t at) const {
  const io::ByteReader in(chunk_);
  utf8_length(in, at);  // in UTF-16 units: nothing hangs on it
  const uint64_t size = utf8_length(in, at);
  if (at > chunk_.size()) return {};
  // Build tools drop what does not fit into the length: the string ends on the first NUL that many bytes on,
  // give or take whole turns of the counter.
  for (uint64_t turn = 0, end = size; turn < kMostTurns && in.holds(at + end, 1);
       ++turn, end += kLengthWrap) {
    if (in.le_at<uint8_t>(at + end) == 0) return {at, end, true, true};
  }
  const std::string_view rest = chunk_.substr(at, kCutString);
  const uint64_t bytes = std::min(rest.find('\0'), rest.size());
  return {at, bytes, bytes > 0, false};
}

StringPool::Extent StringPool::locate(uint32_t index) const {
  if (index >= count_) return {};
  if (listed_) return {places_[index].at, places_[index].bytes, true, true};
  const io::ByteReader in(chunk_);
  const uint64_t at = strings_at_ + in.le_at<uint32_t>(offsets_at_ + uint64_t{index} * 4);
  if (!in.holds(at, 2)) return {};
  return utf8_ ? locate_utf8(at) : locate_utf16(at);
}

bool StringPool::readable(uint32_t index) const {
  return locate(index).found;
}

uint64_t StringPool::stored_bytes(uint32_t index) const {
  return locate(index).bytes;
}

std::string_view StringPool::get(uint32_t index, std::string& scratch) const {
  const Extent extent = locate(index);
  const std::string_view raw = chunk_.substr(std::min<uint64_t>(extent.at, chunk_.size()), extent.bytes);
  if (!utf8_) {
    scratch = text::from_utf16le(raw);
    return scratch;
  }
  if (text::valid_utf8(raw)) return raw;
  // Pools that call themselves UTF-8 hold supplementary characters as two surrogates (formats.md §2.2).
  scratch = text::from_mutf8(raw);
  return scratch;
}

std::string StringPool::get(uint32_t index) const {
  std::string scratch;
  return std::string(get(index, scratch));
}

std::vector<uint32_t> StringPool::span_names(uint32_t index) const {
  std::vector<uint32_t> out;
  if (index >= styles_) return out;
  if (listed_) {
    auto at = std::lower_bound(spans_.begin(), spans_.end(), std::pair{index, uint32_t{0}});
    for (; at != spans_.end() && at->first == index && out.size() < kMostSpans; ++at) out.push_back(at->second);
    return out;
  }
  io::ByteReader in(chunk_);
  in.seek(styles_at_ + in.le_at<uint32_t>(style_offsets_at_ + uint64_t{index} * 4));
  while (in.ok() && in.remaining() >= kSpanBytes && out.size() < kMostSpans) {
    const uint32_t name = in.le<uint32_t>();
    if (name == kSpanEnd) break;
    in.skip(kSpanBytes - 4);
    out.push_back(name);
  }
  return out;
}

std::vector<std::string> StringPool::spans(uint32_t index) const {
  std::vector<uint32_t> names = span_names(index);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<std::string> out;
  uint64_t bytes = 0;
  for (const uint32_t name : names) {
    bytes += stored_bytes(name);
    if (bytes > kSpanText) break;
    out.push_back(get(name));
  }
  return out;
}

}  // namespace jianfu::formats::axml
