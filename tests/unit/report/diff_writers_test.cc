// A comparison in each of its outputs.
#include "report/diff_writers.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "golden.h"
#include "unit/report/sample_report.h"
#include "unit/report/schema_check.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

// Everything that a comparison can tell.
struct Versions {
  Versions() : before(full_report()), after(full_report()) {
    rules::ChangeRule row;
    row.kind = rules::ChangeKind::kFunctionAdded;
    row.major = true;
    row.title = {"新增限制类功能", "a restricted function is new"}, row.reason = {"功能设置改变", "functions changed"};
    row.citations = {{0, "change"}};
    rules.changes = {row};
    rules::Norm norm;
    norm.id = "norm12", norm.number = "国办函〔2026〕12号";
    norm.provisions.resize(1);
    norm.provisions[0].key = "change", norm.provisions[0].title = {"变更", "changes"};
    rules.norms = {norm};
    after.package.version = "9.9";
    after.tool.ruleset_digest = "sha256:other";
    after.package.signer[0].sha256 = std::string(64, 'f');
    engine::Finding added = after.findings[0];
    added.rule_id = "ranking", added.title = {"排行<b>榜</b>", "ranking"}, added.fingerprint = "f0";
    added.module.title = "电话13812345678";
    after.findings[0].signals = {"C9"};
    after.findings[0].signal_titles = {{"考核", "assessment"}};
    after.findings.erase(after.findings.begin() + 1);
    after.findings.push_back(added);
    after.required[0].grade = "none", after.required[0].verdict = engine::Verdict::kSuspected;
    after.results[0].verdict = engine::Verdict::kNotDetermined, before.results[0].verdict = engine::Verdict::kNotFound;
    after.results[1].rule_id = "rule-of-another-set";
    after.gaps[0].gap.entry = "other.dex";
    before.package.tricks = {{"zip-trailing-data", "", "bytes=9", 1}, {"zip-odd-name", "a", "", 1}};
    after.package.tricks = {{"zip-fake-encryption", "<b>AndroidManifest</b>.xml", "flags=0x1", 3}, {"zip-odd-name", "b", "", 2}};
    before.inventory = after.inventory = {};
    after.inventory.permissions = {"android.permission.CAMERA"}, before.inventory.permissions = {"scope.x"};
    before.inventory.sdks = {"某组件"}, after.inventory.sdks = {"\x1b[31m红\xE2\x80\xAE"};
    before.inventory.pages = {{"a", "首页"}, {"b", "打卡"}}, after.inventory.pages = {{"a", "主页"}, {"c", "</style><script>alert(1)</script>"}};
    before.inventory.endpoints = {"/a"}, after.inventory.endpoints = {"/b"};
  }
  engine::DiffReport diff() const { return engine::compare(before, after, rules); }
  engine::Report before, after;
  rules::RuleSet rules;
};

std::string golden(const std::string& name) { return std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/" + name; }
Json schema() {
  std::ifstream file(std::string(JIANFU_SOURCE_DIR) + "/docs/diff.schema.json");
  return Json::parse(file);
}
report::WriteOptions in(Lang lang) {
  report::WriteOptions out;
  out.lang = lang;
  return out;
}

}  // namespace

TEST_CASE("a comparison in each output is as reviewed", "[golden]") {
  const engine::DiffReport diff = Versions().diff();
  CHECK(golden_problem(golden("diff.zh.txt"), report::write_diff_text(diff, in(Lang::kZh))) == "");
  CHECK(golden_problem(golden("diff.en.txt"), report::write_diff_text(diff, in(Lang::kEn))) == "");
  CHECK(golden_problem(golden("diff.zh.html"), report::write_diff_html(diff, in(Lang::kZh))) == "");
  CHECK(golden_problem(golden("diff.json"), report::write_diff_json(diff, in(Lang::kZh))) == "");
}

TEST_CASE("no output shows personal data, control characters or markup of a package") {
  const engine::DiffReport diff = Versions().diff();
  for (const report::DiffWriter& writer : report::diff_writers()) {
    INFO(writer.name);
    const std::string bytes = writer.write(diff, in(Lang::kZh));
    CHECK(bytes.find("138****5678") != std::string::npos);
    CHECK(bytes.find("13812345678") == std::string::npos);
    CHECK(bytes.find('\x1b') == std::string::npos);
    if (writer.name == "json") continue;  // its strings are escaped as JSON has it
    CHECK(bytes.find("\xE2\x80\xAE") == std::string::npos);
    if (writer.name == "html") {
      CHECK(bytes.find("<script") == std::string::npos);
      CHECK(bytes.find("<b>榜") == std::string::npos);
      CHECK(bytes.find("style=") == std::string::npos);
      CHECK(bytes.find("&lt;/style&gt;&lt;script&gt;") != std::string::npos);
    }
  }
  report::WriteOptions unmasked;
  unmasked.unmask = true;
  CHECK(report::write_diff_text(diff, unmasked).find("13812345678") != std::string::npos);
}

TEST_CASE("the page allows its own style sheet by its digest and nothing else") {
  const std::string page = report::write_diff_html(Versions().diff(), in(Lang::kEn));
  CHECK(page.find("default-src 'none'; style-src 'sha256-") != std::string::npos);
  CHECK(page.find("<html lang=\"en\">") != std::string::npos);
  size_t styles = 0;
  for (size_t at = page.find("<style"); at != std::string::npos; at = page.find("<style", at + 1)) ++styles;
  CHECK(styles == 1);
}

TEST_CASE("what is written as JSON is what docs/diff.schema.json describes") {
  const Versions versions;
  const Json full = Json::parse(report::write_diff_json(versions.diff(), {}));
  CHECK(schema_problem(schema(), full) == "");
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  for (const auto& [before, after] : {std::pair{clean_report(), clean_report()}, std::pair{full_report(), unread}, std::pair{clean_report(), full_report()}}) {
    CHECK(schema_problem(schema(), Json::parse(report::write_diff_json(engine::compare(before, after, versions.rules), {}))) == "");
  }
  for (const auto& [at, value] : std::vector<std::pair<std::string, Json>>{
           {"/schema", "jianfu-diff/2"}, {"/worse", "illegal"}, {"/extra", 1}, {"/functions/0/state", "new"}, {"/identity/id", true}}) {
    Json bad = full;
    bad[Json::json_pointer(at)] = value;
    INFO(at);
    CHECK_FALSE(schema_problem(schema(), bad).empty());
  }
}

TEST_CASE("every key of a comparison that is written stands in its schema, and the other way round") {
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  std::set<std::string> written;
  for (const engine::DiffReport& diff : {Versions().diff(), engine::compare(unread, unread, {})})
    written.merge(paths_of(schema(), Json::parse(report::write_diff_json(diff, {})), "diff"));
  CHECK(written == paths_of_schema(schema(), "diff"));
}

TEST_CASE("lists of words in the schema of comparisons are the tables of the program") {
  const auto names = [](const auto& table) {
    Json out = Json::array();
    for (const std::string_view name : table) out.push_back(std::string(name));
    return out;
  };
  const Json defs = schema()["$defs"];
  CHECK(defs["verdict"]["enum"] == names(rules::kVerdictNames));
  CHECK(defs["same"]["enum"] == names(engine::kSameNames));
  CHECK(defs["major"]["properties"]["kind"]["enum"] == names(rules::kChangeKindNames));
  CHECK(defs["function"]["properties"]["state"]["enum"] == names(engine::kDiffStateNames));
  CHECK(defs["function"]["properties"]["doubt"]["enum"] == names(engine::kDoubtNames));
  CHECK(defs["finding"]["properties"]["coercion"]["enum"] == names(engine::kCoercionNames));
}

TEST_CASE("two equal versions: no change, in words too") {
  const engine::DiffReport diff = engine::compare(full_report(), full_report(), {});
  CHECK(report::write_diff_text(diff, in(Lang::kZh)).find("没有发现变化") != std::string::npos);
  CHECK(report::write_diff_text(diff, in(Lang::kEn)).find("No change was found") != std::string::npos);
  CHECK(Json::parse(report::write_diff_json(diff, {}))["no_change"] == true);
}
