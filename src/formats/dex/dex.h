// DEX (formats.md §4): tables as views over the file, nothing decoded before it is asked for, and one linear
// walk over the code. Index tables keep their holes: item i stays at i, an unreadable one is empty.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::dex {

inline constexpr uint32_t kNoIndex = 0xFFFFFFFF;

struct Method {
  uint16_t owner = 0;   // type index
  uint16_t proto = 0;
  uint32_t name = 0;    // string index
};
struct Field {
  uint16_t owner = 0, type = 0;
  uint32_t name = 0;
};
struct Proto {
  uint32_t shorty = 0, returns = 0;
  uint32_t parameters_at = 0;  // offset of a type_list, 0 for none
};
struct Code {
  uint64_t insns_at = 0;  // byte offset in the file
  uint32_t units = 0;     // 16-bit units
  uint16_t registers = 0, ins = 0;
};
struct MethodBody {
  uint32_t method = 0;  // method index
  uint32_t access = 0;  // flags
  uint32_t code_at = 0; // 0: abstract or native
};
struct FieldDef {
  uint32_t field = 0, access = 0;
};
struct ClassDef {
  uint32_t type = 0, access = 0, super = kNoIndex, source_file = kNoIndex;
  uint32_t interfaces_at = 0, annotations_at = 0, data_at = 0, static_values_at = 0;
};
struct ClassData {
  std::vector<FieldDef> static_fields, instance_fields;
  std::vector<MethodBody> direct_methods, virtual_methods;
};

// A value of static_values or of an annotation; strings and types by index.
struct EncodedValue {
  uint8_t type = 0;   // formats.md §4.2: 0x17 string, 0x18 type, 0x04 int …
  uint64_t value = 0; // integer bits, or index
};
struct Annotation {
  uint32_t type = 0;  // type index
  struct Element {
    uint32_t name = 0;                 // string index
    std::vector<EncodedValue> values;  // an array is flattened, nested annotations are left out
  };
  std::vector<Element> elements;
};
struct AnnotatedMember {
  enum What : uint8_t { kClass, kField, kMethod } what = kClass;
  uint32_t index = 0;  // field or method index; class: type index
  Annotation annotation;
};

class Dex {
 public:
  // `bytes` is borrowed: this header up to its file_size (or the end, when that lies).
  static Result<Dex> parse(std::string_view bytes, const Limits& limits);

  uint32_t strings() const { return string_count_; }
  uint32_t types() const { return type_count_; }
  uint32_t protos() const { return proto_count_; }
  uint32_t fields() const { return field_count_; }
  uint32_t methods() const { return method_count_; }
  uint32_t classes() const { return class_count_; }

  // MUTF-8 as in the file (text::from_mutf8 makes UTF-8 of it); empty when unreadable or out of range.
  std::string_view string(uint32_t index) const;
  uint64_t string_offset(uint32_t index) const;      // of the data, for evidence; 0 when unreadable
  std::string_view type(uint32_t index) const;       // descriptor "Lcom/x/Foo;"
  Method method(uint32_t index) const;
  Field field(uint32_t index) const;
  Proto proto(uint32_t index) const;
  ClassDef class_def(uint32_t index) const;
  ClassData class_data(const ClassDef& def) const;
  std::vector<uint32_t> interfaces(const ClassDef& def) const;  // type indices
  std::vector<uint32_t> parameters(const Proto& proto) const;   // type indices
  Code code(const MethodBody& body) const;           // units 0 when there is none or it lies outside
  std::vector<EncodedValue> static_values(const ClassDef& def) const;
  std::vector<AnnotatedMember> annotations(const ClassDef& def) const;

  std::string_view bytes() const { return bytes_; }
  std::string version() const;                       // "035"
  const std::vector<std::string>& anomalies() const { return anomalies_; }  // "dex-trailing-bytes" …
  const std::vector<Defect>& defects() const { return defects_; }

 private:
  std::string_view bytes_;
  uint32_t string_count_ = 0, type_count_ = 0, proto_count_ = 0, field_count_ = 0, method_count_ = 0, class_count_ = 0;
  uint32_t strings_at_ = 0, types_at_ = 0, protos_at_ = 0, fields_at_ = 0, methods_at_ = 0, classes_at_ = 0;
  std::vector<std::string> anomalies_;
  std::vector<Defect> defects_;
};

// The logical dex files of one entry: one, or several in a 041 container.
std::vector<std::string_view> split_container(std::string_view bytes);
bool looks_like(std::string_view bytes);

// "Lcom/x/Foo$Bar;" → "com.x.Foo$Bar"; primitives and arrays by their Java names.
std::string java_name(std::string_view descriptor);

}  // namespace jianfu::formats::dex
