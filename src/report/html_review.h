// The reviewer's part of a finding on the page: what was said before, fields to fill in, lines for paper.
#pragma once

#include <optional>
#include <string>

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

// What the exported opinion names its finding by.
struct Subject {
  std::string fingerprint, rule_id, module;
};
Html opinion_block(const Voice& voice, const Subject& subject, const std::optional<engine::ReviewView>& review);

// Marks of waiver, baseline and opinion beside a title; empty when there are none.
Html state_marks(const Voice& voice, const std::optional<engine::WaiverView>& waiver, bool known,
                 const std::optional<engine::ReviewView>& review);

}  // namespace jianfu::report
