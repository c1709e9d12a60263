// Layout: docs of the container in formats.md §8.1. Everything is big-endian.
//   plain  0xBE, u32 info, u32 index size, u32 body size, 0xED, index: u32 count, then name, u32 offset, u32
//   size;
//          offsets count from the start of the file
//   mixed  0xBE, u32 version, u32 index size, u32 encrypted size, u32 body size, 0xED, index as above with a
//   byte
//          before the offset: 0 stored, 1 encrypted; offsets count from the start of their section
#include "formats/wxapkg/wxapkg.h"

#include <algorithm>
#include <utility>

#include "formats/wxapkg/salvage.h"
#include "io/byte_reader.h"

namespace jianfu::formats::wxapkg {
namespace {

constexpr char kFirstMark = '\xBE', kLastMark = '\xED';
constexpr uint64_t kPlainHeader = 14, kMixedHeader = 18;
constexpr uint64_t kSizes = 5;           // where the sizes begin, in both headers
constexpr uint64_t kSmallestEntry = 12;  // an empty name, offset, size
constexpr uint8_t kStored = 0;

bool is_plain(std::string_view bytes) {
  return bytes.size() >= kPlainHeader && bytes[0] == kFirstMark && bytes[kPlainHeader - 1] == kLastMark;
}
bool is_mixed(std::string_view bytes) {
  return bytes.size() >= kMixedHeader && bytes[0] == kFirstMark && bytes[kMixedHeader - 1] == kLastMark;
}

class IndexReader {
 public:
  IndexReader(std::string_view bytes, const Limits& limits)
      : in_(bytes), mixed_(!is_plain(bytes)), limits_(limits) {}

  void read() {
    read_header();
    const uint32_t count = in_.be<uint32_t>();
    const uint64_t first = in_.offset();
    const uint64_t possible = in_.remaining() / kSmallestEntry;
    if (in_.ok() && count > possible) {
      defects.push_back({GapReason::kCorrupt,
                         {Msg::count_too_large, {"wxapkg", std::to_string(count), std::to_string(possible)}},
                         in_.offset() - 4});
    }
    while (slices.size() < count && in_.ok() && slices.size() <= limits_.entries) read_entry();
    if (!in_.ok()) defects.push_back(in_.defect());
    const uint64_t end = header_ + index_bytes_;
    damaged =
        !in_.ok() || slices.empty() || count > possible || (in_.offset() != end && slices.size() < count);
    damaged_at = slices.empty() ? first : last_good_;
  }

  std::vector<io::Slice> slices;  // one more than the limit at most, so that open_slices tells of the rest
  std::vector<Defect> defects;
  bool damaged = false;     // there were more files than the index can tell
  uint64_t damaged_at = 0;  // behind the last entry that could be read

 private:
  // Beyond this point data_ and encrypted_ are where the sections begin, if the header tells the truth.
  void read_header() {
    in_.seek(kSizes);
    const uint64_t header = header_ = mixed_ ? kMixedHeader : kPlainHeader;
    const uint64_t index = index_bytes_ = in_.be<uint32_t>();
    const uint64_t encrypted = mixed_ ? in_.be<uint32_t>() : 0;
    const uint64_t body = in_.be<uint32_t>();
    in_.seek(header);
    encrypted_ = header + index;
    stored_ = encrypted_ + encrypted;
    if (stored_ + body > in_.size()) {
      const uint64_t missing = stored_ + body - in_.size();
      defects.push_back({GapReason::kTruncated,
                         {Msg::past_end, {std::to_string(stored_ + body), std::to_string(in_.size())}},
                         in_.size(),
                         missing});
    }
  }

  void read_entry() {
    std::string_view name = in_.take(in_.be<uint32_t>());
    const uint8_t encryption = mixed_ ? in_.be<uint8_t>() : kStored;
    const uint64_t offset = in_.be<uint32_t>();
    const uint64_t size = in_.be<uint32_t>();
    if (!in_.ok()) return;
    if (name.starts_with('/')) name.remove_prefix(1);
    const uint64_t section = !mixed_ ? 0 : encryption == kStored ? stored_ : encrypted_;
    io::Slice slice{std::string(name.substr(0, limits_.name_bytes)), section + offset, size, std::nullopt};
    if (encryption != kStored) {
      slice.defect = Defect{GapReason::kEncrypted, {Msg::wxapkg_encrypted_entry, {}}, slice.offset, size};
    }
    slices.push_back(std::move(slice));
    last_good_ = in_.offset();
  }

  io::ByteReader in_;
  bool mixed_;
  const Limits& limits_;
  uint64_t header_ = 0, index_bytes_ = 0, last_good_ = 0;
  uint64_t encrypted_ = 0, stored_ = 0;
};

// Tricks and faults of an honest-looking index.
std::vector<io::Anomaly> anomalies_of(const std::vector<io::Slice>& slices) {
  std::vector<io::Anomaly> out;
  const auto add = [&](std::string_view what, const std::string& first, size_t count) {
    if (count > 0)
      out.push_back({first, std::string(what), count > 1 ? "count=" + std::to_string(count) : ""});
  };
  std::vector<const io::Slice*> sorted;
  for (const io::Slice& slice : slices) sorted.push_back(&slice);
  const auto tally = [&](std::string_view what, auto&& is_one) {
    size_t count = 0;
    std::string first;
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (!is_one(i)) continue;
      if (count++ == 0) first = sorted[i]->name;
    }
    add(what, first, count);
  };
  tally("wxapkg-odd-path", [&](size_t i) {
    const std::string& name = sorted[i]->name;
    return name.starts_with('/') || name.starts_with("../") || name.find("/../") != std::string::npos ||
           name.find('\\') != std::string::npos;
  });
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const io::Slice* a, const io::Slice* b) { return a->name < b->name; });
  tally("wxapkg-duplicate-name", [&](size_t i) { return i > 0 && sorted[i]->name == sorted[i - 1]->name; });
  std::erase_if(sorted, [](const io::Slice* slice) { return slice->size == 0; });
  std::stable_sort(sorted.begin(), sorted.end(), [](const io::Slice* a, const io::Slice* b) {
    return std::pair(a->offset, a->size) < std::pair(b->offset, b->size);
  });
  // Two names for the same bytes are no trick.
  uint64_t end = 0;
  tally("wxapkg-overlapping-entries", [&](size_t i) {
    const io::Slice& slice = *sorted[i];
    const bool same = i > 0 && slice.offset == sorted[i - 1]->offset && slice.size == sorted[i - 1]->size;
    const bool over = !same && slice.offset < end;
    end = std::max(end, slice.offset + slice.size);
    return over;
  });
  return out;
}

constexpr std::string_view kConfig = "app-config.json", kMadeUpConfig = "wxapkg-config-put-together";

// The slices of a carved package: what the index still tells, what was found, and a configuration put
// together behind the bytes when none was found.
io::Slices carved(io::Blob bytes, std::vector<io::Slice> known, const Limits& limits) {
  Salvage found = carve(bytes.view(), known, limits);
  io::Slices out{std::move(bytes), std::move(known), {}};
  std::move(found.slices.begin(), found.slices.end(), std::back_inserter(out.slices));
  if (!found.config.empty()) {
    std::string whole(out.bytes.view());
    out.slices.push_back({std::string(kConfig), whole.size(), found.config.size(), std::nullopt});
    out.bytes = io::Blob::own(whole += found.config);
    out.anomalies.push_back({std::string(kConfig), std::string(kMadeUpConfig), ""});
  }
  out.anomalies.push_back({"", "wxapkg-carved", "files=" + std::to_string(out.slices.size())});
  return out;
}

Result<std::unique_ptr<io::Tree>> tree_of(std::string_view bytes, io::Slices slices, Defect defect,
                                          const Limits& limits, const io::Tree* parent) {
  if (slices.slices.empty()) return Error{ErrorKind::kCorrupt, defect.what, {}};
  defect.bytes = bytes.size();
  slices.defects.insert(slices.defects.begin(), std::move(defect));
  return io::open_slices(std::move(slices), limits, parent);
}

std::string xored(std::string_view bytes, char key) {
  std::string out(bytes);
  for (char& c : out) c = static_cast<char>(c ^ key);
  return out;
}

Result<std::unique_ptr<io::Tree>> open_index(io::Blob bytes, std::string program, const Limits& limits,
                                             const io::Tree* parent) {
  IndexReader index(bytes.view(), limits);
  index.read();
  if (!index.damaged) {
    io::Slices out{std::move(bytes), std::move(index.slices), std::move(index.defects)};
    out.anomalies = anomalies_of(out.slices);
    out.program_id = std::move(program);
    return io::open_slices(std::move(out), limits, parent);
  }
  const std::string_view whole = bytes.view();
  std::vector<io::Slice> more = rest_of_index(whole, static_cast<size_t>(index.damaged_at), limits);
  std::move(more.begin(), more.end(), std::back_inserter(index.slices));
  std::vector<io::Anomaly> anomalies = anomalies_of(index.slices);
  const size_t listed = index.slices.size();
  io::Slices out = carved(std::move(bytes), std::move(index.slices), limits);
  if (out.slices.empty()) return Error{ErrorKind::kCorrupt, {Msg::wxapkg_no_files, {}}, {}};
  const std::string found = std::to_string(out.slices.size() - listed);
  std::move(anomalies.begin(), anomalies.end(), std::back_inserter(out.anomalies));
  out.defects = std::move(index.defects);
  out.program_id = std::move(program);
  Defect lost{
      GapReason::kCorrupt, {Msg::wxapkg_index_damaged, {std::to_string(listed), found}}, index.damaged_at, 0};
  return tree_of(whole, std::move(out), std::move(lost), limits, parent);
}

}  // namespace

bool looks_like(std::string_view bytes) {
  return is_plain(bytes) || is_mixed(bytes);
}

bool looks_made_for_mac(std::string_view bytes) {
  return bytes.ends_with("WAPkgEncryptedTagForMac");
}

Result<std::unique_ptr<io::Tree>> open(std::string_view bytes, const Limits& limits, const io::Tree* parent) {
  if (!looks_like(bytes)) {
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"BE … ED", "…"}}, {}};
  }
  return open_index(io::Blob::borrow(bytes), {}, limits, parent);
}

Result<std::unique_ptr<io::Tree>> open_encrypted(std::string_view bytes, const Limits& limits, AppIds* ids,
                                                 const io::Tree* parent) {
  if (std::optional<Decrypted> plain = decrypt(bytes, ids)) {
    return open_index(io::Blob::own(std::move(plain->bytes)), std::move(plain->app_id), limits, parent);
  }
  Defect lost{GapReason::kEncrypted, {Msg::wxapkg_no_key, {}}, 0, 0};
  if (ids != nullptr && !ids->given.empty()) lost.what = {Msg::wxapkg_wrong_app_id, {ids->given.front()}};
  const size_t behind = std::min(bytes.size(), kSealMark + kCipherBytes);
  const std::optional<char> key = script_key(bytes.substr(behind));
  if (!key) return Error{ErrorKind::kUnsupported, lost.what, {}};
  // As long as the head was, so that what is left of the index tells the truth.
  std::string plain = std::string(kHeadBytes, '\0') + xored(bytes.substr(behind), *key);
  std::vector<io::Slice> known = rest_of_index(plain, kHeadBytes, limits);
  return tree_of(bytes, carved(io::Blob::own(std::move(plain)), std::move(known), limits), std::move(lost),
                 limits, parent);
}

Result<std::unique_ptr<io::Tree>> open_scrambled(std::string_view bytes, const Limits& limits,
                                                 const io::Tree* parent) {
  const std::optional<char> key = script_key(bytes);
  if (!key) return Error{ErrorKind::kNotThisKind, {Msg::wxapkg_no_files, {}}, {}};
  io::Blob plain = *key == 0 ? io::Blob::borrow(bytes) : io::Blob::own(xored(bytes, *key));
  std::vector<io::Slice> known = rest_of_index(plain.view(), 0, limits);
  Defect lost{GapReason::kEncrypted, {Msg::wxapkg_scrambled, {}}, 0, 0};
  return tree_of(bytes, carved(std::move(plain), std::move(known), limits), std::move(lost), limits, parent);
}

bool has_own_config(const io::Tree& tree) {
  return std::none_of(tree.anomalies().begin(), tree.anomalies().end(),
                      [](const io::Anomaly& anomaly) { return anomaly.what == kMadeUpConfig; });
}

bool is_base_library(const io::Tree& tree) {
  const auto& entries = tree.entries();
  return !entries.empty() && std::all_of(entries.begin(), entries.end(),
                                         [](const io::Entry& entry) { return entry.name.starts_with("WA"); });
}

}  // namespace jianfu::formats::wxapkg
