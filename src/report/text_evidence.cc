#include "report/text_evidence.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "report/excerpt.h"
#include "report/pieces.h"
#include "report/places.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;

constexpr size_t kShownArguments = 6;  // of a call
constexpr size_t kShownBytes = 240;    // of a quoted text: 80 Han characters
constexpr std::string_view kBullet = "     - ";

std::string what_of(const Sheet& sheet, const EvidenceView& view) {
  const evidence::Evidence& item = view.item;
  std::vector<std::string> notes;
  if (!word(item.role, sheet.lang()).empty()) notes.emplace_back(word(item.role, sheet.lang()));
  if (item.required) notes.push_back(sheet.say(Msg::report_required_field));
  if (item.dormant) notes.push_back(sheet.say(Msg::report_dormant));
  if (item.owner == evidence::Owner::kThirdParty || item.owner == evidence::Owner::kTemplate)
    notes.emplace_back(word(item.owner, sheet.lang()));
  std::string out(word(item.kind, sheet.lang()));
  if (!notes.empty()) out += sheet.aside(sheet.joined(notes));
  return out;
}

std::string arguments_of(const Sheet& sheet, const evidence::Evidence& item) {
  std::vector<std::string> shown;
  for (const evidence::Argument& argument : item.arguments) {
    if (shown.size() == kShownArguments) {
      shown.emplace_back("…");
      break;
    }
    EvidenceView value;
    value.item.text = argument.value;
    const std::string name = argument.name.empty() ? "" : sheet.shown(argument.name) + "=";
    shown.push_back(name + quoted_hit(sheet, value));
  }
  return shown.empty() ? "" : sheet.aside(sheet.joined(shown));
}

std::string position_of(const Sheet& sheet, const evidence::Location& at) {
  const std::string entry = sheet.shown(at.entry);
  std::string out = entry;
  if (at.line != 0 && at.column != 0) {
    out = sheet.say(Msg::report_line_column, {entry, std::to_string(at.line), std::to_string(at.column)});
  } else if (at.line != 0) {
    out = sheet.say(Msg::report_line, {entry, std::to_string(at.line)});
  }
  if (at.offset) {
    std::array<char, 24> offset{};
    std::snprintf(offset.data(), offset.size(), "+0x%llx", static_cast<unsigned long long>(*at.offset));
    out += offset.data();
  }
  return out;
}

std::string place_of(const Sheet& sheet, const EvidenceView& view, std::string_view module) {
  const evidence::Location& at = view.item.at;
  std::vector<std::string> parts;
  if (std::string position = position_of(sheet, at); !position.empty()) parts.push_back(std::move(position));
  if (const std::string_view symbol = symbol_beyond(at.entry, at.symbol); !symbol.empty())
    parts.push_back(sheet.say(Msg::report_symbol, {sheet.shown(symbol)}));
  if (!at.resource.empty()) parts.push_back(sheet.say(Msg::report_resource, {sheet.shown(at.resource)}));
  if (!at.locale.empty()) parts.push_back(sheet.say(Msg::report_locale, {sheet.shown(at.locale)}));
  if (!view.module.empty() && view.module != module && !tells_module(at, view.module))
    parts.push_back(sheet.say(Msg::report_in_module, {sheet.shown(view.module)}));
  return sheet.joined(parts, Msg::report_semicolon);
}

std::string said(const Sheet& sheet, const Piece& piece) {
  EvidenceView view = piece.view;
  std::string what;
  if (piece.capabilities.empty()) {
    what = what_of(sheet, view) + " " + quoted_hit(sheet, view);
  } else {
    view.item.kind = evidence::Kind::kApi;
    std::vector<std::string> names = capability_words(piece, sheet.lang());
    for (std::string& name : names) name = sheet.shown(name);
    what = what_of(sheet, view) + " " + sheet.quote(sheet.joined(names));
  }
  what += arguments_of(sheet, view.item);
  const std::string reason = sheet.shown(view.reason);
  return reason.empty() ? what : sheet.say(Msg::report_reason, {what, reason});
}

}  // namespace

std::string quoted_hit(const Sheet& sheet, const EvidenceView& view) {
  if (view.item.kind == evidence::Kind::kApi)
    return sheet.quote(sheet.shown(capability_word(view.item.text, sheet.lang())));
  const Excerpt cut = excerpt(view, kShownBytes, sheet.unmask());
  const std::string_view text = cut.text;
  const bool whole = cut.marks.size() == 1 && cut.marks[0].second - cut.marks[0].first == text.size();
  std::string out = cut.cut_front ? "…" : "";
  size_t done = 0;
  for (const auto& [begin, end] : cut.marks) {
    if (whole) break;  // brackets around everything say nothing
    out += text::displayable(text.substr(done, begin - done));
    out += sheet.say(Msg::report_hit, {text::displayable(text.substr(begin, end - begin))});
    done = end;
  }
  out += text::displayable(text.substr(done));
  return sheet.quote(out + (cut.cut_back ? "…" : ""));
}

void write_evidence(Sheet& sheet, const std::vector<EvidenceView>& views, std::string_view module, size_t indent,
                    size_t most, size_t more) {
  const std::string bullet = std::string(indent, ' ') + "- ", under(indent + 2, ' ');
  const std::vector<Piece> pieces = pieces_of(views);
  const size_t shown = std::min(pieces.size(), most);
  for (size_t i = 0; i < shown; ++i) {
    sheet.hanging(bullet, said(sheet, pieces[i]));
    const std::string place = place_of(sheet, pieces[i].view, module);
    if (!place.empty()) sheet.hanging(under, place);
  }
  const size_t left_out = pieces.size() - shown + more;
  if (left_out > 0) sheet.hanging(bullet, sheet.say(Msg::report_more_evidence, {std::to_string(left_out)}));
}

void write_citations(Sheet& sheet, const std::vector<engine::CitationView>& citations) {
  if (citations.empty()) return;
  sheet.line("   " + sheet.say(Msg::report_list_of, {sheet.say(Msg::report_citations)}));
  write_citation_list(sheet, citations);
}

void write_citation_list(Sheet& sheet, const std::vector<engine::CitationView>& citations) {
  for (const engine::CitationView& citation : citations) {
    std::string text = sheet.say(Msg::report_norm_title, {sheet.shown(citation.norm_title)});
    if (!citation.number.empty()) text += sheet.aside(sheet.shown(citation.number));
    if (!citation.article.empty()) text += " " + sheet.shown(citation.article);
    const std::string title = sheet.shown(citation.provision_title);
    // B2 is what people say; the longer keys are ours, and the title says it.
    if (title.empty() || citation.provision.size() < 3) text += " " + sheet.shown(citation.provision);
    if (!title.empty()) text += " " + sheet.quote(title);
    if (!citation.confidence.empty())
      text += " [" + citation.confidence + " " +
              std::string(confidence_word(citation.confidence, sheet.lang())) + "]";
    sheet.hanging(kBullet, text);
  }
}

}  // namespace jianfu::report
