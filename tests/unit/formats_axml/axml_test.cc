#include "formats/axml/axml.h"

#include "unit/formats_axml/common.h"

namespace jianfu::formats::axml {

TEST_CASE("a manifest is read with its elements, parents, lines and typed values") {
  const Document document = read(small_manifest().bytes());
  check_activity(document);
  CHECK(document.elements[0].parent == -1);
  CHECK(document.elements[2].parent == 1);
  CHECK(document.elements[2].line == 3);
  CHECK(document.elements[0].find(0, "package")->text == "com.example.app");
  CHECK(document.elements[0].find(attribute::kVersionCode)->data == 7);
  CHECK(document.elements[1].find(attribute::kLabel)->type == kReference);
  CHECK(document.elements[1].find(attribute::kLabel)->data == 0x7f010000);
  CHECK(document.elements[2].find(attribute::kExported)->data == 0xFFFFFFFF);
  CHECK(document.mapped_ids == 4);
  CHECK(document.anomalies.empty());
  CHECK(document.defects.empty());
}

TEST_CASE("both encodings of the string pool give the same document") {
  build::AxmlOptions options;
  const Document utf16 = read(small_manifest(options).bytes());
  options.utf8 = true;
  const Document utf8 = read(small_manifest(options).bytes());
  CHECK_FALSE(utf16.pool_utf8);
  CHECK(utf8.pool_utf8);
  check_activity(utf16);
  check_activity(utf8);
}

TEST_CASE("text between tags belongs to the element around it") {
  build::AxmlBuilder xml;
  xml.open("paths").text("外").open("item").text("内").close().text("又").close();
  const Document document = read(xml.bytes());
  CHECK(document.elements[0].text == std::vector<std::string>{"外", "又"});
  CHECK(document.elements[1].text == std::vector<std::string>{"内"});
}

TEST_CASE("find goes by framework id first, then by name") {
  Element element;
  element.attributes.resize(3);
  element.attributes[0] = {attribute::kLabel, "text", kString, 0, "a label that calls itself text"};
  element.attributes[1] = {0, "text", kString, 0, "plain"};
  element.attributes[2] = {attribute::kText, "", kString, 0, "real"};
  CHECK(element.find(attribute::kText, "text")->text == "real");
  element.attributes.pop_back();
  CHECK(element.find(attribute::kText, "text")->text == "plain");
  element.attributes.pop_back();
  CHECK(element.find(attribute::kText, "text") == nullptr);  // its id says it is something else
  CHECK(element.find(0, "text") != nullptr);
}

TEST_CASE("attributes of libraries are found by name, whatever id the app gave them") {
  Element element;
  element.attributes.push_back({0x7f020011, "title", kString, 0, "library title"});
  REQUIRE(element.find(attribute::kTitle, "title") != nullptr);
  CHECK(element.find(attribute::kTitle) == nullptr);
}

TEST_CASE("of two attributes with one id the first counts, as on the device") {
  build::AxmlBuilder xml;
  xml.leaf("activity",
           {{"android:name", build::axml_string("first")}, {"android:name", build::axml_string("second")}});
  const Document document = read(xml.bytes());
  CHECK(document.elements[0].find(attribute::kName)->text == "first");
  CHECK(has(document, "axml-duplicate-attribute"));
}

TEST_CASE("what is no binary XML is refused as such, and an empty one as corrupt") {
  const Result<Document> text =
      parse("<manifest package=\"a\"/> in plain text, long enough for a header", Limits{});
  REQUIRE_FALSE(text.has_value());
  CHECK(text.error().kind == ErrorKind::kNotThisKind);
  const Result<Document> empty = parse(build::AxmlBuilder().bytes(), Limits{});
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().kind == ErrorKind::kCorrupt);
}

TEST_CASE("looks_like takes tampered roots and leaves other files alone") {
  std::string bytes = small_manifest().bytes();
  CHECK(looks_like(bytes));
  bytes[0] = 0x55;
  CHECK(looks_like(bytes));
  CHECK_FALSE(looks_like(std::string(64, '\0')));
  CHECK_FALSE(looks_like("<?xml version=\"1.0\"?><manifest package=\"com.example.app\"/>"));
  std::string table = bytes;
  table[0] = 2, table[2] = 12;
  CHECK_FALSE(looks_like(table));
}

TEST_CASE("elements past the limit are counted as a limit, and what came before is kept") {
  Limits limits;
  limits.items = 10;
  build::AxmlBuilder xml;
  xml.open("menu");
  for (int i = 0; i < 100; ++i) xml.leaf("item", {{"android:title", build::axml_string("项")}});
  const Result<Document> document = parse(xml.close().bytes(), limits);
  REQUIRE(document.has_value());
  CHECK(document->elements.size() < 10);
  REQUIRE(document->defects.size() == 1);
  CHECK(document->defects[0].why == GapReason::kLimit);
}

TEST_CASE(
    "elements nested deeper than the limit stay near their ancestors and the tree closes as it opened") {
  Limits limits;
  limits.nesting = 5;
  build::AxmlBuilder xml;
  xml.open("root");
  for (int i = 0; i < 20; ++i) xml.open("deep");
  for (int i = 0; i < 20; ++i) xml.close();
  xml.leaf("last").close();
  const Result<Document> document = parse(xml.bytes(), limits);
  REQUIRE(document.has_value());
  REQUIRE(document->elements.back().name == "last");
  CHECK(document->elements.back().parent == 0);
  CHECK(document->elements[20].parent == 4);
  CHECK(has(*document, "axml-nesting"));
  CHECK(document->defects.empty());
}

TEST_CASE("one long string named by very many attributes does not multiply without end") {
  build::AxmlBuilder xml;
  xml.open("menu");
  for (int i = 0; i < 3000; ++i)
    xml.leaf("item", {{"android:title", build::axml_string(std::string(30000, 'x'))}});
  const std::string bytes = xml.close().bytes();
  const Result<Document> document = parse(bytes, Limits{});
  REQUIRE(document.has_value());
  uint64_t text = 0;
  for (const Element& element : document->elements) {
    for (const Attribute& attribute : element.attributes) text += attribute.text.size();
  }
  CHECK(document->elements.size() == 3001);
  CHECK(text < bytes.size() * 64);
  REQUIRE(document->defects.size() == 1);
  CHECK(document->defects[0].why == GapReason::kLimit);
}

}  // namespace jianfu::formats::axml
