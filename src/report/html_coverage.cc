#include "report/html_coverage.h"

#include <algorithm>
#include <span>

#include "report/html_appendix.h"
#include "report/summary.h"
#include "report/tampering.h"
#include "report/text_gap.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::GapView;
using engine::Report;

constexpr size_t kMostGaps = 100;

// Readers put the offset of a defect into the detail.
bool is_offset(const evidence::Gap& gap) {
  return gap.detail.starts_with("+0x");
}

std::string what_of(const Voice& voice, const GapView& view, Lang lang) {
  const evidence::Gap& gap = view.gap;
  std::string what = voice.plain(view.what, lang);
  if (!gap.detail.empty() && !is_offset(gap))
    what += what.empty() ? voice.plain(gap.detail) : core::render(Msg::report_aside, lang, {voice.plain(gap.detail)});
  const std::string why(word(gap.why, lang));
  return what.empty() ? why : core::render(Msg::report_labelled, lang, {why, what});
}

std::string place_of(const Voice& voice, const GapView& view, Lang lang) {
  const evidence::Gap& gap = view.gap;
  std::vector<std::string> out;
  if (!gap.entry.empty()) out.push_back(voice.plain(gap.entry + (is_offset(gap) ? gap.detail : "")));
  if (gap.bytes != 0) out.push_back(core::render(Msg::report_bytes, lang, {grouped(gap.bytes)}));
  if (!view.module.empty() && view.module != gap.entry)
    out.push_back(core::render(Msg::report_in_module, lang, {voice.plain(view.module)}));
  return list_of(out, lang);
}

std::vector<Html> gap_line(const Voice& voice, const RulesMet& met, const GapView& view) {
  Html what = element("div", voice.both([&](Lang lang) { return what_of(voice, view, lang); }));
  what << element("div", {{"class", "where"}}, voice.both([&](Lang lang) { return place_of(voice, view, lang); }));
  const Html affected = voice.both([&](Lang lang) {
    std::vector<std::string> out;
    for (const engine::RuleResult* rule : met.of(view)) out.push_back(voice.plain(rule->title, lang));
    return list_of(out, lang);
  });
  return {voice.shown(view.id), what, kinds_of(voice, view.gap.hides), affected, voice.shown(engine::Bilingual{view.gap.ask_zh, view.gap.ask_en})};
}

Html gaps_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  Html out = heading(spot.level + 2, voice.say(Msg::report_gaps));
  if (report.gaps.empty()) return out << paragraph(voice.say(Msg::report_no_gaps));
  const std::vector<const GapView*> gaps = gaps_by_weight(report);
  const auto shown = std::span(gaps).first(std::min(gaps.size(), kMostGaps));
  const RulesMet met(report, shown);
  std::vector<std::vector<Html>> lines;
  for (const GapView* gap : shown) lines.push_back(gap_line(voice, met, *gap));
  out << table("gaps",
               {voice.say(Phrase::html_gap), voice.say(Phrase::html_gap_what), voice.say(Msg::report_hides), voice.say(Msg::report_affects),
                voice.say(Msg::report_ask)},
               lines);
  if (gaps.size() > kMostGaps) out << paragraph(voice.say(Phrase::more_gaps, {std::to_string(gaps.size() - kMostGaps)}), "note");
  return out;
}

}  // namespace

Html coverage_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  const evidence::Coverage& c = report.coverage;
  Html out = paragraph(voice.say(Msg::report_entries, {grouped(c.entries), grouped(c.read), grouped(c.skipped), grouped(c.opaque)}));
  out << paragraph(voice.say(Msg::report_bytes_read, {grouped(c.bytes_total), grouped(c.bytes_read)}));
  const Html items = voice.both([&](Lang lang) {
    std::vector<std::string> counted;
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
      if (c.items[i] == 0) continue;
      counted.push_back(core::render(Msg::report_counted, lang, {std::string(word(static_cast<evidence::Kind>(i), lang)), grouped(c.items[i])}));
    }
    return counted.empty() ? std::string() : core::render(Msg::report_items, lang, {list_of(counted, lang)});
  });
  return out << paragraph(items) << tricks_of(spot, report) << gaps_of(spot, report);
}

}  // namespace jianfu::report
