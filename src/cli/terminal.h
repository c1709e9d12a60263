// What a terminal is told beside the report: colours where it can show them, and how far a long work is.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "core/message.h"

namespace jianfu::cli {

// Standard output or standard error of the process, and a terminal.
bool is_terminal(const std::ostream& stream);
// `wish` is auto, always or never; auto: a terminal that can, unless NO_COLOR is set.
bool wants_colour(const std::string& wish, const std::ostream& out);

// One line that is written over, ten times a second at most, and only on a terminal; silent elsewhere.
class Progress {
 public:
  Progress(std::ostream& err, Lang lang, bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A package of `bytes` is done.
  void done(const std::string& path, uint64_t bytes);
  // Removes the line, so that another one may be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  Lang lang_;
  bool shown_;
  bool dirty_ = false;
  size_t packages_ = 0;
  uint64_t bytes_ = 0;
  Clock::time_point begun_ = Clock::now(), last_ = begun_ - std::chrono::seconds(1);
};

}  // namespace jianfu::cli
