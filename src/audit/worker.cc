#include "audit/worker.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <new>

#include "audit/problem.h"

namespace jianfu::audit {
namespace {

// Under a sanitizer a process reserves more addresses than any machine has memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCanLimitMemory = false;
#else
constexpr bool kCanLimitMemory = true;
#endif

std::vector<std::string> paths_of(const std::string& bytes) {
  std::vector<std::string> out;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = bytes.find('\0', at);
    out.push_back(bytes.substr(at, end - at));
    at = end == std::string::npos ? bytes.size() : end + 1;
  }
  return out;
}

Record scanned(const Work& work, const engine::Scanner::Ready& ready, engine::ScanOptions options) {
  const Result<engine::Report> report = work.scanner.scan(ready, options);
  if (!report) return failure_of(ready.content, ready.size, report.error());
  return record_of(*report, ready.content);
}

// What one package comes to; a lack of memory is the package's.
class Servant {
 public:
  Servant(const Work& work, Channel channel) : work_(work), channel_(std::move(channel)) {}

  void serve() {
    while (const std::optional<Letter> letter = channel_.receive()) {
      if (letter->kind == 'o') guarded([&] { return opened(paths_of(letter->bytes)); });
      if (letter->kind == 's') guarded([&] { return channel_.send('r', to_bytes(scanned(work_, *ready_, fresh_options()))); });
      if (letter->kind != 'o') ready_.reset();
    }
  }

 private:
  bool opened(const std::vector<std::string>& paths) {
    const Result<engine::Scanner::Ready> ready = work_.scanner.open(paths, options_ = fresh_options());
    if (!ready) return channel_.send('r', to_bytes(failure_of({}, 0, ready.error())));
    ready_ = *ready;
    return channel_.send('k', ready_->content);
  }

  // What one package tells of app ids is not known to the next: results must not depend on the order.
  engine::ScanOptions fresh_options() const {
    engine::ScanOptions out = work_.options;
    out.app_ids = std::make_shared<formats::wxapkg::AppIds>(*work_.options.app_ids);
    return out;
  }

  template <typename Act>
  void guarded(const Act& act) {
    try {
      act();
    } catch (const std::bad_alloc&) {
      const Error error = problem(ErrorKind::kLimit, Phrase::audit_memory, {std::to_string(work_.limits.memory >> 20)}, {});
      channel_.send('r', to_bytes(failure_of(ready_ ? ready_->content : std::string(), ready_ ? ready_->size : 0, error)));
    }
  }

  const Work& work_;
  Channel channel_;
  engine::ScanOptions options_;
  std::optional<engine::Scanner::Ready> ready_;
};

[[noreturn]] void live(const Work& work, Channel channel, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  ::signal(SIGINT, SIG_IGN);  // of the terminal: the parent decides
  if (kCanLimitMemory && work.limits.memory != 0) {
    const rlimit limit{work.limits.memory, work.limits.memory};
    ::setrlimit(RLIMIT_AS, &limit);
  }
  const rlimit no_dump{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_dump);
  Servant(work, std::move(channel)).serve();
  ::_exit(0);
}

}  // namespace

std::unique_ptr<Worker> Worker::start(const Work& work) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return nullptr;
  Channel mine(ends[0]), its(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) return nullptr;
  if (process == 0) {
    { const Channel gone(std::move(mine)); }
    live(work, std::move(its), parent);
  }
  return std::unique_ptr<Worker>(new Worker(process, std::move(mine)));
}

Worker::~Worker() {
  if (process_ <= 0) return;
  kill();
  signal();
}

bool Worker::open(const std::vector<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) all += path + '\0';
  return channel_.send('o', all);
}

void Worker::kill() {
  if (process_ > 0) ::kill(process_, SIGKILL);
}

int Worker::signal() {
  int status = 0;
  if (process_ > 0) ::waitpid(process_, &status, 0);
  process_ = -1;
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace jianfu::audit
