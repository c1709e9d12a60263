#include "audit/lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "audit/clock.h"
#include "audit/problem.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

std::string who() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return std::to_string(::getpid()) + " @ " + host.data() + ", " + now_utc();
}

std::string holder(int file) {
  std::array<char, 512> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  return text::displayable(std::string_view(text.data(), size > 0 ? static_cast<size_t>(size) : 0));
}

}  // namespace

Result<std::unique_ptr<Lock>> Lock::take(const std::string& path, bool wait) {
  const std::string name = path + ".lock";
  const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return Error{ErrorKind::kUsage, {Msg::io_cannot_write, {std::strerror(errno)}}, name};
  std::unique_ptr<Lock> out(new Lock(file));
  // A lock of the process (not flock): the processes that it makes do not hold it on after its end.
  struct flock all {};
  all.l_type = F_WRLCK;
  all.l_whence = SEEK_SET;
  int code = ::fcntl(file, F_SETLK, &all);
  if (code != 0 && (errno == EAGAIN || errno == EACCES) && !wait)
    return problem(ErrorKind::kUsage, Phrase::audit_locked, {holder(file)}, path);
  while (code != 0 && (errno == EINTR || errno == EAGAIN || errno == EACCES)) code = ::fcntl(file, F_SETLKW, &all);
  if (code != 0) return Error{ErrorKind::kUsage, {Msg::io_cannot_write, {std::strerror(errno)}}, name};
  const std::string me = who();
  const bool told = ::ftruncate(file, 0) == 0 && ::pwrite(file, me.data(), me.size(), 0) > 0;
  static_cast<void>(told);  // it is only for the other's message
  return out;
}

Lock::~Lock() { ::close(file_); }

}  // namespace jianfu::audit
