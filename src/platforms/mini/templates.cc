#include "platforms/mini/templates.h"

#include <algorithm>
#include <array>

#include "formats/markup/markup.h"
#include "formats/wxml/compiled.h"
#include "platforms/shared/compiled_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

// Attributes that ScreenReader follows itself.
constexpr std::array<std::string_view, 7> kLinks = {"url", "src", "path", "href", "to", "page", "link"};

// "url" of data-url: under that name the handler finds it.
std::string_view data_name(std::string_view attribute) {
  constexpr std::string_view kData = "data-";
  return attribute.starts_with(kData) ? attribute.substr(kData.size()) : attribute;
}

// Scripts in templates, by the names of all clients.
bool is_script(std::string_view element) {
  return element == "wxs" || element == "sjs" || element == "qs" || element == "filter" ||
         element == "import-sjs";
}

evidence::Evidence route_at(std::string_view route, uint32_t module, const Spot& spot) {
  evidence::Evidence out;
  out.kind = evidence::Kind::kRoute;
  out.text = readable_template(text::to_valid_utf8(route));
  out.module = module;
  out.at.entry = spot.entry;
  out.at.line = spot.line;
  out.at.column = spot.column;
  out.at.symbol = spot.symbol;
  return out;
}

}  // namespace

ScreenReader Templates::screen_of(const std::string& path, std::string_view place) {
  return {out_,
          modules_.of_template(path, place),
          {[this, path](std::string_view route) { return modules_.page_of(route, path); },
           [this, path](std::string_view tag) { return modules_.component_of(path, tag); },
           std::string(program_.dialect->api)}};
}

void Templates::note_element(const std::string& path, std::string_view tag, const AttributeValues& attributes,
                             const Spot& spot) {
  const uint32_t module = modules_.of_template(path, spot.entry);
  const formats::markup::Value* source = nullptr;
  for (const auto& [name, value] : attributes) {
    if (name == "src") source = &value;
    // Opens the program of somebody else, by its id.
    const bool id = name == "app-id" || name == "appId" || name == "appid";
    if (id && tag == "navigator" && value.names.empty() && !value.text.empty())
      out_.add(route_at("mini-program:" + value.text, module, spot));
    if (std::find(kLinks.begin(), kLinks.end(), name) != kLinks.end()) continue;
    note_route(name, value.text, path, module, spot);
    for (const std::string& shown : value.shown) note_route(name, shown, path, module, spot);
  }
  if (tag == "web-view")
    graph_.note_web_view(module, source == nullptr ? formats::markup::Value{} : *source, spot);
}

// data-url="/pages/x": where a tap leads, by the handler of it.
void Templates::note_route(std::string_view attribute, std::string_view route, const std::string& path,
                           uint32_t module, const Spot& spot) {
  if (route.find('/') == std::string_view::npos) return;
  const uint32_t page = modules_.page_of(route, path);
  if (page == evidence::kNoModule) return;
  graph_.note_menu(data_name(attribute));
  out_.add(route_at(route, module, spot));
  if (page != module) out_.edge(evidence::EdgeKind::kOpens, module, page, spot.entry, spot.line);
}

class Templates::SourceHandler final : public formats::markup::Handler {
 public:
  // `base`: where the markup begins, when it is not a file of its own; `file`: null then.
  SourceHandler(Templates& templates, std::string path, Spot base, const File* file)
      : templates_(templates),
        screen_(templates.screen_of(path, base.entry)),
        path_(std::move(path)),
        base_(std::move(base)),
        file_(file) {}

  void on_open(const formats::markup::Tag& tag) override {
    Attributes attributes;
    AttributeValues values;
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      attributes.emplace_back(attribute.name, attribute.has_value ? attribute.value : "true");
      values.emplace_back(attribute.name, formats::markup::read_value(attributes.back().second));
    }
    const Spot spot = at(tag.line, tag.column);
    screen_.open(tag.name, attributes, spot);
    if (tag.self_closing) screen_.close(tag.name);
    templates_.note_element(path_, tag.name, values, spot);
    if (tag.name == "wxs" && tag.find("src") != nullptr)
      templates_.use_script(path_, resolve(folder_of(path_), tag.find("src")->value), spot);
    if (tag.name != "import" && tag.name != "include") return;
    if (const formats::markup::Attribute* source = tag.find("src"))
      templates_.include(path_, source->value, spot);
  }
  void on_close(std::string_view name, uint32_t) override { screen_.close(name); }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    screen_.text(formats::markup::read_value(text), at(line, column));
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    if (file_ != nullptr && is_script(element) && templates_.script_in_template_)
      templates_.script_in_template_(*file_, text, line);
  }

 private:
  Spot at(uint32_t line, uint32_t column) const {
    return file_ != nullptr ? Spot{base_.entry, line, column, base_.symbol} : base_;
  }

  Templates& templates_;
  ScreenReader screen_;
  std::string path_;
  Spot base_;
  const File* file_;
};

void Templates::read_source(const File& file, std::string_view source) {
  const std::string path(without_extension(file.path));
  graph_.note_read(path);
  SourceHandler handler(*this, path, {file.entry, 0, 0, ""}, &file);
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
    out_.gap(defect, file.entry);
}

void Templates::read_markup(const std::string& path, const Spot& at, std::string_view source) {
  SourceHandler handler(*this, path, at, nullptr);
  formats::markup::read(source, context_.limits, handler);
}

// <wxs src="…"> of a page.
void Templates::use_script(const std::string& page, std::string_view path, const Spot& spot) {
  const uint32_t from = modules_.of_template(std::string(without_extension(page)), spot.entry);
  graph_.uses().push_back({from, std::string(without_extension(path)), spot.entry, spot.line});
}

void Templates::include(const std::string& path, std::string_view target, const Spot& spot) {
  const std::string file(without_extension(resolve(folder_of(path), target)));
  const uint32_t from = modules_.of_template(path, spot.entry);
  const uint32_t to = modules_.of_template(text::to_valid_utf8(file), file);
  if (from != to) out_.edge(evidence::EdgeKind::kIncludes, from, to, spot.entry, spot.line);
}

std::string Templates::read_compiled(const File& file, std::string_view source) {
  const formats::wxml::Compiled compiled = formats::wxml::read(source, context_.limits);
  const CompiledHost host{
      [&](const std::string& page) {
        const std::string path(without_extension(page));
        graph_.note_read(path);
        return screen_of(path, file.entry);
      },
      [&](const formats::wxml::Element& element, const std::string& page, const Spot& spot) {
        note_element(std::string(without_extension(page)), element.tag, element.attributes, spot);
      }};
  show_compiled(compiled, file.entry, host);
  for (const formats::wxml::Script& script : compiled.scripts) {
    if (script_in_template_)
      script_in_template_({file.tree, file.index, script.file, file.entry},
                          source.substr(script.begin, script.end - script.begin), script.js_line);
  }
  for (const auto& [page, path] : compiled.uses) use_script(page, path, {file.entry, 0, 0, page});
  for (const auto& [page, path] : compiled.includes)
    include(std::string(without_extension(page)), "/" + path, {file.entry, 0, 0, page});
  for (const Defect& defect : compiled.defects) out_.gap(defect, file.entry);
  return without_templates(source, compiled);
}

class Templates::HtmlHandler final : public formats::markup::Handler {
 public:
  HtmlHandler(Templates& templates, const File& file) : templates_(templates), file_(file) {}
  void on_open(const formats::markup::Tag&) override {}
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    templates_.screen_of(std::string(without_extension(file_.path)), file_.entry)
        .text(text, {file_.entry, line, column, ""}, false);
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t) override {
    if (element == "script" && formats::wxml::looks_like(text)) templates_.read_compiled(file_, text);
  }

 private:
  Templates& templates_;
  const File& file_;
};

void Templates::read_html(const File& file, std::string_view source) {
  HtmlHandler handler(*this, file);
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
    out_.gap(defect, file.entry);
}

}  // namespace jianfu::platforms::mini
