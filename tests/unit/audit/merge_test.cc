#include "audit/merge.h"

#include <filesystem>

#include "audit/pack.h"
#include "core/sha256.h"
#include "unit/audit/planned.h"

using namespace jianfu;
using namespace jianfu::audit;

namespace {

// A plan of made-up packages, and their results.
struct Made {
  explicit Made(size_t count) : results(workspace.path("store"), std::string(64, 'c')) {
    plan.made = "2026-01-31T12:00:00Z";
    plan.roots = {"/data"};
    plan.context = {std::string(64, 'c'), "0.1.0", "rules", "1", "sha256:12", "audience=internal"};
    for (size_t i = 0; i < count; ++i) {
      const std::string name = std::to_string(i);
      PlannedContent one{core::sha256_hex(name), 10, {}};
      one.places.push_back({"/data/" + name + ".apk", {}, "/data", "1 2 3"});
      if (i % 3 == 0) one.places.push_back({"/data/copy/" + name + ".apk", {"/data/copy/" + name + ".config.apk"}, "/data", ""});
      plan.contents.push_back(one);
    }
    plan.unopened.push_back({{"/data/empty.apk", {}, "/data", ""}, {"空", "empty"}});
  }
  Record record(size_t i) const {
    Record out;
    out.content = plan.contents[i].content;
    out.kind = "apk";
    out.name = "应用 " + std::to_string(i);
    out.verdict = "suspected";
    FindingRow finding;
    finding.rule = finding.feature = "clock-in";
    finding.verdict = "suspected";
    finding.places = {{"text", "label", "立即打卡", "classes.dex", "", "", 1}};
    out.findings = {finding};
    out.report = packed("{}");
    return out;
  }
  void write(size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) REQUIRE(results.write(record(i)));
  }
  MergeResult merge(const std::string& name, bool incomplete = false) {
    const Result<MergeResult> done = audit::merge(plan, results, {workspace.path(name), false, incomplete}, [](uint64_t) { return true; });
    INFO((done ? std::string() : done.error().render(Lang::kEn)));
    REQUIRE(done);
    return *done;
  }
  std::vector<std::string> content(const std::string& name) const {
    const auto store = store_at(workspace.path(name));
    return content_of(*store);
  }

  e2e::Workspace workspace;
  Plan plan;
  Results results;
};

}  // namespace

TEST_CASE("a merge has every package and every place of the plan, and what could not be opened") {
  Made made(7);
  made.write(0, 7);
  const MergeResult done = made.merge("a.db");
  CHECK(done.merged == 7);
  CHECK(done.status.complete());
  const auto store = store_at(made.workspace.path("a.db"));
  CHECK(one(*store, "SELECT count(*) FROM package") == "7");
  CHECK(one(*store, "SELECT count(*) FROM occurrence") == "11");
  CHECK(one(*store, "SELECT failure_en FROM occurrence WHERE package IS NULL") == "empty");
  CHECK(one(*store, "SELECT parts FROM occurrence WHERE path = '/data/copy/3.apk'") == "/data/copy/3.config.apk");
  CHECK(one(*store, "SELECT found || ' ' || scanned || ' ' || reused || ' ' || failed FROM run WHERE ended IS NOT NULL") == "11 7 3 1");
  CHECK(one(*store, "SELECT count(*) FROM 发现") == "7");
}

TEST_CASE("a merge that lacks results is refused before the database is touched, unless it is told") {
  Made made(5);
  made.write(0, 3);
  const std::string torn = made.results.path_of(made.plan.contents[2].content);
  std::filesystem::resize_file(torn, std::filesystem::file_size(torn) - 1);
  const MergeResult refused = made.merge("a.db");
  CHECK(refused.refused);
  CHECK(refused.status.done == 2);
  CHECK(refused.status.missing == 2);
  CHECK(refused.status.torn == 1);
  REQUIRE(refused.status.open.size() == 3);
  CHECK(refused.status.open[0]->content == made.plan.contents[2].content);
  CHECK_FALSE(std::filesystem::exists(made.workspace.path("a.db")));
  const MergeResult told = made.merge("a.db", true);
  CHECK_FALSE(told.refused);
  CHECK(told.merged == 2);
  const auto store = store_at(made.workspace.path("a.db"));
  CHECK(one(*store, "SELECT count(*) FROM package") == "2");
  CHECK(one(*store, "SELECT count(*) FROM occurrence WHERE package IS NOT NULL") == "3");
  CHECK(one(*store, "SELECT count(*) FROM run WHERE ended IS NULL") == "1");
}

TEST_CASE("merged twice or in two steps is the same database") {
  Made made(6);
  made.write(0, 6);
  made.merge("once.db");
  made.merge("twice.db");
  made.merge("twice.db");
  Made late(6);
  late.write(0, 4);
  late.merge("steps.db", true);
  late.write(4, 6);
  late.merge("steps.db");
  CHECK(made.content("once.db") == made.content("twice.db"));
  CHECK(made.content("once.db") == late.content("steps.db"));
  const auto runs = [](const Made& of, const std::string& name) {
    return one(*store_at(of.workspace.path(name)), "SELECT count(*) || ' ' || min(started) || ' ' || min(scanned) FROM run");
  };
  CHECK(runs(made, "once.db") == runs(made, "twice.db"));
  CHECK(runs(made, "once.db") == runs(late, "steps.db"));
}

TEST_CASE("a result takes the place of a failure that was merged before, not the other way round") {
  Made made(1);
  const std::string content = made.plan.contents[0].content;
  const Error broken{ErrorKind::kIo, {Msg::io_missing, {}}, {}};
  REQUIRE(made.results.write(failure_of(content, 10, broken)));
  CHECK(made.merge("a.db").status.failed == 1);
  made.write(0, 1);
  made.merge("a.db");
  const auto verdict = [&] { return one(*store_at(made.workspace.path("a.db")), "SELECT group_concat(verdict || failure_zh) FROM scan"); };
  CHECK(verdict() == "suspected");
  REQUIRE(made.results.write(failure_of(content, 10, broken)));
  made.merge("a.db");
  CHECK(verdict() == "suspected");
}

TEST_CASE("shards and a merge give what a run on one machine gives") {
  const Packages packages;
  packages.put("a/x.apk", packages.apk);
  packages.put("b/y.apk", packages.apk);
  packages.put("c.wxapkg", packages.mini);
  packages.put("empty.apk", "");
  const Plan plan = packages.plan();
  Results results = packages.results(plan);
  packages.run(plan, results, {0, 2});
  packages.run(plan, results, {1, 2});
  const std::string merged = packages.workspace.path("merged.db");
  REQUIRE(merge(plan, results, {merged, false, false}, [](uint64_t) { return true; }));
  const auto one_machine = store_at(packages.workspace.path("one.db"));
  run_at(*one_machine, packages.workspace.path("root"), packages.work);
  CHECK(content_of(*store_at(merged)) == content_of(*one_machine));
  // And a run on one machine goes on from there: nothing is scanned again.
  CHECK(run_at(*store_at(merged), packages.workspace.path("root"), packages.work).counts.scanned == 0);
}
