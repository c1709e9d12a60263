#include "io/zip_writer.h"

#include <catch2/catch.hpp>

#include "io/tree.h"

using namespace jianfu;

namespace {

std::string written(const std::vector<std::pair<std::string, std::string>>& files) {
  io::ZipWriter zip;
  for (const auto& [name, bytes] : files) zip.add(name, bytes);
  return zip.take();
}

}  // namespace

TEST_CASE("a written archive is read back as it was, in order and without any oddity") {
  const std::string text = std::string(100'000, 'a') + "打卡";
  const std::string bytes = written({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", text}, {"empty", ""}});
  CHECK(bytes.size() < text.size());
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  const io::Tree& zip = **tree;
  REQUIRE(zip.entries().size() == 3);
  CHECK(zip.entries()[0].name == "[Content_Types].xml");
  CHECK(zip.read(0).bytes.view() == "<x/>");
  CHECK(zip.read(1).bytes.view() == text);
  CHECK(zip.read(2).bytes.view().empty());
  CHECK_FALSE(zip.read(1).defect);
  CHECK(zip.anomalies().empty());
  CHECK(zip.defects().empty());
}

TEST_CASE("the same files give the same bytes, of a fixed time; other files give others") {
  CHECK(written({{"a", "1"}}) == written({{"a", "1"}}));
  CHECK(written({{"a", "1"}}) != written({{"a", "2"}}));
  CHECK(written({{"a", "1"}}).substr(10, 4) == std::string("\0\0\x21\0", 4));
  CHECK(written({}).size() == 22);
}
