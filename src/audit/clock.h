// Times in the store.
#pragma once

#include <string>

namespace jianfu::audit {

std::string now_utc();  // 2026-01-31T12:00:00Z

}  // namespace jianfu::audit
