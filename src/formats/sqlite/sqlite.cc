#include "formats/sqlite/sqlite.h"

#include <algorithm>
#include <string>

#include "io/byte_reader.h"
#include "text/utf.h"

namespace jianfu::formats::sqlite {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "SQLite format 3\0"sv;
constexpr uint64_t kHeader = 100;
constexpr size_t kMostName = 256;  // of a table: told with every text in it
enum Page : uint8_t { kIndexInner = 2, kTableInner = 5, kIndexLeaf = 10, kTableLeaf = 13 };

struct Table {
  std::string name;
  uint64_t root = 0;
};

class Database {
 public:
  Database(std::string_view bytes, const Limits& limits, const Found& found)
      : bytes_(bytes), in_(bytes), limits_(limits), found_(found) {
    page_ = static_cast<uint64_t>(static_cast<unsigned char>(bytes[16])) << 8 |
            static_cast<unsigned char>(bytes[17]);
    if (page_ == 1) page_ = 65536;
    usable_ = page_ - static_cast<unsigned char>(bytes[20]);
    encoding_ = be32(56);
  }

  std::vector<Defect> read() {
    if (page_ < 512 || (page_ & (page_ - 1)) != 0 || usable_ < 480) {
      return {{GapReason::kCorrupt, {Msg::items_unread, {"SQLite", "1", "1"}}, 16, bytes_.size()}};
    }
    pages_ = (bytes_.size() + page_ - 1) / page_;
    seen_.resize(pages_ + 1);
    walk({"sqlite_schema", 1});
    for (size_t i = 0; i < tables_.size(); ++i) walk(Table(tables_[i]));
    std::vector<Defect> out;
    if (unread_ > 0) {
      out.push_back(
          {GapReason::kCorrupt,
           {Msg::items_unread, {"SQLite", std::to_string(texts_ + unread_), std::to_string(unread_)}},
           first_unread_,
           0});
    }
    return out;
  }

 private:
  uint64_t be(uint64_t at, uint64_t bytes) const {
    uint64_t out = 0;
    for (const char c : in_.slice(at, bytes)) out = out << 8 | static_cast<unsigned char>(c);
    return out;
  }
  uint32_t be32(uint64_t at) const { return static_cast<uint32_t>(be(at, 4)); }

  // Huffman-like integers of up to nine bytes, the highest first.
  static uint64_t varint(io::ByteReader& in) {
    uint64_t out = 0;
    for (int i = 0; i < 8; ++i) {
      const uint8_t byte = in.le<uint8_t>();
      out = out << 7 | (byte & 0x7Fu);
      if ((byte & 0x80) == 0) return out;
    }
    return out << 8 | in.le<uint8_t>();
  }

  void note_unread(uint64_t offset) {
    if (unread_++ == 0) first_unread_ = offset;
  }

  // Every page of a tree, each page of the file once.
  void walk(const Table& table) {
    std::vector<uint64_t> waiting{table.root};
    while (!waiting.empty()) {
      const uint64_t page = waiting.back();
      waiting.pop_back();
      if (page == 0 || page > pages_) {
        note_unread(0);
        continue;
      }
      if (seen_[page]) continue;
      seen_[page] = true;
      read_page(page, table, waiting);
    }
  }

  void read_page(uint64_t page, const Table& table, std::vector<uint64_t>& waiting) {
    const uint64_t base = (page - 1) * page_, header = page == 1 ? base + kHeader : base;
    const uint8_t type = in_.le_at<uint8_t>(header);
    const bool inner = type == kTableInner || type == kIndexInner;
    if (!inner && type != kTableLeaf && type != kIndexLeaf) return note_unread(header);
    const uint64_t pointers = header + (inner ? 12 : 8);
    const uint64_t cells = std::min<uint64_t>(be(header + 3, 2), page_ / 4);
    for (uint64_t i = 0; i < cells; ++i) {
      const uint64_t pointer = be(pointers + 2 * i, 2);
      if (pointer >= page_) {
        note_unread(pointers + 2 * i);
        continue;
      }
      uint64_t cell = base + pointer;
      if (inner) {
        waiting.push_back(be32(cell));
        cell += 4;
      }
      if (type != kTableInner) read_cell(cell, type, table);
    }
    if (inner) waiting.push_back(be32(header + 8));
  }

  void read_cell(uint64_t at, uint8_t type, const Table& table) {
    io::ByteReader in(bytes_);
    in.seek(at);
    const uint64_t size = varint(in);
    if (type == kTableLeaf) varint(in);  // row id
    if (!in.ok() || size > bytes_.size() || size > budget()) return note_unread(at);
    spent_ += size;
    const uint64_t most = type == kTableLeaf ? usable_ - 35 : (usable_ - 12) * 64 / 255 - 23;
    if (size <= most) return read_record(in.take(size), at, table);
    const uint64_t least = (usable_ - 12) * 32 / 255 - 23, fitting = least + (size - least) % (usable_ - 4);
    const uint64_t local = fitting <= most ? fitting : least;
    std::string payload(in.take(local));
    uint64_t next = be32(in.offset());
    // Pages of one row follow each other by number, each used once.
    while (payload.size() < size && next != 0 && next <= pages_ && !seen_[next]) {
      seen_[next] = true;
      const uint64_t base = (next - 1) * page_;
      payload += in_.slice(base + 4, std::min(usable_ - 4, size - payload.size()));
      next = be32(base);
    }
    if (payload.size() < size) note_unread(at);
    read_record(payload, at, table);
  }
  uint64_t budget() const { return 2 * bytes_.size() - std::min(spent_, 2 * bytes_.size()); }

  // A header of types, then the values in their order.
  void read_record(std::string_view payload, uint64_t at, const Table& table) {
    io::ByteReader types(payload);
    const uint64_t header = varint(types);
    if (!types.ok() || header > payload.size()) return note_unread(at);
    io::ByteReader values(payload);
    values.seek(header);
    const bool schema = table.root == 1;
    std::string first;  // of the schema: "table"
    std::string name;
    uint64_t root = 0;
    for (uint64_t column = 0; types.offset() < header && types.ok() && values.ok(); ++column) {
      const uint64_t type = varint(types);
      const uint64_t size = size_of(type);
      if (size > values.remaining()) return note_unread(at);
      const std::string_view value = values.take(size);
      if (schema && column == 3) root = number(value);
      if (type < 13 || type % 2 == 0 || value.empty()) continue;
      const std::string_view text = decoded(value);
      if (schema && column == 0) first = text;
      if (schema && column == 1) name = text.substr(0, kMostName);
      ++texts_;
      if (texts_ <= limits_.items) {
        found_({text, table.name, at});
      } else {
        note_unread(at);
      }
    }
    if (first == "table" && root > 1 && tables_.size() < pages_) tables_.push_back({name, root});
  }

  static uint64_t size_of(uint64_t type) {
    constexpr uint8_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? kSizes[type] : (type - 12) / 2;
  }
  static uint64_t number(std::string_view value) {
    uint64_t out = 0;
    for (const char c : value.substr(0, 8)) out = out << 8 | static_cast<unsigned char>(c);
    return out;
  }
  std::string_view decoded(std::string_view value) {
    if (encoding_ != 2 && encoding_ != 3) return value;
    decoded_ = encoding_ == 2 ? text::from_utf16le(value) : text::from_utf16be(value);
    return decoded_;
  }

  std::string_view bytes_;
  io::ByteReader in_;
  const Limits& limits_;
  const Found& found_;
  uint64_t page_ = 0, usable_ = 0, pages_ = 0;
  uint32_t encoding_ = 1;
  std::vector<bool> seen_;
  std::vector<Table> tables_;
  std::string decoded_;
  uint64_t texts_ = 0, unread_ = 0, first_unread_ = 0, spent_ = 0;
};

}  // namespace

bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found) {
  if (!looks_like(bytes))
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"SQLite format 3", "…"}}, {}};
  if (bytes.size() < kHeader) {
    return std::vector<Defect>{
        {GapReason::kTruncated, {Msg::past_end, {"100", std::to_string(bytes.size())}}, bytes.size(), 0}};
  }
  return Database(bytes, limits, found).read();
}

}  // namespace jianfu::formats::sqlite
