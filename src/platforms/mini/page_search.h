// Pages of a program whose configuration is missing or broken, by what there is of them: stubs of compiled
// packages, the routes that bundles set, templates with the script of a page beside them.
#pragma once

#include "evidence/collector.h"
#include "platforms/mini/program.h"

namespace jianfu::platforms::mini {

// Adds the pages that are not known yet, and says in a gap that it had to look for them. `config`: the broken
// configuration, null when there is none.
void find_pages(Program& program, evidence::Collector& out, const Context& context, const File* config);

}  // namespace jianfu::platforms::mini
