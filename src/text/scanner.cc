// A bitmap over hashes of 4 bytes is asked at every position (measured: faster a string than automata, Teddy
// and strided hashes, because items are short and the bitmap stays in the first-level cache); what passes is
// compared. Each literal is entered by its rarest 4 bytes: most identifiers of a package begin alike.
#include "text/scanner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_set>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/normalise.h"
#include "text/utf.h"

namespace jianfu::text {
namespace {

constexpr unsigned kBitmapBits = 17;  // 16 KiB: half of a first-level cache
constexpr unsigned kBucketBits = 12;
constexpr uint32_t kPairs = 1 << 16;
constexpr size_t kWindow = 4, kPair = 2;

// What any program is full of: a window that occurs here, or is made of the same letter pairs, is a bad one
// to look for.
constexpr std::string_view kCommon =
    "lcom/ com.google.android. landroid/ landroidx/ ljava/lang/ ljava/util/ lkotlin/ kotlinx/coroutines/ "
    "org.apache.http "
    "tencent alibaba alipay taobao baidu huawei xiaomi wechat weixin umeng amap dcloud react native flutter "
    "cordova "
    "android/app/ android/content/ android/view/ android/os/ android/support/v4/ android/graphics/ appcompat "
    "material "
    "java/io/ java/net/ concurrent/ collections iterator comparator abstractlist concurrentmap synchronized "
    "runnable "
    "string object integer boolean double float number value char sequence builder exception error message "
    "result "
    "request response listener callback handler manager service provider receiver notification broadcast "
    "observer "
    "activity fragment adapter layout view button image text title content widget color style drawable "
    "resource "
    "permission action intent context application config setting option default version update download "
    "upload "
    "create delete remove insert select query search find load save open close start stop begin finish "
    "initialize "
    "get set has add put is on to of for from with by user name type list data item info code time date "
    "count size "
    "index page path file url uri http:// https:// www. .com .cn json html javascript script function return "
    "undefined prototype constructor length this.$ export default module require component parameter "
    "argument "
    "must not be null cannot failed invalid unknown access$ lambda$ class method field static final public "
    "private "
    "abstract interface implement extends override annotation encode decode stream buffer reader writer "
    "input output "
    "network connect socket client server session token key device system process thread task event state "
    "status "
    "check show hide enable visible event click touch press select change background progress position "
    "height width "
    "horizontal vertical animation transition gesture scroll recycler toolbar keyboard container holder "
    "window dialog "
    "picture texture camera bitmap matrix canvas measure theme dimension attribute selector navigation "
    "controller "
    "location accuracy sensor battery bluetooth storage shared preferences cache database cursor transaction "
    "record "
    "compute company compare compatible control continue collection channel children character category "
    "charset "
    "foreground forward format before restore factory feature future signature architecture structure "
    "instance "
    "instant internal external original additional optional subscribe schedule attached detached launched "
    "matched "
    "settings strings bindings warnings mappings timings lines engines machines extensions dimensions "
    "operations "
    "operator generator validator indicator separator animator creator accessor processor descriptor "
    "executor "
    "relative active native descriptive alternative primitive negative support report import transport sort "
    "port "
    "contain maintain obtain explain certain duration expiration registration locale scale stale sale "
    "combine "
    "combined platform package primary secondary order border folder placeholder provider reminder header "
    "render";

// ASCII bytes lose the bit that makes letters lower case; others stay as they are.
constexpr uint64_t fold8(uint64_t bytes) {
  return bytes | ((~bytes & kHighBits) >> 2);
}
constexpr uint32_t fold4(uint32_t bytes) {
  return static_cast<uint32_t>(fold8(bytes | 0xFFFFFFFF00000000));
}

constexpr uint32_t hash(uint32_t word) {
  return (word * 2654435761u) >> (32 - kBitmapBits);
}
constexpr uint32_t bucket(uint32_t word) {
  return hash(word) >> (kBitmapBits - kBucketBits);
}

bool has(const std::vector<uint64_t>& bitmap, uint32_t bit) {
  return (bitmap[bit >> 6] >> (bit & 63)) & 1;
}
void set(std::vector<uint64_t>& bitmap, uint32_t bit) {
  bitmap[bit >> 6] |= uint64_t{1} << (bit & 63);
}

// Four bytes at `at`, folded; the caller knows that they are there. The same of two.
uint32_t word_at(std::string_view text, size_t at) {
  uint32_t word = 0;
  std::memcpy(&word, text.data() + at, kWindow);
  return fold4(word);
}
uint32_t pair_at(std::string_view text, size_t at) {
  uint16_t pair = 0;
  std::memcpy(&pair, text.data() + at, kPair);
  return fold4(pair) & (kPairs - 1);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

// How bad a window is to look for. Counts are kept by hash: a collision costs a little speed.
class Commonness {
 public:
  explicit Commonness(const std::vector<std::string>& patterns) {
    for (size_t at = 0; at + kWindow <= kCommon.size(); ++at) {
      windows_[slot(word_at(kCommon, at))] = kListed;
      ++pairs_[slot(pair_at(kCommon, at))];
    }
    for (const std::string& pattern : patterns) {
      for (size_t at = 0; at + kWindow <= pattern.size(); ++at) ++windows_[slot(word_at(pattern, at))];
    }
  }

  uint32_t of(std::string_view pattern, size_t at) const {
    uint32_t out = windows_[slot(word_at(pattern, at))];
    for (size_t i = at; i + 1 < at + kWindow; ++i) out += width(pairs_[slot(pair_at(pattern, i))]);
    for (const char raw : pattern.substr(at, kWindow)) {
      if (static_cast<unsigned char>(raw) >= 0xE0)
        out += kLead;  // a Han character's first byte says little: one of six
    }
    return out;
  }

 private:
  static constexpr uint32_t kListed = 64, kLead = 8;
  static constexpr unsigned kBits = 13;
  static constexpr uint32_t slot(uint32_t word) { return hash(word) >> (kBitmapBits - kBits); }
  static uint32_t width(uint32_t count) { return 2 * static_cast<uint32_t>(std::bit_width(count)); }
  std::array<uint32_t, 1 << kBits> windows_{}, pairs_{};
};

// The window to enter a literal by: its least common one.
uint32_t best_window(const Commonness& commonness, std::string_view pattern) {
  uint32_t best = 0, least = UINT32_MAX;
  for (uint32_t at = 0; at + kWindow <= pattern.size(); ++at) {
    const uint32_t common = commonness.of(pattern, at);
    if (common < least) {
      least = common;
      best = at;
    }
  }
  return best;
}

}  // namespace

Literals prepare(const std::vector<std::string>& literals) {
  std::vector<std::string> patterns;
  patterns.reserve(literals.size());
  for (const std::string& literal : literals) patterns.push_back(lowered(literal));
  const Commonness commonness(patterns);
  std::unordered_set<std::string_view> seen;
  Literals out;
  for (const std::string& pattern : patterns) {
    const bool sought = pattern.size() >= kPair && pattern.size() < Literals::kNotSought && seen.insert(pattern).second;
    // Of a Han character, the last pair of bytes is the rarer one.
    const size_t window = pattern.size() < kWindow ? pattern.size() - kPair : best_window(commonness, pattern);
    out.bytes += pattern;
    out.ends.push_back(static_cast<uint32_t>(out.bytes.size()));
    out.windows.push_back(sought ? static_cast<uint16_t>(window) : Literals::kNotSought);
  }
  return out;
}

bool Literals::whole() const {
  if (windows.size() != ends.size() || (ends.empty() ? 0 : ends.back()) != bytes.size()) return false;
  uint32_t begin = 0;
  for (size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] < begin) return false;
    const size_t size = ends[i] - begin;
    begin = ends[i];
    if (windows[i] != kNotSought && windows[i] + (size < kWindow ? kPair : kWindow) > size) return false;
  }
  return true;
}

Scanner::Scanner(std::shared_ptr<const Literals> literals, Empty)
    : patterns_(std::move(literals)), bitmap4_((1u << kBitmapBits) / 64) {
  long_.slots.reserve(patterns_->size());
}

void Scanner::add(uint32_t pattern, uint32_t window) {
  const std::string_view text = patterns_->of(pattern);
  if (text.size() >= kWindow) {
    const uint32_t word = word_at(text, window);
    set(bitmap4_, hash(word));
    long_.slots.push_back({word, pattern, window});
    return;
  }
  if (bitmap2_.empty()) bitmap2_.resize(kPairs / 64);
  const uint32_t word = pair_at(text, window);
  set(bitmap2_, word);
  short_.slots.push_back({word, pattern, window});
}

// By bucket; in a bucket as they came, by literal.
void Scanner::order(Slots& in) {
  in.starts.assign((1u << kBucketBits) + 1, 0);
  for (const Slot& slot : in.slots) ++in.starts[bucket(slot.word) + 1];
  for (size_t i = 1; i < in.starts.size(); ++i) in.starts[i] += in.starts[i - 1];
  std::vector<uint32_t> next(in.starts.begin(), in.starts.end() - 1);
  std::vector<Slot> ordered(in.slots.size());
  for (const Slot& slot : in.slots) ordered[next[bucket(slot.word)]++] = slot;
  in.slots = std::move(ordered);
}

// Until `take` is true.
template <typename Take>
bool Scanner::Slots::each(uint32_t word, Take take) const {
  const uint32_t end = starts[bucket(word) + 1];
  for (uint32_t i = starts[bucket(word)]; i < end; ++i) {
    if (slots[i].word == word && take(slots[i])) return true;
  }
  return false;
}

bool Scanner::stands_at(uint32_t pattern, std::string_view item, size_t offset) const {
  const std::string_view text = patterns_->of(pattern);
  if (text.size() > item.size() - offset) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (lower(item[offset + i]) != text[i]) return false;
  }
  return true;
}

// The literals whose window stands at `at`; `word` is the four folded bytes there.
template <typename Take>
bool Scanner::candidates_at(std::string_view item, size_t at, uint32_t word, Take take) const {
  const auto verify = [&](const Slot& slot) {
    return slot.window <= at && stands_at(slot.pattern, item, at - slot.window) &&
           take(Hit{slot.pattern, static_cast<uint32_t>(at - slot.window)});
  };
  if (has(bitmap4_, hash(word)) && long_.each(word, verify)) return true;
  const uint32_t pair = word & (kPairs - 1);
  return !bitmap2_.empty() && has(bitmap2_, pair) && short_.each(pair, verify);
}

// Not zero when a window in eight folded bytes may be one of a literal: of the first four positions, or of
// all.
template <bool kShort>
uint64_t Scanner::ask(uint64_t bytes, bool last) const {
  uint64_t any = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const uint32_t word = static_cast<uint32_t>(bytes >> (8 * i));
    any |= bitmap4_[hash(word) >> 6] >> (hash(word) & 63);
    if (kShort) any |= bitmap2_[(word & (kPairs - 1)) >> 6] >> (word & 63);
  }
  if (last) {
    any |= has(bitmap4_, hash(static_cast<uint32_t>(bytes >> 32)));
    for (unsigned i = 4; kShort && i < 7; ++i)
      any |= has(bitmap2_, static_cast<uint32_t>(bytes >> (8 * i)) & (kPairs - 1));
  }
  return any & 1;
}

// Calls `take` with every occurrence, in order of window, until it is true. Four positions of one load are
// asked together: nearly always the answer is no. The last ones come from the last eight bytes; what is
// shifted in from beyond the end, or stands there for want of eight, fails the comparison.
template <bool kShort, typename Take>
bool Scanner::scan(std::string_view item, Take take) const {
  const size_t size = item.size();
  size_t at = 0;
  for (; at + 8 < size; at += 4) {
    const uint64_t bytes = fold8(load8(item.data() + at));
    if (ask<kShort>(bytes, false) == 0) continue;
    for (unsigned i = 0; i < 4; ++i) {
      if (candidates_at(item, at + i, static_cast<uint32_t>(bytes >> (8 * i)), take)) return true;
    }
  }
  const size_t base = size >= 8 ? size - 8 : 0;
  uint64_t bytes = 0;
  if (size >= 8) {
    bytes = load8(item.data() + base);
  } else {
    for (size_t i = size; i-- > 0;) bytes = (bytes << 8) | static_cast<unsigned char>(item[i]);
  }
  bytes = fold8(bytes);
  if (ask<kShort>(bytes, true) == 0) return false;
  for (; at + kPair <= size; ++at) {
    if (candidates_at(item, at, static_cast<uint32_t>(bytes >> (8 * (at - base))), take)) return true;
  }
  return false;
}

template <typename Take>
bool Scanner::scan(std::string_view item, Take take) const {
  return bitmap2_.empty() ? scan<false>(item, take) : scan<true>(item, take);
}

bool Scanner::hit_raw(std::string_view item) const {
  return scan(item, [](const Hit&) { return true; });
}

bool Scanner::hit(std::string_view item) const {
  if (hit_raw(item)) return true;
  if (!folds_beyond_case(item)) return false;
  const bool surrogates = item.find('\xED') != std::string_view::npos;  // the lead byte of every one
  return hit_raw(surrogates ? normal_form(from_mutf8(item)) : normal_form(item));
}

bool Scanner::any(std::string_view item, const std::function<bool(const Hit&)>& take) const {
  return scan(item, [&take](const Hit& hit) { return take(hit); });
}

void Scanner::find_all(std::string_view item, std::vector<Hit>& out) const {
  const size_t before = out.size();
  scan(item, [&out](const Hit& hit) {
    out.push_back(hit);
    return false;
  });
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), [](const Hit& a, const Hit& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.literal < b.literal;
  });
}

}  // namespace jianfu::text
