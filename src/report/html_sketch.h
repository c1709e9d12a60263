// The sketch of a screen on the page: a drawing of ours, of whose texts nothing is more than text. The row that holds
// evidence bears a flag and a frame.
#pragma once

#include <string>

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

// Empty without rows. `id` of its caption, which names the drawing.
Html sketch_of(const Voice& voice, const engine::Sketch& sketch, const std::string& id);

}  // namespace jianfu::report
