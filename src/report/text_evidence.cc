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
constexpr std::string_view kBullet = "     - ", kCut = "…";

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

// Calls and capabilities are told with all that they are given.
bool is_called(const evidence::Evidence& item) {
  return item.kind == evidence::Kind::kCall || item.kind == evidence::Kind::kApi;
}

std::string arguments_of(const Sheet& sheet, const evidence::Evidence& item) {
  std::vector<std::string> shown;
  for (const evidence::Argument& argument : item.arguments) {
    const std::string_view known = argument_word(argument.name, sheet.lang());
    if (!is_called(item) && known.empty()) continue;
    if (shown.size() == kShownArguments) {
      shown.emplace_back("…");
      break;
    }
    EvidenceView value;
    value.item.text = argument.name == "category" ? category_word(argument.value, sheet.lang()) : argument.value;
    const std::string said = quoted_hit(sheet, value);
    if (!is_called(item))
      shown.push_back(sheet.say(Msg::report_labelled, {std::string(known), said}));
    else
      shown.push_back(argument.name.empty() ? said : sheet.shown(argument.name) + "=" + said);
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

SaidPiece said(const Sheet& sheet, const Piece& piece, std::string_view module) {
  EvidenceView view = piece.view;
  SaidPiece out;
  out.words = hit_runs(sheet, view);
  if (!piece.capabilities.empty()) {
    view.item.kind = evidence::Kind::kApi;
    std::vector<std::string> names = capability_words(piece, sheet.lang());
    for (std::string& name : names) name = sheet.shown(name);
    out.words = {{sheet.joined(names)}};
  }
  out.what = what_of(sheet, view);
  out.arguments = arguments_of(sheet, view.item);
  out.reason = sheet.shown(view.reason);
  out.place = place_of(sheet, piece.view, module);
  return out;
}

}  // namespace

std::vector<Run> hit_runs(const Sheet& sheet, const EvidenceView& view) {
  if (view.item.kind == evidence::Kind::kApi) return {{sheet.shown(capability_word(view.item.text, sheet.lang()))}};
  Excerpt cut = excerpt(view, kShownBytes, sheet.unmask());
  // Line breaks of a text are no part of what it says.
  std::replace_if(cut.text.begin(), cut.text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  const std::string_view text = cut.text;
  std::vector<Run> out;
  const auto add = [&out](std::string shown, bool hit) {
    if (!shown.empty()) out.push_back({std::move(shown), hit});
  };
  if (cut.cut_front) add(std::string(kCut), false);
  size_t done = 0;
  for (const auto& [begin, end] : cut.marks) {
    add(text::displayable(text.substr(done, begin - done)), false);
    add(text::displayable(text.substr(begin, end - begin)), true);
    done = end;
  }
  add(text::displayable(text.substr(done)), false);
  if (cut.cut_back) add(std::string(kCut), false);
  return out;
}

std::string quoted(const Sheet& sheet, const std::vector<Run>& runs) {
  // Brackets around everything say nothing.
  const bool whole = std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.hit || run.text == kCut; });
  std::string out;
  for (const Run& run : runs) out += run.hit && !whole ? sheet.say(Msg::report_hit, {run.text}) : run.text;
  return sheet.quote(out);
}

std::string quoted_hit(const Sheet& sheet, const EvidenceView& view) { return quoted(sheet, hit_runs(sheet, view)); }

std::string said(const Sheet& sheet, const SaidPiece& piece) {
  const std::string what = piece.what + " " + quoted(sheet, piece.words) + piece.arguments;
  return piece.reason.empty() ? what : sheet.say(Msg::report_reason, {what, piece.reason});
}

std::vector<SaidPiece> said_pieces(const Sheet& sheet, const std::vector<EvidenceView>& views, std::string_view module) {
  std::vector<SaidPiece> out;
  for (const Piece& piece : pieces_of(views)) out.push_back(said(sheet, piece, module));
  return out;
}

void write_evidence(Sheet& sheet, const std::vector<EvidenceView>& views, std::string_view module, size_t indent,
                    size_t most, size_t more) {
  const std::string bullet = std::string(indent, ' ') + "- ", under(indent + 2, ' ');
  const std::vector<SaidPiece> pieces = said_pieces(sheet, views, module);
  const size_t shown = std::min(pieces.size(), most);
  for (size_t i = 0; i < shown; ++i) {
    sheet.hanging(bullet, said(sheet, pieces[i]));
    if (!pieces[i].place.empty()) sheet.hanging(under, pieces[i].place);
  }
  const size_t left_out = pieces.size() - shown + more;
  if (left_out > 0) sheet.hanging(bullet, sheet.say(Msg::report_more_evidence, {std::to_string(left_out)}));
}

void write_citations(Sheet& sheet, const std::vector<engine::CitationView>& citations) {
  if (citations.empty()) return;
  sheet.line("   " + sheet.say(Msg::report_list_of, {sheet.say(Msg::report_citations)}));
  write_citation_list(sheet, citations);
}

std::string citation_text(const Sheet& sheet, const engine::CitationView& citation) {
  std::string text = sheet.say(Msg::report_norm_title, {sheet.shown(citation.norm_title)});
  if (!citation.number.empty()) text += sheet.aside(sheet.shown(citation.number));
  if (!citation.article.empty()) text += " " + sheet.shown(citation.article);
  const std::string title = sheet.shown(citation.provision_title);
  // B2 is what people say; the longer keys are ours, and the title says it.
  if (title.empty() || citation.provision.size() < 3) text += " " + sheet.shown(citation.provision);
  if (!title.empty()) text += " " + sheet.quote(title);
  if (!citation.confidence.empty())
    text += " [" + citation.confidence + " " + std::string(confidence_word(citation.confidence, sheet.lang())) + "]";
  return text;
}

void write_citation_list(Sheet& sheet, const std::vector<engine::CitationView>& citations) {
  for (const engine::CitationView& citation : citations) sheet.hanging(kBullet, citation_text(sheet, citation));
}

}  // namespace jianfu::report
