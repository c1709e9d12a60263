// One shard of a plan: its packages are scanned and their results kept in the folder that all shards share. What has a
// result is left alone, so that a shard can be begun again at any time, anywhere, and by several at once.
#pragma once

#include <functional>

#include "audit/plan.h"
#include "audit/results.h"
#include "audit/run.h"
#include "audit/shard.h"

namespace jianfu::audit {

struct ShardResult {
  uint64_t contents = 0;  // of the shard
  uint64_t known = 0;     // had a result
  uint64_t scanned = 0, failed = 0;  // now, the results of
  uint64_t missing = 0;   // that still have none
  Counts kept = {};       // what came of keeping evidence, and nothing else
  bool complete() const { return missing == 0; }
};

// The error is the disk's, or the system's that gives no process. What was done stays done.
Result<ShardResult> run_shard(const Plan& plan, const Shard& shard, const Work& work, const RunOptions& options, Results& results,
                              const std::function<bool(const Progress&)>& tell);

}  // namespace jianfu::audit
