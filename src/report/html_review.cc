#include "report/html_review.h"

#include <algorithm>

#include "report/review.h"

namespace jianfu::report {
namespace {

using engine::Decision;
using engine::ReviewView;

// Remarks have lines.
std::string lines_of(const Voice& voice, const std::string& text) {
  std::string out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    out += (begin == 0 ? "" : "\n") + voice.plain(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

Html decision_of(const Voice& voice, Decision decision) {
  const std::string name(engine::kDecisionNames[static_cast<size_t>(decision)]);
  return element("span", {{"class", "decision d-" + name}}, voice.both([&](Lang lang) { return decision_word(decision, lang); }));
}

Html told(const Voice& voice, const ReviewView& review) {
  Html head = decision_of(voice, review.decision);
  head << Html::text(" ") << element("span", {{"class", "by"}}, voice.both([&](Lang lang) {
    return phrase(Phrase::review_by, lang, {voice.plain(review.reviewer), voice.plain(review.date)});
  }));
  Html out = paragraph(head);
  const auto field = [&](Phrase label, const std::string& text) {
    if (text.empty()) return;
    Html line = element("b", voice.say(label));
    line << Html::text(" ") << element("bdi", Html::text(lines_of(voice, text)));
    out << paragraph(line, "remark");
  };
  field(Phrase::review_exemption, review.exemption);
  field(Phrase::review_remark, review.remark);
  return element("div", {{"class", "told"}}, out);
}

Html labelled(const Voice& voice, Phrase label, const Html& control) {
  Html inside = element("span", voice.say(label));
  return element("label", inside << control);
}

Html select(const Voice& voice, Decision chosen) {
  constexpr Phrase kWords[] = {Phrase::decision_open, Phrase::decision_confirmed, Phrase::decision_rejected, Phrase::decision_more_needed};
  Html options;
  for (size_t i = 0; i < engine::kDecisionNames.size(); ++i) {
    Attributes attributes = {{"value", std::string(engine::kDecisionNames[i])}};
    if (static_cast<size_t>(chosen) == i) attributes.emplace_back("selected", "selected");
    options << voice.swapped("option", attributes, kWords[i]);
  }
  return element("select", {{"data-field", "decision"}}, options);
}

Html area(const Voice& voice, std::string field, const std::string& text, std::string rows) {
  return element("textarea", {{"data-field", std::move(field)}, {"rows", std::move(rows)}}, Html::text(lines_of(voice, text)));
}

Html controls(const Voice& voice, const ReviewView& before) {
  Html out = labelled(voice, Phrase::review_decision, select(voice, before.decision));
  out << labelled(voice, Phrase::review_exemption, area(voice, "exemption", before.exemption, "1"));
  out << labelled(voice, Phrase::review_remark, area(voice, "remark", before.remark, "2"));
  return element("div", {{"class", "controls"}}, out);
}

// What stands on paper: boxes to tick, or what was filled in on the screen.
Html paper(const Voice& voice) {
  Html boxes = element("span", {{"class", "boxes"}}, voice.say(Phrase::html_paper_lines));
  Html out = paragraph(boxes << element("b", {{"class", "written"}, {"data-shows", "decision"}}, {}));
  const auto line = [&](Phrase label, std::string field) {
    Html text = element("span", voice.say(label));
    out << paragraph(text << element("span", {{"class", "line"}, {"data-shows", std::move(field)}}, {}), "filled");
  };
  line(Phrase::review_exemption, "exemption");
  line(Phrase::review_remark, "remark");
  return element("div", {{"class", "paper"}, {"aria-hidden", "true"}}, out);
}

}  // namespace

Html opinion_block(const Voice& voice, const Subject& subject, const std::optional<ReviewView>& review) {
  Html out = paragraph(voice.say(Phrase::review_opinion), "block-title");
  if (review) out << told(voice, *review);
  out << controls(voice, review.value_or(ReviewView()));
  if (!review) out << paper(voice);
  return element("div",
                 {{"class", "opinion"},
                  {"data-fingerprint", exported(subject.fingerprint)},
                  {"data-rule", exported(subject.rule_id)},
                  {"data-module", exported(subject.module)}},
                 out);
}

Html state_marks(const Voice& voice, const std::optional<engine::WaiverView>& waiver, bool known,
                 const std::optional<ReviewView>& review) {
  Html out;
  const auto mark = [&](std::string kind, Phrase word) { out << element("span", {{"class", "state " + kind}}, voice.say(word)); };
  if (waiver) mark(waiver->expired ? "expired" : "waived", waiver->expired ? Phrase::html_waiver_expired : Phrase::html_waived);
  if (known) mark("known", Phrase::html_known);
  if (review) out << decision_of(voice, review->decision);
  return out;
}

}  // namespace jianfu::report
