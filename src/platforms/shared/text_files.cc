#include "platforms/shared/text_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "formats/json/json.h"
#include "formats/markup/escapes.h"
#include "formats/markup/markup.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
using formats::json::Type;
using formats::json::Value;

constexpr size_t kMostLine = 16'384;

// True when no text of the file can matter, so that it need not be taken apart: nothing asked for stands in
// it, and no escape hides anything.
bool is_irrelevant(const TextFile& file) {
  return !file.out.keeps_everything() && file.source.find('\\') == std::string_view::npos &&
         file.source.find('&') == std::string_view::npos && !file.out.wants(file.source);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// Hands over what a file says under a key.
class Sheet {
 public:
  explicit Sheet(const TextFile& file) : file_(file), locale_(locale_of_path(file.path)) {}

  void say(std::string_view raw, std::string_view name, const std::string& key, uint32_t line,
           uint32_t column) {
    const std::string_view text = trimmed(raw);
    if (text.empty()) return;
    LiteralUse use = use_of_literal(text, {}, name);
    const bool translated = !locale_.locale.empty() && !key.empty();
    // In a file of one language everything is shown to somebody.
    if (translated && use.kind == Kind::kLiteral) use = {Kind::kText, role_by_length(text, Role::kUnknown)};
    if (!translated && !file_.out.wants(text)) return file_.out.count(use.kind, 1);
    Evidence item;
    item.kind = use.kind;
    item.role = use.kind == Kind::kText ? use.role : Role::kNone;
    item.text = readable_template(text::to_valid_utf8(text));
    item.module = module();
    item.at.entry = file_.path;
    item.at.line = line;
    item.at.column = column;
    item.at.resource = key;
    item.at.locale = locale_.locale;
    if (translated && use.kind == Kind::kText && file_.locales.add(locale_, key, item)) return;
    file_.out.add(std::move(item));
  }

 private:
  // Made with the first text: most data files have none. Who shows them nobody can tell: not taken for
  // unreachable.
  uint32_t module() {
    if (module_ != evidence::kNoModule) return module_;
    module_ = file_.out.module(file_.path, ModuleKind::kResources, file_.path);
    evidence::Module& made = file_.out.at(module_);
    if (made.reach == evidence::Reach::kUnknown) made.reach = evidence::Reach::kYes;
    return module_;
  }

  const TextFile& file_;
  LocaleOfPath locale_;
  uint32_t module_ = evidence::kNoModule;
};

class JsonWalk {
 public:
  explicit JsonWalk(Sheet& sheet) : sheet_(sheet) {}

  // Depth is bounded by the parser (Limits::nesting).
  void walk(const Value& value, std::string_view name) {
    const size_t length = key_.size();
    if (value.is(Type::kString)) sheet_.say(value.text, name, key_, value.line, value.column);
    for (const auto& [key, member] : value.members) {
      if (holds_han(key)) sheet_.say(key, {}, key_, member.line, 0);
      push(key);
      walk(member, key);
      key_.resize(length);
    }
    for (size_t i = 0; i < value.items.size(); ++i) {
      push(std::to_string(i));
      walk(value.items[i], name);
      key_.resize(length);
    }
  }

 private:
  // A key path that grew past any use stays as it is.
  void push(std::string_view part) {
    constexpr size_t kMostKey = 512;
    if (key_.size() + part.size() > kMostKey) return;
    if (!key_.empty()) key_ += '.';
    key_ += text::to_valid_utf8(part);
  }

  Sheet& sheet_;
  std::string key_;
};

class XmlHandler final : public formats::markup::Handler {
 public:
  explicit XmlHandler(Sheet& sheet) : sheet_(sheet) {}

  void on_open(const formats::markup::Tag& tag) override {
    element_ = tag.name;
    const formats::markup::Attribute* name = tag.find("name");
    if (name == nullptr) name = tag.find("key");
    key_ = name == nullptr ? std::string() : text::to_valid_utf8(name->value.substr(0, kMostLine));
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      if (&attribute == name && !holds_han(attribute.value)) continue;
      const size_t colon = attribute.name.find(':');
      const std::string_view bare =
          colon == std::string_view::npos ? attribute.name : attribute.name.substr(colon + 1);
      if (!attribute.name.starts_with("xmlns")) sheet_.say(attribute.value, bare, {}, attribute.line, 0);
    }
  }
  // <plist>: <key>a</key><string>b</string>
  void on_close(std::string_view name, uint32_t) override {
    if (name == "key") key_ = last_text_;
    element_ = {};
  }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    if (element_ == "key") {
      last_text_ = text::to_valid_utf8(trimmed(text).substr(0, kMostLine));
      return;
    }
    sheet_.say(text, element_, key_, line, column);
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    sheet_.say(text.substr(0, kMostLine), element, {}, line, 0);
  }

 private:
  Sheet& sheet_;
  std::string element_, key_, last_text_;
};

// ---- lines ----

enum class LineStyle { kPlain, kAssigned, kColon, kQuoted };

LineStyle style_of(std::string_view path) {
  struct Row {
    std::string_view ending;
    LineStyle style;
  };
  constexpr std::array kRows = {Row{".properties", LineStyle::kAssigned}, Row{".ini", LineStyle::kAssigned},
                                Row{".conf", LineStyle::kAssigned},       Row{".toml", LineStyle::kAssigned},
                                Row{".yaml", LineStyle::kColon},          Row{".yml", LineStyle::kColon},
                                Row{".strings", LineStyle::kQuoted},      Row{".po", LineStyle::kPlain}};
  const auto row =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return path.ends_with(r.ending); });
  return row == kRows.end() ? LineStyle::kPlain : row->style;
}

// '=' or ':' that no backslash protects.
size_t separator(std::string_view line, LineStyle style) {
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == ':' || (line[at] == '=' && style == LineStyle::kAssigned)) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == ';' || text.back() == ',')) text.remove_suffix(1);
  text = trimmed(text);
  const bool quoted =
      text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// `line` is not empty.
void say_line(Sheet& sheet, std::string_view line, LineStyle style, uint32_t number) {
  if (style == LineStyle::kPlain) return sheet.say(line, {}, {}, number, 0);
  if (line.front() == '#' || line.front() == '!' || line.starts_with("//") || line.starts_with("/*")) return;
  size_t cut = 0;
  if (style == LineStyle::kQuoted) {
    const size_t assigned = line.find("\" = \"");
    cut = assigned == std::string_view::npos ? line.find('=') : assigned + 2;
  } else {
    cut = separator(line, style);
  }
  const std::string_view value = unquoted(cut == std::string_view::npos ? line : line.substr(cut + 1));
  const std::string key(cut == std::string_view::npos ? std::string_view{} : unquoted(line.substr(0, cut)));
  const std::string shown =
      value.find('\\') == std::string_view::npos ? std::string() : formats::markup::unescape_js(value);
  sheet.say(shown.empty() ? value : std::string_view(shown), key, text::to_valid_utf8(key), number, 0);
}

// ---- style sheets ----

// "\6253\5361": a backslash, up to six hexadecimal digits, one optional space.
std::string css_string(std::string_view raw) {
  std::string out;
  for (size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      out += raw[at++];
      continue;
    }
    char32_t code = 0;
    size_t digits = 0;
    for (++at; at < raw.size() && digits < 6 && std::isxdigit(static_cast<unsigned char>(raw[at])) != 0;
         ++at, ++digits) {
      const char c = raw[at];
      code = code * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    if (digits == 0) continue;
    if (at < raw.size() && raw[at] == ' ') ++at;
    const bool valid = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    text::append_utf8(out, valid ? code : 0xFFFD);
  }
  return out;
}

}  // namespace

void read_json_texts(const TextFile& file) {
  if (is_irrelevant(file)) return file.out.count(Kind::kText, 1);
  const formats::json::Document document = formats::json::parse(file.source, file.context.limits);
  for (const Defect& defect : document.defects) file.out.gap(defect, file.path);
  Sheet sheet(file);
  JsonWalk(sheet).walk(document.root, {});
}

void read_xml_texts(const TextFile& file) {
  if (is_irrelevant(file)) return file.out.count(Kind::kText, 1);
  Sheet sheet(file);
  XmlHandler handler(sheet);
  for (const Defect& defect : formats::markup::read(file.source, file.context.limits, handler))
    file.out.gap(defect, file.path);
}

void read_style_texts(const TextFile& file) {
  Sheet sheet(file);
  constexpr std::string_view kProperty = "content";
  const std::string_view source = file.source;
  uint32_t line = 1;
  size_t counted = 0;
  for (size_t at = source.find(kProperty); at != std::string_view::npos; at = source.find(kProperty, at)) {
    const size_t begin = at;
    at += kProperty.size();
    while (at < source.size() && (source[at] == ' ' || source[at] == ':')) ++at;
    if (at >= source.size() || (source[at] != '"' && source[at] != '\'')) continue;
    const size_t limit = std::min(source.size(), at + kMostLine);
    size_t end = at + 1;
    while (end < limit && source[end] != source[at]) end += source[end] == '\\' ? size_t{2} : size_t{1};
    end = std::min(end, source.size());
    line += static_cast<uint32_t>(std::count(source.begin() + static_cast<ptrdiff_t>(counted),
                                             source.begin() + static_cast<ptrdiff_t>(begin), '\n'));
    counted = begin;
    const std::string shown = css_string(source.substr(at + 1, end - at - 1));
    if (holds_han(shown)) sheet.say(shown, "text", {}, line, 0);
    at = end;
  }
}

void read_line_texts(const TextFile& file) {
  if (is_irrelevant(file)) return file.out.count(Kind::kText, 1);
  Sheet sheet(file);
  const LineStyle style = style_of(file.path);
  uint32_t number = 0;
  for (std::string_view rest = file.source; !rest.empty();) {
    const size_t end = std::min({rest.find('\n'), rest.size(), kMostLine});
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + (end < rest.size() && rest[end] == '\n' ? 1 : 0), rest.size()));
    ++number;
    if (!line.empty()) say_line(sheet, line, style, number);
  }
}

}  // namespace jianfu::platforms
