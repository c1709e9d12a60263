// <template name="card"> of a file and <template is="card"> that draw it: what stands in a named template is
// shown by those who use it, not by all who import its file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "evidence/collector.h"
#include "formats/markup/value.h"
#include "platforms/mini/modules.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms::mini {

// Files are named as templates are: "pages/a/a", without ending.
class NamedTemplates {
 public:
  // Both borrowed.
  NamedTemplates(Modules& modules, evidence::Collector& out) : modules_(modules), out_(out) {}

  // The module of a named template of the file; made when new.
  uint32_t define(const std::string& file, const std::string& name, std::string_view place);
  void note_import(const std::string& file, const std::string& target);
  void note_include(const std::string& file, const std::string& target);
  // The file has a script of its own (<wxs>), for all of its templates; `inside`: written in the file itself.
  void note_script(const std::string& file, bool inside);
  // `from`: the module that draws a template of those that `file` knows; `is`: which.
  void note_use(uint32_t from, const std::string& file, const formats::markup::Value& is, const Spot& spot);

  // Draws the edges. To be called once, after everything was read.
  void finish();

 private:
  struct File {
    std::string path;
    std::unordered_map<std::string, uint32_t> own;  // name → module
    std::vector<std::pair<std::string, uint32_t>> in_order;
    std::vector<uint32_t> imports, includes;  // of files_
    std::vector<uint32_t> known;              // files whose templates it may use besides its own
    uint32_t all = evidence::kNoModule;       // stands for all of its own: "tpl/tpl#*"
    bool looked_up = false, has_script = false, script_inside = false;
  };
  struct Use {
    uint32_t from, file;
    std::vector<std::string> names;  // one of them
    std::string prefix, suffix;      // of all that could be meant when it is none of the names
    bool open = false;
    std::string entry;
    uint32_t line;
  };

  uint32_t file_of(const std::string& path);
  void draw(const Use& use);
  void look_up(uint32_t file);
  bool draw_named(const Use& use, const std::string& name);
  void draw_any_of(const Use& use, File& file);
  uint32_t all_of(File& file);
  void draw_scripts();
  bool spend();

  Modules& modules_;
  evidence::Collector& out_;
  std::unordered_map<std::string, uint32_t> number_of_;
  std::vector<File> files_;
  std::vector<Use> uses_;
  std::set<std::tuple<uint32_t, uint32_t, std::string, std::string>> drawn_;  // open uses, each once
  size_t steps_ = 0;
};

}  // namespace jianfu::platforms::mini
