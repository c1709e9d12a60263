#include "formats/dart/snapshot.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "builders/damage.h"
#include "builders/dart_builder.h"
#include "text/utf.h"

namespace jianfu::formats::dart {
namespace {

using builders::DartBuilder;

std::vector<std::string> texts() {
  std::vector<std::string> out = builders::dart_names(150);
  out.insert(out.begin() + 40, {"考勤打卡", "", "caf\u00e9", "✅ 签到成功", "😀"});
  out.push_back("/api/sign/in");
  return out;
}

DartBuilder with(std::vector<std::string> strings) {
  DartBuilder out;
  out.strings = std::move(strings);
  return out;
}

std::string decoded(const String& string) {
  if (string.wide) return text::from_utf16le(string.bytes);
  std::string out;
  for (const char c : string.bytes) text::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

struct Seen {
  Strings told;
  std::vector<std::string> strings;
  bool has(const std::string& text) const {
    return std::find(strings.begin(), strings.end(), text) != strings.end();
  }
};

Seen read(const std::string& bytes, bool wide_words = true) {
  Seen out;
  const std::optional<Header> header = read_header(bytes);
  if (!header) return out;
  out.told = read_strings(bytes, *header, wide_words, [&](const String& string) {
    CHECK(bytes.substr(string.offset, string.bytes.size()) == string.bytes);
    out.strings.push_back(decoded(string));
  });
  return out;
}

}  // namespace

TEST_CASE("The header tells the version and the features") {
  const std::string bytes = with(texts()).build();
  const std::optional<Header> header = read_header(bytes);
  REQUIRE(header.has_value());
  CHECK(header->length == bytes.size());
  CHECK(header->kind == 3);
  CHECK(header->version == "d91c0e6f35f0eb2e44124e8f42aa44a7");
  CHECK(header->features.substr(0, 8) == "product ");
  CHECK_FALSE(read_header("\xF5\xF5\xDC\xDC too short").has_value());
  std::string other = bytes;
  other[25] = 'X';  // no hexadecimal digit
  CHECK_FALSE(read_header(other).has_value());
  CHECK(find_snapshots("noise" + bytes + "\xF5\xF5\xDC\xDC" + bytes) ==
        std::vector<uint64_t>{5, 9 + bytes.size()});
}

TEST_CASE("A cluster of strings gives every string exactly, in order") {
  const Seen seen = read(with(texts()).build());
  CHECK(seen.told.style == Style::kCluster);
  CHECK(seen.strings == texts());
  CHECK(seen.told.count == texts().size());
  CHECK(seen.told.defects.empty());
}

TEST_CASE("Without lengths beforehand, strings are found standing in a row") {
  DartBuilder builder = with(texts());
  builder.with_lengths = false;
  const Seen seen = read(builder.build());
  REQUIRE(seen.told.style == Style::kChains);
  REQUIRE(seen.told.chains.size() == 1);
  CHECK(seen.told.chains[0] >= texts().size());
  CHECK(seen.has("考勤打卡"));
  CHECK(seen.has("✅ 签到成功"));
  CHECK(seen.has("caf\u00e9"));
  CHECK(seen.has("/api/sign/in"));
}

TEST_CASE("A string with control characters ends a chain, and the next one begins") {
  std::vector<std::string> strings = builders::dart_names(300);
  strings[150] = std::string("\x01\x02\x03", 3);
  DartBuilder builder = with(strings);
  builder.with_lengths = false;
  const Seen seen = read(builder.build());
  REQUIRE(seen.told.chains.size() == 2);
  CHECK(seen.has(strings[149]));
  CHECK(seen.has(strings[152]));
}

TEST_CASE("Few strings, and numbers that only read as lengths, are no chain") {
  DartBuilder builder = with(builders::dart_names(60));
  builder.with_lengths = false;
  CHECK(read(builder.build()).told.style == Style::kNone);
  // Wide items without a wide character, or mostly wide ones: not strings.
  std::string bytes = with({}).build();
  for (int i = 0; i < 400; ++i) bytes += "\x85\x41\x41\x41\x41";  // wide, 2 characters
  bytes[4] = static_cast<char>(bytes.size() & 0xFF);
  bytes[5] = static_cast<char>(bytes.size() >> 8);
  CHECK(read(bytes).told.style == Style::kNone);
}

TEST_CASE("Heap objects give their strings, narrow and wide, of both machines and of both forms of tags") {
  for (const bool wide_words : {true, false}) {
    for (const bool new_tags : {true, false}) {
      INFO(wide_words << new_tags);
      DartBuilder builder = with(texts());
      builder.cluster = false;
      builder.wide_words = wide_words;
      builder.new_tags = new_tags;
      const std::string bytes = builder.build();
      const Seen seen = read(bytes, wide_words);
      REQUIRE(seen.told.style == Style::kHeap);
      for (const std::string& text : texts()) CHECK((text.empty() || seen.has(text)));
      CHECK(seen.strings.size() == texts().size() - 1);  // an empty one has nothing to find
      CHECK(read(bytes, !wide_words).told.style == Style::kNone);
    }
  }
}

TEST_CASE("A long string keeps its heap object though its size does not fit the tags") {
  std::vector<std::string> strings = texts();
  std::string article;
  for (int i = 0; i < 3000; ++i) article += "文";
  strings.push_back(article);
  DartBuilder builder = with(strings);
  builder.cluster = false;
  CHECK(read(builder.build()).has(article));
}

TEST_CASE("A snapshot that ends too early says so") {
  const std::string bytes = with(texts()).build();
  const Seen seen = read(bytes.substr(0, bytes.size() / 2));
  REQUIRE_FALSE(seen.told.defects.empty());
  CHECK(seen.told.defects.back().why == GapReason::kTruncated);
  DartBuilder lying = with(texts());
  lying.length = UINT64_MAX;
  CHECK(read(lying.build()).strings == texts());
}

TEST_CASE("A snapshot made to be compared for ever is given up, and that is told") {
  // All lengths are one and so are all numbers behind: each place holds until the last item.
  DartBuilder builder = with(std::vector<std::string>(20'000));
  std::string bytes = builder.build();
  const size_t contents =
      bytes.find(std::string(19'000, '\x80'), bytes.find(std::string(19'000, '\x80')) + 20'000);
  REQUIRE(contents != std::string::npos);
  bytes[contents + 19'500] = '\x82';
  const Seen seen = read(bytes);
  CHECK(seen.told.style == Style::kNone);
  REQUIRE_FALSE(seen.told.defects.empty());
  CHECK(seen.told.defects.front().why == GapReason::kLimit);
}

TEST_CASE("Kernel files are told by their first bytes") {
  CHECK(looks_like_kernel("\x90\xAB\xCD\xEF rest"));
  CHECK_FALSE(looks_like_kernel("\x90\xAB\xCD"));
}

TEST_CASE("Damaged snapshots are read without harm") {
  for (const bool cluster : {true, false}) {
    DartBuilder builder = with(builders::dart_names(40));
    builder.cluster = cluster;
    const std::string valid = builder.build();
    builders::cut_everywhere(valid, [](const std::string& bytes) { read(bytes); });
    builders::flip_everywhere(valid, [](const std::string& bytes) { read(bytes); });
  }
}

}  // namespace jianfu::formats::dart
