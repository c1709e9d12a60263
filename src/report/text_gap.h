// A gap on the sheet: what was not read, what it hides, what to ask for.
#pragma once

#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// `affects`: titles of the rules that it keeps from a verdict.
void write_gap(Sheet& sheet, const engine::GapView& view, const std::vector<std::string>& affects);
// Why and what was not read; where, how much of it and on which screen (may be empty).
std::string gap_text(const Sheet& sheet, const engine::GapView& view);
std::string gap_place(const Sheet& sheet, const engine::GapView& view);
std::string words_of(const Sheet& sheet, evidence::KindSet kinds);
std::string grouped(uint64_t number);  // 12345678 → 12,345,678

}  // namespace jianfu::report
