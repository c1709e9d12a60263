#include "formats/dex/code_walk.h"

#include <catch2/catch.hpp>

#include <numeric>

#include "builders/dex_builder.h"

using namespace jianfu;
using namespace jianfu::builders;
namespace dex = jianfu::formats::dex;
using Op = DexInstruction::Op;

namespace {

// Writes down what it is told, a line an event.
struct Recorder {
  const dex::Dex& in;
  std::vector<std::string> events;

  static std::string reg(uint16_t r) { return "v" + std::to_string(r); }
  void on_string(uint16_t r, uint32_t s) {
    events.push_back(reg(r) + " = \"" + std::string(in.string(s)) + "\"");
  }
  void on_class(uint16_t r, uint32_t t) {
    events.push_back(reg(r) + " = class " + dex::java_name(in.type(t)));
  }
  void on_new(uint16_t r, uint32_t t) { events.push_back(reg(r) + " = new " + dex::java_name(in.type(t))); }
  void on_const(uint16_t r, int32_t v) { events.push_back(reg(r) + " = " + std::to_string(v)); }
  void on_static_get(uint16_t r, uint32_t f) {
    events.push_back(reg(r) + " = " + std::string(in.string(in.field(f).name)));
  }
  void on_instance_get(uint16_t r, uint32_t) { on_write(r); }
  void on_invoke(uint8_t op, uint32_t m, std::span<const uint16_t> registers) {
    std::string text = std::to_string(op) + " " + std::string(in.string(in.method(m).name)) + "(";
    for (const uint16_t r : registers) text += reg(r) + " ";
    events.push_back(text + ")");
  }
  void on_move(uint16_t to, uint16_t from) { events.push_back(reg(to) + " = " + reg(from)); }
  void on_move_result(uint16_t r) { events.push_back(reg(r) + " = result"); }
  void on_write(uint16_t r) { events.push_back(reg(r) + " = ?"); }
  void on_branch() { events.push_back("branch"); }
  void on_chars(std::string_view raw, uint16_t width) {
    events.push_back(std::to_string(width) + "-byte array " + std::string(raw));
  }
};

struct Walked {
  dex::WalkResult result;
  std::vector<std::string> events;
};

dex::Code only_code(const dex::Dex& in) {
  return in.code(in.class_data(in.class_def(0)).direct_methods.at(0));
}

std::string one_method(std::vector<DexInstruction> code) {
  return build_dex(
      {{.name = "A", .methods = {{.name = "f", .access = kAccStatic, .code = std::move(code)}}}});
}

Walked walk_bytes(const std::string& bytes) {
  const Result<dex::Dex> in = dex::Dex::parse(bytes, {});
  REQUIRE(in);
  Recorder recorder{*in, {}};
  const dex::WalkResult result = dex::walk(*in, only_code(*in), recorder);
  return {result, recorder.events};
}

using Events = std::vector<std::string>;

// Units put in place of the nops of a method.
Walked walk_units(const std::vector<uint16_t>& units) {
  std::string bytes = one_method(std::vector<DexInstruction>(units.size()));
  const Result<dex::Dex> in = dex::Dex::parse(bytes, {});
  REQUIRE(in);
  const uint64_t at = only_code(*in).insns_at;
  for (size_t i = 0; i < units.size(); ++i) {
    bytes[at + 2 * i] = static_cast<char>(units[i] & 0xFF);
    bytes[at + 2 * i + 1] = static_cast<char>(units[i] >> 8);
  }
  return walk_bytes(bytes);
}

}  // namespace

TEST_CASE("a walk tells strings, classes, constants, fields and calls with their registers") {
  const MethodRef show{"com.x.Ui", "show", "boolean", {"java.lang.String", "int"}};
  const Walked walked = walk_bytes(one_method({
      dex_op::string(1, "打卡"),
      dex_op::constant(2, 0x7F030001),
      dex_op::invoke(Op::kInvokeStatic, show, {1, 2}),
      dex_op::move_result(Op::kMoveResult, 0),
      dex_op::type(3, "com.x.Foo"),
      dex_op::create(4, "com.x.Bar"),
      dex_op::static_get(5, {"com.x.R", "int", "title"}),
      {.op = Op::kMoveObject, .registers = {6, 1}},
      {.op = Op::kCheckCast, .registers = {6}, .text = "com.x.Foo"},
      dex_op::return_void(),
  }));
  CHECK(walked.result.whole);
  CHECK(walked.result.invokes == 1);
  CHECK(walked.result.const_strings == 1);
  CHECK(walked.events == Events{"v1 = \"打卡\"", "v2 = 2130903041", "113 show(v1 v2 )", "v0 = result",
                                "v3 = class com.x.Foo", "v4 = new com.x.Bar", "v5 = title", "v6 = v1",
                                "v6 = v6", "branch"});
}

TEST_CASE("each form of a constant gives its value") {
  const int32_t value = GENERATE(0, -8, 7, 8, -32768, 32767, 32768, 0x7F030000, 0x7F0A0001, -2147483647 - 1);
  const Walked walked = walk_bytes(one_method({dex_op::constant(3, value), dex_op::return_void()}));
  CHECK(walked.events == Events{"v3 = " + std::to_string(value), "branch"});
}

TEST_CASE("the range form of a call lists successive registers") {
  const MethodRef many{"A", "many", "void", std::vector<std::string>(7, "int")};
  std::vector<uint16_t> registers(7);
  std::iota(registers.begin(), registers.end(), uint16_t{20});
  const Walked walked = walk_bytes(one_method({dex_op::invoke(Op::kInvokeStatic, many, registers)}));
  CHECK(walked.result.invokes == 1);
  CHECK(walked.events == Events{"119 many(v20 v21 v22 v23 v24 v25 v26 )"});
}

TEST_CASE("jumbo strings have 32-bit indices") {
  const Walked walked =
      walk_bytes(one_method({{.op = Op::kConstStringJumbo, .registers = {0}, .text = "x"}}));
  CHECK(walked.result.const_strings == 1);
  CHECK(walked.events == Events{"v0 = \"x\""});
}

TEST_CASE("array payloads of one and two bytes are handed out, and jumped over") {
  const Walked walked = walk_bytes(one_method({
      dex_op::constant(1, 3),
      {.op = Op::kNewArray, .registers = {0, 1}, .text = "byte[]"},
      dex_op::array(0, 1, "abc"),
      dex_op::array(0, 2, "AaBb"),
      dex_op::array(0, 4, "four"),
      dex_op::return_void(),
  }));
  CHECK(walked.result.whole);
  CHECK(walked.events == Events{"v1 = 3", "v0 = ?", "branch", "1-byte array abc", "2-byte array AaBb"});
}

TEST_CASE("switch payloads are jumped over") {
  CHECK(walk_units({0x000E, 0x0000, 0x0100, 1, 0, 0, 4, 0}).result.whole);
  CHECK(walk_units({0x000E, 0x0000, 0x0200, 1, 0, 0, 4, 0}).result.whole);
}

TEST_CASE("a nop with another high byte is no payload") {
  const Walked walked = walk_units({0x0400, 0x0101, 0x000E});
  CHECK(walked.result.whole);
  CHECK(walked.events == Events{"v1 = v0", "branch"});
}

TEST_CASE("pairs of registers are written half by half") {
  CHECK(walk_units({0x0316, 5}).events == Events{"v3 = ?", "v4 = ?"});       // const-wide/16
  CHECK(walk_units({0x2104}).events == Events{"v1 = ?", "v2 = ?"});          // move-wide
  CHECK(walk_units({0x020B}).events == Events{"v2 = result", "v3 = ?"});     // move-result-wide
  CHECK(walk_units({0x019B, 0x0000}).events == Events{"v1 = ?", "v2 = ?"});  // add-long
  CHECK(walk_units({0x0190, 0x0000}).events == Events{"v1 = ?"});            // add-int
  CHECK(walk_units({0x0138, 0x0002}).events == Events{"branch"});            // if-eqz
  CHECK(walk_units({0x0067, 0x0000}).events.empty());                        // sput
}

TEST_CASE("polymorphic calls are told and not counted") {
  const Walked walked = walk_units({0x10FA, 0, 0, 0});
  CHECK(walked.result.whole);
  CHECK(walked.result.invokes == 0);
  CHECK(walked.events.size() == 1);
}

TEST_CASE("a count of more than five registers in a plain call is cut to five") {
  const Walked walked = walk_units({0xF06E, 0, 0x3210});
  CHECK(walked.events == Events{"110 f(v0 v1 v2 v3 v0 )"});
}

TEST_CASE("an unknown opcode stops the walk, and what is left is carved for strings") {
  const Walked walked = walk_units({0x0112, 0x00E3, 0x001A, 0x0001, 0x001A, 0xFFFF, 0x001B, 0x0000, 0x0000});
  CHECK_FALSE(walked.result.whole);
  CHECK(walked.result.stopped_at == 1);
  CHECK(walked.events == Events{"v1 = 0"});

  std::string bytes = one_method(std::vector<DexInstruction>(4));
  const Result<dex::Dex> in = dex::Dex::parse(bytes, {});
  REQUIRE(in);
  const dex::Code code = only_code(*in);
  CHECK(dex::carve_strings(*in, code, 0).empty());
  bytes[code.insns_at + 2] = 0x1A;
  bytes[code.insns_at + 4] = 0x02;
  CHECK(dex::carve_strings(*in, code, 0) == std::vector<uint32_t>{2});
  CHECK(dex::carve_strings(*in, code, 2).empty());
  bytes[code.insns_at + 5] = 0x7F;  // no such string
  CHECK(dex::carve_strings(*in, code, 0).empty());
}

TEST_CASE("an instruction or payload that overruns the method stops the walk") {
  for (const std::vector<uint16_t>& units : std::vector<std::vector<uint16_t>>{
           {0x001A}, {0x006E, 0}, {0x0300, 1}, {0x0300, 0xFFFF, 0xFFFF, 0xFFFF}, {0x0100}}) {
    const Walked walked = walk_units(units);
    CHECK_FALSE(walked.result.whole);
    CHECK(walked.events.empty());
  }
}

TEST_CASE("instruction lengths are known one by one too") {
  const std::string insns("\x1A\x00\x01\x00\x0E\x00\x00\x03\x01\x00\x03\x00\x00\x00\x61\x62\x63\x00", 18);
  CHECK(dex::instruction_units(insns, 0) == 2);
  CHECK(dex::instruction_units(insns, 2) == 1);
  CHECK(dex::instruction_units(insns, 3) == 6);
  CHECK(dex::instruction_units(insns, 9) == 0);
  CHECK(dex::instruction_units(std::string_view("\x1A\x00", 2), 0) == 0);
  CHECK(dex::instruction_units(std::string_view("\xE3\x00", 2), 0) == 0);
}
