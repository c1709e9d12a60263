// The resource table as the rest of the reader asks it: what an id shows in which language, which file it is,
// and, when everything was read, which texts nothing referenced.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "evidence/collector.h"
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
  // True when a number in code could be a resource of the package, by its top byte.
  bool may_be_id(uint32_t number) const { return packages_[number >> 24]; }
  struct What {
    bool text = false;    // shown to people: string, array, plurals
    bool screen = false;  // a file that screens are made of: layout, menu, preferences, navigation
  };
  What what(uint32_t id) const;
  // Type of an id ("layout"), empty when unknown.
  std::string_view type_of(uint32_t id) const;
  std::string name_of(uint32_t id) const { return table_ ? table_->name(id) : std::string(); }
  // Its key alone: "activity_sign". Good for the life of the table.
  std::string_view key_of(uint32_t id) const;
  // Type of the resource that a file of the package is; empty when no id names it.
  std::string_view type_of_file(const std::string& path) const;
  // Name "layout/activity_sign" of the resource a file is; the path itself when no id names it.
  std::string name_of_file(const std::string& path) const;

  // Every text of an id; arrays and plurals give several. Marks the id, and what it refers to, as referenced.
  // Kept: code and layouts ask for the same ids again and again. The reference is good for the life of the
  // table.
  const std::vector<ShownText>& shown(uint32_t id) const;
  // Marks the id, and what it refers to, as referenced.
  void refer(uint32_t id) const;
  // An attribute as shown: its string, the text it refers to, or its number.
  std::string show(const formats::axml::Attribute& attribute) const;
  // Ids of string, array and plurals resources that nobody asked for.
  std::vector<uint32_t> unreferenced() const;
  uint64_t locales() const;

 private:
  io::Blob bytes_;
  std::optional<formats::arsc::Table> table_;
  std::map<std::string, uint32_t, std::less<>> files_;  // path → id
  std::bitset<256> packages_;
  mutable std::unordered_set<uint32_t> referenced_;
  mutable std::unordered_map<uint32_t, std::vector<ShownText>> shown_;

  std::vector<ShownText> texts(uint32_t id) const;
};

bool is_text_type(std::string_view type);

// True when its words could matter, in any language.
bool wants(const evidence::Collector& out, const ShownText& text);

}  // namespace jianfu::platforms::android
