#include "platforms/mini/templates.h"

#include <algorithm>
#include <utility>

#include "formats/markup/markup.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

// Attributes that ScreenReader follows itself.
bool is_link(std::string_view attribute) {
  return attribute == "url" || attribute == "src" || attribute == "path" || attribute == "href";
}

// "url" of data-url: under that name the handler finds it.
std::string_view data_name(std::string_view attribute) {
  constexpr std::string_view kData = "data-";
  return attribute.starts_with(kData) ? attribute.substr(kData.size()) : attribute;
}

// The real file is named, so that it can be re-found; the page it was made of, and its line there, stand behind it.
Spot spot_of(const File& file, const std::string& page, uint32_t source_line, uint32_t line) {
  return {file.entry, line, 0, source_line == 0 ? page : page + ":" + std::to_string(source_line)};
}

}  // namespace

ScreenReader Templates::screen_of(const std::string& path, std::string_view place) {
  return {out_,
          modules_.of_template(path, place),
          {[this, path](std::string_view route) { return modules_.page_of(route, path); },
           [this, path](std::string_view tag) { return modules_.component_of(path, tag); },
           std::string(program_.dialect->api)}};
}

void Templates::element(ScreenReader& screen, const std::string& path, std::string_view tag,
                        const Attributes& attributes, const Spot& spot) {
  screen.element(tag, attributes, spot);
  const uint32_t module = modules_.of_template(path, spot.entry);
  for (const auto& [name, value] : attributes) {
    if (name == "src" && tag == "web-view") graph_.note_web_view(module, value, spot);
    // Opens the program of another organisation, by its id.
    if (name == "app-id" || name == "appId" || name == "appid") {
      evidence::Evidence item;
      item.kind = evidence::Kind::kRoute;
      item.text = "mini-program:" + text::to_valid_utf8(value);
      item.module = module;
      item.at.entry = spot.entry;
      item.at.line = spot.line;
      item.at.symbol = spot.symbol;
      if (tag == "navigator" && value.find("{{") == std::string::npos && value.find("\xEF\xBF\xBC") == std::string::npos)
        out_.add(std::move(item));
    }
    if (is_link(name) || value.find('/') == std::string::npos) continue;
    const uint32_t page = modules_.page_of(value, path);
    if (page == evidence::kNoModule) continue;
    // data-url="/pages/x": where a tap leads, by the handler of it.
    graph_.note_menu(data_name(name));
    evidence::Evidence route;
    route.kind = evidence::Kind::kRoute;
    route.text = readable_template(text::to_valid_utf8(value));
    route.module = module;
    route.at.entry = spot.entry;
    route.at.line = spot.line;
    route.at.column = spot.column;
    route.at.symbol = spot.symbol;
    out_.add(std::move(route));
    if (page != module) out_.edge(evidence::EdgeKind::kOpens, module, page, spot.entry, spot.line);
  }
  const bool has_source = std::any_of(attributes.begin(), attributes.end(), [](const auto& a) { return a.first == "src"; });
  if (tag == "web-view" && !has_source) graph_.note_web_view(module, {}, spot);
}

class Templates::SourceHandler final : public formats::markup::Handler {
 public:
  // `base`: where the markup begins, when it is not a file of its own.
  SourceHandler(Templates& templates, std::string path, Spot base, bool whole_file)
      : templates_(templates), screen_(templates.screen_of(path, base.entry)), path_(std::move(path)),
        base_(std::move(base)), whole_file_(whole_file) {}

  void on_open(const formats::markup::Tag& tag) override {
    Attributes attributes;
    for (const formats::markup::Attribute& attribute : tag.attributes)
      attributes.emplace_back(attribute.name, attribute.has_value ? attribute.value : "true");
    const Spot spot = at(tag.line, tag.column);
    templates_.element(screen_, path_, tag.name, attributes, spot);
    if (tag.name != "import" && tag.name != "include") return;
    if (const formats::markup::Attribute* source = tag.find("src")) templates_.include(path_, source->value, spot);
  }
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    for (const formats::markup::Piece& piece : formats::markup::split_mustaches(text))
      screen_.text(piece.text, at(line, column), piece.in_expression);
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

 private:
  Spot at(uint32_t line, uint32_t column) const {
    return whole_file_ ? Spot{base_.entry, line, column, base_.symbol} : base_;
  }

  Templates& templates_;
  ScreenReader screen_;
  std::string path_;
  Spot base_;
  bool whole_file_;
};

void Templates::read_source(const File& file, std::string_view source) {
  const std::string path(without_extension(file.path));
  graph_.note_read(path);
  SourceHandler handler(*this, path, {file.entry, 0, 0, ""}, true);
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler)) out_.gap(defect, file.entry);
}

void Templates::read_markup(const std::string& path, const Spot& at, std::string_view source) {
  SourceHandler handler(*this, path, at, false);
  formats::markup::read(source, context_.limits, handler);
}

void Templates::include(const std::string& path, std::string_view target, const Spot& spot) {
  const std::string file(without_extension(resolve(folder_of(path), target)));
  const uint32_t from = modules_.of_template(path, spot.entry);
  const uint32_t to = modules_.of_template(text::to_valid_utf8(file), file);
  if (from != to) out_.edge(evidence::EdgeKind::kIncludes, from, to, spot.entry, spot.line);
}

void Templates::read_compiled(const File& file, std::string_view source) {
  const formats::wxml::Compiled compiled = formats::wxml::read(source, context_.limits);
  for (const formats::wxml::Constant& constant : compiled.constants) add_constant(file, constant);
  for (const formats::wxml::Element& element : compiled.elements) add_element(file, element);
  for (const auto& [page, path] : compiled.includes)
    include(std::string(without_extension(page)), "/" + path, {file.entry, 0, 0, page});
  for (const Defect& defect : compiled.defects) out_.gap(defect, file.entry);
}

void Templates::add_constant(const File& file, const formats::wxml::Constant& constant) {
  graph_.note_read(std::string(without_extension(constant.page)));
  // Attributes are read with their elements; here is what stands between tags, and what nobody could place.
  // But for the literals inside an attribute's expression, which the element does not show.
  const bool attribute = constant.use == formats::wxml::Use::kAttribute || constant.use == formats::wxml::Use::kCondition;
  if (attribute && !constant.in_expression) return;
  if (!holds_han(constant.text)) return;
  ScreenReader screen = screen_of(std::string(without_extension(constant.page)), file.entry);
  screen.text(constant.text, spot_of(file, constant.page, constant.line, constant.js_line), false);
}

void Templates::add_element(const File& file, const formats::wxml::Element& found) {
  const std::string path(without_extension(found.page));
  const Spot spot = spot_of(file, found.page, found.line, found.js_line);
  graph_.note_read(path);
  ScreenReader screen = screen_of(path, file.entry);
  element(screen, path, found.tag, found.attributes, spot);
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
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler)) out_.gap(defect, file.entry);
}

}  // namespace jianfu::platforms::mini
