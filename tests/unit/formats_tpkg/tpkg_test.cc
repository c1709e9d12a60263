#include "formats/tpkg/tpkg.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/tpkg_builder.h"

namespace jianfu::formats::tpkg {
namespace {

builders::TpkgBuilder two_files() {
  builders::TpkgBuilder out;
  out.files = {{"app-config.json", "{}"}, {"/pages/页面.js", "var a=1"}};
  return out;
}

std::string told(std::string_view bytes, const Limits& limits = {}) {
  const auto tree = open(bytes, limits);
  if (!tree) return "error " + std::string(core::name_of(tree.error().what.id));
  std::string out;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    const io::Content content = (*tree)->read(i);
    out += (*tree)->entries()[i].name + "=" + std::string(content.bytes.view()) +
           (content.defect ? " !" : "") + "\n";
  }
  for (const Defect& defect : (*tree)->defects()) out += "!" + std::string(core::name_of(defect.why)) + "\n";
  return out;
}

const std::string kBoth = "app-config.json={}\npages/页面.js=var a=1\n";

TEST_CASE("A package gives its files, whatever stands behind the header") {
  builders::TpkgBuilder builder = two_files();
  CHECK(told(builder.build()) == kBoth);
  builder.extra = R"({"name":"x"})";
  CHECK(told(builder.build()) == kBoth);
  builder.counted = true;
  CHECK(told(builder.build()) == kBoth);
}

TEST_CASE("Other bytes are no package, and an index of another kind is said to be one") {
  CHECK(told("PK\x03\x04 and something more") == "error bad_magic");
  CHECK(told("TPKG") == "error bad_magic");
  CHECK(told("TPKG" + std::string(400, '\xEE')) == "error tpkg_unknown_layout");
}

TEST_CASE("An index that breaks off gives what comes before") {
  builders::TpkgBuilder builder = two_files();
  builder.files[1].name_bytes = 0xFFFFFFFF;
  CHECK(told(builder.build()) == "app-config.json={}\n!corrupt\n");
  builder = two_files();
  builder.files[1].size = 0xFFFFFFFF;
  CHECK(told(builder.build()) == "app-config.json={}\npages/页面.js=var a=1 !\n");
}

TEST_CASE("Entries past the limit are told") {
  Limits limits;
  limits.entries = 1;
  CHECK(told(two_files().build(), limits).find("!limit") != std::string::npos);
}

TEST_CASE("Damaged packages are read without harm") {
  builders::cut_everywhere(two_files().build(),
                           [](const std::string& bytes) { CHECK(told(bytes).size() < 1000); });
  builders::flip_everywhere(two_files().build(),
                            [](const std::string& bytes) { CHECK(told(bytes).size() < 1000); });
}

}  // namespace
}  // namespace jianfu::formats::tpkg
