#include "formats/dex/code_walk.h"

#include <algorithm>

namespace jianfu::formats::dex {

uint32_t instruction_units(std::string_view insns, uint32_t at) {
  const uint64_t units = insns.size() / 2;
  if (at >= units) return 0;
  const uint64_t left = units - at;
  const uint64_t length = detail::units_of({insns.data() + uint64_t{at} * 2}, left);
  return length <= left ? static_cast<uint32_t>(length) : 0;
}

std::vector<uint32_t> carve_strings(const Dex& dex, const Code& code, uint32_t from) {
  const io::ByteReader in(io::ByteReader(dex.bytes()).slice(code.insns_at, uint64_t{code.units} * 2));
  std::vector<uint32_t> out;
  for (uint64_t at = uint64_t{from} * 2; in.holds(at, 4); at += 2) {
    const uint8_t op = in.le_at<uint8_t>(at);
    if (op != 0x1A && op != 0x1B) continue;
    const bool jumbo = op == 0x1B;
    if (jumbo && !in.holds(at, 6)) continue;
    const uint32_t index = jumbo ? in.le_at<uint32_t>(at + 2) : in.le_at<uint16_t>(at + 2);
    if (index < dex.strings()) out.push_back(index);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jianfu::formats::dex
