// What a scan read of a package, as bytes: so that other rules judge it without it being read again, and come to what a
// scan with them would. It holds everything, settled (settle.h), because nobody knows what the next rules ask for. It
// depends on the bytes of the package and on what kept_key() says, and on nothing else of a rule set than annotate/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/limits.h"
#include "evidence/binary_form.h"
#include "formats/wxapkg/crypt.h"
#include "platforms/platform.h"
#include "rules/model.h"

namespace jianfu::engine {

// 64 hex digits. Evidence of another key is that of another reading.
std::string kept_key(const rules::RuleSet& rules, const Limits& limits, const formats::wxapkg::AppIds& app_ids);

std::string keep(const platforms::Reading& settled, std::string_view key);

// Nothing for what is torn, of another key or of another format. Counts for --stats are not kept.
std::optional<platforms::Reading> recall(std::string_view bytes, std::string_view key, const evidence::Choice& choice);

}  // namespace jianfu::engine
