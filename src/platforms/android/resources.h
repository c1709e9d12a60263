// The resource tables as the rest of the reader asks them: what an id shows in which language, which file it
// is, and, when everything was read, which texts nothing referenced. A program of several parts has a table a
// part.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "evidence/collector.h"
#include "formats/arsc/set.h"
#include "formats/axml/axml.h"
#include "io/blob.h"

namespace jianfu::platforms::android {

// One text with its translations: Chinese first, else the default, else the first.
struct ShownText {
  std::string text, locale;
  std::vector<evidence::Translation> translations;
  uint32_t table = 0;  // the one it stands in: Resources::place_of
};

inline constexpr uint32_t kNoTable = UINT32_MAX;
enum class TableForm { kBinary, kProto };  // resources.arsc, resources.pb

class Resources {
 public:
  Resources() = default;
  // Keeps the bytes, which the table borrows. `place`: where it stands in the package. Gives the table's
  // number; kNoTable when there is none to be had. All are loaded before anything is asked.
  uint32_t load(io::Blob bytes, TableForm form, std::string place, const Limits& limits,
                std::vector<Defect>& defects);

  // A table that was made of a source project, and the bytes that it borrows.
  uint32_t adopt(io::Blob bytes, formats::arsc::Table table, std::string place);

  const std::vector<formats::arsc::Table>& tables() const { return set_.tables(); }
  const std::string& place_of(uint32_t table) const { return places_[table]; }
  // True when a number in code could be a resource of the package, by its top byte.
  bool may_be_id(uint32_t number) const { return packages_[number >> 24]; }
  struct What {
    bool text = false;    // shown to people: string, array, plurals
    bool screen = false;  // a file that screens are made of: layout, menu, preferences, navigation
  };
  What what(uint32_t id) const;
  // Type of an id ("layout"), empty when unknown.
  std::string_view type_of(uint32_t id) const;
  std::string name_of(uint32_t id) const { return set_.name(id); }
  // Its key alone: "activity_sign". Good for the life of the tables.
  std::string_view key_of(uint32_t id) const;
  // Type of the resource that a file is, by the path that this table has for it; empty when no id names it.
  std::string_view type_of_file(uint32_t table, std::string_view path) const;
  // Name "layout/activity_sign" of the resource a file is; the path itself when no id names it.
  std::string name_of_file(uint32_t table, std::string_view path) const;

  // Every text of an id; arrays and plurals give several. Marks the id, and what it refers to, as referenced.
  // Kept: code and layouts ask for the same ids again and again. The reference is good for the life of the
  // tables.
  const std::vector<ShownText>& shown(uint32_t id) const;
  // Marks the id, and what it refers to, as referenced.
  void refer(uint32_t id) const;
  // An attribute as shown: its string, the text it refers to, or its number.
  std::string show(const formats::axml::Attribute& attribute) const;
  // Ids of string, array and plurals resources that nobody asked for.
  std::vector<uint32_t> unreferenced() const;
  uint64_t locales() const;

 private:
  std::vector<io::Blob> bytes_;
  formats::arsc::TableSet set_;
  std::vector<std::string> places_;                                  // by table
  std::vector<std::map<std::string, uint32_t, std::less<>>> files_;  // by table: path → id
  std::bitset<256> packages_;
  mutable std::unordered_set<uint32_t> referenced_;
  mutable std::unordered_map<uint32_t, std::vector<ShownText>> shown_;

  std::vector<ShownText> texts(uint32_t id) const;
};

bool is_text_type(std::string_view type);

// True when its words could matter, in any language.
bool wants(const evidence::Collector& out, const ShownText& text);

}  // namespace jianfu::platforms::android
