// Programs that list their pages in a configuration (mini-programs, uni-app): tab bars, titles and routes
// mean the same in all of them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/json/json.h"

namespace jianfu::platforms {

// The module of a page by its path ("pages/x/x"), or kNoModule.
using PageOf = std::function<uint32_t(const std::string& path)>;

// The page that a route names as written ("/pages/x/x?id=1", "../x/x"), seen from a file or page.
uint32_t page_of_route(std::string_view route, std::string_view from, const PageOf& page_of);

// Tabs lead to each other; the program opens them only when its entry page is one of them.
void add_tab_bar(evidence::Collector& out, const formats::json::Value& bar, const std::string& entry,
                 const PageOf& page_of);

// A text of a configuration that stands on a page; nothing when it is empty.
void add_config_text(evidence::Collector& out, evidence::Role role, const formats::json::Value& value,
                     uint32_t module, const std::string& entry);

}  // namespace jianfu::platforms
