#include "formats/elf/immediates.h"

#include <catch2/catch.hpp>

#include "builders/byte_writer.h"
#include "builders/damage.h"

namespace jianfu::formats::elf {
namespace {

using builders::ByteWriter;

std::string told(std::string_view code, Machine machine) {
  std::string out;
  short_literals(code, machine, [&](std::string_view text, uint64_t offset) {
    out += std::string(text) + "@" + std::to_string(offset) + " ";
  });
  return out;
}

uint64_t value_of(std::string_view bytes) {
  uint64_t out = 0;
  for (size_t i = 0; i < bytes.size(); ++i)
    out |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return out;
}

// movabs rax, eight bytes; mov dword [rdi+8], four bytes.
ByteWriter& eight(ByteWriter& out, std::string_view bytes) {
  return out.raw("\x48\xB8").le(value_of(bytes)).raw("\x48\x89\x07");
}
ByteWriter& four(ByteWriter& out, std::string_view bytes) {
  return out.raw("\xC7\x47\x08").le(static_cast<uint32_t>(value_of(bytes)));
}

// movz or movk into a register of 32 or 64 bits.
void move(ByteWriter& out, bool keep, bool wide, unsigned to, unsigned half, uint64_t value) {
  const auto bits = static_cast<uint32_t>((value >> (16 * half)) & 0xFFFF);
  out.le(static_cast<uint32_t>((keep ? 0x72800000u : 0x52800000u) | (wide ? 0x80000000u : 0u) | (half << 21) |
                               (bits << 5) | to));
}

}  // namespace

TEST_CASE("x86-64: a short text is put together from its pieces, one after the other or overlapping") {
  const std::string text = "打卡签到";
  ByteWriter plain;
  four(eight(plain, text.substr(0, 8)), text.substr(8));
  CHECK(told(plain.bytes(), Machine::kX8664) == text + "@0 ");
  ByteWriter overlapping;  // thirteen bytes with the NUL: the last eight are stored whole
  eight(eight(overlapping, text.substr(0, 8)), text.substr(5));
  CHECK(told(overlapping.bytes(), Machine::kX8664) == text + "@0 ");
  ByteWriter two;
  four(eight(two, text.substr(0, 8)), text.substr(8));
  eight(two, "考勤");
  CHECK(told(two.bytes(), Machine::kX8664) == text + "@0 考勤@20 ");
}

TEST_CASE("arm64: halves of registers make a text, in any order of the pieces") {
  const std::string text = "签到";
  ByteWriter code;  // bytes 3 to 6 with the NUL first, then bytes 0 to 3
  const uint64_t last = value_of(text.substr(3)), first = value_of(text.substr(0, 4));
  move(code, false, false, 8, 0, last);
  move(code, false, false, 9, 0, first);
  move(code, true, false, 8, 1, last);
  move(code, true, false, 9, 1, first);
  CHECK(told(code.bytes(), Machine::kArm64) == text + "@0 ");
  ByteWriter whole;
  for (unsigned half = 0; half < 4; ++half) move(whole, half != 0, true, 3, half, value_of("打卡"));
  CHECK(told(whole.bytes(), Machine::kArm64) == "打卡@0 ");
}

TEST_CASE("numbers, one Han character, pieces far apart and other machines give nothing") {
  ByteWriter code;
  eight(code, "\x01\x02\x03\x04\x05\x06\x07\x08");
  eight(code, "卡");
  eight(code, "password");
  CHECK(told(code.bytes(), Machine::kX8664).empty());
  ByteWriter apart;
  eight(apart, std::string_view("打卡签到").substr(0, 8)).raw(std::string(100, '\x90'));
  four(apart, std::string_view("打卡签到").substr(8));
  CHECK(told(apart.bytes(), Machine::kX8664).empty());
  ByteWriter other;
  eight(other, "打卡");
  CHECK(told(other.bytes(), Machine::kX86).empty());
}

TEST_CASE("damaged code is read without harm") {
  ByteWriter code;
  four(eight(code, std::string_view("打卡签到").substr(0, 8)), std::string_view("打卡签到").substr(8));
  for (const Machine machine : {Machine::kX8664, Machine::kArm64}) {
    builders::cut_everywhere(code.bytes(), [&](const std::string& bytes) { told(bytes, machine); });
    builders::flip_everywhere(code.bytes(),
                              [&](const std::string& bytes) { CHECK(told(bytes, machine).size() < 100); });
  }
}

}  // namespace jianfu::formats::elf
