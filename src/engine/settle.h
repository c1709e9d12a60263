// What is done to the raw evidence of a package before rules look at it: it is annotated, what leads where is found, and
// it is put into the order of reports. Packages inside too.
#pragma once

#include "engine/annotate.h"
#include "evidence/binary_form.h"
#include "platforms/platform.h"

namespace jianfu::engine {

// `wanted`: what is left of it in the end; null: everything, for people to look at and for other rules.
void settle(platforms::Reading& reading, const Annotator& annotator, const evidence::Choice* wanted);

// What is wanted of what was settled as a whole, here and inside.
void choose(platforms::Reading& reading, const evidence::Choice& wanted);

}  // namespace jianfu::engine
