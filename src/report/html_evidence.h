// Evidence and citations on the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report.h"
#include "report/html_voice.h"
#include "report/pieces.h"

namespace jianfu::report {

// The words of a piece, cut around the first hit, with the hits marked.
Html quoted(const Voice& voice, const engine::EvidenceView& view, size_t most);
// The same in a sentence, between quotation marks.
Html quoted_shortly(const Voice& voice, const engine::EvidenceView& view);

// `module` is the screen that need not be named; at most `most` pieces; `more` are not among `views`.
Html evidence_list(const Voice& voice, const std::vector<engine::EvidenceView>& views, std::string_view module, size_t most,
                   size_t more);
Html citation_list(const Voice& voice, const std::vector<engine::CitationView>& citations);

}  // namespace jianfu::report
