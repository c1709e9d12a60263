// A resource table made from parts instead of read from resources.arsc: what the build tools would make of
// res/ in a source project. It answers as a read one does (formats.md §3).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "formats/arsc/arsc.h"

namespace jianfu::formats::arsc {

// Items of bags as Value::item numbers them.
inline constexpr uint32_t kArrayItem = 0x02000000;
inline constexpr uint32_t kPluralItem = 0x01000004;

class SourceTable {
 public:
  // A text, or the path of a file. `item`: 0, or of a bag. Of two values for the same place the first one
  // counts.
  void add_text(std::string_view type, std::string_view key, std::string_view locale, std::string_view text,
                uint32_t item = 0);
  void add_reference(std::string_view type, std::string_view key, std::string_view locale,
                     std::string_view to_type, std::string_view to_key, uint32_t item = 0);
  // A resource without a value that is asked for: "id/name".
  void add_name(std::string_view type, std::string_view key) { entry(type, key); }

  // 0 when there is none. Ids stay as they are while more is added.
  uint32_t id_of(std::string_view type, std::string_view key) const;

  // What the table borrows: to be kept in one place, then handed in again.
  std::string pool() const;
  Table table(std::string_view pool) const;

 private:
  struct Part {
    uint32_t config = 0, item = 0;
    bool reference = false;
    std::string text;  // or the type that is referred to …
    std::string key;   // … and the key
  };
  struct Entry {
    std::string key;
    std::vector<Part> parts;
  };
  struct Type {
    std::string name;
    std::vector<Entry> entries;
    std::map<std::string, uint32_t, std::less<>> by_key;
  };

  Entry* entry(std::string_view type, std::string_view key);
  uint32_t config(std::string_view locale);
  void add(std::string_view type, std::string_view key, std::string_view locale, Part part);

  std::vector<Type> types_;
  std::map<std::string, uint32_t, std::less<>> by_type_;
  std::vector<Config> configs_;
  std::unordered_set<uint64_t> taken_;  // (resource, configuration, item) that have a value
};

}  // namespace jianfu::formats::arsc
