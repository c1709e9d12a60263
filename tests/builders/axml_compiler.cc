// compile_axml: what aapt2 does to a layout or manifest, as far as readers can tell the difference. Which
// type a value gets is decided by its form and, where that misleads, by the attribute's name.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <stdexcept>

#include "builders/axml_builder.h"
#include "formats/axml/attribute_ids.h"

namespace jianfu::builders {
namespace {

using namespace std::string_view_literals;

constexpr uint32_t kFrameworkPlaceholder =
    0x0104FFFF;  // @android:… : a reference that leads out of the package
constexpr uint8_t kDimension = 5, kColour = 0x1C;

// Attributes whose value is text whatever it looks like: android:text="12" shows twelve.
constexpr std::array kTextual = {
    "text"sv,
    "hint"sv,
    "title"sv,
    "label"sv,
    "name"sv,
    "summary"sv,
    "contentDescription"sv,
    "package"sv,
    "versionName"sv,
    "authorities"sv,
    "scheme"sv,
    "host"sv,
    "path"sv,
    "pathPrefix"sv,
    "onClick"sv,
    "dialogTitle"sv,
    "textOn"sv,
    "tag"sv,
    "textOff"sv,
    "dialogMessage"sv,
    "queryHint"sv,
    "split"sv,
    "permission"sv,
    "process"sv,
    "key"sv,
    "mimeType"sv,
    "class"sv,
    "targetActivity"sv,
};

struct Constant {
  std::string_view attribute, word;
  uint32_t value;
};

// Words that are numbers in the binary; only those a sample may want. Others stay text.
constexpr std::array kConstants = {
    Constant{"layout_width", "match_parent", 0xFFFFFFFF},
    Constant{"layout_width", "wrap_content", 0xFFFFFFFE},
    Constant{"layout_height", "match_parent", 0xFFFFFFFF},
    Constant{"layout_height", "wrap_content", 0xFFFFFFFE},
    Constant{"orientation", "horizontal", 0},
    Constant{"orientation", "vertical", 1},
    Constant{"visibility", "visible", 0},
    Constant{"visibility", "invisible", 1},
    Constant{"visibility", "gone", 2},
    Constant{"inputType", "text", 0x1},
    Constant{"inputType", "number", 0x2},
    Constant{"inputType", "phone", 0x3},
    Constant{"inputType", "date", 0x14},
    Constant{"inputType", "textMultiLine", 0x20001},
    Constant{"inputType", "textPassword", 0x81},
    Constant{"inputType", "textEmailAddress", 0x21},
    Constant{"inputType", "textPersonName", 0x61},
    Constant{"foregroundServiceType", "location", 0x8},
    Constant{"foregroundServiceType", "camera", 0x40},
    Constant{"foregroundServiceType", "dataSync", 0x1},
    Constant{"launchMode", "singleTop", 1},
    Constant{"launchMode", "singleTask", 2},
    Constant{"protectionLevel", "normal", 0},
    Constant{"protectionLevel", "signature", 2},
};

template <typename T>
std::optional<T> number(std::string_view text, int base = 10) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<uint32_t> constant(std::string_view attribute, std::string_view words) {
  uint32_t value = 0;
  while (!words.empty()) {
    const size_t bar = words.find('|');
    const std::string_view word = words.substr(0, bar);
    const auto row = std::find_if(kConstants.begin(), kConstants.end(), [&](const Constant& c) {
      return c.attribute == attribute && c.word == word;
    });
    if (row == kConstants.end()) return std::nullopt;
    value |= row->value;
    words = bar == std::string_view::npos ? "" : words.substr(bar + 1);
  }
  return value;
}

// "16dp": the unit is kept, the size rounded; nobody reads it.
std::optional<AxmlValue> dimension(std::string_view text) {
  constexpr std::array kUnits = {"px"sv, "dp"sv, "sp"sv, "pt"sv, "in"sv, "mm"sv};
  for (size_t unit = 0; unit < kUnits.size(); ++unit) {
    if (!text.ends_with(kUnits[unit])) continue;
    const std::string_view digits = text.substr(0, text.size() - 2);
    const std::optional<int> size = number<int>(digits.substr(0, digits.find('.')));
    if (size)
      return AxmlValue{kDimension, static_cast<uint32_t>(*size) << 8 | static_cast<uint32_t>(unit), {}};
  }
  return std::nullopt;
}

class Compiler {
 public:
  Compiler(std::string_view xml, const ResourceIds& ids, AxmlOptions options)
      : xml_(xml), ids_(ids), out_(options) {}

  std::string compile() {
    pugi::xml_document document;
    const pugi::xml_parse_result result =
        document.load_buffer(xml_.data(), xml_.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!result) fail(result.offset, result.description());
    element(document.document_element());
    return out_.bytes();
  }

 private:
  uint32_t line_of(ptrdiff_t offset) const {
    const auto end = xml_.begin() + std::clamp<ptrdiff_t>(offset, 0, static_cast<ptrdiff_t>(xml_.size()));
    return 1 + static_cast<uint32_t>(std::count(xml_.begin(), end, '\n'));
  }

  [[noreturn]] void fail(ptrdiff_t offset, const std::string& why) const {
    throw std::invalid_argument("line " + std::to_string(line_of(offset)) + ": " + why);
  }

  void element(const pugi::xml_node& node) {
    std::vector<AxmlAttribute> attributes;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string name = attribute.name();
      if (name.starts_with("xmlns") || name.starts_with("tools:")) continue;
      const uint32_t id = name.starts_with("app:") ? find("attr/" + name.substr(4)) : 0;
      attributes.push_back({name, value(local(name), attribute.value(), node.offset_debug()), id});
    }
    out_.open(node.name(), std::move(attributes), line_of(node.offset_debug()));
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_element)
        element(child);
      else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        out_.text(child.value());
    }
    out_.close();
  }

  static std::string local(const std::string& name) { return name.substr(name.find(':') + 1); }

  uint32_t find(std::string_view name) const {
    const auto at = ids_.find(std::string(name));
    return at == ids_.end() ? 0 : at->second;
  }

  AxmlValue value(const std::string& name, const std::string& text, ptrdiff_t offset) const {
    if (text.starts_with("@")) return reference(text, offset);
    if (text.starts_with("?")) return theme_reference(text.substr(1));
    if (std::find(kTextual.begin(), kTextual.end(), name) != kTextual.end()) return axml_string(text);
    if (text == "true" || text == "false") return axml_bool(text == "true");
    if (const auto named = constant(name, text); named && !text.empty()) return axml_hex(*named);
    if (const auto whole = number<int32_t>(text)) return axml_int(*whole);
    if (const auto size = dimension(text)) return *size;
    if (text.starts_with("#")) {
      if (const auto colour = number<uint32_t>(std::string_view(text).substr(1), 16))
        return {kColour, *colour, {}};
    }
    if (text.starts_with("0x")) {
      if (const auto hex = number<uint32_t>(std::string_view(text).substr(2), 16)) return axml_hex(*hex);
    }
    return axml_string(text);
  }

  AxmlValue reference(const std::string& text, ptrdiff_t offset) const {
    std::string_view name = std::string_view(text).substr(text.starts_with("@+") ? 2 : 1);
    if (name == "null") return {0, 0, {}};
    if (name.starts_with("android:")) return axml_reference(kFrameworkPlaceholder);
    if (name.starts_with("0x")) {
      if (const auto hex = number<uint32_t>(name.substr(2), 16)) return axml_reference(*hex);
    }
    const uint32_t id = find(name);
    if (id == 0) fail(offset, "no such resource: " + text);
    return axml_reference(id);
  }

  AxmlValue theme_reference(std::string_view name) const {
    if (name.starts_with("android:")) name.remove_prefix(8);
    const uint32_t own = find(name);
    if (name.starts_with("attr/")) name.remove_prefix(5);
    const uint32_t framework = formats::axml::attribute::id_of(name);
    return axml_attribute_reference(own != 0 ? own : framework != 0 ? framework : kFrameworkPlaceholder);
  }

  std::string_view xml_;
  const ResourceIds& ids_;
  AxmlBuilder out_;
};

}  // namespace

std::string compile_axml(std::string_view xml, const ResourceIds& ids, const AxmlOptions& options) {
  return Compiler(xml, ids, options).compile();
}

std::vector<std::string> new_ids(std::string_view xml) {
  std::set<std::string> out;
  for (size_t at = xml.find("\"@+"); at != std::string_view::npos; at = xml.find("\"@+", at + 1)) {
    out.emplace(xml.substr(at + 3, xml.find('"', at + 3) - at - 3));
  }
  return {out.begin(), out.end()};
}

}  // namespace jianfu::builders
