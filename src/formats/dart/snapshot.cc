// Header: u32 magic, u64 length without the magic, u64 kind, 32 hex digits, features up to a NUL.
#include "formats/dart/snapshot.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "io/byte_reader.h"

namespace jianfu::formats::dart {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xF5\xF5\xDC\xDC"sv;
constexpr std::string_view kKernelMagic = "\x90\xAB\xCD\xEF"sv;
constexpr uint64_t kLength = 4, kKind = 12, kVersion = 20, kFeatures = 52, kVersionBytes = 32;
constexpr uint64_t kMostFeatures = 4096;  // some 120 are usual

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}
bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

std::optional<Header> read_header(std::string_view snapshot) {
  if (!snapshot.starts_with(kMagic)) return std::nullopt;
  const io::ByteReader in(snapshot);
  Header out;
  out.length = in.le_at<uint64_t>(kLength);
  out.length = out.length > UINT64_MAX - kMagic.size() ? UINT64_MAX : out.length + kMagic.size();
  out.kind = in.le_at<uint64_t>(kKind);
  out.version = in.slice(kVersion, kVersionBytes);
  if (out.version.empty() || !std::all_of(out.version.begin(), out.version.end(), is_hex))
    return std::nullopt;
  if (snapshot.size() <= kFeatures) return std::nullopt;
  const std::string_view rest = snapshot.substr(kFeatures, kMostFeatures);
  const size_t end = rest.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  out.features = rest.substr(0, end);
  if (!std::all_of(out.features.begin(), out.features.end(), is_plain)) return std::nullopt;
  out.body = kFeatures + end + 1;
  return out;
}

std::vector<uint64_t> find_snapshots(std::string_view bytes) {
  std::vector<uint64_t> out;
  for (size_t at = bytes.find(kMagic); at != std::string_view::npos; at = bytes.find(kMagic, at + 1)) {
    if (read_header(bytes.substr(at))) out.push_back(at);
  }
  return out;
}

Strings read_strings(std::string_view snapshot, const Header& header, bool wide_words, const Take& take) {
  Strings out = read_cluster(snapshot, header, take);
  if (out.style == Style::kNone) {
    Strings heap = read_heap(snapshot, wide_words, take);
    std::move(out.defects.begin(), out.defects.end(), std::back_inserter(heap.defects));
    out = std::move(heap);
  }
  if (out.style == Style::kNone) {
    Strings chains = walk_chains(snapshot, header, take);
    std::move(out.defects.begin(), out.defects.end(), std::back_inserter(chains.defects));
    out = std::move(chains);
  }
  if (header.length > snapshot.size()) {
    const uint64_t missing = header.length - snapshot.size();
    out.defects.push_back({GapReason::kTruncated,
                           {Msg::past_end, {std::to_string(header.length), std::to_string(snapshot.size())}},
                           snapshot.size(),
                           missing});
  }
  return out;
}

bool looks_like_kernel(std::string_view bytes) {
  return bytes.starts_with(kKernelMagic);
}

}  // namespace jianfu::formats::dart
