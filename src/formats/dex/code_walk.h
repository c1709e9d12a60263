// One linear pass over the instructions of a method, telling a visitor only what evidence is made of. The visitor
// can follow registers: every instruction that writes a register it does not describe is reported by on_write.
//
//   struct Visitor {                                     // all members must exist
//     void on_string(uint16_t reg, uint32_t string);              // const-string, const-string/jumbo
//     void on_class(uint16_t reg, uint32_t type);                 // const-class
//     void on_new(uint16_t reg, uint32_t type);                   // new-instance
//     void on_const(uint16_t reg, int32_t value);                 // const/4, /16, const, const/high16
//     void on_static_get(uint16_t reg, uint32_t field);           // sget*
//     void on_instance_get(uint16_t reg, uint32_t field);         // iget-object
//     void on_invoke(uint8_t op, uint32_t method, std::span<const uint16_t> registers);  // 6E–78, FA, FB
//     void on_move(uint16_t to, uint16_t from);                   // move, move-object; check-cast as (reg, reg)
//     void on_move_result(uint16_t reg);
//     void on_write(uint16_t reg);                                // any other write
//     void on_branch();                                           // if, switch, goto, return, throw: forget registers
//     void on_chars(std::string_view raw, uint16_t width);        // fill-array-data payload of width 1 or 2
//   };
//
// A pair of registers is reported half by half. What registers hold is then true on the path that falls through;
// labels need no event of their own, since every jump to them was one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "formats/dex/dex.h"

namespace jianfu::formats::dex {

struct WalkResult {
  bool whole = true;          // ended exactly at the end of the method
  uint32_t invokes = 0;       // opcodes 6E–78
  uint32_t const_strings = 0; // 1A, 1B
  uint32_t stopped_at = 0;    // unit behind the last instruction that was understood: where carving starts
};

// Walks `code`. When the walk desynchronises it stops with whole = false; carve_strings() then finds what is left.
template <typename Visitor>
WalkResult walk(const Dex& dex, const Code& code, Visitor& visitor);

// Length in 16-bit units of the instruction at `at` (payloads included), 0 when it is unknown or overruns.
uint32_t instruction_units(std::string_view insns, uint32_t at);

// Low-confidence: string indices behind units that look like const-string in [from, units) of a method, each once.
std::vector<uint32_t> carve_strings(const Dex& dex, const Code& code, uint32_t from);

}  // namespace jianfu::formats::dex

#include "formats/dex/code_walk_impl.h"  // IWYU pragma: export
