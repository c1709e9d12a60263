#include "io/inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

namespace jianfu::io {
namespace {

constexpr uint64_t kGreatestRatio = 1032;  // of DEFLATE: 258 bytes from two bits
constexpr uint64_t kChunk = 256 << 10;

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

libdeflate_decompressor* decompressor() {
  // One a thread: its tables are 11 KB, and allocating them anew costs as much as a small entry.
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> made(libdeflate_alloc_decompressor());
  return made.get();
}

uint64_t first_guess(uint64_t packed, uint64_t hint, uint64_t cap) {
  const uint64_t possible = packed > UINT64_MAX / kGreatestRatio ? UINT64_MAX : packed * kGreatestRatio + 64;
  return std::min({std::max<uint64_t>(hint, 64), possible, cap});
}

// Whole streams that fit the guess; nothing otherwise.
std::optional<Inflated> inflate_fast(std::string_view packed, uint64_t guess) {
  if (decompressor() == nullptr) return std::nullopt;
  Inflated out;
  out.bytes.resize(guess);
  size_t consumed = 0, produced = 0;
  if (libdeflate_deflate_decompress_ex(decompressor(), packed.data(), packed.size(), out.bytes.data(), out.bytes.size(), &consumed,
                                       &produced) != LIBDEFLATE_SUCCESS) {
    return std::nullopt;
  }
  out.bytes.resize(produced);
  out.consumed = consumed;
  return out;
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

Defect truncated(const Inflated& out, std::string_view packed) {
  return {GapReason::kTruncated, {Msg::deflate_broken, {std::to_string(out.bytes.size())}}, out.consumed, packed.size() - out.consumed};
}

Inflated inflate_slowly(std::string_view packed, uint64_t cap) {
  Inflated out;
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
    out.defect = truncated(out, packed);
    return out;
  }
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  int status = Z_OK;
  while (status == Z_OK && out.bytes.size() < cap) {
    const uint64_t room = std::min(kChunk, cap - out.bytes.size());
    const size_t before = out.bytes.size();
    out.bytes.resize(before + room);
    if (stream.avail_in == 0) {
      const uint64_t part = std::min<uint64_t>(packed.size() - out.consumed, 1u << 30);
      // zlib's interface lacks the const; it does not write.
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + out.consumed));  // NOLINT
      stream.avail_in = static_cast<uInt>(part);
    }
    const uInt had = stream.avail_in;
    stream.next_out = reinterpret_cast<Bytef*>(out.bytes.data() + before);
    stream.avail_out = static_cast<uInt>(room);
    status = inflate(&stream, Z_NO_FLUSH);
    out.consumed += had - stream.avail_in;
    out.bytes.resize(before + room - stream.avail_out);
    if (status == Z_OK && stream.avail_in == 0 && out.consumed == packed.size() && stream.avail_out != 0) break;  // input is used up
  }
  if (status != Z_STREAM_END && out.bytes.size() < cap) out.defect = truncated(out, packed);
  return out;
}

}  // namespace

Inflated inflate_raw(std::string_view packed, uint64_t hint, uint64_t cap) {
  if (auto whole = inflate_fast(packed, first_guess(packed.size(), hint, cap))) return std::move(*whole);
  return inflate_slowly(packed, cap);
}

}  // namespace jianfu::io
