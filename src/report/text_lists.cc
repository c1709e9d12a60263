#include "report/text_lists.h"

#include <algorithm>

#include "report/columns.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Report;
using engine::Verdict;

constexpr size_t kVerdictColumn = 12;
constexpr size_t kShownScreens = 6;

std::string name_of(const Sheet& sheet, const engine::ModuleView& module) {
  return sheet.shown(module.title.empty() ? module.id : module.title);
}

// The screens that a rule found something on, each once.
std::string screens_of(const Sheet& sheet, const Report& report, const std::string& rule) {
  std::vector<std::string> out;
  for (const engine::Finding& finding : report.findings) {
    if (finding.rule_id != rule || finding.module.id.empty()) continue;
    const std::string name = name_of(sheet, finding.module);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  if (out.size() > kShownScreens) {
    out.resize(kShownScreens);
    out.emplace_back("…");
  }
  return sheet.joined(out);
}

// What a rule says: of the worst finding or of the required function.
struct Said {
  const engine::Bilingual* question = nullptr;
  const engine::Bilingual* remedy = nullptr;
};
Said said_by(const Report& report, const std::string& rule) {
  for (const engine::Finding& finding : report.findings)
    if (finding.rule_id == rule) return {&finding.question, &finding.remedy};
  for (const engine::RequiredView& required : report.required)
    if (required.rule_id == rule) return {&required.question, &required.remedy};
  return {};
}

void write_result(Sheet& sheet, const Report& report, const engine::RuleResult& result) {
  const std::string screens = screens_of(sheet, report, result.rule_id);
  sheet.hanging(" - " + padded(sheet.verdict(result.verdict), kVerdictColumn),
                sheet.shown(result.title) + (screens.empty() ? "" : sheet.aside(screens)));
  const Said said = said_by(report, result.rule_id);
  if (said.remedy != nullptr && result.verdict != Verdict::kNotDetermined)
    sheet.field(3 + kVerdictColumn, Msg::report_remedy, sheet.shown(*said.remedy));
}

// Results of one head, worst first; heads without any that matter say so.
void write_head(Sheet& sheet, const Report& report, const std::string& head, const std::string& title) {
  std::vector<const engine::RuleResult*> open;
  size_t all = 0;
  for (const engine::RuleResult& result : report.results) {
    if (result.head != head) continue;
    ++all;
    if (result.verdict >= Verdict::kHint) open.push_back(&result);
  }
  if (all == 0) return;
  std::stable_sort(open.begin(), open.end(), [](const auto* a, const auto* b) { return a->verdict > b->verdict; });
  sheet.line(sheet.say(Phrase::heads_line, {title, std::to_string(all), std::to_string(open.size())}));
  for (const engine::RuleResult* result : open) write_result(sheet, report, *result);
}

void write_texts(Sheet& sheet, Phrase title, const std::vector<std::string>& texts) {
  sheet.line(sheet.say(title, {std::to_string(texts.size())}));
  for (const std::string& text : texts) sheet.hanging(" - ", sheet.shown(text));
}

}  // namespace

void write_heads(Sheet& sheet, const Report& report) {
  sheet.heading(Phrase::heads_title);
  for (const engine::HeadView& head : report.heads) write_head(sheet, report, head.head, sheet.shown(head.title));
  write_head(sheet, report, "", sheet.say(Phrase::heads_other));
}

void write_asked(Sheet& sheet, const Report& report) {
  sheet.heading(Phrase::asked_title);
  size_t number = 0;
  const auto item = [&](const std::string& text) {
    sheet.hanging(" " + padded(std::to_string(++number) + ".", 4), text);
  };
  for (const engine::RuleResult& result : report.results) {
    if (result.verdict < Verdict::kExplain) continue;
    const Said said = said_by(report, result.rule_id);
    const std::string question = said.question == nullptr ? "" : sheet.shown(*said.question);
    if (question.empty()) continue;
    const std::string screens = screens_of(sheet, report, result.rule_id);
    item(sheet.say(Msg::report_labelled,
                   {sheet.shown(result.title) + (screens.empty() ? "" : sheet.aside(screens)), question}));
  }
  std::vector<std::string> asked;
  for (const engine::GapView& gap : report.gaps) {
    const std::string ask = sheet.shown(engine::Bilingual{gap.gap.ask_zh, gap.gap.ask_en});
    if (!ask.empty() && std::find(asked.begin(), asked.end(), ask) == asked.end()) asked.push_back(ask);
  }
  for (const std::string& ask : asked) item(sheet.say(Phrase::asked_supply, {ask}));
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
