// What stands in documents that are zip archives.
#pragma once

#include <string>
#include <vector>

namespace jianfu::tests {

// Parts by name in the order of the archive; fails the test when it is none.
std::vector<std::pair<std::string, std::string>> office_parts(const std::string& bytes);
// All parts, each under its name.
std::string office_text(const std::string& bytes);

}  // namespace jianfu::tests
