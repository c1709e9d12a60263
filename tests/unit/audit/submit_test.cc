#include "audit/submit.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "e2e/workspace.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

// Programs of engines that only write down what they were given.
struct Shell {
  Shell() {
    program("bin/sbatch", "cat >>\"$OUT\"; printf '%s\\n' \"$@\" >>\"$OUT\"; echo 12");
    program("bin/parallel", "tr '\\0' '\\n' | while IFS= read -r line; do eval \"$line\"; done; printf 'parallel %s\\n' \"$@\" >>\"$OUT\"");
    program("jian fu's", "printf '[%s]' \"$@\" >>\"$OUT\"; echo >>\"$OUT\"");
  }
  void program(const std::string& name, const std::string& text) const {
    std::filesystem::permissions(workspace.write(name, "#!/bin/bash\n" + text + "\n"), std::filesystem::perms::owner_all);
  }
  std::string run(const std::string& script) const {
    const std::string file = workspace.write("script", script);
    const std::string environment = "OUT=" + shell_word(workspace.path("out")) + " PATH=" + shell_word(workspace.path("bin")) + ":\"$PATH\" ";
    REQUIRE(std::system((environment + "bash " + shell_word(file) + " >/dev/null").c_str()) == 0);
    std::ifstream out(workspace.path("out"));
    return {std::istreambuf_iterator<char>(out), {}};
  }
  e2e::Workspace workspace;
};

Submission example(const e2e::Workspace& workspace) {
  Submission out;
  out.program = workspace.path("jian fu's");
  out.plan = "/data/计划 $(touch x) `id` {} {#} 'a'.jsonl";
  out.store = workspace.path("sto'r\"e $HOME");
  out.db = "/data/a&b;c.db";
  out.roots = {"/data/apps"};
  out.plan_digest = std::string(64, 'd');
  out.shards = 3;
  out.jobs = 2;
  out.options = {"--appid", "wx'1"};
  return out;
}

std::string script_of(const char* engine, const Submission& of) {
  const Result<std::string> script = find_engine(engine)->script(of);
  INFO((script ? std::string() : script.error().render(Lang::kEn)));
  REQUIRE(script);
  return *script;
}

}  // namespace

TEST_CASE("quoted words come out of a shell as they were") {
  for (const std::string word : {"plain/path-1.txt", "two words", "it's", "$HOME", "a\nb", "", "*", "~", "{}", "\\", "签到"}) {
    const std::string command = "test \"$(printf '%s.' " + shell_word(word) + ")\" = \"$(cat " ;
    const e2e::Workspace workspace;
    const std::string file = workspace.write("word", word + ".");
    CHECK(std::system((command + shell_word(file) + ")\"").c_str()) == 0);
  }
  CHECK(shell_word("plain/path-1.txt") == "plain/path-1.txt");
}

TEST_CASE("GNU parallel is given the commands of all shards, whatever is in the paths") {
  const Shell shell;
  Submission of = example(shell.workspace);
  of.hosts = {"user@a", "2/b"};
  const std::string out = shell.run(script_of("parallel", of));
  for (const char* shard : {"[0/3]", "[1/3]", "[2/3]"})
    CHECK_THAT(out, Contains("[audit][run][--plan][" + of.plan + "][--store][" + of.store + "][--jobs][2][--memory][4096][--appid][wx'1][--shard]" +
                             shard));
  CHECK_THAT(out, Contains("[audit][merge][--plan][" + of.plan + "][--store][" + of.store + "][--db][/data/a&b;c.db][--wait]"));
  CHECK_THAT(out, Contains("parallel --resume-failed") && Contains("parallel user@a") && Contains("parallel 2/b") && Contains("parallel --will-cite"));
}

TEST_CASE("Slurm is given an array that is tried again and a merge that follows whatever became of it") {
  const Shell shell;
  Submission of = example(shell.workspace);
  of.store += " JIANFU_END";
  const std::string out = shell.run(script_of("slurm", of));
  CHECK_THAT(out, Contains("--array=0-2") && Contains("--requeue") && Contains("--dependency=afterany:12") && Contains("--cpus-per-task=2"));
  // The script of a task as Slurm would run it.
  const size_t begin = out.find("#!/bin/bash"), end = out.find("--parsable");
  const std::string task = "export SLURM_ARRAY_TASK_ID=1\n" + out.substr(begin, end - begin);
  std::filesystem::remove(shell.workspace.path("out"));
  CHECK_THAT(shell.run(task), Contains("[--plan][" + of.plan + "][--store][" + of.store + "]") && Contains("[--appid][wx'1][--shard][auto][--shards][3]"));
}

TEST_CASE("a task of Slurm tries three times, but not what is wrong with the call") {
  const Shell shell;
  for (const auto& [code, times] : {std::pair(3, 3), std::pair(137, 3), std::pair(2, 1), std::pair(0, 1)}) {
    shell.program("jian fu's", "echo run >>\"$OUT\"; exit " + std::to_string(code));
    std::filesystem::remove(shell.workspace.path("out"));
    const std::string out = shell.run(script_of("slurm", example(shell.workspace)));
    const size_t begin = out.find("#!/bin/bash"), end = out.find("--parsable");
    std::filesystem::remove(shell.workspace.path("out"));
    const std::string task = "(\nexport SLURM_ARRAY_TASK_ID=1\n" + out.substr(begin, end - begin) + ")\ntest $? -eq " + std::to_string(code) + "\n";
    const std::string ran = shell.run(task);
    CHECK(std::count(ran.begin(), ran.end(), '\n') == times);
  }
}

TEST_CASE("an Indexed Job has its volumes; what the container would not see is refused") {
  const e2e::Workspace workspace;
  Submission of = example(workspace);
  of.program = "jianfu";
  of.plan = "/data/p \"1\".jsonl";
  of.store = "/data/store";
  const auto refused = [&] { return find_engine("k8s")->script(of).error().render(Lang::kEn); };
  CHECK_THAT(refused(), Contains("--image"));
  of.image = "registry.example/jianfu:1";
  of.claims = {{"packages", "/dat"}};
  CHECK_THAT(refused(), Contains("/data/apps"));
  of.claims = {{"packages", "/data"}};
  const std::string script = script_of("k8s", of);
  CHECK_THAT(script, Contains("completionMode: Indexed") && Contains("completions: 3") && Contains("backoffLimitPerIndex: 3") &&
                         Contains("type: DisruptionTarget") && Contains("values: [2]") && Contains("\"/data/p \\\"1\\\".jsonl\"") &&
                         Contains("claimName: \"packages\"") && Contains("\"--shard\",\"auto\",\"--shards\",\"3\""));
  of.plan = "/data/\xFF";
  CHECK_THAT(refused(), Contains("UTF-8"));
}
