// The header of a dex file and its lies (formats.md §4.1, §4.5): tables are cut to what the file holds; where
// the header's word on a table cannot be true, the map's is taken.
#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "formats/dex/dex.h"
#include "formats/dex/survey.h"
#include "io/byte_reader.h"

namespace jianfu::formats::dex {
namespace {

constexpr uint64_t kFileSizeAt = 32, kHeaderSizeAt = 36, kEndianAt = 40, kLinkSizeAt = 44, kLinkAt = 48,
                   kMapAt = 52;
constexpr uint64_t kHeaderOffsetAt = 116;  // 041 only
constexpr uint32_t kEndian = 0x12345678, kEndianSwapped = 0x78563412;
constexpr size_t kContainerParts =
    4096;  // logical files of a container; real ones hold as many as an app has dexes

struct TableKind {
  uint64_t header_at;  // of the count; the offset follows
  uint32_t item_bytes;
  uint16_t map_type;
  std::string_view zh, en;
};
constexpr std::array<TableKind, 6> kTables = {{
    {56, 4, 1, "字符串表", "string_ids"},
    {64, 4, 2, "类型表", "type_ids"},
    {72, 12, 3, "原型表", "proto_ids"},
    {80, 8, 4, "字段表", "field_ids"},
    {88, 8, 5, "方法表", "method_ids"},
    {96, 32, 6, "类表", "class_defs"},
}};

bool has_magic(std::string_view bytes) {
  const auto digit = [&](size_t at) { return bytes[at] >= '0' && bytes[at] <= '9'; };
  return bytes.size() >= 8 && bytes.substr(0, 4) == "dex\n" && digit(4) && digit(5) && digit(6) &&
         bytes[7] == '\0';
}

// The first bytes wiped or replaced, the rest in order: sizes and byte order of a header are left.
bool has_hidden_magic(std::string_view bytes) {
  using namespace std::string_view_literals;
  return io::ByteReader(bytes).slice(kHeaderSizeAt, 8) == "\x70\x00\x00\x00\x78\x56\x34\x12"sv;
}

bool is_container(std::string_view bytes) {
  return has_magic(bytes) && bytes.substr(4, 3) >= "041";
}

// `dey\n036\0`: an odex wrapper, with the place of the dex at +8.
std::string_view unwrap_odex(std::string_view bytes) {
  if (bytes.substr(0, 4) != "dey\n") return bytes;
  const uint32_t at = io::ByteReader(bytes).le_at<uint32_t>(8);
  return at >= 12 && at < bytes.size() ? bytes.substr(at) : bytes;
}

// A tag that says so over sizes in the usual order is a lie.
bool is_swapped(std::string_view bytes) {
  const io::ByteReader in(bytes);
  return in.le_at<uint32_t>(kEndianAt) == kEndianSwapped && in.le_at<uint32_t>(kHeaderSizeAt) > 0xFFFF;
}

// Where `part` begins in `container`; 0 when it does not lie in it.
uint64_t place_in(std::string_view container, std::string_view part) {
  const std::less<const char*> before;
  const char* end = container.data() + container.size();
  if (before(part.data(), container.data()) || !before(part.data(), end)) return 0;
  return static_cast<uint64_t>(part.data() - container.data());
}

}  // namespace

bool looks_like(std::string_view bytes) {
  const std::string_view inner = unwrap_odex(bytes);
  return has_magic(inner) || has_hidden_magic(inner);
}

std::vector<std::string_view> split_container(std::string_view bytes) {
  bytes = unwrap_odex(bytes);
  if (!is_container(bytes)) return {bytes};
  std::vector<std::string_view> out;
  uint64_t at = 0;
  while (bytes.size() - at >= kContainerHeaderBytes && out.size() < kContainerParts) {
    const std::string_view rest = bytes.substr(at);
    if (!is_container(rest)) break;
    const uint32_t size = io::ByteReader(rest).le_at<uint32_t>(kFileSizeAt);
    const bool last = size < kContainerHeaderBytes || size >= rest.size();
    out.push_back(last ? rest : rest.substr(0, size));
    if (last) break;
    at += size;
  }
  if (out.empty()) out.push_back(bytes);
  return out;
}

Result<Dex> Dex::parse(std::string_view bytes, const Limits& limits, std::string_view container) {
  if (bytes.size() < kHeaderBytes) {
    const Message what{Msg::past_end, {std::to_string(kHeaderBytes), std::to_string(bytes.size())}};
    return Error{ErrorKind::kCorrupt, what, ""};
  }
  if (!has_magic(bytes) && !has_hidden_magic(bytes)) {
    return Error{ErrorKind::kNotThisKind,
                 {Msg::bad_magic, {"dex\\n035", core::bilingual("别的内容", "something else")}},
                 ""};
  }
  if (is_swapped(bytes)) {
    const std::string kind = core::bilingual("字节序相反的 DEX", "a byte-swapped DEX");
    return Error{ErrorKind::kUnsupported, {Msg::not_yet_readable, {kind}}, ""};
  }
  const bool in_container = is_container(bytes) && !container.empty() && place_in(container, bytes) != 0;
  Dex dex(in_container ? container : bytes, in_container ? place_in(container, bytes) : 0);
  dex.check_header(bytes.size());
  dex.read_tables();
  dex.check_map();
  Survey(dex, limits).run();
  return dex;
}

void Dex::add_anomaly(std::string_view id) {
  if (std::find(anomalies_.begin(), anomalies_.end(), id) == anomalies_.end()) anomalies_.emplace_back(id);
}

// `real_size`: of this logical file.
void Dex::check_header(uint64_t real_size) {
  const io::ByteReader in(bytes_);
  const auto word = [&](uint64_t at) { return in.le_at<uint32_t>(header_at_ + at); };
  const bool container = is_container(bytes_.substr(header_at_));
  if (!has_magic(bytes_.substr(header_at_))) add_anomaly("dex-magic");
  if (word(kEndianAt) != kEndian) add_anomaly("dex-endian");
  if (word(kHeaderSizeAt) != (container ? kContainerHeaderBytes : kHeaderBytes))
    add_anomaly("dex-header-size");
  if (word(kLinkSizeAt) != 0 || word(kLinkAt) != 0) add_anomaly("dex-link-section");
  if (container && word(kHeaderOffsetAt) != header_at_) add_anomaly("dex-header-offset");
  const uint32_t claimed = word(kFileSizeAt);
  if (claimed < real_size && !container) add_anomaly("dex-trailing-bytes");
  if (claimed <= real_size) return;
  add_anomaly("dex-file-size");
  const Message what{Msg::past_end, {std::to_string(claimed), std::to_string(real_size)}};
  defects_.push_back({GapReason::kTruncated, what, header_at_ + real_size, claimed - real_size});
}

// What a packer adds comes behind the map, which compilers write last; assemblers let other sections follow
// it.
void Dex::check_map() {
  const io::ByteReader in(bytes_);
  if (header_at_ != 0 || is_container(bytes_)) return;
  const uint64_t map_at = in.le_at<uint32_t>(kMapAt);
  if (!in.holds(map_at, 4) || map_at < kHeaderBytes) return add_anomaly("dex-map");
  const uint64_t map_bytes = 4 + uint64_t{in.le_at<uint32_t>(map_at)} * 12;
  if (!in.holds(map_at, map_bytes)) return add_anomaly("dex-map");
  for (uint64_t item = map_at + 4; item < map_at + map_bytes; item += 12) {
    if (in.le_at<uint32_t>(item + 8) > map_at) return;
  }
  const uint64_t claimed = std::min<uint64_t>(in.le_at<uint32_t>(kFileSizeAt), bytes_.size());
  if (map_at + map_bytes < claimed) add_anomaly("dex-bytes-after-map");
}

Dex::Table Dex::map_table(uint16_t type, uint32_t item_bytes) const {
  io::ByteReader in(bytes_);
  in.seek(in.le_at<uint32_t>(header_at_ + kMapAt));
  const uint32_t items =
      std::min<uint32_t>(in.le<uint32_t>(), 64);  // the format knows 21 types, each at most once
  for (uint32_t i = 0; i < items && in.ok(); ++i) {
    const uint16_t found = in.le<uint16_t>();
    in.skip(2);
    const uint32_t count = in.le<uint32_t>();
    const uint32_t at = in.le<uint32_t>();
    if (!in.ok() || found != type) continue;
    return in.holds(at, uint64_t{count} * item_bytes) ? Table{count, at} : Table{};
  }
  return {};
}

Dex::Table Dex::read_table(size_t which) {
  const TableKind& kind = kTables[which];
  const io::ByteReader in(bytes_);
  const uint32_t count = in.le_at<uint32_t>(header_at_ + kind.header_at);
  const uint64_t at = in.le_at<uint32_t>(header_at_ + kind.header_at + 4);
  const bool inside = at >= kHeaderBytes && in.holds(at, uint64_t{count} * kind.item_bytes);
  if (count != 0 && inside) return {count, at};
  const Table mapped = map_table(kind.map_type, kind.item_bytes);
  if (mapped.count != 0) {
    add_anomaly("dex-header-tables");
    return mapped;
  }
  if (count == 0) return {};
  add_anomaly("dex-header-tables");
  const std::string name = core::bilingual(kind.zh, kind.en);
  if (at < kHeaderBytes || at >= bytes_.size()) {
    const Message what{Msg::offset_past_end, {name, std::to_string(at), std::to_string(bytes_.size())}};
    defects_.push_back({GapReason::kCorrupt, what, header_at_ + kind.header_at, 0});
    return {};
  }
  const auto fitting = static_cast<uint32_t>((bytes_.size() - at) / kind.item_bytes);
  const Message what{Msg::count_too_large, {name, std::to_string(count), std::to_string(fitting)}};
  defects_.push_back({GapReason::kCorrupt, what, header_at_ + kind.header_at, 0});
  return {fitting, at};
}

void Dex::read_tables() {
  const std::array<std::pair<uint32_t*, uint64_t*>, 6> members = {{{&string_count_, &strings_at_},
                                                                   {&type_count_, &types_at_},
                                                                   {&proto_count_, &protos_at_},
                                                                   {&field_count_, &fields_at_},
                                                                   {&method_count_, &methods_at_},
                                                                   {&class_count_, &classes_at_}}};
  for (size_t i = 0; i < members.size(); ++i) {
    const Table table = read_table(i);
    *members[i].first = table.count;
    *members[i].second = table.at;
  }
  readable_classes_ = readable_values_ = class_count_;
}

}  // namespace jianfu::formats::dex
