// A bitmap over hashes of 4 bytes is asked at every position (measured: faster a string than automata, Teddy
// and strided hashes, because items are short and the bitmap stays in the first-level cache); what passes is
// compared. Each literal is entered by its rarest 4 bytes: most identifiers of a package begin alike.
#include "text/scanner.h"

#include <algorithm>
#include <unordered_map>
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

// What any program is full of: a window that occurs here is a bad one to look for.
constexpr std::string_view kCommon =
    "lcom/ com.google.android. landroid/ landroidx/ ljava/lang/ ljava/util/ lkotlin/ kotlinx org.apache "
    "tencent alibaba "
    "alipay taobao baidu huawei xiaomi wechat weixin umeng amap string object integer boolean double float "
    "number value "
    "exception error message result request response listener callback handler manager service provider "
    "receiver "
    "activity fragment adapter layout view button image text title content widget color style drawable "
    "resource "
    "permission action intent context application config setting option default version update download "
    "upload "
    "create delete remove insert select query search find load save open close start stop begin end finish "
    "init "
    "get set has add put is on to of for from with by user name type list data item info code time date "
    "count size "
    "index page path file url uri http:// https:// www. .com .cn json html javascript script function return "
    "undefined prototype constructor length this.$ export default module require component parameter "
    "argument "
    "must not null cannot failed invalid unknown access$ lambda$ class method field static final public "
    "private "
    "abstract interface implement extends override annotation encode decode stream buffer reader writer "
    "input output "
    "network connect socket client server session token key device system process thread task event state "
    "status "
    "check show hide enable visible event click touch press select change background progress position "
    "height width";

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

uint32_t word_at(std::string_view text, size_t at) {
  uint32_t word = 0;
  std::memcpy(&word, text.data() + at, std::min(kWindow, text.size() - at));
  return fold4(word);
}
uint32_t pair_at(std::string_view text, size_t at) {
  return word_at(text, at) & (kPairs - 1);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

// How bad a window is to look for.
class Commonness {
 public:
  explicit Commonness(const std::vector<std::string>& patterns) {
    for (size_t at = 0; at + kWindow <= kCommon.size(); ++at) ++counts_[word_at(kCommon, at)];
    for (auto& [word, count] : counts_) count = kListed + count;
    for (const std::string& pattern : patterns) {
      for (size_t at = 0; at + kWindow <= pattern.size(); ++at) ++counts_[word_at(pattern, at)];
    }
  }

  unsigned of(std::string_view pattern, size_t at) const {
    const auto counted = counts_.find(word_at(pattern, at));
    unsigned out = counted == counts_.end() ? 0 : counted->second;
    for (const char raw : pattern.substr(at, kWindow)) {
      const auto byte = static_cast<unsigned char>(raw);
      if (byte >= 0xE0) out += kLead;  // the first byte of a Han character says little: there are six
      if (byte < 0x80 && kFrequent.find(raw) != std::string_view::npos) out += 1;
    }
    return out;
  }

 private:
  static constexpr unsigned kListed = 64, kLead = 8;
  static constexpr std::string_view kFrequent = "etaoinsrcldu ./_";
  std::unordered_map<uint32_t, unsigned> counts_;
};

}  // namespace

Scanner::Scanner(const std::vector<std::string>& literals) : bitmap4_((1u << kBitmapBits) / 64) {
  patterns_.reserve(literals.size());
  for (const std::string& literal : literals) patterns_.push_back(lowered(literal));
  const Commonness commonness(patterns_);
  std::unordered_set<std::string_view> seen;
  for (uint32_t i = 0; i < patterns_.size(); ++i) {
    const std::string& pattern = patterns_[i];
    if (pattern.size() < kPair || !seen.insert(pattern).second) continue;
    uint32_t best = 0;
    unsigned least = UINT32_MAX;
    for (uint32_t at = 0; at + kWindow <= pattern.size() && least > 0; ++at) {
      const unsigned common = commonness.of(pattern, at);
      if (common < least) {
        least = common;
        best = at;
      }
    }
    add(i, best);
  }
  long_.order();
  short_.order();
}

void Scanner::add(uint32_t pattern, uint32_t window) {
  const std::string& text = patterns_[pattern];
  if (text.size() >= kWindow) {
    const uint32_t word = word_at(text, window);
    set(bitmap4_, hash(word));
    long_.slots.push_back({word, pattern, window});
    return;
  }
  if (bitmap2_.empty()) bitmap2_.resize(kPairs / 64);
  const uint32_t last = static_cast<uint32_t>(text.size() - kPair);  // of a Han character, the rarer pair
  const uint32_t word = pair_at(text, last);
  set(bitmap2_, word);
  short_.slots.push_back({word, pattern, last});
}

void Scanner::Slots::order() {
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
    if (bucket(a.word) != bucket(b.word)) return bucket(a.word) < bucket(b.word);
    return a.pattern < b.pattern;
  });
  starts.assign((1u << kBucketBits) + 1, 0);
  for (const Slot& slot : slots) ++starts[bucket(slot.word) + 1];
  for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
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
  const std::string& text = patterns_[pattern];
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

// Calls `take` with every occurrence, in order of window, until it is true. Four positions of one load are
// asked together: nearly always the answer is no.
template <typename Take>
bool Scanner::scan(std::string_view item, Take take) const {
  const uint64_t* const bits4 = bitmap4_.data();
  const uint64_t* const bits2 = bitmap2_.empty() ? nullptr : bitmap2_.data();
  size_t at = 0;
  for (; at + 8 <= item.size(); at += 4) {
    const uint64_t bytes = fold8(load8(item.data() + at));
    uint64_t any = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const uint32_t bit = hash(static_cast<uint32_t>(bytes >> (8 * i)));
      any |= bits4[bit >> 6] >> (bit & 63);
    }
    if (bits2 != nullptr) {
      for (unsigned i = 0; i < 4; ++i) {
        const uint32_t bit = static_cast<uint32_t>(bytes >> (8 * i)) & (kPairs - 1);
        any |= bits2[bit >> 6] >> (bit & 63);
      }
    }
    if ((any & 1) == 0) continue;
    for (unsigned i = 0; i < 4; ++i) {
      if (candidates_at(item, at + i, static_cast<uint32_t>(bytes >> (8 * i)), take)) return true;
    }
  }
  return scan_end(item, at, take);
}

// The last positions, fewer than eight, from one load of the last eight bytes. What is shifted in from beyond
// the end matches no word, or fails the comparison.
template <typename Take>
bool Scanner::scan_end(std::string_view item, size_t at, Take take) const {
  if (item.empty()) return false;  // an empty view may have no address at all
  const size_t base = item.size() >= 8 ? item.size() - 8 : 0;
  uint64_t bytes = 0;
  std::memcpy(&bytes, item.data() + base, item.size() - base);
  bytes = fold8(bytes);
  for (; at + kPair <= item.size(); ++at) {
    if (candidates_at(item, at, static_cast<uint32_t>(bytes >> (8 * (at - base))), take)) return true;
  }
  return false;
}

bool Scanner::hit_raw(std::string_view item) const {
  return scan(item, [](const Hit&) { return true; });
}

bool Scanner::hit(std::string_view item) const {
  if (hit_raw(item)) return true;
  return folds_beyond_case(item) && hit_raw(normal_form(from_mutf8(item)));
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
