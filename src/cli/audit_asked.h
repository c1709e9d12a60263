// What the commands that only read the database of an audit have in common.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "audit/answer.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "report/phrases.h"

namespace jianfu::cli {

// Null after a complaint was printed.
std::unique_ptr<audit::Database> audit_to_read(const std::string& path, const Options& options, Streams streams);
int leave_audit(int code, report::Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams);
// Prints it, and leaves with kUsage.
int refuse_audit(const std::string& why, const Options& options, Streams streams);
// Where the answer of a command goes, asked before the work. Nothing after a complaint was printed.
std::optional<std::vector<Output>> answer_outputs(const Options& options, Streams streams);

struct Delivered {
  int code = 0;  // kClean, or an exit code after a complaint was printed
  uint64_t rows = 0;
};
// Row by row to all outputs at once, none of which appears when the database breaks off: that is the error.
Result<Delivered> deliver_rows(const audit::Rows& rows, const std::vector<Output>& outputs, const Options& options, Streams streams);
// And leaves.
int deliver_answer(const Result<audit::Rows>& rows, const std::vector<Output>& outputs, const Options& options, Streams streams);

}  // namespace jianfu::cli
