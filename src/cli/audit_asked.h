// What the commands that only read the database of an audit have in common.
#pragma once

#include <memory>
#include <vector>

#include "audit/answer.h"
#include "cli/commands.h"
#include "report/phrases.h"

namespace jianfu::cli {

// Null after a complaint was printed.
std::unique_ptr<audit::Database> audit_to_read(const std::string& path, const Options& options, Streams streams);
int leave_audit(int code, report::Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams);
// Prints it, and leaves with kUsage.
int refuse_audit(const std::string& why, const Options& options, Streams streams);
// In the formats that are asked for.
int deliver_answer(const Result<audit::Answer>& answer, const Options& options, Streams streams);

}  // namespace jianfu::cli
