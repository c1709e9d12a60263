// An audit as one web page for those who decide on it: how many packages of which verdict, provision by provision, unit by
// unit, what could not be assessed, what changed since an earlier audit. Opens from disk, loads nothing, runs nothing;
// every number comes from a question that `audit query` answers too.
#pragma once

#include <string>

#include "audit/database.h"
#include "core/message.h"

namespace jianfu::audit {

struct PageOptions {
  Lang lang = Lang::kZh;
  bool earlier = false;    // an earlier audit is attached (compare.h)
  std::string reports;     // folder of packages' own pages, as a link from this one; empty: there is none
};

Result<std::string> page_of(Database& database, const PageOptions& options);

}  // namespace jianfu::audit
