// Templates of a mini-program, as sources and compiled, as evidence of the pages and components they draw.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "platforms/mini/graph.h"
#include "platforms/mini/modules.h"
#include "platforms/mini/named_templates.h"
#include "platforms/mini/program.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms::mini {

class Templates {
 public:
  // All borrowed.
  Templates(const Program& program, evidence::Collector& out, const Context& context, Modules& modules,
            Graph& graph)
      : program_(program),
        out_(out),
        context_(context),
        modules_(modules),
        graph_(graph),
        named_(modules, out) {}

  void read_source(const File& file, std::string_view source);
  // Markup that stands in a script, of the page or component of that path.
  void read_markup(const std::string& path, const Spot& at, std::string_view source);
  // A script that holds the templates of many pages ($gwx). What else it holds is left, at the same places.
  std::string read_compiled(const File& file, std::string_view source);
  // page-frame.html of the oldest packages holds the templates in a script; other HTML is a local web page.
  void read_html(const File& file, std::string_view source);
  // To be called once, after everything was read: who uses which named template.
  void finish() { named_.finish(); }

  // Hears a script that stands in a template (<wxs>), with the line it begins at.
  using ScriptInTemplate = std::function<void(const File& file, std::string_view source, uint32_t line)>;
  void hear_scripts(ScriptInTemplate heard) { script_in_template_ = std::move(heard); }

 private:
  class SourceHandler;
  class HtmlHandler;

  // `name`: of a named template of the file, empty for what stands in none.
  uint32_t module_of(const std::string& path, const std::string& name, std::string_view place);
  ScreenReader screen_of(const std::string& path, uint32_t module);
  // What of an element is particular to mini-programs.
  void note_element(const std::string& path, uint32_t module, std::string_view tag,
                    const AttributeValues& attributes, const Spot& spot);
  void note_route(std::string_view attribute, std::string_view route, const std::string& path,
                  uint32_t module, const Spot& spot);
  void use_script(const std::string& page, std::string_view path, const Spot& spot);
  void include(const std::string& path, uint32_t from, std::string_view target, const Spot& spot);
  void import(const std::string& path, std::string_view target);

  const Program& program_;
  evidence::Collector& out_;
  const Context& context_;
  Modules& modules_;
  Graph& graph_;
  NamedTemplates named_;
  ScriptInTemplate script_in_template_;
};

}  // namespace jianfu::platforms::mini
