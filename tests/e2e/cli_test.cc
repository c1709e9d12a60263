// The command line from outside: exit codes, messages, several packages in one call.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "builders/android_builder.h"
#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "builders/zip_builder.h"
#include "e2e/run.h"
#include "e2e/samples.h"
#include "e2e/workspace.h"

using namespace jianfu;
using Catch::Contains;
using e2e::sample;
using e2e::run;

TEST_CASE("what cannot be assessed is named, with exit code 3") {
  const e2e::Workspace workspace;
  CHECK(run({"scan", workspace.path("missing.apk")}).code == 3);
  CHECK_THAT(run({"scan", "--lang", "en", workspace.path("missing.apk")}).err, Contains("no such file"));
  CHECK_THAT(run({"scan", "--lang", "en", workspace.write("empty.apk", "")}).err, Contains("empty"));
  CHECK_THAT(run({"scan", "--lang", "en", workspace.write("a.bin", std::string("\x89PNG\r\n\x1a\n....", 12))}).err, Contains("picture"));
  const e2e::Ran folder = run({"scan", "--lang", "en", workspace.path("")});
  CHECK(folder.code == 3);
  CHECK_THAT(folder.err, Contains("empty.apk"));  // names what the folder holds
}

TEST_CASE("HAP and IPA are recognised and said to be unreadable as yet") {
  const e2e::Workspace workspace;
  const std::string hap = builders::zip_of({{"module.json", "{}", false}, {"ets/modules.abc", "x", false}});
  const std::string ipa = builders::zip_of({{"Payload/A.app/Info.plist", "x", false}});
  CHECK_THAT(run({"scan", "--lang", "en", workspace.write("a.hap", hap)}).err, Contains("HarmonyOS") && Contains("not yet readable"));
  CHECK_THAT(run({"scan", workspace.write("a.ipa", ipa)}).err, Contains("iOS"));
}

TEST_CASE("one unreadable package does not keep the others from being scanned") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("apk-signin-ranking");
  const builders::Sample good = sample("mini-cleaned");
  const e2e::Ran ran = run({"scan", "--format", "json", workspace.path("missing"), workspace.write(bad.file, bad.bytes), workspace.write("cut.apk", bad.bytes.substr(0, 40)),
                            workspace.write(good.file, good.bytes)});
  CHECK(ran.code == 3);
  const nlohmann::json entries = nlohmann::json::parse(ran.out);
  REQUIRE(entries.size() == 4);
  CHECK(entries[0]["path"] == workspace.path("missing"));
  CHECK_THAT(entries[0]["error"]["en"].get<std::string>(), Contains("no such file"));
  CHECK(entries[1]["verdict"] == "suspected");
  CHECK(entries[2].contains("error"));
  CHECK(entries[3]["package"]["path"] == workspace.path(good.file));
}

TEST_CASE("the threshold decides the exit code") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("apk-signin-ranking");
  const std::string path = workspace.write(bad.file, bad.bytes);
  CHECK(run({"scan", path}).code == 1);
  CHECK(run({"scan", "--fail-on", "never", path}).code == 0);
  const builders::Sample near_miss = sample("mini-near-meeting");
  const std::string innocent = workspace.write(near_miss.file, near_miss.bytes);
  CHECK(run({"scan", innocent}).code == 0);
  CHECK(run({"scan", "--fail-on", "explain", innocent}).code == 1);
}

TEST_CASE("a hardened package ends with exit code 3, whatever its resources show") {
  const e2e::Workspace workspace;
  const std::map<std::string, std::string> empty = {
      {"AndroidManifest.xml", R"(<manifest package="cn.gov.x"><application android:label="政务"><activity android:name="cn.gov.x.Main"/></application></manifest>)"}};
  const auto packed = [&](std::map<std::string, std::string> files) {
    files["lib/arm64-v8a/libjiagu.so"] = "x";
    const builders::BuiltPackage built = builders::build_apk(files);
    REQUIRE(built.error.empty());
    return workspace.write("packed.apk", built.bytes);
  };
  const std::string nothing = packed(empty);
  CHECK(run({"scan", nothing}).code == 3);
  CHECK(run({"scan", "--strict-coverage", nothing}).code == 3);
  CHECK_THAT(run({"scan", nothing}).out, Contains("360加固"));
  const nlohmann::json report = nlohmann::json::parse(run({"scan", "--format", "json", nothing}).out);
  // What a rule says of the manifest alone, or of a declaration, needs no text.
  for (const auto& result : report["results"]) {
    const auto& needs = result["needs"];
    if (std::find(needs.begin(), needs.end(), "text") == needs.end()) continue;
    INFO(result["rule_id"]);
    CHECK((result["verdict"] == "not-determined" || result["verdict"] == "not-applicable"));
  }

  const std::string bad = packed(builders::read_files(std::string(JIANFU_SOURCE_DIR) + "/samples/apk-signin-ranking/app"));
  const e2e::Ran ran = run({"scan", "--format", "json", bad});
  CHECK(ran.code == 3);
  CHECK(nlohmann::json::parse(ran.out)["verdict"] == "suspected");  // the finding stands
}

TEST_CASE("wrong usage and broken rules end with exit code 2") {
  const e2e::Workspace workspace;
  CHECK(run({}).code == 2);
  CHECK(run({"scan"}).code == 2);
  CHECK(run({"scan", "--format", "nonsense", "x"}).code == 2);
  CHECK(run({"nonsense"}).code == 2);
  workspace.write("rules/ruleset.yaml", "name：x\n");
  const e2e::Ran ran = run({"scan", "--lang", "en", "--rules", workspace.path("rules"), "x"});
  CHECK(ran.code == 2);
  CHECK_THAT(ran.err, Contains("ruleset.yaml:1:5"));
}

TEST_CASE("help, version and rules speak both languages") {
  CHECK(run({"--help"}).code == 0);
  CHECK_THAT(run({"scan", "--help"}).out, Contains("退出码"));
  CHECK_THAT(run({"scan", "--lang", "en", "--help"}).out, Contains("exit"));
  CHECK_THAT(run({"version"}).out, Contains("sha256:"));
  CHECK_THAT(run({"rules", "list"}).out, Contains("clock-in") && Contains("打卡签到"));
  CHECK_THAT(run({"rules", "show", "clock-in"}).out, Contains("认定为“确有”"));
  CHECK(run({"rules", "show", "nonsense"}).code == 2);
}

TEST_CASE("the rules in the tree pass their own tests and are the ones built in") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/rules";
  const e2e::Ran tests = run({"rules", "test", "--rules", folder});
  INFO(tests.out << tests.err);
  CHECK(tests.code == 0);
  CHECK(run({"rules", "lint", "--rules", folder}).code == 0);
}

TEST_CASE("the same package gives the same bytes") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("mini-patrol");
  const std::string path = workspace.write(bad.file, bad.bytes);
  CHECK(run({"scan", "--format", "json", path}).out == run({"scan", "--format", "json", path}).out);
}

TEST_CASE("evidence lists pages, texts and calls") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("mini-patrol");
  const e2e::Ran ran = run({"evidence", workspace.write(bad.file, bad.bytes)});
  CHECK(ran.code == 0);
  CHECK_THAT(ran.out, Contains("module page pages/patrol/patrol title=巡河打卡") && Contains("call wx.chooseMedia") && Contains("edge opens pages/home/home pages/rank/rank"));
  CHECK_THAT(run({"evidence", "--stats", workspace.path(bad.file)}).out, Contains("seen.text"));
}

TEST_CASE("a package inside a package is judged by itself and counts in the verdict around it") {
  const e2e::Workspace workspace;
  const builders::Sample inner = sample("apk-signin-ranking");
  const builders::BuiltPackage outer = builders::build_apk(
      {{"AndroidManifest.xml", R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.shell"><application/></manifest>)"},
       {"assets/plugin.apk", inner.bytes}});
  REQUIRE(outer.error.empty());
  const std::string path = workspace.write("outer.apk", outer.bytes);
  const e2e::Ran ran = run({"scan", "--format", "json", path});
  CHECK(ran.code == 1);
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  CHECK(report["findings"].empty());
  REQUIRE(report["nested"].size() == 1);
  CHECK(report["nested"][0]["package"]["path"] == "assets/plugin.apk");
  CHECK(report["nested"][0]["package"]["kind"] == "apk");
  CHECK_FALSE(report["nested"][0]["findings"].empty());
  CHECK(report["verdict"] == report["nested"][0]["verdict"]);
  CHECK_THAT(run({"scan", path}).out, Contains("assets/plugin.apk"));
  CHECK_THAT(run({"evidence", path}).out, Contains("# package assets/plugin.apk\n"));
  // The same shell without it.
  const builders::BuiltPackage empty = builders::build_apk(
      {{"AndroidManifest.xml", R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.shell"><application/></manifest>)"}});
  CHECK(nlohmann::json::parse(run({"scan", "--format", "json", workspace.write("empty2.apk", empty.bytes)}).out)["nested"].empty());
}

TEST_CASE("what cannot be read stands in the report too") {
  const e2e::Workspace workspace;
  const std::string empty = workspace.path("");  // a folder without a file
  const e2e::Ran one = run({"scan", "--format", "json", empty});
  CHECK(one.code == 3);
  CHECK(nlohmann::json::parse(one.out)["path"] == empty);
  CHECK_THAT(one.err, Contains("没有任何文件"));
  const builders::Sample good = sample("mini-cleaned");
  const e2e::Ran text = run({"scan", workspace.write("in/" + good.file, good.bytes), workspace.path("missing")});
  CHECK(text.code == 3);
  CHECK_THAT(text.out, Contains("本次检查 2 项，其中 1 项无法读取") && Contains("missing"));
  CHECK_THAT(run({"scan", workspace.path("in/" + good.file)}).out, !Contains("本次检查"));
}

namespace {

std::string plain_apk(const std::string& package, const std::string& split = {}) {
  const std::string attribute = split.empty() ? "" : " split=\"" + split + "\"";
  const builders::BuiltPackage built = builders::build_apk(
      {{"AndroidManifest.xml", "<manifest package=\"" + package + "\"" + attribute + "><application/></manifest>"}});
  REQUIRE(built.error.empty());
  return built.bytes;
}

// Path and id of every entry.
std::vector<std::string> ids_of(const std::string& json) {
  std::vector<std::string> out;
  for (const auto& entry : nlohmann::json::parse(json)) out.push_back(entry.contains("error") ? "?" : entry["package"]["id"].get<std::string>());
  return out;
}

}  // namespace

TEST_CASE("a folder of packages is what its packages are one by one") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("apk-signin-ranking"), good = sample("mini-cleaned");
  const std::string first = workspace.write("a.apk", bad.bytes), second = workspace.write("deep/" + good.file, good.bytes), third = workspace.write("z.apk", plain_apk("cn.gov.z"));
  const e2e::Ran folder = run({"scan", "--format", "json", workspace.path("")});
  const e2e::Ran files = run({"scan", "--format", "json", first, second, third});
  CHECK(folder.code == files.code);
  const auto apart = nlohmann::json::parse(folder.out), together = nlohmann::json::parse(files.out);
  REQUIRE(apart.size() == 3);
  for (size_t i = 0; i < 3; ++i) CHECK(apart[i]["findings"] == together[i]["findings"]);
  CHECK_THAT(run({"scan", workspace.path("")}).out, Contains("本次检查 3 个安装包"));
  CHECK_THAT(run({"evidence", workspace.path("")}).out, Contains("# package " + first + "\n") && Contains("# package " + third + "\n"));
}

TEST_CASE("splits join the base of their own program only, in files and in folders") {
  const e2e::Workspace workspace;
  const std::string base = workspace.write("m.apk", plain_apk("cn.gov.a"));
  workspace.write("n.wgt", "broken");
  workspace.write("split_config.zh.apk", plain_apk("cn.gov.a", "config.zh"));
  const std::string foreign = workspace.write("split_x.apk", plain_apk("cn.gov.b", "x"));
  workspace.write("split_y.apk", plain_apk("cn.gov.b", "y"));
  const e2e::Ran folder = run({"scan", "--format", "json", workspace.path("")});
  CHECK(ids_of(folder.out) == std::vector<std::string>{"cn.gov.a", "?", "cn.gov.b"});
  const auto entries = nlohmann::json::parse(folder.out);
  CHECK(entries[0]["package"]["parts"].size() == 1);
  CHECK(entries[2]["package"]["parts"].size() == 1);  // its base is missing
  CHECK(entries[2]["coverage"]["gaps"].dump().find("missing-part") != std::string::npos);
}

TEST_CASE("a package of another program weighs the same beside a base, in a folder and in a container") {
  const e2e::Workspace workspace;
  const std::string a = sample("apk-signin-ranking").bytes, b = plain_apk("cn.gov.b", "x");
  const e2e::Ran files = run({"scan", workspace.write("base.apk", a), workspace.write("split_x.apk", b)});
  const e2e::Ran folder = run({"scan", workspace.path("")});
  const std::string container = workspace.write("all.apks", builders::zip_of({{"base.apk", a, false}, {"split_x.apk", b, false}}));
  const e2e::Ran inside = run({"scan", "--format", "json", container});
  CHECK(files.code == 3);
  CHECK(folder.code == 3);
  CHECK(inside.code == 3);
  const auto nested = nlohmann::json::parse(inside.out)["nested"];
  REQUIRE(nested.size() == 1);
  CHECK(nested[0]["package"]["sha256"].get<std::string>().size() == 64);
}

TEST_CASE("a declaration is compared with the package; one that cannot be read ends the call") {
  const e2e::Workspace workspace;
  const builders::Sample bad = sample("apk-signin-ranking");
  const std::string package = workspace.write(bad.file, bad.bytes);
  const std::string right = workspace.write("d.json", R"({"unit": {"kind": "institution-other"}, "app": {"name": "别的应用"}, "audience": ["public"]})");
  const e2e::Ran ran = run({"scan", "--format", "json", "--declaration", right, package});
  CHECK(ran.code == 1);
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  CHECK(report["scope"]["audience"] == "public");
  CHECK(report["scope"]["filing_required"] == false);
  CHECK(report["scope"]["assumed"].empty());
  REQUIRE(report["declaration"].is_object());
  CHECK(report["declaration"]["identity"][0]["state"] == "differs");
  const auto state = [](const nlohmann::json& one) {
    for (const nlohmann::json& finding : one["findings"]) {
      if (finding["rule_id"] == "clock-in") return finding["declared"];
    }
    return nlohmann::json();
  };
  CHECK(state(report)["state"] == "undeclared");
  const e2e::Ran chosen = run({"scan", "--format", "json", "--declaration", right, "--audience", "internal", "--filing", "required", package});
  CHECK(nlohmann::json::parse(chosen.out)["scope"]["audience"] == "internal");
  CHECK(nlohmann::json::parse(chosen.out)["scope"]["filing_required"] == true);
  const e2e::Ran silent = run({"scan", "--format", "json", "--audience", "internal", package});
  CHECK(nlohmann::json::parse(silent.out)["scope"]["assumed"] == nlohmann::json{"filing_required"});
  CHECK_THAT(run({"scan", "--declaration", right, package}).out, Contains("申报未载明") && Contains("申报对照"));

  const std::string wrong = workspace.write("w.json", "{\n  \"app\": {\"name\": \"x\"},\n  \"audiences\": []\n}");
  const e2e::Ran refused = run({"scan", "--lang", "en", "--declaration", wrong, package});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK_THAT(refused.err, Contains("w.json:3:3: unknown key audiences; did you mean audience?"));
  CHECK(run({"scan", "--declaration", workspace.path("no.json"), package}).code == 2);
}
