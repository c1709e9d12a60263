// The table of formats.md §2.8: what Android reads through is read through, and noted.
#include "builders/byte_writer.h"
#include "unit/formats_axml/common.h"

namespace jianfu::formats::axml {
namespace {

constexpr size_t kPoolAt = 8;

uint32_t u32(const std::string& bytes, size_t at) {
  uint32_t out = 0;
  for (size_t i = 0; i < 4; ++i)
    out |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return out;
}

void set_u32(std::string& bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xff);
}

// Where the nodes begin: behind pool and resource map.
size_t nodes_at(const std::string& bytes) {
  const size_t map = kPoolAt + u32(bytes, kPoolAt + 4);
  return map + u32(bytes, map + 4);
}

}  // namespace

TEST_CASE("the type of the root is ignored") {
  std::string bytes = small_manifest().bytes();
  bytes[0] = 0;
  const Document document = read(bytes);
  check_activity(document);
  CHECK(has(document, "axml-root-type"));
}

TEST_CASE("a longer root header is skipped, and one that lies is not believed") {
  std::string bytes = small_manifest().bytes();
  std::string padded = bytes;
  padded.insert(8, 12, '\x7f');
  padded[2] = 20;
  set_u32(padded, 4, static_cast<uint32_t>(padded.size()));
  check_activity(read(padded));
  CHECK(has(read(padded), "axml-root-header"));
  bytes[2] = 36;
  check_activity(read(bytes));
}

TEST_CASE("bytes behind the document are left alone, and a root size past the end is clamped") {
  std::string bytes = small_manifest().bytes();
  check_activity(read(bytes + std::string(100, 'z')));
  CHECK(has(read(bytes + std::string(100, 'z')), "axml-trailing-data"));
  set_u32(bytes, 4, 0x7FFFFFFF);
  const Document document = read(bytes);
  check_activity(document);
  CHECK(has(document, "axml-root-size"));
  CHECK(document.defects.empty());
}

TEST_CASE("a root size that ends before the first element is no truth") {
  std::string bytes = small_manifest().bytes();
  set_u32(bytes, 4, 64);
  check_activity(read(bytes));
}

TEST_CASE("an inflated string count does not move the strings") {
  for (const uint32_t count : {40u, 0x00FFFFFFu, 0xFFFFFFFFu}) {
    std::string bytes = small_manifest().bytes();
    set_u32(bytes, kPoolAt + 8, count);
    const Document document = read(bytes);
    check_activity(document);
    CHECK(has(document, "axml-string-pool"));
    CHECK(document.pool_strings < bytes.size());
  }
}

TEST_CASE("styles that cannot be and unknown flags of the pool are ignored") {
  std::string bytes = small_manifest().bytes();
  set_u32(bytes, kPoolAt + 24, 0x41414141);  // stylesStart without styles
  set_u32(bytes, kPoolAt + 16, 0x80000202);
  const Document document = read(bytes);
  check_activity(document);
  CHECK(document.anomalies == std::vector<std::string>{"axml-pool-fields"});
  set_u32(bytes, kPoolAt + 12, 9);
  set_u32(bytes, kPoolAt + 24, 1);
  check_activity(read(bytes));
  CHECK(has(read(bytes), "axml-string-pool"));
}

TEST_CASE("a pool header whose size was changed without moving the data is read as usual") {
  std::string bytes = small_manifest().bytes();
  bytes[kPoolAt + 2] = 0x24;
  const Document document = read(bytes);
  check_activity(document);
  CHECK(has(document, "axml-string-pool"));
}

TEST_CASE("a pool that claims more than the file does not hide the nodes behind it") {
  std::string bytes = small_manifest().bytes();
  set_u32(bytes, kPoolAt + 4, 0x7FFFFFFF);
  const Document document = read(bytes);
  CHECK(outline(document) == "manifest application activity");
  CHECK(has(document, "axml-chunk-size"));
  CHECK_FALSE(document.defects.empty());
}

TEST_CASE("unknown chunks before the first node are skipped by their size") {
  std::string bytes = small_manifest().bytes();
  const std::string unknown = build::axml_chunk(0x7777, 8, std::string(24, '\x02'));
  for (const size_t at : {kPoolAt, nodes_at(bytes)}) {
    std::string more = bytes;
    more.insert(at, unknown);
    set_u32(more, 4, static_cast<uint32_t>(more.size()));
    const Document document = read(more);
    check_activity(document);
    CHECK(has(document, "axml-unknown-chunk"));
    CHECK(document.defects.empty());
  }
}

TEST_CASE("unknown chunks between nodes are skipped when their header is that of a node") {
  build::AxmlBuilder xml;
  xml.open("menu").raw(build::axml_chunk(0x0199, 0x10, std::string(16, 'u'))).leaf("item").close();
  const Document document = read(xml.bytes());
  CHECK(outline(document) == "menu item");
  CHECK(has(document, "axml-unknown-chunk"));
  CHECK(document.defects.empty());
}

TEST_CASE("garbage between nodes is passed over to the next node, aligned or not, and counted once") {
  // An unknown chunk with a short header whose size would swallow the rest; plain noise; noise of odd length.
  const std::string swallowing =
      builders::ByteWriter().le(uint16_t{0x1234}).le(uint16_t{8}).le(uint32_t{60}).take();
  for (const std::string& garbage : {swallowing, std::string(32, '\xAB'), std::string(7, '\x01')}) {
    build::AxmlBuilder xml;
    xml.open("menu").raw(garbage).leaf("item").leaf("item").close();
    const Document document = read(xml.bytes());
    CHECK(outline(document) == "menu item item");
    CHECK(has(document, "axml-garbage"));
    REQUIRE(document.defects.size() == 1);
    CHECK(document.defects[0].why == GapReason::kCorrupt);
  }
}

TEST_CASE("wider attributes and a later start are used as stored") {
  build::AxmlOptions options;
  options.attribute_size = 32;
  check_activity(read(small_manifest(options).bytes()));
  CHECK(has(read(small_manifest(options).bytes()), "axml-attribute-size"));
  options.attribute_size = 0x14;
  options.attribute_start = 0x1C;
  check_activity(read(small_manifest(options).bytes()));
  CHECK(has(read(small_manifest(options).bytes()), "axml-attribute-start"));
}

TEST_CASE("without namespaces and with emptied names the ids still tell") {
  build::AxmlOptions options;
  options.namespaces = false;
  options.names = false;
  const Document document = read(small_manifest(options).bytes());
  check_activity(document);
  CHECK(document.elements[2].find(attribute::kName)->name.empty());
  CHECK(has(document, "axml-empty-names"));
}

TEST_CASE("a name that says something else than its id is noted, and the id decides") {
  build::AxmlBuilder xml;
  xml.leaf("activity", {{"android:name", build::axml_string(".A"), attribute::kLabel}});
  const Document document = read(xml.bytes());
  CHECK(document.elements[0].find(attribute::kName, "name") == nullptr);
  CHECK(document.elements[0].find(attribute::kLabel)->text == ".A");
  CHECK(has(document, "axml-attribute-name"));
}

TEST_CASE("the last end of a namespace may have no size") {
  std::string bytes = small_manifest().bytes();
  set_u32(bytes, bytes.size() - 0x18 + 4, 0);
  const Document document = read(bytes);
  check_activity(document);
  CHECK(document.defects.empty());
}

TEST_CASE("a file cut between two nodes says that elements were never closed") {
  const std::string whole = small_manifest().bytes();
  const Document document = read(whole.substr(0, whole.size() - 4 * 0x18));
  CHECK(outline(document) == "manifest application activity");
  REQUIRE_FALSE(document.defects.empty());
  CHECK(document.defects.back().why == GapReason::kTruncated);
}

TEST_CASE("a text that points outside the pool is lost, and not the ones behind it") {
  build::AxmlBuilder xml;
  xml.leaf("item",
           {{"android:title", build::axml_string("丢")}, {"android:summary", build::axml_string("留")}});
  std::string bytes = xml.bytes();
  const size_t element = nodes_at(bytes) + 0x18;  // behind the start of the namespace
  set_u32(bytes, element + 0x24 + 8, 0xFFFFFFFF);
  set_u32(bytes, element + 0x24 + 16, 5000);
  const Document document = read(bytes);
  CHECK(document.elements[0].find(attribute::kTitle)->text.empty());
  CHECK(document.elements[0].find(attribute::kSummary)->text == "留");
  REQUIRE(document.defects.size() == 1);
}

TEST_CASE("a count of attributes that cannot be costs only the missing ones") {
  build::AxmlBuilder xml;
  xml.open("menu").leaf("item", {{"android:title", build::axml_string("题")}}).leaf("item").close();
  std::string bytes = xml.bytes();
  const size_t item = nodes_at(bytes) + 0x18 + 0x24;
  bytes[item + 0x10 + 12] = '\x40';
  const Document document = read(bytes);
  CHECK(outline(document) == "menu item item");
  CHECK(document.elements[1].find(attribute::kTitle)->text == "题");
  CHECK(document.defects.size() == 1);
}

}  // namespace jianfu::formats::axml
