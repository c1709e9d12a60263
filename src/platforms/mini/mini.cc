#include "platforms/mini/mini.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/identify.h"
#include "formats/markup/markup.h"
#include "formats/wxml/compiled.h"
#include "platforms/shared/compiled_screen.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/pages.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/script.h"
#include "platforms/mini/program.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;

constexpr std::string_view kApi = "wx";

// Files in which any of these stands belong to a compiled package even when its configuration is elsewhere.
constexpr std::array<std::string_view, 5> kCompiledMarks = {
    "app-service.js", "page-frame.js", "page-frame.html", "common.app.js", "appservice.js"};

enum class FileType : uint8_t { kSkipped, kScript, kTemplate, kHtml, kJson, kStyle, kOther };

FileType type_of(std::string_view path) {
  if (formats::is_skipped_name(path)) return FileType::kSkipped;
  if (path.ends_with(".js") || path.ends_with(".ts") || path.ends_with(".wxs"))
    return path.ends_with(".d.ts") ? FileType::kSkipped : FileType::kScript;
  if (path.ends_with(".wxml")) return FileType::kTemplate;
  if (path.ends_with(".html")) return FileType::kHtml;
  if (path.ends_with(".json")) return FileType::kJson;
  if (path.ends_with(".wxss") || path.ends_with(".css")) return FileType::kStyle;
  return FileType::kOther;
}

// All of reading but the configuration.
class Reader final : public ScriptHost {
 public:
  Reader(const Program& program, Collector& out, const Context& context)
      : program_(program), out_(out), context_(context) {}

  void read_files() {
    for (const File& file : program_.files) read_file(file);
    draw_uses();
    note_missing_parts();
  }

  // ScriptHost
  uint32_t module_of_file(std::string_view file) override {
    const std::string path(without_extension(file));
    scripts_.insert(path);
    if (path == "app") return out_.module("app", ModuleKind::kApp, file);
    if (program_.is_page(path)) return out_.find_module(path);
    if (program_.components.count(path) != 0) return out_.module(path, ModuleKind::kComponent, file);
    if (is_bundle(file)) return evidence::kNoModule;
    return out_.module(path, ModuleKind::kScript, file);
  }

  uint32_t page_of(std::string_view route, std::string_view file) override {
    return page_of_route(route, file, [this](const std::string& path) { return page_module(path); });
  }

  std::string api_name(std::string_view callee) const override {
    // wx.getLocation, a.wx.getLocation; not mywx.x.
    for (size_t at = callee.find("wx."); at != std::string_view::npos; at = callee.find("wx.", at + 1)) {
      if (at == 0 || callee[at - 1] == '.') return std::string(callee.substr(at));
    }
    return {};
  }

 private:
  uint32_t page_module(const std::string& path) const {
    return program_.is_page(path) ? out_.find_module(path) : evidence::kNoModule;
  }

  bool is_bundle(std::string_view file) const {
    if (!program_.compiled) return false;
    const std::string_view name = base_of(file);
    return name == "app-service.js" || name == "page-frame.js" || name == "app-wxss.js" ||
           name.find("app.js") != std::string_view::npos || name == "appservice.js" ||
           name == "pageframe.js" || name.ends_with(".appservice.js") || name.ends_with(".webview.js");
  }

  void read_file(const File& file) {
    evidence::Coverage& coverage = out_.set().coverage;
    const uint64_t size = file.tree->entries()[file.index].packed_bytes;
    ++coverage.entries;
    coverage.bytes_total += size;
    const FileType type = type_of(file.path);
    const bool wanted = type == FileType::kScript || type == FileType::kTemplate || type == FileType::kHtml ||
                        type == FileType::kJson;
    if (!wanted) {
      ++coverage.skipped;
      return;
    }
    const io::Content content = file.tree->read(file.index, context_.limits.text_bytes);
    if (content.defect) out_.gap(*content.defect, file.entry);
    ++(content.defect && content.bytes.size() == 0 ? coverage.opaque : coverage.read);
    coverage.bytes_read += content.bytes.size();
    const std::string_view bytes = content.bytes.view();
    const std::string decoded = text::valid_utf8(bytes) && !bytes.starts_with("\xEF\xBB\xBF")
                                    ? std::string()
                                    : text::decode_text(bytes);
    read_text(file, type, decoded.empty() ? bytes : std::string_view(decoded));
  }

  void read_text(const File& file, FileType type, std::string_view source) {
    if (type == FileType::kTemplate) return read_template(file, source);
    if (type == FileType::kJson) return read_json(file, source);
    if (type == FileType::kHtml) return read_html(file, source);
    const std::string rest = formats::wxml::looks_like(source) ? read_compiled(file, source) : std::string();
    ScriptReader(out_, *this, file.entry, file.path, uses_).read(rest.empty() ? source : rest, context_.limits);
  }

  ScreenReader screen_of(const std::string& page, std::string_view place) {
    const uint32_t module = template_module(page, place);
    return {out_,
            module,
            {[this, page](std::string_view route) { return page_of(route, page); },
             [this, page](std::string_view tag) { return component_of(page, tag); }, std::string(kApi)}};
  }

  uint32_t template_module(const std::string& page, std::string_view place) {
    if (program_.is_page(page)) return out_.find_module(page);
    if (page.empty()) return out_.module("resources", ModuleKind::kResources, place);
    return out_.module(
        page, program_.components.count(page) != 0 ? ModuleKind::kComponent : ModuleKind::kLayout, place);
  }

  uint32_t component_of(const std::string& page, std::string_view tag) {
    for (const std::string& user : {page, std::string()}) {
      const auto tags = program_.tags.find(user);
      if (tags == program_.tags.end()) continue;
      const auto at = tags->second.find(std::string(tag));
      if (at != tags->second.end()) return out_.module(at->second, ModuleKind::kComponent, at->second);
    }
    return evidence::kNoModule;
  }

  // Source markup.
  class TemplateHandler final : public formats::markup::Handler {
   public:
    TemplateHandler(ScreenReader screen, const File& file, Reader& reader, std::string page)
        : screen_(std::move(screen)), file_(file), reader_(reader), page_(std::move(page)) {}
    void on_open(const formats::markup::Tag& tag) override {
      Attributes attributes;
      for (const formats::markup::Attribute& attribute : tag.attributes) {
        attributes.emplace_back(attribute.name, attribute.has_value ? attribute.value : "true");
      }
      const Spot spot{file_.entry, tag.line, tag.column, ""};
      screen_.open(tag.name, attributes, spot);
      if (tag.self_closing) screen_.close(tag.name);
      if (tag.name == "import" || tag.name == "include") {
        if (const formats::markup::Attribute* source = tag.find("src"))
          reader_.include(page_, source->value, spot);
      }
      if (tag.name == "wxs" && tag.find("src") != nullptr)
        reader_.use_script(page_, resolve(folder_of(page_), tag.find("src")->value), spot);
      if (tag.name == "web-view")
        reader_.note_web_view(page_, tag.find("src") != nullptr ? tag.find("src")->value : "", spot);
    }
    void on_close(std::string_view name, uint32_t) override { screen_.close(name); }
    void on_text(std::string_view text, uint32_t line, uint32_t column) override {
      screen_.text(formats::markup::read_value(text), {file_.entry, line, column, ""});
    }
    void on_raw(std::string_view element, std::string_view text, uint32_t line) override {
      if (element != "wxs") return;
      ScriptReader(reader_.out_, reader_, file_.entry, file_.path, reader_.uses_)
          .read(text, reader_.context_.limits, line);
    }

   private:
    ScreenReader screen_;
    const File& file_;
    Reader& reader_;
    std::string page_;
  };

  void read_template(const File& file, std::string_view source) {
    const std::string page(without_extension(file.path));
    TemplateHandler handler(screen_of(page, file.entry), file, *this, page);
    for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
      out_.gap(defect, file.entry);
  }

  // <wxs src="…"> of a page.
  void use_script(const std::string& page, std::string_view path, const Spot& spot) {
    const uint32_t from = template_module(std::string(without_extension(page)), spot.entry);
    uses_.push_back({from, std::string(without_extension(path)), spot.entry, spot.line});
  }

  void include(const std::string& page, std::string_view path, const Spot& spot) {
    const std::string target(without_extension(resolve(folder_of(page), path)));
    const uint32_t from = template_module(page, spot.entry);
    const uint32_t to = template_module(target, target);
    if (from != to) out_.edge(evidence::EdgeKind::kIncludes, from, to, spot.entry, spot.line);
  }

  void note_web_view(const std::string& page, std::string_view source, const Spot& spot) {
    evidence::Gap gap;
    gap.why = GapReason::kRemote;
    gap.what = {Msg::gap_web_view, {readable_template(text::to_valid_utf8(source))}};
    gap.entry = spot.entry;
    gap.module = template_module(page, spot.entry);
    out_.gap(std::move(gap));
  }

  // Compiled templates, of many pages in one script. What else the script holds is left.
  std::string read_compiled(const File& file, std::string_view source) {
    const formats::wxml::Compiled compiled = formats::wxml::read(source, context_.limits);
    const CompiledHost host{
        [&](const std::string& page) { return screen_of(page, file.entry); },
        [&](const formats::wxml::Element& element, const std::string& page, const Spot& spot) {
          if (element.tag != "web-view") return;
          const auto at = std::find_if(element.attributes.begin(), element.attributes.end(),
                                       [](const auto& a) { return a.first == "src"; });
          note_web_view(page, at == element.attributes.end() ? std::string() : at->second.text, spot);
        }};
    show_compiled(compiled, file.entry, host);
    for (const formats::wxml::Script& script : compiled.scripts) {
      ScriptReader(out_, *this, file.entry, script.file, uses_)
          .read(source.substr(script.begin, script.end - script.begin), context_.limits, script.js_line);
    }
    for (const auto& [page, path] : compiled.uses) use_script(page, path, {file.entry, 0, 0, page});
    for (const auto& [page, path] : compiled.includes) {
      include(std::string(without_extension(page)), "/" + path, {file.entry, 0, 0, page});
    }
    for (const Defect& defect : compiled.defects) out_.gap(defect, file.entry);
    return without_templates(source, compiled);
  }

  // page-frame.html of the oldest packages holds the templates in a script; other HTML is a local web page.
  class HtmlHandler final : public formats::markup::Handler {
   public:
    HtmlHandler(Reader& reader, const File& file) : reader_(reader), file_(file) {}
    void on_open(const formats::markup::Tag&) override {}
    void on_close(std::string_view, uint32_t) override {}
    void on_text(std::string_view text, uint32_t line, uint32_t column) override {
      reader_.screen_of(std::string(without_extension(file_.path)), file_.entry)
          .text(text, {file_.entry, line, column, ""}, false);
    }
    void on_raw(std::string_view element, std::string_view text, uint32_t) override {
      if (element != "script") return;
      if (formats::wxml::looks_like(text)) reader_.read_compiled(file_, text);
    }

   private:
    Reader& reader_;
    const File& file_;
  };

  void read_html(const File& file, std::string_view source) {
    HtmlHandler handler(*this, file);
    for (const Defect& defect : formats::markup::read(source, context_.limits, handler))
      out_.gap(defect, file.entry);
  }

  // Data files: texts that a page may show. Configuration was read before. A JSON file is a script
  // expression.
  void read_json(const File& file, std::string_view source) {
    const bool configuration = file.path == "app-config.json" || file.path == "app.json" ||
                               file.path == "project.config.json" || file.path == "sitemap.json" ||
                               program_.is_page(std::string(without_extension(file.path)));
    if (!configuration && holds_han(source))
      ScriptReader(out_, *this, file.entry, file.path, uses_).read(source, context_.limits);
  }

  void draw_uses() {
    for (const PendingUse& use : uses_) {
      uint32_t target = out_.find_module(use.file);
      if (target == evidence::kNoModule) target = out_.find_module(use.file + "/index");
      if (target != evidence::kNoModule && target != use.from) {
        out_.edge(evidence::EdgeKind::kUses, use.from, target, use.entry, use.line);
      }
    }
  }

  // Pages of a sub-package of which no file was handed in.
  void note_missing_parts() {
    for (const std::string& root : program_.sub_roots) {
      const bool there = std::any_of(program_.files.begin(), program_.files.end(), [&](const File& file) {
        return file.path.starts_with(root) && !file.path.ends_with(".html");
      });
      if (there || is_defined_in_main(root)) continue;
      evidence::Gap gap;
      gap.why = GapReason::kMissingPart;
      gap.what = {Msg::gap_sub_package, {text::to_valid_utf8(root)}};
      gap.entry = text::to_valid_utf8(root);
      out_.gap(std::move(gap));
    }
  }

  // Small programs keep the scripts of their sub-packages in the main package.
  bool is_defined_in_main(const std::string& root) const {
    const auto at = scripts_.lower_bound(root);
    return at != scripts_.end() && at->starts_with(root);
  }

  const Program& program_;
  Collector& out_;
  const Context& context_;
  std::vector<PendingUse> uses_;
  std::set<std::string> scripts_;  // modules whose script was seen, in a bundle or as a file
};

bool has_compiled_mark(const io::Tree& tree) {
  return std::any_of(tree.entries().begin(), tree.entries().end(), [](const io::Entry& entry) {
    return std::find(kCompiledMarks.begin(), kCompiledMarks.end(), base_of(entry.name)) !=
           kCompiledMarks.end();
  });
}

void add_anomalies(std::span<const Input> inputs, Collector& out) {
  for (const Input& input : inputs) {
    for (const Defect& defect : input.tree->defects()) out.gap(defect, base_of(input.path));
  }
}

}  // namespace

int recognise(const io::Tree& tree) {
  if (const auto config = find_config(tree)) return config->root.empty() ? 2 : 1;
  return has_compiled_mark(tree) ? 1 : 0;
}

// A sub-package has no configuration of its own, and its files lie under a root that the main package names:
// the main package's configuration is small, and is not read twice for this; a shared folder is proof enough
// (callers join only packages handed in from one folder).
Membership membership(const io::Tree& tree) {
  return {!find_config(tree).has_value(), "", ""};
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  Collector out(reading.evidence, context.filter);
  const Program program = read_program(inputs, context, out);
  Reader(program, out, context).read_files();
  add_anomalies(inputs, out);
  reading.package.id = program.app_id;
  reading.package.name = program.name;
  for (size_t i = 1; i < inputs.size(); ++i) {
    reading.package.parts.push_back(
        {inputs[i].path, "sub-package", std::string(base_of(inputs[i].path)), 0, ""});
  }
  return reading;
}

}  // namespace jianfu::platforms::mini
