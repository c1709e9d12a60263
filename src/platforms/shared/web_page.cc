#include "platforms/shared/web_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/markup/markup.h"
#include "platforms/shared/component_file.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/web_script.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;

// Where one of these ends, the text before it labels no field behind it.
constexpr std::array<std::string_view, 8> kRows = {"tr",  "li",     "form",   "title",
                                                   "nav", "header", "footer", "fieldset"};
// Inputs that are buttons: their value is what they say.
constexpr std::array<std::string_view, 3> kButtons = {"submit", "button", "reset"};

constexpr std::array<std::string_view, 9> kDataTypes = {
    "application/json", "text/html", "text/template",       "text/x-template",           "text/plain",
    "x-template",       "text/css",  "application/ld+json", "text/x-handlebars-template"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool is_remote(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

class PageHandler final : public formats::markup::Handler {
 public:
  PageHandler(Collector& out, const Context& context, WebSite& site, const std::string& path)
      : out_(out),
        context_(context),
        site_(site),
        path_(path),
        module_(site.module(path, ModuleKind::kPage, path)),
        screen_(out, module_,
                {[](std::string_view) { return evidence::kNoModule; },
                 [](std::string_view) { return evidence::kNoModule; }, "web"}) {}

  void on_open(const formats::markup::Tag& tag) override {
    const std::string name = lower(tag.name);
    in_title_ = name == "title";
    if (name == "script") return open_script(tag);
    Attributes attributes;
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      attributes.emplace_back(lower(attribute.name), attribute.has_value ? attribute.value : "true");
    }
    const Spot spot{path_, tag.line, tag.column, ""};
    follow(name, tag);
    run_handlers(tag);
    if (name == "meta" || name == "link" || name == "base") return;
    if (name == "input" && read_input(tag, spot)) return;
    screen_.element(name, attributes, spot);
  }

  void on_close(std::string_view name, uint32_t) override {
    in_title_ = false;
    if (is_one_of(kRows, lower(name))) screen_.end_of_row();
  }

  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    if (in_title_) return add_title(text, line, column);
    shown_ += text.size();
    screen_.text(formats::markup::read_value(text), {path_, line, column, ""});
  }

  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    if (lower(element) != "script") return;
    if (markup_script_) return read_template(text);
    if (data_script_ && !holds_han(text)) return;
    note_sends(read_web_script(out_, context_, site_, path_, ModuleKind::kPage, text, line));
  }

  // A page that shows nothing of its own and leads to a server.
  void finish() {
    constexpr size_t kMuch = 200;  // bytes of text: "loading, please wait"
    if (!sends_to_.empty() && (shown_ < kMuch || frame_))
      add_fact(out_, "web.remote-entry " + sends_to_, path_);
  }

 private:
  void open_script(const formats::markup::Tag& tag) {
    const formats::markup::Attribute* type = tag.find("type");
    const std::string kind = type == nullptr ? std::string() : lower(type->value);
    data_script_ = is_one_of(kDataTypes, kind);
    markup_script_ = data_script_ && (kind.ends_with("html") || kind.ends_with("template"));
    const formats::markup::Attribute* source = tag.find("src");
    if (source == nullptr) return;
    site_.link(EdgeKind::kUses, module_, path_, source->value, tag.line);
    if (is_remote(source->value)) endpoint(source->value, tag.line);
  }

  // <script type="text/template">: one level of markup in markup.
  void read_template(std::string_view text) {
    if (in_template_) return;
    in_template_ = true;
    for (const Defect& defect : formats::markup::read(text, context_.limits, *this)) out_.gap(defect, path_);
    in_template_ = false;
  }

  void add_title(std::string_view text, uint32_t line, uint32_t column) {
    std::string title = text::to_valid_utf8(text);
    const size_t begin = title.find_first_not_of(" \t\r\n");
    title = title.substr(begin == std::string::npos ? 0 : begin,
                         title.find_last_not_of(" \t\r\n") + 1 - (begin == std::string::npos ? 0 : begin));
    if (out_.at(module_).title.empty()) out_.at(module_).title = title;
    Evidence item;
    item.kind = Kind::kText;
    item.role = evidence::Role::kTitle;
    item.text = std::move(title);
    item.module = module_;
    item.at.entry = path_;
    item.at.line = line;
    item.at.column = column;
    out_.add(std::move(item));
  }

  void endpoint(std::string_view address, uint32_t line) {
    Evidence item;
    item.kind = Kind::kEndpoint;
    item.text = readable_template(text::to_valid_utf8(address));
    item.module = module_;
    item.at.entry = path_;
    item.at.line = line;
    out_.add(std::move(item));
  }

  // Links to other pages, hash routes, forms, frames, forwards.
  void follow(const std::string& name, const formats::markup::Tag& tag) {
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      const std::string key = lower(attribute.name);
      if (key != "href" && key != "src" && key != "action" && key != "data-url" && key != "data-href" &&
          key != "to")
        continue;
      const std::string& value = attribute.value;
      if (value.starts_with("#/") || value.find(".html#/") != std::string::npos)
        route(value.substr(value.find("#/")), attribute.line);
      if (name == "a" || name == "iframe" || name == "frame" || name == "form" ||
          WebSite::is_page(without_query(value))) {
        site_.link(EdgeKind::kOpens, module_, path_, value, attribute.line);
      }
      if (key == "action" && !value.empty()) endpoint(value, attribute.line);
      if ((name == "iframe" || name == "frame") && is_remote(value)) {
        note_sends(value);
        frame_ = true;
      }
    }
    if (name == "meta") read_meta(tag);
  }

  void route(std::string_view hash, uint32_t line) {
    Evidence item;
    item.kind = Kind::kRoute;
    item.text = readable_template(text::to_valid_utf8(hash));
    item.module = module_;
    item.at.entry = path_;
    item.at.line = line;
    out_.add(std::move(item));
  }

  // <meta http-equiv="refresh" content="0;url=https://…">, <meta name="description" content="…">
  void read_meta(const formats::markup::Tag& tag) {
    const formats::markup::Attribute* content = tag.find("content");
    if (content == nullptr) return;
    const formats::markup::Attribute* equivalent = tag.find("http-equiv");
    if (equivalent != nullptr && lower(equivalent->value) == "refresh") {
      const size_t at = lower(content->value).find("url=");
      if (at == std::string::npos) return;
      std::string target = content->value.substr(at + 4);
      std::erase_if(target, [](char c) { return c == '\'' || c == '"' || c == ' '; });
      site_.link(EdgeKind::kOpens, module_, path_, target, tag.line);
      if (!is_remote(target)) return;
      endpoint(target, tag.line);
      return note_sends(target);
    }
    const formats::markup::Attribute* name = tag.find("name");
    if (name != nullptr && (name->value == "description" || name->value == "keywords")) {
      screen_.text(content->value, {path_, tag.line, tag.column, ""}, true);
    }
  }

  // onclick="location.href='sign.html'" is code.
  void run_handlers(const formats::markup::Tag& tag) {
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      const std::string name = lower(attribute.name);
      if (name.starts_with("on") && attribute.value.find_first_of("('\"=") != std::string::npos) {
        read_web_script(out_, context_, site_, path_, ModuleKind::kPage, attribute.value, attribute.line);
      }
    }
  }

  // True when the input is no field.
  bool read_input(const formats::markup::Tag& tag, const Spot& spot) {
    const formats::markup::Attribute* type = tag.find("type");
    const std::string kind = type == nullptr ? std::string() : lower(type->value);
    if (kind == "hidden") return true;
    const formats::markup::Attribute* value = tag.find("value");
    if (!is_one_of(kButtons, kind)) return false;
    if (value != nullptr) screen_.text(value->value, spot, false);
    return true;
  }

  void note_sends(std::string target) {
    if (sends_to_.empty()) sends_to_ = text::to_valid_utf8(target);
  }

  Collector& out_;
  const Context& context_;
  WebSite& site_;
  const std::string& path_;
  uint32_t module_;
  ScreenReader screen_;
  bool in_title_ = false, data_script_ = false, markup_script_ = false, in_template_ = false;
  bool frame_ = false;
  uint64_t shown_ = 0;
  std::string sends_to_;
};

}  // namespace

void read_web_component(Collector& out, const Context& context, WebSite& site, const std::string& path,
                        std::string_view source) {
  WebHost host(site, path, ModuleKind::kComponent);
  const auto nothing = [](std::string_view) { return evidence::kNoModule; };
  const uint32_t module = site.module(path, ModuleKind::kComponent, path);
  ComponentFile component{out, context, host, {nothing, nothing, "web"}, path, path, module, site.uses()};
  component.on_element = [&](std::string_view, const Attributes& attributes, const Spot& spot) {
    for (const auto& [name, value] : attributes) {
      if (name == "href" || name == "src" || name == "action")
        site.link(EdgeKind::kOpens, module, path, value, spot.line);
    }
  };
  component.read_script = [&](ScriptReader& reader, FormRules& rules, std::string_view script,
                              uint32_t first_line) {
    read_web_script(out, context, site, path, reader, rules, script, first_line);
  };
  read_component(component, source);
}

void read_web_page(Collector& out, const Context& context, WebSite& site, const std::string& path,
                   std::string_view source) {
  if (is_component_name(path)) return read_web_component(out, context, site, path, source);
  PageHandler handler(out, context, site, path);
  for (const Defect& defect : formats::markup::read(source, context.limits, handler)) out.gap(defect, path);
  handler.finish();
}

}  // namespace jianfu::platforms
