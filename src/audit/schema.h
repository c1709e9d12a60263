// The tables of an audit's database, and how a database becomes one. docs/audit.md describes them for people who ask
// questions of their own; the views are for them.
#pragma once

#include "audit/database.h"

namespace jianfu::audit {

inline constexpr int kSchemaVersion = 2;

// Makes an empty database one of ours and brings an older one up to date. Refuses what is none of ours (kUsage), of a
// newer version (kUnsupported) or damaged (kCorrupt: all of it is looked through).
Status prepare_schema(Database& database);
// For those who only read: none of ours, or newer.
Status check_schema(Database& database);

}  // namespace jianfu::audit
