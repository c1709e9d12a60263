#include "audit/results.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "audit/clock.h"
#include "audit/whole_file.h"
#include "core/sha256.h"
#include "io/file.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMostResultBytes = uint64_t{2} << 30;
constexpr auto kStale = std::chrono::hours(1);

}  // namespace

std::string Results::path_of(const std::string& content) const {
  const std::string key = core::sha256_hex(content + '\n' + context_key_);
  return folder_ + '/' + key.substr(0, 2) + '/' + key;
}

std::string Results::attempt_path(const std::string& content, unsigned attempt) const {
  return path_of(content) + ".try" + std::to_string(attempt);
}

Results::Kept Results::read(const std::string& content) const {
  const std::string path = path_of(content);
  const Result<io::FileHead> file = io::read_head_of_file(path, kMostResultBytes);
  if (!file) return {::access(path.c_str(), F_OK) == 0 ? State::kTorn : State::kMissing, {}};
  Result<Record> record = from_bytes(file->bytes, path);
  if (!record && record.error().kind == ErrorKind::kUnsupported) return {State::kForeign, {}};
  if (!record || record->content != content) return {State::kTorn, {}};
  const State state = record->failed() ? State::kFailed : State::kDone;
  return {state, std::move(*record)};
}

Status Results::write(const Record& record) {
  Status out = write_whole(path_of(record.content), to_bytes(record), Sync::kYes);
  if (out) forget_attempts(record.content);
  return out;
}

unsigned Results::attempts(const std::string& content) const {
  unsigned out = 0;
  for (unsigned i = 1; i <= kMostAttempts; ++i) out += ::access(attempt_path(content, i).c_str(), F_OK) == 0 ? 1U : 0U;
  return out;
}

// Not synced: it has to outlive this process, which may be killed, and the machine only so far as a shared file system
// does. One attempt more than meant is the worst that a power failure does.
Result<unsigned> Results::begin(const std::string& content) {
  const std::string who = now_utc() + ' ' + host() + ' ' + std::to_string(::getpid()) + '\n';
  if (const Status made = make_folder_of(path_of(content), Sync::kYes); !made) return made.error();
  for (unsigned i = 1; i <= kMostAttempts; ++i) {
    const std::string path = attempt_path(content, i);
    const int trouble = write_new(path, who, O_EXCL, false);
    if (trouble == 0) return i;
    if (trouble != EEXIST) return cannot_write(path, trouble);
  }
  return 0U;
}

void Results::withdraw(const std::string& content, unsigned attempt) { ::unlink(attempt_path(content, attempt).c_str()); }

void Results::forget_attempts(const std::string& content) {
  for (unsigned i = 1; i <= kMostAttempts; ++i) withdraw(content, i);
}

std::string Results::who_tried_last(const std::string& content) const {
  std::string out;
  for (unsigned i = 1; i <= kMostAttempts; ++i) {
    const Result<io::FileHead> file = io::read_head_of_file(attempt_path(content, i), 512);
    if (file && file->bytes > out) out = file->bytes;  // begins with the time
  }
  return text::displayable(out.substr(0, out.find('\n')));
}

namespace {

bool is_left_over(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  const size_t at = name.find(kBeside), dot = name.find_last_of('.');
  if (at == std::string::npos) return false;
  std::error_code error;
  const fs::file_time_type written = entry.last_write_time(error);
  if (error) return false;
  if (fs::file_time_type::clock::now() - written > kStale) return true;
  const size_t from = at + kBeside.size();
  if (dot < from || name.substr(from, dot - from) != host()) return false;
  const std::string process = name.substr(dot + 1);
  const bool number = !process.empty() && process.size() < 10 && process.find_first_not_of("0123456789") == std::string::npos;
  return number && ::kill(std::stoi(process), 0) != 0 && errno == ESRCH;
}

}  // namespace

size_t Results::sweep() {
  size_t out = 0;
  std::error_code error;
  for (const fs::directory_entry& folder : fs::directory_iterator(folder_, error)) {
    std::error_code inner;
    if (folder.path().filename().string().size() != 2) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder.path(), inner)) {
      if (is_left_over(entry) && ::unlink(entry.path().c_str()) == 0) ++out;
    }
  }
  return out;
}

Status check_results(const std::string& folder) {
  if (::access(folder.c_str(), R_OK | X_OK) != 0) {
    const int number = errno;
    if (number == ENOENT) return Done{};
    return Error{ErrorKind::kUsage, {Msg::io_cannot_open, {std::strerror(number)}}, text::displayable(folder)};
  }
  std::error_code error;
  if (fs::is_directory(folder, error)) return Done{};
  return Error{ErrorKind::kUsage, {Msg::io_cannot_open, {std::strerror(ENOTDIR)}}, text::displayable(folder)};
}

}  // namespace jianfu::audit
