// Two audits of the same repository at different times. An app is the same when its kind and id are, without an id its
// name, without that its path.
#pragma once

#include <string>

#include "audit/answer.h"
#include "core/message.h"

namespace jianfu::audit {

// Lays the earlier database beside the open one. Its own schema is looked at.
Status attach_earlier(Database& database, const std::string& path);

// Functions (suspected or to be explained) that came or went, and apps that did.
Result<Rows> changes(Database& database, Lang lang);
// Packages by verdict, then and now.
Result<Rows> trend(Database& database, Lang lang);

}  // namespace jianfu::audit
