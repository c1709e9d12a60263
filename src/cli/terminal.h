// What a terminal is told beside the report: colours where it can show them, and how far a long work is.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <mutex>
#include <string>
#include <vector>

#include "core/message.h"
#include "engine/scan.h"
#include "report/phrases.h"

namespace jianfu::cli {

// Standard output or standard error of the process, and a terminal.
bool is_terminal(const std::ostream& stream);
// `wish` is auto, always or never; auto: a terminal that can, unless NO_COLOR is set.
bool wants_colour(const std::string& wish, const std::ostream& out);

// How far the work is, in one line that is written over, ten times a second at most. Only where somebody looks: what is
// written elsewhere must not hold it. Any thread may tell.
class Progress {
 public:
  // `shown`: `err` is a terminal, and no wish speaks against it.
  Progress(std::ostream& err, Lang lang, bool shown);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What the scanner is to call; empty where nothing is shown, so that telling costs nothing. Borrows this.
  engine::ReadWatch watch();
  // Of the package that is being read so much was read.
  void reading(const std::string& path, uint64_t entries, uint64_t bytes);
  // A package of `bytes` is done.
  void done(const std::string& path, uint64_t bytes);
  // Removes the line, so that another one may be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool is_due();
  void show(report::Phrase what, std::vector<std::string> counts, const std::string& path);
  std::string seconds() const;

  std::mutex mutex_;
  std::ostream& err_;
  Lang lang_;
  bool shown_;
  bool dirty_ = false;
  size_t packages_ = 0;
  uint64_t bytes_ = 0;
  Clock::time_point begun_ = Clock::now(), last_ = begun_ - std::chrono::seconds(1);
};

}  // namespace jianfu::cli
