// The same app read from its package and from its source: rules must not see a difference.
//
// What may differ, and why:
//   - places (files and lines), and the order of things;
//   - facts, figures and SDKs: a package has signatures and tables, a project has build scripts;
//   - pieces beside what is joined: a compiler folds "打" + "卡" into one text, the source has the parts as
//   well.
#include <set>

#include "builders/android_builder.h"
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using platforms::tests::Files;

namespace {

const std::string kManifest =
    R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.demo.grid" android:versionName="2.3.1">
  <uses-permission android:name="android.permission.ACCESS_FINE_LOCATION"/>
  <uses-permission android:name="android.permission.CAMERA"/>
  <application android:label="@string/app_name" android:name="cn.gov.demo.grid.App">
    <activity android:name=".MainActivity" android:label="@string/app_name" android:exported="true"><intent-filter>
      <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity>
    <activity android:name=".SignActivity" android:label="@string/sign_title"/>
    <activity android:name=".RankActivity"><intent-filter><action android:name="cn.gov.RANK"/><data android:scheme="gov" android:host="rank"/></intent-filter></activity>
    <service android:name=".TrackService"/>
  </application></manifest>)";

const Files kResources = {
    {"values/strings.xml",
     "<resources><string name=\"app_name\">网格通</string><string name=\"sign_title\">Clock "
     "in</string><string name=\"rank_title\">积分排行</string>"
     "<string name=\"tip\">请先打卡</string><string name=\"dead\">旧签到</string></resources>"},
    {"values-zh-rCN/strings.xml", "<resources><string name=\"sign_title\">打卡</string></resources>"},
    {"res/layout/activity_main.xml",
     "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><Button "
     "android:id=\"@+id/to_sign\" android:text=\"@string/sign_title\" "
     "android:onClick=\"openSign\"/><include layout=\"@layout/bar\"/></LinearLayout>"},
    {"res/layout/activity_sign.xml",
     "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
     "android:text=\"*姓名\"/><EditText android:id=\"@+id/name\" "
     "android:hint=\"请输入\"/><cn.gov.demo.grid.SignView/></LinearLayout>"},
    {"res/layout/bar.xml",
     "<TextView xmlns:android=\"http://schemas.android.com/apk/res/android\" android:text=\"顶栏\"/>"},
    {"res/menu/main.xml",
     "<menu xmlns:android=\"http://schemas.android.com/apk/res/android\"><item "
     "android:title=\"@string/rank_title\"/></menu>"},
};

const std::string kCode = R"(class cn.gov.demo.grid.App extends android.app.Application
class cn.gov.demo.grid.BaseActivity extends android.app.Activity
  method showTip(string) void
class cn.gov.demo.grid.MainActivity extends cn.gov.demo.grid.BaseActivity
  method onCreate(android.os.Bundle) void
    layout @layout/activity_main
    resource @menu/main
    call static android.util.Log.d(string, string) int "grid" "日志打卡"
  method openSign(android.view.View) void
    start cn.gov.demo.grid.SignActivity
class cn.gov.demo.grid.SignActivity extends cn.gov.demo.grid.BaseActivity
  field static final string URL = "/attendance/clock-in"
  field int count
  method onCreate(android.os.Bundle) void
    layout @layout/activity_sign
  method clockIn(android.view.View) void
    call android.location.LocationManager.requestLocationUpdates(string, long, float, android.location.LocationListener) "gps"
    call static cn.gov.demo.grid.Net.post(string) "/attendance/clock-in"
    call static android.widget.Toast.makeText(android.content.Context, CharSequence, int) android.widget.Toast this "打卡成功"
    call android.widget.TextView.setText(CharSequence) "已打卡"
    call cn.gov.demo.grid.SignActivity.showTip(string) "晚点名"
    string "考勤"
class cn.gov.demo.grid.RankActivity extends cn.gov.demo.grid.BaseActivity
  method onCreate(android.os.Bundle) void
    call cn.gov.demo.grid.RankActivity.setTitle(CharSequence) "排行榜"
    call static cn.gov.demo.grid.Net.post(string) "/integral/rank"
class cn.gov.demo.grid.SignView extends android.view.View
class cn.gov.demo.grid.TrackService extends android.app.Service
class cn.gov.demo.grid.Net
  method static post(string) void
interface cn.gov.demo.grid.Api
  @retrofit2.http.GET "sign/list"
  method list(string) void
)";

const Files kJava = {
    {"App.java",
     "package cn.gov.demo.grid;\nimport android.app.Application;\npublic class App extends Application {}\n"},
    {"BaseActivity.java",
     "package cn.gov.demo.grid;\nimport android.app.Activity;\nclass BaseActivity extends Activity { void "
     "showTip(String s) {} }\n"},
    {"MainActivity.java",
     "package cn.gov.demo.grid;\nimport android.content.Intent; import android.os.Bundle; import "
     "android.util.Log; import android.view.*;\n"
     "public class MainActivity extends BaseActivity {\n  // \"注释打卡\"\n"
     "  protected void onCreate(Bundle b) { setContentView(R.layout.activity_main); "
     "getMenuInflater().inflate(R.menu.main, null); Log.d(\"grid\", \"日志打卡\"); }\n"
     "  public void openSign(View v) { startActivity(new Intent(this, SignActivity.class)); }\n}\n"},
    {"SignActivity.java",
     "package cn.gov.demo.grid;\nimport android.location.LocationManager; import android.widget.*;\n"
     "public class SignActivity extends BaseActivity {\n  static final String URL = "
     "\"/attendance/clock-in\";\n  int count;\n  private LocationManager manager; private TextView view;\n"
     "  protected void onCreate(android.os.Bundle b) { setContentView(R.layout.activity_sign); }\n"
     "  void clockIn(android.view.View v) {\n    manager.requestLocationUpdates(\"gps\", 1000, 1f, null);\n  "
     "  Net.post(URL);\n"
     "    Toast.makeText(this, \"打卡\" + \"成功\", Toast.LENGTH_SHORT).show();\n    "
     "view.setText(\"已打卡\");\n    showTip(\"晚点名\");\n    String s = \"考勤\";\n  }\n}\n"},
    {"RankActivity.java",
     "package cn.gov.demo.grid;\nclass RankActivity extends BaseActivity { protected void "
     "onCreate(android.os.Bundle b) { setTitle(\"排行榜\"); Net.post(\"/integral/rank\"); } }\n"},
    {"SignView.java", "package cn.gov.demo.grid;\nclass SignView extends android.view.View {}\n"},
    {"TrackService.java", "package cn.gov.demo.grid;\nclass TrackService extends android.app.Service {}\n"},
    {"Net.java", "package cn.gov.demo.grid;\nclass Net { static void post(String s) {} }\n"},
    {"Api.java",
     "package cn.gov.demo.grid;\nimport retrofit2.http.GET;\ninterface Api { @GET(\"sign/list\") void "
     "list(String s); }\n"},
};

platforms::Reading of_package() {
  Files files = kResources;
  files["AndroidManifest.xml"] = kManifest;
  files["code.txt"] = kCode;
  const builders::BuiltPackage built = builders::build_apk(files);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return platforms::tests::read(**tree);
}

platforms::Reading of_source() {
  Files files = {{"settings.gradle", "include ':app'"},
                 {"app/build.gradle",
                  "apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId "
                  "'cn.gov.demo.grid' } }\n"}};
  files["app/src/main/AndroidManifest.xml"] = kManifest;
  for (const auto& [path, text] : kResources)
    files["app/src/main/" + (path.starts_with("res/") ? path : "res/" + path)] = text;
  for (const auto& [path, text] : kJava) files["app/src/main/java/cn/gov/demo/grid/" + path] = text;
  return platforms::tests::read_files(files);
}

std::set<std::string> modules_of(const evidence::EvidenceSet& set) {
  std::set<std::string> out;
  for (const evidence::Module& m : set.modules) {
    out.insert(
        m.id + " " + std::string(evidence::kModuleKindNames[static_cast<size_t>(m.kind)]) +
        " title=" + m.title + " owner=" + std::string(evidence::kOwnerNames[static_cast<size_t>(m.owner)]) +
        (m.entry ? " entry" : "") + " " + std::string(evidence::kReachNames[static_cast<size_t>(m.reach)]));
  }
  return out;
}

std::set<std::string> edges_of(const evidence::EvidenceSet& set) {
  std::set<std::string> out;
  for (const evidence::Edge& edge : set.edges)
    out.insert(std::string(evidence::kEdgeKindNames[static_cast<size_t>(edge.kind)]) + " " +
               set.modules[edge.from].id + " " + set.modules[edge.to].id);
  return out;
}

std::set<std::string> items_of(const evidence::EvidenceSet& set, evidence::Kind kind) {
  std::set<std::string> out;
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind != kind) continue;
    std::string line = std::string(evidence::kRoleNames[static_cast<size_t>(item.role)]) + " \"" + item.text +
                       "\"" + (item.required ? " required" : "") + (item.dormant ? " dormant" : "");
    if (item.module != evidence::kNoModule) line += " in " + set.modules[item.module].id;
    line += " " + item.at.resource + " " + item.at.locale;
    for (const evidence::Translation& other : item.translations)
      line += " " + other.locale + ":" + other.text;
    out.insert(line);
  }
  return out;
}

std::string missing(const std::set<std::string>& from, const std::set<std::string>& in) {
  std::string out;
  for (const std::string& one : from) {
    if (in.count(one) == 0) out += one + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("package and source give the same screens, titles, owners and ways") {
  const platforms::Reading package = of_package(), source = of_source();
  CHECK(package.package.id == source.package.id);
  CHECK(package.package.name == source.package.name);
  CHECK(package.package.version == source.package.version);
  CHECK(missing(modules_of(package.evidence), modules_of(source.evidence)).empty());
  CHECK(missing(modules_of(source.evidence), modules_of(package.evidence)).empty());
  CHECK(missing(edges_of(package.evidence), edges_of(source.evidence)).empty());
  CHECK(missing(edges_of(source.evidence), edges_of(package.evidence)).empty());
}

TEST_CASE("package and source give the same texts, fields, permissions, components, addresses and routes") {
  const platforms::Reading package = of_package(), source = of_source();
  for (const evidence::Kind kind :
       {evidence::Kind::kText, evidence::Kind::kField, evidence::Kind::kPermission,
        evidence::Kind::kComponent, evidence::Kind::kEndpoint, evidence::Kind::kRoute}) {
    CAPTURE(evidence::kKindNames[static_cast<size_t>(kind)]);
    CHECK(missing(items_of(package.evidence, kind), items_of(source.evidence, kind)) == "");
  }
  CHECK(missing(items_of(source.evidence, evidence::Kind::kText),
                items_of(package.evidence, evidence::Kind::kText)) == "");
  CHECK(platforms::tests::text_of(source).find("注释打卡") == std::string::npos);
}

TEST_CASE("package and source name the same calls of the framework") {
  const std::set<std::string> package = items_of(of_package().evidence, evidence::Kind::kCall);
  const std::set<std::string> source = items_of(of_source().evidence, evidence::Kind::kCall);
  for (const char* name : {"android.location.LocationManager.requestLocationUpdates",
                           "android.widget.Toast.makeText", "cn.gov.demo.grid.Net.post",
                           "android.widget.TextView.setText", "cn.gov.demo.grid.SignActivity.showTip"}) {
    CAPTURE(name);
    const std::string line = std::string("none \"") + name + "\" in cn.gov.demo.grid.SignActivity  ";
    CHECK(package.count(line) == 1);
    CHECK(source.count(line) == 1);
  }
}
