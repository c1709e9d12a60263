// Thresholds, waivers and baseline from the command line.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "core/date.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using Catch::Contains;
using e2e::Ran;
using e2e::run;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples/";

// A mini-program with two suspected functions on one page: login-rate and periodic-login on pages/logins/logins.
std::map<std::string, std::string> files() { return builders::read_files(kSamples + "mini-daily-login/app"); }

std::string built(const std::map<std::string, std::string>& files) {
  const builders::BuiltProgram made = builders::build_wxapkg(files);
  REQUIRE(made.error.empty());
  return made.bytes;
}

// Its next version, with a page on which patrols clock in.
std::string next_version() {
  std::map<std::string, std::string> out = files();
  for (const auto& [name, bytes] : builders::read_files(kSamples + "mini-patrol/app")) {
    if (name.starts_with("pages/patrol/") || name.starts_with("utils/")) out[name] = bytes;
  }
  std::string& pages = out["app.json"];
  pages.replace(pages.find("\"pages/logins/logins\""), 0, "\"pages/patrol/patrol\", ");
  std::string& home = out["pages/home/home.wxml"];
  home.replace(home.find("<navigator"), 0, "<navigator url=\"/pages/patrol/patrol\">开始巡河</navigator>");
  return built(out);
}

std::string waiver(const std::string& rule, const std::string& expires, const std::string& more = "") {
  return "[[waivers]]\nrule = '" + rule + "'\nbasis = '某市某预案第12条'\napprover = '某市某局'\nreason = '演示'\nexpires = " + expires + "\n" + more + "\n";
}

struct Example {
  Example() { package = workspace.write("app.wxapkg", built(files())); }
  Ran scan(std::vector<std::string> more, const std::string& path = "") const {
    std::vector<std::string> args = {"scan", path.empty() ? package : path, "--today", "2026-06-01"};
    args.insert(args.end(), more.begin(), more.end());
    return run(args);
  }
  std::string waivers(const std::string& toml) const { return workspace.write("waivers.toml", toml); }
  std::string baseline() const {
    const std::string path = workspace.path("baseline.json");
    const Ran made = run({"baseline", package, "-o", path});
    INFO(made.err);
    REQUIRE(made.code == 0);
    return path;
  }
  e2e::Workspace workspace;
  std::string package;
};

std::string last_line(const std::string& text) {
  const size_t end = text.find_last_not_of('\n');
  const size_t begin = text.rfind('\n', end);
  return text.substr(begin == std::string::npos ? 0 : begin + 1, end - begin);
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the last line says which exit code and why") {
  const Example example;
  const Ran failed = example.scan({});
  CHECK(failed.code == 1);
  CHECK_THAT(last_line(failed.err), Catch::StartsWith("退出码 1：2 项达到阈值（疑似违规）：") && Contains("pages/logins/logins"));
  CHECK_THAT(last_line(example.scan({"--lang", "en"}).err), Catch::StartsWith("exit 1: 2 at or above the threshold (suspected): "));
  const Ran never = example.scan({"--fail-on", "never"});
  CHECK(never.code == 0);
  CHECK_THAT(last_line(never.err), Contains("never"));
}

TEST_CASE("a threshold of severity lets milder ones pass") {
  const Example example;
  const nlohmann::json report = nlohmann::json::parse(example.scan({"--format", "json"}).out);
  size_t high = 0;
  for (const auto& finding : report["findings"]) high += finding["verdict"] == "suspected" && finding["severity"] == "high";
  const Ran ran = example.scan({"--min-severity", "high"});
  CHECK(ran.code == (high > 0 ? 1 : 0));
  CHECK_THAT(last_line(ran.err), Contains("严重程度高及以上"));
  CHECK(example.scan({"--min-severity", "grave"}).code == 2);
}

TEST_CASE("what is waived passes the gate and says so; the verdict stays") {
  const Example example;
  const std::string both = example.waivers(waiver("login-rate", "2026-12-31") + waiver("periodic-login", "2026-12-31", "modules = ['登录情况']"));
  const Ran ran = example.scan({"--waivers", both});
  CHECK(ran.code == 0);
  CHECK_THAT(last_line(ran.err), Contains("另有 2 项已豁免"));
  CHECK_THAT(ran.err, !Contains("警告"));
  CHECK_THAT(ran.out, Contains("总体结论：疑似违规") && Contains("已豁免：依据 某市某预案第12条；批准 某市某局；有效期至 2026-12-31"));
  const nlohmann::json report = nlohmann::json::parse(example.scan({"--waivers", both, "--format", "json"}).out);
  CHECK(report["verdict"] == "suspected");
  CHECK(report["findings"][0]["waiver"]["approver"] == "某市某局");
  CHECK(example.scan({"--waivers", example.waivers(waiver("login-rate", "2026-12-31"))}).code == 1);  // the other one counts
}

TEST_CASE("an expired waiver is loud and excuses nothing, an unused one is loud") {
  const Example example;
  const std::string expired = example.waivers(waiver("login-rate", "2026-05-31") + waiver("periodic-login", "2026-06-01"));
  const Ran ran = example.scan({"--waivers", expired});
  CHECK(ran.code == 1);
  CHECK_THAT(ran.err, Contains("警告：" + expired + ":1:") && Contains("login-rate 的豁免已于 2026-05-31 到期"));
  CHECK_THAT(ran.err, !Contains("periodic-login 的豁免"));
  CHECK_THAT(ran.out, Contains("豁免已于 2026-05-31 到期，不再起作用"));
  const Ran unused = example.scan({"--waivers", example.waivers(waiver("clock-in", "2026-12-31"))});
  CHECK(unused.code == 1);
  CHECK_THAT(unused.err, Contains("clock-in 的豁免没有用到"));
}

TEST_CASE("waivers expire by today's date when no day is given") {
  const Example example;
  const auto code = [&](const std::string& expires) {
    return run({"scan", example.package, "--waivers", example.waivers(waiver("login-rate", expires) + waiver("periodic-login", expires))}).code;
  };
  CHECK(code("9999-12-31") == 0);
  CHECK(code("2020-01-01") == 1);
}

TEST_CASE("waivers that cannot be used end the call before anything is scanned") {
  const Example example;
  const auto refused = [&](const std::string& toml, const std::string& what) {
    const Ran ran = example.scan({"--lang", "en", "--waivers", example.waivers(toml), "-o", example.workspace.path("r.json")});
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains(what) && Contains("waivers.toml:"));
    CHECK(last_line(ran.err) == "exit 2: the waivers cannot be used");
    CHECK_FALSE(std::filesystem::exists(example.workspace.path("r.json")));
  };
  refused(waiver("login-rates", "2026-12-31"), "no such rule: login-rates");
  refused(waiver("login-rate", "'2026-13-31'"), "expires should be a date");
  refused(waiver("login-rate", "2026-12-31", "module = ['x']"), "unknown key module");
  refused("[[waivers]]\nrule = 'login-rate'\n", "basis is missing");
  refused("[[waivers]\n", "this is no TOML");
  CHECK(example.scan({"--waivers", example.workspace.path("none.toml")}).code == 2);
  CHECK(example.scan({"--today", "2026-02-30"}).code == 2);
}

TEST_CASE("with a baseline only what is new counts") {
  const Example example;
  const std::string baseline = example.baseline();
  const Ran same = example.scan({"--baseline", baseline});
  CHECK(same.code == 0);
  CHECK_THAT(last_line(same.err), Contains("另有 2 项在基线中"));
  CHECK_THAT(same.out, Contains("基线已有") && Contains("总体结论：疑似违规"));

  const std::string next = example.workspace.write("v2/app.wxapkg", next_version());
  const Ran more = example.scan({"--baseline", baseline}, next);
  CHECK(more.code == 1);
  CHECK_THAT(last_line(more.err), Contains("pages/patrol/patrol") && !Contains("pages/logins/logins") && Contains("另有 2 项在基线中"));
  const nlohmann::json report = nlohmann::json::parse(example.scan({"--baseline", baseline, "--format", "json"}, next).out);
  for (const auto& finding : report["findings"]) {
    INFO(finding["rule_id"] << " " << finding["module"]["id"]);
    if (finding["module"]["id"] == "pages/logins/logins") CHECK(finding["known"] == true);
    if (finding["module"]["id"] == "pages/patrol/patrol") CHECK(finding["known"] == false);
  }
}

TEST_CASE("what vanished since the baseline is counted") {
  const Example example;
  const std::string next = example.workspace.write("v2/app.wxapkg", next_version());
  REQUIRE(run({"baseline", next, "-o", example.workspace.path("b.json")}).code == 0);
  const Ran ran = example.scan({"--baseline", example.workspace.path("b.json")});
  CHECK(ran.code == 0);
  CHECK_THAT(ran.err, Contains("这次没有出现"));
  CHECK_THAT(example.scan({"--baseline", example.baseline()}).err, !Contains("这次没有出现"));
}

TEST_CASE("a baseline is the same from a package and from its report, and goes to standard output too") {
  const Example example;
  const std::string report = example.workspace.path("r.json");
  run({"scan", example.package, "-o", report});
  const std::string bytes = bytes_of(example.baseline());
  CHECK(run({"baseline", report}).out == bytes);
  CHECK(run({"baseline", example.package}).out == bytes);
  CHECK(bytes.find("\"rule\":\"login-rate\",\"module\":\"pages/logins/logins\"") != std::string::npos);
}

TEST_CASE("a baseline of another package, a damaged one and one of a newer format end with exit code 2") {
  const Example example;
  const std::string baseline = example.baseline();
  std::map<std::string, std::string> other = files();
  other["app.json"] = std::string(other["app.json"]).replace(other["app.json"].find("网格助手"), std::string("网格助手").size(), "另一应用");
  other["project.config.json"] = R"({"appid": "wxffffffffffffffff", "projectname": "另一应用"})";
  const Ran ran = example.scan({"--lang", "en", "--baseline", baseline, "-o", example.workspace.path("r.json")}, example.workspace.write("other/app.wxapkg", built(other)));
  INFO(ran.err);
  CHECK(ran.code == 2);
  CHECK_THAT(ran.err, Contains("does not hold the package"));
  CHECK(last_line(ran.err) == "exit 2: the baseline cannot be used");
  CHECK_FALSE(std::filesystem::exists(example.workspace.path("r.json")));

  const auto refused = [&](const std::string& bytes, const std::string& what) {
    const Ran bad = example.scan({"--lang", "en", "--baseline", example.workspace.write("bad.json", bytes)});
    INFO(bad.err);
    CHECK(bad.code == 2);
    CHECK(bad.out.empty());
    CHECK_THAT(bad.err, Contains("bad.json:1:") && Contains(what));
  };
  refused("{\"schema\": \"jianfu-baseline/2\", \"packages\": []}", "found jianfu-baseline/2");
  refused("{\"schema\": \"jianfu-baseline/1\", \"pack", "this is no JSON");
  refused(R"({"schema": "jianfu-baseline/1", "packages": [{"id": "", "kind": "wxapkg", "name": "", "entries": [{"of": "finding", "rule": "nonsense", "module": "", "fingerprint": "", "verdict": "hint"}]}]})", "no such rule: nonsense");
}

TEST_CASE("a baseline of what cannot be read is not made") {
  const Example example;
  const std::string path = example.workspace.path("b.json");
  CHECK(run({"baseline", example.package, example.workspace.path("none.apk"), "-o", path}).code == 3);
  CHECK(run({"baseline", example.workspace.write("r.json", "{\"schema\": \"jianfu-report/9\"}"), "-o", path}).code == 2);
  CHECK(run({"baseline", example.package, "-o", example.workspace.path("none/b.json")}).code == 2);
  CHECK_FALSE(std::filesystem::exists(path));
}
