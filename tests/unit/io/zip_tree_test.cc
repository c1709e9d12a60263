#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "builders/damage.h"
#include "builders/zip_builder.h"
#include "io/tree.h"

using namespace jianfu;
using namespace std::string_literals;
using builders::ZipBuilder;

namespace {

std::unique_ptr<io::Tree> open(std::string_view bytes, const Limits& limits = {}) {
  auto tree = io::open_zip(bytes, limits);
  REQUIRE(tree);
  return std::move(*tree);
}

std::string repeated(std::string_view word, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += word;
  return out;
}

}  // namespace

TEST_CASE("an ordinary zip gives its entries, whole and without a word") {
  const std::string long_text = repeated("签到打卡 ", 5000);
  const std::string bytes =
      builders::zip_of({{"a.txt", "hello", false}, {"dir/b.txt", long_text, true}, {"empty", "", true}});
  const auto tree = open(bytes);
  REQUIRE(tree->entries().size() == 3);
  CHECK(tree->entries()[1].name == "dir/b.txt");
  CHECK(tree->anomalies().empty());
  CHECK(tree->defects().empty());
  const std::vector<std::string> expected = {"hello", long_text, ""};
  for (size_t i = 0; i < 3; ++i) {
    const io::Content content = tree->read(i);
    CHECK(content.bytes.view() == expected[i]);
    CHECK_FALSE(content.defect);
  }
  CHECK(tree->output_bytes() == 5 + long_text.size());
}

TEST_CASE("stored entries are borrowed from the archive, not copied") {
  const std::string bytes = builders::zip_of({{"a.txt", "hello", false}});
  const auto tree = open(bytes);
  const io::Content content = tree->read(0);
  CHECK(content.bytes.view().data() >= bytes.data());
  CHECK(content.bytes.view().data() < bytes.data() + bytes.size());
}

TEST_CASE("find gives the first of equal names, and nothing for a name that is not there") {
  ZipBuilder zip;
  zip.add("b", "1");
  zip.add("a", "2");
  zip.add("b", "3");
  const std::string bytes = zip.build();
  const auto tree = open(bytes);
  CHECK(tree->find("b") == 0U);
  CHECK(tree->find("a") == 1U);
  CHECK_FALSE(tree->find("c"));
  CHECK_FALSE(tree->find(""));
}

TEST_CASE("the head of an entry does not count and says nothing of the rest") {
  const std::string text = repeated("0123456789", 20'000);
  const std::string bytes =
      builders::zip_of({{"deflated", text, true}, {"stored", text, false}, {"short", "abc", true}});
  const auto tree = open(bytes);
  for (const size_t i : {0U, 1U}) {
    const io::Content head = tree->head(i, 100);
    CHECK(head.bytes.view() == text.substr(0, 100));
    CHECK_FALSE(head.defect);
  }
  CHECK(tree->head(2).bytes.view() == "abc");
  CHECK(tree->output_bytes() == 0);
}

TEST_CASE("an entry longer than the cap is cut with a defect, one that just fits is not") {
  const std::string text = repeated("0123456789", 100);
  const std::string bytes = builders::zip_of({{"deflated", text, true}, {"stored", text, false}});
  const auto tree = open(bytes);
  for (const size_t i : {0U, 1U}) {
    const io::Content cut = tree->read(i, 999);
    CHECK(cut.bytes.view() == text.substr(0, 999));
    REQUIRE(cut.defect);
    CHECK(cut.defect->why == GapReason::kLimit);
    CHECK(cut.defect->what.id == Msg::limit_reached);
    CHECK_FALSE(tree->read(i, 1000).defect);
  }
}

TEST_CASE("the budget of a package holds for the archives inside it") {
  const std::string inner_bytes = builders::zip_of({{"x", repeated("x", 600), true}});
  const std::string outer_bytes =
      builders::zip_of({{"inner.zip", inner_bytes, false}, {"y", repeated("y", 600), true}});
  Limits limits;
  limits.total_bytes = 600 + inner_bytes.size() + 100;
  const auto outer = open(outer_bytes, limits);
  const io::Content nested = outer->read(0);
  auto inner = io::open_zip(nested.bytes.view(), limits, outer.get());
  REQUIRE(inner);
  CHECK_FALSE((*inner)->read(0).defect);
  const io::Content last = outer->read(1);
  CHECK(last.bytes.size() == 100);
  REQUIRE(last.defect);
  CHECK(last.defect->why == GapReason::kLimit);
  CHECK(outer->read(1).bytes.size() == 0);
  CHECK((*inner)->output_bytes() == outer->output_bytes());
}

TEST_CASE("entries past the limit are left out with a defect") {
  ZipBuilder zip;
  for (int i = 0; i < 5; ++i) zip.add("f" + std::to_string(i), "x");
  const std::string bytes = zip.build();
  Limits limits;
  limits.entries = 4;
  const auto tree = open(bytes, limits);
  CHECK(tree->entries().size() == 4);
  REQUIRE(tree->defects().size() == 1);
  CHECK(tree->defects()[0].why == GapReason::kLimit);
  CHECK(tree->anomalies().empty());
  limits.entries = 5;
  CHECK(open(bytes, limits)->defects().empty());
}

TEST_CASE("what expands more than the ratio allows is cut, a compressible text is not") {
  const std::string zeros(200'000, '\0');
  const std::string text = repeated("abcdefghij", 300);
  const std::string bytes = builders::zip_of({{"bomb", zeros, true}, {"text", text, true}});
  Limits limits;
  limits.ratio_free_bytes = 1000;
  limits.ratio = 100;
  const auto tree = open(bytes, limits);
  const io::Content bomb = tree->read(0);
  REQUIRE(bomb.defect);
  CHECK(bomb.defect->what.id == Msg::zip_ratio);
  CHECK(bomb.bytes.size() < 30'000);
  CHECK(bomb.bytes.size() >= 1000);
  CHECK_FALSE(tree->read(1).defect);
}

TEST_CASE("bzip2 is read by libzip") {
  const std::string text = repeated("定位 ", 3000);
  const std::string bytes = builders::bzip2_zip_of({{"a", text, true}, {"b", "plain", false}});
  const auto tree = open(bytes);
  const io::Content content = tree->read(0);
  CHECK(content.bytes.view() == text);
  CHECK_FALSE(content.defect);
  CHECK(tree->anomalies().empty());
  CHECK(tree->read(0, 10).bytes.view() == text.substr(0, 10));
}

TEST_CASE("a real method nobody here decodes is unsupported, not a trick") {
  ZipBuilder zip;
  auto& entry = zip.add("a", std::string(500, 'a'));
  entry.data = "\x28\xb5\x2f\xfd\x00\x01\x02\x03noise\xff\xfe"s;
  entry.both([](auto& f) { f.method = uint16_t{93}; });
  const std::string bytes = zip.build();
  const auto tree = open(bytes);
  const io::Content content = tree->read(0);
  REQUIRE(content.defect);
  CHECK(content.defect->why == GapReason::kUnsupported);
  CHECK(tree->anomalies().empty());
}

TEST_CASE("zip64 records are followed") {
  ZipBuilder zip;
  zip.zip64 = true;
  auto& entry = zip.add("a", "hello");
  entry.both([](auto& f) { f.packed = f.size = 0xffffffffU; });
  entry.central.offset = 0xffffffffU;
  entry.central.extra =
      "\x01\x00\x18\x00"s + "\x05\0\0\0\0\0\0\0"s + "\x05\0\0\0\0\0\0\0"s + "\0\0\0\0\0\0\0\0"s;
  entry.local.extra = "\x01\x00\x10\x00"s + "\x05\0\0\0\0\0\0\0"s + "\x05\0\0\0\0\0\0\0"s;
  const std::string bytes = zip.build();
  const auto tree = open(bytes);
  CHECK(tree->read(0).bytes.view() == "hello");
  CHECK(tree->anomalies().empty());
}

TEST_CASE("what is no zip, and a zip of nothing, are errors") {
  CHECK_FALSE(io::open_zip("no zip at all, just a line of text", {}));
  CHECK_FALSE(io::open_zip("", {}));
  CHECK_FALSE(io::open_zip("PK\x03\x04"s, {}));
  CHECK_FALSE(io::open_zip(ZipBuilder().build(), {}));
}

TEST_CASE("a zip is told by its start or its end") {
  const std::string bytes = builders::zip_of({{"a", "hello", false}});
  CHECK(io::looks_like_zip(bytes));
  CHECK(io::looks_like_zip("#!/bin/sh\n" + bytes));
  CHECK(io::looks_like_zip(ZipBuilder().build()));
  CHECK_FALSE(io::looks_like_zip("PK is how a zip begins"));
  CHECK_FALSE(io::looks_like_zip("text that talks of PK\x05\x06 and goes on"));
  CHECK_FALSE(io::looks_like_zip(""));
}

TEST_CASE("entries may be read from several threads") {
  std::vector<builders::ZipFile> files;
  for (int i = 0; i < 40; ++i)
    files.push_back({"f" + std::to_string(i), repeated(std::to_string(i) + " ", 2000), true});
  const std::string deflate_zip = builders::zip_of(files);
  const std::string bzip2_zip = builders::bzip2_zip_of(files);
  for (const std::string* bytes : {&deflate_zip, &bzip2_zip}) {
    const auto tree = open(*bytes);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (size_t i = 0; i < files.size(); ++i)
          wrong += tree->read(i).bytes.view() == files[i].bytes ? 0 : 1;
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
  }
}

TEST_CASE("cut or flipped anywhere, a zip is read or refused") {
  ZipBuilder zip;
  zip.add("stored.txt", "some stored text");
  zip.add("deflated.txt", repeated("deflate ", 20), true);
  zip.add("streamed.txt", repeated("stream ", 20), true).descriptor = true;
  const std::string bytes = zip.build();
  Limits limits;
  limits.total_bytes = 1 << 20;
  size_t opened = 0;
  const auto read_all = [&](const std::string& damaged) {
    auto tree = io::open_zip(damaged, limits);
    if (!tree) return;
    ++opened;
    for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
      (*tree)->read(i);
      (*tree)->head(i);
    }
  };
  builders::cut_everywhere(bytes, read_all);
  builders::flip_everywhere(bytes, read_all);
  // Only cuts within the first header leave nothing to find.
  CHECK(opened > bytes.size() * 3 - 64);
}
