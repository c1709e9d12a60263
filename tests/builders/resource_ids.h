// Names of resources and their ids: what the builder of tables hands to the compiler of XML.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace jianfu::builders {

// "string/app_name" → 0x7fTTEEEE.
using ResourceIds = std::map<std::string, uint32_t>;

}  // namespace jianfu::builders
