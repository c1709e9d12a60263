// For snapshots whose count of strings cannot be found: strings follow each other, each with its length
// before it, so a long run of them that reads well is believed. Bytes that are not strings read as lengths
// too; what tells them apart: two empty strings are one in a snapshot, a wide string without a wide character
// would have been a narrow one, and most strings of a program, names of classes and files, are narrow ones.
#include <algorithm>
#include <string>

#include "formats/dart/snapshot.h"
#include "formats/dart/varint.h"

namespace jianfu::formats::dart {
namespace {

constexpr uint64_t kLeastItems = 100, kLeastCharacters = 1000;
constexpr uint64_t kLongestWide = 16'384;  // characters; the numbers of other clusters read as longer ones
constexpr uint64_t kWork = 64;             // bytes looked at a byte of the snapshot

bool is_printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte < 0x7F) || byte >= 0xA0 || c == '\t' || c == '\n' || c == '\r';
}

struct Chain {
  uint64_t end = 0, items = 0, wide = 0, characters = 0;
  bool believed() const {
    return items >= kLeastItems && characters >= kLeastCharacters && wide <= items / 2;
  }
};

class Walker {
 public:
  explicit Walker(std::string_view bytes) : bytes_(bytes), budget_(bytes.size() * kWork) {}

  bool spent() const { return budget_ == 0; }

  Chain walk(uint64_t at) {
    Chain out{at, 0, 0, 0};
    bool seen_empty = false;
    uint64_t length = 0;
    while (budget_ != 0 && read_number(bytes_, at, length)) {
      const uint64_t size = bytes_of(length);
      if (size > bytes_.size() - at || (size == 0 && (seen_empty || out.items == 0))) break;
      seen_empty |= size == 0;
      if (!reads_well(bytes_.substr(at, size), is_wide(length), out.items == 0)) break;
      at += size;
      out = {at, out.items + 1, out.wide + (is_wide(length) ? 1 : 0), out.characters + length / 2};
    }
    return out;
  }

 private:
  bool reads_well(std::string_view text, bool wide, bool first) {
    uint64_t looked = 1;
    bool good = !wide;
    if (wide) {
      if (first || text.size() / 2 > kLongestWide) return false;
      for (size_t at = 1; at < text.size() && !good; at += 2, looked += 2) good = text[at] != '\0';
    } else {
      for (const char c : text) {
        ++looked;
        if (!(good = is_printable(c))) break;
      }
    }
    budget_ -= std::min(budget_, looked);
    return good;
  }

  std::string_view bytes_;
  uint64_t budget_;
};

void hand_over(std::string_view bytes, uint64_t at, uint64_t items, const Take& take) {
  for (uint64_t length = 0; items != 0 && read_number(bytes, at, length); --items) {
    take({bytes.substr(at, bytes_of(length)), is_wide(length), at});
    at += bytes_of(length);
  }
}

}  // namespace

Strings walk_chains(std::string_view snapshot, const Header& header, const Take& take) {
  const std::string_view bytes = snapshot.substr(0, header.length);
  Strings out;
  Walker walker(bytes);
  for (uint64_t at = header.body; at < bytes.size() && !walker.spent();) {
    const Chain chain = walker.walk(at);
    if (!chain.believed()) {
      ++at;
      continue;
    }
    hand_over(bytes, at, chain.items, take);
    out.style = Style::kChains;
    out.count += chain.items;
    out.chains.push_back(chain.items);
    at = chain.end;
  }
  if (walker.spent())
    out.defects.push_back({GapReason::kLimit,
                           {Msg::limit_reached, {"dart chains", std::to_string(bytes.size() * kWork)}},
                           header.body});
  return out;
}

}  // namespace jianfu::formats::dart
