// Where reports go, and that a report read back is the report.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "builders/sample_builder.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using e2e::run;

namespace {

const std::string kSamples = std::string(JIANFU_SOURCE_DIR) + "/samples";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

size_t files_in(const std::string& folder) {
  const std::filesystem::directory_iterator all(folder);
  return static_cast<size_t>(std::distance(begin(all), end(all)));
}

// The first sample, written into a folder of its own.
struct Example {
  Example() {
    const builders::Sample sample = builders::build_samples(kSamples).front();
    package = workspace.write(sample.file, sample.bytes);
  }
  e2e::Workspace workspace;
  std::string package;
};

}  // namespace

TEST_CASE("a report that was converted to JSON and to text is the one that the scan writes") {
  for (const builders::Sample& sample : builders::build_samples(kSamples)) {
    INFO(sample.name);
    const e2e::Workspace folder;
    const std::string json = folder.path("r.json"), text = folder.path("r.txt");
    run({"scan", "--explain", folder.write(sample.file, sample.bytes), "-o", json, "-o", text});
    CHECK(run({"convert", json, "--format", "json"}).out == bytes_of(json));
    CHECK(run({"convert", json}).out == bytes_of(text));
  }
}

TEST_CASE("each output has the format of its ending, of its name before '=' or of --format") {
  const Example example;
  const std::string& sample = example.package;
  const e2e::Workspace folder;
  const std::string json = run({"scan", sample, "--format", "json"}).out;
  const std::string text = run({"scan", sample}).out;
  const e2e::Ran all = run({"scan", sample, "-o", folder.path("a.json"), "-o", folder.path("b.txt"), "-o", "json=" + folder.path("c"), "-o", "-"});
  CHECK(all.code <= 1);
  CHECK(bytes_of(folder.path("a.json")) == json);
  CHECK(bytes_of(folder.path("b.txt")) == text);
  CHECK(bytes_of(folder.path("c")) == json);
  CHECK(all.out == text);
  run({"scan", sample, "-o", folder.path("d.txt"), "--format", "json"});
  CHECK(bytes_of(folder.path("d.txt")) == json);
}

TEST_CASE("outputs that cannot be are refused before anything is scanned, and leave nothing behind") {
  const Example example;
  const std::string& sample = example.package;
  const e2e::Workspace folder;
  const std::string a = folder.path("a.json");
  const auto refused = [&](const std::vector<std::string>& more, const std::string& what) {
    std::vector<std::string> args = {"scan", "--lang", "en", sample};
    args.insert(args.end(), more.begin(), more.end());
    const e2e::Ran ran = run(args);
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find(what) != std::string::npos);
    CHECK(files_in(folder.root()) == 0);
  };
  refused({"-o", folder.path("a.unknown")}, "tells no format");
  refused({"-o", a, "-o", "json=" + folder.root() + "/./a.json"}, "two outputs go to one file");
  refused({"-o", a, "-o", folder.path("b.txt"), "--format", "json"}, "--format is for one output");
  refused({"-o", folder.path("none/a.json")}, "cannot write");
  refused({"-o", "json=" + folder.root()}, "cannot write");
}

TEST_CASE("convert refuses what is no report") {
  const e2e::Workspace folder;
  folder.write("x.json", "{\"schema\": \"jianfu-report/9\"}");
  const e2e::Ran newer = run({"convert", "--lang", "en", folder.path("x.json"), "-o", folder.path("y.txt")});
  CHECK(newer.code == 2);
  CHECK(newer.err.find("newer than jianfu-report/1") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path("y.txt")));
  CHECK(run({"convert", folder.path("none.json")}).code == 2);
}

TEST_CASE("opinions come into JSON, text and HTML, and nothing is written for those of another package") {
  const Example example;
  const e2e::Workspace folder;
  const std::string json = folder.path("r.json");
  run({"scan", "--explain", example.package, "-o", json, "-o", folder.path("r.html")});
  const std::string page = bytes_of(folder.path("r.html"));
  CHECK(run({"convert", json, "--format", "html"}).out == page);
  const auto attribute = [&page](const std::string& name) {
    const size_t at = page.find(name + "=\"") + name.size() + 2;
    return page.substr(at, page.find('"', at) - at);
  };
  const auto review = [&](const std::string& sha256) {
    return R"({"schema": "jianfu-review/1", "packages": [{"sha256": ")" + sha256 + R"(", "id": "", "path": "", "findings": [{"fingerprint": ")" +
           attribute("data-fingerprint") + R"(", "rule_id": ")" + attribute("data-rule") + R"(", "module": ")" + attribute("data-module") +
           R"(", "decision": "rejected", "exemption": "", "remark": "演示数据", "reviewer": "核查一组", "date": "2026-04-02"}]}]})";
  };
  const std::string good = folder.write("good.json", review(attribute("data-sha256")));
  const std::string other = folder.write("other.json", review(std::string(64, '0')));
  const e2e::Ran applied = run({"review", "apply", json, good, "-o", folder.path("n.json"), "-o", folder.path("n.html"), "-o", folder.path("n.txt")});
  INFO(applied.err);
  CHECK(applied.code == 0);
  for (const std::string name : {"n.json", "n.html", "n.txt"}) CHECK(bytes_of(folder.path(name)).find("演示数据") != std::string::npos);
  const e2e::Ran refused = run({"review", "apply", "--lang", "en", json, other, "-o", folder.path("x.json")});
  CHECK(refused.code == 2);
  CHECK(refused.err.find("not in this report") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path("x.json")));
  CHECK(run({"review", "apply", json}).code == 2);
}
