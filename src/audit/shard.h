// Which packages of a plan are this process's: of n shards, shard i has every n-th of the plan from i on. The plan is
// sorted by size, so that all of them get their share of the large ones.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/result.h"

namespace jianfu::audit {

struct Shard {
  uint64_t index = 0, count = 1;
  friend bool operator==(const Shard&, const Shard&) = default;

  bool has(uint64_t place) const { return place % count == index; }
};

// What an environment variable says; empty when there is none.
using Environment = std::function<std::string(const char*)>;

// "i/n", or "auto": as the engine says that runs us (a Slurm array, a Kubernetes Indexed Job). `count` is --shards, 0
// when it was not given. kUsage when it does not add up.
Result<Shard> shard_of(const std::string& text, uint64_t count, const Environment& environment);

}  // namespace jianfu::audit
