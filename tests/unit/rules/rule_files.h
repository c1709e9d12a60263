// A small rule set that loads, and the way its tests change it: a piece of a file is replaced, and "¦" in the
// new piece marks the character that the complaint must point at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/load.h"

namespace jianfu::rules::tests {

inline constexpr std::string_view kRule = "B2/clock-in.yaml";
inline constexpr std::string_view kAbsence = "M/complaint.yaml";
inline constexpr std::string_view kLexicon = "lexicon/clock-in.yaml";
inline constexpr std::string_view kCommon = "lexicon/common.yaml";
inline constexpr std::string_view kNorms = "norms.yaml";
inline constexpr std::string_view kCoercion = "coercion.yaml";
inline constexpr std::string_view kExemption = "exemption.yaml";
inline constexpr std::string_view kApi = "annotate/api.yaml";
inline constexpr std::string_view kSdk = "annotate/sdk.yaml";
inline constexpr std::string_view kPackers = "annotate/packers.yaml";
inline constexpr std::string_view kFrameworks = "annotate/frameworks.yaml";
inline constexpr std::string_view kRemote = "annotate/remote.yaml";
inline constexpr std::string_view kGaps = "annotate/gaps.yaml";

std::vector<SourceFile> rule_files();

// The files with `from`, which stands once in that file, replaced by `to` (without its marks).
std::vector<SourceFile> changed(std::string_view file, std::string_view from, std::string_view to);
std::vector<SourceFile> with_file(std::string_view name, std::string_view text);
std::vector<SourceFile> without_file(std::string_view name);

// "file:line:column message-name", of errors, and of warnings.
std::vector<std::string> errors(const std::vector<SourceFile>& files);
std::vector<std::string> warnings(const std::vector<SourceFile>& files);

// What the change must give: nothing but that complaint, at each mark of `to`.
std::vector<std::string> at_marks(std::string_view file, std::string_view from, std::string_view to,
                                  Msg what);

}  // namespace jianfu::rules::tests

// The change is refused with that message, at its marks and nowhere else.
#define REFUSED(file, from, to, what) \
  CHECK(errors(changed(file, from, to)) == at_marks(file, from, to, jianfu::Msg::what))
#define ACCEPTED(file, from, to) CHECK(errors(changed(file, from, to)) == std::vector<std::string>{})
