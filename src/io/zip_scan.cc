// The search for local headers: for archives whose directory is lost or lies. It walks from header to header,
// finds the end of an entry that does not tell it by inflating into nothing, and searches on where that
// fails. Everything moves forward; the parts that look at bytes twice draw on a fixed allowance, so that
// crafted input cannot make it quadratic.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "io/byte_reader.h"
#include "io/inflate.h"
#include "io/zip_directory.h"

namespace jianfu::io::zip {
namespace {

constexpr uint64_t kAllowanceFactor = 4;  // times the archive's size may be looked at again
constexpr uint64_t kAllowanceBase = 1ull << 20;

bool is_local(std::string_view at) {
  return at.starts_with(kLocalSignature);
}
bool is_central(std::string_view at) {
  return at.starts_with(kCentralSignature);
}

class Scan {
 public:
  Scan(std::string_view bytes, const Limits& limits)
      : bytes_(bytes),
        limits_(limits),
        in_left_(bytes.size() * kAllowanceFactor + kAllowanceBase),
        out_left_(limits.total_bytes) {}

  // Between the entries of a directory: entries only, no other directory.
  std::vector<Record> run(const std::vector<Stretch>& stretches) {
    const std::string_view whole = bytes_;
    for (const Stretch& stretch : stretches) {
      bytes_ = whole.substr(0, static_cast<size_t>(stretch.to));
      for (uint64_t at = stretch.from; found_.size() <= limits_.entries;) {
        at = next_local(at);
        if (at >= bytes_.size()) break;
        at = std::max(take_local(at), at + kLocalSignature.size());
      }
    }
    return take_found();
  }

  std::vector<Record> run() {
    uint64_t at = next_header(0);
    while (at < bytes_.size() && found_.size() <= limits_.entries) {
      const uint64_t next = is_central(rest(at)) ? take_directory(at) : take_local(at);
      at = next_header(std::max(next, at + kLocalSignature.size()));
    }
    for (std::vector<Record>& directory : directories_) merge(std::move(directory));
    return take_found();
  }

 private:
  std::vector<Record> take_found() {
    std::vector<Record> out;
    out.reserve(found_.size());
    for (auto& [header, record] : found_) out.push_back(std::move(record));
    return out;
  }

  uint64_t next_local(uint64_t at) const {
    const size_t found = bytes_.find(kLocalSignature, static_cast<size_t>(at));
    return found == std::string_view::npos ? bytes_.size() : found;
  }

  std::string_view rest(uint64_t at) const {
    return bytes_.substr(static_cast<size_t>(std::min<uint64_t>(at, bytes_.size())));
  }

  // Where a local or central header signature stands at or after `at`; the end when nowhere.
  uint64_t next_header(uint64_t at) const {
    for (;; ++at) {
      const size_t found = bytes_.find("PK", static_cast<size_t>(std::min<uint64_t>(at, bytes_.size())));
      if (found == std::string_view::npos) return bytes_.size();
      at = found;
      if (is_local(rest(at)) || is_central(rest(at))) return at;
    }
  }

  uint64_t take_directory(uint64_t at) {
    uint64_t stop = at;
    const uint64_t max = limits_.entries - std::min<uint64_t>(limits_.entries, listed_);
    std::vector<Record> records = walk_directory(bytes_, at, bytes_.size(), max, stop);
    listed_ += records.size();
    if (!records.empty()) directories_.push_back(std::move(records));
    return stop;
  }

  uint64_t take_local(uint64_t at) {
    const auto local = local_at(bytes_, at);
    if (!local || local->name.empty()) return at;
    Record record;
    record.name = local->name;
    record.unicode_name = local->unicode_name;
    record.header = at;
    record.data = local->data;
    record.bound = bytes_.size();
    record.packed = local->packed;
    record.size = local->size;
    record.crc = local->crc;
    record.method = local->method;
    record.flags = local->flags;
    const uint64_t end = find_end(record);
    found_.emplace(at, std::move(record));
    return end;
  }

  // Where the entry's data ends; sizes and checksum that stand behind it are filled in.
  uint64_t find_end(Record& record) {
    const bool later = (record.flags & kDescriptorFlag) != 0 && record.packed == 0;
    const uint64_t room = bytes_.size() - record.data;
    if (!later && record.packed <= room) {
      const uint64_t end = record.data + record.packed;
      if (end == bytes_.size() || rest(end).starts_with("PK")) return end;
      if (rest(end).size() < 4) return end;  // cut right there
      if ((record.flags & kDescriptorFlag) != 0 && read_descriptor(record, end)) return end;
    }
    if (record.method != kStored) {
      if (const uint64_t end = measured_end(record)) return end;
    } else if (later) {
      if (const uint64_t end = described_end(record)) return end;
    }
    const uint64_t end = next_header(record.data);
    // A declared size that runs past the end is believed only when nothing else follows: the archive was cut.
    const bool cut = !later && record.packed > room && end == bytes_.size();
    if (!cut) believe_nothing(record, end);
    return end;
  }

  void believe_nothing(Record& record, uint64_t end) {
    const bool untold = record.crc == 0 && (record.flags & kDescriptorFlag) != 0;
    if (untold) record.has_crc = false;
    record.packed = end - record.data;
    if (record.method == kStored && (record.size == 0 || record.size > record.packed))
      record.size = record.packed;
  }

  uint64_t measured_end(Record& record) {
    if (in_left_ == 0 || out_left_ == 0) return 0;
    const std::string_view in =
        rest(record.data).substr(0, static_cast<size_t>(std::min<uint64_t>(in_left_, bytes_.size())));
    uint64_t output = 0;
    const Inflated measured = measure_deflate(in, std::min(out_left_, limits_.entry_bytes), output);
    in_left_ -= std::min(in_left_, measured.consumed);
    out_left_ -= std::min(out_left_, output);
    if (measured.end != InflateEnd::kComplete) return 0;
    const uint64_t end = record.data + measured.consumed;
    if (!read_descriptor(record, end)) {
      if ((record.flags & kDescriptorFlag) != 0) record.has_crc = false;
      record.packed = measured.consumed;
      record.size = output;
    }
    return end;
  }

  // A stored entry of untold size ends where a descriptor says exactly the size it has there.
  uint64_t described_end(Record& record) {
    for (uint64_t at = record.data; in_left_ > 0;) {
      const size_t found = bytes_.find(kDescriptorSignature, static_cast<size_t>(at));
      const uint64_t looked = (found == std::string_view::npos ? bytes_.size() : found) - at + 1;
      in_left_ -= std::min(in_left_, looked);
      if (found == std::string_view::npos) return 0;
      if (read_descriptor(record, found)) return found;
      at = found + 1;
    }
    return 0;
  }

  // The data descriptor at `at`, with or without signature, of 32 or 64 bits: the one whose size is the real
  // one.
  bool read_descriptor(Record& record, uint64_t at) const {
    const ByteReader in(bytes_);
    const uint64_t packed = at - record.data;
    const uint64_t start = rest(at).starts_with(kDescriptorSignature) ? at + 4 : at;
    const bool narrow = in.holds(start, 12) && in.le_at<uint32_t>(start + 4) == packed;
    const bool wide = in.holds(start, 20) && in.le_at<uint64_t>(start + 4) == packed;
    if (!narrow && !wide) return false;
    const bool is_wide = wide && (packed != 0 || !narrow) && in.le_at<uint32_t>(start + 8) == 0;
    record.crc = in.le_at<uint32_t>(start);
    record.packed = packed;
    record.size = is_wide ? in.le_at<uint64_t>(start + 12) : in.le_at<uint32_t>(start + 8);
    return true;
  }

  // A directory that was met knows names, methods and sizes better than the local headers do.
  void merge(std::vector<Record> directory) {
    std::unordered_multimap<std::string_view, uint64_t> by_name;
    for (const auto& [header, record] : found_) by_name.emplace(record.name, header);
    uint64_t shift = 0;
    for (const Record& listed : directory) {
      const auto [first, last] = by_name.equal_range(listed.name);
      if (first == last) continue;
      const bool in_place = is_local(rest(listed.header));
      if (!in_place) shift = first->second - listed.header;
      break;
    }
    by_name.clear();  // it looks into names that are replaced now
    Tally unused;
    for (Record& listed : directory) {
      listed.header += shift;
      if (!is_local(rest(listed.header))) continue;
      locate_data(bytes_, bytes_.size(), listed, unused);
      const uint64_t header = listed.header;
      found_.insert_or_assign(header, std::move(listed));
    }
  }

  std::string_view bytes_;  // the caller's; of stretches, up to the end of the one looked at
  const Limits& limits_;
  uint64_t in_left_;
  uint64_t out_left_;
  uint64_t listed_ = 0;
  std::map<uint64_t, Record> found_;  // by local header
  std::vector<std::vector<Record>> directories_;
};

}  // namespace

std::vector<Record> scan_local_headers(std::string_view bytes, const Limits& limits) {
  return Scan(bytes, limits).run();
}

std::vector<Record> scan_stretches(std::string_view bytes, const std::vector<Stretch>& stretches,
                                   const Limits& limits) {
  return Scan(bytes, limits).run(stretches);
}

}  // namespace jianfu::io::zip
