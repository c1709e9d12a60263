#include "audit/compare.h"

#include <catch2/catch.hpp>

#include "audit/context.h"
#include "audit/page.h"
#include "audit/show.h"
#include "builders/sample_builder.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

Record package(const std::string& content, const std::string& app_id, const std::vector<std::string>& rules) {
  Record out;
  out.content = content;
  out.kind = "apk";
  out.app_id = app_id;
  out.name = "应用" + app_id;
  out.verdict = rules.empty() ? "not-found" : "suspected";
  for (const std::string& rule : rules) {
    FindingRow finding;
    finding.rule = rule;
    finding.title_zh = rule;
    finding.verdict = "suspected";
    out.findings.push_back(finding);
  }
  return out;
}

void fill(const std::string& path, const std::vector<Record>& records) {
  const auto store = store_at(path);
  store->use({"key", "1", "r", "1", "d", "o"});
  const int64_t run = store->begin_run("/r");
  for (const Record& record : records) {
    store->add(record);
    store->link(run, {"/r/" + record.content, {}, "/r", "1"}, record.content);
  }
  store->end_run(run, {});
}

std::string shown(const Result<Rows>& rows) {
  const Result<Answer> answer = kept(rows);
  REQUIRE(answer);
  std::string out;
  for (const auto& row : answer->rows) {
    for (const Cell& cell : row) {
      if (const auto* const text = std::get_if<std::string>(&cell)) out += *text + "|";
      if (const auto* const number = std::get_if<int64_t>(&cell)) out += std::to_string(*number) + "|";
    }
    out += "\n";
  }
  return out;
}

struct Two {
  Two() {
    fill(old_path, {package("a1", "a", {"clock-in", "points-ranking"}), package("b1", "b", {}), package("c1", "c", {"votes"})});
    fill(new_path, {package("a2", "a", {"clock-in", "install-rate"}), package("b1", "b", {}), package("d1", "d", {"votes"})});
    later = std::move(*Database::open(new_path, Access::kRead));
    REQUIRE(attach_earlier(*later, old_path));
  }
  e2e::Workspace workspace;
  std::string old_path = workspace.path("old.db"), new_path = workspace.path("new.db");
  std::unique_ptr<Database> later;
};

}  // namespace

TEST_CASE("two audits: what came, what went, which apps are new or gone; what stayed is not told") {
  const Two two;
  const std::string text = shown(changes(*two.later, Lang::kEn));
  CHECK(text ==
        "app is gone||suspected|应用c|c|\n"
        "came|||应用a|a|\n"
        "new app|||应用d|d|\n"
        "went|||应用a|a|\n");
  CHECK_THAT(shown(changes(*two.later, Lang::kZh)), Contains("新出现||install-rate|应用a|") && Contains("已消失||points-ranking|") && !Contains("clock-in"));
  CHECK(shown(trend(*two.later, Lang::kEn)) == "suspected|2|2|0|\nnot found|1|1|0|\n");
}

TEST_CASE("what could not be opened counts in the comparison as in the totals") {
  const e2e::Workspace workspace;
  const std::string path = workspace.path("a.db");
  fill(path, {package("a1", "a", {"clock-in"})});
  {
    const auto store = store_at(path);
    store->use({"key", "1", "r", "1", "d", "o"});
    const int64_t run = store->begin_run("/r");
    store->link_failure(run, {"/r/broken.apk", {}, "/r", "1"}, failure_of("", 0, {ErrorKind::kCorrupt, {Msg::io_cannot_open, {"x"}}, ""}));
  }
  const auto database = std::move(*Database::open(path, Access::kRead));
  REQUIRE(attach_earlier(*database, path));
  CHECK(shown(trend(*database, Lang::kEn)) == "suspected|1|1|0|\nfailed|1|1|0|\n");
}

TEST_CASE("the page says in words what was assumed, and names every root that is there") {
  const e2e::Workspace workspace;
  const std::string path = workspace.path("a.db");
  {
    const auto store = store_at(path);
    store->use({"key", "1", "r", "1", "d", "audience=grassroots filing=not-required audience-given appid=wx1"});
    for (const std::string root : {"/first", "/second", "/gone"}) {
      const int64_t run = store->begin_run(root);
      const Record record = package(root, root, {});
      store->add(record);
      store->link(run, {root + "/a", {}, root, "1"}, record.content);
      if (root == "/gone") store->forget_unseen(store->begin_run(root), root);
      store->end_run(run, {});
    }
    store->end_run(store->begin_run("/first"), {});
  }
  const auto database = std::move(*Database::open(path, Access::kRead));
  const Result<std::string> zh = page_of(*database, {Lang::kZh, false, ""}), en = page_of(*database, {Lang::kEn, false, ""});
  REQUIRE(zh);
  REQUIRE(en);
  CHECK_THAT(*zh, Contains("使用对象：基层") && Contains("不纳入统一备案管理（默认假定）") && Contains("给定的小程序标识：wx1") && !Contains("audience="));
  CHECK_THAT(*en, Contains("used by: grassroots") && !Contains("filing="));
  CHECK_THAT(*zh, Contains("检查范围 /first，") && Contains("检查范围 /second，") && !Contains("检查范围 /gone，"));
  CHECK(options_told("something new", Lang::kEn) == "something; new");
}

TEST_CASE("an earlier audit that is none is refused") {
  const Two two;
  const auto database = std::move(*Database::open(two.new_path, Access::kRead));
  CHECK_FALSE(attach_earlier(*database, two.workspace.path("none.db")));
  CHECK_FALSE(attach_earlier(*database, two.workspace.write("text.db", std::string(4'000, 'x'))));
}

TEST_CASE("the page of an audit says what the questions say, and is harmless") {
  const e2e::Workspace workspace;
  Record hostile = package("<script>alert(1)</script>", "x\" onload=\"y", {"clock-in"});
  hostile.name = "<img src=x onerror=alert(1)>";
  fill(workspace.path("a.db"), {hostile, package("b", "b", {})});
  const auto database = std::move(*Database::open(workspace.path("a.db"), Access::kRead));
  const Result<std::string> page = page_of(*database, {Lang::kZh, false, ""});
  REQUIRE(page);
  CHECK_THAT(*page, !Contains("<script>") && !Contains("<img") && !Contains("onload=\"y"));
  CHECK_THAT(*page, Contains("default-src") && Contains("各条款情况") && Contains("疑似违规"));
  CHECK_THAT(*page, !Contains("各单位情况"));  // there is no register
}

TEST_CASE("a package's whole report is shown by path and by digest") {
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    if (sample.name == "mini-near-meeting" || sample.name == "apk-absentees") workspace.write("root/" + sample.file, sample.bytes);
  }
  workspace.write("root/text.apk", "this is no package");
  const Work work{scanner(), {}, {}};
  const auto store = store_at(workspace.path("a.db"));
  run_at(*store, workspace.path("root"), work);
  const std::string content = one(*store, "SELECT content FROM package WHERE kind = 'apk'");
  const Result<engine::Report> by_digest = report_of(store->database(), content.substr(0, 12));
  REQUIRE(by_digest);
  CHECK(by_digest->package.sha256 == content);
  CHECK_FALSE(by_digest->findings.empty());
  const Result<engine::Report> by_path = report_of(store->database(), by_digest->package.path);
  REQUIRE(by_path);
  CHECK(by_path->package.sha256 == content);
  CHECK_FALSE(report_of(store->database(), content.substr(0, 7)));
  CHECK_FALSE(report_of(store->database(), workspace.path("root/text.apk")));
  CHECK_FALSE(report_of(store->database(), "00000000"));
}
