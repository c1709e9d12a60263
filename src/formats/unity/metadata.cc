#include "formats/unity/metadata.h"

#include <algorithm>
#include <string>

#include "io/byte_reader.h"

namespace jianfu::formats::unity {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xAF\x1B\xB1\xFA"sv;
constexpr uint64_t kHeader = 32;  // of which something is read
constexpr uint64_t kSharing = 4;  // literals do not overlap; a file whose literals do costs no more than this

struct Section {
  uint64_t at = 0, bytes = 0;
};

class Metadata {
 public:
  Metadata(std::string_view bytes, const Limits& limits, const Found& found)
      : in_(bytes), limits_(limits), found_(found) {}

  std::vector<Defect> read() {
    if (in_.size() < kHeader) {
      tell(GapReason::kTruncated, {Msg::past_end, {std::to_string(kHeader), std::to_string(in_.size())}},
           in_.size());
      return std::move(defects_);
    }
    const Section literals = section(8), data = section(16), names = section(24);
    read_literals(literals, data);
    read_names(names);
    return std::move(defects_);
  }

 private:
  // A section as far as it lies in the file.
  Section section(uint64_t field) {
    const uint64_t at = in_.le_at<uint32_t>(field), bytes = in_.le_at<uint32_t>(field + 4);
    if (in_.holds(at, bytes)) return {at, bytes};
    tell(GapReason::kTruncated, {Msg::past_end, {std::to_string(at + bytes), std::to_string(in_.size())}},
         field);
    return at < in_.size() ? Section{at, in_.size() - at} : Section{};
  }

  // Records of {length, index}, or since the newest versions of the index alone: a literal ends where the
  // next begins.
  void read_literals(const Section& records, const Section& data) {
    const bool lengths = has_lengths(records, data);
    const uint64_t record = lengths ? 8 : 4, count = std::min(records.bytes / record, limits_.items);
    uint64_t unread = records.bytes / record - count, budget = kSharing * in_.size();
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t at = records.at + record * i;
      const uint64_t index = in_.le_at<uint32_t>(lengths ? at + 4 : at);
      const uint64_t next = i + 1 < count ? in_.le_at<uint32_t>(at + 4) : data.bytes;
      const uint64_t length = lengths ? in_.le_at<uint32_t>(at) : next >= index ? next - index : UINT64_MAX;
      if (index > data.bytes || length > data.bytes - index || length > budget) {
        ++unread;
        continue;
      }
      budget -= length;
      if (length > 0) found_({in_.slice(data.at + index, length), data.at + index, false});
    }
    if (unread > 0) {
      tell(GapReason::kCorrupt,
           {Msg::items_unread,
            {"string literals", std::to_string(records.bytes / record), std::to_string(unread)}},
           records.at);
    }
  }

  bool has_lengths(const Section& records, const Section& data) const {
    uint64_t good = 0;
    const uint64_t count = std::min<uint64_t>(records.bytes / 8, 1000);
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t length = in_.le_at<uint32_t>(records.at + 8 * i),
                     index = in_.le_at<uint32_t>(records.at + 8 * i + 4);
      // The next literal begins behind this one.
      const uint64_t next = i + 1 < count ? in_.le_at<uint32_t>(records.at + 8 * i + 12) : data.bytes;
      good += index + length <= next ? 1u : 0u;
    }
    return good * 10 >= count * 9;
  }

  void read_names(const Section& names) {
    const std::string_view all = in_.slice(names.at, names.bytes);
    uint64_t count = 0;
    for (size_t at = 0; at < all.size() && count < limits_.items; ++count) {
      const size_t end = std::min(all.find('\0', at), all.size());
      if (end > at) found_({all.substr(at, end - at), names.at + at, true});
      at = end + 1;
    }
  }

  void tell(GapReason why, Message what, uint64_t offset) {
    defects_.push_back({why, std::move(what), offset, 0});
  }

  io::ByteReader in_;
  const Limits& limits_;
  const Found& found_;
  std::vector<Defect> defects_;
};

}  // namespace

bool looks_like_metadata(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

Result<std::vector<Defect>> read_metadata(std::string_view bytes, const Limits& limits, const Found& found) {
  if (!looks_like_metadata(bytes))
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"AF 1B B1 FA", "…"}}, {}};
  return Metadata(bytes, limits, found).read();
}

}  // namespace jianfu::formats::unity
