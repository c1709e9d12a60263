// Evidence and citations as reports show them: indices resolved to texts.
#pragma once

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

EvidenceView view_of(const match::Session& session, uint32_t item, const std::vector<match::Span>& marks,
                     std::string because);
EvidenceView view_of(const match::Session& session, const match::CancelledHit& hit);
// Why a hit does not count.
Bilingual reason_of(const rules::RuleSet& rules, const match::CancelledHit& hit);
std::vector<CitationView> citations_of(const rules::RuleSet& rules, const std::vector<rules::Citation>& citations);
std::vector<CitationView> citations_of(const rules::RuleSet& rules, const rules::Rule& rule);
ModuleView module_of(const match::Session& session, const match::Unit& unit);
// `text` with {module} replaced by the screen's title or id.
Bilingual with_module(const Bilingual& text, const ModuleView& module);

}  // namespace jianfu::engine
