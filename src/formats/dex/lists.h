// The variable-length structures of classes, each read in one place for the accessors of Dex and for the
// survey (formats.md §4.2). All only move forward and end with the file.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "formats/dex/dex.h"
#include "io/byte_reader.h"

namespace jianfu::formats::dex {

inline constexpr uint32_t kMostInterfaces = 4096;  // the class file format allows 65,535; code has dozens
inline constexpr uint32_t kMostParameters = 255;   // an invoke counts its registers in one byte

struct ClassDataRead {
  bool whole = true;
  uint64_t bytes = 0;  // read
};

// Calls field(FieldDef, is_static) and method(MethodBody, is_direct) in the order of the file.
template <typename OnField, typename OnMethod>
ClassDataRead read_class_data(std::string_view bytes, uint64_t at, OnField field, OnMethod method) {
  if (at == 0) return {};
  io::ByteReader in(bytes);
  in.seek(at);
  const uint32_t fields[2] = {in.uleb128(), in.uleb128()};
  const uint32_t methods[2] = {in.uleb128(), in.uleb128()};
  // The index difference restarts at 0 for each of the four lists.
  for (size_t list = 0; list < 2; ++list) {
    uint32_t index = 0;
    for (uint32_t i = 0; i < fields[list] && in.ok(); ++i) {
      index += in.uleb128();
      const uint32_t access = in.uleb128();
      if (in.ok()) field(FieldDef{index, access}, list == 0);
    }
  }
  for (size_t list = 0; list < 2; ++list) {
    uint32_t index = 0;
    for (uint32_t i = 0; i < methods[list] && in.ok(); ++i) {
      index += in.uleb128();
      const uint32_t access = in.uleb128();
      const uint32_t code_at = in.uleb128();
      if (in.ok()) method(MethodBody{index, access, code_at}, list == 0);
    }
  }
  return {in.ok(), in.offset() - std::min(at, in.offset())};
}

std::vector<uint32_t> read_type_list(std::string_view bytes, uint64_t at, uint32_t most);

// Without units when the code item or its instructions lie outside.
Code read_code(std::string_view bytes, uint64_t at);

// Encoded values and annotations read from one place on. `work` is counted down by the bytes read, and
// reading ends with it: sets and items may be shared, and shared many times over in a file made for that.
class ValueReader {
 public:
  ValueReader(std::string_view bytes, uint64_t& work) : bytes_(bytes), work_(work) {}

  // False when the structure could not be read to its end; what was read is kept.
  bool static_values(uint64_t at, std::vector<EncodedValue>* out);
  using Each = std::function<void(const AnnotatedMember&)>;
  // `each` may be null.
  bool directory(const ClassDef& def, const Each* each);

 private:
  bool set(uint64_t at, AnnotatedMember::What what, uint32_t index, const Each* each);
  bool annotation(io::ByteReader& in, Annotation* out, uint32_t depth);
  bool value(io::ByteReader& in, std::vector<EncodedValue>* out, uint32_t depth);
  bool spend(uint64_t bytes);

  std::string_view bytes_;
  uint64_t& work_;
  AnnotatedMember member_;  // that `each` is given
};

// What reading one dex may cost in all: real ones share little, so a few times their size is much.
inline uint64_t fair_work(std::string_view bytes) {
  return uint64_t{bytes.size()} * 8 + (1u << 16);
}

}  // namespace jianfu::formats::dex
