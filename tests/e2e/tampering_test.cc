// The tables of docs/tampering.md, each trick played on the same app: what Android would install and show is what is
// found, the report names the trick in both languages, and the nearest innocent thing is named nothing.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "builders/arsc_builder.h"
#include "builders/axml_builder.h"
#include "builders/dex_assembly.h"
#include "builders/dex_builder.h"
#include "builders/signing_builder.h"
#include "builders/wechat_builder.h"
#include "builders/wxapkg_builder.h"
#include "builders/zip_builder.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "engine/tampering.h"
#include "formats/apk_signature/apk_signature.h"
#include "formats/wxapkg/wxapkg.h"
#include "report/tampering.h"
#include "report/writers.h"
#include "rules/load.h"

using namespace jianfu;
using namespace std::string_literals;
using builders::AxmlBuilder;
using builders::AxmlOptions;
using builders::ZipBuilder;
using builders::ZipEntry;
using Catch::Contains;

namespace {

// ---- scanning ----

engine::Report scanned(const std::string& name, const std::string& bytes) {
  static const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  std::optional<engine::Report> out;
  scanner.scan({workspace.write(name, bytes)}, {}, [&](engine::Scanner::Outcome outcome) {
    REQUIRE(outcome.report);
    out = std::move(*outcome.report);
  });
  REQUIRE(out.has_value());
  return std::move(*out);
}

// What people are told of the functions: the verdict, and each finding with its screen.
std::set<std::string> findings_of(const engine::Report& report) {
  std::set<std::string> out = {std::string(rules::kVerdictNames[static_cast<size_t>(report.verdict)])};
  for (const engine::Finding& one : report.findings) {
    out.insert(one.rule_id + " " + std::string(rules::kVerdictNames[static_cast<size_t>(one.verdict)]) + " " + one.module.id +
               " " + one.module.title);
  }
  return out;
}

std::string written(const engine::Report& report, std::string_view writer, Lang lang) {
  report::WriteOptions options;
  options.lang = lang;
  return report::find_writer(writer)->write({report}, options);
}

std::string listing(const engine::Report& report) {
  std::string out;
  for (const platforms::Trick& one : report.package.tricks) out += one.id + " " + one.detail + " at " + one.place + "; ";
  for (const engine::GapView& one : report.gaps) out += "GAP " + one.what.en + " at " + one.gap.entry + "; ";
  return out;
}

struct Row {
  std::string title;
  std::string trick;  // that the report names; empty: none, and nothing else either
  std::function<std::string()> build;
  bool gap = false;  // something could not be read, and the report says so
};

void check_named(const engine::Report& report, const std::string& id) {
  const auto& tricks = report.package.tricks;
  const auto trick = std::find_if(tricks.begin(), tricks.end(), [&](const platforms::Trick& one) { return one.id == id; });
  REQUIRE(trick != tricks.end());
  CHECK_THAT(written(report, "text", Lang::kZh), Contains("反分析痕迹") && Contains(id));
  CHECK_THAT(written(report, "text", Lang::kEn), Contains("Signs of tampering") && Contains(id));
  const std::string page = written(report, "html", Lang::kZh);
  for (const Lang lang : {Lang::kZh, Lang::kEn})
    CHECK(page.find(report::Html::text(report::trick_told(*trick, lang)).bytes()) != std::string::npos);
}

void check_rows(const std::string& file, const std::string& plain, const std::vector<Row>& rows) {
  const std::set<std::string> wanted = findings_of(scanned(file, plain));
  REQUIRE(std::any_of(wanted.begin(), wanted.end(), [](const std::string& one) { return one.starts_with("clock-in suspected"); }));
  for (const Row& row : rows) {
    INFO(row.title);
    const engine::Report report = scanned(file, row.build());
    INFO(listing(report));
    CHECK(findings_of(report) == wanted);
    CHECK(report.gaps.empty() != row.gap);
    if (row.trick.empty()) {
      CHECK(report.package.tricks.empty());
    } else {
      check_named(report, row.trick);
    }
  }
}

// ---- the app ----

constexpr std::string_view kCode = R"(
class cn.gov.demo.App extends android.app.Application
class cn.gov.demo.SignActivity extends android.app.Activity
  method onCreate(android.os.Bundle) void
    layout @layout/activity_sign
  method clockIn(android.view.View) void
    call android.location.LocationManager.requestLocationUpdates(string, long, float, android.location.LocationListener) "gps"
    call static cn.gov.demo.Net.post(string) "/attendance/clock-in"
    string "zz-spare-one"
    string "zz-spare-two"
class cn.gov.demo.Net
  method static post(string) void
)";
constexpr std::string_view kLayout = R"(<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android">
  <TextView android:text="@string/sign_rule"/>
  <Button android:text="@string/sign_button" android:onClick="clockIn"/>
</LinearLayout>)";

builders::ArscBuilder table_of(builders::ArscOptions options = {}, const std::string& layout = "res/layout/activity_sign.xml") {
  options.package = "cn.gov.demo";
  builders::ArscBuilder out(options);
  out.string("app", "网格通（演示）").string("sign_title", "考勤打卡").string("sign_button", "上班打卡");
  out.string("sign_rule", "每日须在规定时间内打卡，缺卡将通报并扣分").file("layout", "activity_sign", layout);
  return out;
}
const builders::ResourceIds& ids() {
  static const builders::ResourceIds out = table_of().ids();
  return out;
}

// Enough of its own for an app: with hardly any code it would look hardened.
std::string own_code() {
  std::string out(kCode);
  for (int i = 0; i < 45; ++i) out += "  method static more" + std::to_string(i) + "() void\n";
  return out;
}
std::string dex_of(const std::string& code = own_code(), std::string_view version = "035") {
  const builders::AssembledDex out = builders::assemble_dex(code, ids(), version);
  REQUIRE(out.error.empty());
  return out.dex;
}

using Fill = std::function<void(AxmlBuilder&)>;
// With `fill` put between the application and its activity, `behind` after the application.
std::string manifest_of(AxmlOptions options = {}, const Fill& fill = {}, const Fill& behind = {}) {
  using namespace builders;
  AxmlBuilder xml(options);
  xml.open("manifest", {{"package", axml_string("cn.gov.demo")}, {"android:versionName", axml_string("1.2")}});
  xml.leaf("uses-permission", {{"android:name", axml_string("android.permission.ACCESS_FINE_LOCATION")}});
  xml.open("application", {{"android:label", axml_reference(ids().at("string/app"))}, {"android:name", axml_string(".App")}});
  if (fill) fill(xml);
  xml.open("activity", {{"android:name", axml_string(".SignActivity")},
                        {"android:label", axml_reference(ids().at("string/sign_title"))},
                        {"android:exported", axml_bool(true)}});
  xml.open("intent-filter").leaf("action", {{"android:name", axml_string("android.intent.action.MAIN")}});
  xml.leaf("category", {{"android:name", axml_string("android.intent.category.LAUNCHER")}}).close();
  xml.close().close();
  if (behind) behind(xml);
  return xml.close().bytes();
}

struct App {
  std::string manifest = manifest_of(), table = table_of().bytes(), dex = dex_of();
  std::string layout = builders::compile_axml(kLayout, ids(), AxmlOptions{});
  std::string layout_path = "res/layout/activity_sign.xml";
};

struct Entries {
  ZipEntry &manifest, &table, &layout, &dex;
};
using Change = std::function<void(ZipBuilder&, Entries&)>;

std::string apk_of(const App& app = {}, const Change& change = {}) {
  ZipBuilder zip;
  ZipEntry& manifest = zip.add("AndroidManifest.xml", app.manifest, true);
  ZipEntry& table = zip.add("resources.arsc", app.table);
  ZipEntry& layout = zip.add(app.layout_path, app.layout, true);
  Entries entries{manifest, table, layout, zip.add("classes.dex", app.dex, true)};
  if (change) change(zip, entries);
  return zip.build();
}

// ---- rows ----

Row zip_row(std::string title, std::string trick, Change change, bool gap = false) {
  return {std::move(title), std::move(trick), [change = std::move(change)] { return apk_of({}, change); }, gap};
}
Row app_row(std::string title, std::string trick, const std::function<void(App&)>& change, bool gap = false) {
  return {std::move(title), std::move(trick),
          [change] {
            App app;
            change(app);
            return apk_of(app);
          },
          gap};
}

// What a reader that searches forwards takes for the directory of the package: the same files but the code.
std::string directory_of_all_but_code() {
  const std::string whole = apk_of();
  const std::string bytes = apk_of({}, [](ZipBuilder&, Entries& e) { e.dex.listed = false; });
  const std::string out = bytes.substr(bytes.find("PK\x01\x02"));
  REQUIRE(whole.starts_with(bytes.substr(0, bytes.size() - out.size())));
  return out;
}

using Fields = ZipEntry::Fields;
// The same lie in both headers of every file.
Change all(const std::function<void(Fields&)>& set) {
  return [set](ZipBuilder&, Entries& e) {
    for (ZipEntry* one : {&e.manifest, &e.table, &e.layout, &e.dex}) one->both(set);
  };
}
// Of those that Android reads without asking for the method.
Change resources(const std::function<void(Fields&)>& set) {
  return [set](ZipBuilder&, Entries& e) {
    for (ZipEntry* one : {&e.manifest, &e.table, &e.layout}) one->deflate = false, one->both(set);
  };
}

// ---- bytes ----

uint32_t u32(const std::string& bytes, size_t at) {
  uint32_t out = 0;
  for (size_t i = 0; i < 4; ++i) out |= static_cast<uint32_t>(static_cast<unsigned char>(bytes.at(at + i))) << (8 * i);
  return out;
}
uint32_t u16(const std::string& bytes, size_t at) { return u32(bytes, at) & 0xFFFF; }
void set_u32(std::string& bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes.at(at + i) = static_cast<char>((value >> (8 * i)) & 0xFF);
}
void resize(std::string& bytes) { set_u32(bytes, 4, static_cast<uint32_t>(bytes.size())); }

constexpr size_t kPoolAt = 8;
// Where the nodes begin: behind pool and resource map.
size_t nodes_at(const std::string& bytes) {
  const size_t map = kPoolAt + u32(bytes, kPoolAt + 4);
  return map + u32(bytes, map + 4);
}

std::vector<Row> archive_tricks() {
  return {
      zip_row("a flag of encryption", "zip-fake-encryption", all([](Fields& f) { f.flags = uint16_t{1}; })),
      zip_row("both flags of encryption", "zip-fake-encryption", all([](Fields& f) { f.flags = uint16_t{0x41}; })),
      zip_row("a flag of encryption in the directory only", "zip-fake-encryption",
              [](ZipBuilder&, Entries& e) { e.manifest.central.flags = e.dex.central.flags = uint16_t{1}; }),
      zip_row("an unknown method over stored resources", "zip-unknown-method",
              resources([](Fields& f) { f.method = uint16_t{0x1999}; })),
      zip_row("… with a packed size of 0", "zip-unknown-method",
              resources([](Fields& f) { f.method = uint16_t{0x1999}, f.packed = 0U; })),
      zip_row("… with a wild packed size", "zip-unknown-method",
              resources([](Fields& f) { f.method = uint16_t{0x1999}, f.packed = 99'999U; })),
      zip_row("AES as a method without its extra field", "zip-unknown-method",
              resources([](Fields& f) { f.method = uint16_t{99}; })),
      zip_row("an unknown method in the local header only", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.manifest.local.method = e.dex.local.method = uint16_t{0x1999}; }),
      zip_row("a flag of encryption in the local header only", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.manifest.local.flags = uint16_t{1}; }),
      zip_row("an extra field that runs past its end", "zip-malformed-extra",
              [](ZipBuilder&, Entries& e) { e.manifest.central.extra = "\x34\x12\xff\x7f\x01"s; }),
      zip_row("a count that hides entries", "zip-count-lie",
              [](ZipBuilder& z, Entries&) { z.entries = z.disk_entries = uint16_t{2}; }),
      zip_row("a count of more than there are", "zip-count-lie",
              [](ZipBuilder& z, Entries&) { z.entries = z.disk_entries = uint16_t{9}; }, true),
      zip_row("entries on this disk unlike all entries", "zip-multi-disk",
              [](ZipBuilder& z, Entries&) { z.disk_entries = uint16_t{1}; }),
      zip_row("numbers of disks", "zip-multi-disk",
              [](ZipBuilder& z, Entries&) { z.disk = z.directory_disk = uint16_t{3}; }),
      zip_row("junk in the directory", "zip-directory-size",
              [](ZipBuilder& z, Entries&) { z.after_entries = "junk junk junk"; }),
      zip_row("junk behind the directory", "zip-directory-gap",
              [](ZipBuilder& z, Entries&) { z.before_end = "junk junk junk"; }),
      zip_row("a directory size that is too big", "zip-directory-size",
              [](ZipBuilder& z, Entries&) { z.directory_bytes = 5000U; }),
      zip_row("a directory size that is too small", "zip-directory-size",
              [](ZipBuilder& z, Entries&) { z.directory_bytes = 50U; }),
      zip_row("a directory offset that is wrong", "zip-directory-offset",
              [](ZipBuilder& z, Entries&) { z.directory_offset = 7U; }),
      zip_row("no end record", "", [](ZipBuilder& z, Entries&) { z.end_record = false; }, true),
      zip_row("no directory at all", "",
              [](ZipBuilder& z, Entries&) { z.end_record = z.directory = false; }, true),
      zip_row("a comment longer than the rest", "zip-comment-lie",
              [](ZipBuilder& z, Entries&) { z.comment_bytes = uint16_t{500}; }),
      zip_row("bytes behind the end", "zip-trailing-data",
              [](ZipBuilder& z, Entries&) { z.trailing = std::string(100, 'x'); }),
      zip_row("more bytes behind the end than a comment has", "zip-trailing-data",
              [](ZipBuilder& z, Entries&) { z.trailing = std::string(70'000, 'x'); }),
      zip_row("a second, empty end record", "zip-trailing-data",
              [](ZipBuilder& z, Entries&) { z.trailing = ZipBuilder().build(); }),
      zip_row("data in front, offsets not adjusted", "zip-prefix",
              [](ZipBuilder& z, Entries&) { z.prefix = "#!/bin/sh\nexit 0\n"; }),
      zip_row("data in front, offsets adjusted", "zip-prefix",
              [](ZipBuilder& z, Entries&) { z.prefix = "#!/bin/sh\nexit 0\n", z.adjust_offsets = true; }),
      zip_row("an entry twice, the false one behind", "zip-duplicate-name",
              [](ZipBuilder& z, Entries&) { z.add("AndroidManifest.xml", "nothing of the kind"); }),
      zip_row("an entry that no directory lists", "zip-unlisted-entry",
              [](ZipBuilder& z, Entries&) { z.add("assets/more.json", "{}").listed = false; }),
      zip_row("a directory of other files in front of the one that counts", "zip-second-directory",
              [](ZipBuilder& z, Entries&) { z.before_directory = directory_of_all_but_code(); }),
      zip_row("a name that leads out of the package", "zip-odd-name",
              [](ZipBuilder& z, Entries&) { z.add("assets/../../evil.so", "x"); }),
      zip_row("a name with NUL", "zip-odd-name", [](ZipBuilder& z, Entries&) { z.add("test\0.txt"s, "x"); }),
      zip_row("entries that share their data", "zip-overlap",
              [](ZipBuilder& z, Entries& e) {
                ZipEntry& twin = z.add("assets/twin.xml", e.manifest.bytes, true);
                twin.data = "";
                twin.local.signature = 0U;
                twin.central.offset = 0U;
                twin.central.packed = static_cast<uint32_t>(builders::deflated(e.manifest.bytes).size());
              }),
      zip_row("a local header whose signature is gone", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.manifest.local.signature = 0U; }),
      zip_row("a local header of another name", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.manifest.local.name = "AndroidManifest.abc"; }),
      zip_row("a local name of another length", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.manifest.local.name_bytes = uint16_t{9}; }),
      zip_row("a local header with zero sizes and no descriptor", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.dex.local.packed = e.dex.local.size = e.dex.local.crc = 0U; }),
      zip_row("a size that is too small", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.dex.central.size = 10U; }),
      zip_row("a size that is too big", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.dex.central.size = 400'000'000U; }),
      zip_row("a packed size that is too small", "zip-local-header-mismatch",
              [](ZipBuilder&, Entries& e) { e.dex.central.packed = 10U; }),
      zip_row("all ones as packed size without zip64", "zip-size-lie",
              [](ZipBuilder&, Entries& e) { e.manifest.both([](Fields& f) { f.packed = 0xffffffffU; }); }),
      zip_row("a stored entry with another packed size", "zip-size-lie",
              [](ZipBuilder&, Entries& e) { e.table.both([](Fields& f) { f.packed = 5U; }); }),
      zip_row("a wrong checksum", "", [](ZipBuilder&, Entries& e) { e.table.both([](Fields& f) { f.crc = 1U; }); }, true),
  };
}

}  // namespace

TEST_CASE("tricks with the archive: what Android installs is read, and each is named") {
  check_rows("app.apk", apk_of(), archive_tricks());
}

TEST_CASE("archives that are only unusual are named nothing") {
  check_rows("app.apk", apk_of(),
             {
                 zip_row("an ordinary package", "", {}),
                 zip_row("zero bytes of alignment", "", all([](Fields& f) { f.extra = "\0\0\0"s; })),
                 zip_row("zipalign's extra field in the local header", "",
                         [](ZipBuilder&, Entries& e) { e.table.local.extra = "\x35\xd9\x06\0\x04\0\0\0\0\0"s; }),
                 zip_row("a malformed extra field in the local header", "",
                         [](ZipBuilder&, Entries& e) { e.table.local.extra = "\x34\x12\xff\x7f\x01"s; }),
                 zip_row("everything stored", "",
                         [](ZipBuilder&, Entries& e) { e.manifest.deflate = e.layout.deflate = e.dex.deflate = false; }),
                 zip_row("sizes behind the data", "",
                         [](ZipBuilder&, Entries& e) { e.manifest.descriptor = e.dex.descriptor = true; }),
                 zip_row("a version that nobody ever needed", "", all([](Fields& f) { f.version = uint16_t{0xff19}; })),
                 zip_row("a comment", "", [](ZipBuilder& z, Entries&) { z.comment = "channel=store"; }),
                 zip_row("a comment that holds an end record", "",
                         [](ZipBuilder& z, Entries&) { z.comment = ZipBuilder().build() + "and more"; }),
                 zip_row("zip64", "", [](ZipBuilder& z, Entries&) { z.zip64 = true; }),
                 zip_row("a gap filled by the build tool", "",
                         [](ZipBuilder& z, Entries&) {
                           ZipEntry& gap = z.add("", "");
                           gap.listed = false;
                           gap.local.extra = std::string(102, '\0');
                         }),
                 zip_row("a file and a folder of one name", "",
                         [](ZipBuilder& z, Entries&) { z.add("assets/a", "x"), z.add("assets/a/", ""), z.add("assets/a/b", "y"); }),
                 zip_row("names as Chinese Windows tools write them", "",
                         [](ZipBuilder& z, Entries&) { z.add("assets/\xb4\xf2\xbf\xa8.txt", "x"); }),
                 zip_row("an archive stored last, with its directory right before that of the package", "",
                         [](ZipBuilder& z, Entries&) { z.add("assets/www.zip", builders::zip_of({{"a.txt", "x", false}})); }),
                 zip_row("an archive inside that has something behind it", "",
                         [](ZipBuilder& z, Entries&) {
                           z.add("assets/www.zip", builders::zip_of({{"a.txt", "x", true}}) + std::string(40, 'x'));
                         }),
             });
}

namespace {

Row xml_row(std::string title, std::string trick, const std::function<void(std::string&)>& change, bool gap = false) {
  return app_row(std::move(title), std::move(trick),
                 [change](App& app) {
                   change(app.manifest);
                   change(app.layout);
                 },
                 gap);
}
Row form_row(std::string title, std::string trick, const AxmlOptions& options) {
  return app_row(std::move(title), std::move(trick), [options](App& app) {
    app.manifest = manifest_of(options);
    app.layout = builders::compile_axml(kLayout, ids(), options);
  });
}
Row filled_row(std::string title, std::string trick, const Fill& fill, bool gap = false) {
  return app_row(std::move(title), std::move(trick), [fill](App& app) { app.manifest = manifest_of({}, fill); }, gap);
}

AxmlOptions options_of(const std::function<void(AxmlOptions&)>& set) {
  AxmlOptions out;
  set(out);
  return out;
}

Row behind_row(std::string title, std::string trick, const Fill& behind, bool gap = false) {
  return app_row(std::move(title), std::move(trick), [behind](App& app) { app.manifest = manifest_of({}, {}, behind); }, gap);
}

constexpr size_t kNamespaceNode = 0x18;
constexpr uint32_t kStartElement = 0x0102, kEndElement = 0x0103;
// The node of that type, the first or the one whose attribute of that id is asked for.
size_t node_of(const std::string& bytes, uint32_t type) {
  for (size_t at = nodes_at(bytes); at + 8 <= bytes.size(); at += u32(bytes, at + 4)) {
    if (u16(bytes, at) == type) return at;
  }
  FAIL("no such node");
  return 0;
}
// Between the last element and the end of the namespace.
void put_last(std::string& bytes, const std::string& nodes) {
  bytes.insert(bytes.size() - kNamespaceNode, nodes);
  resize(bytes);
}
std::string end_of_root(const std::string& bytes) {
  const size_t size = 0x18;
  return bytes.substr(bytes.size() - kNamespaceNode - size, size);
}
// The words of the first string among the attributes of the first element that are for people who look.
void set_raw(std::string& bytes, uint32_t value) {
  const size_t element = node_of(bytes, kStartElement), attributes = element + 0x10 + u16(bytes, element + 0x10 + 8);
  for (size_t i = 0; i < u16(bytes, element + 0x10 + 12); ++i) {
    const size_t at = attributes + i * 0x14;
    if (static_cast<unsigned char>(bytes.at(at + 15)) == 3) return set_u32(bytes, at + 8, value);
  }
  FAIL("no string");
}

std::vector<Row> xml_tricks() {
  using builders::axml_chunk;
  using builders::axml_string;
  const std::string unknown = axml_chunk(0x7777, 8, std::string(24, '\x02'));
  return {
      xml_row("another type of root", "axml-root-type", [](std::string& b) { b[0] = 0; }),
      xml_row("a longer root header", "axml-root-header",
              [](std::string& b) { b.insert(8, 12, '\x7f'), b[2] = 20, resize(b); }),
      xml_row("data behind the document", "axml-trailing-data", [](std::string& b) { b += std::string(100, 'z'); }),
      xml_row("a root larger than the file", "axml-root-size", [](std::string& b) { set_u32(b, 4, 0x7FFFFFFF); }),
      xml_row("an inflated count of strings", "axml-string-pool",
              [](std::string& b) { set_u32(b, kPoolAt + 8, u32(b, kPoolAt + 8) + 9); }),
      xml_row("an enormous count of strings", "axml-string-pool", [](std::string& b) { set_u32(b, kPoolAt + 8, 0xFFFFFFFF); }),
      xml_row("a start of styles without styles", "axml-pool-fields",
              [](std::string& b) { set_u32(b, kPoolAt + 24, 0x41414141); }),
      xml_row("styles that stand before the strings", "axml-string-pool",
              [](std::string& b) { set_u32(b, kPoolAt + 12, 9), set_u32(b, kPoolAt + 24, 1); }),
      xml_row("flags that nobody knows", "axml-pool-fields",
              [](std::string& b) { set_u32(b, kPoolAt + 16, u32(b, kPoolAt + 16) | 0x80000202); }),
      xml_row("a longer pool header, data not moved", "axml-string-pool", [](std::string& b) { b[kPoolAt + 2] = 0x24; }),
      xml_row("an unknown chunk before the pool", "axml-unknown-chunk",
              [unknown](std::string& b) { b.insert(kPoolAt, unknown), resize(b); }),
      xml_row("an unknown chunk before the first node", "axml-unknown-chunk",
              [unknown](std::string& b) { b.insert(nodes_at(b), unknown), resize(b); }),
      filled_row("an unknown chunk between nodes", "axml-unknown-chunk",
                 [](AxmlBuilder& x) { x.raw(axml_chunk(0x0199, 0x10, std::string(16, 'u'))); }),
      filled_row("a chunk with a short header between nodes", "axml-garbage",
                 [](AxmlBuilder& x) { x.raw(axml_chunk(0x1234, 8, std::string(52, 'v'))); }, true),
      filled_row("junk between nodes", "axml-garbage", [](AxmlBuilder& x) { x.raw(std::string(7, '\xAB')); }, true),
      form_row("longer attributes", "axml-attribute-size", options_of([](AxmlOptions& o) { o.attribute_size = 32; })),
      form_row("attributes that begin later", "axml-attribute-start",
               options_of([](AxmlOptions& o) { o.attribute_start = 0x1C; })),
      form_row("no namespace", "axml-no-namespace", options_of([](AxmlOptions& o) { o.namespaces = false; })),
      form_row("names of attributes emptied", "axml-empty-names", options_of([](AxmlOptions& o) { o.names = false; })),
      filled_row("a dummy attribute", "axml-dummy-attribute",
                 [](AxmlBuilder& x) { x.leaf("meta-data", {{"", axml_string("x")}}); }),
      filled_row("an attribute twice", "axml-duplicate-attribute",
                 [](AxmlBuilder& x) {
                   x.leaf("uses-library", {{"android:name", axml_string("first")}, {"android:name", axml_string("second")}});
                 }),
      filled_row("a name that says something else than its id", "axml-attribute-name",
                 [](AxmlBuilder& x) { x.leaf("service", {{"android:name", axml_string(".Hidden"), 0x01010001}}); }),
      filled_row("thousands of elements in each other", "axml-nesting",
                 [](AxmlBuilder& x) {
                   for (int i = 0; i < 5000; ++i) x.open("dummy");
                   for (int i = 0; i < 5000; ++i) x.close();
                 }),
      app_row("a last node without size", "axml-end-size",
              [](App& app) { set_u32(app.manifest, app.manifest.size() - 0x18 + 4, 0); }),
      app_row("a raw value that says something else than the typed one", "axml-raw-value",
              [](App& app) { set_raw(app.manifest, 0); }),
      app_row("a pool that claims more than there is", "axml-chunk-size",
              [](App& app) { set_u32(app.manifest, kPoolAt + 4, 0x7FFFFFFF); }, true),
      app_row("a node whose header is too short", "axml-node-header",
              [](App& app) { app.manifest[node_of(app.manifest, kEndElement) + 2] = 8; }),
      app_row("an end without a start", "axml-unbalanced",
              [](App& app) { put_last(app.manifest, end_of_root(app.manifest)); }),
      app_row("another element behind the root", "axml-several-roots",
              [](App& app) {
                const size_t root = node_of(app.manifest, kStartElement);
                put_last(app.manifest, app.manifest.substr(root, u32(app.manifest, root + 4)) + end_of_root(app.manifest));
              }),
      behind_row("an application behind the application", "manifest-several-applications",
                 [](AxmlBuilder& x) { x.leaf("application", {{"android:name", axml_string(".Other")}}); }),
      filled_row("a component without a class", "manifest-unnamed-component",
                 [](AxmlBuilder& x) { x.leaf("service", {{"android:exported", builders::axml_bool(false)}}); }),
      filled_row("a component where Android does not look", "manifest-nested-component",
                 [](AxmlBuilder& x) {
                   x.open("dummy").leaf("service", {{"android:name", axml_string(".Elsewhere")}}).close();
                 }),
  };
}

}  // namespace

TEST_CASE("tricks with manifest and layouts: what Android reads is read, and each is named") {
  check_rows("app.apk", apk_of(), xml_tricks());
}

namespace {

struct At {
  size_t chunk = 0;
  uint32_t size = 0;
};
// The first chunk of that type below the package.
At chunk_of(const std::string& table, uint32_t type) {
  const size_t package = 12 + u32(table, 12 + 4);
  for (size_t at = package + u16(table, package + 2); at + 8 <= table.size(); at += u32(table, at + 4)) {
    if (u16(table, at) == type) return {at, u32(table, at + 4)};
  }
  FAIL("no such chunk");
  return {};
}
void put_chunk(std::string& table, size_t at, const std::string& bytes) {
  const size_t package = 12 + u32(table, 12 + 4);
  set_u32(table, package + 4, u32(table, package + 4) + static_cast<uint32_t>(bytes.size()));
  table.insert(at, bytes);
  resize(table);
}
Row table_row(std::string title, std::string trick, const std::function<void(std::string&)>& change, bool gap = false) {
  return app_row(std::move(title), std::move(trick), [change](App& app) { change(app.table); }, gap);
}
constexpr uint32_t kPool = 0x0001, kType = 0x0201;
constexpr size_t kTablePoolAt = 12;
std::string table_pool(const std::string& table) { return table.substr(kTablePoolAt, u32(table, kTablePoolAt + 4)); }
size_t package_at(const std::string& table) { return kTablePoolAt + u32(table, kTablePoolAt + 4); }
// The header of the package without its last fields, as the first build tools wrote it and shorter.
void shorten_package(std::string& table, size_t to) {
  const size_t package = package_at(table), cut = u16(table, package + 2) - to;
  table.erase(package + to, cut);
  for (const size_t field : {size_t{4}, size_t{268}, size_t{276}})
    set_u32(table, package + field, u32(table, package + field) - static_cast<uint32_t>(cut));
  table[package + 2] = static_cast<char>(to & 0xFF), table[package + 3] = static_cast<char>(to >> 8);
  resize(table);
}

std::vector<Row> table_tricks() {
  return {
      table_row("a count of packages that lies", "arsc-package-count", [](std::string& b) { set_u32(b, 8, 7); }),
      table_row("data behind the table", "arsc-trailing-data", [](std::string& b) { b += std::string(40, 'z'); }),
      table_row("a size past the end", "arsc-size", [](std::string& b) { set_u32(b, 4, 0x7FFFFFFF); }),
      table_row("an inflated count of strings", "arsc-string-pool", [](std::string& b) { set_u32(b, 12 + 8, 0x00FFFFFF); }),
      table_row("an unknown chunk", "arsc-unknown-chunk",
                [](std::string& b) {
                  put_chunk(b, chunk_of(b, kType).chunk, builders::axml_chunk(0x0299, 8, std::string(24, 'u')));
                }),
      table_row("a count of entries that cannot be", "arsc-entry-count",
                [](std::string& b) { set_u32(b, chunk_of(b, kType).chunk + 12, 0xFFFF); }, true),
      table_row("a type and configuration twice", "arsc-duplicate-config",
                [](std::string& b) {
                  const At type = chunk_of(b, kType);
                  put_chunk(b, type.chunk + type.size, b.substr(type.chunk, type.size));
                }),
      table_row("an entry of a size that cannot be", "arsc-entry-size",
                [](std::string& b) {
                  const At type = chunk_of(b, kType);
                  b[type.chunk + u32(b, type.chunk + 16)] = 4;
                }),
      table_row("flags of the pool that nobody knows", "arsc-pool-fields",
                [](std::string& b) { set_u32(b, kTablePoolAt + 16, u32(b, kTablePoolAt + 16) | 0x80000202); }),
      table_row("a second pool", "arsc-extra-pool",
                [](std::string& b) { b += table_pool(b), resize(b); }),
      table_row("a second pool inside of the package", "arsc-extra-pool",
                [](std::string& b) { put_chunk(b, b.size(), table_pool(b)); }),
      table_row("a last chunk that claims more than there is", "arsc-chunk-size",
                [](std::string& b) {
                  put_chunk(b, b.size(), builders::axml_chunk(0x0299, 8, ""));
                  set_u32(b, b.size() - 4, 0x7FFFFFFF);
                }, true),
      table_row("a header of the package that is too short", "arsc-package-header",
                [](std::string& b) { shorten_package(b, 280); }),
      table_row("a longer header of the table", "arsc-header",
                [](std::string& b) { b.insert(12, 4, '\0'), b[2] = 16, resize(b); }),
      table_row("a misaligned entry", "arsc-misaligned-entry",
                [](std::string& b) {
                  const At type = chunk_of(b, kType);
                  const size_t offsets = type.chunk + u16(b, type.chunk + 2);
                  const size_t first = type.chunk + u32(b, type.chunk + 16);
                  const std::string moved = "x" + b.substr(first + u32(b, offsets), 16) + "yyy";
                  set_u32(b, offsets, static_cast<uint32_t>(type.chunk + type.size + 1 - first));
                  set_u32(b, type.chunk + 4, type.size + static_cast<uint32_t>(moved.size()));
                  put_chunk(b, type.chunk + type.size, moved);
                }),
  };
}

}  // namespace

TEST_CASE("tricks with the table of resources: what Android reads is read, and each is named") {
  check_rows("app.apk", apk_of(), table_tricks());
}

namespace {

Row arsc_row(std::string title, const std::function<void(builders::ArscOptions&)>& set) {
  return app_row(std::move(title), "", [set](App& app) {
    builders::ArscOptions options;
    set(options);
    app.table = table_of(options, app.layout_path = "r/a/b.xml").bytes();
  });
}

}  // namespace

TEST_CASE("unusual forms of manifest and table are named nothing") {
  using Offsets = builders::ArscOptions::Offsets;
  check_rows("app.apk", apk_of(),
             {
                 form_row("strings in UTF-8", "", options_of([](AxmlOptions& o) { o.utf8 = true; })),
                 arsc_row("resources as an obfuscator leaves them", [](builders::ArscOptions& o) { o.hide_keys = true; }),
                 arsc_row("sparse entries", [](builders::ArscOptions& o) { o.offsets = Offsets::kSparse; }),
                 arsc_row("narrow offsets, compact entries",
                          [](builders::ArscOptions& o) { o.offsets = Offsets::kNarrow, o.compact = true; }),
                 arsc_row("strings in UTF-16", [](builders::ArscOptions& o) { o.utf8 = false; }),
                 arsc_row("a configuration of an old build tool", [](builders::ArscOptions& o) { o.config_size = 28; }),
                 app_row("the header of a package as old build tools wrote it", "", [](App& app) { shorten_package(app.table, 284); }),
                 app_row("a pool that says it is sorted", "",
                         [](App& app) { set_u32(app.table, kTablePoolAt + 16, u32(app.table, kTablePoolAt + 16) | 1); }),
                 app_row("no raw value", "", [](App& app) { set_raw(app.manifest, 0xFFFFFFFF); }),
                 filled_row("a component without any extra", "",
                            [](AxmlBuilder& x) { x.leaf("service", {{"android:name", builders::axml_string(".Sync")}}); }),
                 behind_row("something else behind the application", "",
                            [](AxmlBuilder& x) { x.leaf("uses-feature", {{"android:name", builders::axml_string("android.hardware.camera")}}); }),
             });
}

namespace {

Row dex_row(std::string title, std::string trick, const std::function<void(std::string&)>& change, bool gap = false) {
  return app_row(std::move(title), std::move(trick), [change](App& app) { change(app.dex); }, gap);
}

// Puts two strings that nothing depends on into the wrong order.
void swap_strings(std::string& dex) {
  std::vector<size_t> slots;
  const uint32_t count = u32(dex, 56), table = u32(dex, 60);
  for (uint32_t i = 0; i < count; ++i) {
    const size_t slot = table + 4 * i;
    if (dex.compare(u32(dex, slot) + 1, 9, "zz-spare-") == 0) slots.push_back(slot);
  }
  REQUIRE(slots.size() == 2);
  const uint32_t first = u32(dex, slots[0]);
  set_u32(dex, slots[0], u32(dex, slots[1]));
  set_u32(dex, slots[1], first);
}

// The app's classes, and thousands more that all have the same large content.
void share_class_data(std::string& dex) {
  const uint32_t own = u32(dex, 96), count = own + 20'000;
  const auto table = static_cast<uint32_t>(dex.size()), data = table + count * 32;
  std::string classes = dex.substr(u32(dex, 100), own * 32);
  for (uint32_t i = own; i < count; ++i) {
    std::string one = classes.substr(0, 32);
    set_u32(one, 16, 0xFFFFFFFF), set_u32(one, 20, 0), set_u32(one, 24, data), set_u32(one, 28, 0);
    classes += one;
  }
  set_u32(dex, 96, count), set_u32(dex, 100, table);
  dex += classes + std::string("\x00\x00\xF0\xF0\x04\x00", 6) + std::string(230'000, '\0');  // 79,984 direct methods
  builders::seal_dex(dex);
}

// The checksum alone, as tools leave it that put something into a file.
void seal_sum(std::string& dex) {
  uint32_t a = 1, b = 0;
  for (const char c : dex.substr(12)) a = (a + static_cast<unsigned char>(c)) % 65521, b = (b + a) % 65521;
  set_u32(dex, 8, b << 16 | a);
}

const std::string kPayload = "class cn.gov.demo.Payload\n  method run() void\n    string \"inside\"\n";

std::vector<Row> code_tricks() {
  return {
      dex_row("another header size", "dex-header-size", [](std::string& b) { set_u32(b, 36, 0x78); }),
      dex_row("a link section", "dex-link-section", [](std::string& b) { set_u32(b, 44, 16), set_u32(b, 48, 0x70); }),
      dex_row("data behind the file", "dex-trailing-bytes", [](std::string& b) { b += std::string(900, 'p'); }),
      dex_row("data behind the map", "dex-bytes-after-map",
              [](std::string& b) { b += std::string(900, 'p'), builders::seal_dex(b); }),
      dex_row("a table that the header denies", "dex-header-tables", [](std::string& b) { set_u32(b, 96, 0); }),
      dex_row("strings out of order", "dex-unsorted-strings", swap_strings),
      dex_row("a file size past the end", "", [](std::string& b) { set_u32(b, 32, 0x00FFFFFF); }, true),
      dex_row("a byte order that nobody has", "dex-endian", [](std::string& b) { set_u32(b, 40, 7); }),
      dex_row("the other byte order, over tables in this one", "dex-endian",
              [](std::string& b) { set_u32(b, 40, 0x78563412); }),
      app_row("a container's header that says it is elsewhere", "dex-header-offset",
              [](App& app) { app.dex = dex_of(own_code(), "041"), set_u32(app.dex, 116, 0x70); }),
      dex_row("thousands of classes of one content", "dex-overlapping-data", share_class_data, true),
      dex_row("a checksum of something else", "dex-checksum", [](std::string& b) { set_u32(b, 8, 7); }),
      dex_row("a map that is nowhere", "dex-map", [](std::string& b) { set_u32(b, 52, 0x00FFFFFF); }),
      dex_row("the app's own code without its first bytes", "dex-magic", [](std::string& b) { b.replace(0, 8, 8, '\0'); }),
      zip_row("code in a file of no name whose first bytes are wiped", "dex-magic",
              [](ZipBuilder& z, Entries&) {
                std::string payload = dex_of(kPayload);
                payload.replace(0, 8, 8, '\0');
                z.add("assets/data.bin", payload);
              }),
      // innocent
      dex_row("a newer version", "", [](std::string& b) { b.replace(4, 3, "039"), builders::seal_dex(b); }),
      app_row("a container", "", [](App& app) { app.dex = dex_of(own_code(), "041"); }),
      dex_row("a signature that was not made anew", "", [](std::string& b) { b.replace(12, 20, 20, 'x'), seal_sum(b); }),
      zip_row("numbers that leave one out", "",
              [](ZipBuilder& z, Entries&) { z.add("classes3.dex", dex_of(kPayload), true); }),
  };
}

}  // namespace

TEST_CASE("tricks with code: it is read, and each is named") {
  check_rows("app.apk", apk_of(), code_tricks());
}

namespace {

using builders::BlockSigner;
using builders::BlockSpec;
using formats::apk_signature::PairId;

BlockSigner signer(const std::string& name = "demo") {
  builders::CertificateSpec spec;
  spec.subject = {{"C", "CN"}, {"CN", name}};
  BlockSigner out;
  out.certificates = {builders::certificate_of(spec)};
  return out;
}

struct Signing {
  bool v1 = true;
  std::string v1_name = "demo", announced = "2, 3";
  bool v1_list = true;
  BlockSpec block{{{PairId::kV2, builders::v2_of({signer()})}, {PairId::kV3, builders::v3_of({signer()})}}};
  bool with_block = true;
  std::string behind_block, prefix, comment;
  App app;
};

std::string signed_apk(const Signing& how) {
  return apk_of(how.app, [&](ZipBuilder& zip, Entries&) {
    zip.prefix = how.prefix;
    zip.adjust_offsets = true;
    zip.comment = how.comment;
    if (how.v1) {
      builders::CertificateSpec spec;
      spec.subject = {{"C", "CN"}, {"CN", how.v1_name}};
      if (how.v1_list) zip.add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\nName: classes.dex\r\nSHA-256-Digest: x\r\n\r\n");
      zip.add("META-INF/CERT.SF", "Signature-Version: 1.0\r\nX-Android-APK-Signed: " + how.announced + "\r\n\r\n");
      zip.add("META-INF/CERT.EC", builders::pkcs7_of(spec));
    }
    if (how.with_block) zip.before_directory = builders::signing_block_of(how.block) + how.behind_block;
  });
}

Row signed_row(std::string title, std::string trick, const std::function<void(Signing&)>& set, bool gap = false) {
  return {std::move(title), std::move(trick),
          [set] {
            Signing how;
            set(how);
            return signed_apk(how);
          },
          gap};
}

std::vector<Row> signature_tricks() {
  return {
      signed_row("Janus: code in front, v1 alone", "dex-before-zip",
                 [](Signing& s) { s.prefix = dex_of(kPayload), s.with_block = false, s.announced = "1"; }),
      signed_row("Janus: the clock-in is in front only", "dex-before-zip",
                 [](Signing& s) {
                   s.prefix = s.app.dex, s.app.dex = dex_of(kPayload), s.with_block = false, s.announced = "1";
                 }),
      signed_row("code in front of a package that is signed whole", "dex-before-zip",
                 [](Signing& s) { s.prefix = dex_of(kPayload); }),
      signed_row("v1 and v2 by different certificates", "signer-mismatch", [](Signing& s) { s.v1_name = "somebody else"; }),
      signed_row("newer schemes taken off", "signer-scheme-stripped", [](Signing& s) { s.with_block = false; }),
      signed_row("a block that is not before the directory", "signing-block-displaced",
                 [](Signing& s) { s.behind_block = std::string(8, '\0'); }),
      signed_row("a block of another magic", "signing-block-magic", [](Signing& s) { s.block.magic = "APK Sig Block 41"; }),
      signed_row("a block whose sizes differ", "signing-block-damaged", [](Signing& s) { s.block.first_size = 99; }, true),
      signed_row("a v1 signature of no list", "signer-v1-without-manifest", [](Signing& s) { s.v1_list = false; }),
      // innocent
      signed_row("all schemes by one certificate", "", [](Signing&) {}),
      signed_row("v1 alone", "", [](Signing& s) { s.with_block = false, s.announced = "1"; }),
      signed_row("a channel in the block", "",
                 [](Signing& s) { s.block.pairs.push_back({PairId::kWalle, R"({"channel":"store"})"}); }),
      signed_row("padding in the block, a comment", "",
                 [](Signing& s) { s.block.pairs.push_back({PairId::kPadding, std::string(900, '\0')}), s.comment = "channel"; }),
      zip_row("no signature", "", {}),
  };
}

}  // namespace

TEST_CASE("tricks with the signature are named") {
  check_rows("app.apk", apk_of(), signature_tricks());
}

TEST_CASE("a hardened package is no clean one, and a library for safety is no packer") {
  const auto with = [](const std::string& name) {
    return scanned("app.apk", apk_of({}, [&](ZipBuilder& z, Entries&) { z.add(name, "\x7f" "ELF"); }));
  };
  const engine::Report packed = with("lib/arm64-v8a/libjiagu.so");
  CHECK(packed.packed);
  CHECK_THAT(written(packed, "text", Lang::kZh), Contains("加固"));
  CHECK_THAT(written(packed, "text", Lang::kEn), Contains("hardened"));
  for (const std::string name : {"lib/arm64-v8a/libsgmain.so", "lib/arm64-v8a/libBugly.so"}) CHECK_FALSE(with(name).packed);
}

// ---- mini-programs ----

namespace {

const std::string kAppId = "wx0123456789abcdef";

std::string mini_of() {
  return builders::build_wxapkg(
             {{"app.json", R"({"pages": ["pages/sign/sign"]})"},
              {"app.js", "// " + std::string(1500, '-') + "\nApp({id: '" + kAppId + "'})"},
              {"pages/sign/sign.json", R"({"navigationBarTitleText": "考勤打卡"})"},
              {"pages/sign/sign.wxml",
               "<view>每日须在规定时间内打卡，缺卡将通报并扣分</view><view>未打卡人员名单</view><button bindtap=\"clockIn\">上班打卡</button>"},
              {"pages/sign/sign.js",
               "Page({clockIn(){ wx.getLocation({}); wx.request({url: 'https://x.gov.cn/attendance/clock-in'}) }})"}})
      .bytes;
}

builders::WxapkgBuilder opened(const std::string& bytes) {
  const auto tree = formats::wxapkg::open(bytes, {});
  REQUIRE(tree);
  builders::WxapkgBuilder out;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i)
    out.files.push_back({"/" + (*tree)->entries()[i].name, std::string((*tree)->read(i).bytes.view())});
  return out;
}
Row mini_row(std::string title, std::string trick, const std::function<void(builders::WxapkgBuilder&)>& change, bool gap = false) {
  return {std::move(title), std::move(trick),
          [change] {
            builders::WxapkgBuilder out = opened(mini_of());
            change(out);
            return out.build();
          },
          gap};
}

std::vector<Row> mini_tricks() {
  using builders::WxapkgBuilder;
  return {
      mini_row("a path that leads out", "wxapkg-odd-path", [](WxapkgBuilder& b) { b.files.push_back({"/../../x.js", "var a=1"}); }),
      mini_row("a name twice", "wxapkg-duplicate-name", [](WxapkgBuilder& b) { b.files.push_back({"/app-config.json", "{}"}); }),
      mini_row("files over each other", "wxapkg-overlapping-entries",
               [](WxapkgBuilder& b) {
                 builders::WxapkgEntry over{"/over.txt", "xx"};
                 over.offset = static_cast<uint32_t>(opened(mini_of()).build().size() / 2);
                 over.size = 40;
                 b.files.push_back(over);
               }),
      mini_row("a count of more files than there are", "", [](WxapkgBuilder& b) { b.count = 0x00FFFFFF; }, true),
      {"a header that is wiped", "",
       [] {
         std::string bytes = mini_of();
         bytes.replace(0, 18, 18, '\0');
         return bytes;
       },
       true},
      // innocent
      mini_row("two names for the same bytes", "",
               [](WxapkgBuilder& b) {
                 builders::WxapkgEntry twin{"/twin.html", ""};
                 twin.offset = 0U, twin.size = 0U;
                 b.files.push_back(twin);
               }),
      {"encrypted by the client", "", [] { return builders::encrypted_wxapkg(mini_of(), kAppId); }},
  };
}

}  // namespace

TEST_CASE("tricks with packages of mini-programs: what the client reads is read, and each is named") {
  check_rows("app.wxapkg", mini_of(), mini_tricks());
}

TEST_CASE("scripts that hide what they say are gaps with a reason, minified ones are not") {
  const auto with = [](const std::string& script) {
    builders::WxapkgBuilder out = opened(mini_of());
    out.files.push_back({"/common.js", script});
    return scanned("app.wxapkg", out.build());
  };
  const std::string packed =
      "eval(function(p,a,c,k,e,d){e=function(c){return c};if(!''.replace(/^/,String)){while(c--)d[c]=k[c]||c}"
      "return p}('1.0({2:\"3\"})',4,4,'showToast|wx|title|打卡成功||x'.split('|'),0,{}))";
  const engine::Report hidden = with(packed);
  REQUIRE(hidden.gaps.size() == 1);
  CHECK(hidden.package.tricks.empty());
  CHECK_THAT(written(hidden, "text", Lang::kZh), Contains("脚本经过打包"));
  CHECK_THAT(written(hidden, "text", Lang::kEn), Contains("the script is packed"));
  const engine::Report plain = with("var a=function(b,c){return b+c},d=['#fff','#000'];function e(f){return a(f,1)}");
  CHECK(plain.gaps.empty());
  CHECK(plain.package.tricks.empty());
  CHECK(findings_of(plain) == findings_of(scanned("app.wxapkg", mini_of())));
}

TEST_CASE("each trick that reports name has a row of its own here") {
  std::set<std::string_view> played;
  std::vector<Row> rows;
  for (std::vector<Row> (*table)() : {archive_tricks, xml_tricks, table_tricks, code_tricks, signature_tricks, mini_tricks}) {
    for (Row& row : table()) rows.push_back(std::move(row));
  }
  for (const Row& row : rows) played.insert(row.trick);
  for (const std::string_view id : engine::known_tricks()) {
    INFO(id);
    CHECK(played.count(id) == 1);
  }
}
