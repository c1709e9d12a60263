// Builds valid DEX files, 035 unless told: every table sorted and without duplicates, map, checksum and
// signature right, so that `dexdump -d` accepts them. Names are Java's ("com.x.Foo", "int", "byte[]"); indices do not show:
// what refers to a string, type, field or method names it, and the builder finds the places.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace jianfu::builders {

// "com.x.Foo" → "Lcom/x/Foo;", "int[]" → "[I".
std::string dex_descriptor(std::string_view java_name);

enum DexAccess : uint32_t {
  kAccPublic = 0x1,
  kAccPrivate = 0x2,
  kAccStatic = 0x8,
  kAccFinal = 0x10,
  kAccNative = 0x100,
  kAccInterface = 0x200,
  kAccAbstract = 0x400,
  kAccConstructor = 0x10000,
};

struct MethodRef {
  std::string owner, name, returns = "void";
  std::vector<std::string> parameters = {};
};
struct FieldRef {
  std::string owner, type, name;
};

// Register numbers from here on mean the method's own arguments: kArgument + 0 is `this` of an instance
// method.
inline constexpr uint16_t kArgument = 0x8000;

struct DexInstruction {
  enum Op : uint8_t {
    kNop = 0x00,
    kMoveObject = 0x07,
    kMoveResult = 0x0A,
    kMoveResultWide = 0x0B,
    kMoveResultObject = 0x0C,
    kReturnVoid = 0x0E,
    kReturn = 0x0F,
    kReturnWide = 0x10,
    kReturnObject = 0x11,
    kConst4 = 0x12,
    kConst16 = 0x13,
    kConst = 0x14,
    kConstHigh16 = 0x15,
    kConstWide32 = 0x17,
    kConstString = 0x1A,
    kConstStringJumbo = 0x1B,
    kConstClass = 0x1C,
    kCheckCast = 0x1F,
    kNewInstance = 0x22,
    kNewArray = 0x23,
    kFillArrayData = 0x26,
    kGoto = 0x28,
    kIfEqz = 0x38,
    kSget = 0x60,
    kSgetObject = 0x62,
    kInvokeVirtual = 0x6E,
    kInvokeSuper = 0x6F,
    kInvokeDirect = 0x70,
    kInvokeStatic = 0x71,
    kInvokeInterface = 0x72,
  };
  Op op = kNop;
  std::vector<uint16_t> registers = {};
  int32_t value = 0;      // constants; goto and if: the instruction to go to, as its number in the list
  std::string text = {};  // string, type, or the bytes of an array payload
  uint16_t width = 0;     // bytes an array element
  FieldRef field = {};
  MethodRef method = {};
};

struct DexAnnotation {
  std::string type;
  std::vector<std::pair<std::string, std::vector<std::string>>> elements =
      {};  // several strings make an array
};
struct DexField {
  std::string type, name;
  uint32_t access = kAccPublic;
  std::variant<std::monostate, int32_t, std::string> value = {};  // of static fields
  std::vector<DexAnnotation> annotations = {};
};
struct DexMethod {
  std::string name, returns = "void";
  std::vector<std::string> parameters = {};
  uint32_t access = kAccPublic;
  std::vector<DexInstruction> code = {};  // none: abstract or native
  std::vector<DexAnnotation> annotations = {};
};
struct DexClass {
  std::string name, super = "java.lang.Object";
  std::vector<std::string> interfaces = {};
  uint32_t access = kAccPublic;
  std::string source_file = {};
  std::vector<DexField> fields = {};
  std::vector<DexMethod> methods = {};
  std::vector<DexAnnotation> annotations = {};
};

// Invokes with more than five registers, or with one above 15, take the range form and need successive
// registers.
std::string build_dex(const std::vector<DexClass>& classes, std::string_view version = "035");

// Writes size, checksum and signature anew, after bytes were edited.
void seal_dex(std::string& bytes);

// Instructions in short.
namespace dex_op {
DexInstruction string(uint16_t to, std::string text);
DexInstruction type(uint16_t to, std::string name);    // const-class
DexInstruction create(uint16_t to, std::string name);  // new-instance
DexInstruction constant(uint16_t to, int32_t value);   // the shortest form
DexInstruction static_get(uint16_t to, FieldRef field);
DexInstruction invoke(DexInstruction::Op op, MethodRef method, std::vector<uint16_t> registers);
DexInstruction move_result(DexInstruction::Op op, uint16_t to);
DexInstruction jump(int32_t to_instruction);
DexInstruction array(uint16_t in, uint16_t width, std::string bytes);  // fill-array-data
DexInstruction return_void();
}  // namespace dex_op

}  // namespace jianfu::builders
