#include "audit/forked.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace jianfu::audit {
namespace {

// Under a sanitizer a process reserves more addresses than any machine has memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCanLimitMemory = false;
#else
constexpr bool kCanLimitMemory = true;
#endif

void bind_to(pid_t parent, uint64_t memory) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  const rlimit most{memory, memory}, no_dump{0, 0};
  if (kCanLimitMemory && memory != 0) ::setrlimit(RLIMIT_AS, &most);
  ::setrlimit(RLIMIT_CORE, &no_dump);
}

}  // namespace

std::optional<Forked> forked(uint64_t memory, const std::function<int(Channel&)>& live) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  Channel mine(ends[0]), its(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) return std::nullopt;
  if (process == 0) {
    { const Channel gone(std::move(mine)); }
    bind_to(parent, memory);
    ::_exit(live(its));
  }
  return Forked{process, std::move(mine)};
}

}  // namespace jianfu::audit
