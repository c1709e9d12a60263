#include "audit/run_shard.h"

#include <csignal>
#include <filesystem>
#include <unistd.h>

#include "unit/audit/planned.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;
using State = Results::State;

namespace {

std::string content_at(const Plan& plan, const std::string& end) {
  for (const PlannedContent& one : plan.contents) {
    for (const Occurrence& at : one.places) {
      if (at.path.ends_with(end)) return one.content;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("shards together scan each package once, and a shard that is begun again scans nothing") {
  const Packages packages;
  for (int i = 0; i < 5; ++i) packages.put(std::to_string(i) + ".apk", packages.apk + std::string(static_cast<size_t>(i), ' '));
  packages.put("copy.apk", packages.apk);
  const Plan plan = packages.plan();
  REQUIRE(plan.contents.size() == 5);
  Results results = packages.results(plan);
  CHECK(packages.run(plan, results, {0, 2}).scanned == 3);
  const ShardResult again = packages.run(plan, results, {0, 2});
  CHECK(again.scanned == 0);
  CHECK(again.known == 3);
  CHECK(packages.run(plan, results, {1, 2}).scanned == 2);
  for (const PlannedContent& one : plan.contents) {
    CHECK(results.read(one.content).state == State::kDone);
    CHECK(results.attempts(one.content) == 0);
  }
  CHECK(packages.run(plan, results, {0, 1}).known == 5);
}

TEST_CASE("a torn result is made again, a whole one is left alone") {
  const Packages packages;
  packages.put("a.apk", packages.apk);
  packages.put("b.wxapkg", packages.mini);
  const Plan plan = packages.plan();
  Results results = packages.results(plan);
  packages.run(plan, results);
  const std::string path = results.path_of(content_at(plan, "a.apk"));
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const ShardResult done = packages.run(plan, results);
  CHECK(done.scanned == 1);
  CHECK(done.known == 1);
  CHECK(results.read(content_at(plan, "a.apk")).state == State::kDone);
}

TEST_CASE("a package that ended the process at three attempts is a failure that says so; --retry tries again") {
  const Packages packages;
  packages.put("a.apk", packages.apk);
  packages.put("b.wxapkg", packages.mini);
  const Plan plan = packages.plan();
  const std::string content = content_at(plan, "a.apk");
  Results results = packages.results(plan);
  REQUIRE(results.begin(content));
  REQUIRE(results.begin(content));
  SECTION("twice is not enough") {
    CHECK(packages.run(plan, results).scanned == 2);
    CHECK(results.read(content).state == State::kDone);
  }
  SECTION("three times") {
    REQUIRE(results.begin(content));
    const ShardResult done = packages.run(plan, results);
    CHECK(done.scanned == 1);
    CHECK(done.failed == 1);
    CHECK(done.complete());
    const Results::Kept kept = results.read(content);
    CHECK(kept.state == State::kFailed);
    CHECK_THAT(kept.record.failure_en, Contains("3 scans were begun") && Contains(std::to_string(::getpid())));
    CHECK_FALSE(kept.record.failure_zh.empty());
    CHECK(packages.run(plan, results).known == 2);
    CHECK(packages.run(plan, results, {}, true).scanned == 1);
    CHECK(results.read(content).state == State::kDone);
  }
}

TEST_CASE("a worker that breaks off is its package's failure, not the shard's") {
  Packages packages;
  packages.put("a.apk", packages.apk);
  packages.put("b.wxapkg", packages.mini);
  packages.work.options.look = [](const platforms::Reading& reading) {
    if (reading.package.kind == "apk") ::kill(::getpid(), SIGKILL);
  };
  const Plan plan = packages.plan();
  Results results = packages.results(plan);
  const ShardResult done = packages.run(plan, results);
  CHECK(done.scanned == 1);
  CHECK(done.failed == 1);
  CHECK(results.read(content_at(plan, "a.apk")).state == State::kFailed);
  CHECK(results.read(content_at(plan, "b.wxapkg")).state == State::kDone);
}

TEST_CASE("a package that is gone from its first place is read at another") {
  const Packages packages;
  const std::string first = packages.put("a.apk", packages.apk);
  packages.put("b.apk", packages.apk);
  const Plan plan = packages.plan();
  REQUIRE(plan.contents.size() == 1);
  Results results = packages.results(plan);
  std::filesystem::remove(first);
  CHECK(packages.run(plan, results).scanned == 1);
}

TEST_CASE("a package that is gone or another one by now is missing, and after three attempts a failure") {
  const Packages packages;
  const std::string path = packages.put("a.apk", packages.apk);
  const Plan plan = packages.plan();
  const std::string content = content_at(plan, "a.apk");
  Results results = packages.results(plan);
  std::string why;
  SECTION("gone") {
    std::filesystem::remove(path);
    why = "cannot be now";
  }
  SECTION("changed") {
    packages.put("a.apk", packages.apk + " ");
    why = "was changed";
  }
  CHECK(packages.run(plan, results).missing == 1);
  CHECK(packages.run(plan, results).missing == 1);
  const ShardResult last = packages.run(plan, results);
  CHECK(last.complete());
  CHECK(last.failed == 1);
  CHECK_THAT(results.read(content).record.failure_en, Contains(why));
  packages.put("a.apk", packages.apk);  // back again
  CHECK(packages.run(plan, results, {}, true).scanned == 1);
}

TEST_CASE("to stop is no attempt of the packages that were under way") {
  const Packages packages;
  packages.put("a.apk", packages.apk);
  const Plan plan = packages.plan();
  Results results = packages.results(plan);
  const Result<ShardResult> done = run_shard(plan, {}, packages.work, {1, false}, results, [](const Progress&) { return false; });
  REQUIRE(done);
  if (!done->complete()) CHECK(results.attempts(plan.contents[0].content) == 0);
  CHECK(packages.run(plan, results).complete());
}
