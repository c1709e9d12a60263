// What the entries of an archive tell side by side: the tricks that make one reader see what another does
// not.
#include <algorithm>
#include <array>
#include <utility>

#include "io/entry_name.h"
#include "io/inflate.h"
#include "io/zip_directory.h"
#include "io/zip_entry.h"

namespace jianfu::io::zip {
namespace {

// Methods some writer really uses (APPNOTE 4.4.5). 1 to 6 and 10 died before Android was born, and count as
// odd.
constexpr std::array<uint16_t, 10> kRealMethods = {0, 8, 9, 12, 14, 93, 94, 95, 98, 99};
constexpr int kMaxProbes = 64;  // flagged entries looked into before they pass as really encrypted

std::string_view oddity(const Record& record) {
  const std::string_view odd = oddity_of_name(record.name);
  if (!odd.empty()) return odd;
  return (record.flags & kUtf8Flag) != 0 && !is_utf8(record.name) ? "not UTF-8 though flagged so" : "";
}

void check_method(const Record& record, Tally& tally) {
  const uint16_t method = record.method;
  if (method == kStored || method == kDeflated) return;
  const bool real = std::find(kRealMethods.begin(), kRealMethods.end(), method) != kRealMethods.end();
  const bool as_stored = record.size > 0 && (record.packed == record.size || record.packed == 0);
  if (!real || as_stored || (method == kAes && !record.aes_extra)) {
    tally.note("zip-unknown-method", record.name, "method=" + std::to_string(method));
  }
}

void check_sizes(std::string_view bytes, const Record& record, Tally& tally) {
  const uint64_t room = record.bound > record.data ? record.bound - record.data : 0;
  const bool past = record.packed > room;
  const bool cut = record.bound == bytes.size();  // the end of the bytes: said as a defect when it is read
  const bool unequal =
      record.method == kStored && record.packed != record.size && (record.flags & kEncryptedFlag) == 0;
  if ((past && !cut) || unequal) {
    tally.note("zip-size-lie", record.name,
               "packed=" + std::to_string(record.packed) + ", size=" + std::to_string(record.size));
  }
}

void check_encryption(std::string_view bytes, const std::vector<Record>& records, Tally& tally) {
  int probes = 0;
  const Record* fake = nullptr;
  for (const Record& record : records) {
    if ((record.flags & kEncryptedFlag) == 0 || record.size == 0) continue;
    if (fake == nullptr && probes++ < kMaxProbes && looks_plain(bytes, record)) fake = &record;
    if (fake != nullptr) tally.note("zip-fake-encryption", fake->name, "flags=" + hex(fake->flags));
  }
}

void check_names(const std::vector<Record>& records, Tally& tally) {
  std::vector<const Record*> sorted;
  sorted.reserve(records.size());
  for (const Record& record : records) {
    sorted.push_back(&record);
    if (const std::string_view odd = oddity(record); !odd.empty())
      tally.note("zip-odd-name", record.name, std::string(odd));
  }
  std::sort(sorted.begin(), sorted.end(), [](const Record* a, const Record* b) { return a->name < b->name; });
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->name == sorted[i - 1]->name) tally.note("zip-duplicate-name", sorted[i]->name, "");
  }
}

// Entries that share bytes: a small archive that unpacks to a huge one, or two names for one content.
void check_overlap(const std::vector<Record>& records, Tally& tally) {
  std::vector<const Record*> sorted;
  sorted.reserve(records.size());
  for (const Record& record : records) {
    if (!record.libzip_index) sorted.push_back(&record);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const Record* a, const Record* b) { return a->header < b->header; });
  uint64_t end = 0;
  for (const Record* record : sorted) {
    if (record->header < end) tally.note("zip-overlap", record->name, "at=" + hex(record->header));
    const uint64_t room = record->bound > record->data ? record->bound - record->data : 0;
    end = std::max({end, record->header + 1, record->data + std::min(record->packed, room)});
  }
}

}  // namespace

void check_entries(std::string_view bytes, const std::vector<Record>& records, Tally& tally) {
  for (const Record& record : records) {
    check_method(record, tally);
    check_sizes(bytes, record, tally);
  }
  check_encryption(bytes, records, tally);
  check_names(records, tally);
  check_overlap(records, tally);
}

}  // namespace jianfu::io::zip
