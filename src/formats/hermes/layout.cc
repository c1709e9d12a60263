#include "formats/hermes/layout.h"

#include <algorithm>
#include <array>

namespace jianfu::formats::hermes {
namespace {

// Where the header keeps its numbers, by the first version that does so.
struct Family {
  uint32_t since;
  uint32_t header_bytes;
  uint32_t kind_runs, identifiers, strings, overflows, storage;  // offsets of the fields; 0: no such field
};
constexpr uint32_t kFunctionsField = 40;
constexpr std::array kFamilies = {
    Family{57, 128, 44, 48, 52, 56, 60},
    Family{55, 128, 52, 56, 44, 48, 60},
    Family{55, 96, 52, 56, 44, 48, 60},
    Family{0, 96, 0, 52, 44, 48, 56},
};

// Of a table with more bad strings than one in so many, something else is wrong.
constexpr uint32_t kTolerated = 5;

Layout lay_out(const io::ByteReader& in, const Family& family, uint32_t version, bool delta,
               uint32_t function_bytes) {
  const auto field = [&](uint32_t at) { return at == 0 ? 0 : in.le_at<uint32_t>(at); };
  Layout out;
  out.version = version;
  out.delta = delta;
  out.entry.offset_bit = version < 56 ? 2 : 1;
  out.entry.own_kind = family.kind_runs == 0;
  out.kind.bits = version < 71 ? 2 : 1;
  out.function_bytes = function_bytes;
  out.functions = field(kFunctionsField);
  out.kind_runs = field(family.kind_runs);
  out.identifiers = field(family.identifiers);
  out.strings = field(family.strings);
  out.overflows = field(family.overflows);
  out.storage_bytes = field(family.storage);
  out.function_at = family.header_bytes;
  out.kinds_at = out.function_at + uint64_t{function_bytes} * out.functions;
  out.strings_at = out.kinds_at + 4 * (uint64_t{out.kind_runs} + out.identifiers);
  out.overflow_at = out.strings_at + 4 * uint64_t{out.strings};
  out.storage_at = out.overflow_at + 8 * uint64_t{out.overflows};
  return out;
}

// Precondition: the tables lie inside the file.
void check(const io::ByteReader& in, Layout& layout) {
  if (!layout.entry.own_kind) {
    uint64_t counted = 0;
    for (uint32_t i = 0; i < layout.kind_runs; ++i)
      counted += layout.kind.count(in.le_at<uint32_t>(layout.kinds_at + 4 * uint64_t{i}));
    layout.kinds_agree = counted == layout.strings;
  }
  walk_strings(in, layout, [&](uint32_t, uint32_t entry, uint64_t offset, uint64_t length) {
    const uint64_t bytes = layout.entry.utf16(entry) ? 2 * length : length;
    if (offset > layout.storage_bytes || bytes > layout.storage_bytes - offset) ++layout.bad_strings;
  });
}

// How far the numbers are from agreeing, in strings.
uint64_t disagreement(const Layout& layout) {
  return layout.bad_strings + (layout.kinds_agree ? 0 : layout.strings / (2 * kTolerated) + 1);
}

}  // namespace

std::optional<Layout> find_layout(const io::ByteReader& in, uint32_t version, bool delta) {
  std::optional<Layout> best;
  // Functions have headers of 16 bytes below version 97 and of 12 from there on.
  for (const uint32_t function_bytes : {version < 97 ? 16u : 12u, version < 97 ? 12u : 16u}) {
    for (const Family& family : kFamilies) {
      // Only the families of this version: the newest that had begun by then.
      if (family.since > version) continue;
      if (family.since < 55 && version >= 55) continue;
      if (family.since == 55 && version >= 57) continue;
      Layout layout = lay_out(in, family, version, delta, function_bytes);
      if (!in.holds(0, layout.storage_at)) continue;
      check(in, layout);
      if (disagreement(layout) == 0) return layout;
      if (!best || disagreement(layout) < disagreement(*best)) best = layout;
    }
  }
  if (best && disagreement(*best) * kTolerated > best->strings) return std::nullopt;
  return best;
}

}  // namespace jianfu::formats::hermes
