// Which module of the evidence a file, a route or a tag of the program stands for.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/mini/program.h"

namespace jianfu::platforms::mini {

class Modules {
 public:
  // Both borrowed.
  Modules(const Program& program, evidence::Collector& out) : program_(program), out_(out) {}

  // "pages/x/x" of "pages/x/x.js", and of what compilers make of it: "pages/x/x.appservice.js",
  // "pages/x/x.swan.js".
  static std::string path_of_script(std::string_view file);
  // True of the script of a page or component.
  bool is_part(std::string_view file) const;
  // kNoModule for a bundle, of which only the parts belong to somebody.
  uint32_t of_script(std::string_view file);
  // A page by its path; kNoModule when it is none.
  uint32_t page(const std::string& path) const;
  // A page by a route as written, seen from a page or script.
  uint32_t page_of(std::string_view route, std::string_view from) const;
  uint32_t of_template(const std::string& path, std::string_view place);
  // "tpl/tpl#card": <template name="card"> of a file.
  uint32_t of_named_template(const std::string& path, std::string_view name, std::string_view place);
  // A page or component.
  bool is_screen(const std::string& path) const;
  // The custom component that a tag names on a page or component.
  uint32_t component_of(const std::string& user, std::string_view tag);

 private:
  uint32_t page_ending(std::string_view route) const;
  // Of "pages/x/x.js#2f62" the page or component, of "common/vendor.js#2f62" one of its own.
  uint32_t of_chunk_module(std::string_view file, std::string_view chunk);
  bool is_bundle(std::string_view file) const;

  const Program& program_;
  evidence::Collector& out_;
};

}  // namespace jianfu::platforms::mini
