#include "unit/report/office_parts.h"

#include <catch2/catch.hpp>

#include "io/tree.h"

namespace jianfu::tests {

std::vector<std::pair<std::string, std::string>> office_parts(const std::string& bytes) {
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  std::vector<std::pair<std::string, std::string>> out;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i)
    out.emplace_back((*tree)->entries()[i].name, std::string((*tree)->read(i).bytes.view()));
  return out;
}

std::string office_text(const std::string& bytes) {
  std::string out;
  for (const auto& [name, part] : office_parts(bytes)) out += "== " + name + "\n" + part + "\n";
  return out;
}

}  // namespace jianfu::tests
