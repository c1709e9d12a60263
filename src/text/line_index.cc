#include "text/line_index.h"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace jianfu::text {
namespace {

constexpr uint64_t kStride = 16;

#ifdef __SSE2__
// Sixteen bytes and the one behind them.
void advance_stride(Position& position, const char* bytes, bool newline_behind) {
  const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto mask = [](__m128i found) { return static_cast<uint32_t>(_mm_movemask_epi8(found)); };
  // Bytes that continue a character are 10xxxxxx: below -64.
  const uint32_t characters = mask(_mm_cmplt_epi8(all, _mm_set1_epi8(-64))) ^ 0xFFFF;
  const uint32_t lf = mask(_mm_cmpeq_epi8(all, _mm_set1_epi8('\n')));
  const uint32_t cr = mask(_mm_cmpeq_epi8(all, _mm_set1_epi8('\r')));
  if ((lf | cr) == 0) {
    position.column += static_cast<uint32_t>(std::popcount(characters));
    return;
  }
  const uint32_t ends = lf | (cr & ~((lf | (newline_behind ? 1u << kStride : 0u)) >> 1));
  position.line += static_cast<uint32_t>(std::popcount(ends));
  const uint32_t behind = characters >> std::bit_width(ends);
  position.column = static_cast<uint32_t>(std::popcount(behind)) + (ends == 0 ? position.column : 1);
}
#endif

}  // namespace

void LineIndex::advance(Position& position, uint64_t begin, uint64_t end) const {
  uint64_t at = begin;
#ifdef __SSE2__
  for (; at + kStride <= end; at += kStride) {
    const uint64_t behind = at + kStride;
    advance_stride(position, text_.data() + at, behind < text_.size() && text_[behind] == '\n');
  }
#endif
  for (; at < end; ++at) {
    const char c = text_[at];
    if (c == '\n' || (c == '\r' && (at + 1 >= text_.size() || text_[at + 1] != '\n'))) {
      ++position.line;
      position.column = 1;
    } else {
      position.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }
  }
}

Position LineIndex::at(uint64_t offset) {
  offset = std::min<uint64_t>(offset, text_.size());
  const uint64_t block = offset / kBlock;
  if (offset < last_offset_ || block != last_offset_ / kBlock) {
    if (blocks_.empty()) blocks_.emplace_back();
    while (blocks_.size() <= block) {
      Position next = blocks_.back();
      advance(next, (blocks_.size() - 1) * kBlock, blocks_.size() * kBlock);
      blocks_.push_back(next);
    }
    last_ = blocks_[block];
    last_offset_ = block * kBlock;
  }
  advance(last_, last_offset_, offset);
  last_offset_ = offset;
  return last_;
}

}  // namespace jianfu::text
