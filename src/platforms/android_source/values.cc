#include "platforms/android_source/values.h"

#include <algorithm>

#include "formats/axml/from_text.h"
#include "formats/markup/markup.h"

namespace jianfu::platforms::android_source {
namespace {

namespace arsc = formats::arsc;
namespace markup = formats::markup;

// One <string>, or one item of a bag, with the tags inside of it left out.
class Reader final : public markup::Handler {
 public:
  Reader(std::string_view locale, arsc::SourceTable& out, ValuesFile& file)
      : locale_(locale), out_(out), file_(file) {}

  void on_open(const markup::Tag& tag) override {
    if (in_text_) {
      if (!tag.self_closing) ++depth_;
      return;
    }
    const markup::Attribute* name = tag.find("name");
    if (tag.name == "string-array" || tag.name == "array" || tag.name == "plurals") {
      bag_ = tag.name == "plurals" ? "plurals" : "array";
      key_ = name == nullptr ? "" : name->value;
      item_ = bag_ == "plurals" ? arsc::kPluralItem : arsc::kArrayItem;
      return;
    }
    if (tag.name == "string" && name != nullptr) return begin("string", name->value, 0, tag);
    if (tag.name != "item") return;
    if (!bag_.empty()) return begin(bag_, key_, item_++, tag);
    const markup::Attribute* type = tag.find("type");
    if (type != nullptr && type->value == "string" && name != nullptr) begin("string", name->value, 0, tag);
    if (type != nullptr && type->value == "id" && name != nullptr) out_.add_name("id", name->value);
  }

  void on_close(std::string_view name, uint32_t) override {
    if (in_text_) {
      if (depth_ > 0) {
        --depth_;
        return;
      }
      return end();
    }
    if (name == "string-array" || name == "array" || name == "plurals") bag_.clear();
  }

  void on_text(std::string_view text, uint32_t, uint32_t) override {
    if (in_text_) text_ += text;
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

 private:
  void begin(std::string_view type, std::string_view key, uint32_t item, const markup::Tag& tag) {
    type_ = type;
    text_key_ = key;
    text_item_ = item;
    text_.clear();
    depth_ = 0;
    in_text_ = true;
    if (item == 0 || item == arsc::kArrayItem || item == arsc::kPluralItem)
      file_.lines.emplace_back(std::string(type) + "/" + std::string(key), tag.line);
    if (tag.self_closing) end();
  }

  void end() {
    in_text_ = false;
    if (text_key_.empty()) return;
    std::string_view raw = text_;
    while (!raw.empty() && static_cast<unsigned char>(raw.front()) <= ' ') raw.remove_prefix(1);
    while (!raw.empty() && static_cast<unsigned char>(raw.back()) <= ' ') raw.remove_suffix(1);
    const size_t slash = raw.find('/');
    const bool reference = raw.starts_with('@') && slash != std::string_view::npos &&
                           raw.find_first_of(" \n\t") == std::string_view::npos;
    if (reference) {
      const std::string_view to = raw.substr(1, slash - 1);
      if (to.find(':') == std::string_view::npos)
        out_.add_reference(type_, text_key_, locale_, to, raw.substr(slash + 1), text_item_);
      return;
    }
    out_.add_text(type_, text_key_, locale_, formats::axml::unescape_resource(text_), text_item_);
  }

  std::string_view locale_;
  arsc::SourceTable& out_;
  ValuesFile& file_;
  std::string bag_, key_;
  uint32_t item_ = 0;
  bool in_text_ = false;
  uint64_t depth_ = 0;
  std::string type_, text_key_, text_;
  uint32_t text_item_ = 0;
};

}  // namespace

ValuesFile read_values(std::string_view utf8, std::string_view locale, const Limits& limits,
                       arsc::SourceTable& out) {
  ValuesFile file;
  Reader reader(locale, out, file);
  file.defects = markup::read(utf8, limits, reader, markup::Language::kXml);
  return file;
}

}  // namespace jianfu::platforms::android_source
