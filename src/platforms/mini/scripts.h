// Scripts of a mini-program as evidence: what ScriptReader makes of any script, with what is particular to
// these programs: how they open pages and other programs, call cloud functions, keep addresses for web views.
#pragma once

#include <string>
#include <string_view>

#include "platforms/mini/graph.h"
#include "platforms/mini/modules.h"
#include "platforms/mini/templates.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms::mini {

class Scripts final : public ScriptHost {
 public:
  // All borrowed.
  Scripts(const Program& program, evidence::Collector& out, const Context& context, Modules& modules,
          Templates& templates, Graph& graph)
      : program_(program),
        out_(out),
        context_(context),
        modules_(modules),
        templates_(templates),
        graph_(graph) {}

  // `first_line`: where the script begins in its file.
  void read(const File& file, std::string_view source, uint32_t first_line = 1);

  // ScriptHost
  uint32_t module_of_file(std::string_view file) override;
  uint32_t page_of(std::string_view route, std::string_view file) override {
    return modules_.page_of(route, file.substr(0, file.find('#')));
  }
  std::string api_name(std::string_view callee) const override { return api_call(*program_.dialect, callee); }
  std::string file_of_module(std::string_view name) const override;
  std::string file_of_chunk_module(std::string_view id, std::string_view chunk) const override;
  void note_chunk_module(std::string_view id, std::string_view chunk, uint32_t module) override;
  void note_chunk_require(std::string_view id, std::string_view chunk, const PendingUse& use) override;

 private:
  class Sink;

  const Program& program_;
  evidence::Collector& out_;
  const Context& context_;
  Modules& modules_;
  Templates& templates_;
  Graph& graph_;
};

}  // namespace jianfu::platforms::mini
