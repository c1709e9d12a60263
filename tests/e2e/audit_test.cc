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
