// The end of an audit on many machines: one process looks whether every package of the plan has its result, and puts
// all of them into a database. Done again, or in several steps, it gives the same database.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/plan.h"
#include "audit/results.h"
#include "audit/store.h"

namespace jianfu::audit {

struct PlanStatus {
  uint64_t done = 0, failed = 0, missing = 0, torn = 0;
  uint64_t foreign = 0;  // of another version of the program
  uint64_t begun = 0;  // of missing and torn: scans were begun
  std::vector<const PlannedContent*> open;  // borrowed from the plan: missing and torn

  bool complete() const { return missing == 0 && torn == 0 && foreign == 0; }
};

// Reads every result. `tell` hears how many were read and says whether to go on; then the counts are of those only.
PlanStatus status_of(const Plan& plan, const Results& results, const std::function<bool(uint64_t)>& tell);

struct MergeOptions {
  std::string db;
  bool wait = false;        // for another writer of it
  bool incomplete = false;  // merge what there is
};

struct MergeResult {
  PlanStatus status;    // of the folder
  uint64_t merged = 0;  // contents that are in the database now
  size_t swept = 0;     // files that ended processes left
  bool refused = false, stopped = false;
};

// What is incomplete is refused before the database is touched, unless it is allowed: then what is missing is not in the
// database, and what that knows of the roots besides stays. The error is the database's.
Result<MergeResult> merge(const Plan& plan, Results& results, const MergeOptions& options, const std::function<bool(uint64_t)>& tell);

}  // namespace jianfu::audit
