#include "cli/inputs.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <istream>
#include <ostream>
#include <sstream>

#include "io/file.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

constexpr uint64_t kMostListBytes = 64u << 20;
constexpr uint64_t kMostInputBytes = 512u << 20;  // as much as a file may have (Limits)

std::string path_of(int file) { return "/proc/self/fd/" + std::to_string(file); }

bool complain(const Options& options, Streams streams, report::Phrase what, const std::vector<std::string>& args) {
  streams.err << report::phrase(what, options.lang, args) << '\n';
  return false;
}

}  // namespace

Inputs::~Inputs() {
  if (stdin_ >= 0) ::close(stdin_);
}

bool Inputs::read(const Options& options, Streams streams) {
  for (const std::string& path : options.paths) {
    if (path == "-") {
      if (!read_standard_input(options, streams)) return false;
    } else if (path.starts_with('@') && path.size() > 1) {
      if (!read_list(path.substr(1), options, streams)) return false;
    } else {
      paths_.push_back(path);
    }
  }
  if (paths_.empty()) return complain(options, streams, report::Phrase::inputs_none, {});
  return true;
}

std::string Inputs::as_given(const std::string& path) const {
  return stdin_ >= 0 && path == path_of(stdin_) ? "stdin" : path;
}

bool Inputs::read_list(const std::string& path, const Options& options, Streams streams) {
  const Result<io::FileHead> file = io::read_head_of_file(path, kMostListBytes);
  if (!file) {
    streams.err << file.error().render(options.lang) << '\n';
    return false;
  }
  std::istringstream lines(file->bytes);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    paths_.push_back(line);
  }
  return true;
}

// A zip is read from its end: standard input has none before all of it has come.
bool Inputs::read_standard_input(const Options& options, Streams streams) {
  if (stdin_ >= 0) return complain(options, streams, report::Phrase::inputs_stdin_twice, {});
  stdin_ = ::memfd_create("stdin", MFD_CLOEXEC);
  uint64_t all = 0;
  bool whole = stdin_ >= 0;
  std::array<char, 1 << 16> buffer{};
  while (whole && (std::cin.read(buffer.data(), buffer.size()), std::cin.gcount() > 0)) {
    const auto count = static_cast<size_t>(std::cin.gcount());
    all += count;
    whole = all <= kMostInputBytes && ::write(stdin_, buffer.data(), count) == static_cast<ssize_t>(count);
  }
  if (!whole)
    return complain(options, streams,
                    all > kMostInputBytes ? report::Phrase::inputs_stdin_large : report::Phrase::inputs_no_spool,
                    {std::strerror(errno)});
  paths_.push_back(path_of(stdin_));
  return true;
}

}  // namespace jianfu::cli
