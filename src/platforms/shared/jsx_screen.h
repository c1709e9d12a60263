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
            const std::string& entry, uint32_t first_line)
      : out_(out),
        reader_(reader),
        host_(std::move(host)),
        rules_(rules),
        entry_(entry),
        first_line_(first_line) {
    host_.texts = false;
  }

  void on_element(std::string_view tag, std::span<const ScriptMember> attributes, uint32_t line,
                  uint32_t column) override;
  void on_element_text(std::string_view text, uint32_t line, uint32_t column) override;
  void on_element_end(std::string_view tag) override;
  void on_element_name(std::string_view name, uint32_t line, uint32_t column) override;

 private:
  ScreenReader& screen();
  Spot spot_of(uint32_t line, uint32_t column) const { return {entry_, line + first_line_ - 1, column, ""}; }

  evidence::Collector& out_;
  const ScriptReader& reader_;
  ScreenReader::Host host_;
  FormRules& rules_;
  const std::string& entry_;
  uint32_t first_line_;
  std::optional<ScreenReader> screen_;
  uint32_t module_ = evidence::kNoModule;  // of screen_
};

// Stands before the reader of one script (ScriptReader::read, `through`): hands everything on to `next` and
// reads the screens and forms that the script builds.
class ScreenSink final : public formats::js::Relay, private StructureVisitor {
 public:
  // All borrowed but the host. `also` hears the structure too; it may be null.
  ScreenSink(evidence::Collector& out, const ScriptReader& reader, formats::js::Sink& next,
             ScreenReader::Host host, FormRules& rules, const std::string& entry, uint32_t first_line,
             StructureVisitor* also = nullptr);

  bool hears_tokens() const override { return true; }
  void on_token(const formats::js::Token& token, text::LineIndex& lines) override {
    structure_.on_token(token, lines);
  }

 private:
  void on_object(const ScriptObject& object) override;
  void on_element(std::string_view tag, std::span<const ScriptMember> attributes, uint32_t line,
                  uint32_t column) override;
  void on_element_text(std::string_view text, uint32_t line, uint32_t column) override;
  void on_element_end(std::string_view tag) override;
  void on_element_name(std::string_view name, uint32_t line, uint32_t column) override;
  void on_import(std::string_view name, std::string_view path) override;

  JsxScreen screen_;
  FormConfig forms_;
  StructureVisitor* also_;
  ScriptStructure structure_;
};

}  // namespace jianfu::platforms
