#include "audit/shard.h"

#include <catch2/catch.hpp>
#include <map>

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

Environment given(std::map<std::string, std::string> values) {
  return [values](const char* name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
  };
}
const Environment kNothing = given({});

Environment slurm(const std::string& id, const std::string& first, const std::string& count) {
  return given({{"SLURM_ARRAY_TASK_ID", id}, {"SLURM_ARRAY_TASK_MIN", first}, {"SLURM_ARRAY_TASK_COUNT", count}});
}

std::string error_of(const Result<Shard>& shard) {
  REQUIRE_FALSE(shard);
  CHECK(shard.error().kind == ErrorKind::kUsage);
  return shard.error().render(Lang::kEn);
}

}  // namespace

TEST_CASE("every package is in one shard, whatever their number") {
  for (const uint64_t count : {1U, 2U, 3U, 7U}) {
    for (uint64_t place = 0; place < 20; ++place) {
      unsigned shards = 0;
      for (uint64_t index = 0; index < count; ++index) shards += Shard{index, count}.has(place) ? 1U : 0U;
      CHECK(shards == 1);
    }
  }
}

TEST_CASE("a shard is written index/count, from zero") {
  CHECK(*shard_of("0/1", 0, kNothing) == Shard{0, 1});
  CHECK(*shard_of("3/4", 0, kNothing) == Shard{3, 4});
  CHECK(*shard_of("3/4", 4, kNothing) == Shard{3, 4});
  for (const char* bad : {"4/4", "1", "/2", "1/", "-1/2", "1/0", "0/0", "1/2/3", "a/b", "", "99999999999/99999999999"})
    CHECK_THAT(error_of(shard_of(bad, 0, kNothing)), Contains("0/4"));
  CHECK_THAT(error_of(shard_of("3/4", 5, kNothing)), Contains("--shards 5"));
}

TEST_CASE("a Slurm array says which shard, whatever its numbers begin with") {
  CHECK(*shard_of("auto", 0, slurm("0", "0", "8")) == Shard{0, 8});
  CHECK(*shard_of("auto", 0, slurm("7", "1", "8")) == Shard{6, 8});
  CHECK_THAT(error_of(shard_of("auto", 0, slurm("9", "0", "2"))), Contains("SLURM_ARRAY_TASK_ID=9"));
  CHECK_THAT(error_of(shard_of("auto", 0, slurm("x", "0", "2"))), Contains("SLURM_ARRAY_TASK_ID=x"));
  // A part of an array that is given to Slurm again: with --shards its tasks stay the shards that they were.
  CHECK(*shard_of("auto", 200, slurm("7", "3", "2")) == Shard{7, 200});
  CHECK_THAT(error_of(shard_of("auto", 7, slurm("7", "3", "2"))), Contains("--shards 7"));
}

TEST_CASE("an Indexed Job says the index, --shards the count; without an engine auto is an error") {
  const Environment job = given({{"JOB_COMPLETION_INDEX", "3"}});
  CHECK(*shard_of("auto", 4, job) == Shard{3, 4});
  CHECK_THAT(error_of(shard_of("auto", 0, job)), Contains("--shards"));
  CHECK_THAT(error_of(shard_of("auto", 3, job)), Contains("JOB_COMPLETION_INDEX=3"));
  CHECK_THAT(error_of(shard_of("auto", 4, kNothing)), Contains("SLURM_ARRAY_TASK_ID") && Contains("JOB_COMPLETION_INDEX"));
}
