// What surrounds a scan: lists of inputs, the configuration file, completion, the manual page.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "builders/sample_builder.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using e2e::run;

namespace {

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// A mini-program with findings, alone in a folder.
struct Example {
  Example() {
    for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples"))
      if (sample.name == "mini-absentees") package = folder.write("a.wxapkg", sample.bytes);
  }
  e2e::Workspace folder;
  std::string package;
};

// The working directory of one test.
class Inside {
 public:
  explicit Inside(const std::string& folder) : before_(std::filesystem::current_path()) { std::filesystem::current_path(folder); }
  ~Inside() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

std::string output_of(const std::string& command) {
  std::string out;
  FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

}  // namespace

TEST_CASE("a list names the packages, a line each") {
  const Example example;
  const std::string list = example.folder.write("list.txt", "# 清单\r\n\r\n" + example.package + "\r\n");
  const e2e::Ran listed = run({"scan", "--format", "json", "@" + list});
  CHECK(listed.code == 1);
  CHECK(listed.out == run({"scan", "--format", "json", example.package}).out);
  CHECK(run({"scan", "@" + example.folder.path("none.txt")}).code == 2);
  const e2e::Ran empty = run({"scan", "--lang", "en", "@" + example.folder.write("empty.txt", "# nothing\n")});
  CHECK(empty.code == 2);
  CHECK(has(empty.err, "the list is empty"));
}

TEST_CASE("a package on standard input is reported as that, the same way each time") {
  const Example example;
  std::ifstream file(example.package, std::ios::binary);
  std::istringstream bytes(std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>()));
  std::streambuf* const before = std::cin.rdbuf(bytes.rdbuf());
  const e2e::Ran ran = run({"scan", "--format", "json", "-"});
  std::cin.clear();
  std::cin.rdbuf(before);
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "\"path\": \"stdin\""));
  CHECK_FALSE(has(ran.out, "/proc/"));
  CHECK(has(run({"scan", "--lang", "en", "-", "-"}).err, "- may be given once"));
}

TEST_CASE("a configuration file gives options, and those of the call win") {
  const Example example;
  const Inside inside(example.folder.root());
  CHECK(run({"scan", example.package}).code == 1);
  example.folder.write(".jianfu.toml", "fail-on = \"never\"\nformat = \"json\"\n");
  const e2e::Ran ran = run({"scan", example.package});
  CHECK(ran.code == 0);
  CHECK(has(ran.out, "\"schema\": \"jianfu-report/1\""));
  CHECK(run({"scan", "--fail-on", "suspected", example.package}).code == 1);
  CHECK(run({"scan", "--config", "none", example.package}).code == 1);
  std::filesystem::create_directories(example.folder.path("deep/er"));
  const Inside deeper(example.folder.path("deep/er"));
  CHECK(run({"scan", example.package}).code == 0);
  std::filesystem::create_directories(example.folder.path("deep/.git"));
  CHECK(run({"scan", example.package}).code == 1);  // another repository
}

TEST_CASE("files that a configuration names lie beside it") {
  const Example example;
  example.folder.write("project/申报.toml", "");
  const std::string config = example.folder.write("project/.jianfu.toml", "declaration = \"申报.toml\"\n");
  const e2e::Ran ran = run({"scan", "--config", config, example.package});
  CHECK(has(ran.err, example.folder.path("project/申报.toml")));
  CHECK(ran.code == 2);  // an empty file is no declaration
}

TEST_CASE("a configuration with an unknown key or a value that no option takes is refused with its place") {
  const Example example;
  const auto complaint = [&](const std::string& text) {
    const e2e::Ran ran = run({"scan", "--lang", "en", "--config", example.folder.write("c.toml", text), example.package});
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(has(complaint("fail-on = \"hint\"\nfailon = 1\n"), "c.toml:2:1: unknown key failon"));
  CHECK(has(complaint("fail-on = \"always\"\n"), "c.toml:1:1: "));
  CHECK(has(complaint("fail-on = \"always\"\n"), "always"));
  CHECK(has(complaint("quiet = \"yes\"\n"), "quiet should be true or false"));
  CHECK(has(complaint("fail-on = true\n"), "fail-on should be a text"));
  CHECK(has(complaint("fail-on = [\n"), "c.toml:"));
  CHECK(has(complaint("[fail-on]\na = 1\n"), "fail-on should be a text"));
  // Keys of other commands do no harm.
  CHECK(run({"scan", "--config", example.folder.write("c.toml", "survivors = 5\n"), example.package}).code == 1);
}

TEST_CASE("config show tells what each setting is and where it comes from") {
  const Example example;
  const Inside inside(example.folder.root());
  const auto shown = [](std::vector<std::string> more = {}) {
    std::vector<std::string> args = {"config", "show", "--lang", "en"};
    args.insert(args.end(), more.begin(), more.end());
    return run(args);
  };
  const e2e::Ran bare = shown();
  CHECK(bare.code == 0);
  CHECK(has(bare.out, "# no configuration file is used\n"));
  CHECK(has(bare.out, "fail-on = \"suspected\"  # default\n"));
  CHECK(has(bare.out, "quiet = false  # default\n"));
  CHECK(has(bare.out, "# baseline  # not set\n"));
  CHECK(has(bare.out, "lang = \"en\"  # --lang\n"));

  const std::string file = example.folder.write(".jianfu.toml", "# ours\nfail-on = \"never\"\ncolor = \"never\"\nwaivers = \"w \\\"1\\\".toml\"\nappid = [\"wx0123456789abcdef\"]\nstats = true\n");
  const e2e::Ran filled = shown({"--color", "always", "-q"});
  CHECK(has(filled.out, "# configuration file: " + file + "\n"));
  CHECK(has(filled.out, "fail-on = \"never\"  # " + file + ":2:1\n"));
  CHECK(has(filled.out, "color = \"always\"  # --color\n"));
  CHECK(has(filled.out, "quiet = true  # --quiet\n"));
  CHECK(has(filled.out, "waivers = \"" + example.folder.path("w \\\"1\\\".toml") + "\"  # "));
  CHECK(has(filled.out, "appid = [\"wx0123456789abcdef\"]  # "));
  CHECK(has(filled.out, "stats = true  # "));
  // It is a configuration file that says the same.
  const std::string again = run({"config", "show", "--lang", "en", "--config", example.folder.write("copy.toml", filled.out)}).out;
  CHECK(has(again, "fail-on = \"never\"  # "));
  CHECK(has(again, "waivers = \"" + example.folder.path("w \\\"1\\\".toml") + "\"  # "));
  CHECK_FALSE(has(again, "waivers = \"\""));

  example.folder.write(".jianfu.toml", "fail-on = \"always\"\n");
  CHECK(shown().code == 2);
  CHECK(has(shown().err, ":1:1: "));
  CHECK(shown({"--config", "none"}).code == 0);
}

TEST_CASE("the language of the environment goes before that of the file, and the call before both") {
  const Example example;
  const std::string config = example.folder.write("c.toml", "lang = \"en\"\n");
  CHECK(has(run({"config", "show", "--config", config}).out, "lang = \"en\"  # " + config + ":1:1"));
  ::setenv("JIANFU_LANG", "zh", 1);
  CHECK(has(run({"config", "show", "--config", config}).out, "lang = \"zh\"  # JIANFU_LANG"));
  CHECK(has(run({"config", "show", "--config", config, "--lang", "en"}).out, "lang = \"en\"  # --lang"));
  ::unsetenv("JIANFU_LANG");
}

TEST_CASE("config init writes a file that works, and never over another") {
  const Example example;
  const Inside inside(example.folder.root());
  CHECK(run({"config", "init"}).code == 0);
  CHECK(run({"scan", example.package}).code == 1);
  CHECK(run({"config", "init"}).code == 2);
}

TEST_CASE("quiet is silent about what went well, not about errors") {
  const Example example;
  CHECK(run({"scan", "-q", example.package}).err.empty());
  CHECK_FALSE(run({"scan", "-q", example.folder.path("none.apk")}).err.empty());
  CHECK(has(run({"scan", "-v", example.package}).err, example.package + "：疑似违规"));
}

TEST_CASE("colours come where they are asked for, and only there") {
  const Example example;
  CHECK_FALSE(has(run({"scan", example.package}).out, "\x1b["));
  CHECK(has(run({"scan", "--color", "always", example.package}).out, "\x1b[1;31m疑似违规"));
  run({"scan", "--color", "always", example.package, "-o", example.folder.path("r.txt")});
  CHECK(output_of("grep -c \"$(printf '\\033')\" " + example.folder.path("r.txt")) == "0\n");
}

TEST_CASE("the bash script offers commands, options, values and files") {
  const e2e::Workspace folder;
  const std::string script = folder.write("jianfu.bash", run({"completion", "bash"}).out);
  const auto offered = [&](const std::string& words) {
    return output_of("bash -c 'source " + script + "; COMP_WORDS=(jianfu " + words +
                     "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _jianfu; echo ${COMPREPLY[*]}'");
  };
  CHECK(has(offered("sc"), "scan"));
  CHECK(offered("rules li") == "list lint\n");
  CHECK(has(offered("scan --form"), "--format"));
  CHECK(has(offered("scan --format js"), "json"));
  CHECK_FALSE(has(offered("rules list --fail"), "--fail-on"));
  CHECK(offered("scan " + folder.path("jianfu.b")) == script + "\n");
  // A name with a space is one; what names no file offers none; options of the program are understood everywhere.
  folder.write("jian fu.apk", "");
  CHECK(has(offered("scan " + folder.path("jian")), folder.path("jian fu.apk")));
  CHECK(offered("rules show \"\"") == "\n");
  CHECK(offered("scan --appid \"\"") == "\n");
  CHECK(offered("scan --col") == "--color\n");
  CHECK(offered("rules list --color a") == "auto always\n");
}

TEST_CASE("every command and option stands in every script and in the manual page") {
  for (const std::string kind : {"bash", "zsh", "fish", "man"}) {
    INFO(kind);
    const std::string out = run({"completion", kind}).out;
    for (const std::string word : {"scan", "baseline", "convert", "diff", "rules", "lint", "completion"}) CHECK(has(out, word));
    CHECK(has(out, kind == "man" ? "\\-\\-fail\\-on" : kind == "fish" ? "-l fail-on" : "--fail-on"));
    CHECK(has(out, kind == "man" ? "suspected|\\:explain" : "suspected explain"));
  }
  CHECK(run({"completion", "tcsh"}).code == 2);
}
