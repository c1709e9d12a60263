// Asks a dex for all it can tell, as the tests of damaged files and the fuzz target do.
#pragma once

#include "formats/dex/code_walk.h"

namespace jianfu::formats::dex {

// Adds up what it is told, so that nothing is optimised away.
struct Adder {
  uint64_t sum = 0;
  void on_string(uint16_t r, uint32_t i) { sum += r + i; }
  void on_class(uint16_t r, uint32_t i) { sum += r + i; }
  void on_new(uint16_t r, uint32_t i) { sum += r + i; }
  void on_const(uint16_t r, int32_t v) { sum += r + static_cast<uint32_t>(v); }
  void on_static_get(uint16_t r, uint32_t i) { sum += r + i; }
  void on_instance_get(uint16_t r, uint32_t i) { sum += r + i; }
  void on_invoke(uint8_t op, uint32_t i, std::span<const uint16_t> registers) {
    sum += op + i;
    for (const uint16_t r : registers) sum += r;
  }
  void on_move(uint16_t to, uint16_t from) { sum += to + uint32_t{from}; }
  void on_move_result(uint16_t r) { sum += r; }
  void on_write(uint16_t r) { sum += r; }
  void on_branch() { ++sum; }
  void on_chars(std::string_view raw, uint16_t) {
    for (const char c : raw) sum += static_cast<unsigned char>(c);
  }
};

inline uint64_t read_tables(const Dex& in) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < in.strings(); ++i) sum += in.string(i).size() + in.string_offset(i);
  for (uint32_t i = 0; i < in.types(); ++i) sum += java_name(in.type(i)).size();
  for (uint32_t i = 0; i < in.protos(); ++i) sum += in.parameters(in.proto(i)).size();
  for (uint32_t i = 0; i < in.fields(); ++i) sum += in.field(i).name;
  for (uint32_t i = 0; i < in.methods(); ++i) sum += in.method(i).name;
  return sum;
}

inline uint64_t read_class(const Dex& in, const ClassDef& def) {
  Adder adder;
  const ClassData data = in.class_data(def);
  for (const auto* list : {&data.direct_methods, &data.virtual_methods}) {
    for (const MethodBody& body : *list) {
      const Code code = in.code(body);
      const WalkResult walked = walk(in, code, adder);
      if (!walked.whole) adder.sum += carve_strings(in, code, walked.stopped_at).size();
    }
  }
  in.annotations(def, [&adder](const AnnotatedMember& member) { adder.sum += member.annotation.elements.size(); });
  return adder.sum + in.static_values(def).size() + in.interfaces(def).size();
}

// 0 when there was nothing to read.
inline uint64_t read_everything(std::string_view bytes) {
  uint64_t sum = 0;
  looks_like(bytes);
  for (const std::string_view part : split_container(bytes)) {
    const Result<Dex> in = Dex::parse(part, {}, bytes);
    if (!in) continue;
    sum += 1 + read_tables(*in) + in->version().size();
    for (uint32_t i = 0; i < in->classes(); ++i) sum += read_class(*in, in->class_def(i));
  }
  return sum;
}

}  // namespace jianfu::formats::dex
