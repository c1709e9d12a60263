// A folder for one test's files, gone when the test ends.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace jianfu::e2e {

class Workspace {
 public:
  Workspace() {
    static int number = 0;
    root_ = std::filesystem::temp_directory_path() / ("jianfu-e2e-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(root_);
  }
  ~Workspace() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // Writes a file (folders are made) and gives its path.
  std::string write(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path path = root_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string root() const { return root_.string(); }
  std::string path(const std::string& name) const { return (root_ / name).string(); }

 private:
  std::filesystem::path root_;
};

}  // namespace jianfu::e2e
