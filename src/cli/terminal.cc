#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "report/columns.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

bool set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::string megabytes(uint64_t bytes) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f", static_cast<double>(bytes) / 1e6);
  return out.data();
}

constexpr const char* kOverwrite = "\r\x1b[K";

// One less than there are: a full line may put the cursor on the next one, where it cannot be written over.
size_t terminal_columns() {
  winsize size{};
  constexpr size_t kUsual = 80;
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return (known ? size.ws_col : kUsual) - 1;
}

}  // namespace

bool is_terminal(const std::ostream& stream) {
  if (&stream == &std::cout) return ::isatty(STDOUT_FILENO) == 1;
  return &stream == &std::cerr && ::isatty(STDERR_FILENO) == 1;
}

bool wants_colour(const std::string& wish, const std::ostream& out) {
  if (wish == "always") return true;
  if (wish == "never" || set("NO_COLOR")) return false;
  const char* const kind = std::getenv("TERM");
  return is_terminal(out) && kind != nullptr && std::string_view(kind) != "dumb";
}

Progress::Progress(std::ostream& err, Lang lang, bool shown) : err_(err), lang_(lang), shown_(shown) {}
Progress::~Progress() { clear(); }

engine::ReadWatch Progress::watch() {
  if (!shown_) return {};
  return [this](const std::string& path, uint64_t entries, uint64_t bytes) { reading(path, entries, bytes); };
}

void Progress::reading(const std::string& path, uint64_t entries, uint64_t bytes) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  if (!is_due()) return;
  show(report::Phrase::progress_reading, {std::to_string(packages_), seconds(), std::to_string(entries), megabytes(bytes)}, path);
}

void Progress::done(const std::string& path, uint64_t bytes) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  ++packages_;
  bytes_ += bytes;
  if (is_due()) show(report::Phrase::progress_line, {std::to_string(packages_), seconds(), megabytes(bytes_)}, path);
}

void Progress::clear() {
  const std::lock_guard lock(mutex_);
  if (dirty_) err_ << kOverwrite << std::flush;
  dirty_ = false;
}

bool Progress::is_due() {
  const Clock::time_point now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return false;
  last_ = now;
  return true;
}

std::string Progress::seconds() const {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begun_).count());
}

// Counts first; of a path that does not fit behind them its end, which tells the file.
void Progress::show(report::Phrase what, std::vector<std::string> counts, const std::string& path) {
  const size_t width = terminal_columns();
  counts.emplace_back();
  const std::string front = report::phrase(what, lang_, counts);
  const size_t taken = report::columns(front);
  std::string line = taken > width ? report::wrapped(front, width).front() : front;
  if (taken < width) line += report::end_within(text::displayable(path), width - taken);
  err_ << kOverwrite << line << std::flush;
  dirty_ = true;
}

}  // namespace jianfu::cli
