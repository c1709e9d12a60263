#include "io/zip_directory.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace jianfu::io::zip {
namespace {

constexpr int kMaxEndRecords = 64;  // fakes looked at before the directory is given up

// An end record with the directory it leads to.
struct Located {
  EndRecord end;
  uint64_t at = 0;     // of the directory
  uint64_t shift = 0;  // added to every offset (modulo 2^64): data before or taken from before the archive
  std::vector<Record> records;
  uint64_t stop = 0;  // where the last entry ended
};

bool has(std::string_view bytes, uint64_t at, std::string_view signature) {
  return at <= bytes.size() && bytes.substr(static_cast<size_t>(at)).starts_with(signature);
}

// The directory lies where the end record says, or directly before the end record.
std::optional<Located> locate(std::string_view bytes, const EndRecord& end, uint64_t max) {
  Located out;
  out.end = end;
  const uint64_t before_end = end.directory_end - end.directory_bytes;
  if (end.directory_offset < end.at && has(bytes, end.directory_offset, kCentralSignature)) {
    out.at = end.directory_offset;
  } else if (end.directory_bytes <= end.directory_end && has(bytes, before_end, kCentralSignature)) {
    out.at = before_end;
  } else {
    return std::nullopt;
  }
  out.records = walk_directory(bytes, out.at, end.at, max, out.stop);
  if (out.records.empty()) return std::nullopt;
  const uint64_t first = out.records.front().header;
  const uint64_t shift = out.at - end.directory_offset;
  if (shift != 0 && (has(bytes, first + shift, kLocalSignature) || !has(bytes, first, kLocalSignature))) {
    out.shift = shift;
  }
  return out;
}

// Is it the directory of an archive stored inside this one, whose own end is lost?
bool of_nested_archive(std::string_view bytes, const Located& located) {
  return located.shift != 0 && bytes.starts_with(kLocalSignature);
}

// The last end record that leads to entries. The last of all wins on Android; one that leads nowhere (empty,
// appended, in a comment) is passed over here. `empty`: an honest archive of nothing was met.
std::optional<Located> find_directory(std::string_view bytes, uint64_t max, bool& empty) {
  uint64_t before = bytes.size();
  for (int i = 0; i < kMaxEndRecords; ++i) {
    const std::optional<EndRecord> end = end_record_before(bytes, before);
    if (!end) break;
    if (auto located = locate(bytes, *end, max); located && !of_nested_archive(bytes, *located))
      return located;
    if (end->entries == 0 && end->directory_bytes == 0 && end->at == 0) empty = true;
    before = end->at;
  }
  return std::nullopt;
}

void check_end_record(std::string_view bytes, const Located& located, const Limits& limits, Tally& tally) {
  const EndRecord& end = located.end;
  const uint64_t after = bytes.size() - end.at - kEndBytes;
  if (after > end.comment_bytes) {
    tally.note("zip-trailing-data", "", "bytes=" + std::to_string(after - end.comment_bytes));
  } else if (after < end.comment_bytes) {
    tally.note("zip-comment-lie", "",
               "declared=" + std::to_string(end.comment_bytes) + ", found=" + std::to_string(after));
  }
  if (end.several_disks) tally.note("zip-multi-disk", "", "");
  const uint64_t found = located.records.size();
  if (found > limits.entries) return;  // nobody knows what comes after
  // Old writers without zip64 store the count modulo 65,536.
  const bool same = end.count_wraps ? (found & 0xffff) == end.entries : found == end.entries;
  if (!same) {
    tally.note("zip-count-lie", "",
               "declared=" + std::to_string(end.entries) + ", found=" + std::to_string(found));
  }
  if (has(bytes, located.stop, "PK\x05\x05")) return;  // the format's own digital signature of the directory
  if (located.at != end.directory_offset && located.shift == 0) {
    tally.note("zip-directory-offset", "",
               "declared=" + hex(end.directory_offset) + ", found=" + hex(located.at));
  }
  const uint64_t walked = located.stop - located.at;
  if (walked != end.directory_bytes) {
    tally.note("zip-directory-size", "",
               "declared=" + std::to_string(end.directory_bytes) + ", found=" + std::to_string(walked));
  } else if (located.stop < end.directory_end) {
    tally.note("zip-directory-gap", "", "bytes=" + std::to_string(end.directory_end - located.stop));
  }
}

// A whole directory with its end record in front of the one that counts, in the stretch where such a record may stand:
// readers that search forwards see that one's entries. An archive stored inside has offsets of its own, which lead nowhere
// from here.
void check_second(std::string_view bytes, const Located& located, uint64_t max, Tally& tally) {
  const uint64_t from = located.end.at - std::min(located.end.at, kEndWindow);
  const std::string_view window = bytes.substr(0, static_cast<size_t>(located.end.at));
  for (size_t at = window.find(kEndSignature, from); at != std::string_view::npos; at = window.find(kEndSignature, at + 1)) {
    const std::optional<EndRecord> end = end_record_before(window, at + 1);
    if (!end || end->at != at || end->directory_bytes == 0 || end->directory_offset >= located.at) continue;
    if (end->directory_offset + end->directory_bytes != end->directory_end) continue;
    const std::optional<Central> first = central_at(window, end->directory_offset);
    if (!first || !has(bytes, first->record.header, kLocalSignature)) continue;
    uint64_t stop = 0;
    const size_t other = walk_directory(bytes, end->directory_offset, end->at, max, stop).size();
    tally.note("zip-second-directory", first->record.name,
               "ours=" + std::to_string(located.records.size()) + ", other=" + std::to_string(other));
    return;
  }
}

// Bytes before the first entry: a loader stub, or another file in front.
void check_prefix(std::string_view bytes, const Located& located, Tally& tally) {
  uint64_t first = bytes.size();
  for (const Record& record : located.records) first = std::min(first, record.header);
  // Four bytes mark a split archive that came out as one piece.
  const bool marker = first == 4 && (has(bytes, 0, kDescriptorSignature) || has(bytes, 0, "PK00"));
  // An unlisted local header in front is what is left of an entry that was taken out, or how build tools fill
  // gaps.
  const bool leftover = has(bytes, 0, kLocalSignature);
  if (first > 0 && first < bytes.size() && !marker && !leftover) {
    tally.note("zip-prefix", "",
               "bytes=" + std::to_string(first) + (located.shift != 0 ? ", offsets not adjusted" : ""));
  } else if (located.shift != 0) {
    tally.note("zip-prefix", "", "offsets are off by " + std::to_string(static_cast<int64_t>(located.shift)));
  }
}

// Entries that only a search for local headers finds.
size_t add_unlisted(std::string_view bytes, const Limits& limits, std::vector<Record>& records) {
  std::unordered_set<uint64_t> known;
  for (const Record& record : records) known.insert(record.header);
  const size_t before = records.size();
  for (Record& record : scan_local_headers(bytes, limits)) {
    if (known.insert(record.header).second) records.push_back(std::move(record));
  }
  return records.size() - before;
}

// What lies between the entries of the directory: nothing, an alignment, a signing block, or a local header
// that no directory names. Headers without a name are how build tools fill gaps.
void add_between(std::string_view bytes, uint64_t directory_at, const Limits& limits,
                 std::vector<Record>& records, Tally& tally) {
  std::vector<Stretch> taken;
  taken.reserve(records.size());
  for (const Record& record : records) {
    const uint64_t size = record.method == kStored ? std::max(record.packed, record.size) : record.packed;
    const uint64_t room = record.bound > record.data ? record.bound - record.data : 0;
    taken.push_back({record.header, record.data + std::min(size, room)});
  }
  std::sort(taken.begin(), taken.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  taken.push_back({std::min<uint64_t>(directory_at, bytes.size()), 0});
  std::vector<Stretch> gaps;
  uint64_t end = 0;
  for (const Stretch& one : taken) {
    if (one.from > end && one.from - end > kLocalBytes && one.from <= bytes.size())
      gaps.push_back({end, one.from});
    end = std::max(end, one.to);
  }
  for (Record& record : scan_stretches(bytes, gaps, limits)) {
    if (record.name.empty()) continue;
    tally.note("zip-unlisted-entry", record.name, "at=" + hex(record.header));
    record.unlisted = true;
    records.push_back(std::move(record));
  }
}

void keep_limits(const Limits& limits, Directory& out, Tally& tally) {
  if (out.records.size() > limits.entries) {
    out.records.resize(static_cast<size_t>(limits.entries));
    out.defects.push_back(
        {GapReason::kLimit,
         {Msg::limit_reached,
          {core::bilingual("压缩包内文件数", "entries of the archive"), std::to_string(limits.entries)}},
         0,
         0});
  }
  for (Record& record : out.records) {
    if (record.name.size() <= limits.name_bytes) continue;
    const std::string size = std::to_string(record.name.size());
    record.name.resize(limits.name_bytes);
    tally.note("zip-odd-name", record.name, "name of " + size + " bytes");
  }
}

void use_directory(std::string_view bytes, const Limits& limits, Located located, Directory& out,
                   Tally& tally) {
  out.found = true;
  for (Record& record : located.records) record.header += located.shift;
  check_end_record(bytes, located, limits, tally);
  check_prefix(bytes, located, tally);
  check_second(bytes, located, limits.entries, tally);
  for (Record& record : located.records) locate_data(bytes, located.at, record, tally);
  const uint64_t claimed = located.end.entries;
  out.records = std::move(located.records);
  const size_t listed = out.records.size();
  add_between(bytes, located.at, limits, out.records, tally);
  // Entries are missing, or more of them stand behind the end: another archive, appended.
  const bool behind =
      bytes.find(kLocalSignature, static_cast<size_t>(located.end.at)) != std::string_view::npos;
  if (listed >= std::min(claimed, limits.entries) && !behind) return;
  out.doubted = true;
  add_unlisted(bytes, limits, out.records);
  if (out.records.size() < std::min(claimed, limits.entries)) {
    out.defects.push_back(
        {GapReason::kCorrupt,
         {Msg::zip_directory_cut, {std::to_string(claimed), std::to_string(out.records.size())}},
         located.stop,
         0});
  }
}

}  // namespace

std::vector<Record> walk_directory(std::string_view bytes, uint64_t at, uint64_t end, uint64_t max,
                                   uint64_t& stop) {
  std::vector<Record> out;
  const std::string_view part = bytes.substr(0, static_cast<size_t>(std::min<uint64_t>(end, bytes.size())));
  stop = at;
  while (out.size() <= max) {  // one more than allowed tells that there are more
    std::optional<Central> central = central_at(part, stop);
    if (!central) break;
    out.push_back(std::move(central->record));
    stop = central->next;
  }
  return out;
}

void locate_data(std::string_view bytes, uint64_t directory_at, Record& record, Tally& tally) {
  const auto local = local_at(bytes, record.header);
  if (local) {
    record.data = local->data;
    const bool sizes_later = (local->flags & kDescriptorFlag) != 0;
    std::string what;
    if (local->name != record.name) what = "name";
    // The name stands there in full, and perhaps only its length is a lie: then the data begins behind the
    // name.
    if (local->name.size() != record.name.size() && has(bytes, record.header + kLocalBytes, record.name)) {
      record.other_data = local->data - local->name.size() + record.name.size();
    }
    if (local->method != record.method) what = "method";
    if (((local->flags ^ record.flags) & kEncryptedFlag) != 0) what = "flags";
    if (!sizes_later && (local->packed != record.packed || local->size != record.size)) what = "size";
    if (!sizes_later && local->crc != record.crc) what = "crc";
    if (!what.empty()) tally.note("zip-local-header-mismatch", record.name, what);
  } else {
    // The signature is gone: where the data would be if nothing but the directory's name stood before it.
    const uint64_t skip = kLocalBytes + record.name.size();
    record.data = record.header > bytes.size() ? bytes.size() : record.header + skip;
    tally.note("zip-local-header-mismatch", record.name, "none at " + hex(record.header));
  }
  record.bound = record.data < directory_at ? directory_at : bytes.size();
  if (record.odd_extra) tally.note("zip-malformed-extra", record.name, "");
}

Directory read_directory(std::string_view bytes, const Limits& limits, Tally& tally) {
  Directory out;
  bool empty = false;
  if (auto located = find_directory(bytes, limits.entries, empty)) {
    use_directory(bytes, limits, std::move(*located), out, tally);
  } else if (!empty) {
    out.doubted = true;
    if (add_unlisted(bytes, limits, out.records) > 0) {
      tally.note("zip-no-directory", "", "");
      out.defects.push_back({GapReason::kCorrupt, {Msg::zip_no_directory, {}}, 0, 0});
    }
  }
  keep_limits(limits, out, tally);
  check_entries(bytes, out.records, tally);
  out.doubted = out.doubted || !tally.empty();
  return out;
}

}  // namespace jianfu::io::zip
