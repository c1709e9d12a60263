#include <algorithm>
#include <array>

#include "formats/elf/elf.h"

namespace jianfu::formats::elf {
namespace {

// Loaded data that is tables of the linker and of exception handling, never text.
constexpr std::array<std::string_view, 9> kTables = {
    ".eh_frame", ".gcc_except_table",   ".got",           ".plt",           ".interp",
    ".ARM",      ".data.rel.ro.vtable", ".relro_padding", ".tm_clone_table"};

bool holds_text(const Section& section) {
  if (section.bytes.empty() || section.type != kProgramBits) return false;
  if (section.name == ".comment") return true;  // which compiler made it; not loaded
  if ((section.flags & kInMemory) == 0 || (section.flags & kExecutable) != 0) return false;
  return std::none_of(kTables.begin(), kTables.end(),
                      [&](std::string_view table) { return section.name.starts_with(table); });
}

// Ranges may overlap as they like in a file made to mislead: each byte is read once.
void join(std::vector<Region>& parts, std::string_view file) {
  std::sort(parts.begin(), parts.end(), [](const Region& a, const Region& b) { return a.offset < b.offset; });
  std::vector<Region> out;
  for (const Region& part : parts) {
    const uint64_t end = part.offset + part.bytes.size();
    if (out.empty() || part.offset >= out.back().offset + out.back().bytes.size()) {
      out.push_back(part);
    } else if (end > out.back().offset + out.back().bytes.size()) {
      out.back().bytes = file.substr(out.back().offset, end - out.back().offset);
    }
  }
  parts = std::move(out);
}

}  // namespace

Regions text_regions(const Elf& elf) {
  Regions out;
  if (elf.sections_hold()) {
    out.source = RegionSource::kSections;
    for (const Section& section : elf.sections()) {
      if (holds_text(section)) out.parts.push_back({section.offset, section.bytes});
    }
  }
  if (!elf.sections_hold()) {
    out.source = RegionSource::kSegments;
    for (const Segment& segment : elf.segments()) {
      if (segment.type == kLoaded && !segment.bytes.empty())
        out.parts.push_back({segment.offset, segment.bytes});
    }
    if (out.parts.empty()) {
      out.source = RegionSource::kFile;
      if (!elf.bytes().empty()) out.parts.push_back({0, elf.bytes()});
    }
  }
  join(out.parts, elf.bytes());
  return out;
}

}  // namespace jianfu::formats::elf
