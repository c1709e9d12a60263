// DEX (formats.md §4): tables as views over the file, nothing decoded before it is asked for, and one linear
// walk over the code. Index tables keep their holes: item i stays at i, an unreadable one is empty.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"
#include "io/byte_reader.h"

namespace jianfu::formats::dex {

inline constexpr uint32_t kNoIndex = 0xFFFFFFFF;
inline constexpr uint64_t kHeaderBytes = 0x70;           // 0x78 in version 041
inline constexpr uint64_t kContainerHeaderBytes = 0x78;

// An index that lies outside its table gives an item of these defaults, whose name is empty.
struct Method {
  uint16_t owner = 0xFFFF;  // type index
  uint16_t proto = 0xFFFF;
  uint32_t name = kNoIndex;  // string index
};
struct Field {
  uint16_t owner = 0xFFFF, type = 0xFFFF;
  uint32_t name = kNoIndex;
};
struct Proto {
  uint32_t shorty = kNoIndex, returns = kNoIndex;
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
// What the survey of a dex counts on its way: how much code there is, and how many methods have next to none.
struct Shape {
  uint32_t methods = 0;     // that are not abstract
  uint32_t hollow = 0;      // of them: native, or of three code units at most
  uint64_t code_bytes = 0;  // instructions
};
struct FieldDef {
  uint32_t field = 0, access = 0;
};
struct ClassDef {
  uint32_t type = kNoIndex, access = 0, super = kNoIndex, source_file = kNoIndex;
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
    uint32_t name = 0;                // string index
    uint32_t values = 0, count = 0;  // in `values`: an array is flattened, nested annotations are left out
  };
  std::vector<Element> elements;
  std::vector<EncodedValue> values;

  std::span<const EncodedValue> of(const Element& element) const { return std::span(values).subspan(element.values, element.count); }
};
struct AnnotatedMember {
  enum What : uint8_t { kClass, kField, kMethod } what = kClass;
  uint32_t index = 0;  // field or method index; class: type index
  Annotation annotation;
};

class Dex {
 public:
  // `bytes` is borrowed: this header up to the end of the file (file_size may lie; what follows it is an anomaly).
  // A part of a 041 container is given with that container, in which it must lie: its offsets count from there,
  // and so do those of every answer; bytes() is then the container.
  static Result<Dex> parse(std::string_view bytes, const Limits& limits, std::string_view container = {});

  uint32_t strings() const { return string_count_; }
  uint32_t types() const { return type_count_; }
  uint32_t protos() const { return proto_count_; }
  uint32_t fields() const { return field_count_; }
  uint32_t methods() const { return method_count_; }
  uint32_t classes() const { return class_count_; }

  // MUTF-8 as in the file (text::from_mutf8 makes UTF-8 of it); empty when unreadable or out of range.
  std::string_view string(uint32_t index) const {
    if (index >= texts_.size()) return {};
    return {bytes_.data() + texts_[index].at, texts_[index].size};
  }
  uint64_t string_offset(uint32_t index) const { return index < texts_.size() ? texts_[index].at : 0; }  // of the data, for evidence; 0 when unreadable
  // Descriptor "Lcom/x/Foo;".
  std::string_view type(uint32_t index) const {
    return index < type_count_ ? string(io::ByteReader(bytes_).le_at<uint32_t>(table_item(types_at_, index, 4))) : std::string_view();
  }
  Method method(uint32_t index) const;
  Field field(uint32_t index) const;
  Proto proto(uint32_t index) const;
  ClassDef class_def(uint32_t index) const;
  ClassData class_data(const ClassDef& def) const;
  void class_data(const ClassDef& def, ClassData& out) const;  // the same into lists that are there already
  std::vector<uint32_t> interfaces(const ClassDef& def) const;  // type indices
  std::vector<uint32_t> parameters(const Proto& proto) const;   // type indices
  Code code(const MethodBody& body) const;           // units 0 when there is none or it lies outside
  // In the order of the static fields; an array or annotation keeps its place as a value without contents.
  std::vector<EncodedValue> static_values(const ClassDef& def) const;
  // Calls `each` with every annotation of the class and its members; what it is given is the same object each time.
  void annotations(const ClassDef& def, const std::function<void(const AnnotatedMember&)>& each) const;

  std::string_view bytes() const { return bytes_; }
  std::string version() const;                       // "035"
  const Shape& shape() const { return shape_; }
  const std::vector<std::string>& anomalies() const { return anomalies_; }  // "dex-trailing-bytes" …
  const std::vector<Defect>& defects() const { return defects_; }

 private:
  friend class Survey;
  // Where the data of a string lies; at 0 without size: unreadable.
  struct Text {
    uint32_t at = 0, size = 0;
  };
  Text text_of(uint32_t string) const;
  struct Table {
    uint32_t count = 0;
    uint64_t at = 0;
  };
  Dex(std::string_view bytes, uint64_t header_at) : bytes_(bytes), header_at_(header_at) {}
  void check_header(uint64_t real_size);
  void check_map();
  void read_tables();
  Table read_table(size_t which);
  Table map_table(uint16_t type, uint32_t item_bytes) const;
  uint64_t table_item(uint64_t at, uint32_t index, uint32_t bytes) const { return at + uint64_t{index} * bytes; }
  void add_anomaly(std::string_view id);

  std::string_view bytes_;
  uint64_t header_at_ = 0;
  uint32_t string_count_ = 0, type_count_ = 0, proto_count_ = 0, field_count_ = 0, method_count_ = 0, class_count_ = 0;
  uint64_t strings_at_ = 0, types_at_ = 0, protos_at_ = 0, fields_at_ = 0, methods_at_ = 0, classes_at_ = 0;
  // From these indices on classes are without members, or without annotations and static values, and strings beyond
  // `texts_` are empty: overlapping data used up the work that a file of this size may cost (survey.h).
  uint32_t readable_classes_ = 0, readable_values_ = 0;
  std::vector<Text> texts_;  // by string: asked for too often to be read each time
  bool strings_in_order_ = false;  // each string's data lies before the next one's, so that one ends the other
  Shape shape_;
  std::vector<std::string> anomalies_;
  std::vector<Defect> defects_;
};

// The logical dex files of one entry: one, or several in a 041 container (hand that to parse() too), or what an
// odex wrapper holds. Each reaches from its header to the next one or to the end.
std::vector<std::string_view> split_container(std::string_view bytes);
bool looks_like(std::string_view bytes);

// "Lcom/x/Foo$Bar;" → "com.x.Foo$Bar"; primitives and arrays by their Java names.
std::string java_name(std::string_view descriptor);

}  // namespace jianfu::formats::dex
