// Evidence and citations in the text report: the words with the hit in brackets, then the place to find them
// again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// The quoted text, cut around its first hit.
std::string quoted_hit(const Sheet& sheet, const engine::EvidenceView& view);

// The same in parts, for documents that mark hits their own way; without quotation marks. What was cut off is "…".
struct Run {
  std::string text;
  bool hit = false;
};
std::string quoted(const Sheet& sheet, const std::vector<Run>& runs);  // hits in brackets
std::vector<Run> hit_runs(const Sheet& sheet, const engine::EvidenceView& view);

// A list of evidence as write_evidence tells it: one piece for what one place answers several times.
struct SaidPiece {
  std::string what;        // kind and notes
  std::vector<Run> words;  // quoted
  std::string arguments;   // of a call, as an aside; may be empty
  std::string reason;      // of counter-evidence
  std::string place;       // may be empty
};
std::vector<SaidPiece> said_pieces(const Sheet& sheet, const std::vector<engine::EvidenceView>& views,
                                   std::string_view module);
// In one line, without its place.
std::string said(const Sheet& sheet, const SaidPiece& piece);
std::string citation_text(const Sheet& sheet, const engine::CitationView& citation);

// A list of evidence, each with its place; `module` is the screen that need not be named. Counter-evidence
// says why it does not count.
// `more`: pieces that are not among `views`.
inline constexpr size_t kEvidenceIndent = 5;
inline constexpr size_t kShownEvidence = 8;  // of a list; the JSON report has more
void write_evidence(Sheet& sheet, const std::vector<engine::EvidenceView>& views, std::string_view module,
                    size_t indent = kEvidenceIndent, size_t most = kShownEvidence, size_t more = 0);
void write_citations(Sheet& sheet, const std::vector<engine::CitationView>& citations);
void write_citation_list(Sheet& sheet, const std::vector<engine::CitationView>& citations);

}  // namespace jianfu::report
