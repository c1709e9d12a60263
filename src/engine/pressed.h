// Which texts stand on something that reacts to being pressed, decided once before matching.
#pragma once

#include "evidence/evidence.h"

namespace jianfu::engine {

// Handlers tell what happens and what their element says (arguments `event` and `text`); texts of the same
// module that such an element says are pressed. Readers that see it themselves have set the flag already.
void mark_pressed(evidence::EvidenceSet& set);

}  // namespace jianfu::engine
