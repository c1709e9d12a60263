#include "builders/android_builder.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

const std::string kManifest = R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x" android:versionName="1.2">
  <uses-permission android:name="android.permission.CAMERA"/>
  <application android:label="@string/app">
    <activity android:name=".Main" android:exported="true"><intent-filter>
      <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity>
    <activity android:name=".Sign" android:label="@string/sign"/>
    <activity android:name=".Open"><intent-filter><action android:name="a.b"/><data android:scheme="gov" android:host="sign"/></intent-filter></activity>
  </application></manifest>)";

const std::map<std::string, std::string> kFiles = {
    {"AndroidManifest.xml", kManifest},
    {"values/strings.xml", "<resources><string name=\"app\">Grid</string><string name=\"sign\">Clock in</string><string name=\"dead\">旧打卡</string></resources>"},
    {"values-zh-rCN/strings.xml", "<resources><string name=\"sign\">打卡</string></resources>"},
    {"res/layout/sign.xml",
     "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView android:text=\"@string/sign\"/><TextView android:text=\"*姓名\"/>"
     "<EditText android:id=\"@+id/name\"/><Button android:text=\"提交\" android:onClick=\"submit\"/></LinearLayout>"},
    {"assets/www/index.html", "<html><head><title>网页打卡</title></head><body>签到</body></html>"},
    {"code.txt", R"(class cn.gov.x.Main extends android.app.Activity
  method onCreate(android.os.Bundle) void
    start cn.gov.x.Sign
    call static android.util.Log.d(string, string) int "tag" "日志打卡"
class cn.gov.x.Sign extends android.app.Activity
  method onCreate(android.os.Bundle) void
    layout @layout/sign
    call static android.widget.Toast.makeText(android.content.Context, CharSequence, int) android.widget.Toast this "打卡成功"
    call android.location.LocationManager.requestLocationUpdates(string, long, float, android.location.LocationListener) "gps"
    string "/attendance/clock"
    string "考勤"
class cn.gov.x.Open extends cn.gov.x.Base
class cn.gov.x.Base extends android.app.Activity
)"}};

std::string evidence_of(const std::map<std::string, std::string>& files) {
  const builders::BuiltPackage built = builders::build_apk(files);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

}  // namespace

TEST_CASE("identity, permissions and components come from the manifest") {
  const builders::BuiltPackage built = builders::build_apk(kFiles);
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  const platforms::Reading reading = platforms::tests::read(**tree);
  CHECK(reading.package.id == "cn.gov.x");
  CHECK(reading.package.version == "1.2");
  CHECK(reading.package.name == "Grid");
  const std::string out = text_of(reading);
  CHECK_THAT(out, Contains("permission android.permission.CAMERA"));
  CHECK_THAT(out, Contains("module page cn.gov.x.Main") && Contains("entry=yes"));
  CHECK_THAT(out, Contains("route gov://sign in=cn.gov.x.Open"));
}

TEST_CASE("a screen is its class, its layout, its title in Chinese and what it opens") {
  const std::string out = evidence_of(kFiles);
  CHECK_THAT(out, Contains("module page cn.gov.x.Sign title=打卡 owner=app"));
  CHECK_THAT(out, Contains("edge opens cn.gov.x.Main cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("edge includes cn.gov.x.Sign layout/sign"));
  CHECK_THAT(out, Contains("text label \"打卡\" in=layout/sign") && Contains("resource=string/sign locale=zh-CN") && Contains("tr:"));
  CHECK_THAT(out, Contains("identifier submit in=layout/sign"));
}

TEST_CASE("a form field is called what stands before it, and is required when that is starred") {
  CHECK_THAT(evidence_of(kFiles), Contains("field \"*姓名\" arg:type=\"EditText\" arg:id=\"id/name\" required in=layout/sign"));
}

TEST_CASE("strings of code are texts by what they are used for") {
  const std::string out = evidence_of(kFiles);
  CHECK_THAT(out, Contains("text message \"打卡成功\" in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("text unknown \"考勤\" in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("endpoint /attendance/clock in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("literal \"日志打卡\""));  // a log is not shown
  CHECK(out.find("text unknown \"日志打卡\"") == std::string::npos);
  CHECK_THAT(out, Contains("call android.location.LocationManager.requestLocationUpdates \"gps\""));
}

TEST_CASE("a string that nothing refers to is dormant, one that is used is not") {
  const std::string out = evidence_of(kFiles);
  CHECK_THAT(out, Contains("text unknown \"旧打卡\" dormant in=resources"));
  CHECK(out.find("\"打卡\" dormant") == std::string::npos);
}

TEST_CASE("web pages in assets are read") {
  CHECK_THAT(evidence_of(kFiles), Contains("module page assets/www/index.html title=网页打卡") && Contains("text label \"签到\" in=assets/www/index.html"));
}

TEST_CASE("what cannot be read is a gap: a nested archive, a broken DEX, no code at all") {
  auto files = kFiles;
  files["assets/more.7z"] = std::string("7z\xBC\xAF\x27\x1C\0\4", 8) + std::string(100, 'x');
  CHECK_THAT(evidence_of(files), Contains("gap unsupported at=assets/more.7z"));
  files = kFiles;
  files.erase("code.txt");
  CHECK_THAT(evidence_of(files), Contains("gap missing-part at=classes.dex"));
  files["classes.dex"] = "not a dex";
  CHECK_THAT(evidence_of(files), Contains("gap corrupt at=classes.dex"));
}

TEST_CASE("a damaged manifest loses the component graph, not the package") {
  const builders::BuiltTable table = builders::build_arsc({{"string", "a", "", "打卡"}});
  const std::string bytes = builders::zip_of({{"AndroidManifest.xml", "garbage", false}, {"resources.arsc", table.arsc, false}});
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  const std::string out = text_of(platforms::tests::read(**tree));
  CHECK_THAT(out, Contains("gap corrupt at=AndroidManifest.xml") && Contains("\"打卡\""));
}
