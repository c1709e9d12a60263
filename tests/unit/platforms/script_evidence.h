// One script through the readers of screens and forms, everything kept, as evidence text.
#pragma once

#include <string>
#include <string_view>

#include "evidence/text_form.h"
#include "platforms/shared/jsx_screen.h"

namespace jianfu::platforms::tests {

class OneScriptHost final : public ScriptHost {
 public:
  explicit OneScriptHost(evidence::Collector& out) : out_(out) {}
  uint32_t module_of_file(std::string_view file) override {
    return out_.module(file, evidence::ModuleKind::kPage, file);
  }
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view) const override { return {}; }

 private:
  evidence::Collector& out_;
};

inline std::string script_evidence(std::string_view source, StructureVisitor* also = nullptr) {
  evidence::EvidenceSet set;
  evidence::Collector out(set, nullptr);
  OneScriptHost host(out);
  std::vector<PendingUse> uses;
  const std::string entry = "a.js";
  ScriptReader reader(out, host, entry, entry, uses);
  FormRules rules;
  const auto nothing = [](std::string_view) { return evidence::kNoModule; };
  ScreenSink sink(out, reader, reader, {nothing, nothing, "web"}, rules, entry, 1, also);
  reader.read(source, Limits{}, 1, &sink);
  rules.flush(out);
  evidence::sort(set);
  return evidence::to_text(set);
}

}  // namespace jianfu::platforms::tests
