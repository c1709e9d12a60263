// A zip whose only entry is the zip itself, bit for bit: whoever opens archives in archives never comes to an end.
#pragma once

#include <string>

namespace jianfu::builders {

std::string zip_quine(const std::string& entry_name);

}  // namespace jianfu::builders
