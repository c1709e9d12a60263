// Which of the native libraries to read: a package holds each of them once for every kind of processor, with
// the same texts (formats.md §10.4).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace jianfu::platforms {

class LibraryChoice {
 public:
  // False for lib/<abi>/<name>.so that is read in a better ABI; true for every other path.
  bool reads(std::string_view path) const;

 private:
  friend LibraryChoice which_abi(std::span<const std::string> paths);
  // Folder of the folders and name, joined by '/' → rank of the ABI that it is read in.
  std::map<std::string, size_t, std::less<>> best_;
};

// `paths`: all of the package. Each library is read in the first of arm64-v8a, armeabi-v7a, x86_64, x86 and
// others that has it.
LibraryChoice which_abi(std::span<const std::string> paths);

}  // namespace jianfu::platforms
