#include "builders/dex_builder.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "builders/byte_writer.h"
#include "builders/dex_encode.h"

namespace jianfu::builders {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;

MethodRef ref_of(const DexClass& c, const DexMethod& m) {
  return {c.name, m.name, m.returns, m.parameters};
}
FieldRef ref_of(const DexClass& c, const DexField& f) {
  return {c.name, f.type, f.name};
}

// Superclasses and interfaces that are built too stand before what extends them.
std::vector<const DexClass*> in_order(const std::vector<DexClass>& classes) {
  std::vector<const DexClass*> out;
  std::set<std::string> placed;
  const std::function<void(const DexClass&)> place = [&](const DexClass& c) {
    if (!placed.insert(c.name).second) return;
    for (const DexClass& other : classes) {
      const bool base =
          other.name == c.super || std::count(c.interfaces.begin(), c.interfaces.end(), other.name) != 0;
      if (base) place(other);
    }
    out.push_back(&c);
  };
  for (const DexClass& c : classes) place(c);
  return out;
}

class DexWriter {
 public:
  DexWriter(const std::vector<DexClass>& classes, std::string_view version)
      : classes_(in_order(classes)), version_(version) {}

  std::string run() {
    collect();
    names_.number();
    reserve_tables();
    write_type_lists();
    write_code();
    write_strings();
    write_annotations();
    write_static_values();
    write_class_data();
    write_map();
    fill_tables();
    fill_header();
    std::string bytes = out_.take();
    seal_dex(bytes);
    return bytes;
  }

 private:
  // What one class refers to by offset.
  struct Offsets {
    uint32_t annotations = 0, data = 0, static_values = 0;
  };
  struct MapItem {
    uint32_t type, count, at;
  };
  struct Table {
    uint32_t type, item_bytes, count, at;
  };

  void collect() {
    for (const DexClass* c : classes_) {
      names_.add_type(c->name);
      if (!c->super.empty()) names_.add_type(c->super);
      for (const std::string& name : c->interfaces) names_.add_type(name);
      if (!c->source_file.empty()) names_.add_string(c->source_file);
      collect(c->annotations);
      for (const DexField& f : c->fields) {
        names_.add_field(ref_of(*c, f));
        if (const auto* text = std::get_if<std::string>(&f.value)) names_.add_string(*text);
        collect(f.annotations);
      }
      for (const DexMethod& m : c->methods) {
        names_.add_method(ref_of(*c, m));
        for (const DexInstruction& in : m.code) collect(in);
        collect(m.annotations);
      }
    }
  }
  void collect(const std::vector<DexAnnotation>& annotations) {
    for (const DexAnnotation& annotation : annotations) {
      names_.add_type(annotation.type);
      for (const auto& [name, texts] : annotation.elements) {
        names_.add_string(name);
        for (const std::string& text : texts) names_.add_string(text);
      }
    }
  }
  void collect(const DexInstruction& in) {
    using Op = DexInstruction::Op;
    if (in.op == Op::kConstString || in.op == Op::kConstStringJumbo) names_.add_string(in.text);
    if (in.op == Op::kConstClass || in.op == Op::kNewInstance || in.op == Op::kCheckCast ||
        in.op == Op::kNewArray) {
      names_.add_type(in.text);
    }
    if (!in.field.name.empty()) names_.add_field(in.field);
    if (!in.method.name.empty()) names_.add_method(in.method);
  }

  void reserve_tables() {
    out_.raw(std::string(header_bytes(), '\0'));
    const auto add = [&](uint32_t type, uint32_t item_bytes, size_t count) {
      tables_.push_back({type, item_bytes, static_cast<uint32_t>(count), here()});
      out_.raw(std::string(count * item_bytes, '\0'));
    };
    add(1, 4, names_.strings().size());
    add(2, 4, names_.types().size());
    add(3, 12, names_.protos().size());
    add(4, 8, names_.fields().size());
    add(5, 8, names_.methods().size());
    add(6, 32, classes_.size());
    data_at_ = here();
  }

  void begin_section(uint32_t type, size_t alignment) {
    out_.align(alignment);
    sections_.push_back({type, 0, here()});
  }
  // Sections without items stay out of the map.
  void end_section() {
    if (sections_.back().count == 0) sections_.pop_back();
  }
  uint32_t next_item(size_t alignment) {
    out_.align(alignment);
    ++sections_.back().count;
    return here();
  }

  void write_type_lists() {
    begin_section(0x1001, 4);
    const auto write = [&](const DexNames::TypeList& list) {
      if (list.empty() || type_lists_.count(list) != 0) return;
      type_lists_[list] = next_item(4);
      out_.le(static_cast<uint32_t>(list.size()));
      for (const uint32_t type : list) out_.le(static_cast<uint16_t>(type));
    };
    for (const auto& [proto, index] : names_.protos()) write(proto.second);
    for (const DexClass* c : classes_) write(names_.type_list(c->interfaces));
    end_section();
  }

  void write_code() {
    begin_section(0x2001, 4);
    for (const DexClass* c : classes_) {
      for (const DexMethod& m : c->methods) {
        if (m.code.empty()) continue;
        const EncodedCode code = encode_code(m, names_);
        code_at_[&m] = next_item(4);
        out_.le(code.registers).le(code.ins).le(code.outs).le(uint16_t{0}).le(uint32_t{0});
        out_.le(static_cast<uint32_t>(code.units.size()));
        for (const uint16_t unit : code.units) out_.le(unit);
      }
    }
    end_section();
  }

  void write_strings() {
    begin_section(0x2002, 1);
    for (const auto& [text, index] : names_.strings()) {
      string_at_.push_back(next_item(1));
      out_.uleb128(static_cast<uint32_t>(text.size())).raw(to_mutf8(text)).le(uint8_t{0});
    }
    end_section();
  }

  void write_string_value(const std::string& text) {
    out_.le(uint8_t{0x17 | 3 << 5}).le(names_.string(text));
  }

  void write_annotations() {
    begin_section(0x2004, 1);
    each_annotated([&](const std::vector<DexAnnotation>& annotations) {
      for (const DexAnnotation& annotation : annotations) write_annotation(annotation);
    });
    end_section();
    begin_section(0x1003, 4);
    each_annotated([&](const std::vector<DexAnnotation>& annotations) {
      if (annotations.empty()) return;
      std::map<uint32_t, uint32_t> by_type;
      for (const DexAnnotation& annotation : annotations) {
        by_type[names_.type(annotation.type)] = annotation_at_.at(&annotation);
      }
      set_at_[&annotations] = next_item(4);
      out_.le(static_cast<uint32_t>(by_type.size()));
      for (const auto& [type, at] : by_type) out_.le(at);
    });
    end_section();
    begin_section(0x2006, 4);
    for (const DexClass* c : classes_) write_directory(*c);
    end_section();
  }

  void write_annotation(const DexAnnotation& annotation) {
    annotation_at_[&annotation] = next_item(1);
    out_.le(uint8_t{1}).uleb128(names_.type(annotation.type));  // visible at run time
    std::map<uint32_t, const std::vector<std::string>*> elements;
    for (const auto& [name, texts] : annotation.elements) elements[names_.string(name)] = &texts;
    out_.uleb128(static_cast<uint32_t>(elements.size()));
    for (const auto& [name, texts] : elements) {
      out_.uleb128(name);
      if (texts->size() != 1) out_.le(uint8_t{0x1C}).uleb128(static_cast<uint32_t>(texts->size()));
      for (const std::string& text : *texts) write_string_value(text);
    }
  }

  template <typename Call>
  void each_annotated(Call call) {
    for (const DexClass* c : classes_) {
      call(c->annotations);
      for (const DexField& f : c->fields) call(f.annotations);
      for (const DexMethod& m : c->methods) call(m.annotations);
    }
  }

  void write_directory(const DexClass& c) {
    std::map<uint32_t, uint32_t> fields, methods;
    for (const DexField& f : c.fields) {
      if (!f.annotations.empty()) fields[names_.field(ref_of(c, f))] = set_at_.at(&f.annotations);
    }
    for (const DexMethod& m : c.methods) {
      if (!m.annotations.empty()) methods[names_.method(ref_of(c, m))] = set_at_.at(&m.annotations);
    }
    if (c.annotations.empty() && fields.empty() && methods.empty()) return;
    offsets_[&c].annotations = next_item(4);
    out_.le(c.annotations.empty() ? uint32_t{0} : set_at_.at(&c.annotations));
    out_.le(static_cast<uint32_t>(fields.size())).le(static_cast<uint32_t>(methods.size())).le(uint32_t{0});
    for (const auto& [index, at] : fields) out_.le(index).le(at);
    for (const auto& [index, at] : methods) out_.le(index).le(at);
  }

  using Fields = std::map<uint32_t, const DexField*>;
  using Methods = std::map<uint32_t, const DexMethod*>;

  Fields fields_of(const DexClass& c, bool is_static) const {
    Fields out;
    for (const DexField& f : c.fields) {
      if (((f.access & kAccStatic) != 0) == is_static) out[names_.field(ref_of(c, f))] = &f;
    }
    return out;
  }
  Methods methods_of(const DexClass& c, bool direct) const {
    Methods out;
    for (const DexMethod& m : c.methods) {
      const bool is_direct = (m.access & (kAccStatic | kAccPrivate | kAccConstructor)) != 0;
      if (is_direct == direct) out[names_.method(ref_of(c, m))] = &m;
    }
    return out;
  }

  void write_static_values() {
    begin_section(0x2005, 1);
    for (const DexClass* c : classes_) {
      const Fields fields = fields_of(*c, true);
      uint32_t count = 0, seen = 0;
      for (const auto& [index, field] : fields) {
        ++seen;
        if (field->value.index() != 0) count = seen;
      }
      if (count == 0) continue;
      offsets_[c].static_values = next_item(1);
      out_.uleb128(count);
      for (const auto& [index, field] : fields) {
        if (count-- == 0) break;
        write_field_value(*field);
      }
    }
    end_section();
  }

  void write_field_value(const DexField& field) {
    if (const auto* text = std::get_if<std::string>(&field.value)) return write_string_value(*text);
    const auto* given = std::get_if<int32_t>(&field.value);
    const auto value = static_cast<uint32_t>(given != nullptr ? *given : 0);
    const std::string type = dex_descriptor(field.type);
    static const std::map<std::string, std::pair<uint8_t, uint8_t>> kShapes = {
        {"B", {0x00, 1}}, {"S", {0x02, 2}}, {"C", {0x03, 2}},
        {"I", {0x04, 4}}, {"J", {0x06, 4}}, {"F", {0x10, 4}}};
    const auto shape = kShapes.find(type);
    if (type == "Z") {
      out_.le(static_cast<uint8_t>(0x1F | (value != 0 ? 1 << 5 : 0)));
    } else if (shape == kShapes.end()) {
      out_.le(static_cast<uint8_t>(type == "D" ? 0x11 : 0x1E));
      if (type == "D") out_.le(uint8_t{0});
    } else {
      const auto [kind, bytes] = shape->second;
      out_.le(static_cast<uint8_t>(kind | (bytes - 1) << 5));
      for (uint32_t i = 0; i < bytes; ++i) out_.le(static_cast<uint8_t>(value >> (8 * i)));
    }
  }

  void write_class_data() {
    begin_section(0x2000, 1);
    for (const DexClass* c : classes_) {
      if (c->fields.empty() && c->methods.empty()) continue;
      const Fields statics = fields_of(*c, true), instances = fields_of(*c, false);
      const Methods direct = methods_of(*c, true), virtuals = methods_of(*c, false);
      offsets_[c].data = next_item(1);
      for (const size_t count : {statics.size(), instances.size(), direct.size(), virtuals.size()}) {
        out_.uleb128(static_cast<uint32_t>(count));
      }
      for (const Fields* list : {&statics, &instances}) write_members(*list);
      for (const Methods* list : {&direct, &virtuals}) write_members(*list);
    }
    end_section();
  }

  template <typename Members>
  void write_members(const Members& members) {
    uint32_t last = 0;
    for (const auto& [index, member] : members) {
      out_.uleb128(index - last).uleb128(member->access);
      last = index;
      if constexpr (std::is_same_v<Members, Methods>) {
        const auto code = code_at_.find(member);
        out_.uleb128(code != code_at_.end() ? code->second : 0);
      }
    }
  }

  void write_map() {
    out_.align(4);
    map_at_ = here();
    std::vector<MapItem> items = {{0, 1, 0}};
    for (const Table& table : tables_) {
      if (table.count != 0) items.push_back({table.type, table.count, table.at});
    }
    items.insert(items.end(), sections_.begin(), sections_.end());
    items.push_back({0x1000, 1, map_at_});
    out_.le(static_cast<uint32_t>(items.size()));
    for (const MapItem& item : items) out_.le(item.type).le(item.count).le(item.at);
  }

  uint32_t type_list_at(const DexNames::TypeList& list) const {
    return list.empty() ? 0 : type_lists_.at(list);
  }

  void fill_tables() {
    size_t at = header_bytes();
    const auto word = [&](uint32_t value) {
      out_.patch_u32(at, value);
      at += 4;
    };
    for (const uint32_t string : string_at_) word(string);
    const std::vector<char> letters = type_letters();
    for (const auto& [string, index] : names_.types()) word(string);
    for (const auto& [proto, index] : names_.protos()) {
      word(shorty(proto, letters));
      word(proto.first);
      word(type_list_at(proto.second));
    }
    for (const auto* members : {&names_.fields(), &names_.methods()}) {
      for (const auto& [key, index] : *members) {
        word(std::get<0>(key) | std::get<2>(key) << 16);
        word(std::get<1>(key));
      }
    }
    for (const DexClass* c : classes_) {
      word(names_.type(c->name));
      word(c->access);
      word(c->super.empty() ? kNone : names_.type(c->super));
      word(type_list_at(names_.type_list(c->interfaces)));
      word(c->source_file.empty() ? kNone : names_.string(c->source_file));
      word(offsets_[c].annotations);
      word(offsets_[c].data);
      word(offsets_[c].static_values);
    }
  }

  // By type index, as shorties write them.
  std::vector<char> type_letters() const {
    std::vector<char> out(names_.types().size());
    for (const auto& [text, string] : names_.strings()) {
      const auto type = names_.types().find(string);
      if (type != names_.types().end())
        out[type->second] = text[0] == u'[' ? 'L' : static_cast<char>(text[0]);
    }
    return out;
  }
  uint32_t shorty(const DexNames::ProtoKey& proto, const std::vector<char>& letters) const {
    std::string out(1, letters[proto.first]);
    for (const uint32_t type : proto.second) out += letters[type];
    return names_.string(out);
  }

  void fill_header() {
    out_.patch_u32(36, header_bytes()).patch_u32(40, 0x12345678).patch_u32(52, map_at_);
    for (size_t i = 0; i < tables_.size(); ++i) {
      out_.patch_u32(56 + 8 * i, tables_[i].count);
      out_.patch_u32(60 + 8 * i, tables_[i].count == 0 ? 0 : tables_[i].at);
    }
    out_.patch_u32(104, here() - data_at_).patch_u32(108, data_at_);
    if (is_container()) out_.patch_u32(112, here());
    const std::string magic = "dex\n" + version_ + '\0';
    for (size_t i = 0; i < 2; ++i) {
      uint32_t word = 0;
      for (size_t k = 0; k < 4; ++k)
        word |= static_cast<uint32_t>(static_cast<unsigned char>(magic[4 * i + k])) << (8 * k);
      out_.patch_u32(4 * i, word);
    }
  }

  uint32_t here() const { return static_cast<uint32_t>(out_.size()); }
  // A container's header tells its own place and the size of the whole besides: one file at 0 here.
  bool is_container() const { return version_ >= "041"; }
  uint32_t header_bytes() const { return is_container() ? 0x78 : 0x70; }

  const std::vector<const DexClass*> classes_;
  const std::string version_;
  DexNames names_;
  ByteWriter out_;
  std::vector<Table> tables_;
  std::vector<MapItem> sections_;
  std::vector<uint32_t> string_at_;
  std::map<DexNames::TypeList, uint32_t> type_lists_;
  std::map<const DexMethod*, uint32_t> code_at_;
  std::map<const DexAnnotation*, uint32_t> annotation_at_;
  std::map<const std::vector<DexAnnotation>*, uint32_t> set_at_;
  std::map<const DexClass*, Offsets> offsets_;
  uint32_t data_at_ = 0, map_at_ = 0;
};

}  // namespace

std::string build_dex(const std::vector<DexClass>& classes, std::string_view version) {
  return DexWriter(classes, version).run();
}

void seal_dex(std::string& bytes) {
  const auto put = [&](size_t at, uint32_t value) {
    for (size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
  };
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  put(32, static_cast<uint32_t>(bytes.size()));
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(data + 32, bytes.size() - 32, digest.data(), nullptr, EVP_sha1(), nullptr);
  std::copy_n(digest.begin(), 20, bytes.begin() + 12);
  put(8, static_cast<uint32_t>(adler32(1, data + 12, static_cast<uInt>(bytes.size() - 12))));
}

namespace dex_op {

using Op = DexInstruction::Op;

DexInstruction string(uint16_t to, std::string text) {
  return {.op = Op::kConstString, .registers = {to}, .text = std::move(text)};
}
DexInstruction type(uint16_t to, std::string name) {
  return {.op = Op::kConstClass, .registers = {to}, .text = std::move(name)};
}
DexInstruction create(uint16_t to, std::string name) {
  return {.op = Op::kNewInstance, .registers = {to}, .text = std::move(name)};
}
DexInstruction constant(uint16_t to, int32_t value) {
  const bool tiny = value >= -8 && value <= 7 && to < 16;
  const bool small = value >= -32768 && value <= 32767;
  const bool high = (static_cast<uint32_t>(value) & 0xFFFF) == 0;
  const Op op = tiny ? Op::kConst4 : small ? Op::kConst16 : high ? Op::kConstHigh16 : Op::kConst;
  return {.op = op, .registers = {to}, .value = value};
}
DexInstruction static_get(uint16_t to, FieldRef field) {
  const std::string descriptor = dex_descriptor(field.type);
  const bool object = descriptor[0] == 'L' || descriptor[0] == '[';
  return {.op = object ? Op::kSgetObject : Op::kSget, .registers = {to}, .field = std::move(field)};
}
DexInstruction invoke(DexInstruction::Op op, MethodRef method, std::vector<uint16_t> registers) {
  return {.op = op, .registers = std::move(registers), .method = std::move(method)};
}
DexInstruction move_result(DexInstruction::Op op, uint16_t to) {
  return {.op = op, .registers = {to}};
}
DexInstruction jump(int32_t to_instruction) {
  return {.op = Op::kGoto, .value = to_instruction};
}
DexInstruction array(uint16_t in, uint16_t width, std::string bytes) {
  return {.op = Op::kFillArrayData, .registers = {in}, .text = std::move(bytes), .width = width};
}
DexInstruction return_void() {
  return {.op = Op::kReturnVoid};
}

}  // namespace dex_op

}  // namespace jianfu::builders
