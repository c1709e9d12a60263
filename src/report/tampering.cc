#include "report/tampering.h"

#include <algorithm>
#include <optional>

namespace jianfu::report {

using engine::Report;
using platforms::Trick;

std::string trick_told(const Trick& trick, Lang lang) {
  std::string name = "trick_" + trick.id;
  std::replace(name.begin(), name.end(), '-', '_');
  const std::optional<Phrase> known = phrase_named(name);
  return known ? phrase(*known, lang) : trick.id;
}

std::string trick_places(const Trick& trick, Lang lang) {
  const std::string first = trick.place.empty() ? phrase(Phrase::tricks_whole, lang) : trick.place;
  return trick.places < 2 ? first : phrase(Phrase::tricks_places, lang, {first, std::to_string(trick.places)});
}

std::string trick_name(const Trick& trick) { return trick.id + (trick.detail.empty() ? "" : " " + trick.detail); }

void write_tricks(Sheet& sheet, const Report& report) {
  if (report.package.tricks.empty()) return;
  sheet.heading(Phrase::tricks_title);
  sheet.hanging("", sheet.say(Phrase::tricks_about));
  for (const Trick& trick : report.package.tricks) {
    sheet.hanging(" - ", sheet.shown(trick_told(trick, sheet.lang())));
    sheet.field(3, Phrase::tricks_place, sheet.shown(trick_places(trick, sheet.lang())) + sheet.aside(sheet.shown(trick_name(trick))));
  }
  sheet.field(0, Msg::report_ask, sheet.say(Phrase::tricks_ask));
}

Html tricks_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  if (report.package.tricks.empty()) return {};
  Html out = heading(spot.level + 2, voice.say(Phrase::tricks_title));
  out << paragraph(voice.say(Phrase::tricks_about));
  std::vector<std::vector<Html>> lines;
  for (const Trick& trick : report.package.tricks) {
    const Html told = voice.both([&](Lang lang) { return voice.plain(trick_told(trick, lang)); });
    const Html places = voice.both([&](Lang lang) { return voice.plain(trick_places(trick, lang)); });
    lines.push_back({told, places, voice.code(trick_name(trick))});
  }
  out << table("tricks", {voice.say(Phrase::tricks_what), voice.say(Phrase::tricks_place), voice.say(Phrase::tricks_name)}, lines);
  return out << paragraph(voice.say(Phrase::tricks_ask), "note");
}

}  // namespace jianfu::report
