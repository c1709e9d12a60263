// The resource table as the rest of the reader asks it: what an id shows in which language, which file it is, and,
// when everything was read, which texts nothing referenced.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "formats/arsc/arsc.h"
#include "formats/axml/axml.h"
#include "io/blob.h"

namespace jianfu::platforms::android {

// One text with its translations: Chinese first, else the default, else the first.
struct ShownText {
  std::string text, locale;
  std::vector<evidence::Translation> translations;
};

class Resources {
 public:
  Resources() = default;
  // Keeps the bytes, which the table borrows.
  void load(io::Blob bytes, const Limits& limits, std::vector<Defect>& defects);

  const formats::arsc::Table* table() const { return table_ ? &*table_ : nullptr; }
  // Type of an id ("layout"), empty when unknown.
  std::string_view type_of(uint32_t id) const;
  std::string name_of(uint32_t id) const { return table_ ? table_->name(id) : std::string(); }
  // Type of the resource that a file of the package is; empty when no id names it.
  std::string_view type_of_file(const std::string& path) const;
  // Name "layout/activity_sign" of the resource a file is; the path itself when no id names it.
  std::string name_of_file(const std::string& path) const;

  // Every text of an id; arrays and plurals give several. Marks the id as referenced.
  std::vector<ShownText> texts(uint32_t id) const;
  // An attribute as shown: its string, the text it refers to, or its number.
  std::string show(const formats::axml::Attribute& attribute) const;
  // Ids of string, array and plurals resources that nobody asked for.
  std::vector<uint32_t> unreferenced() const;
  uint64_t locales() const;

 private:
  io::Blob bytes_;
  std::optional<formats::arsc::Table> table_;
  std::map<std::string, uint32_t, std::less<>> files_;  // path → id
  mutable std::set<uint32_t> referenced_;
};

bool is_text_type(std::string_view type);

}  // namespace jianfu::platforms::android
