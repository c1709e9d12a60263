#include "io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "io/large_pages.h"
#include "io/tree.h"

namespace jianfu::io {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Error system_error(const std::string& path, int code) {
  if (code == ENOENT || code == ENOTDIR) return {ErrorKind::kIo, {Msg::io_missing, {}}, path};
  return {ErrorKind::kIo, {Msg::io_cannot_open, {std::generic_category().message(code)}}, path};
}

// Reads until `cap` bytes are there or the file ends; an error number or 0.
int fill(int fd, uint64_t expected, uint64_t cap, std::string& out) {
  size_t have = 0;
  const auto first = static_cast<size_t>(std::min(cap, expected + 1));  // one more: a read of 0 then tells the end
  out.reserve(first);
  prefer_large_pages(out.data(), first);
  out.resize(first);
  for (;;) {
    if (have == out.size()) {
      if (have >= cap) break;
      out.resize(static_cast<size_t>(std::min<uint64_t>(cap, have + have / 2 + 65536)));
    }
    const ssize_t got = ::read(fd, out.data() + have, out.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    have += static_cast<size_t>(got);
  }
  out.resize(have);
  return 0;
}

}  // namespace

Result<FileHead> read_head_of_file(const std::string& path, uint64_t cap) {
  // O_NONBLOCK: opening a pipe must not wait for its writer; it is refused below.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return system_error(path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_error(path, errno);
  if (S_ISDIR(info.st_mode)) return Error{ErrorKind::kIo, {Msg::io_is_folder, {}}, path};
  if (!S_ISREG(info.st_mode)) return Error{ErrorKind::kIo, {Msg::io_not_regular, {}}, path};
  FileHead out;
  const uint64_t size = static_cast<uint64_t>(std::max<off_t>(info.st_size, 0));
  if (const int code = fill(file.get(), size, cap, out.bytes)) return system_error(path, code);
  char next = 0;
  out.more = out.bytes.size() >= cap && ::read(file.get(), &next, 1) == 1;
  return out;
}

Result<std::string> read_file(const std::string& path, const Limits& limits) {
  Result<FileHead> head = read_head_of_file(path, limits.file_bytes);
  if (!head) return Error(head.error());
  if (head->more) {
    struct stat info {};
    const bool known = ::stat(path.c_str(), &info) == 0 && info.st_size > 0;
    const uint64_t size = known ? static_cast<uint64_t>(info.st_size) : limits.file_bytes + 1;
    return Error{ErrorKind::kLimit,
                 {Msg::io_too_large, {std::to_string(size), std::to_string(limits.file_bytes)}},
                 path};
  }
  return std::move(head->bytes);
}

}  // namespace jianfu::io
