#include "formats/wxapkg/wxapkg.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/wxapkg_builder.h"

namespace jianfu::formats::wxapkg {
namespace {

builders::WxapkgBuilder two_files(bool mixed = false) {
  builders::WxapkgBuilder out;
  out.mixed = mixed;
  out.files = {{"/app.js", "var a=1"}, {"/pages/打卡.html", "<page/>"}};
  return out;
}

// Every entry, its bytes and what is wrong with it.
std::string told(std::string_view bytes, const Limits& limits = {}) {
  const auto tree = open(bytes, limits);
  if (!tree) return "error";
  std::string out;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    const io::Content content = (*tree)->read(i);
    out += (*tree)->entries()[i].name + "=" + std::string(content.bytes.view());
    if (content.defect) out += " !" + std::string(core::name_of(content.defect->why));
    out += "\n";
  }
  for (const Defect& defect : (*tree)->defects()) out += "!" + std::string(core::name_of(defect.why)) + "\n";
  return out;
}

TEST_CASE("A plain container gives its files, their names without the leading slash") {
  const std::string bytes = two_files().build();
  CHECK(looks_like(bytes));
  CHECK(told(bytes) == "app.js=var a=1\npages/打卡.html=<page/>\n");
}

TEST_CASE("A mixed container gives its stored files; encrypted ones are entries that say so") {
  builders::WxapkgBuilder builder = two_files(true);
  builder.files.insert(builder.files.begin(), {"/secret.js", "xxxxx", true});
  const std::string bytes = builder.build();
  CHECK(looks_like(bytes));
  CHECK(told(bytes) == "secret.js= !encrypted\napp.js=var a=1\npages/打卡.html=<page/>\n");
}

TEST_CASE("Other marks are no container; packages encrypted for PCs are recognised only") {
  CHECK_FALSE(looks_like("PK\x03\x04 a zip of some length"));
  CHECK_FALSE(looks_like("\xBE"));
  CHECK(told("\xBE not a package at all") == "error");
  CHECK(looks_encrypted("V1MMWX and noise"));
  CHECK_FALSE(looks_encrypted(two_files().build()));
}

TEST_CASE("A count that lies loses nothing that is there") {
  builders::WxapkgBuilder builder = two_files();
  builder.count = 0xFFFFFFFF;
  const std::string out = told(builder.build());
  CHECK(out.find("app.js=var a=1\npages/打卡.html=<page/>\n") == 0);
  CHECK(out.find("!corrupt") != std::string::npos);
  builder.count = 1;
  CHECK(told(builder.build()) == "app.js=var a=1\n");
}

TEST_CASE("An entry that lies outside stays an entry, with a defect") {
  builders::WxapkgBuilder builder = two_files();
  builder.files[0].offset = 0xFFFFFFF0;
  CHECK(told(builder.build()) == "app.js= !truncated\npages/打卡.html=<page/>\n");
  builder = two_files();
  builder.files[1].size = 0xFFFFFFFF;
  CHECK(told(builder.build()) == "app.js=var a=1\npages/打卡.html=<page/> !truncated\n");
}

TEST_CASE("A name that runs past the end stops the index, what came before is kept") {
  builders::WxapkgBuilder builder = two_files();
  builder.files[1].name_bytes = 0xFFFFFFFF;
  CHECK(told(builder.build()) == "app.js=var a=1\n!corrupt\n!truncated\n");
}

TEST_CASE("Sizes of the header are not needed to find plain files, a missing tail is told") {
  builders::WxapkgBuilder builder = two_files();
  builder.index_bytes = 5;
  CHECK(told(builder.build()) == "app.js=var a=1\npages/打卡.html=<page/>\n");
  const std::string bytes = two_files().build();
  CHECK(told(bytes.substr(0, bytes.size() - 3)) ==
        "app.js=var a=1\npages/打卡.html=<pag !truncated\n!truncated\n");
}

TEST_CASE("A container without files is an error") {
  CHECK(told(builders::WxapkgBuilder{}.build()) == "error");
}

TEST_CASE("Entries past the limit are told") {
  Limits limits;
  limits.entries = 1;
  CHECK(told(two_files().build(), limits) == "app.js=var a=1\n!limit\n");
}

TEST_CASE("Damaged containers are read without harm") {
  for (const bool mixed : {false, true}) {
    const std::string valid = two_files(mixed).build();
    builders::cut_everywhere(valid, [](const std::string& bytes) {
      CHECK((told(bytes) == "error" || told(bytes).find('!') != std::string::npos));
    });
    builders::flip_everywhere(valid, [](const std::string& bytes) { CHECK(told(bytes).size() < 1000); });
  }
}

}  // namespace
}  // namespace jianfu::formats::wxapkg
