// Web pages and scripts that lie inside another package (assets/www): texts, addresses, and data files with Han texts.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// By the ending of the name: html, js, json, xml, txt …
bool is_web_asset(std::string_view path);

void read_web_asset(evidence::Collector& out, const std::string& path, std::string_view bytes, const Context& context);

}  // namespace jianfu::platforms
