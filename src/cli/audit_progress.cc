#include "cli/audit_progress.h"

#include <array>
#include <cstdio>
#include <ostream>

#include "cli/terminal.h"
#include "report/columns.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

std::string clock_time(double seconds) {
  std::array<char, 48> out{};
  const auto whole = static_cast<unsigned long>(seconds);
  std::snprintf(out.data(), out.size(), "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
  return out.data();
}

std::string rate_text(double rate) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), rate < 10 ? "%.1f" : "%.0f", rate);
  return out.data();
}

}  // namespace

AuditProgress::AuditProgress(std::ostream& err, Lang lang, bool wanted)
    : err_(err), lang_(lang), wanted_(wanted), terminal_(is_terminal(err)) {}

void AuditProgress::show(const audit::Progress& progress) {
  const Clock::time_point now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(30);
  if (!wanted_ || now - last_ < pause) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const uint64_t done = progress.counts.scanned + progress.counts.failed;
  const double rate = static_cast<double>(done) / seconds;
  const uint64_t left = progress.waiting;
  const std::string line = report::phrase(
      report::Phrase::audit_progress, lang_,
      {std::to_string(progress.counts.found - std::min(left, progress.counts.found)), std::to_string(progress.counts.found), rate_text(rate),
       rate > 0 ? clock_time(static_cast<double>(left) / rate) : "?", std::to_string(progress.counts.failed),
       text::displayable(progress.current)});
  constexpr size_t kColumns = 79;
  if (terminal_) {
    err_ << "\r\x1b[K" << report::wrapped(line, kColumns).front() << std::flush;
    dirty_ = true;
  } else {
    err_ << line << '\n' << std::flush;
  }
}

void AuditProgress::clear() {
  if (dirty_) err_ << "\r\x1b[K" << std::flush;
  dirty_ = false;
}

}  // namespace jianfu::cli
