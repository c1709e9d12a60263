// A report as bytes, whole: what one process of a call tells another. Outputs for people and programs are report/'s; this
// form keeps what they leave out or cut, so that they come out of it as they would have come out of the report itself. Both
// ends are the same program, and so the form has no version.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/report.h"

namespace jianfu::engine {

std::string to_bytes(const Report& report);
// Nothing when the bytes are not what to_bytes gives: nothing that an index or a table is looked up by is out of range.
std::optional<Report> report_from(std::string_view bytes);

}  // namespace jianfu::engine
