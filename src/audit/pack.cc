#include "audit/pack.h"

#include "core/sha256.h"
#include "io/byte_reader.h"
#include "io/deflate.h"
#include "io/inflate.h"

namespace jianfu::audit {
namespace {

constexpr std::string_view kMark = "JFRESULT";
constexpr size_t kDigestBytes = 64;  // hex
constexpr size_t kLengthBytes = 8;
constexpr size_t kHeadBytes = kMark.size() + 1 + kLengthBytes + kDigestBytes;

std::string length_of(uint64_t value) {
  std::string out;
  for (unsigned i = 0; i < kLengthBytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

}  // namespace

std::string packed(std::string_view bytes) { return length_of(bytes.size()) + io::deflated(bytes, io::Effort::kFast); }

Result<std::string> unpacked(std::string_view bytes) {
  io::ByteReader reader(bytes);
  const auto size = reader.le<uint64_t>();
  if (!reader.ok() || size > kMostUnpacked) return problem(ErrorKind::kCorrupt, Phrase::audit_torn, {}, {});
  const io::Inflated out = io::inflate_raw(bytes.substr(kLengthBytes), size, size);
  if (out.end != io::InflateEnd::kComplete || out.bytes.view().size() != size)
    return problem(ErrorKind::kCorrupt, Phrase::audit_torn, {}, {});
  return std::string(out.bytes.view());
}

std::string sealed(std::string_view bytes) {
  std::string out(kMark);
  out += kRecordVersion;
  out += length_of(bytes.size());
  out += core::sha256_hex(bytes);
  out += bytes;
  return out;
}

Result<std::string_view> unsealed(std::string_view file, const std::string& name) {
  if (!file.starts_with(kMark)) return problem(ErrorKind::kCorrupt, Phrase::audit_no_result, {}, name);
  if (file.size() <= kMark.size()) return problem(ErrorKind::kCorrupt, Phrase::audit_torn, {}, name);
  if (const char version = file[kMark.size()]; version != kRecordVersion)
    return problem(ErrorKind::kUnsupported, Phrase::audit_result_version, {std::to_string(version)}, name);
  io::ByteReader reader(file.substr(kMark.size() + 1));
  const auto size = reader.le<uint64_t>();
  const std::string_view digest = reader.take(kDigestBytes);
  const bool whole = reader.ok() && file.size() - kHeadBytes == size;
  if (!whole || core::sha256_hex(file.substr(kHeadBytes)) != digest)
    return problem(ErrorKind::kCorrupt, Phrase::audit_torn, {}, name);
  return file.substr(kHeadBytes);
}

}  // namespace jianfu::audit
