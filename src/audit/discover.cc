#include "audit/discover.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "platforms/open.h"

namespace jianfu::audit {
namespace {

constexpr uint64_t kMostEntries = 20'000'000;  // of a root: its files and those of source projects in it

// Of the file that a path leads to; a path into a container is told by the container's.
struct stat stat_of(const std::string& path) {
  struct stat out {};
  const size_t inside = path.find(platforms::kInside);
  if (::stat(path.c_str(), &out) != 0 && inside != std::string::npos) ::stat(path.substr(0, inside).c_str(), &out);
  return out;
}

std::string stamp_of(const struct stat& of) {
  const auto time = [](const timespec& at) { return std::to_string(at.tv_sec) + "." + std::to_string(at.tv_nsec); };
  return std::to_string(of.st_size) + " " + time(of.st_mtim) + " " + time(of.st_ctim);
}

}  // namespace

Occurrence occurrence_of(const std::vector<std::string>& paths, const std::string& root) {
  Occurrence out;
  out.path = paths.front();
  out.parts.assign(paths.begin() + 1, paths.end());
  out.root = root;
  for (const std::string& path : paths) {
    const struct stat of = stat_of(path);
    if (!S_ISREG(of.st_mode)) return out.stamp.clear(), out;  // a folder tells nothing of the files in it
    out.stamp += (out.stamp.empty() ? "" : "\n") + stamp_of(of);
  }
  return out;
}

Result<Discovered> discover(const std::string& root, const engine::Scanner& scanner, const engine::ScanOptions& options) {
  std::error_code error;
  const std::string real = std::filesystem::canonical(root, error).string();
  if (error) return Error{ErrorKind::kUsage, {Msg::io_cannot_open, {error.message()}}, root};
  engine::ScanOptions wide = options;
  wide.limits.entries = kMostEntries;
  engine::Scanner::Found found = scanner.find({real}, wide, true);
  Discovered out;
  out.root = real;
  out.unread = std::move(found.unread);
  std::vector<std::pair<uint64_t, Occurrence>> all;
  for (const std::vector<std::string>& paths : found.packages) {
    const uint64_t size = std::accumulate(paths.begin(), paths.end(), uint64_t{0}, [](uint64_t sum, const std::string& path) {
      return sum + static_cast<uint64_t>(stat_of(path).st_size);
    });
    all.emplace_back(size, occurrence_of(paths, real));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [size, occurrence] : all) out.packages.push_back(std::move(occurrence));
  return out;
}

}  // namespace jianfu::audit
