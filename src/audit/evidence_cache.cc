#include "audit/evidence_cache.h"

#include "audit/whole_file.h"
#include "engine/kept.h"
#include "io/file.h"

namespace jianfu::audit {
namespace {

constexpr uint64_t kMostBytes = uint64_t{2} << 30;

}  // namespace

EvidenceCache::EvidenceCache(std::string folder, const rules::RuleSet& rules, const engine::ScanOptions& options)
    : folder_(std::move(folder)), key_(engine::kept_key(rules, options.limits, *options.app_ids)) {}

std::string EvidenceCache::path_of(const std::string& content) const {
  return folder_ + '/' + content.substr(0, 2) + '/' + content + ".evidence";
}

std::optional<platforms::Reading> EvidenceCache::recall(const std::string& content, const evidence::Choice& wanted) const {
  const Result<io::FileHead> file = io::read_head_of_file(path_of(content), kMostBytes);
  return file ? engine::recall(file->bytes, key_, wanted) : std::nullopt;
}

// Not synced: what a power failure takes away is read again.
Status EvidenceCache::keep(const std::string& content, const platforms::Reading& settled) const {
  return write_whole(path_of(content), engine::keep(settled, key_), Sync::kNo);
}

}  // namespace jianfu::audit
