// Packages of any size: the same kind of content as often as asked for, each time with other names and words, so that it can
// be told how costs grow. The same number gives the same bytes. The content is what apps are made of, no worst case: most
// code names what the system and libraries have, every fortieth screen speaks of what rules look for.
#pragma once

#include <cstddef>

#include "builders/android_builder.h"

namespace jianfu::builders {

// About 0.6 MB a time (packed 0.2), of code, layouts, texts and a file of data; each time a DEX of its own.
BuiltPackage grown_apk(size_t times);
// About 0.4 MB a time, of pages and scripts.
BuiltPackage grown_mini(size_t times);

}  // namespace jianfu::builders
