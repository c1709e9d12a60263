// Templates of a mini-program, as sources and compiled, as evidence of the pages and components they draw.
#pragma once

#include <string>
#include <string_view>

#include "formats/wxml/compiled.h"
#include "platforms/mini/graph.h"
#include "platforms/mini/modules.h"
#include "platforms/mini/program.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms::mini {

class Templates {
 public:
  // All borrowed.
  Templates(const Program& program, evidence::Collector& out, const Context& context, Modules& modules, Graph& graph)
      : program_(program), out_(out), context_(context), modules_(modules), graph_(graph) {}

  void read_source(const File& file, std::string_view source);
  // Markup that stands in a script, of the page or component of that path.
  void read_markup(const std::string& path, const Spot& at, std::string_view source);
  // A script that holds the templates of many pages ($gwx).
  void read_compiled(const File& file, std::string_view source);
  // page-frame.html of the oldest packages holds the templates in a script; other HTML is a local web page.
  void read_html(const File& file, std::string_view source);

 private:
  class SourceHandler;
  class HtmlHandler;

  ScreenReader screen_of(const std::string& path, std::string_view place);
  void element(ScreenReader& screen, const std::string& path, std::string_view tag, const Attributes& attributes, const Spot& spot);
  void include(const std::string& path, std::string_view target, const Spot& spot);
  void add_constant(const File& file, const formats::wxml::Constant& constant);
  void add_element(const File& file, const formats::wxml::Element& element);

  const Program& program_;
  evidence::Collector& out_;
  const Context& context_;
  Modules& modules_;
  Graph& graph_;
};

}  // namespace jianfu::platforms::mini
