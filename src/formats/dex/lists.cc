#include "formats/dex/lists.h"

#include <algorithm>

namespace jianfu::formats::dex {
namespace {

constexpr uint32_t kMostNesting = 16;  // values in values; compilers write 2 or 3 levels

enum ValueType : uint8_t {
  kByte = 0x00,
  kShort = 0x02,
  kInt = 0x04,
  kLong = 0x06,
  kFloat = 0x10,
  kDouble = 0x11,
  kArray = 0x1C,
  kAnnotation = 0x1D,
  kNull = 0x1E,
  kBoolean = 0x1F,
};

// The bits of a value stored in `size` bytes: integers are sign-extended, floating point keeps its high
// bytes.
uint64_t extend(uint8_t type, uint64_t raw, uint32_t size) {
  const uint32_t missing = 64 - size * 8;
  if (type == kByte || type == kShort || type == kInt || type == kLong) {
    return static_cast<uint64_t>(static_cast<int64_t>(raw << missing) >> missing);
  }
  if (type == kFloat && size < 4) return raw << (32 - size * 8);
  if (type == kDouble) return raw << missing;
  return raw;
}

}  // namespace

std::vector<uint32_t> read_type_list(std::string_view bytes, uint64_t at, uint32_t most) {
  std::vector<uint32_t> out;
  if (at == 0) return out;
  io::ByteReader in(bytes);
  in.seek(at);
  const uint32_t count = std::min(in.le<uint32_t>(), most);
  for (uint32_t i = 0; i < count; ++i) {
    const uint16_t type = in.le<uint16_t>();
    if (!in.ok()) break;
    out.push_back(type);
  }
  return out;
}

Code read_code(std::string_view bytes, uint64_t at) {
  const io::ByteReader in(bytes);
  if (at == 0 || !in.holds(at, 16)) return {};
  Code out;
  out.registers = in.le_at<uint16_t>(at);
  out.ins = in.le_at<uint16_t>(at + 2);
  out.insns_at = at + 16;
  const uint32_t units = in.le_at<uint32_t>(at + 12);
  if (in.holds(out.insns_at, uint64_t{units} * 2)) out.units = units;
  return out;
}

bool ValueReader::spend(uint64_t bytes) {
  if (bytes > work_) {
    work_ = 0;
    return false;
  }
  work_ -= bytes;
  return true;
}

bool ValueReader::value(io::ByteReader& in, std::vector<EncodedValue>* out, uint32_t depth) {
  const uint8_t head = in.le<uint8_t>();
  if (!in.ok() || depth > kMostNesting) return false;
  const auto type = static_cast<uint8_t>(head & 0x1F);
  const auto arg = static_cast<uint32_t>(head >> 5);
  const bool plain = type != kNull && type != kBoolean && type != kArray && type != kAnnotation;
  const uint32_t size = plain ? arg + 1 : 0;
  if (!spend(1 + size)) return false;
  if (type == kAnnotation) return annotation(in, nullptr, depth + 1);
  if (type == kArray) {
    const uint32_t count = in.uleb128();
    for (uint32_t i = 0; i < count; ++i) {
      if (!value(in, out, depth + 1)) return false;
    }
    return in.ok();
  }
  const std::string_view bytes = in.take(size);
  if (!in.ok()) return false;
  if (out == nullptr) return true;
  uint64_t bits = type == kBoolean ? arg : 0;
  for (size_t i = bytes.size(); i > 0; --i) bits = bits << 8 | static_cast<unsigned char>(bytes[i - 1]);
  out->push_back({type, plain ? extend(type, bits, size) : bits});
  return true;
}

bool ValueReader::annotation(io::ByteReader& in, Annotation* out, uint32_t depth) {
  const uint32_t type = in.uleb128();
  const uint32_t count = in.uleb128();
  if (!in.ok() || !spend(2)) return false;
  if (out != nullptr) out->type = type;
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t name = in.uleb128();
    if (!in.ok() || !spend(1)) return false;
    const size_t values = out == nullptr ? 0 : out->values.size();
    const bool whole = value(in, out == nullptr ? nullptr : &out->values, depth);
    if (out != nullptr)
      out->elements.push_back({name, static_cast<uint32_t>(values), static_cast<uint32_t>(out->values.size() - values)});
    if (!whole) return false;
  }
  return true;
}

bool ValueReader::set(uint64_t at, AnnotatedMember::What what, uint32_t index,
                      const Each* each) {
  if (at == 0) return true;
  io::ByteReader offsets(bytes_);
  offsets.seek(at);
  const uint32_t count = offsets.le<uint32_t>();
  for (uint32_t i = 0; i < count; ++i) {
    io::ByteReader in(bytes_);
    in.seek(offsets.le<uint32_t>());
    in.skip(1);  // visibility
    if (!offsets.ok() || !in.ok() || !spend(5)) return false;
    member_.what = what, member_.index = index;
    member_.annotation.type = 0;
    member_.annotation.elements.clear(), member_.annotation.values.clear();
    const bool whole = annotation(in, each == nullptr ? nullptr : &member_.annotation, 0);
    if (each != nullptr) (*each)(member_);
    if (!whole) return false;
  }
  return offsets.ok();
}

bool ValueReader::directory(const ClassDef& def, const Each* each) {
  if (def.annotations_at == 0) return true;
  io::ByteReader in(bytes_);
  in.seek(def.annotations_at);
  const uint32_t of_class = in.le<uint32_t>();
  const uint32_t fields = in.le<uint32_t>();
  const uint32_t methods = in.le<uint32_t>();
  in.skip(4);  // annotations of parameters follow those of methods and are not read
  if (!in.ok() || !spend(16)) return false;
  bool whole = set(of_class, AnnotatedMember::kClass, def.type, each);
  const uint64_t total = uint64_t{fields} + methods;
  for (uint64_t i = 0; i < total; ++i) {
    const uint32_t index = in.le<uint32_t>();
    const uint32_t at = in.le<uint32_t>();
    if (!in.ok() || !spend(8)) return false;
    whole &= set(at, i < fields ? AnnotatedMember::kField : AnnotatedMember::kMethod, index, each);
  }
  return whole;
}

bool ValueReader::static_values(uint64_t at, std::vector<EncodedValue>* out) {
  if (at == 0) return true;
  io::ByteReader in(bytes_);
  in.seek(at);
  const uint32_t count = in.uleb128();
  for (uint32_t i = 0; i < count && in.ok(); ++i) {
    const auto type = static_cast<uint8_t>(in.le_at<uint8_t>(in.offset()) & 0x1F);
    const bool composite =
        type == kArray || type == kAnnotation;  // keeps its place, so that values stay with fields
    if (composite && out != nullptr) out->push_back({type, 0});
    if (!value(in, composite ? nullptr : out, 0)) return false;
  }
  return in.ok();
}

std::vector<EncodedValue> Dex::static_values(const ClassDef& def) const {
  std::vector<EncodedValue> out;
  uint64_t work = fair_work(bytes_);
  ValueReader(bytes_, work).static_values(def.static_values_at, &out);
  return out;
}

void Dex::annotations(const ClassDef& def, const std::function<void(const AnnotatedMember&)>& each) const {
  uint64_t work = fair_work(bytes_);
  ValueReader(bytes_, work).directory(def, &each);
}

}  // namespace jianfu::formats::dex
