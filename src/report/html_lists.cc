#include "report/html_lists.h"

#include <algorithm>

#include "report/lists.h"
#include "report/summary.h"

namespace jianfu::report {
namespace {

Html asked_of(const Voice& voice, const Asked& asked) {
  return voice.both([&](Lang lang) {
    const std::string title = voice.plain(asked.title, lang), what = voice.plain(asked.what, lang);
    if (title.empty()) return phrase(Phrase::asked_supply, lang, {what});
    std::vector<std::string> screens;
    for (const std::string& screen : asked.screens) screens.push_back(voice.plain(screen));
    const std::string where = screens.empty() ? "" : core::render(Msg::report_aside, lang, {list_of(screens, lang)});
    return core::render(Msg::report_labelled, lang, {title + where, what});
  });
}

// `more` are not among `items`.
Html names_of(const Voice& voice, Phrase title, const std::vector<Html>& items, size_t more = 0) {
  const size_t shown = std::min(items.size(), kMostListed);
  Html list;
  for (size_t i = 0; i < shown; ++i) list << element("li", items[i]);
  Html out = paragraph(voice.say(title, {std::to_string(items.size() + more)}), "block-title");
  if (!list.empty()) out << element("ul", {{"class", "plain"}}, list);
  if (more += items.size() - shown; more > 0) out << paragraph(voice.say(Phrase::more_listed, {std::to_string(more)}), "note");
  return element("div", {{"class", "block"}}, out);
}

std::vector<Html> codes(const Voice& voice, const std::vector<std::string>& names) {
  std::vector<Html> out;
  for (const std::string& name : names) out.push_back(voice.shown(name));
  return out;
}

}  // namespace

Html questions_of(const Spot& spot, const engine::Report& report) {
  Html list;
  for (const Asked& asked : to_ask(report)) list << element("li", asked_of(spot.voice, asked));
  return list.empty() ? paragraph(spot.voice.say(Phrase::asked_nothing)) : element("ol", {{"class", "steps"}}, list);
}

Html inventory_of(const Spot& spot, const engine::Report& report) {
  const Voice& voice = spot.voice;
  const engine::Inventory& inventory = report.inventory;
  std::vector<Html> pages;
  for (const engine::ScreenView& page : inventory.pages) {
    Html line = voice.code(page.id);
    if (!page.title.empty()) line << Html::text(" 「") << voice.shown(page.title) << Html::text("」");
    pages.push_back(line);
  }
  Html out = names_of(voice, Phrase::inventory_permissions, codes(voice, inventory.permissions));
  out << names_of(voice, Phrase::inventory_sdks, codes(voice, inventory.sdks));
  out << names_of(voice, Phrase::inventory_pages, pages, inventory.pages_left_out);
  if (inventory.endpoints) out << names_of(voice, Phrase::inventory_endpoints, codes(voice, *inventory.endpoints));
  return out;
}

}  // namespace jianfu::report
