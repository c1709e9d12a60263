// What was read of packages, kept beside an audit, so that other rules judge it without reading a package again:
// DIR/<2 hex>/<content>.evidence. A file serves every audit whose packages are read alike (engine/kept.h); what is torn, or
// was read otherwise, is as if it were not there, and is written anew.
#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "engine/scan.h"

namespace jianfu::audit {

class EvidenceCache {
 public:
  // For what is read with these rules and options. The folder is made when the first package is kept.
  EvidenceCache(std::string folder, const rules::RuleSet& rules, const engine::ScanOptions& options);

  std::optional<platforms::Reading> recall(const std::string& content, const evidence::Choice& wanted) const;
  // kIo: the disk is full, the folder cannot be written.
  Status keep(const std::string& content, const platforms::Reading& settled) const;

 private:
  std::string path_of(const std::string& content) const;

  std::string folder_, key_;
};

}  // namespace jianfu::audit
