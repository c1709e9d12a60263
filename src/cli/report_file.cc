#include "cli/report_file.h"

#include <filesystem>
#include <iostream>
#include <iterator>

#include "io/file.h"

namespace jianfu::cli {

bool is_report_file(const std::string& path) {
  constexpr uint64_t kLooked = 256;
  if (path == "-" || (path.ends_with(".json") && !std::filesystem::is_directory(path))) return true;
  const Result<io::FileHead> file = io::read_head_of_file(path, kLooked);
  if (!file) return false;
  const size_t first = file->bytes.find_first_not_of(" \t\r\n");
  return first != std::string::npos && (file->bytes[first] == '{' || file->bytes[first] == '[');
}

Result<std::string> read_whole_file(const std::string& path, uint64_t most) {
  Result<io::FileHead> file = io::read_head_of_file(path, most);
  if (!file) return file.error();
  if (file->more) return Error{ErrorKind::kUsage, {Msg::io_too_large, {"> " + std::to_string(most), std::to_string(most)}}, path};
  return std::move(file->bytes);
}

Result<report::ReadBack> read_report_file(const std::string& path) {
  if (path == "-") {
    const std::string bytes((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
    return report::read_json(bytes, "stdin");
  }
  constexpr uint64_t kMostBytes = uint64_t{1} << 30;
  const Result<std::string> bytes = read_whole_file(path, kMostBytes);
  if (!bytes) return bytes.error();
  return report::read_json(*bytes, path);
}

}  // namespace jianfu::cli
