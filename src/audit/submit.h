// The scripts that give an audit to an engine that exists: only an index and a count come from it, all the rest is ours.
// Every path and option is quoted, whatever is in it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace jianfu::audit {

struct Submission {
  std::string program;      // of ours, as the machines find it
  std::string plan, store, db;  // absolute
  std::vector<std::string> roots;  // of the plan
  std::string plan_digest;  // of the plan's bytes: what GNU parallel keeps of one plan is not of another
  uint64_t shards = 1;
  uint64_t jobs = 1;        // packages at a time in one shard
  uint64_t memory = 4096;   // MB a package
  std::vector<std::string> options;  // more of `audit run`: --audience, internal
  std::vector<std::string> hosts;    // GNU parallel's --sshlogin; none: this machine
  std::string image;                 // Kubernetes: the container
  std::vector<std::pair<std::string, std::string>> claims;  // persistent volume claims and where they are mounted
};

struct Engine {
  std::string_view name;
  Result<std::string> (*script)(const Submission& submission);
  bool can_run;  // the script can be run here (--go)
};

std::span<const Engine> engines();
const Engine* find_engine(std::string_view name);

// For a POSIX shell: 'it'\''s'.
std::string shell_word(std::string_view word);

}  // namespace jianfu::audit
