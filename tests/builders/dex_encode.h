// The inner halves of the DEX builder: names that become indices, and instructions that become units.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "builders/dex_builder.h"

namespace jianfu::builders {

std::u16string to_utf16(std::string_view utf8);
std::string to_mutf8(const std::u16string& text);

// The five tables of names. First everything is added, then number() sorts as the format demands, then
// indices can be asked for.
class DexNames {
 public:
  void add_string(const std::string& text) { strings_.try_emplace(to_utf16(text)); }
  void add_type(const std::string& java_name);
  void add_method(const MethodRef& method);
  void add_field(const FieldRef& field);
  void number();

  uint32_t string(const std::string& text) const { return strings_.at(to_utf16(text)); }
  uint32_t type(const std::string& java_name) const { return types_.at(string(dex_descriptor(java_name))); }
  uint32_t method(const MethodRef& method) const { return methods_.at(key(method)); }
  uint32_t field(const FieldRef& field) const { return fields_.at(key(field)); }

  using TypeList = std::vector<uint32_t>;
  using ProtoKey = std::pair<uint32_t, TypeList>;  // return type, parameters: the order of the table
  using MemberKey = std::tuple<uint32_t, uint32_t, uint32_t>;  // owner, name, and proto or type
  const std::map<std::u16string, uint32_t>& strings() const { return strings_; }
  const std::map<uint32_t, uint32_t>& types() const { return types_; }  // string index → type index
  const std::map<ProtoKey, uint32_t>& protos() const { return protos_; }
  const std::map<MemberKey, uint32_t>& fields() const { return fields_; }
  const std::map<MemberKey, uint32_t>& methods() const { return methods_; }
  TypeList type_list(const std::vector<std::string>& java_names) const;

 private:
  ProtoKey proto_key(const MethodRef& method) const {
    return {type(method.returns), type_list(method.parameters)};
  }
  MemberKey key(const MethodRef& method) const;
  MemberKey key(const FieldRef& field) const;

  std::map<std::u16string, uint32_t> strings_;  // UTF-16 order, as the format demands
  std::set<std::string> type_names_;
  std::vector<MethodRef> method_refs_;
  std::vector<FieldRef> field_refs_;
  std::map<uint32_t, uint32_t> types_;
  std::map<ProtoKey, uint32_t> protos_;
  std::map<MemberKey, uint32_t> fields_, methods_;
};

// "VLJ": the return type and the parameters, each in a letter.
std::string dex_shorty(const MethodRef& method);

struct EncodedCode {
  uint16_t registers = 0, ins = 0, outs = 0;
  std::vector<uint16_t> units;
};
EncodedCode encode_code(const DexMethod& method, const DexNames& names);

}  // namespace jianfu::builders
