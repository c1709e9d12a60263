// What waivers and baseline say of a finding, and what the gate answers, in sentences.
#pragma once

#include <optional>
#include <string>

#include "engine/gate.h"
#include "report/text_sheet.h"

namespace jianfu::report {

// A line each, where there is something to say.
void write_marks(Sheet& sheet, size_t indent, const std::optional<engine::WaiverView>& waiver, bool known);
// In a word or two, for lists; may be empty.
std::string short_marks(const Sheet& sheet, const std::optional<engine::WaiverView>& waiver, bool known);
// How many of the report are waived or known; empty when none is.
std::string mark_tally(const Sheet& sheet, const engine::Report& report);

// Why the exit code is what it is, with counts and the first names: one line.
std::string gate_reason(const engine::Gate& gate, const engine::Thresholds& thresholds, const WriteOptions& options);

}  // namespace jianfu::report
