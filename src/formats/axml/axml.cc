#include "formats/axml/axml.h"

#include <algorithm>

#include "formats/axml/string_pool.h"
#include "io/byte_reader.h"

namespace jianfu::formats::axml {
namespace {

enum ChunkType : uint16_t { kStringPool = 0x0001, kXml = 0x0003, kStartNamespace = 0x0100, kEndNamespace = 0x0101, kStartElement = 0x0102,
                            kEndElement = 0x0103, kCdata = 0x0104, kResourceMap = 0x0180 };

constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr uint16_t kNodeHeader = 0x10;
constexpr uint64_t kAttributeSize = 20, kChunkHeader = 8;
constexpr uint64_t kMostElements = 200'000;

bool is_node(uint16_t type) { return type >= kStartNamespace && type <= kCdata; }

class Parser {
 public:
  Parser(std::string_view bytes, const Limits& limits) : in_(bytes), limits_(limits) {}

  Document parse() {
    uint64_t at = in_.le_at<uint16_t>(2);
    if (in_.le_at<uint16_t>(0) != kXml) note("axml-root-type");
    if (at != kChunkHeader) note("axml-root-header");
    if (at < kChunkHeader || at > in_.size()) at = kChunkHeader;
    end_ = std::min<uint64_t>(in_.le_at<uint32_t>(4), in_.size());
    if (in_.le_at<uint32_t>(4) > in_.size()) note("axml-root-size");
    if (end_ < in_.size()) note("axml-trailing-data");
    if (end_ <= at) end_ = in_.size();
    while (at + kChunkHeader <= end_) at = read_chunk(at);
    if (lost_ > 0) out_.defects.push_back({GapReason::kCorrupt, {Msg::axml_lost, {std::to_string(lost_)}}, lost_at_, 0});
    return std::move(out_);
  }

 private:
  void note(const char* id) {
    if (std::find(out_.anomalies.begin(), out_.anomalies.end(), id) == out_.anomalies.end()) out_.anomalies.emplace_back(id);
  }
  void lose(uint64_t at) {
    if (lost_++ == 0) lost_at_ = at;
  }

  // The offset of the next chunk.
  uint64_t read_chunk(uint64_t at) {
    const uint16_t type = in_.le_at<uint16_t>(at);
    const uint16_t header = in_.le_at<uint16_t>(at + 2);
    const uint64_t size = in_.le_at<uint32_t>(at + 4);
    if (size < kChunkHeader || size > end_ - at) {
      // The last END_NAMESPACE with size 0 is seen in the field and harms nobody.
      if (type == kEndNamespace) return end_;
      return resynchronise(at);
    }
    const std::string_view chunk = in_.slice(at, size);
    if (type == kStringPool && !have_pool_) {
      pool_ = StringPool(chunk);
      have_pool_ = true;
      out_.pool_strings = pool_.size();
      out_.pool_utf8 = pool_.utf8();
      if (pool_.lied()) note("axml-string-count");
    } else if (type == kResourceMap && ids_.empty()) {
      for (uint64_t i = header; i + 4 <= size; i += 4) ids_.push_back(in_.le_at<uint32_t>(at + i));
      out_.mapped_ids = static_cast<uint32_t>(ids_.size());
    } else if (is_node(type)) {
      read_node(type, at, size);
    } else {
      note("axml-unknown-chunk");
    }
    return at + size;
  }

  // Garbage between chunks: forward to the next thing that looks like a node (formats.md §2.8).
  uint64_t resynchronise(uint64_t at) {
    lose(at);
    note("axml-garbage");
    for (uint64_t next = at + 1; next + kNodeHeader <= end_; ++next) {
      const uint64_t size = in_.le_at<uint32_t>(next + 4);
      if (is_node(in_.le_at<uint16_t>(next)) && in_.le_at<uint16_t>(next + 2) == kNodeHeader && size >= 0x18 && size <= end_ - next) return next;
    }
    return end_;
  }

  void read_node(uint16_t type, uint64_t at, uint64_t size) {
    if (type == kStartElement) {
      read_element(at, size);
    } else if (type == kEndElement) {
      if (!open_.empty()) open_.pop_back();
    } else if (type == kCdata && !open_.empty()) {
      std::string text = string(in_.le_at<uint32_t>(at + kNodeHeader));
      if (!text.empty()) out_.elements[static_cast<size_t>(open_.back())].text.push_back(std::move(text));
    }
  }

  void read_element(uint64_t at, uint64_t size) {
    if (out_.elements.size() >= std::min(kMostElements, limits_.items)) return lose(at);
    const uint64_t ext = at + std::max<uint64_t>(in_.le_at<uint16_t>(at + 2), kNodeHeader);
    Element element;
    element.line = in_.le_at<uint32_t>(at + 8);
    element.name = string(in_.le_at<uint32_t>(ext + 4));
    element.parent = open_.empty() ? -1 : open_.back();
    const uint64_t start = in_.le_at<uint16_t>(ext + 8), stride = in_.le_at<uint16_t>(ext + 10), count = in_.le_at<uint16_t>(ext + 12);
    if (start > 0x14) note("axml-attribute-start");
    if (stride > kAttributeSize) note("axml-attribute-size");
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t attribute = ext + start + i * std::max(stride, kAttributeSize);
      if (attribute + kAttributeSize > at + size) {
        lose(attribute);
        break;
      }
      element.attributes.push_back(read_attribute(attribute));
    }
    out_.elements.push_back(std::move(element));
    // Deeper elements belong to the last parent kept: a thousand nested ones say nothing more.
    if (open_.size() < limits_.nesting) open_.push_back(static_cast<int32_t>(out_.elements.size() - 1));
  }

  Attribute read_attribute(uint64_t at) {
    Attribute out;
    const uint32_t name = in_.le_at<uint32_t>(at + 4);
    out.id = name < ids_.size() ? ids_[name] : 0;
    out.name = string(name);
    out.type = in_.le_at<uint8_t>(at + 15);
    out.data = in_.le_at<uint32_t>(at + 16);
    const uint32_t raw = in_.le_at<uint32_t>(at + 8);
    if (out.type == kString) out.text = string(out.data);
    else if (raw != kNone) out.text = string(raw);
    if (out.name.empty() && out.id != 0) note("axml-empty-names");
    return out;
  }

  std::string string(uint32_t index) const { return index == kNone ? std::string() : pool_.get(index); }

  io::ByteReader in_;
  const Limits& limits_;
  uint64_t end_ = 0;
  Document out_;
  StringPool pool_;
  bool have_pool_ = false;
  std::vector<uint32_t> ids_;
  std::vector<int32_t> open_;
  uint64_t lost_ = 0, lost_at_ = 0;
};

}  // namespace

const Attribute* Element::find(uint32_t id, std::string_view wanted) const {
  if (id != 0) {
    for (const Attribute& attribute : attributes) {
      if (attribute.id == id) return &attribute;
    }
  }
  for (const Attribute& attribute : attributes) {
    if (!wanted.empty() && attribute.name == wanted && (attribute.id == 0 || id == 0)) return &attribute;
  }
  return nullptr;
}

bool looks_like(std::string_view bytes) {
  const io::ByteReader in(bytes);
  if (bytes.size() < 36) return false;
  if (in.le_at<uint16_t>(0) == kXml && in.le_at<uint16_t>(2) == kChunkHeader) return true;
  const uint64_t first = in.le_at<uint16_t>(2);
  return (first >= kChunkHeader && in.le_at<uint16_t>(first) == kStringPool && in.le_at<uint16_t>(first + 2) == 0x1C) ||
         (in.le_at<uint16_t>(8) == kStringPool && in.le_at<uint16_t>(10) == 0x1C);
}

Result<Document> parse(std::string_view bytes, const Limits& limits) {
  if (bytes.size() < kChunkHeader) return Error{ErrorKind::kNotThisKind, {Msg::axml_not_xml, {}}, {}};
  Document out = Parser(bytes, limits).parse();
  if (out.elements.empty()) return Error{ErrorKind::kCorrupt, {Msg::axml_no_element, {}}, {}};
  return out;
}

}  // namespace jianfu::formats::axml
