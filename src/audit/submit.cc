#include "audit/submit.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "audit/problem.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using Words = std::vector<std::string>;

// The shard comes last: an engine adds it.
Words run_words(const Submission& of, const Words& shard) {
  Words out = {of.program, "audit", "run", "--plan", of.plan, "--store", of.store, "--jobs", std::to_string(of.jobs),
               "--memory", std::to_string(of.memory)};
  out.insert(out.end(), of.options.begin(), of.options.end());
  out.insert(out.end(), shard.begin(), shard.end());
  return out;
}

Words merge_words(const Submission& of) {
  return {of.program, "audit", "merge", "--plan", of.plan, "--store", of.store, "--db", of.db, "--wait", "--config", "none"};
}

std::string line_of(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + shell_word(word);
  return out;
}

std::string logs_of(const Submission& of) { return of.store + "/log"; }

// ---- Slurm ----

// A function of the script that prints a text as it is.
std::string printing(const std::string& name, const std::string& text) {
  std::string end = "JIANFU_END";
  while (text.find(end) != std::string::npos) end += '_';
  return name + "() {\n  cat <<'" + end + "'\n" + text + end + "\n}\n";
}

// What ends a scan without ending the machine is no reason for Slurm to run it again; so it is done here, at once.
std::string array_task(const Submission& of) {
  return "#!/bin/bash\n"
         "exec >>" + shell_word(logs_of(of)) + "/shard-\"$SLURM_ARRAY_TASK_ID\".txt 2>&1\n"
         "for try in 1 2 3; do\n"
         "  code=0\n"
         "  " + line_of(run_words(of, {"--shard", "auto", "--shards", std::to_string(of.shards)})) + " || code=$?\n"
         "  case $code in\n"
         "    0 | 2) exit $code ;; # 2: the call is wrong, and would be again\n"
         "  esac\n"
         "done\n"
         "exit $code\n";
}

std::string merge_task(const Submission& of) {
  return "#!/bin/bash\nexec >>" + shell_word(logs_of(of)) + "/merge.txt 2>&1\nexec " + line_of(merge_words(of)) + "\n";
}

Result<std::string> slurm(const Submission& of) {
  const std::string last = std::to_string(of.shards - 1);
  return "#!/bin/bash\n"
         "# Partition, account and time limit: set SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT before.\n"
         "set -euo pipefail\n"
         "mkdir -p " + shell_word(logs_of(of)) + "\n" +
         printing("shard", array_task(of)) + printing("merge", merge_task(of)) +
         "array=$(shard | sbatch --parsable --job-name=jianfu --array=0-" + last + " --ntasks=1 --cpus-per-task=" + std::to_string(of.jobs) +
         " --requeue --output=/dev/null)\n"
         "array=${array%%;*}\n"
         "# afterany: afterok never comes true once a task was run again. The merge itself looks whether all is there.\n"
         "merge=$(merge | sbatch --parsable --job-name=jianfu-merge --dependency=\"afterany:$array\" --ntasks=1 --requeue --output=/dev/null)\n"
         "echo \"$array ${merge%%;*}\"\n";
}

// ---- GNU parallel ----

// The commands come on its input, so that nothing in them is taken for a place to fill in; each ends with a NUL.
Result<std::string> parallel(const Submission& of) {
  std::string hosts;
  for (const std::string& host : of.hosts) hosts += " --sshlogin " + shell_word(host);
  const std::string log = logs_of(of) + "/parallel-" + of.plan_digest.substr(0, 16) + "-" + std::to_string(of.shards) + ".txt";
  return "#!/bin/bash\n"
         "set -uo pipefail\n"
         "mkdir -p " + shell_word(logs_of(of)) + "\n"
         "shard() { # the command of one shard, as another shell reads it\n"
         "  printf '%s %s\\0' " + shell_word(line_of(run_words(of, {"--shard"}))) + " \"$1/" + std::to_string(of.shards) + "\"\n"
         "}\n"
         "code=0\n"
         "for ((i = 0; i < " + std::to_string(of.shards) + "; i++)); do shard $i; done |\n"
         "  parallel --will-cite -0 --jobs 1 --retries 3 --resume-failed --joblog " + shell_word(log) + hosts + " || code=$?\n"
         "[ $code -eq 0 ] || echo \"parallel: $code\" >&2\n"
         "# The merge itself looks whether all is there.\n" +
         line_of(merge_words(of)) + "\n";
}

// ---- Kubernetes ----

// JSON is YAML.
std::string yaml(const std::string& text) { return nlohmann::json(text).dump(); }

std::string yaml(const Words& words) { return nlohmann::json(words).dump(); }

// A container's part of a job, six spaces deep.
std::string pod(const Submission& of, const Words& command) {
  std::string out =
      "      restartPolicy: Never\n"
      "      automountServiceAccountToken: false\n"
      "      containers:\n"
      "        - name: jianfu\n"
      "          image: " + yaml(of.image) + "\n"
      "          command: " + yaml(command) + "\n"
      "          resources:\n"
      "            requests: {cpu: " + yaml(std::to_string(of.jobs)) + ", memory: 512Mi}\n";
  if (of.memory != 0) out += "            limits: {memory: " + std::to_string(of.jobs * of.memory + 512) + "Mi}\n";
  out += "          volumeMounts:\n";
  for (size_t i = 0; i < of.claims.size(); ++i)
    out += "            - {name: volume-" + std::to_string(i) + ", mountPath: " + yaml(of.claims[i].second) + "}\n";
  out += "      volumes:\n";
  for (size_t i = 0; i < of.claims.size(); ++i)
    out += "        - {name: volume-" + std::to_string(i) + ", persistentVolumeClaim: {claimName: " + yaml(of.claims[i].first) + "}}\n";
  return out;
}

bool is_yaml_text(const Submission& of) {
  const Words all = run_words(of, {of.db, of.image});
  const bool claims = std::all_of(of.claims.begin(), of.claims.end(),
                                  [](const auto& claim) { return text::valid_utf8(claim.first) && text::valid_utf8(claim.second); });
  return claims && std::all_of(all.begin(), all.end(), text::valid_utf8);
}

// The first path that no volume brings into the container; empty: none.
std::string outside(const Submission& of) {
  Words paths = of.roots;
  paths.insert(paths.end(), {of.plan, of.store, of.db});
  const auto inside = [&](const std::string& path) {
    return std::any_of(of.claims.begin(), of.claims.end(), [&](const auto& claim) {
      const std::string& mount = claim.second;
      return path.starts_with(mount) && (mount.ends_with('/') || path.size() == mount.size() || path[mount.size()] == '/');
    });
  };
  const auto found = std::find_if_not(paths.begin(), paths.end(), inside);
  return found == paths.end() ? std::string() : *found;
}

// A machine that goes away is no failure; a wrong call is one, and final.
Result<std::string> kubernetes(const Submission& of) {
  if (of.image.empty() || of.claims.empty()) return problem(ErrorKind::kUsage, Phrase::submit_needs_image, {}, {});
  if (!is_yaml_text(of)) return problem(ErrorKind::kUsage, Phrase::submit_not_utf8, {}, {});
  if (const std::string path = outside(of); !path.empty()) return problem(ErrorKind::kUsage, Phrase::submit_outside, {text::displayable(path)}, {});
  const std::string shards = std::to_string(of.shards);
  return "# kubectl apply -f FILE; when jianfu-audit has ended:\n"
         "# kubectl patch job jianfu-audit-merge -p '{\"spec\": {\"suspend\": false}}'\n"
         "apiVersion: batch/v1\n"
         "kind: Job\n"
         "metadata:\n"
         "  name: jianfu-audit\n"
         "spec:\n"
         "  completionMode: Indexed\n"
         "  completions: " + shards + "\n"
         "  parallelism: " + std::to_string(std::min<uint64_t>(of.shards, 10)) + " # at a time\n"
         "  backoffLimitPerIndex: 3\n"
         "  maxFailedIndexes: " + shards + "\n"
         "  podFailurePolicy:\n"
         "    rules:\n"
         "      - action: Ignore\n"
         "        onPodConditions: [{type: DisruptionTarget}]\n"
         "      - action: FailIndex\n"
         "        onExitCodes: {operator: In, values: [2]}\n"
         "  template:\n"
         "    spec:\n" + pod(of, run_words(of, {"--shard", "auto", "--shards", shards})) +
         "---\n"
         "apiVersion: batch/v1\n"
         "kind: Job\n"
         "metadata:\n"
         "  name: jianfu-audit-merge\n"
         "spec:\n"
         "  suspend: true\n"
         "  backoffLimit: 3\n"
         "  template:\n"
         "    spec:\n" + pod(of, merge_words(of));
}

constexpr std::array kEngines = {Engine{"slurm", slurm, true}, Engine{"parallel", parallel, true}, Engine{"k8s", kubernetes, false}};

}  // namespace

std::span<const Engine> engines() { return kEngines; }

const Engine* find_engine(std::string_view name) {
  const auto found = std::find_if(kEngines.begin(), kEngines.end(), [name](const Engine& one) { return one.name == name; });
  return found == kEngines.end() ? nullptr : &*found;
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace jianfu::audit
