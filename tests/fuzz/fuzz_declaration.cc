// Declarations: what is read complains with a place in the file or says only what rules know; JSON and TOML alike.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/declaration.h"
#include "rules/load.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const rules::RuleSet& rules = rules::built_in();
  for (const char* const name : {"d.json", "d.toml"}) {
    const engine::DeclarationRead read = engine::read_declaration(bytes, name, rules);
    for (const Error& problem : read.problems) {
      if (problem.where.rfind(name, 0) != 0 || problem.render(Lang::kZh).empty()) std::abort();
    }
    if (!read.problems.empty()) continue;
    if (read.declaration.app.name.empty()) std::abort();
    for (const engine::SpecialFunction& one : read.declaration.special_functions) {
      if (one.kind.empty()) std::abort();
      if (!one.scene.empty() && one.basis.empty()) std::abort();
    }
  }
  return 0;
}

std::vector<std::string> seeds() {
  return {R"({"unit": {"name": "某市应急管理局", "level": "市级", "kind": "行政机关"}, "app": {"name": "应急值守", "version": "1.0",
  "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}, "filing": {"date": "2026-01-31"},
  "audience": ["internal"], "grassroots_facing": false, "functions": [{"name": "值守", "desc": "x"}],
  "special_functions": [{"kind": "clock-in", "mandatory": true, "reason": "r", "basis": "b", "scenario": "应急", "modules": ["p"]}],
  "similar_apps": [], "complaint_channels": ["投诉建议"]})",
          "audience = [\"内部\"]\n[app]\nname = \"应急值守\"\n[filing]\ndate = 2026-01-31\n[[special_functions]]\nkind = \"积分\"\nmandatory = false\n",
          "{\"app\": {\"name\": \"x\"}, \"special_functions\": [{}]}"};
}
