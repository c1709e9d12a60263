#include "formats/arsc/source_table.h"

#include <algorithm>
#include <utility>

#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {
namespace {

constexpr uint32_t kPackage = 0x7F000000;
constexpr size_t kTypes = 0xFF, kEntries = 0xFFFF;  // what an id can number

void le(std::string& out, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

// As the build tools write it: of a byte length only 15 bits are kept, the NUL tells the rest (formats.md
// §2.2).
void short_length(std::string& out, size_t length) {
  if (length >= 0x80) out += static_cast<char>(0x80 | (length >> 8 & 0x7F));
  out += static_cast<char>(length & 0xFF);
}

uint32_t id_at(size_t type, size_t entry) {
  return kPackage | static_cast<uint32_t>(type + 1) << 16 | static_cast<uint32_t>(entry);
}

}  // namespace

SourceTable::Entry* SourceTable::entry(std::string_view type, std::string_view key) {
  auto at = by_type_.find(type);
  if (at == by_type_.end()) {
    if (types_.size() >= kTypes) return nullptr;
    at = by_type_.emplace(std::string(type), static_cast<uint32_t>(types_.size())).first;
    types_.push_back({std::string(type), {}, {}});
  }
  Type& row = types_[at->second];
  auto known = row.by_key.find(key);
  if (known == row.by_key.end()) {
    if (row.entries.size() >= kEntries) return nullptr;
    known = row.by_key.emplace(std::string(key), static_cast<uint32_t>(row.entries.size())).first;
    row.entries.push_back({std::string(key), {}});
  }
  return &row.entries[known->second];
}

uint32_t SourceTable::config(std::string_view locale) {
  const auto known = std::find_if(configs_.begin(), configs_.end(),
                                  [&](const Config& config) { return config.locale == locale; });
  if (known != configs_.end()) return static_cast<uint32_t>(known - configs_.begin());
  Config made;
  made.locale = locale;
  made.is_default = locale.empty();
  configs_.push_back(std::move(made));
  return static_cast<uint32_t>(configs_.size() - 1);
}

void SourceTable::add(std::string_view type, std::string_view key, std::string_view locale, Part part) {
  Entry* row = entry(type, key);
  if (row == nullptr) return;
  part.config = config(locale);
  // Files have variants of one locale (layout, layout-land): all of them are the resource.
  const bool file = !part.reference && part.text.find('/') != std::string::npos && type != "string" &&
                    type != "array" && type != "plurals";
  const uint64_t place = uint64_t{id_of(type, key) & 0xFFFFFF} << 40 | uint64_t{part.config & 0xFFFF} << 24 |
                         (part.item & 0xFFFFFF);
  const bool taken = !file && !taken_.insert(place).second;
  if (!taken) row->parts.push_back(std::move(part));
}

void SourceTable::add_text(std::string_view type, std::string_view key, std::string_view locale,
                            std::string_view text, uint32_t item) {
  add(type, key, locale, {0, item, false, std::string(text), {}});
}

void SourceTable::add_reference(std::string_view type, std::string_view key, std::string_view locale,
                                 std::string_view to_type, std::string_view to_key, uint32_t item) {
  add(type, key, locale, {0, item, true, std::string(to_type), std::string(to_key)});
}

uint32_t SourceTable::id_of(std::string_view type, std::string_view key) const {
  const auto at = by_type_.find(type);
  if (at == by_type_.end()) return 0;
  const auto& keys = types_[at->second].by_key;
  const auto known = keys.find(key);
  return known == keys.end() ? 0 : id_at(at->second, known->second);
}

std::string SourceTable::pool() const {
  std::string offsets, data;
  uint32_t count = 0;
  for (const Type& type : types_) {
    for (const Entry& row : type.entries) {
      for (const Part& part : row.parts) {
        if (part.reference) continue;
        ++count;
        le(offsets, static_cast<uint32_t>(data.size()), 4);
        short_length(data, part.text.size());  // in UTF-16 units: nothing hangs on it
        short_length(data, part.text.size());
        data += part.text;
        data += '\0';
      }
    }
  }
  while (data.size() % 4 != 0) data += '\0';
  constexpr uint32_t kHeader = 0x1C;
  const uint32_t strings_at = kHeader + static_cast<uint32_t>(offsets.size());
  std::string out;
  le(out, 1, 2);
  le(out, kHeader, 2);
  le(out, strings_at + static_cast<uint32_t>(data.size()), 4);
  le(out, count, 4);
  le(out, 0, 4);
  le(out, 0x100, 4);
  le(out, strings_at, 4);
  le(out, 0, 4);
  return out + offsets + data;
}

Table SourceTable::table(std::string_view pool) const {
  Table out;
  out.pool = axml::StringPool(pool);
  out.configs = configs_;
  out.packages = 1;
  for (const Type& type : types_) out.type_names.push_back(type.name);
  uint32_t text = 0;
  for (size_t t = 0; t < types_.size(); ++t) {
    const Type& type = types_[t];
    for (size_t e = 0; e < type.entries.size(); ++e) {
      const Entry& row = type.entries[e];
      Resource resource;
      resource.id = id_at(t, e);
      resource.type = out.type_names[t];
      resource.key = row.key;
      resource.first_value = static_cast<uint32_t>(out.values.size());
      resource.value_count = static_cast<uint32_t>(row.parts.size());
      for (const Part& part : row.parts) {
        Value value;
        value.config = part.config;
        value.item = part.item;
        value.type = part.reference ? axml::kReference : axml::kString;
        value.data = part.reference ? id_of(part.text, part.key) : text++;
        out.values.push_back(value);
      }
      out.resources.push_back(std::move(resource));
    }
  }
  return out;
}

}  // namespace jianfu::formats::arsc
