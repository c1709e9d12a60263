#include "formats/axml/axml.h"

#include <algorithm>

#include "formats/axml/attribute_ids.h"
#include "formats/axml/chunk.h"
#include "formats/axml/string_pool.h"

namespace jianfu::formats::axml {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr uint64_t kNodeHeader = 0x10, kAttributesAt = 0x14, kAttributeSize = 20;
constexpr uint32_t kFramework = 0x01;  // package id of the system's own attributes

bool is_node(uint16_t type) {
  return type >= chunk::kStartNamespace && type <= chunk::kCdata;
}

// The least size of a node: its header and what it always holds.
uint64_t least_size(uint16_t type) {
  return type == chunk::kStartElement ? 0x24 : type == chunk::kCdata ? 0x1C : 0x18;
}

class Parser {
 public:
  Parser(std::string_view bytes, const Limits& limits)
      : in_(bytes), limits_(limits), budget_(bytes.size(), limits.text_bytes) {}

  Document parse() {
    const uint64_t first = read_root();
    read_chunks(first);
    if (out_.elements.empty() && end_ < in_.size()) {  // the root's size is no truth either
      end_ = in_.size();
      have_pool_ = seen_node_ = false;
      ids_.clear();
      lost_nodes_ = {};
      read_chunks(first);
    }
    report();
    return std::move(out_);
  }

 private:
  void note(std::string_view id) { note_once(out_.anomalies, id); }

  // Sets end_ and gives the offset of the first chunk (formats.md §2.8).
  uint64_t read_root() {
    const Chunk root = chunk_at(in_, 0);
    if (root.type != chunk::kXml) note("axml-root-type");
    if (root.header != kChunkHeader) note("axml-root-header");
    if (root.size > in_.size()) note("axml-root-size");
    if (root.size < in_.size()) note("axml-trailing-data");
    end_ = std::min<uint64_t>(root.size, in_.size());
    const auto pool_at = [this](uint64_t at) {
      const Chunk chunk = chunk_at(in_, at);
      return chunk.type == chunk::kStringPool && chunk.fits(in_.size());
    };
    // A header may be longer, with padding; one that claims so and leads nowhere is not believed.
    const bool longer = root.header > kChunkHeader && chunk_at(in_, root.header).fits(in_.size()) &&
                        (pool_at(root.header) || !pool_at(kChunkHeader));
    const uint64_t first = longer ? root.header : kChunkHeader;
    if (end_ <= first) end_ = in_.size();
    return first;
  }

  void read_chunks(uint64_t at) {
    while (at <= end_ && kChunkHeader <= end_ - at) at = read_chunk(at);
  }

  // Reads the chunk and gives the offset of what comes next.
  uint64_t read_chunk(uint64_t at) {
    const Chunk chunk = chunk_at(in_, at);
    if (!chunk.fits(end_)) return read_oversized(chunk);
    if (chunk.type == chunk::kStringPool && !have_pool_) {
      read_pool(in_.slice(at, chunk.size));
    } else if (chunk.type == chunk::kResourceMap && ids_.empty()) {
      read_ids(chunk);
    } else if (is_node(chunk.type)) {
      if (chunk.header < kNodeHeader) note("axml-node-header");
      if (chunk.size < least_size(chunk.type)) return resynchronise(at);
      read_node(chunk);
    } else {
      // Before the first node Android skips anything by its size, later only what has a node's header.
      if (seen_node_ && chunk.header < kNodeHeader) return resynchronise(at);
      note("axml-unknown-chunk");
    }
    return chunk.end();
  }

  // A chunk that claims more than is left: what is there of it counts, and what may stand behind its start
  // too.
  uint64_t read_oversized(Chunk chunk) {
    // The last END_NAMESPACE with size 0 is seen in the field and harms nobody.
    if (chunk.type == chunk::kEndNamespace && chunk.size == 0) {
      note("axml-end-size");
      return end_;
    }
    const bool pool = chunk.type == chunk::kStringPool && !have_pool_;
    if (chunk.size > end_ - chunk.at && (pool || chunk.type == chunk::kStartElement)) {
      note("axml-chunk-size");
      chunk.size = end_ - chunk.at;
      if (pool)
        read_pool(in_.slice(chunk.at, chunk.size));
      else if (chunk.size >= least_size(chunk.type))
        read_node(chunk);
    }
    return resynchronise(chunk.at);
  }

  // Garbage: forward to the next thing that looks like a chunk of ours. One pass over the file in all, since
  // it only moves forward.
  uint64_t resynchronise(uint64_t at) {
    lost_nodes_.add(at);
    note("axml-garbage");
    for (uint64_t next = at + 1; next <= end_ && end_ - next >= kNodeHeader; ++next) {
      if (in_.le_at<uint8_t>(next + 1) <= 1 && looks_like_chunk(chunk_at(in_, next))) return next;
    }
    return end_;
  }

  bool looks_like_chunk(const Chunk& chunk) const {
    if (!chunk.fits(end_)) return false;
    if (chunk.type == chunk::kStringPool)
      return !have_pool_ && chunk.header == kPoolHeader && chunk.size >= kPoolHeader;
    if (chunk.type == chunk::kResourceMap) return ids_.empty() && chunk.header == kChunkHeader;
    if (!is_node(chunk.type) || chunk.header != kNodeHeader || chunk.size < least_size(chunk.type))
      return false;
    if (chunk.type != chunk::kStartElement) return true;
    const uint64_t attributes = in_.le_at<uint16_t>(chunk.at + kNodeHeader + 12);
    return attributes * kAttributeSize <= chunk.size - least_size(chunk.type);
  }

  void read_pool(std::string_view bytes) {
    pool_ = StringPool(bytes);
    have_pool_ = true;
    out_.pool_strings = pool_.size();
    out_.pool_utf8 = pool_.utf8();
    if (pool_.lied()) note("axml-string-pool");
    if (pool_.odd()) note("axml-pool-fields");
  }

  void read_ids(const Chunk& chunk) {
    for (uint64_t at = std::max(chunk.header, kChunkHeader); at + 4 <= chunk.size; at += 4) {
      ids_.push_back(in_.le_at<uint32_t>(chunk.at + at));
    }
    out_.mapped_ids = static_cast<uint32_t>(ids_.size());
    id_seen_.assign(ids_.size(), false);
  }

  void read_node(const Chunk& chunk) {
    seen_node_ = true;
    if (chunk.type == chunk::kStartElement) {
      read_element(chunk);
    } else if (chunk.type == chunk::kEndElement) {
      if (open_.empty()) return note("axml-unbalanced");
      open_.pop_back();
    } else if (chunk.type == chunk::kCdata && !open_.empty()) {
      std::string text = string(in_.le_at<uint32_t>(ext_of(chunk)));
      if (!text.empty()) out_.elements[static_cast<size_t>(open_.back())].text.push_back(std::move(text));
    }
  }

  uint64_t ext_of(const Chunk& chunk) const { return chunk.at + std::max(chunk.header, kNodeHeader); }

  void read_element(const Chunk& chunk) {
    if (items_ >= limits_.items) return over_items_.add(chunk.at);
    ++items_;
    Element element;
    element.line = in_.le_at<uint32_t>(chunk.at + 8);
    element.name = string(in_.le_at<uint32_t>(ext_of(chunk) + 4));
    element.parent = open_.empty() ? -1 : open_.back();
    if (element.parent < 0 && !out_.elements.empty()) note("axml-several-roots");
    read_attributes(chunk, element.attributes);
    out_.elements.push_back(std::move(element));
    // Deeper elements are children of the last parent kept: nobody may have to walk a million parents.
    const bool deep = open_.size() >= limits_.nesting;
    if (deep) note("axml-nesting");
    open_.push_back(deep ? open_.back() : static_cast<int32_t>(out_.elements.size() - 1));
  }

  // Start and stride are used as stored: Android does, and both may be larger than usual.
  void read_attributes(const Chunk& chunk, std::vector<Attribute>& out) {
    const uint64_t ext = ext_of(chunk);
    const uint64_t start = in_.le_at<uint16_t>(ext + 8), count = in_.le_at<uint16_t>(ext + 12);
    uint64_t stride = in_.le_at<uint16_t>(ext + 10);
    if (count == 0) return;
    if (start != kAttributesAt) note("axml-attribute-start");
    if (stride != kAttributeSize) note("axml-attribute-size");
    if (stride < kAttributeSize) stride = kAttributeSize;
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t at = ext + start + i * stride;
      if (at > chunk.end() || kAttributeSize > chunk.end() - at) return lost_attributes_.add(at);
      if (items_ >= limits_.items) return over_items_.add(at);
      ++items_;
      out.push_back(read_attribute(at));
    }
    note_duplicates(out);
  }

  Attribute read_attribute(uint64_t at) {
    Attribute out;
    const uint32_t space = in_.le_at<uint32_t>(at);
    const uint32_t name = in_.le_at<uint32_t>(at + 4), raw = in_.le_at<uint32_t>(at + 8);
    out.name = string(name);
    if (name < ids_.size()) {
      out.id = ids_[name];
      if (!id_seen_[name]) check_name(out);
      id_seen_[name] = true;
    }
    if (out.id == 0 && out.name.empty()) note("axml-dummy-attribute");
    if (space == kNone && out.id >> 24 == kFramework) note("axml-no-namespace");
    out.type = in_.le_at<uint8_t>(at + 15);
    out.data = in_.le_at<uint32_t>(at + 16);
    // The typed value is what Android acts on; the raw one is for people who look.
    if (out.type == kString) out.text = string(out.data);
    if (out.type == kString && raw != kNone && raw != out.data) note("axml-raw-value");
    if (out.text.empty() && raw != kNone) out.text = string(raw);
    if (out.type == kString && out.text.empty() && !pool_.readable(out.data)) lost_strings_.add(at);
    return out;
  }

  // The id decides what an attribute means; a name that says something else is there to mislead.
  void check_name(const Attribute& attribute) {
    if (attribute.name.empty()) return note("axml-empty-names");
    const std::string_view meant = attribute::name_of(attribute.id);
    const bool differs = !meant.empty() && attribute.name != meant;
    if (differs || (meant.empty() && attribute.id >> 24 == kFramework && attribute.name == "name"))
      note("axml-attribute-name");
  }

  void note_duplicates(const std::vector<Attribute>& attributes) {
    scratch_.clear();
    for (const Attribute& attribute : attributes) {
      if (attribute.id != 0) scratch_.push_back(attribute.id);
    }
    std::sort(scratch_.begin(), scratch_.end());
    if (std::adjacent_find(scratch_.begin(), scratch_.end()) != scratch_.end())
      note("axml-duplicate-attribute");
  }

  std::string string(uint32_t index) {
    if (index == kNone || !budget_.spend(pool_.stored_bytes(index))) return {};
    return pool_.get(index);
  }

  void report() {
    const auto defect = [this](GapReason why, const Losses& lost, Msg what) {
      if (lost.count > 0)
        out_.defects.push_back({why, {what, {std::to_string(lost.count)}}, lost.first_at, 0});
    };
    defect(GapReason::kCorrupt, lost_nodes_, Msg::axml_lost);
    defect(GapReason::kCorrupt, lost_attributes_, Msg::axml_lost_attributes);
    defect(GapReason::kCorrupt, lost_strings_, Msg::axml_lost_strings);
    if (!open_.empty()) {
      note("axml-unclosed");
      out_.defects.push_back(
          {GapReason::kTruncated, {Msg::axml_unclosed, {std::to_string(open_.size())}}, end_, 0});
    }
    const auto limit = [this](std::string_view zh, std::string_view en, uint64_t value, uint64_t at) {
      out_.defects.push_back(
          {GapReason::kLimit, {Msg::limit_reached, {core::bilingual(zh, en), std::to_string(value)}}, at, 0});
    };
    if (over_items_.count > 0)
      limit("元素与属性", "elements and attributes", limits_.items, over_items_.first_at);
    if (budget_.exceeded()) limit("文字的字节数", "bytes of text", limits_.text_bytes, 0);
  }

  io::ByteReader in_;
  const Limits& limits_;
  TextBudget budget_;
  Document out_;
  uint64_t end_ = 0;
  StringPool pool_;
  bool have_pool_ = false, seen_node_ = false;
  std::vector<uint32_t> ids_;  // of the resource map: entry i is the meaning of string i
  std::vector<bool> id_seen_;  // its name was compared with its id
  std::vector<int32_t> open_;  // elements not yet closed, as indices
  std::vector<uint32_t> scratch_;
  uint64_t items_ = 0;  // elements and attributes kept
  Losses lost_nodes_, lost_attributes_, lost_strings_, over_items_;
};

}  // namespace

const Attribute* Element::find(uint32_t id, std::string_view wanted) const {
  if (id != 0) {
    for (const Attribute& attribute : attributes) {
      if (attribute.id == id) return &attribute;
    }
  }
  if (wanted.empty()) return nullptr;
  for (const Attribute& attribute : attributes) {
    // Ids of the framework are the meaning, whatever the name; those of libraries differ from app to app.
    const bool by_name = id == 0 || attribute.id >> 24 != kFramework;
    if (by_name && attribute.name == wanted) return &attribute;
  }
  return nullptr;
}

bool looks_like(std::string_view bytes) {
  const io::ByteReader in(bytes);
  const auto pool_at = [&](uint64_t at) {
    return in.le_at<uint16_t>(at) == chunk::kStringPool && in.le_at<uint16_t>(at + 2) == kPoolHeader;
  };
  const Chunk root = chunk_at(in, 0);
  if (bytes.size() < kChunkHeader + kPoolHeader || root.type == chunk::kTable) return false;
  if (root.type == chunk::kXml && root.header == kChunkHeader) return true;
  return pool_at(kChunkHeader) || (root.header > kChunkHeader && pool_at(root.header));
}

Result<Document> parse(std::string_view bytes, const Limits& limits) {
  if (bytes.size() < kChunkHeader) return Error{ErrorKind::kNotThisKind, {Msg::axml_not_xml, {}}, {}};
  Document out = Parser(bytes, limits).parse();
  if (!out.elements.empty()) return out;
  const bool ours = looks_like(bytes);
  return Error{ours ? ErrorKind::kCorrupt : ErrorKind::kNotThisKind,
               {ours ? Msg::axml_no_element : Msg::axml_not_xml, {}},
               {}};
}

}  // namespace jianfu::formats::axml
