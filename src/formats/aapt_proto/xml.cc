// XmlNode → axml::Document. Elements in document order, with a stack of our own: how deep they nest is the
// input's choice.
#include <algorithm>

#include "formats/aapt_proto/aapt_proto.h"
#include "formats/aapt_proto/item.h"
#include "formats/axml/attribute_ids.h"
#include "formats/axml/chunk.h"
#include "formats/protobuf/protobuf.h"
#include "text/utf.h"

namespace jianfu::formats::aapt_proto {
namespace {

using protobuf::Message;
using protobuf::Wire;

// Fields of XmlNode, XmlElement, XmlAttribute.
enum NodeField : uint32_t { kElement = 1, kText = 2, kSource = 3 };
enum ElementField : uint32_t { kName = 3, kAttribute = 4, kChild = 5 };
enum AttributeField : uint32_t {
  kNamespace = 1,
  kAttributeName = 2,
  kRaw = 3,
  kResourceId = 5,
  kCompiled = 6
};

constexpr uint64_t kLeastItem = 6;  // bytes of an element or attribute that says anything
constexpr std::string_view kAndroid = "http://schemas.android.com/apk/res/android";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool hex_digit(char c, uint32_t& value) {
  if (c >= '0' && c <= '9')
    value = static_cast<uint32_t>(c - '0');
  else if (c >= 'a' && c <= 'f')
    value = static_cast<uint32_t>(c - 'a' + 10);
  else if (c >= 'A' && c <= 'F')
    value = static_cast<uint32_t>(c - 'A' + 10);
  else
    return false;
  return true;
}

// An attribute that the tools did not compile is as the author wrote it, backslashes and all.
std::string unescaped(std::string_view raw) {
  std::string out;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out += raw[i];
      continue;
    }
    const char escaped = raw[++i];
    if (escaped == 'n') {
      out += '\n';
    } else if (escaped == 't') {
      out += '\t';
    } else if (escaped == 'u') {
      uint32_t code = 0, digits = 0, digit = 0;
      for (; digits < 4 && i + 1 < raw.size() && hex_digit(raw[i + 1], digit); ++digits, ++i)
        code = code * 16 + digit;
      text::append_utf8(out, code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code);
    } else {
      out += escaped;
    }
  }
  return out;
}

class XmlReader {
 public:
  XmlReader(std::string_view bytes, const Limits& limits)
      : bytes_(bytes),
        limits_(limits),
        most_items_(std::min<uint64_t>(limits.items, bytes.size() / kLeastItem + 1)),
        budget_(bytes.size(), limits.text_bytes) {}

  axml::Document read() {
    out_.pool_utf8 = true;
    read_node(bytes_, -1);
    while (!open_.empty()) {
      Message& element = open_.back().children;
      const int32_t index = open_.back().index;
      if (!element.next()) {
        check(element);
        open_.pop_back();
      } else if (element.is(kChild, Wire::kBytes)) {
        read_node(element.bytes(), index);
      }
    }
    std::sort(ids_.begin(), ids_.end());
    out_.mapped_ids = static_cast<uint32_t>(std::unique(ids_.begin(), ids_.end()) - ids_.begin());
    report();
    return std::move(out_);
  }

 private:
  // An element of which children are still to come.
  struct Open {
    Message children;
    int32_t index;
  };

  uint64_t place_of(std::string_view part) const {
    return part.empty() ? 0 : static_cast<uint64_t>(part.data() - bytes_.data());
  }
  void check(const Message& message) {
    if (!message.sound()) lost_.add(0);
  }

  // The line stands behind the element it is of.
  void read_node(std::string_view bytes, int32_t parent) {
    uint32_t line = 0;
    Message node(bytes);
    while (node.next()) {
      if (node.is(kSource, Wire::kBytes)) line = static_cast<uint32_t>(protobuf::value_of(node.bytes(), 1));
    }
    check(node);
    for (Message again(bytes); again.next();) {
      if (again.is(kElement, Wire::kBytes)) read_element(again.bytes(), parent, line);
      if (again.is(kText, Wire::kBytes)) read_text(again.bytes(), parent);
    }
  }

  // Between tags, most text is the indentation of the source.
  void read_text(std::string_view text, int32_t parent) {
    if (parent < 0 || std::all_of(text.begin(), text.end(), is_space) || !budget_.spend(text.size())) return;
    out_.elements[static_cast<size_t>(parent)].text.push_back(text::to_valid_utf8(text));
  }

  void read_element(std::string_view bytes, int32_t parent, uint32_t line) {
    if (items_ >= most_items_) return over_items_.add(place_of(bytes));
    ++items_;
    axml::Element element;
    element.parent = parent;
    element.line = line;
    for (Message in(bytes); in.next();) {
      if (in.is(kName, Wire::kBytes)) element.name = string(in.bytes());
      if (in.is(kAttribute, Wire::kBytes)) add_attribute(in.bytes(), element.attributes);
    }
    const auto index = static_cast<int32_t>(out_.elements.size());
    out_.elements.push_back(std::move(element));
    // The tools themselves give up far earlier; what lies deeper is not looked at, and said.
    if (open_.size() >= limits_.nesting) return too_deep_.add(place_of(bytes));
    open_.push_back({Message(bytes), index});
  }

  void add_attribute(std::string_view bytes, std::vector<axml::Attribute>& out) {
    if (items_ >= most_items_) return over_items_.add(place_of(bytes));
    ++items_;
    std::string_view space, name, raw, compiled;
    axml::Attribute attribute;
    Message in(bytes);
    while (in.next()) {
      if (in.is(kNamespace, Wire::kBytes)) space = in.bytes();
      if (in.is(kAttributeName, Wire::kBytes)) name = in.bytes();
      if (in.is(kRaw, Wire::kBytes)) raw = in.bytes();
      if (in.is(kResourceId, Wire::kVarint)) attribute.id = in.value32();
      if (in.is(kCompiled, Wire::kBytes)) compiled = in.bytes();
    }
    check(in);
    attribute.name = string(name);
    if (attribute.id == 0 && space == kAndroid) attribute.id = axml::attribute::id_of(name);
    if (attribute.id != 0) ids_.push_back(attribute.id);
    set_value(attribute, raw, compiled);
    out.push_back(std::move(attribute));
  }

  // As binary XML would hold it: text of strings only, unless there is nothing else to go by.
  void set_value(axml::Attribute& attribute, std::string_view raw, std::string_view compiled) {
    const std::optional<Item> item = read_item(compiled);
    if (!item) {
      attribute.type = axml::kString;
      attribute.text = unescaped(string(raw));
      return;
    }
    attribute.type = item->type;
    attribute.data = item->data;
    if (item->type == axml::kString)
      attribute.text = string(item->text);
    else if (!item->name.empty())
      attribute.text = string(raw);
  }

  std::string string(std::string_view text) {
    return budget_.spend(text.size()) ? text::to_valid_utf8(text) : std::string();
  }

  void report() {
    if (lost_.count > 0)
      out_.defects.push_back(
          {GapReason::kCorrupt, {Msg::protobuf_lost, {std::to_string(lost_.count)}}, 0, 0});
    const auto limit = [this](std::string_view zh, std::string_view en, uint64_t value, uint64_t at) {
      out_.defects.push_back(
          {GapReason::kLimit, {Msg::limit_reached, {core::bilingual(zh, en), std::to_string(value)}}, at, 0});
    };
    if (too_deep_.count > 0) limit("元素的层数", "nested elements", limits_.nesting, too_deep_.first_at);
    if (over_items_.count > 0)
      limit("元素与属性", "elements and attributes", most_items_, over_items_.first_at);
    if (budget_.exceeded()) limit("文字的字节数", "bytes of text", limits_.text_bytes, 0);
  }

  std::string_view bytes_;
  const Limits& limits_;
  uint64_t most_items_;
  axml::TextBudget budget_;
  axml::Document out_;
  std::vector<Open> open_;
  std::vector<uint32_t> ids_;
  uint64_t items_ = 0;  // elements and attributes kept
  axml::Losses lost_, over_items_, too_deep_;
};

}  // namespace

bool looks_like_xml(std::string_view bytes) {
  Message node(bytes);
  if (!node.next() || !node.is(kElement, Wire::kBytes)) return false;
  for (Message element(node.bytes()); element.next();) {
    if (element.is(kName, Wire::kBytes)) return !element.bytes().empty() && text::valid_utf8(element.bytes());
    if (element.wire() != Wire::kBytes || element.number() > kChild) return false;
  }
  return false;
}

Result<axml::Document> parse_xml(std::string_view bytes, const Limits& limits) {
  axml::Document out = XmlReader(bytes, limits).read();
  if (out.elements.empty()) return Error{ErrorKind::kNotThisKind, {Msg::aapt_proto_not_xml, {}}, {}};
  return out;
}

}  // namespace jianfu::formats::aapt_proto
