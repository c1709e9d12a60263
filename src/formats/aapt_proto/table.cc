// ResourceTable → arsc::Table. Messages may hold their fields in any order, so that names and ids are looked
// for before what stands under them; every message is gone over twice, at its own level only.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "formats/aapt_proto/aapt_proto.h"
#include "formats/aapt_proto/item.h"
#include "formats/aapt_proto/locale.h"
#include "formats/arsc/table_builder.h"
#include "formats/protobuf/protobuf.h"

namespace jianfu::formats::aapt_proto {
namespace {

using protobuf::Message;
using protobuf::Wire;

// Fields of ResourceTable, Package, Type, Entry, ConfigValue, Value, CompoundValue.
enum TableField : uint32_t { kPackage = 2 };
enum PackageField : uint32_t { kPackageId = 1, kType = 3 };
enum TypeField : uint32_t { kTypeId = 1, kTypeName = 2, kEntry = 3 };
enum EntryField : uint32_t {
  kEntryId = 1,
  kEntryName = 2,
  kConfigValue = 6,
  kStagedId = 7,
  kDisabledConfigValue = 8,
  kFlaggedConfigValue = 9
};
enum ConfigValueField : uint32_t { kConfig = 1, kValue = 2 };
enum ValueField : uint32_t { kItem = 4, kCompound = 5 };
enum CompoundField : uint32_t { kAttr = 1, kStyle = 2, kArray = 4, kPlural = 5 };

// Names of bag items (formats.md §3.1).
constexpr uint32_t kArrayItem = 0x02000000, kAttrType = 0x01000000;
// By the arity that the message has: zero, one, two, few, many, other.
constexpr std::array<uint32_t, 6> kPluralItems = {0x01000005, 0x01000006, 0x01000007,
                                                  0x01000008, 0x01000009, 0x01000004};
constexpr uint64_t kMostTypeName = 256;

class TableReader {
 public:
  TableReader(std::string_view bytes, const Limits& limits)
      : bytes_(bytes), most_texts_(limits.items), build_(bytes.size(), limits) {
    build_.table().pool = axml::StringPool::listing(bytes);
    build_.key_pools().push_back(axml::StringPool::listing(bytes));
  }

  arsc::Table read() {
    Message table(bytes_);
    while (table.next()) {
      if (table.is(kPackage, Wire::kBytes)) read_package(table.bytes());
    }
    check(table);
    report();
    return build_.finish();
  }

 private:
  uint64_t place_of(std::string_view part) const {
    return part.empty() ? 0 : static_cast<uint64_t>(part.data() - bytes_.data());
  }
  void check(const Message& message) {
    if (!message.sound()) lost_.add(0);
  }

  void read_package(std::string_view bytes) {
    ++build_.table().packages;
    package_ = static_cast<uint32_t>(protobuf::value_of(protobuf::bytes_of(bytes, kPackageId), 1)) & 0xFF;
    Message package(bytes);
    while (package.next()) {
      if (package.is(kType, Wire::kBytes)) read_type(package.bytes());
    }
    check(package);
  }

  void read_type(std::string_view bytes) {
    ++build_.table().type_specs;
    const uint64_t id = protobuf::value_of(protobuf::bytes_of(bytes, kTypeId), 1);
    const std::string_view name = protobuf::bytes_of(bytes, kTypeName);
    base_ = (package_ << 24) | (static_cast<uint32_t>(id & 0xFF) << 16);
    const bool numbered = id > 0 && id <= 0xFF;
    if (numbered) {
      const bool named = !name.empty() && name.size() <= kMostTypeName;
      build_.name_type(base_, named ? std::string(name) : "?" + std::to_string(id));
    }
    Message type(bytes);
    while (type.next()) {
      if (!type.is(kEntry, Wire::kBytes)) continue;
      // Without a number (styleables, macros) nothing can refer to it, and it has no place in an installed
      // table.
      if (numbered)
        read_entry(type.bytes());
      else
        lose_entry(type.bytes());
    }
    check(type);
  }

  // An entry that has no id is a loss only when it holds a value that could be shown.
  void lose_entry(std::string_view entry) {
    for (Message in(entry); in.next();) {
      if (in.is(kConfigValue, Wire::kBytes) &&
          !protobuf::bytes_of(protobuf::bytes_of(in.bytes(), kValue), kItem).empty())
        return lost_entries_.add(place_of(entry));
    }
  }

  void read_entry(std::string_view bytes) {
    uint64_t id = 0;
    bool numbered = false;
    std::string_view name, staged;
    Message head(bytes);
    while (head.next()) {
      if (head.is(kEntryId, Wire::kBytes)) numbered = true, id = protobuf::value_of(head.bytes(), 1);
      if (head.is(kEntryName, Wire::kBytes)) name = head.bytes();
      if (head.is(kStagedId, Wire::kBytes)) staged = head.bytes();
    }
    check(head);
    if (!numbered || id > 0xFFFF) return lose_entry(bytes);
    const uint32_t full = base_ | static_cast<uint32_t>(id);
    if (!staged.empty())
      build_.table().aliases.emplace_back(static_cast<uint32_t>(protobuf::value_of(staged, 2)), full);
    build_.begin(full, build_.key_pools().back().append(name));
    for (Message entry(bytes); entry.next();) {
      const bool value = entry.number() == kConfigValue || entry.number() == kDisabledConfigValue ||
                         entry.number() == kFlaggedConfigValue;
      if (value && entry.wire() == Wire::kBytes) read_config_value(entry.bytes());
    }
  }

  void read_config_value(std::string_view bytes) {
    std::string_view config, value;
    Message in(bytes);
    while (in.next()) {
      if (in.is(kConfig, Wire::kBytes)) config = in.bytes();
      if (in.is(kValue, Wire::kBytes)) value = in.bytes();
    }
    check(in);
    config_ = config_at(config);
    Message parts(value);
    while (parts.next()) {
      if (parts.is(kItem, Wire::kBytes)) add_item(parts.bytes(), 0);
      if (parts.is(kCompound, Wire::kBytes)) read_compound(parts.bytes());
    }
    check(parts);
  }

  uint32_t config_at(std::string_view raw) {
    auto& configs = build_.table().configs;
    const auto [at, made] = configs_.emplace(raw, static_cast<uint32_t>(configs.size()));
    if (made) {
      configs.push_back(read_configuration(raw));
      config_seen_.push_back(0);
    }
    if (config_seen_[at->second] != build_.table().type_specs) ++build_.table().type_chunks;
    config_seen_[at->second] = build_.table().type_specs;
    return at->second;
  }

  void read_compound(std::string_view bytes) {
    for (Message compound(bytes); compound.next();) {
      if (compound.wire() != Wire::kBytes) continue;
      switch (compound.number()) {
        case kAttr:
          read_attr(compound.bytes());
          break;
        case kStyle:
          read_style(compound.bytes());
          break;
        case kArray:
          read_array(compound.bytes());
          break;
        case kPlural:
          read_plural(compound.bytes());
          break;
        default:
          break;  // styleables and macros are of use to the build only
      }
    }
  }

  // What an attribute takes, and the names of its values.
  void read_attr(std::string_view bytes) {
    constexpr uint32_t kFormats = 1, kSymbol = 4, kSymbolName = 3, kSymbolValue = 4, kSymbolType = 5;
    build_.add(
        {config_, axml::kIntDecimal, static_cast<uint32_t>(protobuf::value_of(bytes, kFormats)), kAttrType},
        place_of(bytes));
    for (Message in(bytes); in.next();) {
      if (!in.is(kSymbol, Wire::kBytes)) continue;
      const Item name = read_reference(protobuf::bytes_of(in.bytes(), kSymbolName));
      const auto value = static_cast<uint32_t>(protobuf::value_of(in.bytes(), kSymbolValue));
      const auto type = static_cast<uint8_t>(protobuf::value_of(in.bytes(), kSymbolType));
      build_.add({config_, type == 0 ? static_cast<uint8_t>(axml::kIntDecimal) : type, value, name.data},
                 place_of(in.bytes()));
    }
  }

  void read_style(std::string_view bytes) {
    constexpr uint32_t kStyleEntry = 3, kKey = 3, kStyleItem = 4;
    for (Message in(bytes); in.next();) {
      if (!in.is(kStyleEntry, Wire::kBytes)) continue;
      const Item key = read_reference(protobuf::bytes_of(in.bytes(), kKey));
      add_item(protobuf::bytes_of(in.bytes(), kStyleItem), key.data);
    }
  }

  void read_array(std::string_view bytes) {
    constexpr uint32_t kElement = 1, kElementItem = 3;
    uint32_t index = 0;
    for (Message in(bytes); in.next();) {
      if (in.is(kElement, Wire::kBytes))
        add_item(protobuf::bytes_of(in.bytes(), kElementItem), kArrayItem + index++);
    }
  }

  void read_plural(std::string_view bytes) {
    constexpr uint32_t kPluralEntry = 1, kArity = 3, kPluralItem = 4;
    for (Message in(bytes); in.next();) {
      if (!in.is(kPluralEntry, Wire::kBytes)) continue;
      const uint64_t arity =
          std::min<uint64_t>(protobuf::value_of(in.bytes(), kArity), kPluralItems.size() - 1);
      add_item(protobuf::bytes_of(in.bytes(), kPluralItem), kPluralItems[arity]);
    }
  }

  // `name`: id of the bag item.
  void add_item(std::string_view message, uint32_t name) {
    const std::optional<Item> item = read_item(message);
    if (!item) {
      if (!message.empty()) lost_.add(place_of(message));
      return;
    }
    arsc::Value value{config_, item->type, item->data, name};
    if (item->type == axml::kString) {
      if (build_.table().pool.size() >= most_texts_) return lost_.add(place_of(message));
      value.data = add_text(*item);
    }
    // A linked table refers by id; a name alone is that of something the build did not find.
    if (!item->name.empty()) lost_references_.add(place_of(message));
    build_.add(value, place_of(message));
  }

  // With the tags of its spans: addresses stand in them.
  uint32_t add_text(const Item& item) {
    constexpr uint32_t kSpan = 2, kTag = 1;
    axml::StringPool& pool = build_.table().pool;
    const uint32_t index = pool.append(item.text);
    for (Message styled(item.styled); styled.next() && pool.size() < most_texts_;) {
      if (styled.is(kSpan, Wire::kBytes)) pool.append_span(index, protobuf::bytes_of(styled.bytes(), kTag));
    }
    return index;
  }

  void report() {
    const auto defect = [this](const axml::Losses& lost, Msg what) {
      if (lost.count == 0) return;
      build_.table().defects.push_back(
          {GapReason::kCorrupt, {what, {std::to_string(lost.count)}}, lost.first_at, 0});
    };
    defect(lost_, Msg::protobuf_lost);
    defect(lost_entries_, Msg::arsc_lost);
    defect(lost_references_, Msg::aapt_proto_lost_references);
  }

  std::string_view bytes_;
  uint64_t most_texts_;
  arsc::TableBuilder build_;
  uint32_t package_ = 0, base_ = 0, config_ = 0;  // of what is being read
  std::map<std::string_view, uint32_t> configs_;  // message → index in Table::configs
  std::vector<uint32_t> config_seen_;             // the last type that had it
  axml::Losses lost_, lost_entries_, lost_references_;
};

}  // namespace

Result<arsc::Table> parse_table(std::string_view bytes, const Limits& limits) {
  arsc::Table out = TableReader(bytes, limits).read();
  if (out.packages == 0 && !out.defects.empty())
    return Error{ErrorKind::kNotThisKind, {Msg::aapt_proto_not_table, {}}, {}};
  return out;
}

}  // namespace jianfu::formats::aapt_proto
