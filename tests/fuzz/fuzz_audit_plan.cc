// Plans: what is read holds what it says, and is written and read the same again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "audit/plan.h"

using namespace jianfu;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<audit::Plan> plan = audit::plan_from(bytes, "plan");
  if (!plan) {
    check(plan.error().where.starts_with("plan") && !plan.error().render(Lang::kZh).empty());
    return 0;
  }
  check(!plan->roots.empty());
  for (const audit::PlannedContent& one : plan->contents) check(one.content.size() == 64 && !one.places.empty());
  for (const audit::Unopened& one : plan->unopened) check(!one.why.zh.empty());
  const std::string written = audit::to_json_lines(*plan);
  const Result<audit::Plan> again = audit::plan_from(written, "plan");
  check(again && audit::to_json_lines(*again) == written && again->places() == plan->places());
  return 0;
}

std::vector<std::string> seeds() {
  audit::Plan plan;
  plan.made = "2026-07-01T08:00:00Z";
  plan.roots = {"/data/\xff", "/仓库"};
  plan.context = {std::string(64, 'c'), "0.1.0", "国办函〔2026〕12号", "1", std::string(64, 'd'), "audience=internal"};
  plan.contents = {{std::string(64, 'a'), 7, {{"/仓库/a.apk", {"/仓库/b.apk"}, "/仓库", "7:1"}, {"/data/\xff/a", {}, "/data/\xff", ""}}}};
  plan.unopened = {{{"/仓库/x.apk", {}, "/仓库", ""}, {"坏", "bad"}}};
  plan.unread = {{"/仓库/私", {"不能读", "denied"}}};
  return {audit::to_json_lines(plan)};
}
