#include "cli/report_file.h"

#include <iostream>
#include <iterator>

#include "io/file.h"

namespace jianfu::cli {

Result<report::ReadBack> read_report_file(const std::string& path) {
  if (path == "-") {
    const std::string bytes((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
    return report::read_json(bytes, "stdin");
  }
  constexpr uint64_t kMostBytes = uint64_t{1} << 30;
  Result<io::FileHead> file = io::read_head_of_file(path, kMostBytes);
  if (!file) return file.error();
  if (file->more)
    return Error{ErrorKind::kUsage, {Msg::io_too_large, {"> " + std::to_string(kMostBytes), std::to_string(kMostBytes)}}, path};
  return report::read_json(file->bytes, path);
}

}  // namespace jianfu::cli
