// Copies of this process that read what may break them, with a channel to each.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>

#include "audit/channel.h"

namespace jianfu::audit {

struct Forked {
  pid_t process;
  Channel channel;
};

// The copy does `live` and exits with what that returns; it ends with this process at the latest, and leaves no dump.
// `memory`: bytes that it may have; 0: no limit. Nothing when the system has no process to give.
std::optional<Forked> forked(uint64_t memory, const std::function<int(Channel&)>& live);

}  // namespace jianfu::audit
