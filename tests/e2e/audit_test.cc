// Audits from the command line.
#include <catch2/catch.hpp>
#include <filesystem>

#include "builders/many.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using Catch::Contains;
using e2e::Ran;
using e2e::run;

namespace {

struct Example {
  Example() {
    const auto put = [&](const std::string& path, const std::string& bytes) { workspace.write("root/" + path, bytes); };
    REQUIRE(builders::many_packages(std::string(JIANFU_SOURCE_DIR) + "/samples", 20, put).empty());
  }
  Ran audit(std::vector<std::string> args) const {
    args.insert(args.begin(), "audit");
    args.insert(args.end(), {"--db", workspace.path("a.db"), "--lang", "en"});
    return run(args);
  }
  e2e::Workspace workspace;
};

}  // namespace

TEST_CASE("a folder is audited, asked about, and audited again in no time") {
  const Example example;
  const Ran first = example.audit({"run", example.workspace.path("root"), "-j", "2"});
  CHECK(first.code == 0);
  CHECK_THAT(first.err, Contains("21 packages: 20 scanned, 1 known, 0 failed"));
  CHECK_THAT(example.audit({"run", example.workspace.path("root")}).err, Contains("0 scanned, 21 known"));
  const Ran asked = example.audit({"query", "by-verdict"});
  CHECK(asked.code == 0);
  CHECK_THAT(asked.out, Contains("suspected"));
  const Ran own = example.audit({"query", "--sql", "SELECT count(*) AS n FROM package", "--format", "json"});
  CHECK_THAT(own.out, Contains("\"n\": 20"));
  const std::string file = example.workspace.path("findings.csv");
  CHECK(example.audit({"query", "findings", "-o", file}).code == 0);
  CHECK(std::filesystem::file_size(file) > 100);
}

TEST_CASE("what cannot be looked at leaves with 3, and what is wrong with a call with 2") {
  const Example example;
  CHECK(example.audit({"run", example.workspace.path("none")}).code == 2);
  const Ran text = example.audit({"query", "by-verdict"});  // made by the run before, though nothing was found
  CHECK(text.code == 0);
  CHECK_THAT(example.audit({"query"}).err, Contains("by-provision") && Contains("exit 2"));
  CHECK_THAT(example.audit({"query", "by-verdict", "--sql", "SELECT 1"}).err, Contains("exit 2"));
  CHECK_THAT(example.audit({"query", "new-since"}).err, Contains("--since"));
  CHECK_THAT(example.audit({"query", "new-since", "--since", "yesterday"}).err, Contains("yesterday"));
  CHECK_THAT(example.audit({"query", "nonsense"}).err, Contains("nonsense"));
  CHECK(example.audit({"query", "--sql", "DROP TABLE scan"}).code == 2);
  CHECK_THAT(example.audit({"run", example.workspace.path("root"), "-j", "two"}).err, Contains("two"));
  example.workspace.write("a.db", std::string(5'000, 'x'));
  CHECK(example.audit({"query", "by-verdict"}).code == 2);
  CHECK(run({"audit", "query", "by-verdict", "--db", example.workspace.path("other.db")}).code == 2);
  CHECK_FALSE(std::filesystem::exists(example.workspace.path("other.db")));
}

TEST_CASE("an answer that breaks off in the middle leaves no file, and an older one as it was") {
  const Example example;
  REQUIRE(example.audit({"run", example.workspace.path("root")}).code == 0);
  const std::string overflows = "SELECT CASE WHEN id > 10 THEN abs(-9223372036854775807 - 1) ELSE name END AS x FROM package ORDER BY id";
  for (const std::string ending : {"txt", "csv", "json", "jsonl", "xlsx"}) {
    INFO(ending);
    const std::string fresh = example.workspace.path("out/fresh." + ending);
    const std::string old = example.workspace.write("out/old." + ending, "old");
    const Ran broken = example.audit({"query", "--sql", overflows, "-o", fresh, "-o", old});
    CHECK(broken.code == 2);
    CHECK_THAT(broken.err, Contains("integer overflow") && Contains("exit 2"));
    CHECK_FALSE(std::filesystem::exists(fresh));
    CHECK(std::filesystem::file_size(old) == 3);
  }
  const auto left = std::filesystem::directory_iterator(example.workspace.path("out"));
  CHECK(std::distance(begin(left), end(left)) == 5);
  const std::string rows = example.workspace.path("out/rows.jsonl");
  const Ran full = example.audit({"query", "--sql", "SELECT name FROM package", "-o", rows, "-o", "csv=/dev/full"});
  CHECK(full.code == 4);  // and the other output is whole
  CHECK(std::filesystem::file_size(rows) > 100);
}

TEST_CASE("an audit becomes a page with a page of each package, and is compared with a later one") {
  const Example example;
  REQUIRE(example.audit({"run", example.workspace.path("root")}).code == 0);
  const std::string page = example.workspace.path("out.html");
  CHECK_THAT(example.audit({"report", "-o", page, "--reports", example.workspace.path("pages")}).err, Contains("20 pages of packages"));
  CHECK(std::filesystem::file_size(page) > 1'000);
  const std::string later = example.workspace.path("later.db");
  std::filesystem::remove_all(example.workspace.path("root/packages/0/0"));
  std::filesystem::remove(example.workspace.path("root/packages/0/0.apk"));
  REQUIRE(run({"audit", "run", example.workspace.path("root"), "--db", later}).code == 0);
  const Ran diff = run({"audit", "diff", example.workspace.path("a.db"), later, "--lang", "en"});
  CHECK(diff.code == 0);
  CHECK_THAT(diff.out, Contains("went") || Contains("app is gone") || Contains("Nothing"));
  CHECK(run({"audit", "diff", example.workspace.path("a.db"), example.workspace.path("none.db")}).code == 2);
}

TEST_CASE("a register is imported and asked about") {
  const Example example;
  REQUIRE(example.audit({"run", example.workspace.path("root")}).code == 0);
  const std::string list = example.workspace.write("list.csv", "名称,单位,级别,备注\n甲,某镇,乡级,x\n");
  const Ran imported = example.audit({"import", list});
  CHECK(imported.code == 0);
  CHECK_THAT(imported.err, Contains("备注") && Contains("1 apps imported"));
  CHECK_THAT(example.audit({"query", "below-county"}).out, Contains("某镇"));
  CHECK(example.audit({"import", example.workspace.write("bad.csv", "a,b\n")}).code == 2);
  CHECK(example.audit({"import"}).code == 2);
}
