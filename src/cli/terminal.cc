#include "cli/terminal.h"

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

Progress::Progress(std::ostream& err, Lang lang, bool wanted) : err_(err), lang_(lang), shown_(wanted && is_terminal(err)) {}
Progress::~Progress() { clear(); }

void Progress::done(const std::string& path, uint64_t bytes) {
  ++packages_;
  bytes_ += bytes;
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begun_).count();
  const std::string line = report::phrase(report::Phrase::progress_line, lang_,
                                          {std::to_string(packages_), megabytes(bytes_),
                                           std::to_string(seconds), text::displayable(path)});
  constexpr size_t kColumns = 79;
  err_ << "\r\x1b[K" << report::wrapped(line, kColumns).front() << std::flush;
  dirty_ = true;
}

void Progress::clear() {
  if (dirty_) err_ << "\r\x1b[K" << std::flush;
  dirty_ = false;
}

}  // namespace jianfu::cli
