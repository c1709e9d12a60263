// Packages in a folder, the plan of them and a folder of results.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "audit/run_shard.h"
#include "builders/sample_builder.h"
#include "unit/audit/example.h"

namespace jianfu::audit {

struct Packages {
  Packages() : work{scanner(), {}, {}} {
    for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
      if (sample.name == "apk-absentees") apk = sample.bytes;
      if (sample.name == "mini-near-meeting") mini = sample.bytes;
    }
    work.options.scope.reasons = false;
  }

  std::string put(const std::string& name, const std::string& bytes) const { return workspace.write("root/" + name, bytes); }
  Plan plan() const {
    const Result<Planned> made = make_plan({workspace.path("root")}, work, 2, [](const Progress&) { return true; });
    INFO((made ? std::string() : made.error().render(Lang::kEn)));
    REQUIRE(made);
    CHECK(made->complete);
    return made->plan;
  }
  Results results(const Plan& plan) const { return {workspace.path("store"), plan.context.key}; }
  ShardResult run(const Plan& plan, Results& results, Shard shard = {}, bool retry = false) const {
    const Result<ShardResult> done = run_shard(plan, shard, work, {2, retry}, results, [](const Progress&) { return true; });
    INFO((done ? std::string() : done.error().render(Lang::kEn)));
    REQUIRE(done);
    return *done;
  }

  e2e::Workspace workspace;
  Work work;
  std::string apk, mini;
};

}  // namespace jianfu::audit
