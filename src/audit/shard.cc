#include "audit/shard.h"

#include <optional>

#include "audit/problem.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

constexpr const char* kSlurmId = "SLURM_ARRAY_TASK_ID";
constexpr const char* kSlurmFirst = "SLURM_ARRAY_TASK_MIN";
constexpr const char* kSlurmCount = "SLURM_ARRAY_TASK_COUNT";
constexpr const char* kKubernetesIndex = "JOB_COMPLETION_INDEX";

std::optional<uint64_t> number_of(const std::string& text) {
  const bool number = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::optional<uint64_t>(std::stoull(text)) : std::nullopt;
}

Result<Shard> checked(std::optional<uint64_t> index, std::optional<uint64_t> count, const std::string& text) {
  if (index && count && *index < *count) return Shard{*index, *count};
  return problem(ErrorKind::kUsage, Phrase::shard_bad, {text::displayable(text)}, "--shard");
}

// With --shards an array is numbered from 0 on, so that some of its tasks can be given to Slurm again by themselves;
// without, all of it has to be there.
Result<Shard> of_slurm(uint64_t count, const Environment& environment) {
  const std::string id = environment(kSlurmId), first = environment(kSlurmFirst), all = environment(kSlurmCount);
  const std::string said = std::string(kSlurmId) + "=" + id + " " + kSlurmFirst + "=" + first + " " + kSlurmCount + "=" + all;
  const std::optional<uint64_t> task = number_of(id);
  if (count != 0) return checked(task, count, said + " --shards " + std::to_string(count));
  const std::optional<uint64_t> least = number_of(first);
  if (!task || !least || *task < *least) return checked({}, {}, said);
  return checked(*task - *least, number_of(all), said);
}

}  // namespace

Result<Shard> shard_of(const std::string& text, uint64_t count, const Environment& environment) {
  if (text != "auto") {
    const size_t slash = text.find('/');
    if (slash == std::string::npos) return checked({}, {}, text);
    const Result<Shard> out = checked(number_of(text.substr(0, slash)), number_of(text.substr(slash + 1)), text);
    if (out && count != 0 && out->count != count) return checked({}, {}, text + " --shards " + std::to_string(count));
    return out;
  }
  if (!environment(kSlurmId).empty()) return of_slurm(count, environment);
  const std::string index = environment(kKubernetesIndex);
  if (index.empty()) return problem(ErrorKind::kUsage, Phrase::shard_no_engine, {kSlurmId, kKubernetesIndex}, "--shard auto");
  if (count == 0) return problem(ErrorKind::kUsage, Phrase::shard_needs_count, {kKubernetesIndex}, "--shard auto");
  return checked(number_of(index), count, std::string(kKubernetesIndex) + "=" + index + " --shards " + std::to_string(count));
}

}  // namespace jianfu::audit
