// Waivers and baselines: what is read complains with a place in the file, or is whole and names rules that there are.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/date.h"
#include "engine/baseline.h"
#include "engine/waivers.h"
#include "rules/load.h"

namespace {

using namespace jianfu;

void check(bool holds) {
  if (!holds) std::abort();
}

bool is_rule(const std::string& id) {
  const std::vector<rules::Rule>& all = rules::built_in().rules;
  return std::any_of(all.begin(), all.end(), [&](const rules::Rule& rule) { return rule.id == id; });
}

void check_problems(const std::vector<Error>& problems, const std::string& name) {
  for (const Error& problem : problems) check(problem.where.rfind(name, 0) == 0 && !problem.render(Lang::kZh).empty());
}

void check_waivers(std::string_view bytes, const std::string& name) {
  const engine::WaiversRead read = engine::read_waivers(bytes, name, rules::built_in());
  check_problems(read.problems, name);
  if (!read.problems.empty()) return;
  for (const engine::Waiver& one : read.waivers.all)
    check(is_rule(one.rule) && !one.basis.empty() && !one.approver.empty() && !one.reason.empty() && core::is_date(one.expires));
}

void check_baseline(std::string_view bytes, const std::string& name) {
  const engine::BaselineRead read = engine::read_baseline(bytes, name, rules::built_in());
  check_problems(read.problems, name);
  if (!read.problems.empty()) return;
  for (const engine::BaselinePackage& package : read.baseline.packages) {
    for (const engine::BaselineEntry& entry : package.entries) check(is_rule(entry.rule));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* const name : {"x.json", "x.toml"}) {
    check_waivers(bytes, name);
    check_baseline(bytes, name);
  }
  return 0;
}

std::vector<std::string> seeds() {
  return {"[[waivers]]\nrule = \"clock-in\"\npackages = [\"a\"]\nmodules = [\"p\"]\nfingerprints = [\"0123456789abcdef\"]\n"
          "basis = \"b\"\napprover = \"a\"\nreason = \"r\"\nexpires = 2026-12-31\n",
          R"({"waivers": [{"rule": "clock-in", "basis": "b", "approver": "a", "reason": "r", "expires": "2026-12-31"}]})",
          R"({"schema": "jianfu-baseline/1", "packages": [{"id": "a", "kind": "apk", "name": "", "entries": [{"of": "finding", "rule": "clock-in", "module": "p", "fingerprint": "f", "verdict": "suspected"}]}]})"};
}
