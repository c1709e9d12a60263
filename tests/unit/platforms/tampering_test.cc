// The tables of formats.md §2.8 and §3.3 through the whole reader of packages: behind every trick the
// evidence is still found, and the trick is a fact of the report.
#include <functional>

#include "builders/byte_writer.h"
#include "unit/platforms/apk.h"

using namespace jianfu;
using namespace jianfu::platforms::tests;
using builders::AxmlBuilder;
using builders::AxmlOptions;
using Catch::Contains;

namespace {

constexpr size_t kPoolAt = 8;

uint32_t u32(const std::string& bytes, size_t at) {
  uint32_t out = 0;
  for (size_t i = 0; i < 4; ++i)
    out |= static_cast<uint32_t>(static_cast<unsigned char>(bytes.at(at + i))) << (8 * i);
  return out;
}
uint32_t u16(const std::string& bytes, size_t at) {
  return u32(bytes, at) & 0xFFFF;
}
void set_u32(std::string& bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes.at(at + i) = static_cast<char>((value >> (8 * i)) & 0xFF);
}
std::string resized(std::string bytes) {
  set_u32(bytes, 4, static_cast<uint32_t>(bytes.size()));
  return bytes;
}

// ---- the manifest ----

builders::ArscBuilder table_of(builders::ArscOptions options = {}) {
  builders::ArscBuilder table(options);
  table.string("app", "网格通")
      .string("sign", "Clock in")
      .string("sign", "立即打卡", "zh-CN")
      .string("rank", "积分排名");
  return table;
}

// With `fill` put between the application and its activity.
std::string tampered(
    AxmlOptions options, const std::function<void(AxmlBuilder&)>& fill = [](AxmlBuilder&) {}) {
  const builders::ResourceIds ids = table_of().ids();
  const auto string = builders::axml_string;
  AxmlBuilder xml(options);
  xml.open("manifest", {{"package", string("cn.gov.x")}, {"android:versionName", string("1.2")}});
  xml.leaf("uses-permission", {{"android:name", string("android.permission.CAMERA")}});
  xml.open("application", {{"android:label", builders::axml_reference(ids.at("string/app"))}});
  fill(xml);
  xml.open("activity", {{"android:name", string(".Sign")},
                        {"android:label", builders::axml_reference(ids.at("string/sign"))},
                        {"android:exported", builders::axml_bool(true)}});
  xml.open("intent-filter").leaf("action", {{"android:name", string("android.intent.action.VIEW")}});
  xml.leaf("data", {{"android:scheme", string("gov")}, {"android:host", string("sign")}}).close();
  return xml.close().close().close().bytes();
}

std::string evidence_of(const std::string& manifest, const std::string& table = table_of().bytes()) {
  return text_of(read_apk({{"AndroidManifest.xml", manifest},
                           {"resources.arsc", table},
                           {"classes.dex", dex_of("class cn.gov.x.Sign extends android.app.Activity\n")}}));
}

void check_evidence(const std::string& out) {
  CHECK_THAT(out, Contains("permission android.permission.CAMERA"));
  CHECK_THAT(out, Contains("module page cn.gov.x.Sign title=立即打卡 owner=app reach=yes"));
  CHECK_THAT(out, Contains("component cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("route gov://sign in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("text title \"网格通\""));
}

// The evidence is there, and the fact; no gap unless `gap`.
void check_trick(const std::string& manifest, const std::string& fact, bool gap = false) {
  INFO(fact);
  const std::string out = evidence_of(manifest);
  check_evidence(out);
  CHECK(lines_of(out, "fact " + fact + " at=AndroidManifest.xml").size() == 1);
  CHECK(lines_of(out, "gap ").empty() == !gap);
}

// Where the nodes begin: behind pool and resource map.
size_t nodes_at(const std::string& bytes) {
  const size_t map = kPoolAt + u32(bytes, kPoolAt + 4);
  return map + u32(bytes, map + 4);
}

}  // namespace

TEST_CASE("an honest package has no fact of tampering") {
  const std::string out = evidence_of(tampered({}));
  check_evidence(out);
  CHECK(lines_of(out, "fact axml-").empty());
  CHECK(lines_of(out, "fact arsc-").empty());
  CHECK(lines_of(out, "fact manifest-").empty());
  CHECK(lines_of(out, "gap ").empty());
}

TEST_CASE("tricks with the root chunk of the manifest") {
  const std::string plain = tampered({});
  std::string bytes = plain;
  bytes[0] = 0;
  check_trick(bytes, "axml-root-type");
  bytes = plain;
  bytes.insert(8, 12, '\x7f');
  bytes[2] = 20;
  check_trick(resized(bytes), "axml-root-header");
  check_trick(plain + std::string(100, 'z'), "axml-trailing-data");
  bytes = plain;
  set_u32(bytes, 4, 0x7FFFFFFF);
  check_trick(bytes, "axml-root-size");
}

TEST_CASE("tricks with the string pool of the manifest") {
  const std::string plain = tampered({});
  for (const uint32_t count : {90u, 0x00FFFFFFu, 0xFFFFFFFFu}) {
    std::string bytes = plain;
    set_u32(bytes, kPoolAt + 8, count);
    check_trick(bytes, "axml-string-pool");
  }
  std::string bytes = plain;
  set_u32(bytes, kPoolAt + 24, 0x41414141);  // stylesStart without styles
  check_trick(bytes, "axml-pool-fields");
  bytes = plain;
  set_u32(bytes, kPoolAt + 16, 0x80000202);  // flags that nobody knows
  check_trick(bytes, "axml-pool-fields");
  bytes = plain;
  set_u32(bytes, kPoolAt + 12, 9);  // styles that stand before the strings
  set_u32(bytes, kPoolAt + 24, 1);
  check_trick(bytes, "axml-string-pool");
  bytes = plain;
  bytes[kPoolAt + 2] = 0x24;  // a longer header, data not moved
  check_trick(bytes, "axml-string-pool");
}

TEST_CASE("tricks with chunks between those of the manifest") {
  const std::string plain = tampered({});
  const std::string unknown = builders::axml_chunk(0x7777, 8, std::string(24, '\x02'));
  for (const size_t at : {kPoolAt, nodes_at(plain)}) {
    std::string bytes = plain;
    bytes.insert(at, unknown);
    check_trick(resized(bytes), "axml-unknown-chunk");
  }
  check_trick(
      tampered({},
               [](AxmlBuilder& xml) { xml.raw(builders::axml_chunk(0x0199, 0x10, std::string(16, 'u'))); }),
      "axml-unknown-chunk");
  check_trick(
      tampered({}, [](AxmlBuilder& xml) { xml.raw(builders::axml_chunk(0x1234, 8, std::string(52, 'v'))); }),
      "axml-garbage", true);
  check_trick(tampered({}, [](AxmlBuilder& xml) { xml.raw(std::string(7, '\xAB')); }), "axml-garbage", true);
  std::string bytes = plain;
  set_u32(bytes, bytes.size() - 0x18 + 4, 0);  // the end of the namespace
  check_trick(bytes, "axml-end-size");
}

TEST_CASE("tricks with the attributes of the manifest") {
  AxmlOptions options;
  options.attribute_size = 32;
  check_trick(tampered(options), "axml-attribute-size");
  options = {};
  options.attribute_start = 0x1C;
  check_trick(tampered(options), "axml-attribute-start");
  options = {};
  options.namespaces = false;
  check_trick(tampered(options), "axml-no-namespace");
  options.names = false;
  check_trick(tampered(options), "axml-empty-names");
  // Between the application and its activity: one that has neither name nor id, one id twice, one whose name
  // lies.
  check_trick(tampered({},
                       [](AxmlBuilder& xml) {
                         xml.leaf("meta-data", {{"", builders::axml_string("x")}});
                       }),
              "axml-dummy-attribute");
  check_trick(tampered({},
                       [](AxmlBuilder& xml) {
                         xml.leaf("uses-library", {{"android:name", builders::axml_string("first")},
                                                   {"android:name", builders::axml_string("second")}});
                       }),
              "axml-duplicate-attribute");
  const std::string lie = tampered({}, [](AxmlBuilder& xml) {
    xml.leaf("service", {{"android:name", builders::axml_string(".Hidden"), 0x01010001}});
  });
  check_trick(lie, "axml-attribute-name");
  CHECK_THAT(evidence_of(lie), Contains("fact manifest-unnamed-component at=AndroidManifest.xml"));
}

TEST_CASE("of an attribute that stands twice the first counts") {
  const std::string out = evidence_of(tampered({}, [](AxmlBuilder& xml) {
    xml.leaf("service", {{"android:name", builders::axml_string(".First")},
                         {"android:name", builders::axml_string(".Second")}});
  }));
  CHECK_THAT(out, Contains("component cn.gov.x.First"));
  CHECK(out.find("cn.gov.x.Second") == std::string::npos);
}

TEST_CASE("thousands of elements around a component hide nothing") {
  const std::string out = evidence_of(tampered({}, [](AxmlBuilder& xml) {
    for (int i = 0; i < 5000; ++i) xml.open("dummy");
    xml.open("activity", {{"android:name", builders::axml_string(".Deep")}});
    xml.open("intent-filter")
        .leaf("data", {{"android:scheme", builders::axml_string("deep")}})
        .close()
        .close();
    for (int i = 0; i < 5000; ++i) xml.close();
  }));
  check_evidence(out);
  CHECK_THAT(out, Contains("fact axml-nesting at=AndroidManifest.xml") &&
                      Contains("fact manifest-nested-component"));
  CHECK_THAT(out, Contains("route deep: in=cn.gov.x.Deep"));
}

TEST_CASE("tricks of other binary XML are facts of their file") {
  std::string layout = axml_of(
      "<TextView xmlns:android=\"http://schemas.android.com/apk/res/android\" android:text=\"签到\"/>");
  layout[0] = 0;
  const std::string out =
      text_of(read_apk({{"AndroidManifest.xml", tampered({})}, {"res/layout/a.xml", layout}}));
  CHECK_THAT(out, Contains("text label \"签到\" in=res/layout/a.xml") &&
                      Contains("fact axml-root-type at=res/layout/a.xml"));
}

// ---- the table ----

namespace {

struct At {
  size_t chunk = 0;
  uint32_t size = 0;
};

// The nth chunk of that type below the package.
At chunk_of(const std::string& table, uint32_t type, int nth = 0) {
  size_t package = 12 + u32(table, 12 + 4);
  size_t at = package + u16(table, package + 2);
  while (at + 8 <= table.size()) {
    if (u16(table, at) == type && nth-- == 0) return {at, u32(table, at + 4)};
    at += u32(table, at + 4);
  }
  FAIL("no such chunk");
  return {};
}

// Puts bytes into the package.
std::string with_chunk(std::string table, size_t at, const std::string& bytes) {
  const size_t package = 12 + u32(table, 12 + 4);
  set_u32(table, package + 4, u32(table, package + 4) + static_cast<uint32_t>(bytes.size()));
  table.insert(at, bytes);
  return resized(table);
}

void check_table(const std::string& table, const std::string& fact, bool gap = false) {
  INFO(fact);
  const std::string out = evidence_of(tampered({}), table);
  check_evidence(out);
  CHECK_THAT(out, Contains("text unknown \"积分排名\" dormant in=resources"));
  if (!fact.empty()) CHECK(lines_of(out, "fact " + fact + " at=resources.arsc").size() == 1);
  if (fact.empty()) CHECK(lines_of(out, "fact arsc-").empty());
  CHECK(lines_of(out, "gap ").empty() == !gap);
}

}  // namespace

TEST_CASE("every form of table gives the same evidence") {
  using Offsets = builders::ArscOptions::Offsets;
  for (const Offsets offsets : {Offsets::kPlain, Offsets::kSparse, Offsets::kNarrow}) {
    for (const bool compact : {false, true}) {
      for (const bool hidden : {false, true}) {
        builders::ArscOptions options;
        options.offsets = offsets;
        options.compact = compact;
        options.hide_keys = hidden;
        options.utf8 = !compact;
        check_table(table_of(options).bytes(), "");
      }
    }
  }
}

TEST_CASE("tricks with the table of resources") {
  const std::string plain = table_of().bytes();
  std::string bytes = plain;
  set_u32(bytes, 8, 7);
  check_table(bytes, "arsc-package-count");
  check_table(plain + std::string(40, 'z'), "arsc-trailing-data");
  bytes = plain;
  set_u32(bytes, 4, 0x7FFFFFFF);
  check_table(bytes, "arsc-size");
  bytes = plain;
  set_u32(bytes, 12 + 8, 0x00FFFFFF);  // strings in the pool
  check_table(bytes, "arsc-string-pool");
  const At type = chunk_of(plain, 0x0201);
  check_table(with_chunk(plain, type.chunk, builders::axml_chunk(0x0299, 8, std::string(24, 'u'))),
              "arsc-unknown-chunk");
  bytes = plain;
  set_u32(bytes, type.chunk + 12, 0xFFFF);  // entries
  check_table(bytes, "arsc-entry-count", true);
}

TEST_CASE("two chunks of one type and configuration are both read") {
  const std::string plain = table_of().bytes();
  const At type = chunk_of(plain, 0x0201);
  check_table(with_chunk(plain, type.chunk + type.size, plain.substr(type.chunk, type.size)),
              "arsc-duplicate-config");
}

TEST_CASE("an entry that lies outside is lost alone, a misaligned one is read") {
  const std::string plain = table_of().bytes();
  const At type = chunk_of(plain, 0x0201);
  const size_t offsets = type.chunk + u16(plain, type.chunk + 2);
  std::string bytes = plain;
  set_u32(bytes, offsets, 0x00FFFFF0);  // string/app of no locale
  const std::string out = evidence_of(tampered({}), bytes);
  CHECK_THAT(out, Contains("module page cn.gov.x.Sign title=立即打卡") && Contains("积分排名") &&
                      Contains("gap corrupt at=resources.arsc"));
  // The first entry moved behind the last, one byte off.
  const size_t first = type.chunk + u32(plain, type.chunk + 16);
  bytes = plain;
  std::string moved = "x" + plain.substr(first + u32(plain, offsets), 16) + "yyy";
  set_u32(bytes, offsets, static_cast<uint32_t>(type.chunk + type.size + 1 - first));
  set_u32(bytes, type.chunk + 4, type.size + static_cast<uint32_t>(moved.size()));
  check_table(with_chunk(bytes, type.chunk + type.size, moved), "arsc-misaligned-entry");
}

TEST_CASE("texts that no resource has any more are dormant ones without a key") {
  builders::ArscBuilder table = table_of();
  table.orphan("强制签到").orphan("res/layout/gone.xml");
  const std::string out = evidence_of(tampered({}), table.bytes());
  const std::vector<std::string> lines = lines_of(out, "text unknown \"强制签到\" dormant in=resources");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("resource=") == std::string::npos);
  CHECK(lines_of(evidence_of(tampered({})), "text unknown \"强制签到\"").empty());
}

TEST_CASE("a table stored with a method that nobody knows is read as Android reads it") {
  builders::ZipBuilder zip;
  zip.add("AndroidManifest.xml", tampered({}));
  zip.add("resources.arsc", table_of().bytes()).both([](builders::ZipEntry::Fields& fields) {
    fields.method = 0x1234;
  });
  zip.add("classes.dex", dex_of("class cn.gov.x.Sign extends android.app.Activity\n"));
  const std::string out = text_of(read_zip(zip.build()));
  check_evidence(out);
  CHECK_THAT(out, Contains("zip-unknown-method"));
}
