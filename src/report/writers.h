// The outputs of the program. One row each in writers.cc; --format, its help and the conformance tests read
// the table. Writers see reports and nothing else, and give the same bytes for the same reports.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "engine/report.h"

namespace jianfu::report {

struct WriteOptions {
  Lang lang = Lang::kZh;
  bool unmask = false;  // show phone and identity numbers as they stand
  bool colour = false;  // of a terminal
  bool batch = false;   // a list, whether or not there is more than one
  bool explain = false;  // JSON: the explanation of each finding too
  std::string profile = {};  // for whom (profile.h); empty: for any reader
  std::string sarif_path_prefix = {};  // folder of the repository under which packages are named; empty: as they are given
};

struct Writer {
  std::string_view name;    // of --format
  std::string_view zh, en;  // help
  std::string (*write)(const std::vector<engine::Report>& reports, const WriteOptions& options);
  // Of files that are meant to hold it: ".json", or several with spaces between; the first writer with one is meant.
  std::string_view ending = {};
  bool binary = false;           // no text
  bool reasons = false;          // says why findings are what they are: wants engine::Scope::reasons
};

std::span<const Writer> writers();
const Writer* find_writer(std::string_view name);  // null when there is none
// The length of the longest of some endings (".a .b.c") that a path has; 0 when it has none.
size_t longest_ending(std::string_view endings, std::string_view path);
// The longest ending counts: x.sarif.json is SARIF. Null when none fits.
const Writer* writer_of_ending(std::string_view path);

}  // namespace jianfu::report
