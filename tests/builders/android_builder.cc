#include "builders/android_builder.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "builders/byte_writer.h"
#include "builders/dex_assembly.h"
#include "builders/zip_builder.h"
#include "formats/axml/attribute_ids.h"
#include "text/utf.h"

namespace jianfu::builders {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;

std::u16string utf16_of(std::string_view text) {
  std::u16string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      out += static_cast<char16_t>(c);
    }
  }
  return out;
}

void short_length(ByteWriter& out, size_t length) {
  if (length >= 0x80) out.le<uint8_t>(static_cast<uint8_t>(0x80 | (length >> 8)));
  out.le<uint8_t>(static_cast<uint8_t>(length & 0xFF));
}

// Strings by index, each once unless `unique` is off (attribute names must line up with the resource map).
class Pool {
 public:
  uint32_t add(const std::string& text) {
    const auto [at, made] = index_.emplace(text, static_cast<uint32_t>(strings_.size()));
    if (made) strings_.push_back(text);
    return at->second;
  }
  uint32_t append(const std::string& text) {
    strings_.push_back(text);
    return static_cast<uint32_t>(strings_.size() - 1);
  }

  std::string build(bool utf8) const {
    ByteWriter data, offsets;
    for (const std::string& text : strings_) {
      offsets.le<uint32_t>(static_cast<uint32_t>(data.size()));
      if (utf8) {
        short_length(data, utf16_of(text).size());
        short_length(data, text.size());
        data.raw(text).le<uint8_t>(0);
      } else {
        const std::u16string units = utf16_of(text);
        data.le<uint16_t>(static_cast<uint16_t>(units.size()));
        for (const char16_t unit : units) data.le<uint16_t>(unit);
        data.le<uint16_t>(0);
      }
    }
    data.align(4);
    ByteWriter out;
    const uint32_t strings_at = static_cast<uint32_t>(0x1C + offsets.size());
    out.le<uint16_t>(1).le<uint16_t>(0x1C).le<uint32_t>(static_cast<uint32_t>(strings_at + data.size()));
    out.le<uint32_t>(static_cast<uint32_t>(strings_.size())).le<uint32_t>(0).le<uint32_t>(utf8 ? 0x100 : 0).le<uint32_t>(strings_at).le<uint32_t>(0);
    out.raw(offsets.bytes()).raw(data.bytes());
    return out.take();
  }

 private:
  std::map<std::string, uint32_t> index_;
  std::vector<std::string> strings_;
};

// ---- binary XML ----

class XmlCompiler {
 public:
  explicit XmlCompiler(const ResourceIds& ids) : ids_(ids) {}

  std::string compile(std::string_view xml, bool utf8) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size())) return {};
    source_ = xml;
    // Names with framework ids come first, in the order of the resource map.
    collect(document.first_child());
    for (const auto& [name, id] : framework_) names_[name] = pool_.append(name);
    ByteWriter map;
    map.le<uint16_t>(0x0180).le<uint16_t>(8).le<uint32_t>(static_cast<uint32_t>(8 + 4 * framework_.size()));
    for (const auto& [name, id] : framework_) map.le<uint32_t>(id);
    namespace_ = pool_.add("http://schemas.android.com/apk/res/android");
    element(document.first_child());
    const std::string pool = pool_.build(utf8);
    ByteWriter out;
    out.le<uint16_t>(3).le<uint16_t>(8).le<uint32_t>(static_cast<uint32_t>(8 + pool.size() + map.size() + nodes_.size()));
    out.raw(pool).raw(map.bytes()).raw(nodes_.bytes());
    return out.take();
  }

 private:
  static std::string_view plain(std::string_view name) { return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1); }

  void collect(const pugi::xml_node& node) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      const uint32_t id = name.starts_with("android:") ? formats::axml::attribute::id_of(plain(name)) : 0;
      if (id != 0) framework_.emplace(plain(name), id);
    }
    for (const pugi::xml_node& child : node.children()) collect(child);
  }

  uint32_t line_of(const pugi::xml_node& node) const {
    const auto offset = static_cast<size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()));
    return 1 + static_cast<uint32_t>(std::count(source_.begin(), source_.begin() + static_cast<std::ptrdiff_t>(std::min(offset, source_.size())), '\n'));
  }

  void node_header(uint16_t type, uint32_t size, uint32_t line) {
    nodes_.le<uint16_t>(type).le<uint16_t>(0x10).le<uint32_t>(size).le<uint32_t>(line).le<uint32_t>(kNone);
  }

  void element(const pugi::xml_node& node) {
    if (node.type() == pugi::node_pcdata) return text(node);
    if (node.type() != pugi::node_element) return;
    const uint32_t line = line_of(node), name = pool_.add(node.name());
    std::vector<pugi::xml_attribute> attributes;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (!std::string_view(attribute.name()).starts_with("xmlns")) attributes.push_back(attribute);
    }
    node_header(0x0102, static_cast<uint32_t>(0x24 + 20 * attributes.size()), line);
    nodes_.le<uint32_t>(kNone).le<uint32_t>(name).le<uint16_t>(0x14).le<uint16_t>(0x14);
    nodes_.le<uint16_t>(static_cast<uint16_t>(attributes.size())).le<uint16_t>(0).le<uint16_t>(0).le<uint16_t>(0);
    for (const pugi::xml_attribute& attribute : attributes) write(attribute);
    for (const pugi::xml_node& child : node.children()) element(child);
    node_header(0x0103, 0x18, line);
    nodes_.le<uint32_t>(kNone).le<uint32_t>(name);
  }

  void text(const pugi::xml_node& node) {
    node_header(0x0104, 0x1C, line_of(node.parent()));
    const uint32_t index = pool_.add(node.value());
    nodes_.le<uint32_t>(index).le<uint16_t>(8).le<uint8_t>(0).le<uint8_t>(3).le<uint32_t>(index);
  }

  void write(const pugi::xml_attribute& attribute) {
    const std::string_view full = attribute.name();
    const std::string name(plain(full));
    const auto known = names_.find(name);
    const bool framework = full.starts_with("android:") && known != names_.end();
    nodes_.le<uint32_t>(full.starts_with("android:") ? namespace_ : kNone).le<uint32_t>(framework ? known->second : pool_.add(name));
    value(attribute.value());
  }

  void typed(uint32_t raw, uint8_t type, uint32_t data) { nodes_.le<uint32_t>(raw).le<uint16_t>(8).le<uint8_t>(0).le<uint8_t>(type).le<uint32_t>(data); }

  void value(std::string_view text) {
    if (text.starts_with('@')) {
      std::string name(text.substr(1));
      if (name.starts_with('+')) name.erase(0, 1);
      const auto id = ids_.find(name);
      return typed(kNone, 1, id == ids_.end() ? 0 : id->second);
    }
    if (text == "true" || text == "false") return typed(kNone, 0x12, text == "true" ? 0xFFFFFFFF : 0);
    int32_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec == std::errc() && result.ptr == text.data() + text.size()) return typed(kNone, 0x10, static_cast<uint32_t>(number));
    const uint32_t index = pool_.add(std::string(text));
    typed(index, 3, index);
  }

  const ResourceIds& ids_;
  std::string_view source_;
  Pool pool_;
  std::map<std::string, uint32_t, std::less<>> framework_;
  std::map<std::string, uint32_t> names_;
  uint32_t namespace_ = 0;
  ByteWriter nodes_;
};

// ---- resources.arsc ----

std::string locale_config(const std::string& locale) {
  ByteWriter out;
  out.le<uint32_t>(64).le<uint32_t>(0);
  std::string bytes(4, '\0');
  if (locale.size() >= 2) bytes.replace(0, 2, locale.substr(0, 2));
  if (locale.size() >= 5) bytes.replace(2, 2, locale.substr(3, 2));
  out.raw(bytes);
  out.raw(std::string(64 - out.size(), '\0'));
  return out.take();
}

}  // namespace

BuiltTable build_arsc(const std::vector<StringResource>& resources, bool utf16) {
  BuiltTable out;
  Pool values, types, keys;
  std::map<std::string, std::vector<std::string>> order;  // type → keys
  std::vector<std::string> type_order;
  for (const StringResource& resource : resources) {
    if (order.count(resource.type) == 0) type_order.push_back(resource.type);
    auto& known = order[resource.type];
    if (std::find(known.begin(), known.end(), resource.key) == known.end()) known.push_back(resource.key);
  }
  for (size_t t = 0; t < type_order.size(); ++t) {
    types.append(type_order[t]);
    const auto& known = order[type_order[t]];
    for (size_t k = 0; k < known.size(); ++k) {
      out.ids[type_order[t] + "/" + known[k]] = 0x7f000000 | static_cast<uint32_t>((t + 1) << 16) | static_cast<uint32_t>(k);
    }
  }
  ByteWriter chunks;
  for (size_t t = 0; t < type_order.size(); ++t) {
    const auto& known = order[type_order[t]];
    chunks.le<uint16_t>(0x0202).le<uint16_t>(16).le<uint32_t>(static_cast<uint32_t>(16 + 4 * known.size())).le<uint8_t>(static_cast<uint8_t>(t + 1));
    chunks.le<uint8_t>(0).le<uint16_t>(1).le<uint32_t>(static_cast<uint32_t>(known.size()));
    for (size_t k = 0; k < known.size(); ++k) chunks.le<uint32_t>(0);
    std::vector<std::string> locales;
    for (const StringResource& resource : resources) {
      if (resource.type == type_order[t] && std::find(locales.begin(), locales.end(), resource.locale) == locales.end()) locales.push_back(resource.locale);
    }
    for (const std::string& locale : locales) {
      ByteWriter offsets, entries;
      for (const std::string& key : known) {
        const auto at = std::find_if(resources.begin(), resources.end(), [&](const StringResource& r) {
          return r.type == type_order[t] && r.key == key && r.locale == locale;
        });
        offsets.le<uint32_t>(at == resources.end() ? kNone : static_cast<uint32_t>(entries.size()));
        if (at == resources.end()) continue;
        entries.le<uint16_t>(8).le<uint16_t>(0).le<uint32_t>(keys.add(key));
        entries.le<uint16_t>(8).le<uint8_t>(0).le<uint8_t>(3).le<uint32_t>(values.add(at->value));
      }
      const uint32_t header = 20 + 64;
      const uint32_t start = header + static_cast<uint32_t>(offsets.size());
      chunks.le<uint16_t>(0x0201).le<uint16_t>(static_cast<uint16_t>(header)).le<uint32_t>(start + static_cast<uint32_t>(entries.size()));
      chunks.le<uint8_t>(static_cast<uint8_t>(t + 1)).le<uint8_t>(0).le<uint16_t>(0).le<uint32_t>(static_cast<uint32_t>(known.size())).le<uint32_t>(start);
      chunks.raw(locale_config(locale)).raw(offsets.bytes()).raw(entries.bytes());
    }
  }
  const std::string type_pool = types.build(true), key_pool = keys.build(true), value_pool = values.build(!utf16);
  ByteWriter package;
  package.le<uint16_t>(0x0200).le<uint16_t>(288).le<uint32_t>(static_cast<uint32_t>(288 + type_pool.size() + key_pool.size() + chunks.size()));
  package.le<uint32_t>(0x7f).raw(std::string(256, '\0'));
  package.le<uint32_t>(288).le<uint32_t>(static_cast<uint32_t>(type_order.size())).le<uint32_t>(static_cast<uint32_t>(288 + type_pool.size()));
  package.le<uint32_t>(0).le<uint32_t>(0).raw(type_pool).raw(key_pool).raw(chunks.bytes());
  ByteWriter table;
  table.le<uint16_t>(2).le<uint16_t>(12).le<uint32_t>(static_cast<uint32_t>(12 + value_pool.size() + package.size())).le<uint32_t>(1);
  table.raw(value_pool).raw(package.bytes());
  out.arsc = table.take();
  return out;
}

std::string compile_axml(std::string_view xml, const ResourceIds& ids, bool utf8) { return XmlCompiler(ids).compile(xml, utf8); }

namespace {

// "values-zh-rTW" → "zh-TW".
std::string locale_of(std::string_view folder) {
  std::string out(folder.substr(std::min<size_t>(folder.size(), 7)));
  const size_t region = out.find("-r");
  if (region != std::string::npos) out.erase(region + 1, 1);
  return out;
}

void read_values(const std::string& path, const std::string& xml, std::vector<StringResource>& out, std::string& error) {
  pugi::xml_document document;
  if (!document.load_string(xml.c_str())) error = path + ": not well-formed";
  for (const pugi::xml_node& node : document.child("resources").children("string")) {
    out.push_back({"string", node.attribute("name").value(), locale_of(path.substr(0, path.find('/'))), node.text().get()});
  }
}

std::string stem(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return std::string(path.substr(0, path.find('.')));
}

}  // namespace

BuiltPackage build_apk(const std::map<std::string, std::string>& files) {
  BuiltPackage out;
  std::vector<StringResource> resources;
  std::vector<std::pair<std::string, std::string>> ids;
  for (const auto& [path, text] : files) {
    if (path.starts_with("values")) read_values(path, text, resources, out.error);
    if (!path.starts_with("res/") || !path.ends_with(".xml")) continue;
    const std::string folder = path.substr(4, path.find('/', 4) - 4);
    resources.push_back({folder, stem(path), "", path});
    // @+id/name declares an id.
    for (size_t at = text.find("@+id/"); at != std::string::npos; at = text.find("@+id/", at + 1)) {
      resources.push_back({"id", text.substr(at + 5, text.find('"', at) - at - 5), "", ""});
    }
  }
  const BuiltTable table = build_arsc(resources);
  std::vector<ZipFile> entries;
  for (const auto& [path, text] : files) {
    if (path.starts_with("values")) continue;
    if (path.starts_with("code") && path.ends_with(".txt") && path.find('/') == path.npos) {
      AssembledDex dex = assemble_dex(text, table.ids);
      if (!dex.error.empty()) out.error = path + ": " + dex.error;
      entries.push_back({"classes" + stem(path).substr(4) + ".dex", std::move(dex.dex), true});
    } else if (path.ends_with(".xml")) {
      std::string compiled = compile_axml(text, table.ids, path.starts_with("res/"));
      if (compiled.empty()) out.error = path + ": not well-formed";
      entries.push_back({path, std::move(compiled), true});
    } else {
      entries.push_back({path, text, true});
    }
  }
  entries.push_back({"resources.arsc", table.arsc, false});
  out.bytes = zip_of(entries);
  return out;
}

}  // namespace jianfu::builders
