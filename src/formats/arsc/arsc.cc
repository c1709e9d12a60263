#include "formats/arsc/arsc.h"

#include <algorithm>
#include <map>
#include <set>

#include "formats/axml/axml.h"
#include "io/byte_reader.h"
#include "text/utf.h"

namespace jianfu::formats::arsc {
namespace {

enum ChunkType : uint16_t { kStringPool = 0x0001, kTable = 0x0002, kPackage = 0x0200, kType = 0x0201, kTypeSpec = 0x0202 };
enum TypeFlags : uint8_t { kSparse = 0x01, kOffset16 = 0x02 };
enum EntryFlags : uint16_t { kComplex = 0x0001, kCompact = 0x0008 };

constexpr uint64_t kChunkHeader = 8;
constexpr uint32_t kNoEntry = 0xFFFFFFFF;
constexpr int kReferenceSteps = 20;

// Two letters as they are, or three packed into fifteen bits (formats.md §3.2).
std::string unpacked(std::string_view two, char base) {
  const unsigned a = static_cast<unsigned char>(two[0]), b = static_cast<unsigned char>(two[1]);
  if (a == 0) return {};
  if ((a & 0x80) == 0) return std::string(two.substr(0, b == 0 ? 1 : 2));
  const unsigned first = b & 0x1F, second = ((b & 0xE0) >> 5) | ((a & 0x03) << 3), third = (a & 0x7C) >> 2;
  return {static_cast<char>(base + static_cast<char>(first)), static_cast<char>(base + static_cast<char>(second)), static_cast<char>(base + static_cast<char>(third))};
}

std::string trimmed(std::string_view text) { return std::string(text.substr(0, text.find('\0'))); }

Config read_config(std::string_view raw) {
  const io::ByteReader in(raw);
  Config out;
  const uint64_t size = std::min<uint64_t>(in.le_at<uint32_t>(0), raw.size());
  const auto field = [&](uint64_t at, uint64_t bytes) { return at + bytes <= size ? raw.substr(at, bytes) : std::string_view(); };
  const std::string language = field(8, 2).empty() ? "" : unpacked(field(8, 2), 'a');
  const std::string country = field(10, 2).empty() ? "" : unpacked(field(10, 2), '0');
  const std::string script = trimmed(field(36, 4)), variant = trimmed(field(40, 8));
  out.locale = language;
  for (const std::string* part : {&script, &country, &variant}) {
    if (!part->empty()) out.locale += "-" + *part;
  }
  out.locale = text::to_valid_utf8(out.locale);
  const std::string_view rest = raw.substr(std::min<size_t>(4, raw.size()), size > 4 ? size - 4 : 0);
  out.is_default = std::all_of(rest.begin(), rest.end(), [](char c) { return c == 0; });
  return out;
}

class Parser {
 public:
  Parser(std::string_view bytes, const Limits& limits) : in_(bytes), limits_(limits) {}

  Table parse() {
    const uint64_t end = std::min<uint64_t>(std::max<uint64_t>(in_.le_at<uint32_t>(4), kChunkHeader), in_.size());
    each_chunk(std::max<uint64_t>(in_.le_at<uint16_t>(2), kChunkHeader), end, [this](uint16_t type, uint64_t at, uint64_t size) {
      if (type == kStringPool && out_.pool.size() == 0) out_.pool = axml::StringPool(in_.slice(at, size));
      else if (type == kPackage) read_package(at, size);
    });
    finish();
    return std::move(out_);
  }

 private:
  struct Found {
    uint32_t id;
    uint32_t order;  // of reading
    Value value;
  };

  void note(const char* id) {
    if (std::find(out_.anomalies.begin(), out_.anomalies.end(), id) == out_.anomalies.end()) out_.anomalies.emplace_back(id);
  }
  void lose(uint64_t at) {
    if (lost_++ == 0) lost_at_ = at;
  }

  template <typename Each>
  void each_chunk(uint64_t at, uint64_t end, Each each) {
    while (at + kChunkHeader <= end) {
      const uint64_t size = in_.le_at<uint32_t>(at + 4);
      if (size < kChunkHeader || size > end - at) {
        lose(at);
        note("arsc-chunk-size");
        return;
      }
      each(in_.le_at<uint16_t>(at), at, size);
      at += size;
    }
  }

  void read_package(uint64_t at, uint64_t size) {
    ++out_.packages;
    const uint64_t header = in_.le_at<uint16_t>(at + 2);
    package_id_ = in_.le_at<uint32_t>(at + 8);
    type_offset_ = header >= 288 ? in_.le_at<uint32_t>(at + 284) : 0;
    types_ = pool_at(at, size, in_.le_at<uint32_t>(at + 268));
    keys_ = pool_at(at, size, in_.le_at<uint32_t>(at + 276));
    each_chunk(at + std::max(header, kChunkHeader), at + size, [this](uint16_t type, uint64_t chunk, uint64_t bytes) {
      if (type == kTypeSpec) ++out_.type_specs;
      if (type == kType) read_type(chunk, bytes);
    });
  }

  axml::StringPool pool_at(uint64_t package, uint64_t package_size, uint64_t offset) const {
    if (offset >= package_size) return {};
    const uint64_t at = package + offset;
    return axml::StringPool(in_.slice(at, std::min<uint64_t>(in_.le_at<uint32_t>(at + 4), package_size - offset)));
  }

  uint32_t config_at(std::string_view raw) {
    const auto [at, made] = configs_.emplace(std::string(raw), static_cast<uint32_t>(out_.configs.size()));
    if (made) out_.configs.push_back(read_config(raw));
    return at->second;
  }

  void read_type(uint64_t at, uint64_t size) {
    ++out_.type_chunks;
    const uint64_t header = in_.le_at<uint16_t>(at + 2);
    const uint8_t type = in_.le_at<uint8_t>(at + 8), flags = in_.le_at<uint8_t>(at + 9);
    const uint64_t declared = in_.le_at<uint32_t>(at + 12), entries = in_.le_at<uint32_t>(at + 16);
    if (header < 20 || header > size || entries > size || type == 0) return lose(at);
    const uint32_t config = config_at(in_.slice(at + 20, std::min<uint64_t>(in_.le_at<uint32_t>(at + 20), size - 20)));
    const uint64_t width = (flags & kOffset16) != 0 ? 2 : 4;  // a sparse item is two halves of a word
    const uint64_t count = std::min(declared, (size - header) / width);
    if (count != declared) note("arsc-entry-count");
    const uint32_t base = (package_id_ << 24) | ((static_cast<uint32_t>(type) + type_offset_) << 16);
    name_type(base, type);
    for (uint64_t i = 0; i < count && found_.size() < limits_.items; ++i) {
      const uint64_t slot = at + header + i * width;
      uint32_t index = static_cast<uint32_t>(i);
      uint64_t offset = 0;
      if ((flags & kSparse) != 0) {
        index = in_.le_at<uint16_t>(slot);
        offset = uint64_t{in_.le_at<uint16_t>(slot + 2)} * 4;
      } else if ((flags & kOffset16) != 0) {
        const uint16_t quarter = in_.le_at<uint16_t>(slot);
        if (quarter == 0xFFFF) continue;
        offset = uint64_t{quarter} * 4;
      } else {
        const uint32_t said = in_.le_at<uint32_t>(slot);
        if (said == kNoEntry) continue;
        offset = said;
      }
      if (index <= 0xFFFF) read_entry(base | index, config, at + entries + offset, at + size);
    }
  }

  void name_type(uint32_t base, uint8_t type) {
    if (type_index_.count(base) != 0) return;
    type_index_[base] = static_cast<uint32_t>(out_.type_names.size());
    out_.type_names.push_back(types_.get(type - 1u));
  }

  void read_entry(uint32_t id, uint32_t config, uint64_t at, uint64_t end) {
    if (at + 8 > end) return lose(at);
    const uint16_t first = in_.le_at<uint16_t>(at), flags = in_.le_at<uint16_t>(at + 2);
    if ((flags & kCompact) != 0) {
      add(id, first, {config, static_cast<uint8_t>(flags >> 8), in_.le_at<uint32_t>(at + 4), 0});
      return;
    }
    const uint32_t key = in_.le_at<uint32_t>(at + 4);
    if ((flags & kComplex) == 0) {
      if (at + first + 8 > end) return lose(at);
      add(id, key, value_at(config, at + first, 0));
      return;
    }
    const uint64_t items = std::min<uint64_t>(in_.le_at<uint32_t>(at + 12), (end - at) / 12);
    keys_by_id_.emplace(id, key);
    for (uint64_t i = 0; i < items && found_.size() < limits_.items; ++i) {
      const uint64_t item = at + std::max<uint64_t>(first, 16) + i * 12;
      if (item + 12 > end) return lose(item);
      add(id, key, value_at(config, item + 4, in_.le_at<uint32_t>(item)));
    }
  }

  Value value_at(uint32_t config, uint64_t at, uint32_t item) const { return {config, in_.le_at<uint8_t>(at + 3), in_.le_at<uint32_t>(at + 4), item}; }

  void add(uint32_t id, uint32_t key, Value value) {
    keys_by_id_.emplace(id, key);
    found_.push_back({id, static_cast<uint32_t>(found_.size()), value});
    // Keys are of this package; they are decoded now, once an id.
    if (auto [at, made] = key_texts_.emplace(id, ""); made) at->second = keys_.get(key);
  }

  void finish() {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.id != b.id ? a.id < b.id : a.order < b.order; });
    out_.values.reserve(found_.size());
    for (const Found& found : found_) {
      if (out_.resources.empty() || out_.resources.back().id != found.id) {
        Resource resource;
        resource.id = found.id;
        resource.type = out_.type_names[type_index_[found.id & 0xFFFF0000]];
        resource.key = std::move(key_texts_[found.id]);
        resource.first_value = static_cast<uint32_t>(out_.values.size());
        out_.resources.push_back(std::move(resource));
      }
      ++out_.resources.back().value_count;
      out_.values.push_back(found.value);
    }
    if (lost_ > 0) out_.defects.push_back({GapReason::kCorrupt, {Msg::arsc_lost, {std::to_string(lost_)}}, lost_at_, 0});
  }

  io::ByteReader in_;
  const Limits& limits_;
  Table out_;
  axml::StringPool types_, keys_;
  uint32_t package_id_ = 0, type_offset_ = 0;
  std::map<std::string, uint32_t> configs_;
  std::map<uint32_t, uint32_t> type_index_;
  std::map<uint32_t, uint32_t> keys_by_id_;
  std::map<uint32_t, std::string> key_texts_;
  std::vector<Found> found_;
  uint64_t lost_ = 0, lost_at_ = 0;
};

bool is_reference(uint8_t type) { return type == axml::kReference || type == axml::kDynamicReference; }

void collect(const Table& table, uint32_t id, int steps, std::set<uint32_t>& visited, std::vector<Table::Text>& out) {
  const Resource* resource = table.find(id);
  if (resource == nullptr || steps == 0 || !visited.insert(id).second) return;
  for (uint32_t v = 0; v < resource->value_count; ++v) {
    const Value& value = table.values[resource->first_value + v];
    if (value.type == axml::kString) out.push_back({table.configs[value.config].locale, table.pool.get(value.data)});
    else if (is_reference(value.type)) collect(table, value.data, steps - 1, visited, out);
  }
}

int rank_of(const std::string& locale) {
  if (locale == "zh" || locale == "zh-CN" || locale.starts_with("zh-Hans")) return 0;
  return locale.starts_with("zh") ? 1 : locale.empty() ? 2 : 3;
}

}  // namespace

const Resource* Table::find(uint32_t id) const {
  const auto at = std::lower_bound(resources.begin(), resources.end(), id, [](const Resource& r, uint32_t wanted) { return r.id < wanted; });
  return at != resources.end() && at->id == id ? &*at : nullptr;
}

std::string Table::name(uint32_t id) const {
  const Resource* resource = find(id);
  return resource == nullptr ? std::string() : std::string(resource->type) + "/" + resource->key;
}

std::vector<Table::Text> Table::texts(uint32_t id) const {
  std::vector<Text> out;
  std::set<uint32_t> visited;
  collect(*this, id, kReferenceSteps, visited, out);
  return out;
}

std::string Table::best_text(uint32_t id) const {
  std::vector<Text> all = texts(id);
  const auto best = std::min_element(all.begin(), all.end(), [](const Text& a, const Text& b) { return rank_of(a.locale) < rank_of(b.locale); });
  return best == all.end() ? std::string() : best->text;
}

std::vector<uint32_t> Table::orphans() const {
  std::vector<bool> used(pool.size());
  for (const Value& value : values) {
    if (value.type == axml::kString && value.data < used.size()) used[value.data] = true;
  }
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < used.size(); ++i) {
    if (!used[i]) out.push_back(i);
  }
  return out;
}

Result<Table> parse(std::string_view bytes, const Limits& limits) {
  const io::ByteReader in(bytes);
  if (bytes.size() < 12 || in.le_at<uint16_t>(0) != kTable) return Error{ErrorKind::kNotThisKind, {Msg::arsc_not_table, {}}, {}};
  return Parser(bytes, limits).parse();
}

}  // namespace jianfu::formats::arsc
