// The slow, template-heavy half of code_walk.h; see there.
#pragma once
