#include "audit/results.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/sha256.h"
#include "e2e/workspace.h"

using namespace jianfu;
using namespace jianfu::audit;
using State = Results::State;

namespace {

const std::string kContent = core::sha256_hex("a package");

Record record(const std::string& name) {
  Record out;
  out.content = kContent;
  out.name = name;
  out.verdict = "not-found";
  return out;
}

size_t files_in(const std::string& folder) {
  size_t out = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) out += entry.is_regular_file() ? 1U : 0U;
  return out;
}

void cut(const std::string& path, size_t by) { std::filesystem::resize_file(path, std::filesystem::file_size(path) - by); }

}  // namespace

TEST_CASE("a result is kept under its content and context, and nothing else is left") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  CHECK(results.read(kContent).state == State::kMissing);
  REQUIRE(results.write(record("签到")));
  CHECK(results.read(kContent).state == State::kDone);
  CHECK(results.read(kContent).record.name == "签到");
  CHECK(files_in(workspace.path("store")) == 1);
  const std::string key = core::sha256_hex(kContent + "\ncontext");
  CHECK(results.path_of(kContent) == workspace.path("store") + "/" + key.substr(0, 2) + "/" + key);
  CHECK(Results(workspace.path("store"), "other").read(kContent).state == State::kMissing);
}

TEST_CASE("a failure is told from a result") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  REQUIRE(results.write(failure_of(kContent, 12, {ErrorKind::kIo, {Msg::io_missing, {}}, {}})));
  CHECK(results.read(kContent).state == State::kFailed);
  REQUIRE(results.write(record("better")));  // tried again
  CHECK(results.read(kContent).state == State::kDone);
}

TEST_CASE("torn, empty and foreign files are no results, and are written over") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  const std::string path = results.path_of(kContent);
  for (const int how : {0, 1, 2, 3}) {
    REQUIRE(results.write(record("x")));
    if (how == 0) cut(path, 1);
    if (how == 1) cut(path, std::filesystem::file_size(path));
    if (how == 2) std::ofstream(path) << "something else";
    if (how == 3) {  // of another package
      Record other = record("x");
      other.content = core::sha256_hex("another");
      std::ofstream(path) << to_bytes(other);
    }
    CHECK(results.read(kContent).state == State::kTorn);
    REQUIRE(results.write(record("again")));
    CHECK(results.read(kContent).state == State::kDone);
  }
}

TEST_CASE("a result of another version of the program is told from a torn one, and written over") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  std::string earlier = to_bytes(record("x"));
  earlier[8] = 1;  // behind the mark
  REQUIRE(results.write(record("x")));
  std::ofstream(results.path_of(kContent)) << earlier;
  CHECK(results.read(kContent).state == State::kForeign);
  REQUIRE(results.write(record("again")));
  CHECK(results.read(kContent).state == State::kDone);
}

TEST_CASE("attempts are counted over processes, at most three, and end with a result") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  CHECK(results.attempts(kContent) == 0);
  CHECK(*results.begin(kContent) == 1);
  CHECK(*Results(workspace.path("store"), "context").begin(kContent) == 2);
  CHECK(*results.begin(kContent) == 3);
  CHECK(*results.begin(kContent) == 0);
  CHECK(results.attempts(kContent) == 3);
  CHECK_THAT(results.who_tried_last(kContent), Catch::Contains(std::to_string(::getpid())));
  results.withdraw(kContent, 2);
  CHECK(results.attempts(kContent) == 2);
  CHECK(*results.begin(kContent) == 2);
  REQUIRE(results.write(record("x")));
  CHECK(results.attempts(kContent) == 0);
}

TEST_CASE("what processes left half written is swept, what is being written is not") {
  const e2e::Workspace workspace;
  Results results(workspace.path("store"), "context");
  REQUIRE(results.write(record("x")));
  const std::string path = results.path_of(kContent);
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  std::string name = host.data();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' ? c : '_';
  const pid_t ended = ::fork();
  if (ended == 0) ::_exit(0);
  ::waitpid(ended, nullptr, 0);
  const std::string dead = path + ".tmp." + name + "." + std::to_string(ended);
  const std::string mine = path + ".tmp." + name + "." + std::to_string(::getpid());
  const std::string elsewhere = path + ".tmp.other-host.1", old = path + ".tmp.other-host.2";
  for (const std::string& file : {dead, mine, elsewhere, old}) std::ofstream(file) << "half";
  std::filesystem::last_write_time(old, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  CHECK(results.sweep() == 2);
  CHECK_FALSE(std::filesystem::exists(dead));
  CHECK_FALSE(std::filesystem::exists(old));
  CHECK(std::filesystem::exists(mine));
  CHECK(std::filesystem::exists(elsewhere));
  CHECK(results.read(kContent).state == State::kDone);
}

TEST_CASE("a folder that cannot be one is told at once") {
  const e2e::Workspace workspace;
  CHECK(check_results(workspace.root()));
  CHECK(check_results(workspace.path("not there yet")));
  CHECK_FALSE(check_results(workspace.write("file", "x")));
  Results results(workspace.path("file"), "context");
  CHECK(results.write(record("x")).error().kind == ErrorKind::kIo);
  CHECK_FALSE(results.begin(kContent));
}
