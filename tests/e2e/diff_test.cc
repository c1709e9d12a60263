// jianfu diff: two versions of a mini-program of which the new one gains a ranking page and loses a download prompt.
#include <catch2/catch.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "builders/sample_builder.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using e2e::run;
using Json = nlohmann::json;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Versions {
  Versions() {
    for (const builders::Sample& sample : builders::build_samples(kSamples)) {
      if (sample.name == "mini-update-old") before = folder.write("old/app.wxapkg", sample.bytes);
      if (sample.name == "mini-update-new") after = folder.write("new/app.wxapkg", sample.bytes);
    }
    run({"scan", before, "-o", old_report()});
    run({"scan", after, "-o", new_report()});
  }
  std::string old_report() const { return folder.path("old.json"); }
  std::string new_report() const { return folder.path("new.json"); }
  e2e::Workspace folder;
  std::string before, after;
};

Json compared(const std::string& before, const std::string& after) {
  return Json::parse(run({"diff", before, after, "--format", "json"}).out);
}

// What a comparison lists, one line each.
std::vector<std::string> changes(const Json& diff) {
  std::vector<std::string> out;
  for (const Json& one : diff["functions"]) {
    const Json& finding = one["after"].is_null() ? one["before"] : one["after"];
    out.push_back(one["state"].get<std::string>() + " " + finding["feature"].get<std::string>() + " " + finding["module"]["id"].get<std::string>());
  }
  for (const Json& one : diff["major"]) out.push_back("major " + one["kind"].get<std::string>() + " " + one["place"].get<std::string>());
  for (const Json& one : diff["required"]) out.push_back("required " + one["rule_id"].get<std::string>());
  for (const Json& one : diff["results"]) out.push_back("result " + one["rule_id"].get<std::string>());
  for (const char* const list : {"permissions", "sdks", "endpoints"}) {
    if (diff[list].is_null()) continue;
    for (const Json& one : diff[list]["added"]) out.push_back("+ " + one.get<std::string>());
    for (const Json& one : diff[list]["removed"]) out.push_back("- " + one.get<std::string>());
  }
  for (const Json& one : diff["pages"]["added"]) out.push_back("+ page " + one["id"].get<std::string>());
  for (const Json& one : diff["pages"]["removed"]) out.push_back("- page " + one["id"].get<std::string>());
  for (const Json& one : diff["pages"]["renamed"]) out.push_back("~ page " + one["id"].get<std::string>());
  for (const char* const way : {"came", "went"}) {
    for (const Json& one : diff["gaps"][way]) out.push_back(std::string("gap ") + way + " " + one["why"].get<std::string>());
  }
  return out;
}

}  // namespace

TEST_CASE("a version that gains a ranking page and loses a download prompt: exactly that is told") {
  const Versions versions;
  const e2e::Ran ran = run({"diff", versions.before, versions.after, "--format", "json"});
  CHECK(ran.code == 1);
  const Json diff = Json::parse(ran.out);
  CHECK(changes(diff) == std::vector<std::string>{
                             "added points-ranking pages/rank/rank", "removed forced-download pages/apply/apply",
                             "major function-added 积分排行榜", "+ https://example.invalid/points/rank",
                             "- https://example.invalid/download/pingantong.apk", "+ page pages/rank/rank"});
  CHECK(diff["identity"]["kind"] == "same");
  CHECK(diff["identity"]["bytes"] == "differs");
  CHECK(diff["worse"] == "suspected");
  const e2e::Ran text = run({"diff", versions.before, versions.after, "--lang", "en"});
  CHECK(text.out.find("Changes that look major: 1.") != std::string::npos);
  CHECK(text.out.find("Functions: 1 added, 1 removed, 0 changed, 0 unchanged") != std::string::npos);
  CHECK(text.err.find("is new or worse") != std::string::npos);
}

TEST_CASE("the other way round the ranking goes and the prompt comes") {
  const Versions versions;
  const std::vector<std::string> back = changes(compared(versions.after, versions.before));
  CHECK(std::find(back.begin(), back.end(), "removed points-ranking pages/rank/rank") != back.end());
  CHECK(std::find(back.begin(), back.end(), "added forced-download pages/apply/apply") != back.end());
}

TEST_CASE("a version compared with itself: no change, exit code 0") {
  const Versions versions;
  for (const std::string& one : {versions.before, versions.new_report()}) {
    const e2e::Ran ran = run({"diff", one, one, "--format", "json"});
    CHECK(ran.code == 0);
    CHECK(changes(Json::parse(ran.out)).empty());
    CHECK(Json::parse(ran.out)["no_change"] == true);
  }
}

TEST_CASE("reports and packages compare alike, but for endpoints, which reports do not list") {
  const Versions versions;
  Json packages = compared(versions.before, versions.after);
  packages["endpoints"] = nullptr;
  CHECK(compared(versions.old_report(), versions.new_report()) == packages);
  CHECK(compared(versions.old_report(), versions.after) == packages);
  CHECK(compared(versions.before, versions.new_report()) == packages);
}

TEST_CASE("a package beside a report is judged for the same audience") {
  const Versions versions;
  const std::string grassroots = versions.folder.path("g.json");
  run({"scan", "--audience", "grassroots", versions.before, "-o", grassroots});
  const Json diff = compared(grassroots, versions.before);
  CHECK(diff["identity"]["scope"] == "same");
  CHECK(diff["no_change"] == true);
  const Json other = compared(grassroots, versions.old_report());
  CHECK(other["identity"]["scope"] == "differs");
  CHECK(other["major"][0]["kind"] == "audience-changed");
}

TEST_CASE("a comparison goes to several outputs, each in its format") {
  const Versions versions;
  const std::string text = versions.folder.path("d.txt"), page = versions.folder.path("d.html"), json = versions.folder.path("d.json");
  run({"diff", versions.before, versions.after, "-o", text, "-o", page, "-o", json});
  CHECK(bytes_of(text) == run({"diff", versions.before, versions.after}).out);
  CHECK(bytes_of(page).starts_with("<!DOCTYPE html>"));
  CHECK(Json::parse(bytes_of(json))["schema"] == "jianfu-diff/1");
  CHECK(run({"diff", versions.before, versions.after, "-o", text, "-o", text}).code == 2);
  CHECK(run({"diff", versions.before, versions.after, "-o", "x.docx"}).code == 2);
}

TEST_CASE("the threshold decides the exit code; what only went counts for nothing") {
  const Versions versions;
  CHECK(run({"diff", versions.before, versions.after, "--fail-on", "never"}).code == 0);
  CHECK(run({"diff", versions.before, versions.after, "--fail-on", "hint"}).code == 1);
}

TEST_CASE("different apps and different rule sets are compared, and said to be so first") {
  const Versions versions;
  Json one = Json::parse(bytes_of(versions.old_report())), other = Json::parse(bytes_of(versions.new_report()));
  one["package"]["id"] = "wx0123456789abcdef";
  other["package"]["id"] = "wxffffffffffffffff";
  other["tool"]["ruleset"]["digest"] = "sha256:0";
  const e2e::Ran ran = run({"diff", "--lang", "en", versions.folder.write("one.json", one.dump()), versions.folder.write("other.json", other.dump())});
  CHECK(ran.code == 1);
  CHECK(ran.out.find("!! ATTENTION: these are two different apps") != std::string::npos);
  CHECK(ran.out.find("scan both versions again with the same") != std::string::npos);
}

TEST_CASE("bad input: what is no report, a newer one, several packages, nothing there") {
  const Versions versions;
  const auto refused = [&](const std::string& path, int code, const std::string& what) {
    const e2e::Ran ran = run({"diff", "--lang", "en", versions.before, path});
    INFO(ran.err);
    CHECK(ran.code == code);
    CHECK(ran.err.find(what) != std::string::npos);
  };
  refused(versions.folder.write("bad.json", "{\"schema\": 1}"), 2, "bad.json");
  refused(versions.folder.write("empty.json", ""), 2, "empty.json");
  Json newer = Json::parse(bytes_of(versions.new_report()));
  newer["schema"] = "jianfu-report/2";
  refused(versions.folder.write("newer.json", newer.dump()), 2, "newer.json");
  const Json one = Json::parse(bytes_of(versions.new_report()));
  refused(versions.folder.write("two.json", Json::array({one, one}).dump()), 2, "holds 2 packages");
  refused(versions.folder.path("none.apk"), 3, "could not be assessed");
  refused(versions.folder.write("text.apk", "no package"), 3, "could not be assessed");
  CHECK(run({"diff", versions.before}).code == 2);
  CHECK(run({"diff", "-", "-"}).code == 2);
}
