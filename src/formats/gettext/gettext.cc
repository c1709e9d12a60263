// Layout: u32 magic, revision, count, offset of the table of originals, of the table of translations; a table
// has u32 length and offset a text. A context stands before the original with U+0004, plural forms are
// separated by NUL.
#include "formats/gettext/gettext.h"

#include <algorithm>
#include <string>

#include "io/byte_reader.h"

namespace jianfu::formats::gettext {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kLittle = "\xDE\x12\x04\x95"sv, kBig = "\x95\x04\x12\xDE"sv;
constexpr uint64_t kSharing = 4;  // texts do not overlap; a file whose texts do costs no more than this

class Catalogue {
 public:
  Catalogue(std::string_view bytes, const Found& found)
      : in_(bytes), big_(bytes.starts_with(kBig)), found_(found) {}

  std::vector<Defect> read(const Limits& limits) {
    const uint64_t count = word(8), ids = word(12), texts = word(16);
    const uint64_t possible = std::min(limits.items, in_.size() / 16);
    std::vector<Defect> out;
    if (count > possible) {
      out.push_back({GapReason::kCorrupt,
                     {Msg::count_too_large, {"mo", std::to_string(count), std::to_string(possible)}},
                     8,
                     0});
    }
    uint64_t unread = 0, budget = kSharing * in_.size();
    const uint64_t read = std::min(count, possible);
    for (uint64_t i = 0; i < read; ++i) {
      const uint64_t at = texts + 8 * i, size = word(at), offset = word(at + 4);
      if (!in_.holds(at, 8) || !in_.holds(offset, size) || size > budget) {
        ++unread;
        continue;
      }
      budget -= size;
      tell(original(ids + 8 * i), in_.slice(offset, size), offset);
    }
    if (unread > 0) {
      out.push_back({GapReason::kCorrupt,
                     {Msg::items_unread, {"mo", std::to_string(count), std::to_string(unread)}},
                     texts,
                     0});
    }
    return out;
  }

 private:
  uint32_t word(uint64_t at) const {
    const uint32_t value = in_.le_at<uint32_t>(at);
    return big_ ? __builtin_bswap32(value) : value;
  }

  std::string_view original(uint64_t at) const {
    // Ids name a text in reports: rows may share a long one, so no more than a name's worth is looked at.
    constexpr uint32_t kMostId = 4096;
    std::string_view id = in_.slice(word(at + 4), std::min(word(at), kMostId));
    id = id.substr(0, id.find('\0'));
    const size_t context = id.find('\4');
    return context == std::string_view::npos ? id : id.substr(context + 1);
  }

  void tell(std::string_view id, std::string_view forms, uint64_t offset) const {
    while (true) {
      const size_t end = std::min(forms.find('\0'), forms.size());
      if (end > 0) found_({id, forms.substr(0, end), offset});
      if (end == forms.size()) return;
      forms.remove_prefix(end + 1);
      offset += end + 1;
    }
  }

  io::ByteReader in_;
  bool big_;
  const Found& found_;
};

}  // namespace

bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kLittle) || bytes.starts_with(kBig);
}

Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found) {
  if (!looks_like(bytes)) return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"DE 12 04 95", "…"}}, {}};
  if (bytes.size() < 20) {
    return std::vector<Defect>{
        {GapReason::kTruncated, {Msg::past_end, {"20", std::to_string(bytes.size())}}, bytes.size(), 0}};
  }
  return Catalogue(bytes, found).read(limits);
}

}  // namespace jianfu::formats::gettext
