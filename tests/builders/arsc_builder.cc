#include "builders/arsc_builder.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "builders/axml_builder.h"
#include "builders/byte_writer.h"
#include "builders/string_pool_builder.h"
#include "formats/axml/axml.h"
#include "formats/axml/chunk.h"

namespace jianfu::builders {
namespace {

namespace axml = formats::axml;
namespace chunk = formats::axml::chunk;

constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr uint32_t kArrayItem = 0x02000000;
constexpr uint16_t kComplex = 1, kCompact = 8;

uint32_t index_in(std::vector<std::string>& names, const std::string& name) {
  const uint32_t index = static_cast<uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  if (index == names.size()) names.push_back(name);
  return index;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Two letters as they are; three packed into fifteen bits (formats.md §3.2).
std::string packed(const std::string& text, char base) {
  if (text.size() != 3) return text + std::string(2 - text.size(), '\0');
  const auto part = [&](size_t i) { return static_cast<unsigned>(text[i] - base); };
  const unsigned a = 0x80 | (part(2) << 2) | (part(1) >> 3), b = ((part(1) & 7) << 5) | part(0);
  return {static_cast<char>(a), static_cast<char>(b)};
}

std::string padded(std::string text, size_t size) {
  text.resize(size, '\0');
  return text;
}

std::string config(const std::string& locale, uint32_t size) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= locale.size();) {
    const size_t end = std::min(locale.find('-', at), locale.size());
    parts.push_back(locale.substr(at, end - at));
    at = end + 1;
  }
  std::string country, script, variant;
  for (size_t i = 1; i < parts.size(); ++i) {
    const bool year = parts[i].size() == 4 && is_digit(parts[i][0]);
    (parts[i].size() == 4 && !year ? script : parts[i].size() <= 3 ? country : variant) = parts[i];
  }
  ByteWriter out;
  out.le(size).le(uint32_t{0}).raw(packed(parts[0], 'a')).raw(packed(country, '0'));
  out.raw(std::string(24, '\0')).raw(padded(script, 4)).raw(padded(variant, 8));
  return padded(out.take(), size);
}

}  // namespace

ArscValue arsc_string(std::string text) {
  return {axml::kString, 0, std::move(text), {}, {}};
}
ArscValue arsc_styled(std::string text, std::vector<std::string> tags) {
  return {axml::kString, 0, std::move(text), std::move(tags), {}};
}
ArscValue arsc_reference(std::string name) {
  return {axml::kReference, 0, std::move(name), {}, {}};
}
ArscValue arsc_reference(uint32_t id) {
  return {axml::kReference, id, {}, {}, {}};
}
ArscValue arsc_int(uint32_t value) {
  return {axml::kIntDecimal, value, {}, {}, {}};
}

ArscValue arsc_array(const std::vector<ArscValue>& items) {
  ArscValue out;
  for (const ArscValue& item : items) out.items.push_back({static_cast<uint32_t>(kArrayItem + out.items.size()), item});
  return out;
}

ArscValue arsc_strings(const std::vector<std::string>& items) {
  std::vector<ArscValue> values;
  for (const std::string& item : items) values.push_back(arsc_string(item));
  return arsc_array(values);
}

ArscValue arsc_plurals(const std::vector<std::pair<uint32_t, std::string>>& items) {
  ArscValue out;
  for (const auto& [quantity, text] : items) out.items.push_back({quantity, arsc_string(text)});
  return out;
}

ArscBuilder& ArscBuilder::add(std::string type, std::string key, std::string locale, ArscValue value) {
  const uint32_t type_index = index_in(types_, type);
  if (keys_.size() <= type_index) keys_.resize(type_index + 1);
  items_.push_back({type_index, index_in(keys_[type_index], key), std::move(locale), std::move(value)});
  return *this;
}

ArscBuilder& ArscBuilder::id(std::string_view name) {
  const size_t slash = name.find('/');
  return add(std::string(name.substr(0, slash)), std::string(name.substr(slash + 1)), "",
             {axml::kBoolean, 0, {}, {}, {}});
}

ArscBuilder& ArscBuilder::orphan(std::string text) {
  orphans_.push_back(std::move(text));
  return *this;
}

ArscBuilder& ArscBuilder::raw(std::string bytes) {
  raw_ += bytes;
  return *this;
}

ResourceIds ArscBuilder::ids() const {
  ResourceIds out;
  for (uint32_t type = 0; type < types_.size(); ++type) {
    for (uint32_t entry = 0; entry < keys_[type].size(); ++entry) {
      out[types_[type] + "/" + keys_[type][entry]] = (options_.package_id << 24) | ((type + 1) << 16) | entry;
    }
  }
  return out;
}

class ArscBuilder::Writer {
 public:
  explicit Writer(const ArscBuilder& builder)
      : from_(builder), options_(builder.options_), ids_(builder.ids()), values_(options_.utf8), keys_(true) {
    for (const Item& item : from_.items_) {
      if (!item.value.tags.empty())
        styled_[&item.value] = values_.add_styled(item.value.text, item.value.tags);
    }
  }

  std::string bytes() {
    std::string chunks;
    for (uint32_t type = 0; type < from_.types_.size(); ++type) chunks += type_chunks(type);
    for (const std::string& text : from_.orphans_) values_.append(text);
    const std::string package = package_chunk(chunks + from_.raw_);
    const std::string body = ByteWriter().le(uint32_t{1}).raw(values_.chunk()).raw(package).take();
    return axml_chunk(chunk::kTable, 12, body);
  }

 private:
  std::string package_chunk(const std::string& chunks) {
    StringPoolBuilder type_names(false);
    for (const std::string& type : from_.types_) type_names.append(type);
    const std::string types = type_names.chunk(), keys = keys_.chunk();
    ByteWriter body;
    body.le(options_.package_id);
    for (const char c : padded(options_.package, 128))
      body.le(static_cast<uint16_t>(static_cast<unsigned char>(c)));
    body.le(uint32_t{288})
        .le(uint32_t{0})
        .le(static_cast<uint32_t>(288 + types.size()))
        .le(uint32_t{0})
        .le(uint32_t{0});
    return axml_chunk(chunk::kPackage, 288, body.raw(types).raw(keys).raw(chunks).bytes());
  }

  std::string type_chunks(uint32_t type) {
    const uint32_t count = static_cast<uint32_t>(from_.keys_[type].size());
    ByteWriter spec;
    spec.le(static_cast<uint8_t>(type + 1))
        .le(uint8_t{0})
        .le(uint16_t{1})
        .le(count)
        .raw(std::string(count * 4, '\0'));
    std::string out = axml_chunk(chunk::kTypeSpec, 16, spec.bytes());
    std::map<std::string, std::map<uint32_t, const ArscValue*>> by_locale;
    for (const Item& item : from_.items_) {
      if (item.type == type) by_locale[item.locale][item.entry] = &item.value;
    }
    for (const auto& [locale, entries] : by_locale) out += type_chunk(type, locale, entries);
    return out;
  }

  std::string type_chunk(uint32_t type, const std::string& locale,
                         const std::map<uint32_t, const ArscValue*>& entries) {
    ByteWriter data;
    std::map<uint32_t, uint32_t> offsets;
    for (const auto& [index, value] : entries) {
      offsets[index] = static_cast<uint32_t>(data.size());
      entry(data, options_.hide_keys ? "0_resource_name_obfuscated" : from_.keys_[type][index], *value);
    }
    const uint32_t total = static_cast<uint32_t>(from_.keys_[type].size());
    const bool sparse = options_.offsets == ArscOptions::Offsets::kSparse,
               narrow = options_.offsets == ArscOptions::Offsets::kNarrow;
    const std::string table = offset_table(offsets, total);
    const uint16_t header = static_cast<uint16_t>(20 + options_.config_size);
    ByteWriter body;
    body.le(static_cast<uint8_t>(type + 1))
        .le(static_cast<uint8_t>(sparse   ? 1
                                 : narrow ? 2
                                          : 0))
        .le(uint16_t{0});
    body.le(sparse ? static_cast<uint32_t>(offsets.size()) : total)
        .le(static_cast<uint32_t>(header + table.size()));
    body.raw(config(locale, options_.config_size)).raw(table).raw(data.bytes());
    return axml_chunk(chunk::kType, header, body.bytes());
  }

  std::string offset_table(const std::map<uint32_t, uint32_t>& offsets, uint32_t total) const {
    ByteWriter out;
    if (options_.offsets == ArscOptions::Offsets::kSparse) {
      for (const auto& [index, offset] : offsets)
        out.le(static_cast<uint16_t>(index)).le(static_cast<uint16_t>(offset / 4));
      return out.take();
    }
    const bool narrow = options_.offsets == ArscOptions::Offsets::kNarrow;
    for (uint32_t i = 0; i < total; ++i) {
      const auto at = offsets.find(i);
      if (narrow)
        out.le(static_cast<uint16_t>(at == offsets.end() ? 0xFFFF : at->second / 4));
      else
        out.le(at == offsets.end() ? kNone : at->second);
    }
    return out.align(4).take();
  }

  void entry(ByteWriter& out, const std::string& key_text, const ArscValue& value) {
    const uint32_t key = keys_.add(key_text);
    if (!value.items.empty()) {
      out.le(uint16_t{16}).le(kComplex).le(key).le(uint32_t{0}).le(static_cast<uint32_t>(value.items.size()));
      for (const auto& [name, item] : value.items)
        out.le(name).le(uint16_t{8}).le(uint8_t{0}).le(item.type).le(data_of(item));
    } else if (options_.compact) {
      out.le(static_cast<uint16_t>(key))
          .le(static_cast<uint16_t>(kCompact | (value.type << 8)))
          .le(data_of(value));
    } else {
      out.le(uint16_t{8})
          .le(uint16_t{0})
          .le(key)
          .le(uint16_t{8})
          .le(uint8_t{0})
          .le(value.type)
          .le(data_of(value));
    }
  }

  uint32_t data_of(const ArscValue& value) {
    if (value.type == axml::kString) {
      const auto styled = styled_.find(&value);
      return styled == styled_.end() ? values_.add(value.text) : styled->second;
    }
    if (value.type != axml::kReference || value.text.empty()) return value.data;
    const auto at = ids_.find(value.text);
    if (at == ids_.end()) throw std::invalid_argument("no such resource: " + value.text);
    return at->second;
  }

  const ArscBuilder& from_;
  const ArscOptions& options_;
  ResourceIds ids_;
  StringPoolBuilder values_, keys_;
  std::map<const ArscValue*, uint32_t> styled_;
};

std::string ArscBuilder::bytes() const {
  return Writer(*this).bytes();
}

}  // namespace jianfu::builders
