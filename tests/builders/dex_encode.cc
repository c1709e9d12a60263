#include "builders/dex_encode.h"

#include <algorithm>

namespace jianfu::builders {

std::u16string to_utf16(std::string_view utf8) {
  std::u16string out;
  for (size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    const size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t c = more == 0 ? lead : lead & (0x3Fu >> more);
    for (size_t k = 0; k < more && i < utf8.size(); ++k) {
      c = c << 6 | (static_cast<unsigned char>(utf8[i++]) & 0x3F);
    }
    if (c >= 0x10000) {
      out += static_cast<char16_t>(0xD7C0 + (c >> 10));
      c = 0xDC00 + (c & 0x3FF);
    }
    out += static_cast<char16_t>(c);
  }
  return out;
}

std::string to_mutf8(const std::u16string& text) {
  std::string out;
  for (const char16_t unit : text) {
    if (unit != 0 && unit < 0x80) {
      out += static_cast<char>(unit);
    } else if (unit < 0x800) {
      out += static_cast<char>(0xC0 | unit >> 6);
      out += static_cast<char>(0x80 | (unit & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | unit >> 12);
      out += static_cast<char>(0x80 | (unit >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (unit & 0x3F));
    }
  }
  return out;
}

std::string dex_descriptor(std::string_view java_name) {
  std::string arrays;
  while (java_name.ends_with("[]")) {
    java_name.remove_suffix(2);
    arrays += '[';
  }
  static const std::map<std::string_view, std::string_view> kPrimitives = {
      {"void", "V"}, {"boolean", "Z"}, {"byte", "B"},  {"short", "S"}, {"char", "C"},
      {"int", "I"},  {"long", "J"},    {"float", "F"}, {"double", "D"}};
  const auto primitive = kPrimitives.find(java_name);
  if (primitive != kPrimitives.end()) return arrays + std::string(primitive->second);
  std::string name(java_name);
  std::replace(name.begin(), name.end(), '.', '/');
  return arrays + "L" + name + ";";
}

std::string dex_shorty(const MethodRef& method) {
  const auto letter = [](const std::string& type) {
    const char first = dex_descriptor(type).front();
    return first == '[' ? 'L' : first;
  };
  std::string out(1, letter(method.returns));
  for (const std::string& parameter : method.parameters) out += letter(parameter);
  return out;
}

void DexNames::add_type(const std::string& java_name) {
  if (type_names_.insert(dex_descriptor(java_name)).second) add_string(dex_descriptor(java_name));
}

void DexNames::add_method(const MethodRef& method) {
  add_type(method.owner);
  add_type(method.returns);
  for (const std::string& parameter : method.parameters) add_type(parameter);
  add_string(method.name);
  add_string(dex_shorty(method));
  method_refs_.push_back(method);
}

void DexNames::add_field(const FieldRef& field) {
  add_type(field.owner);
  add_type(field.type);
  add_string(field.name);
  field_refs_.push_back(field);
}

DexNames::TypeList DexNames::type_list(const std::vector<std::string>& java_names) const {
  TypeList out;
  for (const std::string& name : java_names) out.push_back(type(name));
  return out;
}

DexNames::MemberKey DexNames::key(const MethodRef& method) const {
  return {type(method.owner), string(method.name), protos_.at(proto_key(method))};
}

DexNames::MemberKey DexNames::key(const FieldRef& field) const {
  return {type(field.owner), string(field.name), type(field.type)};
}

void DexNames::number() {
  const auto count_up = [](auto& table) {
    uint32_t next = 0;
    for (auto& item : table) item.second = next++;
  };
  count_up(strings_);
  for (const std::string& name : type_names_) types_[string(name)];
  count_up(types_);
  for (const MethodRef& method : method_refs_) protos_[proto_key(method)];
  count_up(protos_);
  for (const FieldRef& field : field_refs_) fields_[key(field)];
  count_up(fields_);
  for (const MethodRef& method : method_refs_) methods_[key(method)];
  count_up(methods_);
}

namespace {

using Op = DexInstruction::Op;

bool is_wide(const std::string& type) {
  return type == "long" || type == "double";
}

// Encodes the instructions of one method.
class CodeEncoder {
 public:
  CodeEncoder(const DexMethod& method, const DexNames& names) : method_(method), names_(names) {
    ins_ = (method.access & kAccStatic) != 0 ? 0 : 1;
    for (const std::string& parameter : method.parameters) {
      ins_ = static_cast<uint16_t>(ins_ + (is_wide(parameter) ? 2 : 1));
    }
    for (const DexInstruction& in : method.code) {
      const bool wide = in.op == Op::kMoveResultWide || in.op == Op::kConstWide32;
      for (const uint16_t r : in.registers) {
        if (r < kArgument) locals_ = std::max(locals_, static_cast<uint16_t>(r + (wide ? 2 : 1)));
      }
    }
  }

  EncodedCode run() {
    std::vector<size_t> starts;
    size_t units = 0;
    for (const DexInstruction& in : method_.code) {
      starts.push_back(units);
      units += length(in);
    }
    payload_at_ = units + units % 2;
    for (size_t i = 0; i < method_.code.size(); ++i) encode(method_.code[i], i, starts);
    if (!payloads_.empty() && units % 2 != 0) units_.push_back(0);
    units_.insert(units_.end(), payloads_.begin(), payloads_.end());
    return {static_cast<uint16_t>(locals_ + ins_), ins_, outs_, units_};
  }

 private:
  size_t length(const DexInstruction& in) const {
    switch (in.op) {
      case Op::kConstString:
        return names_.string(in.text) > 0xFFFF ? 3 : 2;
      case Op::kConst16:
      case Op::kConstHigh16:
      case Op::kConstClass:
      case Op::kCheckCast:
      case Op::kNewInstance:
      case Op::kNewArray:
      case Op::kMoveObject:
      case Op::kGoto:
      case Op::kIfEqz:
      case Op::kSget:
      case Op::kSgetObject:
        return 2;
      case Op::kConst:
      case Op::kConstWide32:
      case Op::kConstStringJumbo:
      case Op::kFillArrayData:
      case Op::kInvokeVirtual:
      case Op::kInvokeSuper:
      case Op::kInvokeDirect:
      case Op::kInvokeStatic:
      case Op::kInvokeInterface:
        return 3;
      default:
        return 1;
    }
  }

  uint16_t reg(const DexInstruction& in, size_t which) const {
    const uint16_t r = which < in.registers.size() ? in.registers[which] : uint16_t{0};
    return r >= kArgument ? static_cast<uint16_t>(locals_ + (r - kArgument)) : r;
  }
  void unit(uint32_t value) { units_.push_back(static_cast<uint16_t>(value)); }
  void head(uint32_t op, uint32_t high) { unit(op | (high & 0xFF) << 8); }
  void wide(uint32_t value) {
    unit(value & 0xFFFF);
    unit(value >> 16);
  }

  void encode(const DexInstruction& in, size_t number, const std::vector<size_t>& starts) {
    const auto value = static_cast<uint32_t>(in.value);
    const uint16_t a = reg(in, 0);
    const auto distance = [&](size_t to) { return static_cast<uint32_t>(to - starts[number]); };
    switch (in.op) {
      case Op::kConst4:
        return head(in.op, (value & 0xF) << 4 | (a & 0xF));
      case Op::kConst16:
        head(in.op, a);
        return unit(value & 0xFFFF);
      case Op::kConstHigh16:
        head(in.op, a);
        return unit(value >> 16);
      case Op::kConst:
      case Op::kConstWide32:
        head(in.op, a);
        return wide(value);
      case Op::kConstString:
      case Op::kConstStringJumbo:
        return encode_string(in);
      case Op::kConstClass:
      case Op::kCheckCast:
      case Op::kNewInstance:
        head(in.op, a);
        return unit(names_.type(in.text));
      case Op::kNewArray:
        head(in.op, static_cast<uint32_t>(reg(in, 1) << 4 | (a & 0xF)));
        return unit(names_.type(in.text));
      case Op::kMoveObject:
        head(0x08, a);  // the form that reaches every argument
        return unit(reg(in, 1));
      case Op::kGoto:
        head(0x29, 0);
        return unit(distance(starts[value]));
      case Op::kIfEqz:
        head(in.op, a);
        return unit(distance(starts[value]));
      case Op::kSget:
      case Op::kSgetObject:
        head(in.op, a);
        return unit(names_.field(in.field));
      case Op::kFillArrayData:
        head(in.op, a);
        wide(distance(payload_at_ + payloads_.size()));
        return add_payload(in);
      case Op::kInvokeVirtual:
      case Op::kInvokeSuper:
      case Op::kInvokeDirect:
      case Op::kInvokeStatic:
      case Op::kInvokeInterface:
        return encode_invoke(in);
      default:
        return head(in.op, a);
    }
  }

  void encode_string(const DexInstruction& in) {
    const uint32_t index = names_.string(in.text);
    if (index <= 0xFFFF && in.op == Op::kConstString) {
      head(in.op, reg(in, 0));
      return unit(index);
    }
    head(Op::kConstStringJumbo, reg(in, 0));
    wide(index);
  }

  void encode_invoke(const DexInstruction& in) {
    const size_t count = in.registers.size();
    uint32_t r[5] = {};
    bool range = count > 5;
    for (size_t i = 0; i < count; ++i) {
      range |= reg(in, i) > 15;
      if (i < 5) r[i] = reg(in, i);
    }
    outs_ = std::max(outs_, static_cast<uint16_t>(count));
    if (range) {
      head(in.op + 6u, static_cast<uint32_t>(count));
      unit(names_.method(in.method));
      return unit(r[0]);
    }
    head(in.op, static_cast<uint32_t>(count) << 4 | r[4]);
    unit(names_.method(in.method));
    unit(r[3] << 12 | r[2] << 8 | r[1] << 4 | r[0]);
  }

  // Payloads stand behind the code, at even units.
  void add_payload(const DexInstruction& in) {
    const size_t width = std::max<size_t>(in.width, 1);
    const auto elements = static_cast<uint32_t>(in.text.size() / width);
    for (const uint32_t value : {0x0300u, uint32_t{in.width}, elements & 0xFFFF, elements >> 16}) {
      payloads_.push_back(static_cast<uint16_t>(value));
    }
    for (size_t i = 0; i < elements * width; i += 2) {
      const uint32_t low = static_cast<unsigned char>(in.text[i]);
      const uint32_t high = i + 1 < elements * width ? static_cast<unsigned char>(in.text[i + 1]) : 0;
      payloads_.push_back(static_cast<uint16_t>(high << 8 | low));
    }
    if (payloads_.size() % 2 != 0) payloads_.push_back(0);
  }

  const DexMethod& method_;
  const DexNames& names_;
  uint16_t locals_ = 0, ins_ = 0, outs_ = 0;
  size_t payload_at_ = 0;
  std::vector<uint16_t> units_, payloads_;
};

}  // namespace

EncodedCode encode_code(const DexMethod& method, const DexNames& names) {
  return CodeEncoder(method, names).run();
}

}  // namespace jianfu::builders
