#include "io/file_write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace jianfu::io {
namespace {

Error cannot_write(const std::string& path, ErrorKind kind, int number) {
  return {kind, {Msg::io_cannot_write, {std::strerror(number)}}, path};
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// 0, or errno.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

// 0, or errno. Closing can tell of a full disk too.
int finish(int file, std::string_view bytes, bool sync) {
  int problem = write_all(file, bytes);
  if (problem == 0 && sync && ::fsync(file) != 0) problem = errno;
  if (::close(file) != 0 && problem == 0) problem = errno;
  return problem;
}

Status write_in_place(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(path, ErrorKind::kUsage, errno);
  const int problem = finish(file, bytes, false);
  if (problem != 0) return cannot_write(path, ErrorKind::kIo, problem);
  return Done{};
}

}  // namespace

Status can_write_file(const std::string& path) {
  struct stat found {};
  const bool there = ::stat(path.c_str(), &found) == 0;
  if (there && S_ISDIR(found.st_mode)) return cannot_write(path, ErrorKind::kUsage, EISDIR);
  if (there && !S_ISREG(found.st_mode))
    return ::access(path.c_str(), W_OK) == 0 ? Status(Done{}) : cannot_write(path, ErrorKind::kUsage, errno);
  if (there && ::access(path.c_str(), W_OK) != 0) return cannot_write(path, ErrorKind::kUsage, errno);
  const std::string folder = folder_of(path);
  struct stat parent {};
  if (::stat(folder.c_str(), &parent) != 0) return cannot_write(path, ErrorKind::kUsage, errno);
  if (!S_ISDIR(parent.st_mode)) return cannot_write(path, ErrorKind::kUsage, ENOTDIR);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return cannot_write(path, ErrorKind::kUsage, errno);
  return Done{};
}

Status write_file(const std::string& path, std::string_view bytes) {
  if (const Status may = can_write_file(path); !may) return may;
  std::error_code ignored;
  // Behind a link stands the file that people mean.
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, ignored);
  const std::string target = real.empty() ? path : real.string();
  struct stat found {};
  const bool there = ::stat(target.c_str(), &found) == 0;
  if (there && !S_ISREG(found.st_mode)) return write_in_place(path, bytes);
  std::string beside = target + ".XXXXXX";
  const int file = ::mkstemp(beside.data());
  if (file < 0) return cannot_write(path, ErrorKind::kUsage, errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file, there ? found.st_mode & 07777 : static_cast<mode_t>(0666 & ~mask));
  int problem = finish(file, bytes, true);
  if (problem == 0 && ::rename(beside.c_str(), target.c_str()) != 0) problem = errno;
  if (problem == 0) return Done{};
  ::unlink(beside.c_str());
  return cannot_write(path, ErrorKind::kIo, problem);
}

}  // namespace jianfu::io
