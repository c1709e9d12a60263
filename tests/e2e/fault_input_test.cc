// Inputs that cannot be read, or not for long. Those that nobody can read whatever the rights, root too.
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <thread>

#include "builders/sample_builder.h"
#include "builders/zip_builder.h"
#include "e2e/faults.h"
#include "e2e/run.h"
#include "e2e/samples.h"

using namespace jianfu;
using Catch::Contains;
using e2e::sample;
using e2e::ended;
using e2e::Ended;
namespace fs = std::filesystem;

namespace {

// A name in the file system that somebody listens at.
class Socket {
 public:
  explicit Socket(const std::string& path) : file_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    path.copy(name.sun_path, sizeof(name.sun_path) - 1);
    REQUIRE(::bind(file_, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0);
  }
  ~Socket() { ::close(file_); }

 private:
  int file_;
};

// In a new process: root, who may read everything, becomes one who may not.
void be_somebody() {
  constexpr id_t kNobody = 65534;
  if (::geteuid() != 0) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(99);
}
constexpr fs::perms kOpen = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec;

}  // namespace

TEST_CASE("what is no file is refused at once: a pipe without a writer, a socket, a device, a link in a circle") {
  const e2e::Workspace folder;
  REQUIRE(::mkfifo(folder.path("pipe.apk").c_str(), 0600) == 0);
  const Socket socket(folder.path("s.apk"));
  fs::create_symlink(folder.path("b.apk"), folder.path("a.apk"));
  fs::create_symlink(folder.path("a.apk"), folder.path("b.apk"));
  fs::create_symlink("/proc/self/mem", folder.path("mem.apk"));
  const std::vector<std::string> bad = {folder.path("pipe.apk"), folder.path("s.apk"), folder.path("a.apk"), "/dev/zero",
                                        folder.path("mem.apk")};
  for (const std::string& path : bad) {
    INFO(path);
    const Ended out = ended({"scan", "--lang", "en", path});
    CHECK(out.code == 3);
    CHECK_THAT(out.err, Contains(path));
  }
  // Among others, and as anything that is read for a call.
  const builders::Sample good = sample("mini-cleaned");
  const std::string fine = folder.write("good/" + good.file, good.bytes);
  const Ended mixed = ended({"scan", "--lang", "en", "--fail-on", "never", bad[0], fine, bad[1]});
  CHECK(mixed.code == 3);
  CHECK_THAT(mixed.out, Contains(fine));
  for (const std::string option : {"--waivers", "--baseline", "--declaration", "--config"}) {
    INFO(option);
    CHECK(ended({"scan", fine, option, bad[0]}).code == 2);
  }
  CHECK(ended({"scan", "@" + bad[0]}).code == 2);
}

TEST_CASE("a folder with such things in it, and with a circle of folders, is read for what is left") {
  const e2e::Workspace folder;
  const builders::Sample good = sample("mini-cleaned");
  folder.write("in/" + good.file, good.bytes);
  const std::string alone = e2e::run({"scan", folder.path("in"), "--format", "json"}).out;
  REQUIRE(::mkfifo(folder.path("in/pipe").c_str(), 0600) == 0);
  const Socket socket(folder.path("in/socket"));
  fs::create_directories(folder.path("in/a/b"));
  fs::create_symlink(folder.path("in/a"), folder.path("in/a/b/up"));
  fs::create_symlink(folder.path("in"), folder.path("in/self"));
  const Ended out = ended({"scan", "--fail-on", "never", folder.path("in"), "--format", "json"});
  CHECK(out.code == 0);
  CHECK(out.out == alone);
}

TEST_CASE("a name that is no UTF-8 is read, and shown as text in every format") {
  const e2e::Workspace folder;
  const builders::Sample bad = sample("apk-signin-ranking");
  const std::string path = folder.write("\xff\xfe\x80\xc3(.apk", bad.bytes);
  for (const std::string format : {"json", "text", "html", "sarif", "junit", "csv", "markdown", "codequality", "github"}) {
    INFO(format);
    const e2e::Ran ran = e2e::run({"scan", path, "--format", format});
    CHECK(ran.code == 1);
    CHECK(ran.out.find('\xff') == std::string::npos);
    CHECK(ran.err.find('\xff') == std::string::npos);
    CHECK_FALSE(ran.out.empty());
  }
  builders::ZipBuilder zip;
  zip.add("manifest.json", R"({"id": "__UNI__X", "name": "x", "plus": {}})");
  zip.add("\xff\xfe.js", "'打卡'");
  const e2e::Ran entry = e2e::run({"scan", "--format", "json", folder.write("e.wgt", zip.build())});
  CHECK(entry.code <= 3);
  CHECK(entry.out.find('\xff') == std::string::npos);
}

TEST_CASE("a file without permission and a folder without it are named") {
  const e2e::Workspace folder;
  const builders::Sample good = sample("mini-cleaned");
  const std::string fine = folder.write(good.file, good.bytes), file = folder.write("a.apk", good.bytes), shut = folder.path("shut");
  folder.write("shut/" + good.file, good.bytes);
  folder.write("part/" + good.file, good.bytes);
  folder.write("part/shut/" + good.file, good.bytes);
  for (const std::string& path : {folder.path(""), folder.path("part")}) fs::permissions(path, kOpen);
  for (const std::string& path : {file, shut, folder.path("part/shut")}) fs::permissions(path, fs::perms::none);
  const int code = ended({"scan", "--fail-on", "never", fine}, be_somebody).code;
  if (code != 0) WARN("left out: nobody else can be, or reach the temporary folder (exit code " << code << ")");
  for (const std::string& path : {file, shut}) {
    if (code != 0) break;
    INFO(path);
    const Ended out = ended({"scan", "--lang", "en", path}, be_somebody);
    CHECK(out.code == 3);
    CHECK_THAT(out.err, Contains(path));
    const Ended mixed = ended({"scan", "--lang", "en", "--fail-on", "never", path, fine}, be_somebody);
    CHECK(mixed.code == 3);
    CHECK_THAT(mixed.out, Contains(fine));
    for (const std::string option : {"--waivers", "--baseline", "--declaration", "--config"})
      CHECK(ended({"scan", fine, option, file}, be_somebody).code == 2);
  }
  if (code == 0) {
    const Ended part = ended({"scan", "--lang", "en", "--fail-on", "never", folder.path("part")}, be_somebody);
    INFO(part.err << part.out);
    CHECK(part.code == 3);
    CHECK_THAT(part.err, Contains("shut/"));
    CHECK_THAT(part.out, Contains(good.file));
  }
  for (const std::string& path : {shut, folder.path("part/shut")}) fs::permissions(path, fs::perms::all);
}

TEST_CASE("a file that shrinks, grows and goes while it is read is read or refused, and kills nobody") {
  const e2e::Workspace folder;
  const builders::Sample good = sample("apk-signin-ranking");
  const std::string path = folder.write("a.apk", good.bytes);
  const std::string tree = folder.write("src/app.js", "App({})");
  folder.write("src/app.json", R"({"pages": ["pages/a/a"]})");
  std::atomic<bool> stop{false};
  std::thread other([&] {
    for (size_t turn = 0; !stop; ++turn) {
      fs::resize_file(path, turn % 3 * good.bytes.size() / 2);
      std::ofstream(path, std::ios::binary) << good.bytes.substr(0, good.bytes.size() - turn % 7 * 100);
      if (turn % 2 == 0) fs::remove(tree);
      else std::ofstream(tree) << std::string(turn % 5 * 100'000, 'x');
    }
  });
  size_t whole = 0, refused = 0;
  for (int i = 0; i < 40; ++i) {
    const int code = e2e::run({"scan", path}).code;
    CHECK((code == 1 || code == 0 || code == 3));
    ++(code == 1 ? whole : refused);
    CHECK(e2e::run({"scan", folder.path("src")}).code <= 3);
  }
  stop = true;
  other.join();
  folder.write("a.apk", good.bytes);
  CHECK(e2e::run({"scan", path}).code == 1);
}
