#include "platforms/quickapp/ux.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "formats/markup/markup.h"
#include "platforms/quickapp/compiled_template.h"
#include "platforms/shared/paths.h"

namespace jianfu::platforms::quickapp {
namespace {

using evidence::ModuleKind;

// What steers an element and is never shown. The toolkit keeps these out of an element's attributes too.
constexpr std::array<std::string_view, 10> kDirectives = {"if",    "elif",  "else", "for",  "tid",
                                                          "class", "style", "id",   "show", "tree"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

ScreenReader::Host Components::host(std::map<std::string, uint32_t> tags) {
  return {[this](std::string_view route) { return scripts_.page_of(route, true); },
          [tags = std::move(tags)](std::string_view tag) {
            const auto at = tags.find(lower(tag));
            return at == tags.end() ? evidence::kNoModule : at->second;
          },
          std::string(kElementApi)};
}

// The file that an import names: from the file itself or, with a '/', from src/; extension or none.
std::string Components::imported(const std::string& from, std::string_view source) const {
  const std::string path = resolve(folder_of(from), source);
  for (const std::string_view ending : {"", ".ux", ".mix", "/index.ux"}) {
    if (scripts_.holds(path + std::string(ending))) return path + std::string(ending);
  }
  return {};
}

// The components that a .ux file imports; they may stand behind the template that uses them.
class Components::ImportHandler final : public formats::markup::Handler {
 public:
  ImportHandler(Components& owner, const std::string& path) : owner_(owner), path_(path) {}
  void on_open(const formats::markup::Tag& tag) override {
    const formats::markup::Attribute* source = tag.find("src");
    if (tag.name != "import" || source == nullptr) return;
    const std::string file = owner_.imported(path_, source->value);
    if (file.empty()) return;
    const formats::markup::Attribute* name = tag.find("name");
    const std::string own(without_extension(base_of(file)));
    tags[lower(name != nullptr && !name->value.empty() ? name->value : own)] = owner_.scripts_.module_of_path(
        std::string(without_extension(file)), ModuleKind::kComponent, owner_.root_ + file);
  }
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view, uint32_t, uint32_t) override {}
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

  std::map<std::string, uint32_t> tags;

 private:
  Components& owner_;
  const std::string& path_;
};

// A .ux file: <import>s, <template>, <script>, <style>.
class Components::UxHandler final : public formats::markup::Handler {
 public:
  UxHandler(Components& owner, const std::string& path, const std::string& entry, uint32_t module,
            std::map<std::string, uint32_t> tags)
      : owner_(owner),
        path_(path),
        entry_(entry),
        module_(module),
        screen_(owner.out_, module, owner.host(std::move(tags))) {}

  void on_open(const formats::markup::Tag& tag) override {
    if (template_depth_ == 0) return on_block(tag);
    if (tag.name == "template" || tag.name == "block") {  // groups, and is not there
      if (tag.name == "template" && !tag.self_closing) ++template_depth_;
      return;
    }
    screen_.open(element_of(tag), {entry_, tag.line, tag.column, ""});
    if (tag.self_closing) screen_.close(type_of(tag.name));
  }

  void on_close(std::string_view name, uint32_t) override {
    if (template_depth_ == 0) return;
    if (name == "template")
      --template_depth_;
    else
      screen_.close(type_of(name));
  }

  void on_text(std::string_view text, uint32_t line, uint32_t column) override {
    if (template_depth_ == 0) return;
    screen_.text(read_written(text, owner_.context_.limits, owner_.translate_), {entry_, line, column, ""});
  }

  void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
    if (element == "script" && template_depth_ == 0)
      owner_.scripts_.read_source(path_, entry_, text, line, module_);
  }

 private:
  void on_block(const formats::markup::Tag& tag) {
    const formats::markup::Attribute* source = tag.find("src");
    if (tag.name == "template" && !tag.self_closing) {
      ++template_depth_;
    } else if (tag.name == "script" && source != nullptr) {
      owner_.scripts_.uses().push_back(
          {module_, std::string(without_extension(resolve(folder_of(path_), source->value))), entry_,
           tag.line});
    }
  }

  static std::string type_of(std::string_view name) { return name == "img" ? "image" : std::string(name); }

  Element element_of(const formats::markup::Tag& tag) const {
    Element out;
    out.type = type_of(tag.name);
    for (const formats::markup::Attribute& attribute : tag.attributes) {
      std::string_view name = attribute.name;
      while (name.starts_with(':')) name.remove_prefix(1);
      if (std::find(kDirectives.begin(), kDirectives.end(), name) != kDirectives.end()) continue;
      if (name.starts_with("dir:")) continue;
      const bool event = name.starts_with("on") || name.starts_with('@');
      if (event) {
        name.remove_prefix(name.starts_with('@') ? 1 : 2);
        out.events.emplace_back(name, event_of(attribute.value));
        continue;
      }
      if (name.starts_with("model:")) name.remove_prefix(6);
      Value value = attribute.has_value
                        ? read_written(attribute.value, owner_.context_.limits, owner_.translate_)
                        : static_value("true");
      out.attributes.emplace_back(name, std::move(value));
    }
    return out;
  }

  // "doSign", "doSign(1)", "{{doSign(1)}}".
  Value event_of(std::string_view value) const {
    if (value.starts_with("{{") && value.ends_with("}}")) value = value.substr(2, value.size() - 4);
    return value.find('(') == std::string_view::npos
               ? static_value(value)
               : read_expression(value, owner_.context_.limits, owner_.translate_);
  }

  Components& owner_;
  const std::string& path_;
  const std::string& entry_;
  uint32_t module_;
  PageScreen screen_;
  size_t template_depth_ = 0;
};

void Components::read_source(const std::string& path, const std::string& entry, std::string_view source) {
  const uint32_t module =
      scripts_.module_of_path(std::string(without_extension(path)), ModuleKind::kComponent, entry);
  ImportHandler imports(*this, path);
  if (source.find("<import") != std::string_view::npos)
    formats::markup::read(source, context_.limits, imports);
  UxHandler handler(*this, path, entry, module, std::move(imports.tags));
  for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
    out_.gap(defect, entry, module);
}

void Components::read_compiled(const std::string& path, const std::string& entry, std::string_view source) {
  const Bundle bundle = survey_bundle(source, context_.limits);
  const ModuleKind kind = bundle.main.empty() ? ModuleKind::kScript : ModuleKind::kPage;
  const uint32_t module = scripts_.module_of_path(std::string(without_extension(path)), kind, entry);
  scripts_.read_bundle(path, entry, source, bundle, module);
  std::vector<std::string> names(bundle.trees.size());
  for (const BundleComponent& component : bundle.components) {
    if (component.tree && component.name != bundle.main) names[*component.tree] = component.name;
  }
  text::LineIndex lines(source);
  for (size_t i = 0; i < bundle.trees.size(); ++i) {
    PageScreen screen(out_, module, host({}));
    const bool whole = read_compiled_template(source, bundle.trees[i].range, lines, {entry, 0, 0, names[i]},
                                              context_.limits, translate_, screen);
    if (!whole)
      out_.gap({GapReason::kLimit,
                {Msg::limit_reached, {core::bilingual("模板嵌套", "nested elements"), std::to_string(kMostNested)}},
                bundle.trees[i].range.begin,
                0},
               entry, module);
  }
}

}  // namespace jianfu::platforms::quickapp
