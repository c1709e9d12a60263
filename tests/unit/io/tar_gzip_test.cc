// tar and gzip: names as they are, what is hidden is found, what cannot be read is said, and nothing costs
// more than the limits allow.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "builders/damage.h"
#include "builders/tar_builder.h"
#include "io/tree.h"

using namespace jianfu;
using namespace std::string_literals;
using builders::gzip_of;
using builders::pax_record;
using builders::tar_entries;
using builders::tar_of;

namespace {

bool says(const io::Tree& tree, std::string_view what) {
  const auto& all = tree.anomalies();
  return std::any_of(all.begin(), all.end(), [&](const io::Anomaly& a) { return a.what == what; });
}
std::string read(const io::Tree& tree, std::string_view name) {
  const auto index = tree.find(name);
  return index ? std::string(tree.read(*index).bytes.view()) : "(no such entry)";
}
std::string long_text() {
  std::string out;
  for (int i = 0; i < 400; ++i) out += "line " + std::to_string(i) + '\n';
  return out;
}

}  // namespace

TEST_CASE("a tar's files are read, folders have no content, nothing is said") {
  const std::string bytes = tar_of({{"dir/", "", '5'},
                                    {"dir/a.html", long_text()},
                                    {"b.js", "x"},
                                    {"empty", ""},
                                    {"name.txt", "y", '0', "", "a/long/prefix"}});
  CHECK(io::looks_like_tar(bytes));
  const auto opened = io::open_tar(bytes, {});
  REQUIRE(opened);
  const io::Tree& tree = **opened;
  CHECK(tree.entries().size() == 5);
  CHECK(tree.entries()[0].directory);
  CHECK_FALSE(tree.entries()[3].directory);
  CHECK(read(tree, "dir/a.html") == long_text());
  CHECK(read(tree, "b.js") == "x");
  CHECK(read(tree, "a/long/prefix/name.txt") == "y");
  CHECK(tree.head(1, 16).bytes.view() == long_text().substr(0, 16));
  CHECK(tree.anomalies().empty());
  CHECK(tree.defects().empty());
  CHECK(tree.container().data() == bytes.data());
}

TEST_CASE("long names of GNU and pax are put together, of any bytes") {
  const std::string deep = std::string(150, 'd') + "/考勤.html";
  const std::string gbk = "\xbf\xbc\xc7\xda.html";
  const std::string bytes =
      tar_of({{"././@LongLink", deep + '\0', 'L', "", "", {}, {}, false, true},
              {deep.substr(0, 100), "1", '0', "", "", {}, {}, false, true},
              {"PaxHeaders/x", pax_record("mtime", "1") + pax_record("path", deep + "2"), 'x'},
              {"cut", "2"},
              {"PaxHeaders/y", pax_record("size", "3"), 'x'},
              {"sized", "abc", '0', "", "", uint64_t{0}},
              {gbk, "4"}});
  const auto tree = io::open_tar(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 4);
  CHECK(read(**tree, deep) == "1");
  CHECK(read(**tree, deep + "2") == "2");
  CHECK(read(**tree, "sized") == "abc");
  CHECK(read(**tree, gbk) == "4");
  CHECK((*tree)->anomalies().empty());
}

TEST_CASE("links and devices are listed, said, and followed by nobody") {
  const std::string bytes = tar_of({{"real", "content"},
                                    {"soft", "", '2', "/etc/passwd"},
                                    {"hard", "", '1', "real", "", uint64_t{7}},
                                    {"carries", "copied", '1', "real"},
                                    {"null", "", '3'},
                                    {"after", "z"}});
  const auto tree = io::open_tar(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 6);
  CHECK(read(**tree, "soft").empty());
  CHECK(read(**tree, "hard").empty());
  CHECK(read(**tree, "carries") == "copied");  // pax may give a hard link its data
  CHECK(read(**tree, "after") == "z");
  CHECK(says(**tree, "tar-link"));
  CHECK(says(**tree, "tar-device"));
  CHECK((*tree)->defects().empty());
}

TEST_CASE("a size that lies does not hide what follows") {
  const std::string bytes = tar_of({{"first", long_text(), '0', "", "", uint64_t{1} << 30}, {"second", "2"}});
  const auto tree = io::open_tar(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 2);
  const io::Content first = (*tree)->read(0);
  CHECK(std::string(first.bytes.view()).starts_with(long_text()));
  REQUIRE(first.defect);
  CHECK(first.defect->why == GapReason::kTruncated);
  CHECK(read(**tree, "second") == "2");
  CHECK(says(**tree, "tar-size-lie"));
}

TEST_CASE("sizes in base 256 are read; absurd ones are truncation, not an overflow") {
  const std::string three = "\x80\0\0\0\0\0\0\0\0\0\0\x03"s;
  const std::string absurd(12, '\xff');
  const auto honest_bytes = tar_of({{"a", "abc", '0', "", "", {}, three}});
  const auto honest = io::open_tar(honest_bytes, {});
  REQUIRE(honest);
  CHECK(read(**honest, "a") == "abc");
  CHECK((*honest)->anomalies().empty());
  const auto wild_bytes = tar_of({{"a", "abc"}, {"b", "abc", '0', "", "", {}, absurd}, {"c", "xyz"}});
  const auto wild = io::open_tar(wild_bytes, {});
  REQUIRE(wild);
  CHECK(read(**wild, "c") == "xyz");
  CHECK_FALSE((*wild)->defects().empty());
}

TEST_CASE("a broken header is a defect, and the next good one is found") {
  const std::string bytes =
      tar_of({{"first", "1"}, {"lost", "content", '0', "", "", {}, {}, true}, {"third", "3"}});
  const auto tree = io::open_tar(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 2);
  CHECK(read(**tree, "third") == "3");
  REQUIRE((*tree)->defects().size() == 1);
  CHECK((*tree)->defects()[0].why == GapReason::kCorrupt);
  CHECK((*tree)->defects()[0].bytes == 1024);
}

TEST_CASE("entries behind the end are read and said; padding is not") {
  const std::string hidden = tar_of({{"shown", "1"}}) + tar_of({{"hidden", "2"}});
  const auto tree = io::open_tar(hidden, {});
  REQUIRE(tree);
  CHECK(read(**tree, "hidden") == "2");
  CHECK(says(**tree, "tar-behind-end"));
  const std::string padded_bytes = tar_of({{"shown", "1"}}) + std::string(8192, '\0');
  const auto padded = io::open_tar(padded_bytes, {});
  REQUIRE(padded);
  CHECK((*padded)->anomalies().empty());
}

TEST_CASE("names that lead out of the folder are said; a leading ./ is not") {
  const std::string bytes = tar_of({{"../../x", "1"}, {"/etc/y", "2"}, {"./z", "3"}});
  const auto tree = io::open_tar(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->anomalies().size() == 1);
  CHECK((*tree)->anomalies()[0].what == "tar-odd-name");
  CHECK((*tree)->anomalies()[0].entry == "../../x");
  CHECK((*tree)->anomalies()[0].detail == "leads out of the folder, count=2");
}

TEST_CASE("more entries than the limit are a defect") {
  std::vector<builders::TarFile> files(30, {"f", "x"});
  Limits limits;
  limits.entries = 10;
  const std::string bytes = tar_of(files);
  const auto tree = io::open_tar(bytes, limits);
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 10);
  REQUIRE((*tree)->defects().size() == 1);
  CHECK((*tree)->defects()[0].why == GapReason::kLimit);
}

TEST_CASE("a gzip is one entry with the name it was given") {
  for (const bool fields : {false, true}) {
    builders::GzipOptions options;
    if (fields) options = {"页面.html", "ex", "a comment", true, {}};
    const std::string bytes = gzip_of(long_text(), options);
    CHECK(io::looks_like_gzip(bytes));
    const auto tree = io::open_gzip(bytes, {});
    REQUIRE(tree);
    REQUIRE((*tree)->entries().size() == 1);
    CHECK((*tree)->entries()[0].name == (fields ? "页面.html" : "content"));
    const io::Content content = (*tree)->read(0);
    CHECK(content.bytes.view() == long_text());
    CHECK_FALSE(content.defect);
    CHECK((*tree)->output_bytes() == long_text().size());
    CHECK((*tree)->head(0, 10).bytes.view() == long_text().substr(0, 10));
  }
}

TEST_CASE("the members of a gzip are one content; zeros behind it are padding, other bytes are not") {
  const std::string bytes = gzip_of("one ") + gzip_of("two ") + gzip_of("three");
  const auto tree = io::open_gzip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->read(0).bytes.view() == "one two three");
  const std::string padded = bytes + std::string(100, '\0');
  CHECK_FALSE((*io::open_gzip(padded, {}))->read(0).defect);
  const std::string junk = bytes + "junk";
  const auto with_junk = io::open_gzip(junk, {});
  REQUIRE(with_junk);
  const io::Content content = (*with_junk)->read(0);
  CHECK(content.bytes.view() == "one two three");
  REQUIRE(content.defect);
  CHECK(content.defect->why == GapReason::kCorrupt);
}

TEST_CASE("a gzip that is damaged, cut or lies about its checksum keeps what came before") {
  const std::string whole = gzip_of(long_text());
  const std::string cut = whole.substr(0, whole.size() / 2);
  const auto tree = io::open_gzip(cut, {});
  REQUIRE(tree);
  const io::Content content = (*tree)->read(0);
  REQUIRE(content.defect);
  CHECK(content.defect->why == GapReason::kTruncated);
  CHECK(content.bytes.size() > 10);
  CHECK(long_text().starts_with(content.bytes.view()));
  builders::GzipOptions lie;
  lie.crc = 1U;
  const std::string lying = gzip_of(long_text(), lie);
  const io::Content kept = (*io::open_gzip(lying, {}))->read(0);
  CHECK(kept.bytes.view() == long_text());
  REQUIRE(kept.defect);
  CHECK(kept.defect->why == GapReason::kCorrupt);
}

TEST_CASE("a tar in a gzip is opened as the tar, and its output counts") {
  const std::string bytes = gzip_of(tar_of({{"a", long_text()}, {"b", "2"}}), {"x.tar", "", "", false, {}});
  const auto tree = io::open_gzip(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 2);
  CHECK(read(**tree, "a") == long_text());
  CHECK((*tree)->output_bytes() > long_text().size());
  CHECK((*tree)->container().data() == bytes.data());
}

TEST_CASE("a gzip bomb ends at the ratio, at the cap or at the shared budget, and says so") {
  const std::string bytes = gzip_of(std::string(30'000'000, 'a'));
  Limits limits;
  limits.ratio = 100;
  limits.ratio_free_bytes = 1 << 20;
  const auto by_ratio = io::open_gzip(bytes, limits);
  REQUIRE(by_ratio);
  const io::Content content = (*by_ratio)->read(0);
  REQUIRE(content.defect);
  CHECK(content.defect->why == GapReason::kLimit);
  CHECK(content.bytes.size() < 4'000'000);

  Limits small;
  small.total_bytes = 100'000;
  const std::string outer_bytes = builders::tar_of(
      {{"x.gz", gzip_of(std::string(80'000, 'a'))}, {"y.gz", gzip_of(std::string(80'000, 'a'))}});
  const auto outer = io::open_tar(outer_bytes, small);
  REQUIRE(outer);
  size_t whole = 0;
  for (size_t i = 0; i < 2; ++i) {
    const io::Content inner_bytes = (*outer)->read(i);
    const auto inner = io::open_gzip(inner_bytes.bytes.view(), small, outer->get());
    REQUIRE(inner);
    whole += (*inner)->read(0).defect ? 0U : 1U;
  }
  CHECK(whole == 1);
}

TEST_CASE("what is no tar and no gzip does not pass for one") {
  CHECK_FALSE(io::looks_like_tar(""));
  CHECK_FALSE(io::looks_like_tar(std::string(512, '\0')));
  CHECK_FALSE(io::looks_like_tar(std::string(512, 'a')));
  CHECK_FALSE(io::looks_like_tar(tar_of({{"a", "x", '0', "", "", {}, {}, true}})));
  CHECK_FALSE(io::looks_like_gzip("\x1f\x8b"));
  CHECK_FALSE(io::looks_like_gzip("\x1f\x8b\x09 nothing of the kind"));
  CHECK_FALSE(io::open_gzip("\x1f\x8b\x08", {}));
  CHECK_FALSE(io::open_tar(std::string(2048, '\0'), {}));
}

TEST_CASE("no cut and no flipped byte of a tar or gzip crashes") {
  const std::string tar = tar_of({{"././@LongLink", "a-long-name\0"s, 'L'},
                                  {"a", "1"},
                                  {"p", pax_record("path", "b"), 'x'},
                                  {"cut", "22"},
                                  {"s", "", '2', "to"}});
  for (const std::string& bytes : {tar, gzip_of(tar), gzip_of(long_text())}) {
    const bool plain = bytes == tar;
    const auto try_all = [&](const std::string& damaged) {
      const auto tree = plain ? io::open_tar(damaged, {}) : io::open_gzip(damaged, {});
      if (!tree) return;
      for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
        (*tree)->head(i, 16);
        (*tree)->read(i);
      }
    };
    for (size_t i = 0; i < bytes.size(); i += plain ? 7 : 1) try_all(bytes.substr(0, i));
    for (size_t i = 0; i < bytes.size(); i += plain ? 7 : 1) {
      std::string flipped = bytes;
      flipped[i] = static_cast<char>(~flipped[i]);
      try_all(flipped);
    }
  }
  SUCCEED();
}
