// A web page of a package (formats.md §11.4): title, texts, forms with label and required mark, handlers,
// links, scripts in it and beside it, frames and forwards to a server.
#pragma once

#include <string>
#include <string_view>

#include "platforms/shared/web_site.h"

namespace jianfu::platforms {

// `path`: the page's place; its module has that id. Also markup with scripts such as .vue.
void read_web_page(evidence::Collector& out, const Context& context, WebSite& site, const std::string& path,
                   std::string_view source);

}  // namespace jianfu::platforms
