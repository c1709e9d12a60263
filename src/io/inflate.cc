#include "io/inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "io/large_pages.h"

namespace jianfu::io {
namespace {

// No deflate stream gives more than 1,032 bytes for one (a match of 258 bytes in two bits).
constexpr uint64_t kMaxRatio = 1032;
constexpr uint64_t kSmallest = 4096;  // a first buffer, whatever is claimed
constexpr uint64_t kGrowth = 4;
constexpr uint64_t kSlice = 64ull << 10;  // zlib's steps

using Buffer = std::unique_ptr<char[]>;

// Not zeroed: pages that are not written cost nothing, so a claim that lies costs nothing.
Buffer allocate(uint64_t size) {
  Buffer out = std::make_unique_for_overwrite<char[]>(static_cast<size_t>(size));
  prefer_large_pages(out.get(), static_cast<size_t>(size));
  return out;
}

Blob own(Buffer buffer, uint64_t size, uint64_t capacity) {
  if (size >= capacity / 2) return Blob::own(std::move(buffer), static_cast<size_t>(size));
  Buffer fitting = allocate(size);
  if (size > 0) std::memcpy(fitting.get(), buffer.get(), static_cast<size_t>(size));
  return Blob::own(std::move(fitting), static_cast<size_t>(size));
}

uint64_t most_output(std::string_view in) {
  return in.size() > std::numeric_limits<uint64_t>::max() / kMaxRatio - 1
             ? std::numeric_limits<uint64_t>::max()
             : (in.size() + 1) * kMaxRatio;
}

struct DecompressorDeleter {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

// libdeflate's answer, or nothing when it found damage or more than `cap` bytes.
std::optional<Inflated> inflate_at_once(std::string_view in, uint64_t expected, uint64_t cap) {
  // Making one costs more than inflating a small entry.
  thread_local std::unique_ptr<libdeflate_decompressor, DecompressorDeleter> decompressor;
  if (!decompressor) decompressor.reset(libdeflate_alloc_decompressor());
  if (!decompressor) return std::nullopt;
  const uint64_t most = std::min(cap, most_output(in));
  uint64_t capacity = std::min(most, std::max(expected, kSmallest));
  for (;;) {
    Buffer buffer = allocate(capacity);
    size_t consumed = 0;
    size_t size = 0;
    const libdeflate_result result =
        libdeflate_deflate_decompress_ex(decompressor.get(), in.data(), in.size(), buffer.get(),
                                         static_cast<size_t>(capacity), &consumed, &size);
    if (result == LIBDEFLATE_SUCCESS)
      return Inflated{own(std::move(buffer), size, capacity), consumed, InflateEnd::kComplete};
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || capacity >= most) return std::nullopt;
    capacity = std::min(most, capacity * kGrowth);
  }
}

// zlib's stream over one input.
class Stream {
 public:
  explicit Stream(std::string_view in) : in_(in) { ok_ = inflateInit2(&z_, -MAX_WBITS) == Z_OK; }
  ~Stream() {
    if (ok_) inflateEnd(&z_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Up to `room` bytes into `to`. kCut: `to` is full, there may be more.
  InflateEnd fill(char* to, uint64_t room, uint64_t& written) {
    written = 0;
    if (!ok_) return InflateEnd::kCorrupt;
    for (;;) {
      const uint64_t in_step = std::min<uint64_t>(in_.size() - consumed_, std::numeric_limits<uInt>::max());
      const uint64_t out_step = std::min<uint64_t>(room - written, std::numeric_limits<uInt>::max());
      // zlib's next_in is not const in this build, and is not written to.
      z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in_.data() + consumed_));
      z_.avail_in = static_cast<uInt>(in_step);
      z_.next_out = reinterpret_cast<Bytef*>(to + written);
      z_.avail_out = static_cast<uInt>(out_step);
      const int result = ::inflate(&z_, Z_NO_FLUSH);
      consumed_ += in_step - z_.avail_in;
      written += out_step - z_.avail_out;
      if (result == Z_STREAM_END) return InflateEnd::kComplete;
      if (result != Z_OK && result != Z_BUF_ERROR) return InflateEnd::kCorrupt;
      if (written == room) return InflateEnd::kCut;
      if (consumed_ == in_.size()) return InflateEnd::kTruncated;
      if (result == Z_BUF_ERROR)
        return InflateEnd::kCorrupt;  // no progress with input and room left: cannot be
    }
  }

  // After kCut: whether the stream ends exactly here.
  InflateEnd after_cut() {
    char extra = 0;
    uint64_t written = 0;
    const InflateEnd end = fill(&extra, 1, written);
    return written > 0 ? InflateEnd::kCut : end;
  }

  uint64_t consumed() const { return consumed_; }

 private:
  std::string_view in_;  // the caller's
  z_stream z_{};
  uint64_t consumed_ = 0;
  bool ok_ = false;
};

}  // namespace

Inflated inflate_head(std::string_view in, uint64_t cap) {
  const uint64_t most = std::min(cap, most_output(in));
  uint64_t capacity = std::min(most, kSlice);
  uint64_t size = 0;
  Buffer buffer = allocate(capacity);
  Stream stream(in);
  InflateEnd end = InflateEnd::kCut;
  for (;;) {
    uint64_t written = 0;
    end = stream.fill(buffer.get() + size, capacity - size, written);
    size += written;
    if (end != InflateEnd::kCut || capacity >= most) break;
    const uint64_t bigger = std::min(most, capacity * kGrowth);
    Buffer next = allocate(bigger);
    std::memcpy(next.get(), buffer.get(), static_cast<size_t>(size));
    buffer = std::move(next);
    capacity = bigger;
  }
  if (end == InflateEnd::kCut) end = stream.after_cut();
  return {own(std::move(buffer), size, capacity), stream.consumed(), end};
}

Inflated inflate_raw(std::string_view in, uint64_t expected, uint64_t cap) {
  if (std::optional<Inflated> out = inflate_at_once(in, expected, cap)) return std::move(*out);
  return inflate_head(in, cap);
}

Inflated measure_deflate(std::string_view in, uint64_t cap, uint64_t& output) {
  Stream stream(in);
  const Buffer scratch = allocate(kSlice);
  output = 0;
  InflateEnd end = InflateEnd::kCut;
  while (end == InflateEnd::kCut && output < cap) {
    uint64_t written = 0;
    end = stream.fill(scratch.get(), kSlice, written);
    output += written;
  }
  return {{}, stream.consumed(), end};
}

uint32_t crc32_of(std::string_view bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

uint32_t adler32_of(std::string_view bytes) {
  return libdeflate_adler32(1, bytes.data(), bytes.size());
}

}  // namespace jianfu::io
