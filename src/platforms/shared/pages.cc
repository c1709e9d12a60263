#include "platforms/shared/pages.h"

#include <utility>
#include <vector>

#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {

using evidence::Evidence;
using evidence::Role;
using formats::json::Value;

uint32_t page_of_route(std::string_view route, std::string_view from, const PageOf& page_of) {
  const std::string_view path = without_query(route);
  if (path.size() < 3 || path.find('/') == std::string_view::npos) return evidence::kNoModule;
  const uint32_t absolute = page_of(resolve("", path));
  return absolute != evidence::kNoModule || path.starts_with('/') ? absolute
                                                                  : page_of(resolve(folder_of(from), path));
}

void add_tab_bar(evidence::Collector& out, const Value& bar, const std::string& entry,
                 const PageOf& page_of) {
  std::vector<uint32_t> tabs;
  // list[].text of most clients, items[].name of Alipay and DingTalk.
  for (const Value& tab : bar["list"].is(formats::json::Type::kArray) ? bar["list"].items : bar["items"].items) {
    const uint32_t page = page_of(resolve("", without_extension(tab["pagePath"].string_or(""))));
    if (page == evidence::kNoModule) continue;
    tabs.push_back(page);
    const Value& text = tab["text"].is(formats::json::Type::kString) ? tab["text"] : tab["name"];
    add_config_text(out, Role::kLabel, text, page, entry);
    if (out.at(page).title.empty()) out.at(page).title = text::to_valid_utf8(text.string_or(""));
  }
  constexpr size_t kMostTabs = 64;  // real bars have five
  if (tabs.size() > kMostTabs) tabs.resize(kMostTabs);
  for (const uint32_t from : tabs) {
    for (const uint32_t to : tabs) {
      if (from != to) out.edge(evidence::EdgeKind::kOpens, from, to, entry, bar.line);
    }
  }
}

void add_config_text(evidence::Collector& out, Role role, const Value& value, uint32_t module,
                     const std::string& entry) {
  Evidence item;
  item.kind = evidence::Kind::kText;
  item.role = role;
  item.text = text::to_valid_utf8(value.string_or(""));
  item.module = module;
  item.at.entry = entry;
  item.at.line = value.line;
  item.at.column = value.column;
  if (!item.text.empty()) out.add(std::move(item));
}

}  // namespace jianfu::platforms
