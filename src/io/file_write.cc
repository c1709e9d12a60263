#include "io/file_write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

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

constexpr size_t kBuffer = 1 << 18;

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

Result<std::unique_ptr<NewFile>> NewFile::open(const std::string& path) {
  if (const Status may = can_write_file(path); !may) return may.error();
  std::unique_ptr<NewFile> out(new NewFile(path));
  std::error_code ignored;
  // Behind a link stands the file that people mean.
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, ignored);
  out->target_ = real.empty() ? path : real.string();
  struct stat found {};
  const bool there = ::stat(out->target_.c_str(), &found) == 0;
  out->in_place_ = there && !S_ISREG(found.st_mode);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  out->mode_ = there ? found.st_mode & 07777 : 0666 & ~mask;
  int problem = 0;
  if (out->in_place_)
    problem = (out->file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC)) < 0 ? errno : 0;
  else
    problem = out->open_beside();
  if (problem != 0) return cannot_write(path, ErrorKind::kUsage, problem);
  return out;
}

int NewFile::open_beside() {
  const bool can_get_name = ::access("/proc/self/fd", X_OK) == 0;
  if (can_get_name) file_ = ::open(folder_of(target_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (file_ < 0) {
    beside_ = target_ + ".XXXXXX";
    file_ = ::mkostemp(beside_.data(), O_CLOEXEC);
    if (file_ < 0) beside_.clear();
  }
  if (file_ < 0) return errno;
  ::fchmod(file_, mode_);
  return 0;
}

NewFile::~NewFile() {
  if (file_ >= 0) ::close(file_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void NewFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= kBuffer) flush();
  if (bytes.size() < kBuffer)
    buffer_ += bytes;
  else if (problem_ == 0)
    problem_ = write_all(file_, bytes);
}

void NewFile::flush() {
  if (problem_ == 0) problem_ = write_all(file_, buffer_);
  buffer_.clear();
}

// A file without a name gets one beside first: only renaming takes the place of an older file.
int NewFile::put_into_place() {
  if (beside_.empty()) {
    const std::string unnamed = "/proc/self/fd/" + std::to_string(file_);
    std::string name = target_ + ".XXXXXX";
    const int taken = ::mkstemp(name.data());  // a name that is free; the empty file of it makes way
    if (taken < 0) return errno;
    ::close(taken);
    ::unlink(name.c_str());
    if (::linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) return errno;
    beside_ = name;
  }
  if (::rename(beside_.c_str(), target_.c_str()) != 0) return errno;
  beside_.clear();
  return 0;
}

Status NewFile::finish() {
  flush();
  if (problem_ == 0 && !in_place_ && ::fsync(file_) != 0) problem_ = errno;
  if (problem_ == 0 && !in_place_) problem_ = put_into_place();
  // Closing can tell of a full disk too, on file systems of the network; those are synced by then.
  if (::close(std::exchange(file_, -1)) != 0 && problem_ == 0) problem_ = errno;
  if (problem_ != 0) return cannot_write(path_, ErrorKind::kIo, problem_);
  return Done{};
}

Status write_file(const std::string& path, std::string_view bytes) {
  const Result<std::unique_ptr<NewFile>> file = NewFile::open(path);
  if (!file) return file.error();
  (*file)->write(bytes);
  return (*file)->finish();
}

}  // namespace jianfu::io
