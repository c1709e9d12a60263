// The tricks of formats.md §1.3: what Android or any other reader still reads is read, and said; the
// nearest innocent archive is read without a word.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "builders/zip_builder.h"
#include "io/tree.h"

using namespace jianfu;
using namespace std::string_literals;
using builders::ZipBuilder;
using builders::ZipEntry;

namespace {

std::string text() {
  std::string out;
  for (int i = 0; i < 60; ++i) out += "line " + std::to_string(i) + " of a page that asks for the location\n";
  return out;
}
const std::string kText = text();

// Not text and no known beginning: only a checksum or a claim can tell what it is.
std::string noise() {
  std::string out;
  uint32_t state = 1;
  for (int i = 0; i < 700; ++i) {
    state = state * 1664525U + 1013904223U;
    out += static_cast<char>(state >> 24);
  }
  return out;
}
const std::string kNoise = noise();

struct Trick {
  std::string title;
  std::string anomaly;  // "" for the innocent
  std::function<std::string()> build;
};

// An archive of two entries; `change` does its work on the first, or on the whole.
std::string zip_with(const std::function<void(ZipBuilder&, ZipEntry&)>& change,
                     const std::string& bytes = kText, bool deflate = true) {
  ZipBuilder zip;
  ZipEntry& first = zip.add("first", bytes, deflate);
  zip.add("second", kText, true);
  change(zip, first);
  return zip.build();
}

bool says(const io::Tree& tree, std::string_view what) {
  const auto& all = tree.anomalies();
  return std::any_of(all.begin(), all.end(), [&](const io::Anomaly& a) { return a.what == what; });
}

std::string listing(const io::Tree& tree) {
  std::string out;
  for (const io::Anomaly& a : tree.anomalies()) out += a.what + " " + a.entry + " " + a.detail + "; ";
  return out;
}

std::string read(const io::Tree& tree, std::string_view name) {
  const auto index = tree.find(name);
  return index ? std::string(tree.read(*index).bytes.view()) : "(no such entry)";
}

// Each leaves both entries readable, as kText.
std::vector<Trick> readable_tricks() {
  return {
      {"an ordinary archive", "", [] { return zip_with([](auto&, auto&) {}); }},
      {"sizes behind the data", "", [] { return zip_with([](auto&, auto& e) { e.descriptor = true; }); }},
      {"an unknown method over deflated data", "zip-unknown-method",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{0x1999}; }); }); }},
      {"an unknown method over stored data", "zip-unknown-method",
       [] {
         return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{0x1999}; }); }, kText,
                         false);
       }},
      {"a real method's number over stored data", "zip-unknown-method",
       [] {
         return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{14}; }); }, kText,
                         false);
       }},
      {"an unknown method in the local header only", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.method = uint16_t{0x1999}; }); }},
      {"an unknown method and a packed size of 0", "zip-unknown-method",
       [] {
         return zip_with(
             [](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{0x1999}, f.packed = 0U; }); },
             kText, false);
       }},
      {"an unknown method and a wild packed size", "zip-unknown-method",
       [] {
         return zip_with(
             [](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{0x1999}, f.packed = 99'999U; }); },
             kText, false);
       }},
      {"AES as a method without its extra field", "zip-unknown-method",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{99}; }); }); }},
      {"a flag of encryption over deflated data", "zip-fake-encryption",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.flags = uint16_t{1}; }); }); }},
      {"both flags of encryption over deflated data", "zip-fake-encryption",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.flags = uint16_t{0x41}; }); }); }},
      {"a flag of encryption over stored data", "zip-fake-encryption",
       [] {
         return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.flags = uint16_t{1}; }); }, kText,
                         false);
       }},
      {"a flag of encryption and an unknown method", "zip-fake-encryption",
       [] {
         return zip_with(
             [](auto&, auto& e) { e.both([](auto& f) { f.flags = uint16_t{1}, f.method = uint16_t{77}; }); },
             kText, false);
       }},
      {"a flag of encryption in the local header only", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.flags = uint16_t{1}; }); }},
      {"an extra field that runs past its end", "zip-malformed-extra",
       [] { return zip_with([](auto&, auto& e) { e.central.extra = "\x34\x12\xff\x7f\x01"s; }); }},
      {"zero bytes of alignment as extra field", "",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.extra = "\0\0\0"s; }); }); }},
      {"a malformed extra field in the local header", "",
       [] { return zip_with([](auto&, auto& e) { e.local.extra = "\x34\x12\xff\x7f\x01"s; }); }},
      {"all ones as packed size without zip64", "zip-size-lie",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.packed = 0xffffffffU; }); }); }},
      {"a packed size that is too small", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.central.packed = 10U; }); }},
      {"a size that is too small", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.central.size = 10U; }); }},
      {"a size that is too big", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.central.size = 400'000'000U; }); }},
      {"a packed size that is too big", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.central.packed = 1000U; }); }},
      {"a packed size that runs into the directory", "zip-size-lie",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.packed = 100'000U; }); }); }},
      {"a version that nobody ever needed", "",
       [] {
         return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.version = uint16_t{0xff19}; }); });
       }},
      {"a local name that is longer than it is, deflated", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.name_bytes = uint16_t{9}; }); }},
      {"a local name that is longer than it is, stored", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.name_bytes = uint16_t{9}; }, kText, false); }},
      {"a local name that is longer than the archive", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.name_bytes = uint16_t{60'000}; }, kText, false); }},
      {"a local name that really is longer and begins the same", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.name = "first.bak"; }, kText, false); }},
      {"a local extra field longer than the directory's", "",
       [] { return zip_with([](auto&, auto& e) { e.local.extra = "\x35\xd9\x06\0\x04\0abcd"s; }); }},
      {"a stored entry with another packed size", "zip-size-lie",
       [] { return zip_with([](auto&, auto& e) { e.both([](auto& f) { f.packed = 5U; }); }, kText, false); }},
      {"a local header whose signature is gone", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.signature = 0U; }); }},
      {"a local header of another name", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.name = "other"; }); }},
      {"a local header with zero sizes and no descriptor", "zip-local-header-mismatch",
       [] { return zip_with([](auto&, auto& e) { e.local.packed = e.local.size = e.local.crc = 0U; }); }},
      {"a count that hides an entry", "zip-count-lie",
       [] { return zip_with([](auto& z, auto&) { z.entries = z.disk_entries = uint16_t{1}; }); }},
      {"a count of more than there are", "zip-count-lie",
       [] { return zip_with([](auto& z, auto&) { z.entries = z.disk_entries = uint16_t{9}; }); }},
      {"entries on this disk unlike all entries", "zip-multi-disk",
       [] { return zip_with([](auto& z, auto&) { z.disk_entries = uint16_t{1}; }); }},
      {"numbers of disks", "zip-multi-disk",
       [] { return zip_with([](auto& z, auto&) { z.disk = z.directory_disk = uint16_t{3}; }); }},
      {"junk in the directory", "zip-directory-size",
       [] { return zip_with([](auto& z, auto&) { z.after_entries = "junk junk junk"; }); }},
      {"junk behind the directory", "zip-directory-gap",
       [] { return zip_with([](auto& z, auto&) { z.before_end = "junk junk junk"; }); }},
      {"a directory size that is too small", "zip-directory-size",
       [] { return zip_with([](auto& z, auto&) { z.directory_bytes = 50U; }); }},
      {"a directory size that is too big", "zip-directory-size",
       [] { return zip_with([](auto& z, auto&) { z.directory_bytes = 5000U; }); }},
      {"a directory offset that is wrong", "zip-directory-offset",
       [] { return zip_with([](auto& z, auto&) { z.directory_offset = 7U; }); }},
      {"directory size and offset that are wrong", "zip-no-directory",
       [] { return zip_with([](auto& z, auto&) { z.directory_offset = z.directory_bytes = 7U; }); }},
      {"no end record", "zip-no-directory",
       [] { return zip_with([](auto& z, auto&) { z.end_record = false; }); }},
      {"an end record that is cut off", "zip-no-directory",
       [] {
         std::string bytes = zip_with([](auto&, auto&) {});
         bytes.resize(bytes.size() - 9);
         return bytes;
       }},
      {"no directory at all", "zip-no-directory",
       [] { return zip_with([](auto& z, auto&) { z.end_record = z.directory = false; }); }},
      {"no directory, sizes behind the data", "zip-no-directory",
       [] {
         return zip_with([](auto& z, auto& e) { z.end_record = z.directory = false, e.descriptor = true; });
       }},
      {"no directory, stored, sizes behind the data", "zip-no-directory",
       [] {
         return zip_with([](auto& z, auto& e) { z.end_record = z.directory = false, e.descriptor = true; },
                         kText, false);
       }},
      {"a comment longer than the rest", "zip-comment-lie",
       [] { return zip_with([](auto& z, auto&) { z.comment_bytes = uint16_t{500}; }); }},
      {"a comment", "", [] { return zip_with([](auto& z, auto&) { z.comment = "channel=store"; }); }},
      {"bytes behind the end", "zip-trailing-data",
       [] { return zip_with([](auto& z, auto&) { z.trailing = std::string(100, 'x'); }); }},
      {"more bytes behind the end than a comment may have", "zip-trailing-data",
       [] { return zip_with([](auto& z, auto&) { z.trailing = std::string(70'000, 'x'); }); }},
      {"a second, empty end record", "zip-trailing-data",
       [] { return zip_with([](auto& z, auto&) { z.trailing = ZipBuilder().build(); }); }},
      {"another directory with its end record in front of the one that counts", "zip-second-directory",
       [] {
         const std::string less = zip_with([](auto&, auto& e) { e.listed = false; });
         return zip_with([&](auto& z, auto&) { z.before_directory = less.substr(less.find("PK\x01\x02")); });
       }},
      {"… that leads nowhere from here", "",
       [] {
         std::string less = zip_with([](auto&, auto& e) { e.listed = false; });
         less = less.substr(less.find("PK\x01\x02"));
         less[less.size() - 6] ^= 0x40;
         return zip_with([&](auto& z, auto&) { z.before_directory = less; });
       }},
      {"an end record's signature in the comment", "",
       [] { return zip_with([](auto& z, auto&) { z.comment = "PK\x05\x06 is no end record"; }); }},
      {"a whole end record in the comment", "",
       [] { return zip_with([](auto& z, auto&) { z.comment = ZipBuilder().build() + "and more"; }); }},
      {"data in front, offsets not adjusted", "zip-prefix",
       [] { return zip_with([](auto& z, auto&) { z.prefix = "#!/bin/sh\nexit 0\n"; }); }},
      {"data in front, offsets adjusted", "zip-prefix",
       [] {
         return zip_with([](auto& z, auto&) { z.prefix = "#!/bin/sh\nexit 0\n", z.adjust_offsets = true; });
       }},
      {"a split archive that came out as one piece", "",
       [] { return zip_with([](auto& z, auto&) { z.prefix = "PK\x07\x08", z.adjust_offsets = true; }); }},
      {"a gap in front, filled with a header that is not listed", "",
       [] {
         ZipBuilder zip;
         ZipEntry& gap = zip.add("", "");
         gap.listed = false;
         gap.local.extra = std::string(102, '\0');
         zip.add("first", kText, true);
         zip.add("second", kText, true);
         return zip.build();
       }},
      {"a signing block before the directory", "",
       [] {
         return zip_with(
             [](auto& z, auto&) { z.before_directory = std::string(40, '\0') + "APK Sig Block 42"; });
       }},
  };
}

}  // namespace

TEST_CASE("every trick is read through, and said; the innocent are read without a word") {
  for (const Trick& trick : readable_tricks()) {
    INFO(trick.title);
    const std::string bytes = trick.build();
    const auto opened = io::open_zip(bytes, {});
    REQUIRE(opened);
    const io::Tree& tree = **opened;
    INFO(listing(tree));
    CHECK(tree.entries().size() == 2);
    CHECK(read(tree, "first") == kText);
    CHECK(read(tree, "second") == kText);
    const auto first = tree.find("first");
    if (first) CHECK(tree.head(*first, 64).bytes.view() == kText.substr(0, 64));
    if (trick.anomaly.empty()) {
      CHECK(tree.anomalies().empty());
      CHECK(tree.defects().empty());
      if (first) CHECK_FALSE(tree.read(*first).defect);
    } else {
      CHECK(says(tree, trick.anomaly));
    }
  }
}

TEST_CASE("without words to tell it, content under an unknown method goes by its checksum") {
  for (const bool deflate : {false, true}) {
    const std::string bytes = zip_with(
        [](auto&, auto& e) { e.both([](auto& f) { f.method = uint16_t{0x1999}; }); }, kNoise, deflate);
    const auto tree = io::open_zip(bytes, {});
    REQUIRE(tree);
    CHECK(read(**tree, "first") == kNoise);
    CHECK_FALSE((*tree)->read(0).defect);
  }
}

TEST_CASE("what is really encrypted is said to be, and is no trick") {
  for (const std::string& content : {kText, kNoise}) {
    const std::string bytes =
        builders::encrypted_zip_of({{"a", content, true}, {"b", content, false}, {"c", "", false}}, "secret");
    const auto tree = io::open_zip(bytes, {});
    REQUIRE(tree);
    CHECK((*tree)->anomalies().empty());
    for (const size_t i : {0U, 1U}) {
      const io::Content read = (*tree)->read(i);
      CHECK(read.bytes.size() == 0);
      REQUIRE(read.defect);
      CHECK(read.defect->why == GapReason::kEncrypted);
      CHECK((*tree)->head(i).bytes.size() == 0);
    }
  }
}

TEST_CASE("what no directory names is read from where it lies, and said") {
  for (const bool deflate : {false, true}) {
    for (const bool descriptor : {false, true}) {
      ZipBuilder zip;
      zip.add("first", kText, true);
      ZipEntry& hidden = zip.add("assets/hidden.js", kText, deflate);
      hidden.listed = false;
      hidden.descriptor = descriptor;
      zip.add("last", kText, true);
      const std::string bytes = zip.build();
      const auto tree = io::open_zip(bytes, {});
      REQUIRE(tree);
      INFO(deflate << descriptor << listing(**tree));
      CHECK((*tree)->entries().size() == 3);
      CHECK(read(**tree, "first") == kText);
      CHECK(read(**tree, "assets/hidden.js") == kText);
      CHECK(read(**tree, "last") == kText);
      REQUIRE((*tree)->anomalies().size() == 1);
      CHECK((*tree)->anomalies()[0].what == "zip-unlisted-entry");
      CHECK((*tree)->anomalies()[0].entry == "assets/hidden.js");
    }
  }
}

TEST_CASE("an older version of an entry that was replaced comes behind the one that counts") {
  ZipBuilder zip;
  zip.add("a.js", "old").listed = false;
  zip.add("a.js", "new");
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 2);
  CHECK(read(**tree, "a.js") == "new");
  CHECK(says(**tree, "zip-unlisted-entry"));
}

TEST_CASE("an archive stored in an archive hides nothing between entries") {
  const std::string inner = builders::zip_of({{"inner", kText, true}, {"more", kText, true}});
  ZipBuilder zip;
  zip.add("nested.zip", inner);
  zip.add("outer", kText, true);
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 2);
  CHECK((*tree)->anomalies().empty());
}

TEST_CASE("a file and a folder of one name are two entries, and no oddity") {
  ZipBuilder zip;
  zip.add("a.txt", "file");
  zip.add("a.txt/", "");
  zip.add("a.txt/b", "inside");
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 3);
  CHECK(read(**tree, "a.txt") == "file");
  CHECK((*tree)->entries()[1].directory);
  CHECK((*tree)->anomalies().empty());
}

TEST_CASE("a name in UTF-8 beside the stored one is kept when it is of that name") {
  const std::string gbk = "\xbf\xbc\xc7\xda.html";
  struct Case {
    std::string extra;
    std::string unicode;
  };
  std::string other_version = builders::unicode_path_extra(gbk, "考勤.html");
  other_version[4] = 2;
  const std::vector<Case> cases = {
      {builders::unicode_path_extra(gbk, "考勤.html"), "考勤.html"},
      {builders::unicode_path_extra("renamed", "考勤.html"), ""},
      {builders::unicode_path_extra(gbk, "\xff"), ""},
      {other_version, ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    for (const bool listed : {true, false}) {
      ZipBuilder zip;
      zip.add(gbk, "x").both([&](auto& f) { f.extra = c.extra; });
      zip.directory = zip.end_record = listed;
      const std::string bytes = zip.build();
      const auto tree = io::open_zip(bytes, {});
      REQUIRE(tree);
      CHECK((*tree)->entries()[0].name == gbk);
      CHECK((*tree)->entries()[0].unicode_name == c.unicode);
    }
  }
}

TEST_CASE("a wrong checksum keeps the bytes and says so") {
  for (const bool deflate : {false, true}) {
    const std::string bytes =
        zip_with([](auto&, auto& e) { e.both([](auto& f) { f.crc = 1U; }); }, kText, deflate);
    const auto tree = io::open_zip(bytes, {});
    REQUIRE(tree);
    const io::Content read = (*tree)->read(0);
    CHECK(read.bytes.view() == kText);
    REQUIRE(read.defect);
    CHECK(read.defect->why == GapReason::kCorrupt);
    CHECK_FALSE((*tree)->read(1).defect);
  }
}

TEST_CASE("of a damaged stream the head is kept") {
  const std::string packed = builders::deflated(kText);
  std::string broken = packed;
  for (size_t i = packed.size() / 2; i < packed.size(); ++i) broken[i] = '\xff';
  const std::string bytes = zip_with([&](auto&, auto& e) { e.data = broken; });
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  const io::Content read = (*tree)->read(0);
  REQUIRE(read.defect);
  CHECK(read.defect->why == GapReason::kCorrupt);
  CHECK(read.bytes.size() > 100);
  CHECK(read.bytes.view().substr(0, 100) == kText.substr(0, 100));
}

TEST_CASE("of an archive that was cut, what is there is read") {
  for (const bool deflate : {false, true}) {
    ZipBuilder zip;
    zip.add("first", kText, true);
    zip.add("second", kText, deflate);
    zip.end_record = zip.directory = false;
    std::string bytes = zip.build();
    bytes.resize(bytes.size() - 40);
    const auto tree = io::open_zip(bytes, {});
    REQUIRE(tree);
    CHECK(says(**tree, "zip-no-directory"));
    CHECK_FALSE((*tree)->defects().empty());
    REQUIRE((*tree)->entries().size() == 2);
    CHECK(read(**tree, "first") == kText);
    const io::Content second = (*tree)->read(1);
    REQUIRE(second.defect);
    CHECK(second.defect->why == GapReason::kTruncated);
    CHECK(second.bytes.size() > 100);
    CHECK(kText.starts_with(second.bytes.view()));
  }
}

TEST_CASE("an archive stored in one that was cut does not pass for it") {
  const std::string inner = builders::zip_of({{"inner", kText, true}});
  ZipBuilder zip;
  zip.add("nested.zip", inner);
  zip.add("outer", kText, true);
  zip.end_record = zip.directory = false;
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 2);
  CHECK(read(**tree, "nested.zip") == inner);
  CHECK(read(**tree, "outer") == kText);
}

TEST_CASE("two archives one after the other are both read") {
  const std::string bytes =
      builders::zip_of({{"one", kText, true}}) + builders::zip_of({{"two", kNoise, true}});
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK(read(**tree, "one") == kText);
  CHECK(read(**tree, "two") == kNoise);
}

TEST_CASE("equal names are both kept, in the directory's order") {
  ZipBuilder zip;
  zip.add("a", "1");
  zip.add("a", "2");
  zip.add("A", "3");
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 3);
  CHECK((*tree)->read(1).bytes.view() == "2");
  CHECK(says(**tree, "zip-duplicate-name"));
  CHECK((*tree)->anomalies()[0].detail.empty());  // one pair; "A" is another name
}

TEST_CASE("names are kept as they are; only odd ones are said") {
  struct Case {
    std::string name;
    bool odd;
    uint16_t flags = 0;
  };
  const std::vector<Case> cases = {
      {"assets/index.html", false},
      {"a..b/c...txt", false},
      {"页面/首页.js", false, 1U << 11},
      {"\xb4\xf2\xbf\xa8.txt", false},           // GBK, as Chinese Windows tools write it
      {"dir\\file.txt", false},                  // the same tools
      {"\xb4\xf2\xbf\xa8.txt", true, 1U << 11},  // flagged as UTF-8, and is not
      {"test\0.txt"s, true},
      {"test\r.txt", true},
      {"../evil.so", true},
      {"a/../../b", true},
      {"a\\..\\b", true},
      {"/etc/passwd", true},
      {"C:\\x", true},
      {"", true},
  };
  for (const Case& c : cases) {
    ZipBuilder zip;
    zip.add(c.name, "x").both([&](auto& f) { f.flags = c.flags; });
    const std::string bytes = zip.build();
    const auto tree = io::open_zip(bytes, {});
    REQUIRE(tree);
    INFO(c.name << " " << listing(**tree));
    CHECK((*tree)->entries()[0].name == c.name);
    CHECK((*tree)->read(0).bytes.view() == "x");
    CHECK(says(**tree, "zip-odd-name") == c.odd);
    CHECK((*tree)->anomalies().size() == (c.odd ? 1U : 0U));
  }
}

TEST_CASE("a name beyond the limit is cut and said") {
  ZipBuilder zip;
  zip.add(std::string(5000, 'n'), "x");
  zip.add(std::string(4096, 'm'), "x");
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries()[0].name.size() == 4096);
  CHECK((*tree)->entries()[1].name.size() == 4096);
  REQUIRE((*tree)->anomalies().size() == 1);
  CHECK((*tree)->anomalies()[0].what == "zip-odd-name");
}

TEST_CASE("entries that share their data are read, said, and held by the budget") {
  ZipBuilder zip;
  zip.add("0", kText, true);
  for (int i = 1; i < 50; ++i) {
    ZipEntry& entry = zip.add(std::to_string(i), kText, true);
    entry.data = "";
    entry.local.signature = 0U;
    entry.central.offset = 0U;
    entry.central.packed = static_cast<uint32_t>(builders::deflated(kText).size());
  }
  const std::string bytes = zip.build();
  Limits limits;
  limits.total_bytes = kText.size() * 10;
  const auto tree = io::open_zip(bytes, limits);
  REQUIRE(tree);
  CHECK(says(**tree, "zip-overlap"));
  size_t whole = 0;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) whole += (*tree)->read(i).defect ? 0U : 1U;
  CHECK(whole == 10);
}

TEST_CASE("input that gives nothing costs of the budget, and a head looks at little of it") {
  std::string blocks;
  for (int i = 0; i < 20'000; ++i) blocks += "\0\0\0\xff\xff"s;  // stored blocks of no bytes
  const std::string bytes = zip_with([&](auto&, auto& e) { e.data = blocks + "\x01\0\0\xff\xff"s; }, "");
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->head(0).bytes.size() == 0);
  CHECK((*tree)->output_bytes() < 10'000);
  const io::Content nothing = (*tree)->read(0);
  CHECK(nothing.bytes.size() == 0);
  CHECK_FALSE(nothing.defect);
  CHECK((*tree)->output_bytes() > 90'000);
}

TEST_CASE("a folder's entry is one only while it has no content") {
  ZipBuilder zip;
  zip.add("dir/", "");
  zip.add("classes.dex/", kText, true);
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries()[0].directory);
  CHECK_FALSE((*tree)->entries()[1].directory);
  CHECK((*tree)->read(1).bytes.view() == kText);
}

TEST_CASE("thousands of the same oddity are one anomaly with a count") {
  ZipBuilder zip;
  for (int i = 0; i < 3000; ++i) {
    zip.add("f" + std::to_string(i), "x").both([](auto& f) { f.method = uint16_t{0x1999}; });
  }
  const std::string bytes = zip.build();
  const auto tree = io::open_zip(bytes, {});
  REQUIRE(tree);
  REQUIRE((*tree)->anomalies().size() == 1);
  CHECK((*tree)->anomalies()[0].entry == "f0");
  CHECK((*tree)->anomalies()[0].detail == "method=6553, count=3000");
}

TEST_CASE("a second directory is named behind a hundred records that are none") {
  std::string none;
  for (int i = 0; i < 100; ++i) none += "PK\x05\x06" + std::string(18, '\0');
  const std::string less = zip_with([&](auto& z, auto& e) { e.listed = false, z.add("third", none); });
  const std::string bytes = zip_with([&](auto& z, auto&) { z.add("third", none), z.before_directory = less.substr(less.find("PK\x01\x02")); });
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree);
  CHECK(says(**tree, "zip-second-directory"));
  const std::string alone = zip_with([&](auto& z, auto&) { z.add("third", none); });
  const auto innocent = io::open_zip(alone, Limits{});
  REQUIRE(innocent);
  CHECK_FALSE(says(**innocent, "zip-second-directory"));
}
