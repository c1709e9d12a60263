#include "report/text_lists.h"

#include "report/columns.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Report;

constexpr size_t kVerdictColumn = 12;

std::string screens_of(const Sheet& sheet, const std::vector<std::string>& screens) {
  std::vector<std::string> out;
  for (const std::string& screen : screens) out.push_back(sheet.shown(screen));
  return out.empty() ? "" : sheet.aside(sheet.joined(out));
}

void write_result(Sheet& sheet, const ToMend& one) {
  sheet.hanging(" - " + padded(sheet.verdict(one.result->verdict), kVerdictColumn), mend_line(sheet, one));
  sheet.field(3 + kVerdictColumn, Msg::report_remedy, sheet.shown(one.remedy));
}

void write_texts(Sheet& sheet, Phrase title, const std::vector<std::string>& texts) {
  sheet.line(sheet.say(title, {std::to_string(texts.size())}));
  for (const std::string& text : texts) sheet.hanging(" - ", sheet.shown(text));
}

}  // namespace

std::string mend_line(const Sheet& sheet, const ToMend& one) {
  return sheet.shown(one.result->title) + screens_of(sheet, one.screens);
}

std::string head_line(const Sheet& sheet, const HeadList& head) {
  return sheet.say(Phrase::heads_line, {sheet.shown(head.title), std::to_string(head.rules), std::to_string(head.open.size())});
}

std::string asked_line(const Sheet& sheet, const Asked& asked) {
  const std::string title = sheet.shown(asked.title);
  if (title.empty()) return sheet.say(Phrase::asked_supply, {sheet.shown(asked.what)});
  return sheet.say(Msg::report_labelled, {title + screens_of(sheet, asked.screens), sheet.shown(asked.what)});
}

void write_heads(Sheet& sheet, const Report& report) {
  sheet.heading(Phrase::heads_title);
  for (const HeadList& head : to_mend(report)) {
    sheet.line(head_line(sheet, head));
    for (const ToMend& one : head.open) write_result(sheet, one);
  }
}

void write_asked(Sheet& sheet, const Report& report) {
  sheet.heading(Phrase::asked_title);
  size_t number = 0;
  for (const Asked& asked : to_ask(report))
    sheet.hanging(" " + padded(std::to_string(++number) + ".", 4), asked_line(sheet, asked));
  if (number == 0) sheet.line(sheet.say(Phrase::asked_nothing));
}

void write_inventory(Sheet& sheet, const Report& report) {
  const engine::Inventory& inventory = report.inventory;
  sheet.heading(Phrase::inventory_title);
  write_texts(sheet, Phrase::inventory_permissions, inventory.permissions);
  write_texts(sheet, Phrase::inventory_sdks, inventory.sdks);
  sheet.line(sheet.say(Phrase::inventory_pages, {std::to_string(inventory.pages.size() + inventory.pages_left_out)}));
  for (const engine::ScreenView& page : inventory.pages)
    sheet.hanging(" - ", sheet.shown(page.id) + (page.title.empty() ? "" : " " + sheet.quote(sheet.shown(page.title))));
  if (inventory.pages_left_out > 0)
    sheet.line(sheet.say(Phrase::inventory_more_pages, {std::to_string(inventory.pages_left_out)}));
  if (inventory.endpoints) write_texts(sheet, Phrase::inventory_endpoints, *inventory.endpoints);
}

}  // namespace jianfu::report
