// A program whose parts were found (program.h), read stage by stage: tables, manifests, code, and then
// everything else.
#pragma once

#include "evidence/collector.h"
#include "platforms/android/program.h"
#include "platforms/platform.h"

namespace jianfu::platforms::android {

// An error when the main part has no manifest. Precondition: the program has a part.
Status read_program(Program& program, const Context& context, evidence::Collector& out, Reading& reading);

}  // namespace jianfu::platforms::android
