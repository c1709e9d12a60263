// The template half of code_walk.h: a table of what each opcode's instruction looks like and writes
// (formats.md §4.3), and the loop over it. One bounds check an instruction; behind it reads are raw.
#pragma once

#include <cstring>

#include "io/byte_reader.h"

namespace jianfu::formats::dex {
namespace detail {

// What an instruction does to registers, and where its operands stand: 4, 8 and 16 are the bits of the
// register's number (in the low nibble of the second byte, in that byte, in the second unit).
enum class Effect : uint8_t {
  kUnknown,
  kNone,
  kMove4,
  kMove8,
  kMove16,
  kWrite4,
  kWrite8,
  kWritePair4,
  kWritePair8,
  kWritePair16,
  kMoveResult,
  kMoveResultWide,
  kConst4,
  kConst16,
  kConst32,
  kConstHigh16,
  kString,
  kStringJumbo,
  kClass,
  kNew,
  kCheckCast,
  kStaticGet,
  kStaticGetWide,
  kInstanceGet,
  kInvoke,
  kInvokeRange,
  kInvokePolymorphic,
  kInvokePolymorphicRange,
  kBranch,
};

struct Shape {
  uint8_t units = 0;  // 0: no such opcode in a plain dex
  Effect effect = Effect::kUnknown;
};

struct OpcodeRange {
  uint8_t first, last, units;
  Effect effect;
};

inline constexpr OpcodeRange kOpcodes[] = {
    {0x00, 0x00, 1, Effect::kNone},   // nop, and payloads
    {0x01, 0x01, 1, Effect::kMove4},  // move
    {0x02, 0x02, 2, Effect::kMove8},
    {0x03, 0x03, 3, Effect::kMove16},
    {0x04, 0x04, 1, Effect::kWritePair4},  // move-wide
    {0x05, 0x05, 2, Effect::kWritePair8},
    {0x06, 0x06, 3, Effect::kWritePair16},
    {0x07, 0x07, 1, Effect::kMove4},  // move-object
    {0x08, 0x08, 2, Effect::kMove8},
    {0x09, 0x09, 3, Effect::kMove16},
    {0x0A, 0x0A, 1, Effect::kMoveResult},
    {0x0B, 0x0B, 1, Effect::kMoveResultWide},
    {0x0C, 0x0C, 1, Effect::kMoveResult},  // move-result-object
    {0x0D, 0x0D, 1, Effect::kWrite8},      // move-exception
    {0x0E, 0x11, 1, Effect::kBranch},      // return
    {0x12, 0x12, 1, Effect::kConst4},
    {0x13, 0x13, 2, Effect::kConst16},
    {0x14, 0x14, 3, Effect::kConst32},  // resource ids
    {0x15, 0x15, 2, Effect::kConstHigh16},
    {0x16, 0x16, 2, Effect::kWritePair8},  // const-wide
    {0x17, 0x17, 3, Effect::kWritePair8},
    {0x18, 0x18, 5, Effect::kWritePair8},
    {0x19, 0x19, 2, Effect::kWritePair8},
    {0x1A, 0x1A, 2, Effect::kString},
    {0x1B, 0x1B, 3, Effect::kStringJumbo},
    {0x1C, 0x1C, 2, Effect::kClass},
    {0x1D, 0x1E, 1, Effect::kNone},  // monitor
    {0x1F, 0x1F, 2, Effect::kCheckCast},
    {0x20, 0x20, 2, Effect::kWrite4},  // instance-of
    {0x21, 0x21, 1, Effect::kWrite4},  // array-length
    {0x22, 0x22, 2, Effect::kNew},
    {0x23, 0x23, 2, Effect::kWrite4},  // new-array
    {0x24, 0x26, 3, Effect::kNone},    // filled-new-array, fill-array-data
    {0x27, 0x28, 1, Effect::kBranch},  // throw, goto
    {0x29, 0x29, 2, Effect::kBranch},
    {0x2A, 0x2C, 3, Effect::kBranch},  // goto/32, switches
    {0x2D, 0x31, 2, Effect::kWrite8},  // cmp
    {0x32, 0x3D, 2, Effect::kBranch},  // if
    {0x44, 0x44, 2, Effect::kWrite8},  // aget
    {0x45, 0x45, 2, Effect::kWritePair8},
    {0x46, 0x4A, 2, Effect::kWrite8},
    {0x4B, 0x51, 2, Effect::kNone},    // aput
    {0x52, 0x52, 2, Effect::kWrite4},  // iget
    {0x53, 0x53, 2, Effect::kWritePair4},
    {0x54, 0x54, 2, Effect::kInstanceGet},  // iget-object
    {0x55, 0x58, 2, Effect::kWrite4},
    {0x59, 0x5F, 2, Effect::kNone},  // iput
    {0x60, 0x60, 2, Effect::kStaticGet},
    {0x61, 0x61, 2, Effect::kStaticGetWide},
    {0x62, 0x66, 2, Effect::kStaticGet},
    {0x67, 0x6D, 2, Effect::kNone},  // sput
    {0x6E, 0x72, 3, Effect::kInvoke},
    {0x74, 0x78, 3, Effect::kInvokeRange},
    {0x7B, 0x7C, 1, Effect::kWrite4},      // neg-int, not-int
    {0x7D, 0x7E, 1, Effect::kWritePair4},  // … long
    {0x7F, 0x7F, 1, Effect::kWrite4},      // … float
    {0x80, 0x81, 1, Effect::kWritePair4},  // … double, int-to-long
    {0x82, 0x82, 1, Effect::kWrite4},      // int-to-float
    {0x83, 0x83, 1, Effect::kWritePair4},  // int-to-double
    {0x84, 0x85, 1, Effect::kWrite4},      // long-to-int, -float
    {0x86, 0x86, 1, Effect::kWritePair4},  // long-to-double
    {0x87, 0x87, 1, Effect::kWrite4},      // float-to-int
    {0x88, 0x89, 1, Effect::kWritePair4},  // float-to-long, -double
    {0x8A, 0x8A, 1, Effect::kWrite4},      // double-to-int
    {0x8B, 0x8B, 1, Effect::kWritePair4},  // double-to-long
    {0x8C, 0x8F, 1, Effect::kWrite4},      // double-to-float, int-to-byte, -char, -short
    {0x90, 0x9A, 2, Effect::kWrite8},      // arithmetic: int
    {0x9B, 0xA5, 2, Effect::kWritePair8},  // long
    {0xA6, 0xAA, 2, Effect::kWrite8},      // float
    {0xAB, 0xAF, 2, Effect::kWritePair8},  // double
    {0xB0, 0xBA, 1, Effect::kWrite4},      // the same with two addresses
    {0xBB, 0xC5, 1, Effect::kWritePair4},
    {0xC6, 0xCA, 1, Effect::kWrite4},
    {0xCB, 0xCF, 1, Effect::kWritePair4},
    {0xD0, 0xD7, 2, Effect::kWrite4},  // with a 16-bit literal
    {0xD8, 0xE2, 2, Effect::kWrite8},  // with an 8-bit literal
    {0xFA, 0xFA, 4, Effect::kInvokePolymorphic},
    {0xFB, 0xFB, 4, Effect::kInvokePolymorphicRange},
    {0xFC, 0xFD, 3, Effect::kNone},    // invoke-custom
    {0xFE, 0xFF, 2, Effect::kWrite8},  // const-method-handle, const-method-type
};

constexpr std::array<Shape, 256> expand_opcodes() {
  std::array<Shape, 256> out{};
  for (const OpcodeRange& range : kOpcodes) {
    for (size_t op = range.first; op <= range.last; ++op) out[op] = {range.units, range.effect};
  }
  return out;
}
inline constexpr std::array<Shape, 256> kShapes = expand_opcodes();

// One instruction; reads lie behind the bounds check of the loop.
struct Instruction {
  const char* at;

  uint16_t unit(size_t index) const {
    uint16_t out;
    std::memcpy(&out, at + 2 * index, 2);
    return out;
  }
  uint32_t wide(size_t index) const {
    uint32_t out;
    std::memcpy(&out, at + 2 * index, 4);
    return out;
  }
  uint8_t op() const { return static_cast<uint8_t>(unit(0)); }
  uint16_t high() const { return static_cast<uint16_t>(unit(0) >> 8); }
  uint16_t low_nibble() const { return high() & 0xF; }
  uint16_t high_nibble() const { return static_cast<uint16_t>(unit(0) >> 12); }
};

inline constexpr uint16_t kPackedSwitch = 0x0100, kSparseSwitch = 0x0200, kArrayData = 0x0300;

inline bool is_payload(uint16_t unit) {
  return (unit & 0xFF) == 0 && unit >= kPackedSwitch && unit <= kArrayData;  // the three values and no other
}

// Units of a payload, more than `left` when it overruns or its head does.
inline uint64_t payload_units(Instruction in, uint64_t left) {
  const uint64_t head_units = in.unit(0) == kArrayData ? 4 : 2;
  if (left < head_units) return head_units;
  if (in.unit(0) == kPackedSwitch) return uint64_t{in.unit(1)} * 2 + 4;
  if (in.unit(0) == kSparseSwitch) return uint64_t{in.unit(1)} * 4 + 2;
  return 4 + (uint64_t{in.unit(1)} * in.wide(2) + 1) / 2;
}

inline uint64_t units_of(Instruction in, uint64_t left) {
  const uint16_t first = in.unit(0);
  if (is_payload(first)) return payload_units(in, left);
  return kShapes[first & 0xFF].units;
}

template <typename Visitor>
void visit_payload(Instruction in, Visitor& visitor) {
  const uint16_t width = in.unit(1);
  if (in.unit(0) != kArrayData || (width != 1 && width != 2)) return;
  visitor.on_chars(std::string_view(in.at + 8, uint64_t{width} * in.wide(2)), width);
}

template <typename Visitor>
void visit_invoke(Instruction in, Visitor& visitor) {
  const uint16_t five = in.unit(2);
  const std::array<uint16_t, 5> registers = {
      static_cast<uint16_t>(five & 0xF), static_cast<uint16_t>(five >> 4 & 0xF),
      static_cast<uint16_t>(five >> 8 & 0xF), static_cast<uint16_t>(five >> 12), in.low_nibble()};
  const size_t count = in.high_nibble() < registers.size() ? in.high_nibble() : registers.size();
  visitor.on_invoke(in.op(), in.unit(1), std::span<const uint16_t>(registers.data(), count));
}

template <typename Visitor>
void visit_invoke_range(Instruction in, Visitor& visitor) {
  std::array<uint16_t, 255> registers;  // the count is one byte
  const size_t count = in.high();
  for (size_t i = 0; i < count; ++i) registers[i] = static_cast<uint16_t>(in.unit(2) + i);
  visitor.on_invoke(in.op(), in.unit(1), std::span<const uint16_t>(registers.data(), count));
}

template <typename Visitor>
void write_pair(uint16_t first, Visitor& visitor) {
  visitor.on_write(first);
  visitor.on_write(static_cast<uint16_t>(first + 1));
}

template <typename Visitor>
void visit(Instruction in, Effect effect, WalkResult& result, Visitor& visitor) {
  switch (effect) {
    case Effect::kUnknown:
    case Effect::kNone:
      return;
    case Effect::kMove4:
      return visitor.on_move(in.low_nibble(), in.high_nibble());
    case Effect::kMove8:
      return visitor.on_move(in.high(), in.unit(1));
    case Effect::kMove16:
      return visitor.on_move(in.unit(1), in.unit(2));
    case Effect::kWrite4:
      return visitor.on_write(in.low_nibble());
    case Effect::kWrite8:
      return visitor.on_write(in.high());
    case Effect::kWritePair4:
      return write_pair(in.low_nibble(), visitor);
    case Effect::kWritePair8:
      return write_pair(in.high(), visitor);
    case Effect::kWritePair16:
      return write_pair(in.unit(1), visitor);
    case Effect::kMoveResult:
      return visitor.on_move_result(in.high());
    case Effect::kMoveResultWide:
      visitor.on_move_result(in.high());
      return visitor.on_write(static_cast<uint16_t>(in.high() + 1));
    case Effect::kConst4:  // the nibble is signed
      return visitor.on_const(in.low_nibble(), static_cast<int16_t>(in.unit(0)) >> 12);
    case Effect::kConst16:
      return visitor.on_const(in.high(), static_cast<int16_t>(in.unit(1)));
    case Effect::kConst32:
      return visitor.on_const(in.high(), static_cast<int32_t>(in.wide(1)));
    case Effect::kConstHigh16:
      return visitor.on_const(in.high(), static_cast<int32_t>(uint32_t{in.unit(1)} << 16));
    case Effect::kString:
      ++result.const_strings;
      return visitor.on_string(in.high(), in.unit(1));
    case Effect::kStringJumbo:
      ++result.const_strings;
      return visitor.on_string(in.high(), in.wide(1));
    case Effect::kClass:
      return visitor.on_class(in.high(), in.unit(1));
    case Effect::kNew:
      return visitor.on_new(in.high(), in.unit(1));
    case Effect::kCheckCast:
      return visitor.on_move(in.high(), in.high());
    case Effect::kStaticGet:
      return visitor.on_static_get(in.high(), in.unit(1));
    case Effect::kStaticGetWide:
      visitor.on_static_get(in.high(), in.unit(1));
      return visitor.on_write(static_cast<uint16_t>(in.high() + 1));
    case Effect::kInstanceGet:
      return visitor.on_instance_get(in.low_nibble(), in.unit(1));
    case Effect::kInvoke:
      ++result.invokes;
      return visit_invoke(in, visitor);
    case Effect::kInvokeRange:
      ++result.invokes;
      return visit_invoke_range(in, visitor);
    case Effect::kInvokePolymorphic:
      return visit_invoke(in, visitor);
    case Effect::kInvokePolymorphicRange:
      return visit_invoke_range(in, visitor);
    case Effect::kBranch:
      return visitor.on_branch();
  }
}

}  // namespace detail

template <typename Visitor>
WalkResult walk(const Dex& dex, const Code& code, Visitor& visitor) {
  WalkResult result;
  const std::string_view insns = io::ByteReader(dex.bytes()).slice(code.insns_at, uint64_t{code.units} * 2);
  const uint64_t units = insns.size() / 2;
  uint64_t at = 0;
  while (at < units) {
    const detail::Instruction in{insns.data() + 2 * at};
    const uint64_t length = detail::units_of(in, units - at);
    if (length == 0 || length > units - at) break;
    // Beyond this point every unit of the instruction is there.
    if (detail::is_payload(in.unit(0))) {
      detail::visit_payload(in, visitor);
    } else {
      detail::visit(in, detail::kShapes[in.op()].effect, result, visitor);
    }
    at += length;
  }
  result.stopped_at = static_cast<uint32_t>(at);
  result.whole = at == code.units;
  return result;
}

}  // namespace jianfu::formats::dex
