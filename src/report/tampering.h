// What was done to a package to mislead those who look into it, as documents say it: the trick and what comes of it,
// and where. The facts are those of engine/tampering.h.
#pragma once

#include <string>

#include "engine/report.h"
#include "report/html_voice.h"
#include "report/text_sheet.h"

namespace jianfu::report {

// In our words; the id of one that a newer version found.
std::string trick_told(const platforms::Trick& trick, Lang lang);
// "AndroidManifest.xml and elsewhere, 3 in all": raw words of the package in it, to be made harmless by the writer.
std::string trick_places(const platforms::Trick& trick, Lang lang);
// "zip-fake-encryption flags=0x1", for those who look it up in docs/tampering.md; raw as well.
std::string trick_name(const platforms::Trick& trick);

// A section of its own; nothing when there is no trick.
void write_tricks(Sheet& sheet, const engine::Report& report);
Html tricks_of(const Spot& spot, const engine::Report& report);

}  // namespace jianfu::report
