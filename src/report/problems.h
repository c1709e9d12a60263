// What a pipeline hears of a package, as a list: findings, required functions that are not as they should be, and rules
// that could not be decided. SARIF, JUnit, Code Quality and annotations are written from it, and so agree on what counts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/gate.h"
#include "report/text_sheet.h"

namespace jianfu::report {

// A package handed in or one inside it, with where it stands for those who have files and no packages.
struct Subject {
  const engine::Report* report = nullptr;
  const engine::Report* handed_in = nullptr;  // the outermost one; its file is what a repository or pipeline knows
  std::string path;                           // raw: "build/app.apk", of an inner one "build/app.apk!/assets/x.apk"
};

// Every report with those nested in it, outer ones first.
std::vector<Subject> subjects_of(std::span<const engine::Report> reports);

// A source project, whose inner places are files that a person can open.
bool is_source(const engine::Report& report);

// Without "./" and "a/..", as repositories name files.
std::string tidy_path(const std::string& path);

using engine::assessed;

// Why a problem does not hold up a build; kCounts: it does.
enum class Standing : uint8_t { kCounts, kKnown, kWaived };

struct Problem {
  engine::Verdict verdict = engine::Verdict::kHint;
  engine::Severity severity = engine::Severity::kMedium;
  Standing standing = Standing::kCounts;
  std::string rule_id, provision, feature, fingerprint;
  engine::Bilingual title, message;  // message is never empty
  // Exactly one of these.
  const engine::Finding* finding = nullptr;
  const engine::RequiredView* required = nullptr;
  const engine::RuleResult* undecided = nullptr;

  const std::vector<engine::EvidenceView>& evidence() const;    // empty of an undecided rule
  const std::vector<engine::CitationView>& citations() const;   // so too
  const engine::WaiverView* waiver() const;                     // also an expired one; may be null
  bool known() const;                                           // the baseline has it, waived or not
  engine::Bilingual question() const;
  engine::Bilingual remedy() const;
};

// Worst first, hints among them; nothing of a report that could not be read.
std::vector<Problem> problems_of(const engine::Report& report);

// In one line: verdict, what was found, its first place in words, and why it does not count where it does not.
std::string line_of(const Sheet& sheet, const Problem& problem);
// "pages/a.wxml:12:5", "classes.dex+0x1f": where a piece stands; empty when it has no place.
std::string place_in_words(const Sheet& sheet, const evidence::Location& at);
// The words of a piece, short, in quotes.
std::string quoted(const Sheet& sheet, const engine::EvidenceView& view);
// "已豁免：…", "基线中已有"; empty of what counts.
std::string standing_in_words(const Sheet& sheet, const Problem& problem);
// What a gap hides the view of, in one line.
std::string line_of(const Sheet& sheet, const engine::GapView& gap);

struct FilePlace {
  std::string path;  // raw
  uint32_t line = 1, column = 0;
};
// The file that stands in the repository: the package handed in; of a source project the first file of the evidence.
FilePlace file_of(const Subject& subject, const Problem& problem);

}  // namespace jianfu::report
