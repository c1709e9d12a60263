#include "report/html_evidence.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "report/excerpt.h"
#include "report/places.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;

constexpr size_t kMostBytes = 1'200;  // of a piece: 400 Han characters
constexpr size_t kShortBytes = 150;
constexpr size_t kShownArguments = 6;  // of a call

std::string aside(std::string_view text, Lang lang) {
  return text.empty() ? "" : core::render(Msg::report_aside, lang, {std::string(text)});
}

// "text on screen (label, required)".
std::string what_of(const EvidenceView& view, evidence::Kind kind, Lang lang) {
  const evidence::Evidence& item = view.item;
  std::vector<std::string> notes;
  if (!word(item.role, lang).empty()) notes.emplace_back(word(item.role, lang));
  if (item.required) notes.push_back(core::render(Msg::report_required_field, lang));
  if (item.dormant) notes.push_back(core::render(Msg::report_dormant, lang));
  if (item.owner == evidence::Owner::kThirdParty || item.owner == evidence::Owner::kTemplate)
    notes.emplace_back(word(item.owner, lang));
  return std::string(word(kind, lang)) + aside(list_of(notes, lang), lang);
}

std::string position_of(const evidence::Location& at, Lang lang) {
  std::string out = text::displayable(at.entry);
  if (at.line != 0 && at.column != 0)
    out = core::render(Msg::report_line_column, lang, {out, std::to_string(at.line), std::to_string(at.column)});
  else if (at.line != 0)
    out = core::render(Msg::report_line, lang, {out, std::to_string(at.line)});
  if (!at.offset) return out;
  std::array<char, 24> offset{};
  std::snprintf(offset.data(), offset.size(), "+0x%llx", static_cast<unsigned long long>(*at.offset));
  return out + offset.data();
}

std::string place_of(const EvidenceView& view, std::string_view module, Lang lang) {
  const evidence::Location& at = view.item.at;
  std::vector<std::string> parts;
  const auto add = [&](Msg id, std::string_view what) {
    if (!what.empty()) parts.push_back(core::render(id, lang, {text::displayable(what)}));
  };
  if (std::string position = position_of(at, lang); !position.empty()) parts.push_back(std::move(position));
  add(Msg::report_symbol, symbol_beyond(at.entry, at.symbol));
  add(Msg::report_resource, at.resource);
  add(Msg::report_locale, at.locale);
  if (view.module != module && !tells_module(at, view.module)) add(Msg::report_in_module, view.module);
  return list_of(parts, lang, Msg::report_semicolon);
}

Html arguments_of(const Voice& voice, const evidence::Evidence& item) {
  std::vector<Html> shown;
  for (const evidence::Argument& argument : item.arguments) {
    if (shown.size() == kShownArguments) {
      shown.push_back(Html::text("…"));
      break;
    }
    EvidenceView value;
    value.item.text = argument.value;
    Html one = Html::text(argument.name.empty() ? "" : voice.plain(argument.name) + "=");
    shown.push_back(one << quoted(voice, value, kShortBytes));
  }
  return shown.empty() ? Html() : element("div", {{"class", "arguments"}}, joined(shown, Html::text("  ")));
}

Html words_of(const Voice& voice, const Piece& piece) {
  if (piece.capabilities.empty()) return element("div", {{"class", "words"}}, quoted(voice, piece.view, kMostBytes));
  return element("div", {{"class", "words"}}, voice.both([&](Lang lang) {
    return voice.plain(list_of(capability_words(piece, lang), lang));
  }));
}

Html piece_of(const Voice& voice, const Piece& piece, std::string_view module) {
  const EvidenceView& view = piece.view;
  const evidence::Kind kind = piece.capabilities.empty() ? view.item.kind : evidence::Kind::kApi;
  Html out = element("div", {{"class", "what"}}, voice.both([&](Lang lang) { return what_of(view, kind, lang); }));
  out << words_of(voice, piece) << arguments_of(voice, view.item);
  out << element("div", {{"class", "where"}}, voice.both([&](Lang lang) { return place_of(view, module, lang); }));
  if (!view.reason.zh.empty() || !view.reason.en.empty())
    out << element("div", {{"class", "reason"}}, voice.shown(view.reason));
  return element("li", out);
}

std::string citation_of(const Voice& voice, const engine::CitationView& citation, Lang lang) {
  std::string out = core::render(Msg::report_norm_title, lang, {voice.plain(citation.norm_title, lang)});
  out += aside(voice.plain(citation.number), lang);
  if (!citation.article.empty()) out += " " + voice.plain(citation.article);
  const std::string title = voice.plain(citation.provision_title, lang);
  // B2 is what people say; the longer keys are ours, and the title says it.
  if (title.empty() || citation.provision.size() < 3) out += " " + voice.plain(citation.provision);
  return title.empty() ? out : out + " " + core::render(Msg::report_quote, lang, {title});
}

}  // namespace

Html quoted(const Voice& voice, const EvidenceView& view, size_t most) {
  if (view.item.kind == evidence::Kind::kApi)
    return voice.both([&](Lang lang) { return voice.plain(capability_word(view.item.text, lang)); });
  const Excerpt cut = excerpt(view, most, voice.unmask());
  const std::string_view text = cut.text;
  Html out = Html::text(cut.cut_front ? "…" : "");
  size_t done = 0;
  for (const auto& [begin, end] : cut.marks) {
    out << Html::text(text::displayable(text.substr(done, begin - done)));
    out << element("mark", Html::text(text::displayable(text.substr(begin, end - begin))));
    done = end;
  }
  out << Html::text(text::displayable(text.substr(done))) << Html::text(cut.cut_back ? "…" : "");
  return element("bdi", out);
}

Html quoted_shortly(const Voice& voice, const EvidenceView& view) {
  Html out = Html::text("「");
  return out << quoted(voice, view, kShortBytes) << Html::text("」");
}

Html evidence_list(const Voice& voice, const std::vector<EvidenceView>& views, std::string_view module, size_t most, size_t more) {
  const std::vector<Piece> pieces = pieces_of(views);
  const size_t shown = std::min(pieces.size(), most);
  Html out;
  for (size_t i = 0; i < shown; ++i) out << piece_of(voice, pieces[i], module);
  const size_t left_out = pieces.size() - shown + more;
  if (left_out > 0) out << element("li", {{"class", "more"}}, voice.say(Msg::report_more_evidence, {std::to_string(left_out)}));
  return out.empty() ? Html() : element("ul", {{"class", "evidence"}}, out);
}

Html citation_list(const Voice& voice, const std::vector<engine::CitationView>& citations) {
  Html out;
  for (const engine::CitationView& citation : citations) {
    Html line = voice.both([&](Lang lang) { return citation_of(voice, citation, lang); });
    if (!citation.confidence.empty())
      line << Html::text(" ") << element("span", {{"class", "confidence"}}, voice.both([&](Lang lang) {
        return citation.confidence + " " + std::string(confidence_word(citation.confidence, lang));
      }));
    out << element("li", line);
  }
  return out.empty() ? Html() : element("ul", {{"class", "basis"}}, out);
}

}  // namespace jianfu::report
