// Audits on many machines, from the command line.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

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
    REQUIRE(builders::many_packages(std::string(JIANFU_SOURCE_DIR) + "/samples", 6, put).empty());
    plan = workspace.path("plan.jsonl");
    store = workspace.path("store");
    db = workspace.path("a.db");
  }
  Ran audit(std::vector<std::string> args) const {
    args.insert(args.begin(), "audit");
    args.insert(args.end(), {"--lang", "en"});
    return run(args);
  }
  Ran shard(const std::vector<std::string>& more) const {
    std::vector<std::string> args = {"run", "--plan", plan, "--store", store};
    args.insert(args.end(), more.begin(), more.end());
    return audit(args);
  }
  Ran merge(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> args = {"merge", "--plan", plan, "--store", store, "--db", db};
    args.insert(args.end(), more.begin(), more.end());
    return audit(args);
  }
  e2e::Workspace workspace;
  std::string plan, store, db;
};

}  // namespace

TEST_CASE("a plan is scanned in shards and merged once all are done") {
  const Example example;
  const Ran planned = example.audit({"plan", example.workspace.path("root"), "-o", example.plan});
  CHECK(planned.code == 0);
  CHECK_THAT(planned.err, Contains("6 contents in 6 places"));
  const auto status = [&] { return example.audit({"status", "--plan", example.plan, "--store", example.store}); };
  CHECK(status().code == 3);
  CHECK_THAT(status().out, Contains("0 done, 0 failed, 6 missing, 0 torn"));
  CHECK_THAT(example.shard({"--shard", "0/2"}).err, Contains("shard 0/2, 3 packages: 3 scanned, 0 known, 0 failed") && Contains("exit 0"));
  CHECK_THAT(example.shard({"--shard", "0/2"}).err, Contains("0 scanned, 3 known"));
  const Ran refused = example.merge();
  CHECK(refused.code == 3);
  CHECK_THAT(refused.err, Contains("3 results are missing") && Contains("no result: " + std::filesystem::canonical(example.workspace.path("root")).string()));
  CHECK_FALSE(std::filesystem::exists(example.db));
  CHECK(example.merge({"--allow-incomplete"}).code == 3);
  ::setenv("JOB_COMPLETION_INDEX", "1", 1);
  CHECK(example.shard({"--shard", "auto", "--shards", "2"}).code == 0);
  ::unsetenv("JOB_COMPLETION_INDEX");
  CHECK(status().code == 0);
  CHECK_THAT(example.merge().err, Contains("6 results in 6 places merged") && Contains("exit 0"));
  CHECK_THAT(example.audit({"query", "--db", example.db, "--sql", "SELECT count(*) AS n FROM 安装包", "--format", "json"}).out, Contains("\"n\": 6"));
}

TEST_CASE("results of another version of the program are called so, and neither torn nor merged") {
  const Example example;
  REQUIRE(example.audit({"plan", example.workspace.path("root"), "-o", example.plan}).code == 0);
  REQUIRE(example.shard({}).code == 0);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(example.store)) {
    if (entry.is_regular_file()) std::fstream(entry.path(), std::ios::in | std::ios::out).seekp(8).put('\1');
  }
  const Ran status = example.audit({"status", "--plan", example.plan, "--store", example.store});
  CHECK(status.code == 3);
  CHECK_THAT(status.out, Contains("0 missing, 0 torn") && Contains("6 results are of another version of the program"));
  const Ran merged = example.merge();
  CHECK(merged.code == 3);
  CHECK_THAT(merged.err, Contains("6 results are of another version") && !Contains("no result") && Contains("not complete"));
  CHECK_FALSE(std::filesystem::exists(example.db));
}

TEST_CASE("what does not fit together is refused with 2, saying what it is") {
  const Example example;
  const std::string root = example.workspace.path("root");
  REQUIRE(example.audit({"plan", root, "-o", example.plan, "--audience", "public"}).code == 0);
  const auto refused = [&](const Ran& ran, const std::string& why) {
    CHECK(ran.code == 2);
    CHECK_THAT(ran.err, Contains(why));
  };
  refused(example.audit({"run"}), "either folders");
  refused(example.audit({"run", root, "--plan", example.plan}), "either folders");
  refused(example.audit({"run", root, "--store", example.store}), "--store is for --plan only");
  refused(example.audit({"run", "--plan", example.plan}), "--store has to name");
  refused(example.shard({}), "audience=public");
  refused(example.shard({"--audience", "public", "--shard", "2/2"}), "2/2");
  refused(example.shard({"--audience", "public", "--shard", "auto"}), "SLURM_ARRAY_TASK_ID");
  refused(example.audit({"run", "--plan", example.workspace.path("root/README.txt"), "--store", example.store}), "not a plan");
  refused(example.audit({"status", "--plan", example.workspace.path("none"), "--store", example.store}), "none");
  refused(example.audit({"plan", example.workspace.path("none")}), "none");
  refused(example.audit({"submit", "k8s", "--plan", example.plan, "--store", example.store, "--shards", "2"}), "--image");
  refused(example.audit({"submit", "k8s", "--plan", example.plan, "--store", example.store, "--shards", "2", "--go"}), "run it yourself");
  refused(example.audit({"submit", "slurm", "--plan", example.plan, "--store", example.store}), "--shards");
  const Ran printed = example.audit({"submit", "slurm", "--plan", example.plan, "--store", example.store, "--shards", "2", "--audience", "public"});
  CHECK(printed.code == 0);
  CHECK_THAT(printed.out, Contains("afterany") && Contains("--audience public"));
  // The root went away with its machine's mount.
  std::filesystem::rename(root, example.workspace.path("moved"));
  refused(example.shard({"--audience", "public"}), "mounted");
}
