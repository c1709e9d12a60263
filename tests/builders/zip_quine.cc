// The deflate stream is a program of two instructions: a stored block says its bytes, a match says the last n bytes again.
// With P what stands before the stream, S what stands behind it, h the header of a stored block of m bytes and r the match
// of m bytes, both m = |P h| = |W| for W = r h r h, it is
//
//   code       says           so far the output is P and this much of the code
//   h P h      P h
//   r          P h            h P h
//   h W        W              h P h  r h r h
//   r          W              h P h  r h W r h
//   h G        G              … G
//   u          the end of G   … G u v, which is how G ends
//   v t S      t S            … G u v t S
//   t          t S            … G u v t S t S
//
// u and t are matches, v the header before t S. Checksums are linear: the one that fits itself is solved for.
#include "builders/zip_quine.h"

#include <zlib.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "builders/byte_writer.h"

namespace jianfu::builders {
namespace {

std::string stored(size_t size, bool last = false) {  // the header before so many bytes
  const auto length = static_cast<uint16_t>(size);
  return ByteWriter().le(uint8_t{last}).le(length).le(static_cast<uint16_t>(~length)).take();
}

class Bits {
 public:
  Bits& number(uint32_t value, unsigned count) {
    for (unsigned i = 0; i < count; ++i) bit(value >> i & 1);
    return *this;
  }
  Bits& code(uint32_t value, unsigned count) {  // of Huffman: the highest bit first
    while (count-- > 0) bit(value >> count & 1);
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  void bit(uint32_t value) {
    if (used_ == 0) out_ += '\0';
    out_.back() = static_cast<char>(static_cast<unsigned char>(out_.back()) | value << used_);
    used_ = (used_ + 1) % 8;
  }
  std::string out_;
  unsigned used_ = 0;
};

// The last `n` bytes again, from 11 to 257, as a block of the fixed codes, and an empty stored one up to the next byte.
std::string match(size_t n, size_t padding = 0) {
  const auto length = static_cast<uint32_t>(n - 3), distance = static_cast<uint32_t>(n - 1);
  const auto more = static_cast<unsigned>(std::bit_width(length)) - 3, far = static_cast<unsigned>(std::bit_width(distance)) - 2;
  const uint32_t symbol = 4 * more + (length >> more) + 1;  // above 256
  Bits bits;
  bits.number(2, 3);
  symbol < 24 ? bits.code(symbol, 7) : bits.code(0xC0 + symbol - 24, 8);
  bits.number(length, more).code(2 * far + (distance >> far), 5).number(distance, far);
  bits.code(0, 7).number(0, 3);
  std::string out = bits.take() + stored(0).substr(1);
  while (padding-- > 0) out += stored(0);
  return out;
}

// Of itself and of so many bytes behind it.
std::string match_with(size_t behind) {
  size_t n = behind + 8;  // no match is shorter
  while (match(n).size() + behind != n) ++n;
  return match(n);
}

// `crc` and `size` as the headers say them.
std::string quine(const std::string& name, uint32_t crc, uint32_t size) {
  constexpr uint16_t kNothing = 0, kDeflated = 8, kVersion = 20, kDate = 0x5821;
  const size_t least = 30 + name.size() + 4 + 5;  // with an empty extra field
  size_t m = least;
  std::string r = match(m);
  for (size_t padding = 0; 2 * (r.size() + 5) != m; r = match(m, padding)) 2 * (r.size() + 5) < m ? ++padding : ++m;
  const auto packed = [&](size_t stream) {
    ByteWriter out;
    out.le(kVersion).le(kNothing).le(kDeflated).le(kNothing).le(kDate).le(crc).le(static_cast<uint32_t>(stream)).le(size);
    return out.le(static_cast<uint16_t>(name.size())).take();
  };
  const auto build = [&](size_t stream) {
    const auto extra = static_cast<uint16_t>(m - least);
    const std::string p = ByteWriter().le(uint32_t{0x04034b50}).raw(packed(stream)).le(static_cast<uint16_t>(extra + 4)).raw(name)
                              .le(uint16_t{0x7171}).le(extra).raw(std::string(extra, '\0')).take();
    ByteWriter tail;
    tail.raw(stored(0, true)).le(uint32_t{0x02014b50}).le(kVersion).raw(packed(stream)).raw(std::string(16, '\0')).raw(name);
    tail.le(uint32_t{0x06054b50}).le(uint32_t{0}).le(uint16_t{1}).le(uint16_t{1}).le(static_cast<uint32_t>(46 + name.size()));
    const std::string s = tail.le(static_cast<uint32_t>(p.size() + stream)).le(kNothing).take();
    const std::string h = stored(m), w = r + h + r + h, t = match_with(s.size());
    const std::string v = stored(t.size() + s.size()), u = match_with(v.size());
    const std::string g = std::string(m - u.size() - v.size(), 'g') + u + v;
    return p + h + p + h + r + h + w + r + h + g + u + v + t + s + t + s;
  };
  // What follows the stream's last five bytes, and what comes before it, is no part of it.
  const std::string first = build(0);
  return build(first.size() - (m - 5) - (46 + name.size()) - 22);
}

uint32_t crc_of(const std::string& bytes) {
  return static_cast<uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace

std::string zip_quine(const std::string& entry_name) {
  const auto size = static_cast<uint32_t>(quine(entry_name, 0, 0).size());
  const uint32_t none = crc_of(quine(entry_name, 0, size));
  // Rows of (checksum with this bit − checksum without any − the bit, which bits): elimination to what makes up `none`.
  std::array<std::pair<uint32_t, uint32_t>, 32> basis{};
  for (uint32_t i = 0; i < 32; ++i) {
    uint32_t row = crc_of(quine(entry_name, 1u << i, size)) ^ none ^ 1u << i, bits = 1u << i;
    while (row != 0 && basis[std::bit_width(row) - 1].first != 0) {
      const auto& other = basis[std::bit_width(row) - 1];
      row ^= other.first, bits ^= other.second;
    }
    if (row != 0) basis[std::bit_width(row) - 1] = {row, bits};
  }
  uint32_t left = none, crc = 0;
  while (left != 0) {
    const auto& row = basis[std::bit_width(left) - 1];
    if (row.first == 0) std::abort();  // no checksum fits: take another name
    left ^= row.first, crc ^= row.second;
  }
  return quine(entry_name, crc, size);
}

}  // namespace jianfu::builders
