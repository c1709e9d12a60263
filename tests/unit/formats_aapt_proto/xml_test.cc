#include <catch2/catch.hpp>

#include "builders/bundle_builder.h"
#include "builders/proto_writer.h"
#include "formats/aapt_proto/aapt_proto.h"
#include "formats/axml/attribute_ids.h"

namespace jianfu::formats::aapt_proto {
namespace {

using builders::ProtoWriter;
namespace id = axml::attribute;

constexpr std::string_view kLayout =
    "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\" xmlns:app=\"a\">\n"
    "  <TextView android:text=\"@string/sign\" app:title=\"标题\"/>\n"
    "  <Button android:text=\"提交\" android:enabled=\"true\" android:inputType=\"3\">内文</Button>\n"
    "</LinearLayout>";

axml::Document document_of(const std::string& bytes) {
  Result<axml::Document> out = parse_xml(bytes, Limits{});
  REQUIRE(out.has_value());
  return std::move(*out);
}

ProtoWriter element(std::string_view name) {
  return ProtoWriter().text(3, name);
}

}  // namespace

TEST_CASE("a bundle's XML and binary XML of the same source give the same document") {
  const builders::ResourceIds ids = {{"string/sign", 0x7f010000}};
  const axml::Document ours = document_of(builders::compile_proto_xml(kLayout, ids));
  const Result<axml::Document> theirs = axml::parse(builders::compile_axml(kLayout, ids), Limits{});
  REQUIRE(theirs.has_value());
  REQUIRE(ours.elements.size() == theirs->elements.size());
  for (size_t i = 0; i < ours.elements.size(); ++i) {
    const axml::Element &a = ours.elements[i], &b = theirs->elements[i];
    CHECK(a.name == b.name);
    CHECK(a.parent == b.parent);
    CHECK(a.text == b.text);
    CHECK(a.line == b.line);
    REQUIRE(a.attributes.size() == b.attributes.size());
    for (size_t n = 0; n < a.attributes.size(); ++n) {
      CHECK(a.attributes[n].id == b.attributes[n].id);
      CHECK(a.attributes[n].name == b.attributes[n].name);
      CHECK(a.attributes[n].type == b.attributes[n].type);
      CHECK(a.attributes[n].text == b.attributes[n].text);
      if (a.attributes[n].type != axml::kString) CHECK(a.attributes[n].data == b.attributes[n].data);
    }
  }
  CHECK(ours.defects.empty());
}

TEST_CASE("without ids an attribute of the framework is known by its name, one of a library is not") {
  const std::string bytes = builders::compile_proto_xml(kLayout, {}, false);
  const axml::Document document = document_of(bytes);
  CHECK(document.elements[2].find(id::kText) != nullptr);
  CHECK(document.elements[1].find(0, "title")->id == 0);
}

TEST_CASE("an attribute that was not compiled is read as its author wrote it") {
  const ProtoWriter attribute = ProtoWriter().text(2, "hint").text(3, "第一行\\n第二\\u884c \\@x\\\\");
  const axml::Document document =
      document_of(ProtoWriter().message(1, element("a").message(4, attribute)).bytes());
  CHECK(document.elements[0].attributes[0].text == "第一行\n第二行 @x\\");
  const ProtoWriter compiled = ProtoWriter().text(2, "hint").text(3, "x").message(
      6, ProtoWriter().message(2, ProtoWriter().text(1, "a\\n")));
  const axml::Document other =
      document_of(ProtoWriter().message(1, element("a").message(4, compiled)).bytes());
  CHECK(other.elements[0].attributes[0].text == "a\\n");
}

TEST_CASE("indentation is no text, words between tags are") {
  ProtoWriter out = element("p");
  out.message(5, ProtoWriter().text(2, "\n   ")).message(5, ProtoWriter().text(2, " 签到 "));
  const axml::Document document = document_of(ProtoWriter().message(1, out).bytes());
  CHECK(document.elements[0].text == std::vector<std::string>{" 签到 "});
}

TEST_CASE("elements deeper than the limit are a gap, those above them are read") {
  ProtoWriter inner = element("x");
  for (int i = 0; i < 5000; ++i) inner = element("x").message(5, ProtoWriter().message(1, inner));
  const axml::Document document = document_of(ProtoWriter().message(1, inner).bytes());
  CHECK(document.elements.size() == Limits{}.nesting + 1);
  REQUIRE(document.defects.size() == 1);
  CHECK(document.defects[0].why == GapReason::kLimit);
}

TEST_CASE("what holds no element is no XML of a bundle; it is told by its beginning") {
  CHECK_FALSE(parse_xml("", Limits{}).has_value());
  CHECK_FALSE(parse_xml("<LinearLayout/>", Limits{}).has_value());
  CHECK(looks_like_xml(builders::compile_proto_xml(kLayout, {})));
  CHECK_FALSE(looks_like_xml("<LinearLayout/>"));
  CHECK_FALSE(looks_like_xml(builders::compile_axml(kLayout)));
  CHECK_FALSE(looks_like_xml(""));
}

}  // namespace jianfu::formats::aapt_proto
