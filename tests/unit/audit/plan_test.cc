#include "audit/plan.h"

#include <filesystem>

#include "builders/sample_builder.h"
#include "unit/audit/example.h"
#include "unit/audit/planned.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

Plan example() {
  Plan out;
  out.made = "2026-01-31T12:00:00Z";
  out.roots = {"/data/应用", std::string("/data/\xFF\x01raw")};
  out.context = {std::string(64, 'a'), "0.1.0", "办法", "1", "sha256:12", "audience=internal"};
  Occurrence split{"/data/应用/a.apk", {"/data/应用/a.config.apk", std::string("/data/应用/\xC0.apk")}, "/data/应用", "12 3.4 5.6"};
  Occurrence other{std::string("/data/\xFF\x01raw/a\n\".apk"), {}, out.roots[1], ""};
  out.contents = {{std::string(64, '1'), 12, {split, other}}, {std::string(64, '2'), 3, {other}}};
  out.unopened = {{Occurrence{"/data/应用/empty.apk", {}, "/data/应用", ""}, {"空", "empty"}}};
  out.unread = {{"/data/应用/secret", {"没有权限", "no permission"}}};
  return out;
}

bool same(const Occurrence& a, const Occurrence& b) { return a.path == b.path && a.parts == b.parts && a.root == b.root && a.stamp == b.stamp; }

std::string error_of(const std::string& bytes) {
  const Result<Plan> plan = plan_from(bytes, "plan.jsonl");
  REQUIRE_FALSE(plan);
  return plan.error().render(Lang::kEn);
}

}  // namespace

TEST_CASE("a plan comes back as it was, also with names that are no UTF-8") {
  const Plan plan = example();
  const Result<Plan> back = plan_from(to_json_lines(plan), "plan.jsonl");
  REQUIRE(back);
  CHECK(back->made == plan.made);
  CHECK(back->roots == plan.roots);
  CHECK(back->context.key == plan.context.key);
  CHECK(back->context.options == plan.context.options);
  REQUIRE(back->contents.size() == 2);
  CHECK(back->contents[0].size == 12);
  REQUIRE(back->contents[0].places.size() == 2);
  CHECK(same(back->contents[0].places[0], plan.contents[0].places[0]));
  CHECK(same(back->contents[0].places[1], plan.contents[0].places[1]));
  REQUIRE(back->unopened.size() == 1);
  CHECK(same(back->unopened[0].at, plan.unopened[0].at));
  CHECK(back->unopened[0].why == plan.unopened[0].why);
  CHECK(back->unread[0].where == "/data/应用/secret");
  CHECK(to_json_lines(*back) == to_json_lines(plan));
}

TEST_CASE("options of a plan may be bytes that are no UTF-8, too") {
  Plan plan = example();
  plan.context.options = "appid=\xFF";
  plan.contents[0].places[0].stamp = "\xC0";
  const Result<Plan> back = plan_from(to_json_lines(plan), "plan.jsonl");
  REQUIRE(back);
  CHECK(back->context.options == plan.context.options);
  CHECK(back->contents[0].places[0].stamp == "\xC0");
}

TEST_CASE("what is no plan, of another version or torn is told apart and says where") {
  const std::string lines = to_json_lines(example());
  CHECK_THAT(error_of("PK\x03\x04"), Contains("not a plan"));
  CHECK_THAT(error_of(""), Contains("not a plan"));
  CHECK_THAT(error_of("{\"format\": \"jianfu-plan/2\"}\n"), Contains("jianfu-plan/2") && Contains("jianfu-plan/1"));
  CHECK_THAT(error_of("{\"format\": \"jianfu-plan/1\"}\n"), Contains("plan.jsonl:1"));
  // Cut at the end of a line, and within one.
  CHECK_THAT(error_of(lines.substr(0, lines.find('\n', lines.find('\n') + 1) + 1)), Contains("2 / 3 / 1 / 1") && Contains("1 / 2 / 0 / 0"));
  CHECK_THAT(error_of(lines.substr(0, lines.size() - 9)), Contains("plan.jsonl:5"));
  // The nearest innocent thing: only the last line's end is gone.
  CHECK(plan_from(lines.substr(0, lines.size() - 1), "plan.jsonl"));
}

TEST_CASE("a plan for another program, other rules, options or roots says what differs") {
  e2e::Workspace workspace;
  Plan plan = example();
  plan.roots = {workspace.root()};
  const Context same = plan.context;
  CHECK(fits(plan, same));
  Context other = same;
  other.engine = "0.2.0";
  CHECK_THAT(fits(plan, other).error().render(Lang::kEn), Contains("0.1.0") && Contains("0.2.0"));
  other = same;
  other.ruleset_digest = "sha256:13";
  CHECK_THAT(fits(plan, other).error().render(Lang::kEn), Contains("sha256:12") && Contains("sha256:13"));
  other = same;
  other.options = "audience=public";
  CHECK_THAT(fits(plan, other).error().render(Lang::kEn), Contains("audience=internal") && Contains("audience=public"));
  other = same;
  other.key = std::string(64, 'd');
  CHECK_THAT(fits(plan, other).error().render(Lang::kEn), Contains("another version of the program made it"));
  plan.roots.push_back(workspace.path("gone"));
  CHECK_THAT(fits(plan, same).error().render(Lang::kEn), Contains("gone") && Contains("mounted"));
}

TEST_CASE("a plan has each content once with all its places, the largest first, and what cannot be opened") {
  const Packages packages;
  const e2e::Workspace& at = packages.workspace;
  const std::string raw = at.path("root") + "/\xFFz.apk";
  packages.put("a/x.apk", packages.apk);
  packages.put("b/y.apk", packages.apk);
  packages.put("c.wxapkg", packages.mini);
  packages.put("empty.apk", "");
  packages.put("read.me", "no package");
  std::filesystem::copy_file(at.path("root/a/x.apk"), raw);
  const Plan plan = packages.plan();
  REQUIRE(plan.contents.size() == 2);
  CHECK(plan.contents[0].size >= plan.contents[1].size);
  const PlannedContent& apk = plan.contents[packages.apk.size() >= packages.mini.size() ? 0 : 1];
  CHECK(apk.size == packages.apk.size());
  REQUIRE(apk.places.size() == 3);
  CHECK(apk.places[2].path.ends_with("/\xFFz.apk"));
  REQUIRE(plan.unopened.size() == 1);
  CHECK_THAT(plan.unopened[0].at.path, Contains("empty.apk"));
  CHECK_FALSE(plan.unopened[0].why.zh.empty());
  CHECK(plan.context.key == context_of(scanner().rules(), packages.work.options).key);
  CHECK(to_json_lines(*plan_from(to_json_lines(plan), "p")) == to_json_lines(plan));
}
