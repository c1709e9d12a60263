#include "audit/filing.h"

#include <catch2/catch.hpp>

#include "audit/questions.h"
#include "builders/workbook_builder.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

const std::string kDigest(64, 'a');

FilingList read(const std::string& bytes) {
  const Result<FilingList> list = read_filings(bytes, "清单.csv", {});
  INFO((list ? std::string() : list.error().render(Lang::kEn)));
  REQUIRE(list);
  return *list;
}

Record package(const std::string& content, const std::string& app_id, const std::string& name, const std::string& version = "1.0") {
  Record out;
  out.content = content;
  out.kind = "apk";
  out.app_id = app_id;
  out.name = name;
  out.version = version;
  out.verdict = "suspected";
  FindingRow finding;
  finding.rule = "clock-in";
  finding.verdict = "suspected";
  out.findings = {finding};
  return out;
}

struct Example {
  Example() : store(store_at(workspace.path("a.db"))) {
    store->use({"key", "1", "r", "1", "d", "o"});
    run = store->begin_run("/r");
  }
  void add(const Record& record, const std::string& path) {
    store->add(record);
    store->link(run, {path, {}, "/r", "1"}, record.content);
  }
  void file(const std::string& csv) { replace_filings(*store, read(csv), "清单.csv"); }
  std::vector<std::string> ask_for(const std::string& question, size_t column) {
    const Result<Answer> answer = kept(ask(store->database(), *find_question(question), Lang::kZh, ""));
    REQUIRE(answer);
    std::vector<std::string> out;
    for (const auto& row : answer->rows) {
      const auto* const text = std::get_if<std::string>(&row.at(column));
      const auto* const number = std::get_if<int64_t>(&row.at(column));
      out.push_back(text != nullptr ? *text : number != nullptr ? std::to_string(*number) : "");
    }
    return out;
  }
  e2e::Workspace workspace;
  std::unique_ptr<Store> store;
  int64_t run = 0;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("bytes of a workbook that are no text are shown as such") {
  const std::string row = "<row><c><v>name</v></c></row><row><c><v>\xff\xfe村务通</v></c></row>";
  const FilingList list = read(builders::WorkbookBuilder{"<worksheet><sheetData>" + row + "</sheetData></worksheet>"}.build());
  CHECK(list.filings.front().name == "\xEF\xBF\xBD\xEF\xBF\xBD村务通");
}

TEST_CASE("a date that is none is complained of, however long it is") {
  const std::string odd(2'000'000, '/');
  const FilingList list = read("name,date\na," + odd + "\nb,2026/1/5 08:00:00\n");
  REQUIRE(list.problems.size() == 1);
  CHECK(list.problems.front().where == "清单.csv:2");
  CHECK(list.problems.front().render(Lang::kZh).size() < 200);
  CHECK(list.filings.back().date == "2026-01-05");
}

TEST_CASE("a register that is too large says so") {
  Limits limits;
  limits.items = 10;
  const Result<FilingList> list = read_filings("name\n" + std::string(20, ','), "清单.csv", limits);
  REQUIRE_FALSE(list);
  CHECK(list.error().kind == ErrorKind::kUsage);
  CHECK_THAT(list.error().render(Lang::kEn), Contains("10") && Contains("cells"));
}

TEST_CASE("columns are told by their names, below titles, in any order") {
  const FilingList list = read("某市政务应用备案清单\n\n序号,主办单位（盖章）,应用名称,行政级别,AppID,备案时间,SHA256,备注\n1,某局, 村务通 ,乡级,cn.x,2026年3月5日," + kDigest + ",好\n,,,,,,,\n");
  REQUIRE(list.filings.size() == 1);
  const Filing& filing = list.filings.front();
  CHECK(filing.unit == "某局");
  CHECK(filing.name == "村务通");
  CHECK(filing.level == "township");
  CHECK(filing.app_id == "cn.x");
  CHECK(filing.date == "2026-03-05");
  CHECK(filing.sha256 == kDigest);
  CHECK(filing.row == 4);
  CHECK(list.unknown_columns == Words{"序号", "备注"});
  CHECK(list.problems.empty());
}

TEST_CASE("a register as the spreadsheets of the region save it is read") {
  // "名称,单位" and "村务通,某局" in GB18030.
  const FilingList list = read("\xC3\xFB\xB3\xC6,\xB5\xA5\xCE\xBB\n\xB4\xE5\xCE\xF1\xCD\xA8,\xC4\xB3\xBE\xD6\n");
  CHECK(list.filings.front().name == "村务通");
  CHECK(read("\xEF\xBB\xBF名称\n甲\n").filings.front().name == "甲");
}

TEST_CASE("cells that say something wrong are left out and told, the row stays") {
  const FilingList list = read("名称,SHA-256,日期\n甲,xyz,昨天\n乙," + std::string("AA:") + std::string(62, 'b') + ",2026/1/5\n");
  REQUIRE(list.filings.size() == 2);
  CHECK(list.filings[0].sha256.empty());
  CHECK(list.filings[0].date.empty());
  CHECK(list.filings[1].sha256 == "aa" + std::string(62, 'b'));
  CHECK(list.filings[1].date == "2026-01-05");
  REQUIRE(list.problems.size() == 2);
  CHECK_THAT(list.problems[0].render(Lang::kZh), Contains("清单.csv:2") && Contains("xyz"));
}

TEST_CASE("what is no register is refused with what was expected") {
  const auto refusal = [](const std::string& bytes) {
    const Result<FilingList> list = read_filings(bytes, "x", {});
    REQUIRE_FALSE(list);
    CHECK(list.error().kind == ErrorKind::kUsage);
    return list.error().render(Lang::kZh);
  };
  CHECK_THAT(refusal(""), Contains("名称"));
  CHECK_THAT(refusal("a,b\n1,2\n"), Contains("名称"));
  CHECK_THAT(refusal("名称,单位\n,某局\n"), Contains("没有应用"));
  CHECK_THAT(refusal("PK\x03\x04 torn"), Contains("XLSX"));
}

TEST_CASE("packages and filings find each other by digest, id and signer; a name alone is only told") {
  Example example;
  example.add(package(kDigest, "", "甲"), "/r/a");
  example.add(package("b", "cn.b", "乙"), "/r/b");
  example.add(package("c", "", "丙"), "/r/c");
  example.add(package("d", "", "丁"), "/r/d");
  example.file("名称,应用标识,SHA256,备案号,单位\n别名,," + kDigest + ",1,某局\n改名,cn.b,,2,某局\n丙,,,3,某局\n戊,cn.e,,4,某局\n");
  CHECK(example.ask_for("unfiled", 0) == Words{"丙", "丁"});
  CHECK(example.ask_for("unfiled", 5) == Words{"某局 3", ""});
  CHECK(example.ask_for("unseen", 1) == Words{"丙", "戊"});
  CHECK(example.ask_for("by-unit", 2) == Words{"2"});
}

TEST_CASE("findings of a package that two filings of a unit name count once for it") {
  Example example;
  example.add(package("c1", "gov.a", "甲"), "/r/a");
  example.add(package("c2", "gov.b", "乙"), "/r/b");
  example.file("unit,name,appid\n县,甲,gov.a\n县,甲新版,gov.a\n县,乙,gov.b\n乡,甲,gov.a\n");
  CHECK(example.ask_for("by-unit", 0) == Words{"县", "乡"});
  CHECK(example.ask_for("by-unit", 1) == Words{"3", "1"});
  CHECK(example.ask_for("by-unit", 6) == Words{"2", "1"});
}

TEST_CASE("what differs from the filing is told, what is the same is not") {
  Example example;
  example.add(package(kDigest, "cn.a", "甲", "2.0"), "/r/a");
  example.add(package("b", "cn.b", "乙", "1.0"), "/r/b");
  example.add(package("c", "cn.c", "丙", "1.0"), "/r/c");
  example.file("名称,包名,版本号,sha256\n甲,cn.a,2.0," + kDigest + "\n乙,cn.b,0.9,\n丙,cn.c,1.0," + std::string(64, 'c') + "\n");
  CHECK(example.ask_for("changed", 1) == Words{"丙", "乙"});
  CHECK(example.ask_for("changed", 6) == Words{"文件不同", "版本不同"});
}

TEST_CASE("units with several grassroots-facing apps and units below the county are told") {
  Example example;
  example.file("名称,单位,面向基层,级别\n甲,某局,是,县级\n乙,某局,是,县级\n丙,某局,否,县级\n丁,某镇,是,乡级\n");
  CHECK(example.ask_for("unit-apps", 2) == Words{"乙", "甲"});
  CHECK(example.ask_for("below-county", 0) == Words{"某镇"});
  example.file("名称\n甲\n");  // replaced
  CHECK(example.ask_for("below-county", 0).empty());
}

TEST_CASE("waivers show beside what they fit while they are in force, and expired ones by themselves") {
  Example example;
  Record record = package("a", "cn.a", "甲");
  record.findings[0].module = "pages/sign";
  example.add(record, "/r/a");
  example.add(package("b", "cn.b", "乙"), "/r/b");
  engine::Waiver good{"clock-in", {"cn.a", "cn.z"}, {"pages/sign"}, {}, "某条", "某局", "演示", "2999-12-31", "w:1"};
  engine::Waiver old{"clock-in", {}, {}, {}, "旧条", "某局", "演示", "2020-12-31", "w:2"};
  engine::Waiver other{"clock-in", {"cn.b"}, {"elsewhere"}, {}, "他条", "某局", "演示", "2999-12-31", "w:3"};
  replace_waivers(*example.store, {"w", {good, old, other}});
  CHECK(example.ask_for("findings", 9) == Words{"某条", ""});
  CHECK(example.ask_for("expired-waivers", 2) == Words{"旧条"});
  CHECK(example.ask_for("expired-waivers", 4) == Words{"2"});
}
