// Layout: formats.md §10.1. Both widths have the same fields in another order; `Layout` says where they are.
#include "formats/elf/elf.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "io/byte_reader.h"

namespace jianfu::formats::elf {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic =
    "\x7F"
    "ELF"sv;
constexpr uint64_t kClass = 4, kData = 5, kMachine = 18;
constexpr uint8_t kWide = 2, kLittleEndian = 1;
constexpr uint32_t kManySections = 0xFFFF;  // the index of names does not fit: it stands in section 0
constexpr uint64_t kDefinedNowhere = 0;

// Tags of the dynamic table.
constexpr uint64_t kNeeded = 1, kHash = 4, kStrings = 5, kSymbols = 6, kStringBytes = 10, kSoname = 14,
                   kGnuHash = 0x6FFFFEF5;

struct Layout {
  uint64_t header, program_at, section_at, program_bytes, program_count, section_bytes, section_count,
      names_index;
  uint64_t program, section, symbol, dynamic;  // least size of a record
};
constexpr Layout kNarrowLayout = {52, 28, 32, 42, 44, 46, 48, 50, 32, 40, 16, 8};
constexpr Layout kWideLayout = {64, 32, 40, 54, 56, 58, 60, 62, 56, 64, 24, 16};

Machine machine_of(uint16_t machine) {
  switch (machine) {
    case 0x28:
      return Machine::kArm;
    case 0xB7:
      return Machine::kArm64;
    case 0x03:
      return Machine::kX86;
    case 0x3E:
      return Machine::kX8664;
    default:
      return Machine::kOther;
  }
}

}  // namespace

class Reader {
 public:
  Reader(std::string_view bytes, const Limits& limits, Elf& out)
      : in_(bytes), limits_(limits), out_(out), at_(out.wide_ ? kWideLayout : kNarrowLayout) {}

  void read() {
    read_segments();
    read_sections();
    out_.sections_hold_ = sections_hold();
    if (const std::optional<std::string_view> table = dynamic_table()) read_dynamic(*table);
    if (out_.symbols_.empty()) read_symbol_section();
  }

 private:
  // An address or size: 4 or 8 bytes.
  uint64_t word(uint64_t offset) const {
    return out_.wide_ ? in_.le_at<uint64_t>(offset) : in_.le_at<uint32_t>(offset);
  }

  void complain(GapReason why, Message what, uint64_t offset, uint64_t bytes = 0) {
    out_.defects_.push_back({why, std::move(what), offset, bytes});
  }

  // [offset, offset + size) as far as the file goes.
  std::string_view clipped(uint64_t offset, uint64_t size) const {
    if (offset >= in_.size()) return {};
    return in_.slice(offset, std::min(size, in_.size() - offset));
  }

  // How many records of a table are really there; 0 with a defect when its shape makes no sense.
  uint64_t records(std::string_view what, uint64_t offset, uint64_t count, uint64_t record_bytes,
                   uint64_t least) {
    if (count == 0) return 0;
    if (record_bytes < least || offset >= in_.size()) {
      complain(
          GapReason::kCorrupt,
          {Msg::offset_past_end, {std::string(what), std::to_string(offset), std::to_string(in_.size())}},
          offset);
      return 0;
    }
    const uint64_t possible = (in_.size() - offset) / record_bytes;
    if (count > possible) {
      complain(GapReason::kCorrupt,
               {Msg::count_too_large, {std::string(what), std::to_string(count), std::to_string(possible)}},
               offset);
    }
    return std::min(count, possible);
  }

  void read_segments() {
    const uint64_t start = word(at_.program_at);
    const uint64_t record = in_.le_at<uint16_t>(at_.program_bytes);
    const uint64_t count =
        records("e_phoff", start, in_.le_at<uint16_t>(at_.program_count), record, at_.program);
    uint64_t missing = 0;
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t at = start + i * record;
      Segment segment;
      segment.type = in_.le_at<uint32_t>(at);
      segment.offset = word(at + (out_.wide_ ? 8 : 4));
      segment.address = word(at + (out_.wide_ ? 16 : 8));
      const uint64_t size = word(at + (out_.wide_ ? 32 : 16));
      segment.bytes = clipped(segment.offset, size);
      if (segment.type == kLoaded) missing = std::max(missing, size - segment.bytes.size());
      out_.segments_.push_back(segment);
    }
    if (missing != 0)
      complain(GapReason::kTruncated, {Msg::elf_segment_cut, {std::to_string(missing)}}, in_.size(), missing);
  }

  void read_sections() {
    const uint64_t start = word(at_.section_at);
    if (start == 0) return;  // stripped of them: nothing that a loader would miss
    const uint64_t record = in_.le_at<uint16_t>(at_.section_bytes);
    uint64_t claimed = in_.le_at<uint16_t>(at_.section_count);
    if (claimed == 0)
      claimed = word(start + (out_.wide_ ? 32 : 20));  // too many for the field: section 0's size
    const uint64_t count = records("e_shoff", start, claimed, record, at_.section);
    std::vector<uint32_t> names;
    for (uint64_t i = 0; i < count; ++i) {
      out_.sections_.push_back(section_at(start + i * record));
      names.push_back(in_.le_at<uint32_t>(start + i * record));
    }
    uint32_t index = in_.le_at<uint16_t>(at_.names_index);
    if (index == kManySections && count != 0) index = out_.sections_.front().link;
    if (index >= count) return;
    const std::string_view table = out_.sections_[index].bytes;
    for (uint64_t i = 0; i < count; ++i) out_.sections_[i].name = text_at(table, names[i]);
  }

  Section section_at(uint64_t at) const {
    Section out;
    out.type = in_.le_at<uint32_t>(at + 4);
    out.flags = word(at + 8);
    out.address = word(at + (out_.wide_ ? 16 : 12));
    out.offset = word(at + (out_.wide_ ? 24 : 16));
    const uint64_t size = word(at + (out_.wide_ ? 32 : 20));
    out.link = in_.le_at<uint32_t>(at + (out_.wide_ ? 40 : 24));
    out.item_bytes = word(at + (out_.wide_ ? 56 : 36));
    if (out.type != kNoBits) out.bytes = in_.slice(out.offset, size);
    return out;
  }

  // A name of a table of strings; one that does not end ends with the table, or at the limit of names.
  std::string_view text_at(std::string_view table, uint64_t offset) const {
    if (offset >= table.size()) return {};
    const std::string_view rest = table.substr(offset, limits_.name_bytes);
    return rest.substr(0, rest.find('\0'));
  }

  bool stands_in_a_segment(const Section& section) const {
    return std::any_of(out_.segments_.begin(), out_.segments_.end(), [&](const Segment& segment) {
      if (segment.type != kLoaded || section.offset < segment.offset) return false;
      const uint64_t inside = section.offset - segment.offset;
      return inside <= segment.bytes.size() && section.bytes.size() <= segment.bytes.size() - inside &&
             section.address - segment.address == inside;
    });
  }

  bool sections_hold() const {
    constexpr size_t kMostSections = 4096;  // each is held against each segment; real libraries have some 30
    if (out_.sections_.empty() || out_.sections_.size() > kMostSections ||
        out_.segments_.size() > kMostSections / 16)
      return false;
    uint64_t loaded = 0, covered = 0;
    for (const Segment& segment : out_.segments_)
      loaded += segment.type == kLoaded ? segment.bytes.size() : 0;
    for (const Section& section : out_.sections_) {
      if ((section.flags & kInMemory) == 0 || section.bytes.empty()) continue;
      if (!stands_in_a_segment(section)) return false;
      covered += section.bytes.size();
    }
    return covered >= loaded / 2;
  }

  std::optional<std::string_view> dynamic_table() const {
    for (const Segment& segment : out_.segments_) {
      if (segment.type == kDynamic && !segment.bytes.empty()) return segment.bytes;
    }
    for (const Section& section : out_.sections_) {
      if (section.type == kDynamicTable && !section.bytes.empty()) return section.bytes;
    }
    return std::nullopt;
  }

  void read_dynamic(std::string_view table) {
    const uint64_t start = out_.offset_of(table);
    std::array<uint64_t, 5> found{};  // strings, their size, symbols, hash, GNU hash
    std::vector<uint64_t> needed;
    std::optional<uint64_t> soname;
    for (uint64_t at = start; at + at_.dynamic <= start + table.size(); at += at_.dynamic) {
      const uint64_t tag = word(at), value = word(at + at_.dynamic / 2);
      if (tag == 0) break;
      if (tag == kStrings) found[0] = value;
      if (tag == kStringBytes) found[1] = value;
      if (tag == kSymbols) found[2] = value;
      if (tag == kHash) found[3] = value;
      if (tag == kGnuHash) found[4] = value;
      if (tag == kNeeded) needed.push_back(value);
      if (tag == kSoname) soname = value;
    }
    const std::string_view strings = out_.at(found[0], found[1]);
    if (soname) out_.soname_ = text_at(strings, *soname);
    for (const uint64_t name : needed) {
      if (const std::string_view text = text_at(strings, name); !text.empty()) out_.needed_.push_back(text);
    }
    const std::string_view symbols = out_.at(found[2], UINT64_MAX);
    read_symbols(symbols, symbol_count(symbols, found[0] - found[2], found[3], found[4]), strings,
                 at_.symbol);
  }

  // Nothing says how many symbols there are but their hash tables, a section, or where their names begin.
  uint64_t symbol_count(std::string_view symbols, uint64_t up_to_names, uint64_t hash,
                        uint64_t gnu_hash) const {
    if (symbols.empty()) return 0;
    if (const std::string_view table = hash == 0 ? std::string_view() : out_.at(hash, 8); table.size() == 8)
      return in_.le_at<uint32_t>(out_.offset_of(table) + 4);
    if (const std::optional<uint64_t> count =
            gnu_hash == 0 ? std::nullopt : gnu_count(out_.at(gnu_hash, UINT64_MAX)))
      return *count;
    for (const Section& section : out_.sections_) {
      if (section.type == kDynamicSymbols && !section.bytes.empty() && section.bytes.data() == symbols.data())
        return section.bytes.size() / at_.symbol;
    }
    return up_to_names <= symbols.size() ? up_to_names / at_.symbol : 0;
  }

  // The last chain of a GNU hash table ends at the last symbol.
  std::optional<uint64_t> gnu_count(std::string_view bytes) const {
    constexpr uint64_t kHead = 16;
    const io::ByteReader table(bytes);
    const uint64_t buckets = table.le_at<uint32_t>(0), first = table.le_at<uint32_t>(4);
    const uint64_t buckets_at = kHead + uint64_t{table.le_at<uint32_t>(8)} * (out_.wide_ ? 8 : 4);
    if (!table.holds(buckets_at, buckets * 4) || buckets == 0) return std::nullopt;
    uint64_t last = 0;
    for (uint64_t i = 0; i < buckets; ++i)
      last = std::max<uint64_t>(last, table.le_at<uint32_t>(buckets_at + i * 4));
    if (last < first) return first;
    for (uint64_t at = buckets_at + buckets * 4 + (last - first) * 4; table.holds(at, 4); at += 4, ++last) {
      if ((table.le_at<uint32_t>(at) & 1) != 0) return last + 1;
    }
    return std::nullopt;
  }

  void read_symbol_section() {
    for (const Section& section : out_.sections_) {
      if (section.type != kDynamicSymbols || section.bytes.empty() || section.link >= out_.sections_.size())
        continue;
      const uint64_t step = section.item_bytes < at_.symbol ? at_.symbol : section.item_bytes;  // 0 is a lie
      return read_symbols(section.bytes, section.bytes.size() / step, out_.sections_[section.link].bytes,
                          step);
    }
  }

  void read_symbols(std::string_view table, uint64_t count, std::string_view strings, uint64_t step) {
    const uint64_t possible = table.size() / step;
    if (count > possible || count > limits_.items) {
      complain(count > possible ? GapReason::kCorrupt : GapReason::kLimit,
               {Msg::count_too_large, {"dynsym", std::to_string(count), std::to_string(possible)}},
               out_.offset_of(table));
      count = std::min({count, possible, limits_.items});
    }
    const uint64_t start = table.empty() ? 0 : out_.offset_of(table);
    for (uint64_t i = 1; i < count; ++i) {  // the first is nobody
      const uint64_t at = start + i * step;
      Symbol symbol;
      symbol.name = text_at(strings, in_.le_at<uint32_t>(at));
      symbol.value = word(at + (out_.wide_ ? 8 : 4));
      symbol.size = word(at + (out_.wide_ ? 16 : 8));
      symbol.defined = in_.le_at<uint16_t>(at + (out_.wide_ ? 6 : 14)) != kDefinedNowhere;
      out_.symbols_.push_back(symbol);
    }
  }

  io::ByteReader in_;
  const Limits& limits_;
  Elf& out_;
  const Layout& at_;
};

bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

Result<Elf> Elf::parse(std::string_view bytes, const Limits& limits) {
  if (!looks_like(bytes)) return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"7F 45 4C 46", "…"}}, {}};
  const io::ByteReader in(bytes);
  if (in.le_at<uint8_t>(kData) != kLittleEndian)
    return Error{ErrorKind::kUnsupported, {Msg::elf_big_endian, {}}, {}};
  Elf out;
  out.bytes_ = bytes;
  out.wide_ = in.le_at<uint8_t>(kClass) == kWide;
  const uint64_t header = out.wide_ ? kWideLayout.header : kNarrowLayout.header;
  if (bytes.size() < header) {
    return Error{
        ErrorKind::kCorrupt, {Msg::past_end, {std::to_string(header), std::to_string(bytes.size())}}, {}};
  }
  out.machine_ = machine_of(in.le_at<uint16_t>(kMachine));
  Reader(bytes, limits, out).read();
  return out;
}

const Section* Elf::section(std::string_view name) const {
  const auto at = std::find_if(sections_.begin(), sections_.end(),
                               [&](const Section& section) { return section.name == name; });
  return at == sections_.end() ? nullptr : &*at;
}

const Symbol* Elf::defined(std::string_view name) const {
  const auto at = std::find_if(symbols_.begin(), symbols_.end(),
                               [&](const Symbol& symbol) { return symbol.defined && symbol.name == name; });
  return at == symbols_.end() ? nullptr : &*at;
}

std::string_view Elf::at(uint64_t address, uint64_t size) const {
  for (const Segment& segment : segments_) {
    if (segment.type != kLoaded || address < segment.address ||
        address - segment.address >= segment.bytes.size())
      continue;
    return segment.bytes.substr(address - segment.address, size);
  }
  return {};
}

}  // namespace jianfu::formats::elf
