#include "io/read_ahead.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "builders/zip_builder.h"

using namespace jianfu;
using io::ReadAhead;

namespace {

Limits two_threads() {
  Limits out;
  out.threads = 2;
  return out;
}

std::string archive(size_t entries, size_t bytes) {
  std::vector<builders::ZipFile> files;
  for (size_t i = 0; i < entries; ++i) files.push_back({"classes" + std::to_string(i) + ".dex", std::string(bytes + i, static_cast<char>('a' + i % 26)), true});
  return builders::zip_of(files);
}

std::vector<ReadAhead::Wanted> all_of(const io::Tree& tree) {
  std::vector<ReadAhead::Wanted> out;
  for (size_t i = 0; i < tree.entries().size(); ++i) out.push_back({&tree, i});
  return out;
}

struct Read {
  std::vector<std::string> bytes;
  std::vector<uint64_t> defects;  // bytes kept where one began; UINT64_MAX: none
  uint64_t output = 0;
  bool operator==(const Read&) const = default;
};

// In the order of the archive, or from its end.
Read read_all(const io::Tree& tree, bool backwards = false) {
  Read out;
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    const io::Content content = tree.read(backwards ? tree.entries().size() - 1 - i : i);
    out.bytes.emplace_back(content.bytes.view());
    out.defects.push_back(content.defect ? content.defect->offset : UINT64_MAX);
  }
  out.output = tree.output_bytes();
  return out;
}

Read read_ahead(const std::string& zip, const Limits& limits, bool backwards = false) {
  const auto tree = io::open_zip(zip, limits);
  REQUIRE(tree);
  const ReadAhead ahead(all_of(**tree));
  return read_all(**tree, backwards);
}

Read read_plainly(const std::string& zip, Limits limits, bool backwards = false) {
  limits.threads = 1;
  return read_ahead(zip, limits, backwards);
}

}  // namespace

TEST_CASE("what is read ahead is what is read, and counts once") {
  const std::string zip = archive(40, 50'000);
  CHECK(read_ahead(zip, two_threads()) == read_plainly(zip, two_threads()));
  CHECK(read_ahead(zip, two_threads(), true) == read_plainly(zip, two_threads(), true));
  CHECK(read_plainly(zip, two_threads()).output == 40 * 50'000 + 39 * 20);
}

TEST_CASE("a limit cuts the same bytes, whatever was read ahead of it") {
  const std::string zip = archive(20, 50'000);
  for (const uint64_t total : {uint64_t{1}, uint64_t{49'999}, uint64_t{330'000}, uint64_t{1'000'000}}) {
    Limits limits = two_threads();
    limits.total_bytes = total;
    INFO(total);
    CHECK(read_ahead(zip, limits) == read_plainly(zip, limits));
  }
  Limits small = two_threads();
  small.entry_bytes = 50'010;  // the later ones are longer
  CHECK(read_ahead(zip, small) == read_plainly(zip, small));
  Limits steep = two_threads();
  steep.ratio = 10, steep.ratio_free_bytes = 1000;
  CHECK(read_ahead(zip, steep) == read_plainly(zip, steep));
}

TEST_CASE("damage is told by whoever reads it") {
  std::string zip = archive(8, 100'000);
  for (size_t at = zip.size() / 4; at < zip.size() / 2; at += 37) zip[at] = static_cast<char>(zip[at] ^ 0x5a);
  CHECK(read_ahead(zip, two_threads()) == read_plainly(zip, two_threads()));
}

TEST_CASE("more than is kept waiting, and more than is ever asked for, hold nobody up") {
  constexpr size_t kLarge = 5 << 20;  // of twenty: a hundred megabytes
  const std::string zip = archive(20, kLarge);
  CHECK(read_ahead(zip, two_threads()) == read_plainly(zip, two_threads()));
  const auto tree = io::open_zip(zip, two_threads());
  REQUIRE(tree);
  {
    const ReadAhead ahead(all_of(**tree));
    CHECK((*tree)->read(19).bytes.size() == kLarge + 19);
  }
  CHECK((*tree)->output_bytes() == kLarge + 19);
  CHECK((*tree)->read(0).bytes.size() == kLarge);  // it is gone, the tree is read by itself
}

TEST_CASE("an entry that is wanted twice or read twice is the same both times") {
  const std::string zip = archive(2, 600'000);
  const auto tree = io::open_zip(zip, two_threads());
  REQUIRE(tree);
  const ReadAhead ahead({{(*tree).get(), 1}, {(*tree).get(), 1}, {(*tree).get(), 0}});
  for (size_t i = 0; i < 3; ++i) CHECK((*tree)->read(1).bytes.view() == std::string(600'001, 'b'));
  CHECK((*tree)->read(0).bytes.view() == std::string(600'000, 'a'));
}

namespace {

// Has no memory for its entries the first time that it is asked.
class Poor final : public io::Tree {
 public:
  explicit Poor(const Limits& limits) : Tree(limits, nullptr) { entries_.push_back({"x", 1, 1 << 20, false}); }

 private:
  io::Content load(size_t, uint64_t) const override {
    if (!asked_.exchange(true)) throw std::bad_alloc();
    return {io::Blob::borrow("x"), std::nullopt};
  }
  mutable std::atomic<bool> asked_{false};
};

}  // namespace

TEST_CASE("memory that is missing beside is missing only there") {
  const Poor tree(two_threads());
  const ReadAhead ahead({{&tree, 0}});
  std::string got;
  // Whoever comes first meets it: the thread beside, which says nothing, or this one.
  for (int i = 0; i < 2 && got.empty(); ++i) {
    try {
      got = tree.read(0).bytes.view();
    } catch (const std::bad_alloc&) {
    }
  }
  CHECK(got == "x");
}

TEST_CASE("with one thread nothing is read ahead") {
  const Poor tree{Limits{}};
  const ReadAhead ahead({{&tree, 0}});
  CHECK_THROWS_AS(tree.read(0), std::bad_alloc);
}
