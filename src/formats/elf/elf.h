// ELF, the format of native libraries (formats.md §10): sections, segments, dynamic symbols and names, as
// views into the bytes. The system's loader reads program headers and the dynamic table only; section headers
// are a courtesy that hardened libraries destroy or fake. So what the loader reads comes first, and sections
// count only while they agree with it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::elf {

enum class Machine : uint8_t { kOther, kArm, kArm64, kX86, kX8664 };

inline constexpr uint32_t kProgramBits = 1, kDynamicTable = 6, kNoBits = 8,
                          kDynamicSymbols = 11;            // types of sections
inline constexpr uint64_t kInMemory = 2, kExecutable = 4;  // flags of sections
inline constexpr uint32_t kLoaded = 1, kDynamic = 2;       // types of segments

struct Section {
  std::string_view name;
  uint32_t type = 0;
  uint32_t link = 0;
  uint64_t flags = 0, address = 0, offset = 0, item_bytes = 0;
  std::string_view bytes;  // empty when it takes no room in the file or lies outside of it
};

struct Segment {
  uint32_t type = 0;
  uint64_t address = 0, offset = 0;
  std::string_view bytes;  // what the file holds of it
};

struct Symbol {
  std::string_view name;
  uint64_t value = 0, size = 0;
  bool defined = false;
};

class Elf {
 public:
  // `bytes` is borrowed by everything handed out. Big-endian files are unsupported.
  static Result<Elf> parse(std::string_view bytes, const Limits& limits);

  std::string_view bytes() const { return bytes_; }
  Machine machine() const { return machine_; }
  bool wide() const { return wide_; }  // 64-bit

  // In the order of the file; one that cannot be read is empty and keeps its place.
  const std::vector<Section>& sections() const { return sections_; }
  const Section* section(std::string_view name) const;
  // Whether sections can be believed: each that the program sees lies where a loaded segment says, and
  // together they cover most of what is loaded.
  bool sections_hold() const { return sections_hold_; }
  const std::vector<Segment>& segments() const { return segments_; }

  // Dynamic symbols; names that the program gives to the world or wants from it.
  const std::vector<Symbol>& symbols() const { return symbols_; }
  const Symbol* defined(std::string_view name) const;
  std::string_view soname() const { return soname_; }
  const std::vector<std::string_view>& needed() const { return needed_; }

  // Bytes of the file that are loaded at [address, address + size), as far as they go.
  std::string_view at(uint64_t address, uint64_t size) const;
  uint64_t offset_of(std::string_view view) const {
    return static_cast<uint64_t>(view.data() - bytes_.data());
  }

  const std::vector<Defect>& defects() const { return defects_; }

 private:
  friend class Reader;
  Elf() = default;

  std::string_view bytes_;
  Machine machine_ = Machine::kOther;
  bool wide_ = false, sections_hold_ = false;
  std::vector<Section> sections_;
  std::vector<Segment> segments_;
  std::vector<Symbol> symbols_;
  std::string_view soname_;
  std::vector<std::string_view> needed_;
  std::vector<Defect> defects_;
};

bool looks_like(std::string_view bytes);

// A part of the file where strings of the program may lie.
struct Region {
  uint64_t offset = 0;
  std::string_view bytes;
};
enum class RegionSource : uint8_t { kSections, kSegments, kFile };
struct Regions {
  RegionSource source = RegionSource::kFile;
  std::vector<Region> parts;  // in the order of the file, none overlaps another
};
// Data sections where sections hold; else loaded segments; else the whole file.
Regions text_regions(const Elf& elf);

}  // namespace jianfu::formats::elf
