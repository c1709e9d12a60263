// Android code and binary XML that lie somewhere else than where Android looks: plug-ins and hot fixes in
// assets, in a jar or a zip. Read as that of a package, without its resource table.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

void read_loose_dex(evidence::Collector& out, const std::string& path, std::string_view bytes,
                    const Context& context);
void read_loose_layout(evidence::Collector& out, const std::string& path, std::string_view bytes,
                       const Context& context);

}  // namespace jianfu::platforms
