// Files inside of packages: each kind at its place, containers in containers, and the account of what was not
// read.
#include <array>
#include <string>

#include "builders/android_builder.h"
#include "builders/tar_builder.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using builders::zip_of;
using namespace std::string_literals;
using Catch::Contains;
using platforms::Reading;
using platforms::tests::text_of;

namespace {

const std::string kManifest =
    R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application/></manifest>)";

Reading read_with(const std::map<std::string, std::string>& files) {
  std::map<std::string, std::string> all = files;
  all["AndroidManifest.xml"] = kManifest;
  const builders::BuiltPackage built = builders::build_apk(all);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return platforms::tests::read(**tree);
}

std::string evidence_of(const std::map<std::string, std::string>& files) {
  return text_of(read_with(files));
}

std::string apk_of(const std::map<std::string, std::string>& files) {
  std::map<std::string, std::string> all = files;
  all["AndroidManifest.xml"] = kManifest;
  return builders::build_apk(all).bytes;
}

std::string utf16(std::u16string_view text, bool little) {
  std::string out;
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}

}  // namespace

TEST_CASE("what lies in a zip is found at its place, and a picture beside it is skipped") {
  const std::string inner = zip_of({{"a/b.js", "var t = {title: '签到'}"}, {"a/c.png", "\x89PNG\r\n"}});
  const Reading reading = read_with({{"assets/x.zip", inner}});
  const std::string text = text_of(reading);
  CHECK_THAT(text, Contains("at=assets/x.zip!/a/b.js:1"));
  CHECK_THAT(text, !Contains("gap "));
  CHECK(reading.evidence.coverage.skipped == 1);
  CHECK(reading.nested.empty());
}

TEST_CASE("tar, gzip and zip hold each other") {
  builders::TarFile file;
  file.name = "p/q.json";
  file.bytes = "{\"tip\": \"请打卡\"}";
  const std::string packed = builders::gzip_of(builders::tar_of({file}));
  const std::string text =
      evidence_of({{"assets/20000067.amr", zip_of({{"20000067.tar", builders::tar_of({file})}})},
                   {"assets/d.bin", packed}});
  CHECK_THAT(text, Contains("at=assets/20000067.amr!/20000067.tar!/p/q.json:1"));
  CHECK_THAT(text, Contains("at=assets/d.bin!/p/q.json:1"));
  // Real sound of that name is no container.
  CHECK_THAT(evidence_of({{"assets/s.amr", std::string("#!AMR\n\x3c\x08", 8)}}), !Contains("gap "));
}

TEST_CASE("containers are opened to the limit of depth, and what is deeper is a gap") {
  std::string inner = zip_of({{"deep.txt", "第零层"}});
  for (int level = 0; level < 9; ++level)
    inner = zip_of({{"n.zip", inner}, {"l" + std::to_string(level) + ".txt", "层" + std::to_string(level)}});
  const std::string text = evidence_of({{"assets/n.zip", inner}});
  CHECK_THAT(text, Contains("\"层8\""));
  CHECK_THAT(text, Contains("\"层3\""));
  CHECK_THAT(text, !Contains("\"层2\""));
  CHECK_THAT(text, Contains("gap limit"));
}

TEST_CASE("the same container twice is read once, so that copies cost nothing") {
  const std::string inner = zip_of({{"a.txt", "一份文字"}});
  const std::string text = evidence_of({{"assets/1.zip", inner}, {"assets/2.zip", inner}});
  CHECK_THAT(text, Contains("at=assets/1.zip!/a.txt:1"));
  CHECK_THAT(text, !Contains("assets/2.zip!/"));
}

TEST_CASE("a package inside is a package of its own; a library inside is content") {
  const Reading reading = read_with(
      {{"assets/plugin.apk",
        apk_of({{"assets/a.txt", "内层文字"}, {"assets/more.apk", apk_of({{"assets/z.txt", "最内"}})}})},
       {"assets/lib.aar", zip_of({{"AndroidManifest.xml", "<manifest/>"},
                                  {"classes.jar", zip_of({{"x.properties", "k=库内文字"}})}})}});
  REQUIRE(reading.nested.size() == 1);
  CHECK(reading.nested[0].package.path == "assets/plugin.apk");
  CHECK(reading.nested[0].package.kind == "apk");
  CHECK(reading.nested[0].package.id == "cn.gov.x");
  CHECK(reading.nested[0].package.sha256.size() == 64);
  CHECK_THAT(text_of(reading.nested[0]), Contains("内层文字"));
  REQUIRE(reading.nested[0].nested.size() == 1);
  CHECK(reading.nested[0].nested[0].package.path == "assets/plugin.apk!/assets/more.apk");
  const std::string text = text_of(reading);
  CHECK_THAT(text, !Contains("内层文字"));
  CHECK_THAT(text, Contains("at=assets/lib.aar!/classes.jar!/x.properties:1"));
}

TEST_CASE("code in a jar in assets is read") {
  const builders::BuiltPackage plugin = builders::build_apk(
      {{"AndroidManifest.xml", kManifest},
       {"code.txt",
        "class cn.gov.x.Plugin extends Object\n  method run() void\n    string \"补丁里的文字\"\n"}});
  REQUIRE(plugin.error.empty());
  const auto tree = io::open_zip(plugin.bytes, Limits{});
  const auto dex = (*tree)->find("classes.dex");
  REQUIRE(dex.has_value());
  const std::string bytes((*tree)->read(*dex).bytes.view());
  const std::string text = evidence_of({{"assets/fix.jar", zip_of({{"classes.dex", bytes}})}});
  CHECK_THAT(text, Contains("补丁里的文字"));
  CHECK_THAT(text, Contains("at=assets/fix.jar!/classes.dex"));
}

TEST_CASE("texts of all encodings are read") {
  const std::string gbk = "\xC7\xA9\xB5\xBD\xB4\xF2\xBF\xA8\xCC\xE1\xD0\xD1";  // 签到打卡提醒
  const std::string text = evidence_of({{"assets/gbk.txt", gbk},
                                        {"assets/le.txt", "\xFF\xFE" + utf16(u"小端文字", true)},
                                        {"assets/be.txt", "\xFE\xFF" + utf16(u"大端文字", false)},
                                        {"assets/bare.txt", utf16(u"title=没有标记的文字 abc\r\n", true)},
                                        {"assets/bom.json", "\xEF\xBB\xBF{\"title\":\"有标记\"}"},
                                        {"assets/noname", "没有后缀的文字"}});
  for (const char* expected :
       {"签到打卡提醒", "小端文字", "大端文字", "没有标记的文字", "有标记", "没有后缀的文字"})
    CHECK_THAT(text, Contains(expected));
  CHECK_THAT(text, !Contains("gap "));
}

TEST_CASE("data files say under which key a text stands, and translations are one piece") {
  const std::string text =
      evidence_of({{"assets/i18n/zh-CN.json", R"({"sign":{"title":"签到"}})"},
                   {"assets/i18n/en.json", R"({"sign":{"title":"Sign in"}})"},
                   {"assets/m.properties", "# 注释\ntip=\\u6253\\u5361\n"},
                   {"assets/s.strings", "\"k\" = \"苹果文字\";"},
                   {"assets/c.yaml", "menu: 菜单文字\n"},
                   {"assets/v.plist", "<resources><string name=\"xk\">标记文字</string></resources>"},
                   {"assets/a.css", ".a:before{content:\"\\6253\\5361\"} .b{color:red}"},
                   {"assets/plain.json", R"({"a":1,"b":"no words"})"}});
  CHECK_THAT(text, Contains("\"签到\"") && Contains("resource=sign.title") && Contains("tr:en=\"Sign in\""));
  CHECK_THAT(text, Contains("\"打卡\"") && Contains("resource=tip"));
  CHECK_THAT(text, !Contains("注释"));
  CHECK_THAT(text, Contains("\"苹果文字\"") && Contains("resource=k"));
  CHECK_THAT(text, Contains("resource=menu"));
  CHECK_THAT(text, Contains("resource=xk"));
  CHECK_THAT(text, Contains("at=assets/a.css:1"));
}

TEST_CASE("what nobody can read is in the ledger, and does not hide the rest") {
  std::string noise;
  for (unsigned i = 0; i < 4096; ++i) noise += static_cast<char>((i * 2654435761U) >> 24);
  const Reading reading = read_with({{"assets/a.dat", noise},
                                     {"assets/b.dat", noise + "x"},
                                     {"assets/icudtl.dat", noise + "y"},
                                     {"assets/x.wxapkg", "V1MMWX" + noise}});
  size_t unknown = 0, encrypted = 0;
  for (const evidence::Gap& gap : reading.evidence.gaps) {
    if (gap.what.id == Msg::gap_unknown_files) {
      ++unknown;
      REQUIRE(gap.module != evidence::kNoModule);
      CHECK(reading.evidence.modules[gap.module].reach == evidence::Reach::kNo);
      CHECK(gap.what.args.front() == "2");
    }
    encrypted += gap.why == GapReason::kEncrypted ? 1 : 0;
  }
  CHECK(unknown == 1);
  CHECK(encrypted == 1);
  const evidence::Coverage& coverage = reading.evidence.coverage;
  CHECK(coverage.entries == coverage.read + coverage.skipped + coverage.opaque);
}

TEST_CASE("a script that is no text is encrypted; one that is a zip is opened") {
  std::string noise;
  for (unsigned i = 0; i < 2048; ++i) noise += static_cast<char>((i * 2654435761U) >> 23);
  CHECK_THAT(evidence_of({{"assets/widget/script/a.js", noise}}), Contains("gap encrypted"));
  CHECK_THAT(evidence_of({{"assets/hidden.png", zip_of({{"t.txt", "图中文字"}})}}),
             Contains("at=assets/hidden.png!/t.txt"));
}

TEST_CASE("a text that begins like media is read; media under the name of a text are skipped") {
  const std::string text = evidence_of({{"assets/a.js", "ID3=1;show('甲处签到')"},
                                        {"assets/b.txt", "OTTO 乙处签到"},
                                        {"assets/c.dat", "GIF8 丙处签到"},
                                        {"assets/d.js", "ID3\x03\0\0\0\0\x0F\x76TIT2\0\0\0\x05 丁处签到"s}});
  for (const char* read : {"甲处签到", "乙处签到", "丙处签到"}) CHECK_THAT(text, Contains(read));
  CHECK_THAT(text, !Contains("丁处签到"));
}

TEST_CASE("folders are known by their whole names, and raw files by what they are") {
  const std::string text = evidence_of({{"res/identity.html", "<p>甲处签到</p>"},
                                        {"res/colorful/x.html", "<p>乙处签到</p>"},
                                        {"res/raw/a.png", zip_of({{"t.txt", "丙处签到"}})},
                                        {"META-INF/p.html", "<p>丁处签到</p>"},
                                        {"res/drawable-hdpi/y.html", "<p>戊处签到</p>"},
                                        {"META-INF/LICENSE.txt", "己处签到"}});
  for (const char* read : {"甲处签到", "乙处签到", "丙处签到", "丁处签到"}) CHECK_THAT(text, Contains(read));
  for (const char* skipped : {"戊处签到", "己处签到"}) CHECK_THAT(text, !Contains(skipped));
}

TEST_CASE("a source map without sources is read as the text that it is") {
  const std::string map = R"js({"sources": ["node_modules/x.js"], "sourcesContent": ["f('丙处签到')"]})js";
  CHECK_THAT(evidence_of({{"assets/a.js.map", "甲处签到"}}), Contains("甲处签到"));
  CHECK_THAT(evidence_of({{"assets/a.js.map", R"({"tip": "乙处签到"})"}}), Contains("乙处签到"));
  CHECK_THAT(evidence_of({{"assets/a.js.map", map}}), !Contains("丙处签到"));
}

TEST_CASE("texts of a package are read to a limit, the rest is a gap") {
    Limits limits;
    limits.all_text_bytes = 40;
    const std::string zip = builders::build_apk({{"AndroidManifest.xml", kManifest},
                                                 {"assets/a.txt", "甲处签到"},
                                                 {"assets/b.txt", std::string(60, 'b')},
                                                 {"assets/c.txt", "丙处签到"}})
                                .bytes;
    const auto tree = io::open_zip(zip, limits);
    REQUIRE(tree.has_value());
    const std::string text = text_of(platforms::tests::read(**tree, limits));
    CHECK_THAT(text, Contains("甲处签到"));
    CHECK_THAT(text, !Contains("丙处签到"));
    CHECK_THAT(text, Contains("gap limit at=assets/b.txt") && Contains("gap limit at=assets/c.txt"));
}

TEST_CASE("an archive of copies of itself ends") {
    // Each level holds three different archives of the level below: bounded by depth, by digests and by the
    // budget.
    std::string level = zip_of({{"t.txt", "底"}});
    for (int i = 0; i < 8; ++i) {
      level = zip_of({{"a.zip", level},
                      {"b.zip", level},
                      {"c.zip", level + std::string(static_cast<size_t>(i) + 1, '\0')}});
    }
    const Reading reading = read_with({{"assets/q.zip", level}});
    CHECK(reading.evidence.coverage.entries < 5'000);
}
