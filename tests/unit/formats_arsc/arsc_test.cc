#include "formats/arsc/arsc.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "builders/arsc_builder.h"
#include "builders/axml_builder.h"
#include "builders/byte_writer.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {
namespace {

namespace build = jianfu::builders;
using Offsets = build::ArscOptions::Offsets;

// Owns the bytes that the table borrows.
struct Read {
  explicit Read(std::string from) : bytes(std::move(from)) {
    Result<Table> out = parse(bytes, Limits{});
    REQUIRE(out.has_value());
    table = std::move(*out);
  }
  explicit Read(const build::ArscBuilder& builder) : Read(builder.bytes()) { ids = builder.ids(); }
  Read(const Read&) = delete;

  std::vector<std::string> shown(const std::string& name) const {
    std::vector<std::string> out;
    for (const Table::Text& text : table.texts(ids.at(name))) out.push_back(text.locale + ":" + text.text);
    return out;
  }
  bool has(std::string_view anomaly) const {
    return std::find(table.anomalies.begin(), table.anomalies.end(), anomaly) != table.anomalies.end();
  }

  std::string bytes;
  Table table;
  build::ResourceIds ids;
};

using Texts = std::vector<std::string>;

build::ArscBuilder several(build::ArscOptions options = {}) {
  build::ArscBuilder out(std::move(options));
  out.string("app_name", "Demo").string("app_name", "示例", "zh-CN").string("only_english", "Only", "en");
  for (int i = 0; i < 20; ++i) out.string("filler_" + std::to_string(i), "文" + std::to_string(i));
  return out.string("last", "最后", "zh-CN").file("layout", "main", "res/layout/main.xml");
}

void set_u32(std::string& bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xff);
}

// The n-th chunk of a type, by its first four bytes.
size_t find_chunk(const std::string& bytes, uint16_t type, uint16_t header, int n = 0) {
  const std::string head = builders::ByteWriter().le(type).le(header).take();
  size_t at = bytes.find(head);
  for (; n > 0; --n) at = bytes.find(head, at + 1);
  return at;
}

}  // namespace

TEST_CASE("every form of entries and offsets gives the same resources") {
  for (const Offsets offsets : {Offsets::kPlain, Offsets::kSparse, Offsets::kNarrow}) {
    for (const bool compact : {false, true}) {
      for (const bool utf8 : {false, true}) {
        build::ArscOptions options;
        options.offsets = offsets, options.compact = compact, options.utf8 = utf8;
        const Read read(several(options));
        CHECK(read.table.resources.size() == 24);
        CHECK(read.table.packages == 1);
        CHECK(read.table.type_specs == 2);
        CHECK(read.table.type_chunks == 4);
        CHECK(read.shown("string/app_name") == Texts{":Demo", "zh-CN:示例"});
        CHECK(read.shown("string/last") == Texts{"zh-CN:最后"});
        CHECK(read.shown("string/filler_19") == Texts{":文19"});
        CHECK(read.shown("layout/main") == Texts{":res/layout/main.xml"});
        CHECK(read.table.name(read.ids.at("string/last")) == "string/last");
        CHECK(read.table.anomalies.empty());
        CHECK(read.table.defects.empty());
      }
    }
  }
}

TEST_CASE("resources stand in order of their ids and an unknown id gives nothing") {
  const Read read(several());
  const bool sorted = std::is_sorted(read.table.resources.begin(), read.table.resources.end(),
                                     [](const Resource& a, const Resource& b) { return a.id < b.id; });
  CHECK(sorted);
  CHECK(read.table.find(0x7f01ffff) == nullptr);
  CHECK(read.table.name(0x01040000).empty());
  CHECK(read.table.texts(0).empty());
  CHECK(read.table.best_text(0).empty());
}

TEST_CASE("arrays and plurals give each item with the name of the item") {
  build::ArscBuilder builder;
  builder.add("array", "tabs", "", build::arsc_strings({"首页", "签到", "我的"}));
  builder.add("plurals", "days", "", build::arsc_plurals({{0x01000006, "one day"}, {0x01000004, "%d days"}}));
  const Read read(builder);
  CHECK(read.shown("array/tabs") == Texts{":首页", ":签到", ":我的"});
  CHECK(read.shown("plurals/days") == Texts{":one day", ":%d days"});
  const Resource* tabs = read.table.find(read.ids.at("array/tabs"));
  REQUIRE(tabs->value_count == 3);
  CHECK(read.table.values[tabs->first_value + 2].item == 0x02000002);
  CHECK(read.table.values[read.table.find(read.ids.at("plurals/days"))->first_value].item == 0x01000006);
}

TEST_CASE("references are followed through other resources and through items of arrays") {
  build::ArscBuilder builder;
  builder.string("a", "目标").string("a", "Target", "en");
  builder.add("string", "b", "", build::arsc_reference("string/a"));
  builder.add("string", "c", "", build::arsc_reference("string/b"));
  builder.add("array", "list", "",
              build::arsc_array({build::arsc_reference("string/a"), build::arsc_string("直接")}));
  builder.add("string", "gone", "", build::arsc_reference(0x7f7f0000u));
  const Read read(builder);
  CHECK(read.shown("string/c") == Texts{":目标", "en:Target"});
  CHECK(read.shown("array/list") == Texts{":目标", "en:Target", ":直接"});
  CHECK(read.shown("string/gone").empty());
}

TEST_CASE("a text for all locales, reached from one locale, is shown in that one") {
  build::ArscBuilder builder;
  builder.string("plain", "文");
  builder.add("string", "title", "zh-CN", build::arsc_reference("string/plain"));
  CHECK(Read(builder).shown("string/title") == Texts{"zh-CN:文"});
}

TEST_CASE("circles of references end, and so do chains of more than twenty steps") {
  build::ArscBuilder circle;
  circle.add("string", "a", "", build::arsc_reference("string/b"));
  circle.add("string", "b", "", build::arsc_reference("string/a")).string("b", "出口", "zh");
  CHECK(Read(circle).shown("string/a") == Texts{"zh:出口"});

  build::ArscBuilder chain;
  chain.string("s0", "end");
  for (int i = 1; i <= 21; ++i) {
    chain.add("string", "s" + std::to_string(i), "",
              build::arsc_reference("string/s" + std::to_string(i - 1)));
  }
  const Read read(chain);
  CHECK(read.shown("string/s20") == Texts{":end"});
  CHECK(read.shown("string/s21").empty());
}

TEST_CASE("lists that refer to each other do not multiply without end") {
  build::ArscBuilder builder;
  builder.add("array", "big", "", build::arsc_strings(std::vector<std::string>(20000, "同")));
  builder.add("array", "refers", "", build::arsc_reference("array/big"));
  const Read read(builder);
  CHECK(read.shown("array/big").size() == 20000);  // its own items are bounded by the file
  CHECK(read.shown("array/refers").size() == 4096);
}

TEST_CASE(
    "the best text is Chinese before the default before anything else, and never empty where one is not") {
  build::ArscBuilder builder;
  builder.string("a", "Sign", "en")
      .string("a", "Default")
      .string("a", "繁", "zh-TW")
      .string("a", "简", "zh-CN");
  builder.string("b", "Sign", "en").string("b", "Default");
  builder.string("c", "Signer", "fr");
  builder.string("d", "", "zh-CN").string("d", "Default");
  const Read read(builder);
  CHECK(read.table.best_text(read.ids.at("string/a")) == "简");
  CHECK(read.table.best_text(read.ids.at("string/b")) == "Default");
  CHECK(read.table.best_text(read.ids.at("string/c")) == "Signer");
  CHECK(read.table.best_text(read.ids.at("string/d")) == "Default");
}

TEST_CASE("orphans are the strings nobody uses; tags of styled strings are used") {
  build::ArscBuilder builder;
  builder.add("string", "styled", "", build::arsc_styled("点此", {"a;href=https://example.gov"}));
  builder.string("used", "在用").orphan("排行榜").orphan("积分");
  const Read read(builder);
  Texts orphans;
  for (const uint32_t index : read.table.orphans()) orphans.push_back(read.table.pool.get(index));
  CHECK(orphans == Texts{"排行榜", "积分"});
  CHECK(read.table.pool.spans(0) == Texts{"a;href=https://example.gov"});
}

TEST_CASE("hidden keys leave types, ids and texts as they are") {
  build::ArscOptions options;
  options.hide_keys = true;
  const Read read(several(options));
  CHECK(read.shown("string/last") == Texts{"zh-CN:最后"});
  CHECK(read.table.name(read.ids.at("string/last")) == "string/0_resource_name_obfuscated");
}

TEST_CASE("types named by placeholders or not at all keep their resources") {
  build::ArscBuilder builder;
  builder.add("?17", "a", "", build::arsc_string("甲")).add("", "b", "", build::arsc_string("乙"));
  const Read read(builder);
  CHECK(read.table.find(0x7f010000)->type == "?17");
  CHECK(read.table.find(0x7f020000)->type == "?2");
  CHECK(read.table.best_text(0x7f020000) == "乙");
}

TEST_CASE("a table moved elsewhere still names its types") {
  Read read(several());
  const Table moved = std::move(read.table);
  CHECK(moved.find(0x7f010000)->type == "string");
}

TEST_CASE("a staged id leads to the final one") {
  builders::ByteWriter pairs;
  pairs.le(uint32_t{1}).le(uint32_t{0x7ffd0000}).le(uint32_t{0x7f010000});
  build::ArscBuilder builder;
  builder.string("a", "终").raw(build::axml_chunk(0x0206, 12, pairs.bytes()));
  const Read read(builder);
  CHECK(read.table.best_text(0x7ffd0000) == "终");
  CHECK(read.table.find(0x7ffd0001) == nullptr);
}

TEST_CASE("unknown chunks are skipped, a wrong count of packages and bytes behind the end are noted") {
  build::ArscBuilder builder;
  builder.string("a", "文").raw(build::axml_chunk(0x0999, 8, std::string(20, 'x')));
  std::string bytes = builder.bytes();
  CHECK(Read(bytes).has("arsc-unknown-chunk"));
  CHECK(Read(bytes).table.defects.empty());
  set_u32(bytes, 8, 77);
  CHECK(Read(bytes).has("arsc-package-count"));
  CHECK(Read(bytes + "tail").has("arsc-trailing-data"));
  CHECK(Read(bytes + "tail").table.best_text(0x7f010000) == "文");
}

TEST_CASE("an entry outside its chunk is lost alone and many are one defect") {
  const std::string whole = several().bytes();
  const size_t type = find_chunk(whole, 0x0201, 84);  // the default strings
  std::string bytes = whole;
  set_u32(bytes, type + 84 + 4 * 2, 0x00FFFFF0);
  set_u32(bytes, type + 84 + 4 * 3, 0x00FFFFF1);
  const Read read(bytes);
  CHECK(read.table.find(0x7f010002) == nullptr);
  CHECK(read.table.best_text(0x7f010004) == "文2");  // the ones behind keep their places
  REQUIRE(read.table.defects.size() == 1);
  CHECK(read.table.defects[0].what.args == std::vector<std::string>{"2"});
  CHECK(read.has("arsc-misaligned-entry"));
}

TEST_CASE("an inflated count of entries reads those that are there") {
  std::string bytes = several().bytes();
  set_u32(bytes, find_chunk(bytes, 0x0201, 84) + 12, 0xFFFFFFFF);
  const Read read(bytes);
  CHECK(read.has("arsc-entry-count"));
  CHECK(read.table.best_text(0x7f010000) == "示例");
  CHECK(read.table.values.size() < bytes.size());
}

TEST_CASE("a chunk whose size lies does not hide the chunks behind it") {
  for (const uint32_t size : {0u, 3u, 0x7FFFFFFFu}) {
    std::string bytes = several().bytes();
    set_u32(bytes, find_chunk(bytes, 0x0201, 84) + 4, size);
    const Read read(bytes);
    CHECK(read.has("arsc-chunk-size"));
    CHECK(read.table.best_text(0x7f010000) == "示例");
    CHECK(read.table.best_text(0x7f020000) == "res/layout/main.xml");
    CHECK_FALSE(read.table.defects.empty());
  }
}

TEST_CASE("a package that claims too much is read to the end, once") {
  std::string bytes = several().bytes();
  set_u32(bytes, find_chunk(bytes, 0x0200, 288) + 4, 0x7FFFFFFF);
  const Read read(bytes);
  CHECK(read.has("arsc-chunk-size"));
  CHECK(read.table.type_chunks == 4);
  CHECK(read.table.best_text(0x7f010000) == "示例");
}

TEST_CASE("name pools that are not where the header says are found behind it") {
  std::string bytes = several().bytes();
  const size_t package = find_chunk(bytes, 0x0200, 288);
  set_u32(bytes, package + 268, 0x00FFFFFF);
  set_u32(bytes, package + 276, 0x00FFFFFF);
  CHECK(Read(bytes).table.name(0x7f010000) == "string/app_name");
}

TEST_CASE("two chunks of one type and configuration are both reported") {
  const std::string whole = build::ArscBuilder().string("a", "甲").bytes();
  const size_t type = find_chunk(whole, 0x0201, 84);
  const std::string again = whole.substr(type);
  const Read read(build::ArscBuilder().string("a", "甲").raw(again));
  CHECK(read.has("arsc-duplicate-config"));
  CHECK(read.shown("string/a") == Texts{":甲", ":甲"});
}

TEST_CASE("a value that points outside the pool is counted, and other values are not hurt") {
  build::ArscBuilder builder;
  builder.string("a", "甲").string("b", "乙");
  std::string bytes = builder.bytes();
  set_u32(bytes, bytes.size() - 32 + 12, 9999);
  const Read read(bytes);
  CHECK(read.table.best_text(0x7f010000).empty());
  CHECK(read.table.best_text(0x7f010001) == "乙");
  CHECK(read.table.defects.size() == 1);
}

TEST_CASE("a hundred entries sharing one large bag are bounded by the file and said to be") {
  build::ArscBuilder builder;
  builder.add("array", "k0", "", build::arsc_strings(std::vector<std::string>(3000, "同")));
  for (int i = 1; i < 100; ++i)
    builder.add("array", "k" + std::to_string(i), "", build::arsc_strings({"小"}));
  std::string bytes = builder.bytes();
  const size_t type = find_chunk(bytes, 0x0201, 84);
  for (size_t i = 1; i < 100; ++i) set_u32(bytes, type + 84 + 4 * i, 0);
  const Read read(bytes);
  CHECK(read.table.values.size() <= bytes.size() / 2);
  REQUIRE(read.table.defects.size() == 1);
  CHECK(read.table.defects[0].why == GapReason::kLimit);
}

TEST_CASE("what is no resource table is refused") {
  const Result<Table> read = parse("PK\x03\x04 and more than twelve bytes", Limits{});
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == ErrorKind::kNotThisKind);
}

}  // namespace jianfu::formats::arsc
