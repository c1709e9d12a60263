#include "audit/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "text/utf.h"

namespace jianfu::audit {
namespace {

namespace fs = std::filesystem;

// Names in a folder are its contents. What cannot sync folders keeps them in its own way.
void sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

std::string folder_of(const std::string& path) { return path.substr(0, path.find_last_of('/')); }

}  // namespace

Error cannot_write(const std::string& path, int number) {
  return {ErrorKind::kIo, {Msg::io_cannot_write, {std::strerror(number)}}, text::displayable(path)};
}

std::string host() {
  std::array<char, 256> name{};
  ::gethostname(name.data(), name.size() - 1);
  std::string out = name.data();
  for (char& c : out) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (!plain) c = '_';
  }
  return out;
}

int write_new(const std::string& path, std::string_view bytes, int flags, bool sync) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
  if (file < 0) return errno;
  int trouble = 0;
  while (trouble == 0 && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) trouble = errno;
    if (written > 0) bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (trouble == 0 && sync && ::fsync(file) != 0) trouble = errno;
  if (::close(file) != 0 && trouble == 0) trouble = errno;  // network file systems tell of a full disk here
  return trouble;
}

Status make_folder_of(const std::string& path, Sync sync) {
  const std::string folder = folder_of(path);
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (error) return cannot_write(folder, error.value());
  if (made && sync == Sync::kYes) sync_folder(folder_of(folder));
  return Done{};
}

Status write_whole(const std::string& path, std::string_view bytes, Sync sync) {
  if (Status made = make_folder_of(path, sync); !made) return made;
  const std::string mine = path + std::string(kBeside) + host() + '.' + std::to_string(::getpid());
  int trouble = 0;
  for (int tries = 0; tries < 2; ++tries) {  // once more when somebody swept ours away
    trouble = write_new(mine, bytes, O_TRUNC, sync == Sync::kYes);
    if (trouble == 0 && ::rename(mine.c_str(), path.c_str()) != 0) trouble = errno;
    if (trouble != ENOENT) break;
  }
  if (trouble != 0) {
    ::unlink(mine.c_str());
    return cannot_write(path, trouble);
  }
  if (sync == Sync::kYes) sync_folder(folder_of(path));
  return Done{};
}

}  // namespace jianfu::audit
