// Forms that are data: {label: "…", prop: "photo", required: true} in configurations and in the properties of
// compiled elements, and rules that demand a field: rules: {photo: [{required: true, message: "…"}]}. An
// object is a field only when it says both what it is called and that something is put in; columns of tables,
// options and translations are none.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/shared/script.h"
#include "platforms/shared/script_structure.h"

namespace jianfu::platforms {

// What rules of a script demand, by the name of the field. Filled by scripts, asked by templates.
class FormRules {
 public:
  struct Rule {
    std::string message;
    evidence::Location at;
    uint32_t module = evidence::kNoModule;
    bool claimed = false;  // a field of that name was seen
  };
  void add(std::string_view name, Rule rule);
  // True when the field must be filled; the rule is claimed then.
  bool claim(std::string_view name);
  // Rules whose field nobody saw are fields of their own.
  void flush(evidence::Collector& out);

 private:
  std::map<std::string, Rule, std::less<>> rules_;
};

class FormConfig final : public StructureVisitor {
 public:
  // All borrowed; `reader` says which module is being read.
  FormConfig(evidence::Collector& out, const ScriptReader& reader, FormRules& rules, const std::string& entry,
             uint32_t first_line)
      : out_(out), reader_(reader), rules_(rules), entry_(entry), first_line_(first_line) {}

  void on_object(const ScriptObject& object) override;

 private:
  evidence::Location place_of(uint32_t line, uint32_t column) const;
  void read_rules(const ScriptObject& object);
  bool read_field(const ScriptObject& object);

  evidence::Collector& out_;
  const ScriptReader& reader_;
  FormRules& rules_;
  const std::string& entry_;
  uint32_t first_line_;
};

}  // namespace jianfu::platforms
