#include "builders/axml_builder.h"

#include <algorithm>
#include <set>

#include "builders/byte_writer.h"
#include "builders/string_pool_builder.h"
#include "formats/axml/attribute_ids.h"
#include "formats/axml/axml.h"
#include "formats/axml/chunk.h"

namespace jianfu::builders {
namespace {

namespace axml = formats::axml;
namespace chunk = formats::axml::chunk;

constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr std::string_view kAndroidUri = "http://schemas.android.com/apk/res/android";
constexpr std::string_view kAutoUri = "http://schemas.android.com/apk/res-auto";

struct Name {
  std::string prefix, local;
};

Name split(const std::string& name) {
  const size_t colon = name.find(':');
  return colon == std::string::npos ? Name{"", name} : Name{name.substr(0, colon), name.substr(colon + 1)};
}

uint32_t id_of(const AxmlAttribute& attribute) {
  const Name name = split(attribute.name);
  return attribute.id != 0 ? attribute.id : name.prefix == "android" ? axml::attribute::id_of(name.local) : 0;
}

}  // namespace

AxmlValue axml_string(std::string text) {
  return {axml::kString, 0, std::move(text)};
}
AxmlValue axml_reference(uint32_t id) {
  return {axml::kReference, id, {}};
}
AxmlValue axml_attribute_reference(uint32_t id) {
  return {axml::kAttribute, id, {}};
}
AxmlValue axml_int(int32_t value) {
  return {axml::kIntDecimal, static_cast<uint32_t>(value), {}};
}
AxmlValue axml_hex(uint32_t value) {
  return {axml::kIntHex, value, {}};
}
AxmlValue axml_bool(bool value) {
  return {axml::kBoolean, value ? kNone : 0, {}};
}

std::string axml_chunk(uint16_t type, uint16_t header_size, std::string_view body) {
  return ByteWriter()
      .le(type)
      .le(header_size)
      .le(static_cast<uint32_t>(body.size() + axml::kChunkHeader))
      .raw(body)
      .take();
}

AxmlBuilder& AxmlBuilder::open(std::string tag, std::vector<AxmlAttribute> attributes, uint32_t line) {
  line_ = line != 0 ? line : line_ + 1;
  open_.push_back(tag);
  nodes_.push_back({Kind::kOpen, std::move(tag), std::move(attributes), line_});
  return *this;
}

AxmlBuilder& AxmlBuilder::text(std::string cdata) {
  nodes_.push_back({Kind::kText, std::move(cdata), {}, line_});
  return *this;
}

AxmlBuilder& AxmlBuilder::raw(std::string bytes) {
  nodes_.push_back({Kind::kRaw, std::move(bytes), {}, line_});
  return *this;
}

AxmlBuilder& AxmlBuilder::close() {
  nodes_.push_back({Kind::kClose, open_.back(), {}, line_});
  open_.pop_back();
  return *this;
}

AxmlBuilder& AxmlBuilder::leaf(std::string tag, std::vector<AxmlAttribute> attributes, uint32_t line) {
  return open(std::move(tag), std::move(attributes), line).close();
}

// One document on its way into bytes: names with ids take the first strings of the pool, entry i of the
// resource map being the id of string i.
class AxmlBuilder::Writer {
 public:
  explicit Writer(const AxmlBuilder& builder)
      : options_(builder.options_), nodes_(builder.nodes_), pool_(options_.utf8) {
    std::set<std::pair<uint32_t, std::string>> names;
    for (const Node& node : nodes_) {
      for (const AxmlAttribute& attribute : node.attributes) {
        if (id_of(attribute) != 0) names.emplace(id_of(attribute), split(attribute.name).local);
        prefixes_.insert(split(attribute.name).prefix);
      }
    }
    prefixes_.erase("");
    for (const auto& [id, name] : names) {
      name_index_[{id, name}] = pool_.append(options_.names ? name : "");
      ids_.le(id);
    }
  }

  std::string bytes() {
    if (options_.namespaces) namespaces(chunk::kStartNamespace);
    for (const Node& node : nodes_) write(node);
    if (options_.namespaces) namespaces(chunk::kEndNamespace);
    const std::string body = pool_.chunk() + axml_chunk(chunk::kResourceMap, 8, ids_.bytes()) + out_.bytes();
    return axml_chunk(chunk::kXml, 8, body);
  }

 private:
  uint32_t uri(const std::string& prefix) {
    if (prefix.empty() || !options_.namespaces) return kNone;
    return pool_.add(std::string(prefix == "android" ? kAndroidUri : kAutoUri));
  }

  void node(uint16_t type, uint32_t line, const ByteWriter& ext) {
    const std::string head = ByteWriter().le(line).le(kNone).take();
    out_.raw(axml_chunk(type, 0x10, head + ext.bytes()));
  }

  void namespaces(uint16_t type) {
    for (const std::string& prefix : prefixes_)
      node(type, 1, ByteWriter().le(pool_.add(prefix)).le(uri(prefix)));
  }

  void write(const Node& one) {
    switch (one.kind) {
      case Kind::kOpen:
        return element(one);
      case Kind::kClose:
        return node(chunk::kEndElement, one.line, ByteWriter().le(kNone).le(pool_.add(one.text)));
      case Kind::kText:
        return node(chunk::kCdata, one.line,
                    ByteWriter().le(pool_.add(one.text)).le(uint32_t{8}).le(uint32_t{0}));
      case Kind::kRaw:
        out_.raw(one.text);
        return;
    }
  }

  void element(const Node& one) {
    ByteWriter ext;
    ext.le(kNone).le(pool_.add(one.text)).le(options_.attribute_start).le(options_.attribute_size);
    ext.le(static_cast<uint16_t>(one.attributes.size())).le(uint16_t{0}).le(uint16_t{0}).le(uint16_t{0});
    ext.raw(std::string(options_.attribute_start - 0x14u, '\xEE'));
    // As in every file of the build tools: by id, those without one last.
    std::vector<AxmlAttribute> sorted = one.attributes;
    std::stable_sort(sorted.begin(), sorted.end(), [](const AxmlAttribute& a, const AxmlAttribute& b) {
      return id_of(a) - 1 < id_of(b) - 1;
    });
    for (const AxmlAttribute& a : sorted) {
      attribute(ext, a);
      ext.raw(std::string(options_.attribute_size - 0x14u, '\xEE'));
    }
    node(chunk::kStartElement, one.line, ext);
  }

  void attribute(ByteWriter& ext, const AxmlAttribute& a) {
    const Name name = split(a.name);
    const uint32_t id = id_of(a);
    const bool string = a.value.type == axml::kString;
    const uint32_t text = string ? pool_.add(a.value.text) : kNone;
    ext.le(uri(name.prefix)).le(id != 0 ? name_index_.at({id, name.local}) : pool_.add(name.local)).le(text);
    ext.le(uint16_t{8}).le(uint8_t{0}).le(a.value.type).le(string ? text : a.value.data);
  }

  const AxmlOptions& options_;
  const std::vector<Node>& nodes_;
  StringPoolBuilder pool_;
  std::set<std::string> prefixes_;
  std::map<std::pair<uint32_t, std::string>, uint32_t> name_index_;
  ByteWriter ids_, out_;
};

std::string AxmlBuilder::bytes() const {
  return Writer(*this).bytes();
}

}  // namespace jianfu::builders
