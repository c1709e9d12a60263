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

uint32_t Templates::module_of(const std::string& path, const std::string& name, std::string_view place) {
  return name.empty() ? modules_.of_template(path, place) : named_.define(path, name, place);
}

ScreenReader Templates::screen_of(const std::string& path, uint32_t module) {
  return {out_,
          module,
          {[this, path](std::string_view route) { return modules_.page_of(route, path); },
           [this, path](std::string_view tag) { return modules_.component_of(path, tag); },
           std::string(program_.dialect->api)}};
}

void Templates::note_element(const std::string& path, uint32_t module, std::string_view tag,
                             const AttributeValues& attributes, const Spot& spot) {
  const formats::markup::Value* source = nullptr;
  for (const auto& [name, value] : attributes) {
    if (name == "src") source = &value;
    // Opens the program of somebody else, by its id.
    const bool id = name == "app-id" || name == "appId" || name == "appid";
    if (id && tag == "navigator" && value.names.empty() && !value.text.empty())
      out_.add(route_at("mini-program:" + value.text, module, spot));
    // A page of the same folder; elsewhere a bare name could be anything.
    const bool bare = name == "url" && tag == "navigator" && value.text.find('/') == std::string::npos;
    const std::string_view in_folder = bare ? without_query(value.text) : std::string_view();
    const uint32_t beside =
        in_folder.empty() ? evidence::kNoModule : modules_.page(resolve(folder_of(path), in_folder));
    if (beside != evidence::kNoModule && beside != module)
      out_.edge(evidence::EdgeKind::kOpens, module, beside, spot.entry, spot.line);
    if (std::find(kLinks.begin(), kLinks.end(), name) != kLinks.end()) continue;
    note_route(name, value.text, path, module, spot);
    for (const std::string& shown : value.shown) note_route(name, shown, path, module, spot);
  }
  // The address may stand in the page's script.
  if (tag == "web-view")
    graph_.note_web_view(modules_.is_screen(path) ? modules_.of_template(path, spot.entry) : module,
                         source == nullptr ? formats::markup::Value{} : *source, spot);
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
      : templates_(templates), path_(std::move(path)), base_(std::move(base)), file_(file) {
    begin("");
  }

  void on_open(const formats::markup::Tag& tag) override {
    Attributes attributes;
    AttributeValues values;
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      attributes.emplace_back(attribute.name, attribute.has_value ? attribute.value : "true");
      values.emplace_back(attribute.name, formats::markup::read_value(attributes.back().second));
    }
    const Spot spot = at(tag.line, tag.column);
    if (tag.name == "template" && take_template(tag, values, spot)) return;
    Part& part = parts_.back();
    part.screen.open(tag.name, attributes, spot);
    if (tag.self_closing) part.screen.close(tag.name);
    templates_.note_element(path_, part.module, tag.name, values, spot);
    const formats::markup::Attribute* source = tag.find("src");
    if (source == nullptr) return;
    if (tag.name == "wxs") templates_.use_script(path_, resolve(folder_of(path_), source->value), spot);
    if (tag.name == "import") templates_.import(path_, source->value);
    if (tag.name == "include") templates_.include(path_, part.module, source->value, spot);
  }
  void on_close(std::string_view name, uint32_t) override {
    Part& part = parts_.back();
    if (name == "template" && part.open_templates == 0) {
      if (parts_.size() > 1) parts_.pop_back();
      return;
    }
    if (name == "template") --part.open_templates;
    part.screen.close(name);
  }
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    parts_.back().screen.text(formats::markup::read_value(text), at(line, column));
  }
  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    if (is_script(element)) templates_.named_.note_script(path_, true);
    if (file_ != nullptr && is_script(element) && templates_.script_in_template_)
      templates_.script_in_template_(*file_, text, line);
  }

 private:
  // The file itself, or a named template of it that is open.
  struct Part {
    uint32_t module;
    ScreenReader screen;
    uint32_t open_templates = 0;  // other <template> elements inside
  };

  void begin(const std::string& name) {
    const uint32_t module = templates_.module_of(path_, name, base_.entry);
    parts_.push_back({module, templates_.screen_of(path_, module), 0});
  }

  // True when a named template begins; <template is> and others stay elements.
  bool take_template(const formats::markup::Tag& tag, const AttributeValues& values, const Spot& spot) {
    constexpr size_t kDeepest = 32;  // the compiler takes none inside of another
    const formats::markup::Attribute* name = tag.find("name");
    for (const auto& [attribute, value] : values) {
      if (attribute == "is") templates_.named_.note_use(parts_.back().module, path_, value, spot);
    }
    const bool defines = name != nullptr && !name->value.empty() && tag.find("is") == nullptr;
    if (defines && !tag.self_closing && parts_.size() < kDeepest) {
      begin(std::string(name->value));
      return true;
    }
    if (!tag.self_closing) ++parts_.back().open_templates;
    return false;
  }

  Spot at(uint32_t line, uint32_t column) const {
    return file_ != nullptr ? Spot{base_.entry, line, column, base_.symbol} : base_;
  }

  Templates& templates_;
  std::vector<Part> parts_;
  std::string path_;
  Spot base_;
  const File* file_;
};

void Templates::read_source(const File& file, std::string_view source) {
  graph_.note_template();
  const std::string path(without_extension(file.path));
  graph_.note_drawn(path);
  SourceHandler handler(*this, path, {file.entry, 0, 0, ""}, &file);
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
    out_.gap(defect, file.entry);
}

void Templates::read_markup(const std::string& path, const Spot& at, std::string_view source) {
  graph_.note_template();
  SourceHandler handler(*this, path, at, nullptr);
  formats::markup::read(source, context_.limits, handler);
}

// <wxs src="…"> of a page.
void Templates::use_script(const std::string& page, std::string_view path, const Spot& spot) {
  const uint32_t from = modules_.of_template(std::string(without_extension(page)), spot.entry);
  graph_.uses().push_back({from, std::string(without_extension(path)), spot.entry, spot.line});
  named_.note_script(std::string(without_extension(page)), false);
}

// Makes the named templates of the file known, and shows nothing of it.
void Templates::import(const std::string& path, std::string_view target) {
  named_.note_import(path, std::string(without_extension(resolve(folder_of(path), target))));
}

// Copies everything but the named templates.
void Templates::include(const std::string& path, uint32_t from, std::string_view target, const Spot& spot) {
  const std::string file(without_extension(resolve(folder_of(path), target)));
  named_.note_include(path, file);
  const uint32_t to = modules_.of_template(text::to_valid_utf8(file), file);
  if (from != to) out_.edge(evidence::EdgeKind::kIncludes, from, to, spot.entry, spot.line);
}

std::string Templates::read_compiled(const File& file, std::string_view source) {
  graph_.note_template();
  const formats::wxml::Compiled compiled = formats::wxml::read(source, context_.limits, formats::wxml::Constants::kLoose);
  for (const std::string& page : compiled.pages) graph_.note_held(std::string(without_extension(page)));
  const CompiledHost host{
      [&](const std::string& page, uint32_t named) {
        graph_.note_drawn(page);
        return screen_of(page, module_of(page, compiled.named[named].name, file.entry));
      },
      [&](const formats::wxml::Element& element, const std::string& page, const Spot& spot) {
        note_element(page, module_of(page, compiled.named[element.named].name, file.entry), element.tag,
                     element.attributes, spot);
      }};
  for (const formats::wxml::Named& named : compiled.named) {
    if (!named.name.empty())
      named_.define(std::string(without_extension(named.page)), named.name, file.entry);
  }
  show_compiled(compiled, file.entry, host);
  for (const formats::wxml::Script& script : compiled.scripts) {
    if (script.file.ends_with(".wxml")) named_.note_script(std::string(without_extension(script.file)), true);
    if (script_in_template_)
      script_in_template_({file.tree, file.index, script.file, file.entry},
                          source.substr(script.begin, script.end - script.begin), script.js_line);
  }
  for (const auto& [page, path] : compiled.uses) use_script(page, path, {file.entry, 0, 0, page});
  for (const auto& [page, path, named] : compiled.includes) {
    const std::string from(without_extension(page));
    graph_.note_drawn(from);
    const uint32_t module = module_of(from, compiled.named[named].name, file.entry);
    include(from, module, "/" + path, {file.entry, 0, 0, page});
  }
  for (const auto& [page, path] : compiled.imports) import(std::string(without_extension(page)), "/" + path);
  for (const formats::wxml::TemplateUse& use : compiled.template_uses) {
    const std::string page(without_extension(use.page));
    graph_.note_drawn(page);
    named_.note_use(module_of(page, compiled.named[use.named].name, file.entry), page, use.is,
                    {file.entry, use.js_line, 0, use.page});
  }
  for (const Defect& defect : compiled.defects) out_.gap(defect, file.entry);
  return without_templates(source, compiled);
}

class Templates::HtmlHandler final : public formats::markup::Handler {
 public:
  HtmlHandler(Templates& templates, const File& file) : templates_(templates), file_(file) {}
  void on_open(const formats::markup::Tag&) override {}
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    const std::string path(without_extension(file_.path));
    templates_.screen_of(path, templates_.module_of(path, "", file_.entry))
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
