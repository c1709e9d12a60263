// The whole report of a package in the store.
#pragma once

#include <string>

#include "audit/database.h"
#include "engine/report.h"

namespace jianfu::audit {

// `which`: a path as the audit lists it, or the content (at least eight digits of it that no other has). The report names
// the first place of the package. kUsage when there is none, or when there is only the reason of a failure.
Result<engine::Report> report_of(Database& database, const std::string& which);

}  // namespace jianfu::audit
