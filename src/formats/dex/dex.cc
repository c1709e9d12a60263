#include "formats/dex/dex.h"

#include <algorithm>

#include "formats/dex/lists.h"

namespace jianfu::formats::dex {

std::string Dex::version() const {
  return std::string(bytes_.substr(header_at_ + 4, 3));
}

// The length in UTF-16 units before it may lie; the zero byte behind it does not.
Dex::Text Dex::text_of(uint32_t string) const {
  io::ByteReader in(bytes_);
  const uint64_t start = in.le_at<uint32_t>(table_item(strings_at_, string, 4));
  if (start < kHeaderBytes) return {};
  in.seek(start);
  in.uleb128();
  const uint64_t at = in.offset();
  if (!in.ok() || in.remaining() == 0 || at > UINT32_MAX) return {};
  uint64_t end = bytes_.size();
  if (strings_in_order_ && string + 1 < string_count_)
    end = std::max<uint64_t>(at, in.le_at<uint32_t>(table_item(strings_at_, string + 1, 4)));
  const std::string_view data = bytes_.substr(at, end - at);
  const uint64_t size = std::min(data.size(), data.find('\0'));
  if (size > UINT32_MAX) return {};
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(size)};
}

Method Dex::method(uint32_t index) const {
  if (index >= method_count_) return {};
  const io::ByteReader in(bytes_);
  const uint64_t at = table_item(methods_at_, index, 8);
  return {in.le_at<uint16_t>(at), in.le_at<uint16_t>(at + 2), in.le_at<uint32_t>(at + 4)};
}

Field Dex::field(uint32_t index) const {
  if (index >= field_count_) return {};
  const io::ByteReader in(bytes_);
  const uint64_t at = table_item(fields_at_, index, 8);
  return {in.le_at<uint16_t>(at), in.le_at<uint16_t>(at + 2), in.le_at<uint32_t>(at + 4)};
}

Proto Dex::proto(uint32_t index) const {
  if (index >= proto_count_) return {};
  const io::ByteReader in(bytes_);
  const uint64_t at = table_item(protos_at_, index, 12);
  return {in.le_at<uint32_t>(at), in.le_at<uint32_t>(at + 4), in.le_at<uint32_t>(at + 8)};
}

ClassDef Dex::class_def(uint32_t index) const {
  if (index >= class_count_) return {};
  io::ByteReader in(bytes_);
  in.seek(table_item(classes_at_, index, 32));
  ClassDef out;
  out.type = in.le<uint32_t>();
  out.access = in.le<uint32_t>();
  out.super = in.le<uint32_t>();
  out.interfaces_at = in.le<uint32_t>();
  out.source_file = in.le<uint32_t>();
  out.annotations_at = in.le<uint32_t>();
  out.data_at = in.le<uint32_t>();
  out.static_values_at = in.le<uint32_t>();
  if (index >= readable_classes_) out.interfaces_at = out.data_at = 0;
  if (index >= readable_values_) out.annotations_at = out.static_values_at = 0;
  return out;
}

ClassData Dex::class_data(const ClassDef& def) const {
  ClassData out;
  class_data(def, out);
  return out;
}

void Dex::class_data(const ClassDef& def, ClassData& out) const {
  out.static_fields.clear(), out.instance_fields.clear();
  out.direct_methods.clear(), out.virtual_methods.clear();
  read_class_data(
      bytes_, def.data_at,
      [&](FieldDef field, bool is_static) {
        if (field.field < field_count_)
          (is_static ? out.static_fields : out.instance_fields).push_back(field);
      },
      [&](MethodBody body, bool direct) {
        if (body.method < method_count_) (direct ? out.direct_methods : out.virtual_methods).push_back(body);
      });
}

std::vector<uint32_t> Dex::interfaces(const ClassDef& def) const {
  return read_type_list(bytes_, def.interfaces_at, kMostInterfaces);
}

std::vector<uint32_t> Dex::parameters(const Proto& proto) const {
  return read_type_list(bytes_, proto.parameters_at, kMostParameters);
}

Code Dex::code(const MethodBody& body) const {
  return read_code(bytes_, body.code_at);
}

std::string java_name(std::string_view descriptor) {
  const size_t dimensions = std::min(descriptor.find_first_not_of('['), descriptor.size());
  std::string_view element = descriptor.substr(dimensions);
  static constexpr std::string_view kPrimitives = "VZBSCIJFD";
  static constexpr std::array<std::string_view, 9> kNames = {"void", "boolean", "byte",  "short", "char",
                                                             "int",  "long",    "float", "double"};
  const size_t primitive = element.size() == 1 ? kPrimitives.find(element[0]) : std::string_view::npos;
  if (element.size() >= 2 && element.front() == 'L' && element.back() == ';') element = element.substr(1, element.size() - 2);
  std::string out(primitive != std::string_view::npos ? kNames[primitive] : element);
  std::replace(out.begin(), out.end(), '/', '.');
  for (size_t i = 0; i < dimensions; ++i) out += "[]";
  return out;
}

}  // namespace jianfu::formats::dex
