// Raw deflate (RFC 1951) out of bytes nobody vouched for. libdeflate first, it is twice as fast; it wants the
// whole output in one buffer and keeps nothing of a damaged stream, so after any failure of it zlib inflates
// again and what came before the damage is kept. No size that a file declares is trusted: it only picks the
// first buffer.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "io/blob.h"

namespace jianfu::io {

enum class InflateEnd : uint8_t {
  kComplete,   // the stream ended by itself
  kCut,        // `cap` bytes were reached and there is more
  kTruncated,  // the input ended first
  kCorrupt,    // no deflate from there on
};

struct Inflated {
  Blob bytes;
  uint64_t consumed = 0;  // of the input
  InflateEnd end = InflateEnd::kComplete;
};

// `expected`: the output size somebody claims, 0 when unknown. At most `cap` bytes come out.
Inflated inflate_raw(std::string_view in, uint64_t expected, uint64_t cap);

// The first `cap` bytes of output by zlib, without a look at the rest of the stream: for telling kinds and
// for probing whether bytes are deflate at all.
Inflated inflate_head(std::string_view in, uint64_t cap);

// The length of a deflate stream whose end nobody tells, by inflating it into nothing: `consumed` and `end`;
// `bytes` stays empty. `output` gets the size of what it holds.
Inflated measure_deflate(std::string_view in, uint64_t cap, uint64_t& output);

uint32_t crc32_of(std::string_view bytes);
uint32_t adler32_of(std::string_view bytes);

}  // namespace jianfu::io
