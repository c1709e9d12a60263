// The same report for three readers: the unit that checks its own app, who looks whether a filing is complete, and who
// tests it. A profile is an order of sections; findings and verdicts are the same in all.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "report/phrases.h"

namespace jianfu::report {

enum class Section : uint8_t {
  kPackage,
  kVerdict,
  kProvisions,
  kHeads,      // what to mend, by the heads of the self-check
  kQuestions,  // what the applicant has to explain and to hand in
  kDeclaration,
  kFindings,
  kRequired,
  kGaps,
  kCoverage,
  kInventory,  // permissions, kits, pages
  kStats,
};

struct Profile {
  std::string_view name;  // of --profile
  Phrase title;
  Phrase about;  // help
  std::span<const Section> sections;
};

std::span<const Profile> profiles();
// The one of that name; the whole report, for any reader, when there is none.
const Profile& find_profile(std::string_view name);

}  // namespace jianfu::report
