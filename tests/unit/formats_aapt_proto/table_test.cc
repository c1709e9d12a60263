#include <catch2/catch.hpp>

#include "builders/bundle_builder.h"
#include "builders/proto_writer.h"
#include "formats/aapt_proto/aapt_proto.h"
#include "formats/aapt_proto/locale.h"
#include "formats/arsc/set.h"

namespace jianfu::formats::aapt_proto {
namespace {

using builders::ProtoWriter;
using builders::StringResource;
using Texts = std::vector<std::string>;

arsc::Table table_of(const std::string& bytes) {
  Result<arsc::Table> out = parse_table(bytes, Limits{});
  REQUIRE(out.has_value());
  return std::move(*out);
}

// "locale:text".
Texts shown(const std::vector<arsc::Table::Text>& texts) {
  Texts out;
  for (const arsc::Table::Text& text : texts) out.push_back(text.locale + ":" + text.text);
  return out;
}

// One type "string" with one entry that holds `value` (a Value message) in every locale of `configs`.
std::string one(const ProtoWriter& value, std::string_view type = "string", const ProtoWriter& config = {}) {
  const ProtoWriter entry = ProtoWriter()
                                .message(1, ProtoWriter().number(1, 7))
                                .text(2, "a")
                                .message(6, ProtoWriter().message(1, config).message(2, value));
  return ProtoWriter()
      .message(
          2, ProtoWriter()
                 .message(1, ProtoWriter().number(1, 0x7f))
                 .message(
                     3, ProtoWriter().message(1, ProtoWriter().number(1, 2)).text(2, type).message(3, entry)))
      .bytes();
}
constexpr uint32_t kOne = 0x7f020007;

ProtoWriter string_item(std::string_view text) {
  return ProtoWriter().message(2, ProtoWriter().text(1, text));
}

}  // namespace

TEST_CASE("a bundle's table and resources.arsc of the same resources give the same table") {
  const std::vector<StringResource> resources = {
      {"string", "app", "", "Grid"},         {"string", "app", "zh-CN", "网格"},
      {"string", "sign", "", "打卡"},        {"layout", "sign", "", "res/layout/sign.xml"},
      {"string", "sign", "zh-TW", "打卡處"},
  };
  const std::string proto = builders::build_proto_table(resources);
  const builders::BuiltTable built = builders::build_arsc(resources);
  const arsc::Table ours = table_of(proto);
  const Result<arsc::Table> theirs = arsc::parse(built.arsc, Limits{});
  REQUIRE(theirs.has_value());
  REQUIRE(ours.resources.size() == theirs->resources.size());
  CHECK(ours.packages == theirs->packages);
  CHECK(ours.type_specs == theirs->type_specs);
  CHECK(ours.type_chunks == theirs->type_chunks);
  for (size_t i = 0; i < ours.resources.size(); ++i) {
    CHECK(ours.resources[i].id == theirs->resources[i].id);
    CHECK(ours.name(ours.resources[i].id) == theirs->name(ours.resources[i].id));
    CHECK(shown(ours.texts(ours.resources[i].id)) == shown(theirs->texts(ours.resources[i].id)));
  }
  CHECK(ours.defects.empty());
  CHECK(ours.orphans().empty());
}

TEST_CASE("references lead to their texts, one that leads nowhere gives none") {
  const std::string proto = builders::build_proto_table({{"string", "a", "", "甲"},
                                                         {"string", "a", "en", "A"},
                                                         {"string", "b", "", "@string/a"},
                                                         {"string", "c", "", "@string/x"}});
  const arsc::Table table = table_of(proto);
  CHECK(shown(table.texts(0x7f010001)) == Texts{":甲", "en:A"});
  CHECK(table.texts(0x7f010002).empty());
  REQUIRE(table.defects.size() == 1);  // a name without an id
  CHECK(table.defects[0].what.id == Msg::aapt_proto_lost_references);
}

TEST_CASE("arrays and plurals give their items, with the names that resources.arsc has for them") {
  ProtoWriter array, plural;
  for (const char* text : {"一", "二"}) array.message(1, ProtoWriter().message(3, string_item(text)));
  plural.message(1, ProtoWriter().number(3, 1).message(4, string_item("%d 次")))
      .message(1, ProtoWriter().number(3, 5).message(4, string_item("%d 多次")));
  const std::string arrays = one(ProtoWriter().message(5, ProtoWriter().message(4, array)), "array");
  const arsc::Table a = table_of(arrays);
  CHECK(shown(a.texts(kOne)) == Texts{":一", ":二"});
  CHECK(a.values[1].item == 0x02000001);
  const std::string plurals = one(ProtoWriter().message(5, ProtoWriter().message(5, plural)), "plurals");
  const arsc::Table p = table_of(plurals);
  CHECK(shown(p.texts(kOne)) == Texts{":%d 次", ":%d 多次"});
  CHECK(p.values[0].item == 0x01000006);
  CHECK(p.values[1].item == 0x01000004);
}

TEST_CASE("a styled text keeps the addresses in its tags, a raw one is a text too") {
  const ProtoWriter styled =
      ProtoWriter()
          .text(1, "详见此处")
          .message(2, ProtoWriter().text(1, "a;href=https://example.gov").number(2, 0).number(3, 1))
          .message(2, ProtoWriter().text(1, "b"));
  const std::string bytes = one(ProtoWriter().message(4, ProtoWriter().message(4, styled)));
  const arsc::Table table = table_of(bytes);
  CHECK(table.best_text(kOne) == "详见此处");
  CHECK(table.pool.spans(table.values[0].data) == Texts{"a;href=https://example.gov", "b"});
  CHECK(table.orphans().empty());
  const std::string raw =
      one(ProtoWriter().message(4, ProtoWriter().message(3, ProtoWriter().text(1, "原文"))));
  CHECK(table_of(raw).best_text(kOne) == "原文");
}

TEST_CASE("numbers, colours and ids have the types of resources.arsc and are no texts") {
  struct Case {
    ProtoWriter item;
    uint8_t type;
    uint32_t data;
  };
  const auto prim = [](const ProtoWriter& inner) { return ProtoWriter().message(7, inner); };
  const std::vector<Case> cases = {
      {prim(ProtoWriter().number(6, static_cast<uint64_t>(int64_t{-3}))), 0x10, 0xFFFFFFFD},
      {prim(ProtoWriter().number(7, 0x21)), 0x11, 0x21},
      {prim(ProtoWriter().number(8, 1)), 0x12, 0xFFFFFFFF},
      {prim(ProtoWriter().number(9, 0xFF112233)), 0x1C, 0xFF112233},
      {prim(ProtoWriter().number(12, 0xFFF)), 0x1F, 0xFFF},
      {prim(ProtoWriter().number(13, 0x1001)), 0x05, 0x1001},
      {prim(ProtoWriter().fixed32(3, 0x3F800000)), 0x04, 0x3F800000},
      {prim(ProtoWriter().message(2, ProtoWriter())), 0x00, 1},
      {ProtoWriter().message(6, ProtoWriter()), 0x12, 0},
      {ProtoWriter().message(1, ProtoWriter().number(1, 1).number(2, 0x0101009b)), 0x02, 0x0101009b},
  };
  for (const Case& one_case : cases) {
    const std::string bytes = one(ProtoWriter().message(4, one_case.item));
    const arsc::Table table = table_of(bytes);
    REQUIRE(table.values.size() == 1);
    CHECK(table.values[0].type == one_case.type);
    CHECK(table.values[0].data == one_case.data);
    CHECK(table.texts(kOne).empty());
  }
}

TEST_CASE("locales are spelled as those of resources.arsc") {
  CHECK(locale_of("zh-CN") == "zh-CN");
  CHECK(locale_of("zh-hans-cn") == "zh-Hans-CN");
  CHECK(locale_of("ZH_hant") == "zh-Hant");
  CHECK(locale_of("es-419") == "es-419");
  CHECK(locale_of("fil") == "fil");
  CHECK(locale_of("de-DE-1996") == "de-DE-1996");
  CHECK(locale_of("ar-u-nu-latn") == "ar");
  CHECK(locale_of("").empty());
  CHECK(locale_of("zh CN\"") == "");
}

TEST_CASE("only a configuration without any qualifier is the default") {
  CHECK(read_configuration("").is_default);
  CHECK_FALSE(read_configuration(ProtoWriter().text(3, "zh").bytes()).is_default);
  CHECK_FALSE(read_configuration(ProtoWriter().number(18, 480).bytes()).is_default);
}

TEST_CASE("names and ids that stand behind what they name count all the same") {
  const ProtoWriter entry =
      ProtoWriter()
          .message(6, ProtoWriter().message(2, ProtoWriter().message(4, string_item("打卡"))))
          .text(2, "sign")
          .message(1, ProtoWriter().number(1, 3));
  const ProtoWriter type =
      ProtoWriter().message(3, entry).text(2, "string").message(1, ProtoWriter().number(1, 1));
  const std::string bytes =
      ProtoWriter()
          .message(2, ProtoWriter().message(3, type).message(1, ProtoWriter().number(1, 0x7e)))
          .bytes();
  const arsc::Table table = table_of(bytes);
  CHECK(table.best_text(0x7e010003) == "打卡");
  CHECK(table.name(0x7e010003) == "string/sign");
}

TEST_CASE("an entry without a number is a loss when it holds a value, and none when it is a styleable") {
  const auto bytes_with = [](const ProtoWriter& value) {
    const ProtoWriter entry = ProtoWriter().text(2, "a").message(6, ProtoWriter().message(2, value));
    const ProtoWriter type = ProtoWriter().text(2, "styleable").message(3, entry);
    return ProtoWriter().message(2, ProtoWriter().message(3, type)).bytes();
  };
  CHECK(table_of(bytes_with(ProtoWriter().message(5, ProtoWriter().message(3, ProtoWriter()))))
            .defects.empty());
  CHECK(table_of(bytes_with(ProtoWriter().message(4, string_item("x")))).defects.size() == 1);
}

TEST_CASE("a table cut short keeps the entries before the cut and says so") {
  const std::string whole =
      builders::build_proto_table({{"string", "a", "", "甲"}, {"string", "b", "", "乙"}});
  const std::string cut = whole.substr(0, whole.size() - 4);
  const arsc::Table table = table_of(cut);
  CHECK(table.best_text(0x7f010000) == "甲");
  CHECK_FALSE(table.defects.empty());
}

TEST_CASE("what is no table is refused, an empty one is empty") {
  CHECK_FALSE(parse_table("PK\x03\x04 whatever", Limits{}).has_value());
  CHECK(parse_table("", Limits{}).has_value());
}

TEST_CASE("tables of several parts are one: other languages are translations, repeats are left out") {
  const std::string base =
      builders::build_proto_table({{"string", "a", "", "Sign"}, {"string", "b", "", "@string/a"}});
  const std::string zh =
      builders::build_proto_table({{"string", "a", "zh-CN", "签到"}, {"string", "a", "", "Sign"}});
  const std::string feature = builders::build_proto_table({{"string", "f", "", "@string/f"}}, 0x7e);
  arsc::TableSet set;
  for (const std::string* bytes : {&base, &zh, &feature}) set.add(table_of(*bytes));
  CHECK(shown(set.texts(0x7f010000)) == Texts{":Sign", "zh-CN:签到"});
  CHECK(shown(set.texts(0x7f010001)) == Texts{":Sign", "zh-CN:签到"});
  CHECK(set.texts(0x7f010000)[1].table == 1);
  CHECK(set.best_text(0x7f010001) == "签到");
  CHECK(set.name(0x7e010000) == "string/f");
  CHECK(set.texts(0x7e010000).empty());  // only itself
  CHECK(set.find(0x7d010000) == nullptr);
}

}  // namespace jianfu::formats::aapt_proto
