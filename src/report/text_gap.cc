#include "report/text_gap.h"

#include "report/columns.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

// Readers put the offset of a defect into the detail.
bool is_offset(const evidence::Gap& gap) {
  return gap.detail.starts_with("+0x");
}

}  // namespace

std::string gap_text(const Sheet& sheet, const engine::GapView& view) {
  const evidence::Gap& gap = view.gap;
  const std::string why(word(gap.why, sheet.lang()));
  std::string what = sheet.shown(view.what);
  if (!gap.detail.empty() && !is_offset(gap))
    what += what.empty() ? sheet.shown(gap.detail) : sheet.aside(sheet.shown(gap.detail));
  return what.empty() ? why : sheet.say(Msg::report_labelled, {why, what});
}

std::string gap_place(const Sheet& sheet, const engine::GapView& view) {
  const evidence::Gap& gap = view.gap;
  std::vector<std::string> place;
  if (!gap.entry.empty()) place.push_back(sheet.shown(gap.entry + (is_offset(gap) ? gap.detail : "")));
  if (gap.bytes != 0) place.push_back(sheet.say(Msg::report_bytes, {grouped(gap.bytes)}));
  if (!view.module.empty() && view.module != gap.entry)
    place.push_back(sheet.say(Msg::report_in_module, {sheet.shown(view.module)}));
  return sheet.joined(place);
}

std::string grouped(uint64_t number) {
  std::string out = std::to_string(number);
  for (size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

std::string words_of(const Sheet& sheet, evidence::KindSet kinds) {
  std::vector<std::string> out;
  for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
    const auto kind = static_cast<evidence::Kind>(i);
    if (kinds.has(kind)) out.emplace_back(word(kind, sheet.lang()));
  }
  return sheet.joined(out);
}

void write_gap(Sheet& sheet, const engine::GapView& view, const std::vector<std::string>& affects) {
  const evidence::Gap& gap = view.gap;
  const std::string place = gap_place(sheet, view);
  sheet.hanging(" " + padded(view.id, 5) + " ", gap_text(sheet, view) + (place.empty() ? "" : sheet.aside(place)));
  sheet.field(7, Msg::report_hides, words_of(sheet, gap.hides));
  sheet.field(7, Msg::report_affects, sheet.joined(affects));
  sheet.field(7, Msg::report_ask, sheet.shown(engine::Bilingual{gap.ask_zh, gap.ask_en}));
}

}  // namespace jianfu::report
