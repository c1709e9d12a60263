#include "report/profile.h"

#include <algorithm>
#include <array>

namespace jianfu::report {
namespace {

using enum Section;

constexpr std::array kWhole = {kPackage,  kVerdict, kProvisions, kDeclaration, kFindings,
                               kRequired, kGaps,    kCoverage,   kStats};
constexpr std::array kSelfCheck = {kPackage, kVerdict, kHeads, kFindings, kRequired, kGaps, kCoverage};
constexpr std::array kIntake = {kPackage,   kVerdict,  kDeclaration, kRequired, kQuestions,
                                kProvisions, kFindings, kGaps,        kCoverage};
constexpr std::array kTechnical = {kPackage, kVerdict,   kProvisions,  kGaps,     kCoverage,
                                   kFindings, kInventory, kDeclaration, kRequired, kStats};

constexpr std::array kProfiles = {
    Profile{"whole", Phrase::profile_whole_title, Phrase::profile_whole, kWhole},
    Profile{"self-check", Phrase::profile_self_check_title, Phrase::profile_self_check, kSelfCheck},
    Profile{"intake", Phrase::profile_intake_title, Phrase::profile_intake, kIntake},
    Profile{"technical", Phrase::profile_technical_title, Phrase::profile_technical, kTechnical},
};

}  // namespace

std::span<const Profile> profiles() {
  return kProfiles;
}

const Profile& find_profile(std::string_view name) {
  const auto found = std::find_if(kProfiles.begin(), kProfiles.end(), [&](const Profile& one) { return one.name == name; });
  return found == kProfiles.end() ? kProfiles.front() : *found;
}

}  // namespace jianfu::report
