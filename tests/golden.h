// Golden files: what came out is compared with a file of the repository. With UPDATE_GOLDEN=1 in the
// environment a file that differs is written, and the comparison fails once all the same, saying which:
// nothing changes unseen.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace jianfu::tests {

namespace golden_detail {

inline std::string first_difference(const std::string& expected, const std::string& actual) {
  size_t line = 1, begin = 0, at = 0;
  for (; at < expected.size() && at < actual.size() && expected[at] == actual[at]; ++at) {
    if (expected[at] != '\n') continue;
    ++line;
    begin = at + 1;
  }
  const auto line_at = [begin](const std::string& text) {
    return text.substr(begin, text.find('\n', begin) - begin);
  };
  return "line " + std::to_string(line) + "\n  expected: " + line_at(expected) +
         "\n  actual:   " + line_at(actual);
}

}  // namespace golden_detail

// Empty when `actual` is what the file holds, otherwise what to tell the reader of the test:
//   CHECK(golden_problem(std::string(JIANFU_SOURCE_DIR) + "/tests/e2e/goldens/x.txt", actual) == "");
inline std::string golden_problem(const std::string& path, const std::string& actual) {
  std::ifstream in(path, std::ios::binary);
  const bool exists = in.good();
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (exists && expected == actual) return {};
  const char* const update = std::getenv("UPDATE_GOLDEN");
  if (update == nullptr || std::string(update) != "1") {
    return exists ? path + " differs: " + golden_detail::first_difference(expected, actual)
                  : path + " is missing; UPDATE_GOLDEN=1 writes it";
  }
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  std::ofstream out(path, std::ios::binary);
  out << actual << std::flush;
  if (!out.good()) return path + " cannot be written";
  return path +
         (exists ? " was changed: " + golden_detail::first_difference(expected, actual) : " was written");
}

}  // namespace jianfu::tests
