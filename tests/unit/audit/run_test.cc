#include "audit/run.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <random>

#include "builders/sample_builder.h"
#include "io/zip_writer.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples";

struct Audit {
  Audit() : work{scanner(), {}, {}} {
    const std::vector<builders::Sample> samples = builders::build_samples(kSamples);
    for (const builders::Sample& sample : samples) {
      if (sample.name == "apk-absentees") apk = sample.bytes;
      if (sample.name == "mini-near-meeting") mini = sample.bytes;
    }
    REQUIRE_FALSE(apk.empty());
    REQUIRE_FALSE(mini.empty());
    work.options.scope.reasons = false;
  }
  std::unique_ptr<Store> store(const std::string& name = "a.db") const { return store_at(workspace.path(name)); }
  RunResult run(Store& store, RunOptions options = {2, false}) const { return run_at(store, workspace.path("root"), work, options); }

  e2e::Workspace workspace;
  Work work;
  std::string apk, mini;
};

bool is_socket(int file) {
  struct stat found {};
  return ::fstat(file, &found) == 0 && S_ISSOCK(found.st_mode);
}

// From inside of the process that reads packages, on its own channel.
void say(const std::vector<std::pair<char, std::string>>& letters) {
  for (int file = 3; file < 64; ++file) {
    if (!is_socket(file)) continue;
    Channel channel(::dup(file));
    for (const auto& [kind, bytes] : letters) channel.send(kind, bytes);
  }
}

}  // namespace

TEST_CASE("the same bytes in several places are scanned once and listed everywhere") {
  Audit audit;
  audit.workspace.write("root/a/x.apk", audit.apk);
  audit.workspace.write("root/b/y.apk", audit.apk);
  audit.workspace.write("root/c.wxapkg", audit.mini);
  audit.workspace.write("root/read.me", "no package");
  const auto store = audit.store();
  const RunResult done = audit.run(*store);
  CHECK(done.counts.found == 3);
  CHECK(done.counts.scanned == 2);
  CHECK(done.counts.reused == 1);
  CHECK(one(*store, "SELECT count(*) FROM package") == "2");
  CHECK(one(*store, "SELECT count(*) FROM occurrence") == "3");
  CHECK(one(*store, "SELECT 处数 FROM 安装包 ORDER BY 处数 DESC") == "2");
  CHECK(one(*store, "SELECT 功能 FROM 发现 WHERE 判定 = '疑似违规' AND 名称 <> '' LIMIT 1") != "none");
}

TEST_CASE("a second run reads nothing again; what changed is read, what is gone is history") {
  Audit audit;
  audit.workspace.write("root/x.apk", audit.apk);
  audit.workspace.write("root/y.wxapkg", audit.mini);
  const auto store = audit.store();
  audit.run(*store);
  CHECK(audit.run(*store).counts.reused == 2);
  audit.workspace.write("root/x.apk", audit.mini);
  std::filesystem::remove(audit.workspace.path("root/y.wxapkg"));
  const RunResult third = audit.run(*store);
  CHECK(third.counts.found == 1);
  CHECK(third.counts.scanned == 0);  // the bytes are known
  CHECK(third.counts.reused == 1);
  CHECK(one(*store, "SELECT group_concat(path) FROM occurrence WHERE gone") == std::filesystem::canonical(audit.workspace.path("root")).string() + "/y.wxapkg");
}

TEST_CASE("other options are other results") {
  Audit audit;
  audit.workspace.write("root/x.apk", audit.apk);
  const auto store = audit.store();
  audit.run(*store);
  audit.work.options.scope.audience = engine::Audience::kPublic;
  CHECK(audit.run(*store).counts.scanned == 1);
  CHECK(one(*store, "SELECT count(*) FROM scan") == "2");
}

TEST_CASE("what cannot be read is a row with its reason") {
  Audit audit;
  audit.workspace.write("root/empty.apk", "");
  audit.workspace.write("root/text.apk", "this is no package");
  audit.workspace.write("root/x.apk", audit.apk);
  const auto store = audit.store();
  const RunResult done = audit.run(*store);
  CHECK(done.counts.scanned == 1);
  CHECK(done.counts.failed == 2);
  CHECK_THAT(one(*store, "SELECT failure_en FROM occurrence WHERE path LIKE '%empty.apk'"), Contains("0 bytes"));
  CHECK(audit.run(*store).counts.failed == 2);
}

TEST_CASE("a package that breaks the process costs only itself") {
  Audit audit;
  audit.workspace.write("root/a.apk", audit.apk);
  audit.workspace.write("root/b.wxapkg", audit.mini);
  audit.work.options.look = [](const platforms::Reading& reading) {
    if (reading.package.kind == "apk") ::raise(SIGKILL);
  };
  const auto store = audit.store();
  const RunResult done = audit.run(*store);
  CHECK(done.counts.scanned == 1);
  CHECK(done.counts.failed == 1);
  CHECK_THAT(one(*store, "SELECT failure_en FROM scan WHERE failure_en <> ''"), Contains("broke off twice") && Contains("9"));
  CHECK(audit.run(*store, {2, false}).counts.failed == 1);
  audit.work.options.look = {};
  CHECK(audit.run(*store, {2, true}).counts.scanned == 1);  // --retry
  CHECK(one(*store, "SELECT count(*) FROM now WHERE failure_zh <> ''") == "0");
}

TEST_CASE("a package that takes too long is given up") {
  Audit audit;
  audit.workspace.write("root/a.apk", audit.apk);
  audit.workspace.write("root/b.wxapkg", audit.mini);
  audit.work.options.look = [](const platforms::Reading& reading) {
    while (reading.package.kind == "apk") ::pause();
  };
  audit.work.limits.seconds = std::chrono::seconds(1);
  const auto store = audit.store();
  const RunResult done = audit.run(*store);
  CHECK(done.counts.failed == 1);
  CHECK(done.counts.scanned == 1);
  CHECK_THAT(one(*store, "SELECT failure_en FROM scan WHERE failure_en <> ''"), Contains("longer than the limit of 1 s"));
}

TEST_CASE("a process that says what it was not asked costs only the package it was at") {
  const std::string nothing;
  const std::vector<std::pair<char, std::string>> letters = GENERATE_COPY(
      values<std::vector<std::pair<char, std::string>>>({{{'k', std::string(64, 'f')}},                      // another content than before
                                                         {{'e', nothing}},                                   // packages, none
                                                         {{'e', std::string("\0", 1)}},                      // one without a path
                                                         {{'r', "torn"}, {'r', "torn"}},                     // a record too many
                                                         {{'r', to_letter(Record{})}}}));                     // of no package
  Audit audit;
  audit.workspace.write("root/a.apk", audit.apk);
  audit.workspace.write("root/b.wxapkg", audit.mini);
  audit.work.options.look = [&](const platforms::Reading& reading) {
    if (reading.package.kind == "apk") say(letters);
  };
  const auto store = audit.store();
  const RunResult done = audit.run(*store, {1, false});
  CHECK(done.counts.scanned == 1);
  CHECK(done.counts.failed == 1);
  CHECK(one(*store, "SELECT count(*) FROM now JOIN package p ON p.id = now.package WHERE failure_zh = '' AND p.kind <> ''") == "1");
  CHECK(one(*store, "SELECT count(*) FROM occurrence WHERE package IS NULL AND failure_zh = ''") == "0");
}

TEST_CASE("a process that closes its end and goes on is ended") {
  Audit audit;
  audit.workspace.write("root/a.apk", audit.apk);
  audit.work.options.look = [](const platforms::Reading&) {
    for (int file = 3; file < 64; ++file) {
      if (is_socket(file)) ::close(file);
    }
    for (;;) ::pause();
  };
  const auto store = audit.store();
  CHECK(audit.run(*store).counts.failed == 1);
}

TEST_CASE("the same bytes elsewhere share the result of one that broke") {
  Audit audit;
  audit.workspace.write("root/a.apk", audit.apk);
  audit.workspace.write("root/b.apk", audit.apk);
  audit.work.options.look = [](const platforms::Reading&) { ::raise(SIGKILL); };
  const auto store = audit.store();
  audit.run(*store);
  CHECK(one(*store, "SELECT count(*) FROM occurrence WHERE package IS NOT NULL") == "2");
  CHECK(one(*store, "SELECT count(*) FROM scan") == "1");
}

TEST_CASE("stopped or killed at any moment, it goes on and ends with the same content") {
  Audit audit;
  write_many(audit.workspace, 60);
  const auto whole = audit.store("whole.db");
  const RunResult all = audit.run(*whole);
  std::mt19937 random(7);  // NOLINT: the same each time
  for (int kill = 0; kill < 4; ++kill) {
    const pid_t child = ::fork();
    if (child == 0) {
      auto store = Store::open(audit.workspace.path("killed.db"), true);
      if (store) static_cast<void>(audit::run({audit.workspace.path("root")}, audit.work, {2, false}, **store, [](const Progress&) { return true; }));
      ::_exit(0);
    }
    ::usleep(20'000 + static_cast<useconds_t>(random() % 400'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  const auto store = audit.store("killed.db");
  audit.run(*store);
  CHECK(content_of(*store) == content_of(*whole));
  CHECK(one(*store, "SELECT count(*) FROM scan") == std::to_string(all.counts.scanned + std::stoul(one(*whole, "SELECT count(*) FROM now WHERE failure_zh <> ''"))));
}

TEST_CASE("an archive with packages in it is these packages, whatever its name") {
  Audit audit;
  io::ZipWriter zip;
  zip.add("one/main.wxapkg", audit.mini);
  zip.add("two.apk", audit.apk);
  const std::string bytes = zip.take();
  audit.workspace.write("root/handed-in.zip", bytes);
  audit.workspace.write("root/program.apk", bytes);
  const auto store = audit.store();
  const RunResult done = audit.run(*store);
  CHECK(done.counts.found == 4);
  CHECK(done.counts.scanned == 2);
  CHECK(done.counts.reused == 2);
  CHECK(done.counts.failed == 0);
  CHECK(one(*store, "SELECT count(*) FROM occurrence WHERE path LIKE '%program.apk!/%'") == "2");
}

TEST_CASE("told to stop, it keeps what it has") {
  Audit audit;
  write_many(audit.workspace, 30);
  const auto store = audit.store();
  size_t steps = 0;
  const Result<RunResult> done =
      audit::run({audit.workspace.path("root")}, audit.work, {1, false}, *store, [&](const Progress&) { return ++steps < 8; });
  REQUIRE(done);
  CHECK_FALSE(done->complete);
  CHECK(one(*store, "SELECT count(*) > 0 FROM scan") == "1");
  CHECK(one(*store, "SELECT count(*) FROM occurrence WHERE gone") == "0");
}

TEST_CASE("a root that is not there is an error of the caller") {
  const Audit audit;
  const auto store = audit.store();
  const Result<RunResult> done = audit::run({audit.workspace.path("none")}, audit.work, {}, *store, [](const Progress&) { return true; });
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::kUsage);
}
