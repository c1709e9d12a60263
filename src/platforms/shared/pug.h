// Pug templates (lang="pug" of components, .pug files): indentation for tags. Read line by line into the same
// events as markup; closing tags are not told.
#pragma once

#include <string_view>

#include "formats/markup/markup.h"

namespace jianfu::platforms {

void read_pug(std::string_view source, formats::markup::Handler& handler);

}  // namespace jianfu::platforms
