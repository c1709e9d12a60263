#include "builders/bundle_builder.h"
#include "builders/damage.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

const std::string kBaseManifest =
    R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x" android:versionName="1.2">
  <uses-permission android:name="android.permission.CAMERA"/>
  <application android:label="@string/app">
    <activity android:name=".Main" android:exported="true"><intent-filter>
      <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity>
  </application></manifest>)";
const std::string kFeatureManifest =
    R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x" split="sign">
  <uses-permission android:name="android.permission.ACCESS_FINE_LOCATION"/>
  <application><activity android:name=".Sign" android:label="@string/sign"/></application></manifest>)";

const std::map<std::string, std::string> kFiles = {
    {"base/AndroidManifest.xml", kBaseManifest},
    {"base/values/strings.xml",
     "<resources><string name=\"app\">Grid</string><string name=\"sign\">Clock in</string>"
     "<string name=\"dead\">旧打卡</string></resources>"},
    {"base/values-zh-rCN/strings.xml", "<resources><string name=\"sign\">打卡</string></resources>"},
    {"base/res/layout/main.xml",
     "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
     "android:text=\"@string/sign\"/></LinearLayout>"},
    {"base/assets/www/index.html", "<html><body>网页签到</body></html>"},
    {"base/code.txt",
     "class cn.gov.x.Main extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n"
     "    layout @layout/main\n"},
    {"sign/AndroidManifest.xml", kFeatureManifest},
    {"sign/values/strings.xml", "<resources><string name=\"rank\">积分排名</string></resources>"},
    {"sign/res/layout/sign.xml",
     "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
     "android:text=\"@string/rank\"/>"
     "<Button android:text=\"@string/sign\"/></LinearLayout>"},
    {"sign/code.txt",
     "class cn.gov.x.Sign extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n"
     "    layout @layout/sign\n    string \"考勤\"\n"},
};

platforms::Reading reading_of(const std::string& bytes) {
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  return platforms::tests::read(**tree);
}

std::string built(const std::map<std::string, std::string>& files) {
  builders::BuiltPackage out = builders::build_bundle(files);
  REQUIRE(out.error.empty());
  return out.bytes;
}

}  // namespace

TEST_CASE("the modules of a bundle are one application, known by its base") {
  const platforms::Reading reading = reading_of(built(kFiles));
  CHECK(reading.package.id == "cn.gov.x");
  CHECK(reading.package.name == "Grid");
  CHECK(reading.package.version == "1.2");
  const std::string out = text_of(reading);
  CHECK_THAT(out, Contains("fact \"module base\" at=base/") && Contains("fact \"module sign\" at=sign/"));
  CHECK_THAT(out, Contains("permission android.permission.CAMERA at=base/manifest/AndroidManifest.xml"));
  CHECK_THAT(
      out,
      Contains("permission android.permission.ACCESS_FINE_LOCATION at=sign/manifest/AndroidManifest.xml"));
  CHECK_THAT(out, Contains("module page cn.gov.x.Main") &&
                      Contains("module page cn.gov.x.Sign title=打卡 owner=app"));
  CHECK(out.find("gap ") == std::string::npos);
}

TEST_CASE(
    "layouts of a bundle have the names of their resources and the texts of all modules, at their real "
    "places") {
  const std::string out = text_of(reading_of(built(kFiles)));
  CHECK_THAT(out, Contains("edge includes cn.gov.x.Main layout/main"));
  CHECK_THAT(out, Contains("edge includes cn.gov.x.Sign layout/sign"));
  CHECK_THAT(out, Contains("text label \"打卡\" in=layout/main at=base/res/layout/main.xml:1"));
  CHECK_THAT(out, Contains("text label \"积分排名\" in=layout/sign at=sign/res/layout/sign.xml:1"));
  CHECK_THAT(out, Contains("text label \"打卡\" pressed in=layout/sign at=sign/res/layout/sign.xml:1"));
  CHECK_THAT(out, Contains("text unknown \"考勤\" in=cn.gov.x.Sign at=sign/dex/classes.dex"));
  CHECK_THAT(out, Contains("\"网页签到\" in=base/assets/www/index.html"));
  CHECK_THAT(out, Contains("text unknown \"旧打卡\" dormant in=resources at=base/resources.pb"));
}

TEST_CASE("classes and methods that were renamed have their names back, others keep theirs") {
  auto files = kFiles;
  files["base/code.txt"] =
      "class a.b extends android.app.Activity\n  method c(android.os.Bundle) void\n    string \"积分榜\"\n"
      "class a.c extends java.lang.Object\n  method d() void\n    string \"考核\"\n";
  files["BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map"] =
      "# compiler: R8\ncn.gov.x.PointsRanking -> a.b:\n    1:1:void loadRanking(android.os.Bundle) -> c\n";
  const std::string out = text_of(reading_of(built(files)));
  CHECK_THAT(out, Contains("module page cn.gov.x.PointsRanking"));
  CHECK_THAT(out, Contains("text unknown \"积分榜\" in=cn.gov.x.PointsRanking") &&
                      Contains("symbol=cn.gov.x.PointsRanking.loadRanking"));
  CHECK_THAT(out, Contains("text unknown \"考核\" in=a.c") && Contains("symbol=a.c.d"));
}

TEST_CASE("a bundle whose manifests or tables are damaged is read for the rest, with gaps") {
  auto files = kFiles;
  std::string bytes = built(files);
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  std::vector<builders::ZipFile> entries;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    const std::string name = (*tree)->entries()[i].name;
    std::string content((*tree)->read(i).bytes.view());
    if (name == "base/resources.pb") content.resize(content.size() - 20);
    if (name == "sign/manifest/AndroidManifest.xml") content = "garbage";
    entries.push_back({name, content, true});
  }
  const std::string out = text_of(reading_of(builders::zip_of(entries)));
  CHECK_THAT(out, Contains("gap corrupt at=base/resources.pb") &&
                      Contains("gap corrupt at=sign/manifest/AndroidManifest.xml"));
  CHECK_THAT(out, Contains("\"积分排名\"") && Contains("\"考勤\""));
}

TEST_CASE("an archive that is called a bundle and has no module is an error") {
  const std::string bytes = builders::zip_of({{"BundleConfig.pb", "x", false}});
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  const platforms::Platform* platform = platforms::recognise(**tree);
  REQUIRE(platform != nullptr);
  CHECK(platform->kind == "aab");
  const Limits limits;
  const platforms::Input input{"x.aab", tree->get()};
  CHECK_FALSE(platform->read({&input, 1}, {limits, nullptr}).has_value());
}

TEST_CASE("a bundle changed anywhere in its manifest or table is read or refused") {
  const std::string table =
      builders::build_proto_table({{"string", "a", "", "打卡"}, {"layout", "m", "", "res/layout/m.xml"}});
  const std::string manifest = builders::compile_proto_xml(
      "<manifest package=\"a.b\"><application label=\"@string/a\"/></manifest>", {});
  const auto read = [](const std::string& manifest_bytes, const std::string& table_bytes) {
    const std::string bytes = builders::zip_of({{"BundleConfig.pb", "", false},
                                                {"base/manifest/AndroidManifest.xml", manifest_bytes, false},
                                                {"base/resources.pb", table_bytes, false}});
    const auto tree = io::open_zip(bytes, Limits{});
    REQUIRE(tree.has_value());
    CHECK_FALSE(text_of(platforms::tests::read(**tree)).empty());
  };
  builders::flip_everywhere(manifest, [&](const std::string& bytes) { read(bytes, table); });
  builders::cut_everywhere(table, [&](const std::string& bytes) { read(manifest, bytes); });
}
