#include "audit/store.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "audit/schema.h"
#include "e2e/workspace.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

Record record(const std::string& content, const std::string& verdict = "hint") {
  Record out;
  out.content = content;
  out.kind = "apk";
  out.verdict = verdict;
  out.report = "r";
  FindingRow finding;
  finding.rule = "clock-in";
  finding.places = {{"text", "label", "打卡", "a", "", "label", 1}};
  out.findings = {finding};
  out.features = {{"page", "签到"}};
  return out;
}

Context context(const std::string& key) { return {key, "1", "rules", "1", key, "audience=internal"}; }

}  // namespace

TEST_CASE("a record is kept once, and again for another context") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  store->use(context("one"));
  store->add(record("c"));
  store->add(record("c"));
  CHECK(one(*store, "SELECT count(*) FROM scan") == "1");
  CHECK(one(*store, "SELECT count(*) FROM evidence") == "1");
  store->use(context("two"));
  CHECK_FALSE(store->has_scan("c"));
  store->add(record("c", "suspected"));
  CHECK(one(*store, "SELECT count(*) FROM scan") == "2");
  CHECK(one(*store, "SELECT count(*) FROM package") == "1");
  CHECK(one(*store, "SELECT verdict FROM now") == "suspected");
  store->use(context("one"));
  CHECK(one(*store, "SELECT verdict FROM now") == "hint");
}

TEST_CASE("a place is known while its stamp and its parts are the same and it has a result") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  store->use(context("one"));
  const int64_t run = store->begin_run("/r");
  const Occurrence at{"/r/a.apk", {"/r/b.apk"}, "/r", "10 1"};
  CHECK(store->known(at) == Store::Known::kNo);
  store->add(record("c"));
  store->link(run, at, "c");
  CHECK(store->known(at) == Store::Known::kDone);
  CHECK(store->known({at.path, at.parts, at.root, "10 2"}) == Store::Known::kNo);
  CHECK(store->known({at.path, {}, at.root, at.stamp}) == Store::Known::kNo);
  CHECK(store->known({at.path, at.parts, at.root, ""}) == Store::Known::kNo);
  store->use(context("two"));
  CHECK(store->known(at) == Store::Known::kNo);
  REQUIRE(store->status());
}

TEST_CASE("what failed is known to have, in the same context") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  store->use(context("one"));
  const Error error{ErrorKind::kCorrupt, {Msg::io_empty, {}}, ""};
  const Occurrence at{"/r/a.apk", {}, "/r", "10 1"}, read{"/r/b.apk", {}, "/r", "10 1"};
  const int64_t run = store->begin_run("/r");
  store->link_failure(run, at, failure_of("", 0, error));
  store->add(failure_of("c", 5, error));
  store->link(run, read, "c");
  CHECK(store->known(at) == Store::Known::kFailed);
  CHECK(store->known(read) == Store::Known::kFailed);
  store->use(context("two"));
  store->begin_run("/r");
  CHECK(store->known(at) == Store::Known::kNo);
  CHECK(store->known(read) == Store::Known::kNo);
}

TEST_CASE("places that a run did not see are gone, those of other folders are not") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  store->use(context("one"));
  store->add(record("c"));
  int64_t run = store->begin_run("/r");
  for (const char* path : {"/r/a", "/r/b/c", "/ra", "/x"}) store->link(run, {path, {}, "/", "1"}, "c");
  run = store->begin_run("/r");
  store->touch(run, {"/r/a", {}, "/r", "1"});
  store->forget_unseen(run, "/r");
  CHECK(one(*store, "SELECT group_concat(path) FROM occurrence WHERE gone") == "/r/b/c");
}

TEST_CASE("a database of the first version is brought up to date and keeps what it has") {
  const e2e::Workspace workspace;
  {
    const auto store = store_at(workspace.path("a.db"));
    store->use(context("one"));
    store->add(record("c"));
    store->database().run("DROP VIEW 反分析痕迹; DROP TABLE tampering; PRAGMA user_version = 1");
    REQUIRE(store->status());
  }
  const auto store = store_at(workspace.path("a.db"));
  store->use(context("one"));
  CHECK(one(*store, "SELECT verdict FROM now") == "hint");
  CHECK(one(*store, "PRAGMA user_version") == std::to_string(kSchemaVersion));
  Record more = record("d");
  more.tricks = {{"zip-prefix", "", "bytes=3", "前面接有数据", "data stands in front", 1}, {"dex-magic", "classes.dex", "", "标识", "mark", 2}};
  store->add(more);
  REQUIRE(store->status());
  CHECK(one(*store, "SELECT group_concat(代号) FROM 反分析痕迹") == "zip-prefix,dex-magic");
}

TEST_CASE("a database that is none of ours, newer or damaged is refused with words") {
  const e2e::Workspace workspace;
  const auto refusal = [&](const std::string& path) {
    const Result<std::unique_ptr<Store>> store = Store::open(path, false);
    REQUIRE_FALSE(store);
    return store.error().render(Lang::kEn);
  };
  SECTION("text") { CHECK_THAT(refusal(workspace.write("a.db", std::string(5'000, 'x'))), Contains("not a database")); }
  SECTION("of another program") {
    (*Database::open(workspace.path("a.db"), Access::kCreate))->run("CREATE TABLE t (x)");
    CHECK_THAT(refusal(workspace.path("a.db")), Contains("not a database of an audit"));
  }
  SECTION("newer") {
    store_at(workspace.path("a.db"))->database().run("PRAGMA user_version = 99");
    CHECK_THAT(refusal(workspace.path("a.db")), Contains("99") && Contains("newer program"));
  }
  SECTION("damaged") {
    {
      const auto store = store_at(workspace.path("a.db"));
      store->use(context("one"));
      for (int i = 0; i < 300; ++i) store->add(record("c" + std::to_string(i)));
    }
    std::fstream file(workspace.path("a.db"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20'000);
    file << std::string(30'000, '\x55');
    file.close();
    CHECK_THAT(refusal(workspace.path("a.db")), Contains("a.db") && (Contains("damaged") || Contains("malformed")));
  }
  SECTION("no folder") { CHECK_THAT(refusal(workspace.path("none/a.db")), Contains("none/a.db")); }
}

TEST_CASE("a second writer is told who the first is, until that one ends") {
  const e2e::Workspace workspace;
  const std::string path = workspace.path("a.db");
  int told[2];
  REQUIRE(::pipe(told) == 0);
  const pid_t other = ::fork();  // locks are of processes
  if (other == 0) {
    const auto store = Store::open(path, false);
    const char done = store ? 'y' : 'n';
    if (::write(told[1], &done, 1) != 1) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  char done = 'n';
  REQUIRE(::read(told[0], &done, 1) == 1);
  REQUIRE(done == 'y');
  const Result<std::unique_ptr<Store>> second = Store::open(path, false);
  REQUIRE_FALSE(second);
  CHECK_THAT(second.error().render(Lang::kEn), Contains(std::to_string(other)));
  ::kill(other, SIGKILL);
  ::waitpid(other, nullptr, 0);
  CHECK(Store::open(path, false));
}
