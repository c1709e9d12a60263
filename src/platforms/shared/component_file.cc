#include "platforms/shared/component_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/markup/value.h"
#include "platforms/shared/directives.h"
#include "platforms/shared/jsx_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/pug.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;

// Where one of these ends, the text before it labels no field behind it.
constexpr std::array<std::string_view, 7> kRows = {"tr", "li", "form", "nav", "header", "footer", "fieldset"};

// Elements that show another file.
constexpr std::array<std::string_view, 2> kIncluding = {"import", "include"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Of a template; `first_line`: where it begins in its file.
class TemplateHandler final : public formats::markup::Handler {
 public:
  TemplateHandler(const ComponentFile& component, ScriptReader& code, FormRules& rules)
      : component_(component),
        code_(code),
        rules_(rules),
        screen_(component.out, component.module, component.screen) {}

  void begin_at(uint32_t first_line) { first_line_ = first_line; }

  void on_open(const formats::markup::Tag& tag) override {
    PlainElement element = plain_element(tag);
    demand(element);
    const Spot spot = spot_of(tag.line, tag.column);
    if (tag.self_closing)
      screen_.element(element.tag, element.attributes, spot);
    else
      screen_.open(element.tag, element.attributes, spot);
    for (const std::string& text : element.shown) screen_.text(text, spot, true);
    for (const std::string& text : element.compared) add_compared(text, spot);
    if (!element.names.empty()) screen_.loose({"", {}, {}, std::move(element.names)}, spot);
    for (const Snippet& snippet : element.code) run(snippet);
    if (is_one_of(kIncluding, element.tag)) name_file(tag.find("src"), spot.line);
    if (component_.on_element) component_.on_element(element.tag, element.attributes, spot);
  }

  void on_close(std::string_view name, uint32_t) override {
    const std::string tag = kebab(name);
    screen_.close(tag);
    if (is_one_of(kRows, tag)) screen_.end_of_row();
  }

  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    screen_.text(formats::markup::read_value(text), spot_of(line, column));
  }

  // A script in a template is code of the page all the same.
  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    if (kebab(element) != "style") code_.read(text, component_.context.limits, first_line_ + line - 1);
  }

  void name_file(const formats::markup::Attribute* source, uint32_t line) {
    if (source == nullptr || source->value.empty() || source->value.find("://") != std::string::npos) return;
    const std::string_view path = source->value;
    const bool relative = path.starts_with('.') || path.starts_with('/');
    const std::string target = relative ? resolve(folder_of(component_.file), path) : std::string(path);
    const bool script = target.ends_with(".js") || target.ends_with(".ts");
    component_.uses.push_back(
        {component_.module,
         text::to_valid_utf8(script ? without_extension(target) : std::string_view(target)), component_.entry,
         line});
  }

 private:
  void run(const Snippet& snippet) {
    const uint32_t line = first_line_ + snippet.line - 1;
    code_.answers_people(true);
    if (component_.read_script) {
      component_.read_script(code_, rules_, snippet.code, line);
    } else {
      code_.read(snippet.code, component_.context.limits, line);
    }
    code_.answers_people(false);
  }

  Spot spot_of(uint32_t line, uint32_t column) const {
    return {component_.entry, first_line_ + line - 1, column, ""};
  }

  // What the script's rules say of the field of that name.
  void demand(PlainElement& element) {
    for (const auto& [name, value] : element.attributes) {
      const bool names = name == "prop" || name == "name" || name == "field";
      if (!names || !rules_.claim(value) || element.required) continue;
      element.required = true;
      element.attributes.emplace_back("required", "true");
      return;
    }
  }

  void add_compared(const std::string& text, const Spot& spot) {
    if (!holds_han(text)) return;
    Evidence item;
    item.kind = Kind::kLiteral;
    item.text = text::to_valid_utf8(text);
    item.module = component_.module;
    item.at.entry = spot.entry;
    item.at.line = spot.line;
    component_.out.add(std::move(item));
  }

  const ComponentFile& component_;
  ScriptReader& code_;
  FormRules& rules_;
  ScreenReader screen_;
  uint32_t first_line_ = 1;
};

class ComponentReader {
 public:
  explicit ComponentReader(const ComponentFile& component)
      : component_(component),
        script_(component.out, component.host, component.entry, component.file, component.uses),
        template_(component, script_, rules_) {}

  void read(std::string_view source) {
    const std::vector<ComponentBlock> blocks = split_component(source);
    // Scripts first: what they demand of fields is told before the fields are read.
    for (const ComponentBlock& block : blocks) read_code(block);
    for (const ComponentBlock& block : blocks) {
      if (block.name == "template") read_template(block);
    }
    const bool known = std::any_of(blocks.begin(), blocks.end(), [](const ComponentBlock& block) {
      return block.name == "template" || block.name == "script";
    });
    if (!known) read_markup(source, 1);
    rules_.flush(component_.out);
  }

 private:
  void read_code(const ComponentBlock& block) {
    if (block.name == "template") return;
    if (block.name != "style") template_.name_file(block.find("src"), block.line);
    if (block.name == "script") return read_script(block);
    // Blocks of a framework's own hold JSON: texts in other languages, a route with its title.
    if (block.name != "style" && holds_han(block.text))
      script_.read(block.text, component_.context.limits, block.line);
  }

  void read_script(const ComponentBlock& block) {
    if (block.text.empty()) return;
    if (component_.read_script) return component_.read_script(script_, rules_, block.text, block.line);
    ScreenSink sink(component_.out, script_, script_, component_.screen, rules_, component_.entry, block.line,
                    component_.structure);
    script_.read(block.text, component_.context.limits, block.line, &sink);
  }

  void read_template(const ComponentBlock& block) {
    template_.name_file(block.find("src"), block.line);
    const std::string_view language = block.value("lang");
    if (language != "pug" && language != "jade") return read_markup(block.text, block.line);
    template_.begin_at(block.line);
    read_pug(block.text, template_);
  }

  void read_markup(std::string_view source, uint32_t first_line) {
    template_.begin_at(first_line);
    for (const Defect& defect : formats::markup::read(source, component_.context.limits, template_))
      component_.out.gap(defect, component_.entry, component_.module);
  }

  const ComponentFile& component_;
  ScriptReader script_;
  FormRules rules_;
  TemplateHandler template_;
};

}  // namespace

void read_component(const ComponentFile& component, std::string_view source) {
  ComponentReader(component).read(source);
}

}  // namespace jianfu::platforms
