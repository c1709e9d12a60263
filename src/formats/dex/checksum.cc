#include "formats/dex/checksum.h"

#include "io/byte_reader.h"
#include "io/inflate.h"

namespace jianfu::formats::dex {
namespace {

constexpr uint64_t kSumAt = 8, kSummedFrom = 12, kFileSizeAt = 32, kFileSizeEnd = 36;

}  // namespace

bool checksum_is_wrong(std::string_view bytes) {
  const io::ByteReader in(bytes);
  const uint64_t size = in.le_at<uint32_t>(kFileSizeAt);
  if (!bytes.starts_with("dex\n") || bytes.substr(4, 3) >= "041" || size < kFileSizeEnd || size > bytes.size()) return false;
  return io::adler32_of(in.slice(kSummedFrom, size - kSummedFrom)) != in.le_at<uint32_t>(kSumAt);
}

}  // namespace jianfu::formats::dex
