// One place opens every container, inside others too; names are readable whatever tool wrote them.
#include "platforms/container.h"

#include <catch2/catch.hpp>

#include <string>

#include "builders/tar_builder.h"
#include "builders/wxapkg_builder.h"
#include "builders/zip_builder.h"
#include "platforms/shared/paths.h"

using namespace jianfu;
using builders::gzip_of;
using builders::tar_of;
using builders::zip_of;
using platforms::open_container;

namespace {

std::string only_content(const io::Tree& tree) {
  REQUIRE(tree.entries().size() == 1);
  return std::string(tree.read(0).bytes.view());
}

}  // namespace

TEST_CASE("a container is told by its content") {
  builders::WxapkgBuilder wxapkg;
  wxapkg.files = {{"/a.js", "wx"}};
  for (const auto& [bytes, content] : std::vector<std::pair<std::string, std::string>>{
           {zip_of({{"a", "zip", true}}), "zip"},
           {tar_of({{"a", "tar"}}), "tar"},
           {gzip_of("gz"), "gz"},
           {gzip_of(tar_of({{"a", "tgz"}})), "tgz"},
           {wxapkg.build(), "wx"},
           {"#!/bin/sh\n" + zip_of({{"a", "behind a prefix", true}}), "behind a prefix"}}) {
    INFO(content);
    CHECK(platforms::looks_like_container(bytes));
    const auto tree = open_container(bytes, {}, nullptr);
    REQUIRE(tree);
    CHECK(only_content(**tree) == content);
  }
}

TEST_CASE("what is no container is named in the error") {
  for (const auto& [bytes, kind] :
       std::vector<std::pair<std::string, ErrorKind>>{{"", ErrorKind::kNotThisKind},
                                                      {"just text", ErrorKind::kNotThisKind},
                                                      {"7z\xBC\xAF\x27\x1C rest", ErrorKind::kUnsupported},
                                                      {"Rar!\x1a\x07 rest", ErrorKind::kUnsupported},
                                                      {"\xFD"
                                                       "7zXZ rest",
                                                       ErrorKind::kUnsupported},
                                                      {"dex\n035 rest", ErrorKind::kUnsupported}}) {
    CHECK_FALSE(platforms::looks_like_container(bytes));
    const auto tree = open_container(bytes, {}, nullptr);
    REQUIRE_FALSE(tree);
    CHECK(tree.error().kind == kind);
  }
}

TEST_CASE("a container that nobody can open says what to hand in") {
  for (const auto& [bytes, told] : std::vector<std::pair<std::string, Msg>>{
           {"V1MMWX rest", Msg::wxapkg_no_key}, {"rest WAPkgEncryptedTagForMac", Msg::wxapkg_made_for_mac}}) {
    CHECK(platforms::looks_like_container(bytes));
    const auto tree = open_container(bytes, {}, nullptr);
    REQUIRE_FALSE(tree);
    CHECK(tree.error().kind == ErrorKind::kUnsupported);
    CHECK(tree.error().what.id == told);
  }
}

TEST_CASE("containers in containers share one budget") {
  const std::string inner = zip_of({{"deep", std::string(50'000, 'a'), true}});
  const std::string bytes = gzip_of(tar_of({{"x.zip", inner}}));
  const auto outer = open_container(bytes, {}, nullptr);
  REQUIRE(outer);
  const io::Content content = (*outer)->read(0);
  const auto nested = open_container(content.bytes.view(), {}, outer->get());
  REQUIRE(nested);
  CHECK(only_content(**nested) == std::string(50'000, 'a'));
  CHECK((*nested)->output_bytes() == (*outer)->output_bytes());
  CHECK((*outer)->output_bytes() > 50'000);
}

TEST_CASE("names stored in GBK, or told in UTF-8 beside, are readable; others stay what they are") {
  const auto shown = [](std::string name, std::string unicode = "") {
    io::Entry entry;
    entry.name = std::move(name);
    entry.unicode_name = std::move(unicode);
    return platforms::shown_name(entry);
  };
  CHECK(shown("assets/index.html") == "assets/index.html");
  CHECK(shown("页面/考勤.html") == "页面/考勤.html");
  CHECK(shown("\xd2\xb3\xc3\xe6/\xbf\xbc\xc7\xda.html") == "页面/考勤.html");
  CHECK(shown("\xbf\xbc\xc7\xda.html", "考勤（新）.html") == "考勤（新）.html");
  CHECK(shown("a\xff.txt") == "a\uFFFD.txt");
  CHECK(shown("a\nb") == "a\nb");  // writers show control characters
}

TEST_CASE("an entry named in GBK is shown as people read it") {
  builders::ZipBuilder zip;
  zip.add("\xbf\xbc\xc7\xda.html", "x");
  const std::string bytes = zip.build();
  const auto tree = open_container(bytes, {}, nullptr);
  REQUIRE(tree);
  CHECK(platforms::shown_name((*tree)->entries()[0]) == "考勤.html");
  CHECK((*tree)->find("\xbf\xbc\xc7\xda.html"));
}
