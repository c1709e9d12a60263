// Builds resources.arsc (formats.md §3): resources by type, name and locale → bytes, and the ids they got.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builders/resource_ids.h"

namespace jianfu::builders {

struct ArscOptions {
  enum class Offsets { kPlain, kSparse, kNarrow };  // narrow: 16 bits
  Offsets offsets = Offsets::kPlain;
  bool compact = false;  // simple entries of 8 bytes
  bool utf8 = true;      // global pool; aapt2 writes UTF-8
  std::string package = "com.example.app";
  uint32_t package_id = 0x7f;
  bool hide_keys = false;     // every name is "0_resource_name_obfuscated"
  uint32_t config_size = 64;  // 28, 48 … : fields beyond do not exist
};

struct ArscItem;
struct ArscValue {
  uint8_t type = 0;
  uint32_t data = 0;
  std::string text;               // of strings; of references by name: "string/x"
  std::vector<std::string> tags;  // of styled strings
  // Bags: name of the item and value; a bag when not empty.
  std::vector<ArscItem> items;
};
struct ArscItem {
  uint32_t name = 0;
  ArscValue value;
};
ArscValue arsc_string(std::string text);
ArscValue arsc_styled(std::string text, std::vector<std::string> tags);
ArscValue arsc_reference(std::string name);  // "string/x", known when the bytes are made
ArscValue arsc_reference(uint32_t id);
ArscValue arsc_int(uint32_t value);
ArscValue arsc_array(const std::vector<ArscValue>& items);
ArscValue arsc_strings(const std::vector<std::string>& items);
// (0x01000004 … 0x01000009, text): other, zero, one, two, few, many.
ArscValue arsc_plurals(const std::vector<std::pair<uint32_t, std::string>>& items);

class ArscBuilder {
 public:
  explicit ArscBuilder(ArscOptions options = {}) : options_(std::move(options)) {}

  // `locale`: "", "zh", "zh-CN", "zh-Hans-CN", "fil", "es-419", "de-DE-1996" … Ids are given by first
  // mention.
  ArscBuilder& add(std::string type, std::string key, std::string locale, ArscValue value);
  ArscBuilder& string(std::string key, std::string text, std::string locale = "") {
    return add("string", std::move(key), std::move(locale), arsc_string(std::move(text)));
  }
  // "layout", "main", "res/layout/main.xml".
  ArscBuilder& file(std::string type, std::string key, std::string path) {
    return add(std::move(type), std::move(key), "", arsc_string(std::move(path)));
  }
  // "id/z" as new_ids gives them.
  ArscBuilder& id(std::string_view name);
  // A string in the global pool that no resource uses.
  ArscBuilder& orphan(std::string text);
  // Chunks put into the package behind its own ones.
  ArscBuilder& raw(std::string chunk);

  ResourceIds ids() const;
  std::string bytes() const;

 private:
  struct Item {
    uint32_t type, entry;  // indices
    std::string locale;
    ArscValue value;
  };
  class Writer;

  ArscOptions options_;
  std::vector<std::string> types_;
  std::vector<std::vector<std::string>> keys_;  // by type
  std::vector<Item> items_;
  std::vector<std::string> orphans_;
  std::string raw_;
};

}  // namespace jianfu::builders
