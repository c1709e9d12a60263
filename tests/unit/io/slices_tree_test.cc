#include <catch2/catch.hpp>

#include <string>

#include "io/tree.h"

using namespace jianfu;

TEST_CASE("slices are borrowed, and one that leaves the bytes keeps the part that does not") {
  const std::string bytes = "0123456789";
  const auto tree = io::open_slices(
      bytes, {{"in", 2, 3}, {"over", 8, 5}, {"far", 50, 1}, {"wild", UINT64_MAX, UINT64_MAX}, {"end", 10, 0}},
      {}, {});
  REQUIRE(tree->entries().size() == 5);
  const io::Content in = tree->read(0);
  CHECK(in.bytes.view() == "234");
  CHECK(in.bytes.view().data() == bytes.data() + 2);
  CHECK_FALSE(in.defect);
  const io::Content over = tree->read(1);
  CHECK(over.bytes.view() == "89");
  REQUIRE(over.defect);
  CHECK(over.defect->why == GapReason::kTruncated);
  CHECK(over.defect->bytes == 3);
  CHECK(tree->read(2).defect);
  CHECK(tree->read(3).defect);
  CHECK_FALSE(tree->read(4).defect);
  CHECK(tree->head(0, 1).bytes.view() == "2");
}

TEST_CASE("more slices than allowed are left out with a defect; defects handed in are kept") {
  Limits limits;
  limits.entries = 2;
  const Defect known{GapReason::kCorrupt, {}, 7, 0};
  const auto tree = io::open_slices("abc", {{"a", 0, 1}, {"b", 1, 1}, {"c", 2, 1}}, {known}, limits);
  CHECK(tree->entries().size() == 2);
  REQUIRE(tree->defects().size() == 2);
  CHECK(tree->defects()[0].offset == 7);
  CHECK(tree->defects()[1].why == GapReason::kLimit);
  CHECK(io::open_slices("abc", {{"a", 0, 1}, {"b", 1, 1}}, {}, limits)->defects().empty());
}

TEST_CASE("a buffer is a tree of one, and counts against its parent") {
  const auto parent = io::open_buffer("outer", "abcdef", {});
  const auto tree = io::open_buffer("page.js", "let a", {}, parent.get());
  REQUIRE(tree->find("page.js") == 0U);
  CHECK(tree->read(0).bytes.view() == "let a");
  CHECK(parent->output_bytes() == 5);
  CHECK(tree->anomalies().empty());
}
