// Without compressed pointers (32-bit machines, and older programs) strings lie as the heap objects they
// become: a word of tags, the length as a small integer (doubled), on 32-bit machines a hash, the characters,
// zeros up to the alignment of two words. Tags hold the size in units of that alignment (0 when it does not
// fit) and the class, whose number depends on the version: that of most objects which read as narrow strings,
// and the next one is that of wide ones. From the public sources of the VM; no sample was at hand.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "formats/dart/snapshot.h"
#include "io/byte_reader.h"

namespace jianfu::formats::dart {
namespace {

constexpr uint64_t kLeastStrings = 32;  // of one class that read as text; the VM alone has hundreds
constexpr uint64_t kLeastText = 4;      // characters by which the class is told

// Where the tags hold what: older versions, newer ones.
struct Tags {
  unsigned size_bits, class_at;
};
constexpr unsigned kSizeAt = 8;
constexpr std::array<Tags, 2> kTags = {{{8, 16}, {4, 12}}};

struct Object {
  uint64_t characters_at = 0, length = 0;
  uint32_t tags = 0;
};

class Heap {
 public:
  Heap(std::string_view bytes, bool wide_words)
      : in_(bytes), word_(wide_words ? 8 : 4), head_(wide_words ? 16 : 12) {}

  uint64_t alignment() const { return 2 * word_; }

  Object object_at(uint64_t at) const {
    const uint64_t length = word_ == 8 ? in_.le_at<uint64_t>(at + word_) : in_.le_at<uint32_t>(at + word_);
    if ((length & 1) != 0 || length == 0 || length / 2 > in_.size()) return {};
    return {at + head_, length / 2, in_.le_at<uint32_t>(at)};
  }

  // Whether the object, as a string of that width, has the size that its tags say and zeros behind it.
  bool fits(const Object& object, const Tags& tags, unsigned width) const {
    const uint64_t size = head_ + object.length * width;
    const uint64_t whole = (size + alignment() - 1) / alignment() * alignment();
    if (!in_.holds(object.characters_at - head_, whole)) return false;
    const uint64_t units = whole / alignment(), most = (1u << tags.size_bits) - 1;
    if (((object.tags >> kSizeAt) & most) != (units > most ? 0 : units)) return false;
    const std::string_view rest = in_.slice(object.characters_at + object.length * width, whole - size);
    return std::all_of(rest.begin(), rest.end(), [](char c) { return c == '\0'; });
  }

  std::string_view characters(const Object& object, unsigned width) const {
    return in_.slice(object.characters_at, object.length * width);
  }
  uint64_t size() const { return in_.size(); }

 private:
  io::ByteReader in_;
  uint64_t word_, head_;
};

uint32_t class_of(const Object& object, const Tags& tags) {
  return object.tags >> tags.class_at;
}

bool reads_as_text(std::string_view text) {
  return text.size() >= kLeastText &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// The class of most narrow strings, and how many it has.
std::pair<uint32_t, uint64_t> narrow_class(const Heap& heap, const Tags& tags) {
  std::map<uint32_t, uint64_t> votes;
  for (uint64_t at = 0; at < heap.size(); at += heap.alignment()) {
    const Object object = heap.object_at(at);
    if (object.length == 0 || !heap.fits(object, tags, 1)) continue;
    if (reads_as_text(heap.characters(object, 1).substr(0, 64))) ++votes[class_of(object, tags)];
  }
  const auto most = std::max_element(votes.begin(), votes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == votes.end() ? std::pair<uint32_t, uint64_t>{}
                             : std::pair<uint32_t, uint64_t>{most->first, most->second};
}

uint64_t hand_over(const Heap& heap, const Tags& tags, uint32_t narrow, const Take& take) {
  uint64_t count = 0;
  for (uint64_t at = 0; at < heap.size();) {
    const Object object = heap.object_at(at);
    const uint32_t of = object.length == 0 ? 0 : class_of(object, tags);
    const unsigned width = of == narrow ? 1 : of == narrow + 1 ? 2 : 0;
    at += heap.alignment();
    if (object.length == 0 || width == 0 || !heap.fits(object, tags, width)) continue;
    const std::string_view text = heap.characters(object, width);
    take({text, width == 2, object.characters_at});
    ++count;
    // Strings do not lie in strings.
    at = std::max(at, (object.characters_at + text.size()) / heap.alignment() * heap.alignment());
  }
  return count;
}

}  // namespace

Strings read_heap(std::string_view snapshot, bool wide_words, const Take& take) {
  const Heap heap(snapshot, wide_words);
  Strings out;
  const Tags* best = nullptr;
  uint32_t narrow = 0;
  uint64_t most = kLeastStrings - 1;
  for (const Tags& tags : kTags) {
    const auto [of, votes] = narrow_class(heap, tags);
    if (votes <= most) continue;
    best = &tags;
    narrow = of;
    most = votes;
  }
  if (best == nullptr) return out;
  out.style = Style::kHeap;
  out.count = hand_over(heap, *best, narrow, take);
  return out;
}

}  // namespace jianfu::formats::dart
