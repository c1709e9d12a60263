// Reading resources.arsc (formats.md §3.1): chunks, packages, type chunks, entries. Chunks may lie about
// their size, tables about their count and entries about their place; what can still be read is read, the
// rest is counted.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "formats/arsc/arsc.h"
#include "formats/arsc/config.h"
#include "formats/arsc/table_builder.h"
#include "formats/axml/axml.h"
#include "formats/axml/chunk.h"

namespace jianfu::formats::arsc {
namespace {

using axml::Chunk;
using axml::chunk_at;
using axml::kChunkHeader;
namespace chunk = axml::chunk;

enum TypeFlags : uint8_t { kSparse = 0x01, kOffset16 = 0x02 };
enum EntryFlags : uint16_t { kComplex = 0x0001, kCompact = 0x0008 };

constexpr uint64_t kTableHeader = 12, kOldPackageHeader = 284, kPackageHeader = 288, kTypeSpecHeader = 16;
constexpr uint64_t kConfigAt = 20, kLeastConfig = 28;
constexpr uint64_t kEntry = 8, kBagEntry = 16, kBagItem = 12, kValue = 8;
constexpr uint64_t kMostHeader = 1024;    // what a search for lost chunks takes for a header
constexpr uint64_t kTypeNameBytes = 256;  // longer ones mean nothing to anybody
constexpr uint32_t kNoEntry = 0xFFFFFFFF;
constexpr uint16_t kNoEntry16 = 0xFFFF;

class Parser {
 public:
  Parser(std::string_view bytes, const Limits& limits) : in_(bytes), build_(bytes.size(), limits) {}

  Table parse() {
    const Chunk root = chunk_at(in_, 0);
    if (root.size > in_.size()) note("arsc-size");
    if (root.size < in_.size()) note("arsc-trailing-data");
    if (root.header != kTableHeader) note("arsc-header");
    const bool header_fits = root.header >= kTableHeader && chunk_at(in_, root.header).fits(in_.size());
    const uint64_t first = header_fits ? root.header : kTableHeader;
    const uint64_t end = std::min<uint64_t>(root.size, in_.size());
    read_chunks(first, end > first ? end : in_.size(), false);
    if (in_.le_at<uint32_t>(8) != out_.packages) note("arsc-package-count");
    report();
    return build_.finish();
  }

 private:
  void note(std::string_view id) { axml::note_once(out_.anomalies, id); }

  void read_chunks(uint64_t at, uint64_t end, bool in_package) {
    while (at <= end && kChunkHeader <= end - at) {
      Chunk chunk = chunk_at(in_, at);
      const bool fits = chunk.fits(end);
      if (!fits) {
        note("arsc-chunk-size");
        lost_chunks_.add(at);
        if (chunk.size > end - at) chunk.size = end - at;
      }
      const bool whole = chunk.size >= std::max(chunk.header, kChunkHeader);
      if (whole) read_chunk(chunk, in_package);
      // A package that claims too much was read to the end, with what a search behind its header would find.
      at = fits || (whole && chunk.type == chunk::kPackage) ? chunk.end() : resynchronise(at, end);
    }
  }

  // The next thing that looks like a package or a part of one; only forward, so once over the file in all.
  uint64_t resynchronise(uint64_t at, uint64_t end) const {
    for (uint64_t next = at + 4; next <= end && kTypeSpecHeader <= end - next; next += 4) {
      const Chunk chunk = chunk_at(in_, next);
      if (!chunk.fits(end) || chunk.size < chunk.header || chunk.header > kMostHeader) continue;
      if (chunk.type == chunk::kPackage && chunk.header >= kOldPackageHeader) return next;
      if (chunk.type == chunk::kType && chunk.header >= kConfigAt + kLeastConfig) return next;
      if (chunk.type == chunk::kTypeSpec && chunk.header == kTypeSpecHeader) return next;
    }
    return end;
  }

  void read_chunk(const Chunk& chunk, bool in_package) {
    switch (chunk.type) {
      case chunk::kStringPool:
        return in_package ? read_package_pool(chunk) : read_global_pool(chunk);
      case chunk::kPackage:
        return in_package ? note("arsc-unknown-chunk") : read_package(chunk);
      case chunk::kTypeSpec:
        out_.type_specs += 1;
        return;
      case chunk::kType:
        return read_type(chunk);
      case chunk::kStagedAlias:
        return read_aliases(chunk);
      case chunk::kLibrary:
      case chunk::kOverlayable:
      case chunk::kOverlayablePolicy:
        return;  // nothing that is shown
      default:
        return note("arsc-unknown-chunk");
    }
  }

  void read_global_pool(const Chunk& chunk) {
    if (have_pool_) return note("arsc-extra-pool");
    have_pool_ = true;
    out_.pool = axml::StringPool(in_.slice(chunk.at, chunk.size));
    if (out_.pool.lied()) note("arsc-string-pool");
    if (out_.pool.odd()) note("arsc-pool-fields");
  }

  void read_package(const Chunk& chunk) {
    ++out_.packages;
    if (chunk.header < kOldPackageHeader) note("arsc-package-header");
    const auto field = [&](uint64_t at) {
      return at + 4 <= chunk.header ? in_.le_at<uint32_t>(chunk.at + at) : 0;
    };
    package_id_ = field(8) & 0xFF;
    type_offset_ = chunk.header >= kPackageHeader ? field(284) : 0;
    types_at_ = chunk.at + field(268);
    keys_at_ = chunk.at + field(276);
    types_ = pool_at(types_at_, chunk.end());
    build_.key_pools().push_back(pool_at(keys_at_, chunk.end()));
    read_chunks(chunk.at + std::max(chunk.header, kChunkHeader), chunk.end(), true);
  }

  axml::StringPool pool_at(uint64_t at, uint64_t end) const {
    const Chunk chunk = chunk_at(in_, at);
    if (chunk.type != chunk::kStringPool || at >= end) return {};
    return axml::StringPool(in_.slice(at, std::min(chunk.size, end - at)));
  }

  // Names are where the package header says; when nothing is there, the pools come types first, then keys.
  void read_package_pool(const Chunk& chunk) {
    if (chunk.at == types_at_ || chunk.at == keys_at_) return;
    note("arsc-extra-pool");
    axml::StringPool pool(in_.slice(chunk.at, chunk.size));
    if (types_.size() == 0)
      types_ = pool;
    else if (!build_.key_pools().empty() && build_.key_pools().back().size() == 0)
      build_.key_pools().back() = pool;
  }

  void read_aliases(const Chunk& chunk) {
    const uint64_t first = chunk.at + std::max(chunk.header, kTableHeader);
    const uint64_t count = in_.le_at<uint32_t>(chunk.at + 8);
    for (uint64_t i = 0; i < count && first + i * 8 + 8 <= chunk.end(); ++i) {
      out_.aliases.emplace_back(in_.le_at<uint32_t>(first + i * 8), in_.le_at<uint32_t>(first + i * 8 + 4));
    }
  }

  uint32_t config_at(std::string_view raw) {
    const auto [at, made] = configs_.emplace(raw, static_cast<uint32_t>(out_.configs.size()));
    if (made) out_.configs.push_back(read_config(raw));
    return at->second;
  }

  void read_type(const Chunk& chunk) {
    ++out_.type_chunks;
    const uint32_t type = in_.le_at<uint8_t>(chunk.at + 8);
    const uint64_t entries = in_.le_at<uint32_t>(chunk.at + 16);
    if (chunk.header < kConfigAt + 4 || chunk.header > chunk.size || entries > chunk.size || type == 0) {
      return lost_chunks_.add(chunk.at);
    }
    const uint64_t config_bytes = in_.le_at<uint32_t>(chunk.at + kConfigAt);
    config_ = config_at(in_.slice(chunk.at + kConfigAt, std::min(config_bytes, chunk.header - kConfigAt)));
    base_ = (package_id_ << 24) | (((type + type_offset_) & 0xFF) << 16);
    name_type(type);
    if (!chunks_seen_.emplace(base_, config_).second) note("arsc-duplicate-config");
    read_offsets(chunk, entries);
  }

  // The three forms of the table of offsets.
  void read_offsets(const Chunk& chunk, uint64_t entries) {
    const uint8_t flags = in_.le_at<uint8_t>(chunk.at + 9);
    const bool sparse = (flags & kSparse) != 0, narrow = !sparse && (flags & kOffset16) != 0;
    const uint64_t width = narrow ? 2 : 4, declared = in_.le_at<uint32_t>(chunk.at + 12);
    const uint64_t count = std::min(declared, (chunk.size - chunk.header) / width);
    if (count != declared) note("arsc-entry-count");
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t slot = chunk.at + chunk.header + i * width;
      uint64_t index = i, offset = 0;
      if (sparse) {
        index = in_.le_at<uint16_t>(slot);
        offset = uint64_t{in_.le_at<uint16_t>(slot + 2)} * 4;
      } else if (narrow) {
        offset = in_.le_at<uint16_t>(slot);
        if (offset == kNoEntry16) continue;
        offset *= 4;
      } else {
        offset = in_.le_at<uint32_t>(slot);
        if (offset == kNoEntry) continue;
      }
      if (index > 0xFFFF) return lost_entries_.add(slot);  // an id has no room for more
      if (offset % 4 != 0) note("arsc-misaligned-entry");
      if (!read_entry(base_ | static_cast<uint32_t>(index), chunk.at + entries + offset, chunk.end()))
        lost_entries_.add(slot);
    }
  }

  // Placeholders such as "?17" stay as they are; a type without a name gets one of that form.
  void name_type(uint32_t type) {
    if (build_.has_type(base_)) return;
    const bool named = types_.stored_bytes(type - 1) > 0 && types_.stored_bytes(type - 1) <= kTypeNameBytes;
    build_.name_type(base_, named ? types_.get(type - 1) : "?" + std::to_string(type));
  }

  // False when the entry, or a part of it, does not lie in the chunk.
  bool read_entry(uint32_t id, uint64_t at, uint64_t end) {
    if (at > end || kEntry > end - at) return false;
    const uint64_t size = in_.le_at<uint16_t>(at);
    const uint16_t flags = in_.le_at<uint16_t>(at + 2);
    if ((flags & kCompact) != 0) {  // `size` is the key, the value's type sits in the flags
      build_.begin(id, static_cast<uint32_t>(size));
      build_.add({config_, static_cast<uint8_t>(flags >> 8), in_.le_at<uint32_t>(at + 4), 0}, at);
      return true;
    }
    build_.begin(id, in_.le_at<uint32_t>(at + 4));
    if ((flags & kComplex) != 0) return read_bag(at, std::max(size, kBagEntry), end);
    if (size < kEntry) note("arsc-entry-size");
    const uint64_t value = at + std::max(size, kEntry);
    if (value > end || kValue > end - value) return false;
    add_value(value, 0);
    return true;
  }

  bool read_bag(uint64_t at, uint64_t size, uint64_t end) {
    if (kBagEntry > end - at) return false;
    const uint64_t count = in_.le_at<uint32_t>(at + 12);
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t item = at + size + i * kBagItem;
      if (item > end || kBagItem > end - item) return false;
      if (!add_value(item + 4, in_.le_at<uint32_t>(item))) return true;  // the limit has its own defect
    }
    return true;
  }

  bool add_value(uint64_t at, uint32_t item) {
    return build_.add({config_, in_.le_at<uint8_t>(at + 3), in_.le_at<uint32_t>(at + 4), item}, at);
  }

  void report() {
    const auto defect = [this](const axml::Losses& lost, Msg what) {
      if (lost.count == 0) return;
      out_.defects.push_back({GapReason::kCorrupt, {what, {std::to_string(lost.count)}}, lost.first_at, 0});
    };
    defect(lost_chunks_, Msg::arsc_lost_chunks);
    defect(lost_entries_, Msg::arsc_lost);
  }

  io::ByteReader in_;
  TableBuilder build_;
  Table& out_ = build_.table();
  bool have_pool_ = false;
  // Of the package that is being read.
  uint32_t package_id_ = 0, type_offset_ = 0;
  uint64_t types_at_ = 0, keys_at_ = 0;
  axml::StringPool types_;
  // Of the type chunk that is being read.
  uint32_t base_ = 0, config_ = 0;
  std::map<std::string_view, uint32_t> configs_;         // raw bytes → index in Table::configs
  std::set<std::pair<uint32_t, uint32_t>> chunks_seen_;  // (0xPPTT0000, config)
  axml::Losses lost_chunks_, lost_entries_;
};

}  // namespace

Result<Table> parse(std::string_view bytes, const Limits& limits) {
  const io::ByteReader in(bytes);
  if (bytes.size() < kTableHeader || in.le_at<uint16_t>(0) != chunk::kTable) {
    return Error{ErrorKind::kNotThisKind, {Msg::arsc_not_table, {}}, {}};
  }
  return Parser(bytes, limits).parse();
}

}  // namespace jianfu::formats::arsc
