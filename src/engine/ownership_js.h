// Whose the scripts, components and pages are that no name tells, in mini-programs, quick apps and web code:
// own code is what own pages reach. The counterpart of ownership.h for programs whose parts are files, not
// classes.
#pragma once

#include <vector>

#include "evidence/evidence.h"

namespace jianfu::engine {

// A file of a script program (page, component, script, template): no class, no layout of Android, no native library.
bool is_script(const evidence::Module& module);

// After owners were told by names and by where the program starts. `bundles`: by module, those that hold
// libraries and own code together: they stay nobody's, and nothing is told by what they use.
//  - A page of the configuration is the app's (not in Android packages, where any file of HTML is called a
//  page).
//  - What own code opens, includes or uses is the app's, templates included: a page that came with a template
//  and
//    is linked from own pages is a real function.
//  - What only libraries reach is theirs. What both reach, or nothing does, stays unknown.
void own_scripts(evidence::EvidenceSet& set, const std::vector<bool>& bundles);

}  // namespace jianfu::engine
