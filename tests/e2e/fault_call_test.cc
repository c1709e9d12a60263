// Whole calls: signals in the middle, many packages with hostile ones among them, isolation, and that nothing asks for a
// network.
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "builders/zip_builder.h"
#include "e2e/faults.h"
#include "e2e/hostile.h"
#include "e2e/run.h"
#include "report/writers.h"

using namespace jianfu;
using Catch::Contains;
using e2e::repeated;
using e2e::ended;
using e2e::Ended;

namespace {

std::vector<builders::Sample> samples() { return builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples"); }

// A small program, each of another name.
std::string program(size_t number) {
  const std::string page = "<view>第" + std::to_string(number) + "号</view>" + (number % 3 == 0 ? "<button bindtap=\"sign\">立即打卡</button>" : "");
  const builders::BuiltProgram built = builders::build_wxapkg({{"app.json", R"({"pages": ["pages/a/a"]})"},
                                                               {"app.js", "App({})"},
                                                               {"pages/a/a.wxml", page},
                                                               {"pages/a/a.js", "Page({sign() { wx.request({url: '/sign/in'}) }})"},
                                                               {"pages/a/a.json", "{}"}});
  REQUIRE(built.error.empty());
  return built.bytes;
}

// Ten that were made to do harm; paths.
std::vector<std::string> hostile(const e2e::Workspace& folder, const std::string& good) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& name, const std::string& bytes) { out.push_back(folder.write("bad/" + name, bytes)); };
  std::string deep = builders::zip_of({{"app.json", "{}"}});
  for (int i = 0; i < 300; ++i) deep = builders::zip_of({{"n.zip", deep, false}});
  std::vector<builders::ZipFile> copies;
  for (int i = 0; i < 40; ++i) copies.push_back({"c" + std::to_string(i) + ".zip", builders::zip_of({{"z.bin", std::string(1 << 20, static_cast<char>(i))}}), false});
  std::string changed = good;
  for (size_t i = 20; i < changed.size(); i += 37) changed[i] = static_cast<char>(changed[i] ^ 0x55);
  add("cut.wxapkg", good.substr(0, good.size() / 2));
  add("changed.wxapkg", changed);
  add("empty.apk", "");
  add("text.apk", "no package");
  add("deep.wgt", deep);
  add("bomb.apk", builders::zip_of({{"AndroidManifest.xml", std::string(64 << 20, '\0')}}));
  add("copies.wgt", builders::zip_of(copies));
  add("arrays.wxapkg", builders::wxapkg_of({{"/app-config.json", repeated("[", 10'000)}, {"/app-service.js", repeated("([{", 10'000)}}));
  add("names.wxapkg", builders::wxapkg_of({{"/../../../etc/passwd", "x"}, {"/\xff\xfe", "x"}, {"/" + std::string(5'000, 'n'), "x"}}));
  out.push_back(folder.path("bad/pipe.apk"));
  REQUIRE(::mkfifo(out.back().c_str(), 0600) == 0);
  return out;
}

void forbid_sockets() {
  const auto number = static_cast<uint32_t>(offsetof(seccomp_data, nr));
  sock_filter code[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
                        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_connect, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
                        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  sock_fprog program{sizeof(code) / sizeof(code[0]), code};
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) ::_exit(98);
}

}  // namespace

TEST_CASE("a signal in the middle of a scan leaves an older report as it was and nothing beside it") {
  const e2e::Workspace folder;
  std::vector<std::string> args = {"scan", "--verbose"};
  const std::string package = folder.write("in/p.wxapkg", program(1));
  for (int i = 0; i < 3'000; ++i) args.push_back(package);
  for (const bool isolate : {false, true}) {
    for (const int number : {SIGINT, SIGTERM}) {
      INFO(number << " " << isolate);
      const std::string report = folder.write("out/r.json", "older");
      std::vector<std::string> call = args;
      call.insert(call.end(), {"-o", report, "-o", folder.path("out/new.html")});
      if (isolate) call.emplace_back("--isolate");
      e2e::Process process(call);
      while (!process.ended() && process.said().find('\n') == std::string::npos) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      process.signal(number);
      const Ended out = process.end();
      CHECK(out.signal == number);
      CHECK(out.out.empty());
      CHECK(e2e::file_bytes(report) == "older");
      const std::filesystem::directory_iterator left(folder.path("out"));
      CHECK(std::distance(begin(left), end(left)) == 1);
    }
  }
}

TEST_CASE("of a thousand packages ten hostile ones cost nobody else anything") {
  const e2e::Workspace folder;
  std::vector<std::string> good, all = {"scan", "--fail-on", "never", "--format", "json"};
  for (size_t i = 0; i < 990; ++i) good.push_back(folder.write("good/p" + std::to_string(i) + ".wxapkg", program(i % 60)));
  const std::vector<std::string> bad = hostile(folder, program(0));
  REQUIRE(bad.size() == 10);
  for (size_t i = 0; i < good.size(); ++i) {
    if (i % 99 == 50) all.push_back(bad[i / 99]);
    all.push_back(good[i]);
  }
  const Ended out = ended(all);
  CHECK(out.code == 3);
  const nlohmann::json reports = nlohmann::json::parse(out.out);
  REQUIRE(reports.size() == 1'000);
  std::vector<std::string> findings(60);
  size_t seen = 0;
  for (const nlohmann::json& report : reports) {
    const std::string path = report.contains("path") ? report["path"] : report["package"]["path"];
    if (path.find("/good/") == std::string::npos) continue;
    REQUIRE(report.contains("verdict"));
    const std::string found = report["findings"].dump();
    std::string& first = findings[seen++ % 60];
    if (first.empty()) first = found;
    CHECK(found == first);
  }
  CHECK(seen == 990);
  CHECK(findings[0] != findings[1]);
}

TEST_CASE("isolated packages give the same bytes in every format, with the same exit code and words") {
  const e2e::Workspace folder;
  std::vector<std::string> paths = hostile(folder, program(0));
  for (const builders::Sample& sample : samples()) paths.push_back(folder.write("s/" + sample.file, sample.bytes));
  paths.push_back(folder.write("\xff\xfe.wxapkg", program(3)));
  std::vector<std::string> args = {"scan", "--lang", "en", "--explain"};
  for (const report::Writer& writer : report::writers()) args.insert(args.end(), {"-o", std::string(writer.name) + "=" + folder.path("out." + std::string(writer.name))});
  args.insert(args.end(), paths.begin(), paths.end());
  const auto outputs = [&] {
    std::map<std::string, std::string> out;
    for (const report::Writer& writer : report::writers()) out[std::string(writer.name)] = e2e::file_bytes(folder.path("out." + std::string(writer.name)));
    return out;
  };
  const Ended together = ended(args);
  const auto before = outputs();
  args.emplace_back("--isolate");
  const Ended apart = ended(args);
  CHECK(apart.code == together.code);
  CHECK(apart.err == together.err);
  for (const auto& [name, bytes] : outputs()) {
    INFO(name);
    CHECK_FALSE(bytes.empty());
    CHECK(bytes == before.at(name));
  }
}

TEST_CASE("no network is asked for, isolated or not") {
  const e2e::Workspace folder;
  CHECK(ended({"scan", "x"}, [] {
          forbid_sockets();
          ::socket(AF_INET, SOCK_STREAM, 0);
        }).signal == SIGSYS);  // it holds
  std::vector<std::string> paths;
  for (const builders::Sample& sample : samples()) paths.push_back(folder.write(sample.file, sample.bytes));
  for (const bool isolate : {false, true}) {
    std::vector<std::string> args = {"scan", "--fail-on", "never"};
    args.insert(args.end(), paths.begin(), paths.end());
    if (isolate) args.emplace_back("--isolate");
    for (const report::Writer& writer : report::writers()) args.insert(args.end(), {"-o", std::string(writer.name) + "=" + folder.path("out." + std::string(writer.name))});
    const Ended out = ended(args, forbid_sockets);
    INFO(out.err);
    CHECK(out.signal == 0);
    CHECK((out.code == 0 || out.code == 3));
  }
  CHECK(ended({"rules", "list"}, forbid_sockets).code == 0);
}
