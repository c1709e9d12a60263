// The strings come first among the clusters, twice: once as a count and their lengths (to make room for
// them), and, after all other clusters have made room too, once with their contents. How many numbers stand
// before the count depends on the version; that the lengths stand in the same order behind each other, with
// contents between, does not. So a count is believed when its lengths are found again. Seen on two libraries
// (formats.md §7.3): all of 8,584 and 8,778 strings.
#include <optional>
#include <string>
#include <vector>

#include "formats/dart/snapshot.h"
#include "formats/dart/varint.h"

namespace jianfu::formats::dart {
namespace {

constexpr int kNumbersBefore =
    16;  // counts of objects, clusters, tables, and the class of the first cluster: 6 were seen
constexpr uint64_t kLeastStrings = 16;  // fewer could be found again by accident; the VM alone has hundreds
constexpr uint64_t kWork = 16;          // comparisons a byte, against files made to be compared for ever

class ClusterReader {
 public:
  ClusterReader(std::string_view bytes, uint64_t body)
      : bytes_(bytes), body_(body), budget_(bytes.size() * kWork) {}

  Strings read(const Take& take) {
    Strings out;
    uint64_t at = body_, count = 0;
    for (int i = 0; i < kNumbersBefore && read_number(bytes_, at, count); ++i) {
      if (count < kLeastStrings || !read_lengths(count, at)) continue;
      const std::optional<uint64_t> contents = find_contents();
      if (!contents) continue;
      hand_over(*contents, take);
      out.style = Style::kCluster;
      out.count = count;
      return out;
    }
    if (budget_ == 0)
      out.defects.push_back({GapReason::kLimit,
                             {Msg::limit_reached, {"dart strings", std::to_string(bytes_.size() * kWork)}},
                             body_});
    return out;
  }

 private:
  // Lengths that could fit into what is left; a number takes a byte at least, so that many cannot be more.
  bool read_lengths(uint64_t count, uint64_t at) {
    lengths_.clear();
    total_ = 0;
    if (count > (bytes_.size() - at) / 2) return false;
    for (uint64_t i = 0, length = 0; i < count; ++i) {
      if (!read_number(bytes_, at, length)) return false;
      total_ += bytes_of(length) + 1;
      if (total_ > bytes_.size() - at) return false;
      lengths_.push_back(static_cast<uint32_t>(length));
    }
    contents_from_ = at;
    return true;
  }

  std::optional<uint64_t> find_contents() {
    for (uint64_t at = contents_from_; at + total_ <= bytes_.size() && budget_ != 0; ++at) {
      if (stands_at(at)) return at;
    }
    return std::nullopt;
  }

  bool stands_at(uint64_t at) {
    for (const uint32_t length : lengths_) {
      uint64_t found = 0;
      if (budget_ == 0) return false;
      --budget_;
      if (!read_number(bytes_, at, found) || found != length || bytes_of(length) > bytes_.size() - at)
        return false;
      at += bytes_of(length);
    }
    return true;
  }

  void hand_over(uint64_t at, const Take& take) const {
    for (const uint32_t length : lengths_) {
      uint64_t again = 0;
      read_number(bytes_, at, again);
      take({bytes_.substr(at, bytes_of(length)), is_wide(length), at});
      at += bytes_of(length);
    }
  }

  std::string_view bytes_;
  uint64_t body_, budget_;
  std::vector<uint32_t> lengths_;  // as written: twice the length, and one for wide ones
  uint64_t total_ = 0, contents_from_ = 0;
};

}  // namespace

Strings read_cluster(std::string_view snapshot, const Header& header, const Take& take) {
  return ClusterReader(snapshot.substr(0, header.length), header.body).read(take);
}

}  // namespace jianfu::formats::dart
