// Screens that scripts build (React, Taro, Vue's render functions): their elements as ScreenReader hears
// those of templates: fields with label and required mark, handlers, capabilities. Texts are told by
// ScriptReader, which knows the literals of JSX and of render calls.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "platforms/shared/form_config.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/script.h"
#include "platforms/shared/script_structure.h"

namespace jianfu::platforms {

class JsxScreen final : public StructureVisitor {
 public:
  // All borrowed but the host.
  JsxScreen(evidence::Collector& out, const ScriptReader& reader, ScreenReader::Host host, FormRules& rules,
            ScriptText& script)
      : out_(out), reader_(reader), host_(std::move(host)), rules_(rules), script_(script) {
    host_.texts = false;
  }

  void on_element(std::string_view tag, std::span<const ScriptMember> attributes, uint64_t offset) override;
  void on_element_text(std::string_view text, uint64_t offset) override;
  void on_element_end(std::string_view tag) override;

 private:
  ScreenReader& screen();
  Spot spot_of(uint64_t offset) const {
    const text::Position at = script_.at(offset);
    return {script_.entry, at.line, at.column, ""};
  }

  evidence::Collector& out_;
  const ScriptReader& reader_;
  ScreenReader::Host host_;
  FormRules& rules_;
  ScriptText& script_;
  std::optional<ScreenReader> screen_;
  uint32_t module_ = evidence::kNoModule;  // of screen_
};

// Stands before the reader of one script (ScriptReader::read, `through`): hands everything on to `next` and
// reads the screens and forms that the script builds.
class ScreenSink final : public formats::js::Sink, private StructureVisitor {
 public:
  // All borrowed but the host. `also` hears the structure too; it may be null.
  ScreenSink(evidence::Collector& out, const ScriptReader& reader, formats::js::Sink& next,
             ScreenReader::Host host, FormRules& rules, const std::string& entry, std::string_view source,
             uint32_t first_line, StructureVisitor* also = nullptr);

  void on_literal(const formats::js::Literal& literal) override { next_.on_literal(literal); }
  void on_call(const formats::js::Call& call) override { next_.on_call(call); }
  void on_identifier(std::string_view name, uint32_t line, uint32_t column) override {
    next_.on_identifier(name, line, column);
  }
  void on_module(std::string_view name, uint32_t line) override { next_.on_module(name, line); }
  void on_module_end() override { next_.on_module_end(); }
  void on_function(std::string_view name, uint32_t line) override { next_.on_function(name, line); }
  void on_function_end() override { next_.on_function_end(); }
  void on_require(std::string_view path, uint32_t line) override { next_.on_require(path, line); }
  bool hears_tokens() const override { return true; }
  void on_token(const formats::js::Token& token) override { structure_.on_token(token); }

 private:
  void on_object(const ScriptObject& object) override;
  void on_element(std::string_view tag, std::span<const ScriptMember> attributes, uint64_t offset) override;
  void on_element_text(std::string_view text, uint64_t offset) override;
  void on_element_end(std::string_view tag) override;
  void on_import(std::string_view name, std::string_view path) override;

  formats::js::Sink& next_;
  ScriptText script_;
  JsxScreen screen_;
  FormConfig forms_;
  StructureVisitor* also_;
  ScriptStructure structure_;
};

}  // namespace jianfu::platforms
