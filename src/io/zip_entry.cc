#include "io/zip_entry.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "io/inflate.h"

namespace jianfu::io::zip {
namespace {

constexpr uint64_t kHeadBytes = 64ull << 10;  // up to here a cap means "a look at the head"
constexpr uint64_t kProbeBytes = 4096;

// A way to read the entry that was tried.
struct Attempt {
  Content content;
  uint64_t consumed = 0;
  bool whole = false;    // it came to its own end
  bool checked = false;  // and its checksum was computed
  bool matches = false;  // and was the one claimed
  uint64_t found_crc = 0;
};

std::string_view input_of(std::string_view bytes, const Record& record) {
  const uint64_t bound = std::min<uint64_t>(record.bound, bytes.size());
  if (record.data >= bound) return {};
  return bytes.substr(static_cast<size_t>(record.data), static_cast<size_t>(bound - record.data));
}

// Long enough that noise does not pass: of random bytes, less than half may stand at any place.
bool is_text(std::string_view head) {
  if (head.size() < 24 || !is_utf8(head, true)) return false;
  return std::none_of(head.begin(), head.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\x7f';
  });
}

// Beginnings of what apps are made of (formats.md §13): enough to tell content from noise.
bool has_known_magic(std::string_view head) {
  using namespace std::string_view_literals;
  static constexpr std::array kMagics = {
      "\x03\x00\x08\x00"sv,
      "\x02\x00\x0c\x00"sv,
      "dex\n"sv,
      "PK\x03\x04"sv,
      "\x7f"
      "ELF"sv,
      "\x89PNG"sv,
      "\xff\xd8\xff"sv,
      "GIF8"sv,
      "RIFF"sv,
      "V1MMWX"sv,
      "SQLite format 3"sv,
      "bplist00"sv,
      "OTTO"sv,
      "wOF"sv,
      "\x00\x01\x00\x00"sv,
      "\xc6\x1f\xbc\x03"sv,
      "\xca\xfe\xba\xbe"sv,
      "\xef\xbb\xbf"sv,
      "\x00"
      "asm"sv,
      "OggS"sv,
      "ID3"sv,
  };
  return std::any_of(kMagics.begin(), kMagics.end(),
                     [&](std::string_view m) { return head.starts_with(m); }) ||
         is_text(head.substr(0, 256));
}

class EntryReader {
 public:
  EntryReader(std::string_view bytes, const Record& record, const Limits& limits, uint64_t cap)
      : record_(record),
        limits_(limits),
        in_(input_of(bytes, record)),
        cap_(cap),
        head_only_(cap <= kHeadBytes) {}

  EntryBytes run() {
    EntryBytes out;
    if (in_.empty() && record_.packed > 0) {
      out.content.defect = truncated(record_.packed, 0);
    } else if ((record_.flags & kEncryptedFlag) != 0 && (record_.size > 0 || record_.packed > 0)) {
      out.content = read_flagged();
    } else {
      out.content = read_by_method(out.ask_libzip);
    }
    // What was looked at for nothing must cost something too: entries may overlap, and be looked at for ever.
    const uint64_t delivered = out.content.bytes.size() + kProbeBytes;
    out.work = work_ > delivered ? work_ - delivered : 0;
    return out;
  }

  bool plain() {
    if (record_.method == kAes && record_.aes_extra) return false;
    if (record_.method == kDeflated) {
      const Attempt attempt = inflate(kProbeBytes);
      return stands(attempt) || attempt.content.bytes.size() == kProbeBytes;
    }
    const Attempt attempt = stored();
    return record_.packed == record_.size || has_known_magic(attempt.content.bytes.view());
  }

 private:
  Content read_by_method(bool& ask_libzip) {
    if (record_.method == kStored) return accept(stored());
    if (record_.method == kDeflated) {
      Attempt attempt = inflate(cap_);
      if (!attempt.whole && attempt.content.defect && attempt.content.defect->why == GapReason::kCorrupt) {
        Attempt other = stored();
        if (other.matches) return accept(std::move(other));
      }
      return accept(std::move(attempt));
    }
    return read_unknown(ask_libzip);
  }

  // Android ignores the flag; only what opens neither way is taken for encrypted.
  Content read_flagged() {
    const bool known = record_.method == kStored || record_.method == kDeflated;
    if (record_.method == kAes && record_.aes_extra) return encrypted();
    if (!known) {
      bool ignored = false;
      Content out = read_unknown(ignored);
      const bool good =
          !out.defect || out.defect->why == GapReason::kLimit || has_known_magic(out.bytes.view());
      return good ? std::move(out) : encrypted();
    }
    Attempt attempt = record_.method == kStored ? stored() : inflate(cap_);
    const bool opens = attempt.matches || stands(attempt) || has_known_magic(attempt.content.bytes.view()) ||
                       (record_.method == kStored && record_.packed == record_.size);
    return opens ? accept(std::move(attempt)) : encrypted();
  }

  Content read_unknown(bool& ask_libzip) {
    Attempt as_stored = stored();
    if (as_stored.matches) return accept(std::move(as_stored));
    const bool real_bzip2 = record_.method == kBzip2 && in_.starts_with("BZh");
    ask_libzip = real_bzip2;
    if (real_bzip2) return unsupported();
    Attempt inflated = inflate(cap_);
    if (inflated.matches) return accept(std::move(inflated));
    if (has_known_magic(as_stored.content.bytes.view())) return accept(std::move(as_stored));
    const std::string_view head = inflated.content.bytes.view();
    if (!head.empty() && (inflated.whole || has_known_magic(head))) return accept(std::move(inflated));
    // Whatever Android would map: the resource layer takes any method but deflate for stored.
    if (record_.packed == record_.size || record_.packed == 0) return accept(std::move(as_stored));
    return unsupported();
  }

  // `size` bytes as they lie there, as Android has it; `packed` of them where that fits the checksum or size
  // is 0.
  Attempt stored() {
    Attempt out;
    uint64_t want = record_.size;
    if (want == 0) want = record_.packed;
    if (record_.packed != want && !head_only_ && record_.has_crc && record_.packed > 0 &&
        record_.packed <= in_.size()) {
      work_ += record_.packed;
      if (crc32_of(in_.substr(0, static_cast<size_t>(record_.packed))) == record_.crc) want = record_.packed;
    }
    const uint64_t there = std::min<uint64_t>(want, in_.size());
    const uint64_t kept = std::min(there, cap_);
    out.content.bytes = Blob::borrow(in_.substr(0, static_cast<size_t>(kept)));
    out.consumed = kept;
    out.whole = kept == want;
    if (kept < there) {
      out.content.defect = Defect{GapReason::kLimit, {}, record_.data + kept, there - kept};
    } else if (there < want) {
      out.content.defect = truncated(want, there);
    }
    check(out);
    return out;
  }

  Attempt inflate(uint64_t cap) {
    Attempt out;
    // Beyond deflate's ratio no claim is believed; the buffer is not touched before it is written.
    const uint64_t packed = record_.packed > 0 ? std::min<uint64_t>(record_.packed, in_.size()) : in_.size();
    const uint64_t expected = record_.size > 0 ? std::min(record_.size, packed * 1032) : packed * 4;
    Inflated inflated = cap <= kHeadBytes
                            ? inflate_head(in_.substr(0, static_cast<size_t>(4 * cap + kProbeBytes)), cap)
                            : inflate_raw(in_, expected, cap);
    const uint64_t size = inflated.bytes.size();
    work_ += std::max(inflated.consumed, size);
    out.consumed = inflated.consumed;
    out.whole = inflated.end == InflateEnd::kComplete;
    out.content.bytes = std::move(inflated.bytes);
    out.content.defect = defect_of(inflated.end, inflated.consumed, size);
    check(out);
    keep_ratio(out);
    return out;
  }

  std::optional<Defect> defect_of(InflateEnd end, uint64_t consumed, uint64_t size) const {
    const uint64_t at = record_.data + consumed;
    switch (end) {
      case InflateEnd::kComplete:
        return std::nullopt;
      case InflateEnd::kCut:
        return Defect{GapReason::kLimit, {}, at, 0};
      case InflateEnd::kTruncated:
        return truncated(record_.size > size ? record_.size : size + 1, size);
      case InflateEnd::kCorrupt:
        break;
    }
    const uint64_t lost = record_.packed > consumed ? record_.packed - consumed : 0;
    return Defect{
        GapReason::kCorrupt, {Msg::zip_bad_data, {std::to_string(consumed), std::to_string(size)}}, at, lost};
  }

  // Some hundred megabytes of one letter are no app; what comes before them is kept.
  void keep_ratio(Attempt& attempt) const {
    const uint64_t size = attempt.content.bytes.size();
    const uint64_t allowed = std::max(limits_.ratio_free_bytes, attempt.consumed * limits_.ratio);
    if (size <= allowed) return;
    attempt.content.bytes.shorten(static_cast<size_t>(allowed));
    attempt.content.defect = Defect{GapReason::kLimit,
                                    {Msg::zip_ratio, {std::to_string(limits_.ratio)}},
                                    record_.data + attempt.consumed,
                                    size - allowed};
  }

  void check(Attempt& attempt) {
    if (!attempt.whole || !record_.has_crc) return;
    if (head_only_ && attempt.content.bytes.size() > kHeadBytes) return;
    if (record_.method != kDeflated) work_ += attempt.content.bytes.size();
    attempt.checked = true;
    attempt.found_crc = crc32_of(attempt.content.bytes.view());
    attempt.matches = attempt.found_crc == record_.crc;
  }

  // Complete, and of the size and length that were claimed: no accident.
  bool stands(const Attempt& attempt) const {
    return attempt.whole && attempt.content.bytes.size() == record_.size &&
           attempt.consumed == record_.packed && record_.size > 0 && record_.method == kDeflated;
  }

  Content accept(Attempt attempt) const {
    Content out = std::move(attempt.content);
    if (!out.defect && attempt.checked && !attempt.matches) {
      out.defect = Defect{GapReason::kCorrupt,
                          {Msg::zip_checksum, {hex(record_.crc), hex(attempt.found_crc)}},
                          record_.data,
                          0};
    }
    return out;
  }

  Defect truncated(uint64_t wanted, uint64_t there) const {
    return {GapReason::kTruncated,
            {Msg::past_end, {std::to_string(wanted), std::to_string(there)}},
            record_.data,
            wanted - there};
  }
  Content encrypted() const {
    return {{}, Defect{GapReason::kEncrypted, {Msg::zip_encrypted, {}}, record_.data, record_.packed}};
  }
  Content unsupported() const {
    return {{},
            Defect{GapReason::kUnsupported,
                   {Msg::zip_method, {std::to_string(record_.method)}},
                   record_.data,
                   record_.packed}};
  }

  const Record& record_;
  const Limits& limits_;
  std::string_view in_;  // from the data to where it must have ended
  uint64_t cap_;
  bool head_only_;
  uint64_t work_ = 0;
};

}  // namespace

namespace {

bool is_good(const Content& content) {
  return !content.defect || content.defect->why == GapReason::kLimit;
}

// Two places where the data may begin: only the whole of it tells which, so even a head costs the whole.
EntryBytes read_either(std::string_view bytes, const Record& record, const Limits& limits, uint64_t cap) {
  const uint64_t enough = std::max(cap, limits.entry_bytes);
  EntryBytes out = EntryReader(bytes, record, limits, enough).run();
  if (!is_good(out.content)) {
    Record other = record;
    other.data = record.other_data;
    EntryBytes second = EntryReader(bytes, other, limits, enough).run();
    second.work += out.work + out.content.bytes.size();
    if (is_good(second.content)) out = std::move(second);
  }
  const uint64_t size = out.content.bytes.size();
  if (size > cap) {
    out.work += size - cap;
    out.content.bytes.shorten(static_cast<size_t>(cap));
    out.content.defect = Defect{GapReason::kLimit, {}, record.data, size - cap};
  }
  return out;
}

}  // namespace

EntryBytes read_entry(std::string_view bytes, const Record& record, const Limits& limits, uint64_t cap) {
  return record.other_data != 0 ? read_either(bytes, record, limits, cap)
                                : EntryReader(bytes, record, limits, cap).run();
}

bool looks_plain(std::string_view bytes, const Record& record) {
  const Limits limits;
  return EntryReader(bytes, record, limits, kProbeBytes).plain();
}

}  // namespace jianfu::io::zip
