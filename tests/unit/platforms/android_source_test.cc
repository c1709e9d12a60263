#include "platforms/android_source/gradle.h"
#include "platforms/android_source/project.h"
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using namespace jianfu::platforms;
using Catch::Contains;
using tests::evidence_of_files;
using tests::Files;

namespace {

const std::string kNamespaces =
    "xmlns:android=\"http://schemas.android.com/apk/res/android\" "
    "xmlns:tools=\"http://schemas.android.com/tools\" xmlns:app=\"http://schemas.android.com/apk/res-auto\"";

std::string manifest(std::string_view package, std::string_view inside) {
  return "<?xml version=\"1.0\"?>\n<manifest " + kNamespaces +
         (package.empty() ? "" : " package=\"" + std::string(package) + "\"") + "><application>" +
         std::string(inside) + "</application></manifest>";
}

std::string launcher(std::string_view name) {
  return "<activity android:name=\"" + std::string(name) +
         "\"><intent-filter><action android:name=\"android.intent.action.MAIN\"/><category "
         "android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity>";
}

}  // namespace

TEST_CASE("a project is told by its manifest of text, wherever the folder begins") {
  const auto kind_of = [](const Files& files) -> std::string {
    const std::string bytes = tests::zip_of_files(files);
    const auto tree = io::open_zip(bytes, Limits{});
    REQUIRE(tree.has_value());
    const Platform* platform = recognise(**tree);
    return platform == nullptr ? "" : std::string(platform->kind);
  };
  CHECK(kind_of({{"a/src/main/AndroidManifest.xml", manifest("a", "")}}) == "android-source");
  CHECK(kind_of({{"AndroidManifest.xml", "\xEF\xBB\xBF" + manifest("a", "")},
                 {"res/values/x.xml", ""},
                 {"src/A.java", ""}}) == "android-source");
  CHECK(kind_of({{"settings.gradle.kts", ""}}) == "android-source");
  CHECK(kind_of({{"pubspec.yaml", "dependencies:\n  flutter:\n    sdk: flutter\n"}}) == "android-source");
  CHECK(kind_of({{"package.json", "{\"dependencies\": {\"react-native\": \"1\"}}"}}) == "android-source");
  CHECK(kind_of({{"AndroidManifest.xml", std::string("\3\0\10\0", 4)}, {"classes.dex", ""}}) == "apk");
  CHECK(kind_of({{"package.json", "{\"dependencies\": {\"vue\": \"1\"}}"}}).empty());
  CHECK(kind_of({{"build/AndroidManifest.txt", "x"}}).empty());
}

TEST_CASE("locales of folders, with other qualifiers around them") {
  using android_source::locale_of_folder;
  CHECK(locale_of_folder("values").empty());
  CHECK(locale_of_folder("values-zh") == "zh");
  CHECK(locale_of_folder("values-zh-rCN") == "zh-CN");
  CHECK(locale_of_folder("values-zh-rTW-night-v21") == "zh-TW");
  CHECK(locale_of_folder("values-b+zh+Hans+CN") == "zh-Hans-CN");
  CHECK(locale_of_folder("values-mcc460-mnc00-zh-rHK") == "zh-HK");
  CHECK(locale_of_folder("values-night").empty());
  CHECK(locale_of_folder("values-v21").empty());
  CHECK(locale_of_folder("values-sw600dp").empty());
  CHECK(locale_of_folder("values-car").empty());
}

TEST_CASE("build scripts of both kinds say what is built and with what") {
  android_source::Gradle groovy;
  android_source::read_gradle(
      "apply plugin: 'com.android.application'\nandroid {\n namespace 'cn.x'\n defaultConfig {\n "
      "applicationId \"cn.y\"\n versionName \"1.2\"\n minSdkVersion 21\n targetSdkVersion 30\n"
      " manifestPlaceholders = [KEY: 'abc']\n resValue \"string\", \"app_name\", \"名\"\n buildConfigField "
      "'String', 'BASE', '\"http://z\"'\n } }\n"
      "dependencies {\n implementation 'com.amap.api:location:5.0@aar'\n api project(':lib')\n compile "
      "group: 'g', name: 'n', version: '2'\n testImplementation 'junit:junit:4'\n"
      " implementation \"a:b:$v\"\n}\n",
      false, Limits{}, groovy);
  CHECK(groovy.application);
  CHECK(groovy.application_id == "cn.y");
  CHECK(groovy.name_space == "cn.x");
  CHECK(groovy.version_name == "1.2");
  CHECK(groovy.min_sdk == "21");
  CHECK(groovy.target_sdk == "30");
  CHECK(groovy.projects == std::vector<std::string>{"lib"});
  REQUIRE(groovy.dependencies.size() == 3);
  CHECK((groovy.dependencies[0].name == "com.amap.api:location" && groovy.dependencies[0].version == "5.0"));
  CHECK((groovy.dependencies[1].name == "g:n" && groovy.dependencies[1].version == "2"));
  CHECK((groovy.dependencies[2].name == "a:b" && groovy.dependencies[2].version.empty()));
  REQUIRE(groovy.strings.size() == 1);
  CHECK(groovy.strings[0].value == "名");
  REQUIRE(groovy.fields.size() == 1);
  CHECK(groovy.fields[0].value == "http://z");
  CHECK(std::find(groovy.placeholders.begin(), groovy.placeholders.end(),
                  std::pair<std::string, std::string>("KEY", "abc")) != groovy.placeholders.end());
  android_source::Gradle kotlin;
  android_source::read_gradle(
      "plugins { id(\"com.android.library\") }\nandroid { namespace = \"cn.k\"\n defaultConfig { minSdk = "
      "24\n manifestPlaceholders[\"A\"] = \"b\" } }\n"
      "dependencies { implementation(\"x:y:1\")\n implementation(project(\":core\")) }\n",
      true, Limits{}, kotlin);
  CHECK((kotlin.library && !kotlin.application));
  CHECK(kotlin.name_space == "cn.k");
  CHECK(kotlin.min_sdk == "24");
  CHECK(kotlin.projects == std::vector<std::string>{"core"});
  REQUIRE(kotlin.dependencies.size() == 1);
  CHECK(kotlin.dependencies[0].name == "x:y");
}

TEST_CASE("a version catalogue gives libraries with their versions") {
  const auto found = android_source::read_catalogue(
      "[versions]\nokhttp = \"4.9\"\n[libraries]\na = { module = \"com.squareup.okhttp3:okhttp\", "
      "version.ref = \"okhttp\" }\n"
      "b = \"x:y:2\" # c\nd = { group = \"g\", name = \"n\" }\n[plugins]\np = \"q:r:1\"\n");
  REQUIRE(found.size() == 3);
  CHECK((found[0].name == "com.squareup.okhttp3:okhttp" && found[0].version == "4.9"));
  CHECK((found[1].name == "x:y" && found[1].version == "2"));
  CHECK(found[2].name == "g:n");
}

TEST_CASE("namespace, placeholders and removed elements of manifests; modules of libraries join") {
  const Files files = {
      {"settings.gradle", "include ':app', ':lib', ':other'"},
      {"app/build.gradle",
       "plugins { id 'com.android.application' }\nandroid { namespace 'cn.gov.x'\ndefaultConfig { "
       "applicationId 'cn.gov.y'\nversionName '3' } }\ndependencies { implementation project(':lib') }"},
      {"app/src/main/AndroidManifest.xml",
       manifest("", launcher(".Main") + "<activity android:name=\".Gone\" tools:node=\"remove\"/><activity "
                                        "android:name=\"${applicationId}.Held\" android:label=\"标\"/>")},
      {"app/src/main/java/cn/gov/x/Main.java",
       "package cn.gov.x; import cn.gov.lib.Helper; class Main extends android.app.Activity { void f() { "
       "Helper.go(\"打卡\"); } }"},
      {"app/src/test/java/T.java", "class T { String s = \"测试签到\"; }"},
      {"app/src/androidTest/java/T.java", "class T { String s = \"测试签到\"; }"},
      {"app/build/generated/B.java", "class B { String s = \"生成签到\"; }"},
      {"lib/build.gradle", "apply plugin: 'com.android.library'"},
      {"lib/src/main/AndroidManifest.xml", "<manifest " + kNamespaces +
                                               " package=\"cn.gov.lib\"><uses-permission "
                                               "android:name=\"android.permission.CAMERA\"/></manifest>"},
      {"lib/src/main/java/cn/gov/lib/Helper.java",
       "package cn.gov.lib; public class Helper { public static void go(String s) {} }"},
      {"other/build.gradle", "apply plugin: 'com.android.library'"},
      {"other/src/main/AndroidManifest.xml", manifest("z", "")},
      {"other/src/main/java/z/Z.java", "package z; class Z { String s = \"无关签到\"; }"},
  };
  const Reading reading = tests::read_files(files);
  CHECK(reading.package.id == "cn.gov.y");
  CHECK(reading.package.version == "3");
  const std::string out = tests::text_of(reading);
  CHECK_THAT(out, Contains("module page cn.gov.x.Main owner=app reach=yes entry=yes"));
  CHECK_THAT(out, Contains("component cn.gov.y.Held") && !Contains("cn.gov.x.Gone"));
  CHECK_THAT(out, Contains("permission android.permission.CAMERA at=lib/src/main/AndroidManifest.xml"));
  CHECK_THAT(out, Contains("edge uses cn.gov.x.Main cn.gov.lib.Helper"));
  CHECK_THAT(out,
             Contains("打卡") && !Contains("测试签到") && !Contains("生成签到") && !Contains("无关签到"));
}

TEST_CASE("values: quotes, escapes, tags, CDATA, references, arrays, plurals, translations") {
  const std::string out = evidence_of_files({
      {"AndroidManifest.xml", manifest("cn.gov.x", launcher(".M"))},
      {"res/values/a.xml",
       "<resources>\n<string name=\"a\">  \\u6253\\n<b>卡</b> 了\\'s  x\n y </string><string "
       "name=\"b\"><![CDATA[签<到>]]></string><string name=\"c\">@string/a</string><string name=\"q\">\" 留 "
       "白 \"</string>"
       "<string-array name=\"d\"><item>周一</item><item>@string/b</item></string-array><plurals "
       "name=\"e\"><item quantity=\"other\">%d天</item></plurals>"
       "<style name=\"s\"><item name=\"android:text\">样式</item></style><!-- <string "
       "name=\"z\">注释</string> --></resources>"},
      {"res/values-zh-rTW/a.xml", "<resources><string name=\"b\">簽到</string></resources>"},
      {"res/layout/m.xml", "<L " + kNamespaces +
                               "><T android:text=\"@string/c\"/><T android:text=\"@string/q\"/><T "
                               "android:entries=\"@array/d\"/><T tools:text=\"预览\"/>"
                               "<T android:text=\"@{`共` + vm.n + `个`}\"/><T android:text=\"@{vm.x ? "
                               "@string/b : @string/a}\"/><T android:text=\"转\\n义\"/></L>"},
  });
  CHECK_THAT(out, Contains("text label \"打\\n卡 了's x y\" in=layout/m"));
  CHECK_THAT(out, Contains("\"签<到>\"") && Contains("簽到"));
  CHECK_THAT(out, Contains("\" 留 白 \"") && Contains("\"周一\"") && Contains("\"转\\n义\""));
  CHECK_THAT(out, Contains("\"%d天\" dormant in=resources at=res/values/a.xml"));
  CHECK_THAT(out, Contains("共") && !Contains("预览") && !Contains("注释") && !Contains("样式"));
}

TEST_CASE(
    "Kotlin: bindings, properties as setters, inherited fields, constants of other classes, actions, "
    "permissions") {
  const std::string out = evidence_of_files({
      {"src/main/AndroidManifest.xml", manifest("cn.gov.x", launcher(".Sign"))},
      {"src/main/res/layout/activity_sign.xml", "<L " + kNamespaces + "/>"},
      {"src/main/res/layout/row.xml", "<L " + kNamespaces + "/>"},
      {"src/main/res/values/s.xml", "<resources><string name=\"t\">标题</string></resources>"},
      {"src/main/java/cn/gov/x/Base.kt",
       "package cn.gov.x\nimport android.location.LocationManager\nopen class Base<T> : "
       "androidx.appcompat.app.AppCompatActivity() { protected lateinit var lm: LocationManager }\n"
       "object Urls { const val RANK = \"/integral/rank\" }\n"},
      {"src/main/java/cn/gov/x/Sign.kt",
       "package cn.gov.x\nimport android.content.Intent\nimport android.provider.MediaStore\nimport "
       "kotlinx.android.synthetic.main.row.*\nimport cn.gov.x.databinding.ActivitySignBinding\n"
       "class Sign : Base<ActivitySignBinding>() {\n  override fun onCreate() {\n    title = \"打卡\"\n    "
       "tv.text = \"今日\"\n    val title = \"变量\"\n    lm.requestLocationUpdates(\"gps\", 0, 0f, this)\n"
       "    post(Urls.RANK)\n    startActivity(Intent(MediaStore.ACTION_IMAGE_CAPTURE))\n    "
       "Rank.start(this)\n    toast(R.string.t)\n  }\n}\n"
       "class Rank : android.app.Activity() { companion object { fun start(context: Context) {} } }\n"
       "class Idle : android.app.Activity() { companion object { fun name() = \"\" } }\nfun other() = "
       "Idle.name()\n"},
  });
  CHECK_THAT(out, Contains("module page cn.gov.x.Sign title=打卡 owner=app"));
  CHECK_THAT(out, Contains("text title \"打卡\" in=cn.gov.x.Sign") &&
                      Contains("text label \"今日\" in=cn.gov.x.Sign") &&
                      Contains("text unknown \"变量\" in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("call android.location.LocationManager.requestLocationUpdates \"gps\""));
  CHECK_THAT(out, Contains("endpoint /integral/rank in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("call intent:android.media.action.IMAGE_CAPTURE in=cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("edge includes cn.gov.x.Sign layout/activity_sign") &&
                      Contains("edge includes cn.gov.x.Sign layout/row"));
  CHECK_THAT(out, Contains("edge opens cn.gov.x.Sign cn.gov.x.Rank") &&
                      Contains("edge uses cn.gov.x.SignKt cn.gov.x.Idle"));
  CHECK_THAT(out, Contains("text message \"标题\" in=cn.gov.x.Sign"));
}

TEST_CASE("several apps in one project are several packages") {
  const Reading reading = tests::read_files({
      {"a/build.gradle",
       "apply plugin: 'com.android.application'\ndependencies { implementation project(':lib') }"},
      {"a/src/main/AndroidManifest.xml", manifest("cn.gov.a", launcher(".A"))},
      {"a/src/main/java/A.java",
       "package cn.gov.a; class A extends android.app.Activity { String s = \"甲\"; }"},
      {"a/src/main/java/A2.java", "package cn.gov.a; class A2 {}"},
      {"b/build.gradle", "apply plugin: 'com.android.application'"},
      {"b/src/main/AndroidManifest.xml", manifest("cn.gov.b", launcher(".B"))},
      {"b/src/main/java/B.java",
       "package cn.gov.b; class B extends android.app.Activity { String s = \"乙\"; }"},
      {"lib/build.gradle", "apply plugin: 'com.android.library'"},
      {"lib/src/main/AndroidManifest.xml", manifest("cn.lib", "")},
      {"lib/src/main/java/L.java", "package cn.lib; class L { String s = \"丙\"; }"},
  });
  CHECK(reading.package.id == "cn.gov.a");
  CHECK_THAT(tests::text_of(reading), Contains("甲") && Contains("丙") && !Contains("乙"));
  REQUIRE(reading.nested.size() == 1);
  CHECK(reading.nested.front().package.path == "b/");
  CHECK_THAT(tests::text_of(reading.nested.front()), Contains("乙") && !Contains("甲") && !Contains("丙"));
}

TEST_CASE("a published library inside of the project is not the app's own") {
  const std::string out = evidence_of_files({
      {"app/build.gradle",
       "apply plugin: 'com.android.application'\ndependencies { implementation project(':pull') }"},
      {"app/src/main/AndroidManifest.xml", manifest("cn.gov.a", launcher(".A"))},
      {"app/src/main/java/A.java", "package cn.gov.a; class A extends android.app.Activity {}"},
      {"pull/build.gradle", "apply plugin: 'com.android.library'"},
      {"pull/LICENSE", "Apache"},
      {"pull/src/main/AndroidManifest.xml", manifest("com.handmark.pull", "")},
      {"pull/src/main/java/P.java", "package com.handmark.pull; class P {}"},
  });
  CHECK_THAT(out, Contains("module class com.handmark.pull.P owner=third-party") &&
                      Contains("module page cn.gov.a.A owner=app"));
}

TEST_CASE("a screen shows its layout, also where a decompiler renamed the class of the ids") {
  const auto includes = [](const std::string& layout) {
    return evidence_of_files(
        {{"src/main/AndroidManifest.xml", manifest("cn.gov.x", launcher(".A"))},
         {"src/main/res/layout/l.xml", "<TextView " + kNamespaces + " android:text=\"打卡\"/>"},
         {"src/main/java/cn/gov/x/A.java",
          "package cn.gov.x; class A extends android.app.Activity { int layout() { return " + layout + ".l; } }"}});
  };
  CHECK_THAT(includes("R.layout"), Contains("edge includes cn.gov.x.A layout/l"));
  CHECK_THAT(includes("C2113R.layout"), Contains("edge includes cn.gov.x.A layout/l"));
  CHECK_THAT(includes("CR.layout"), !Contains("edge includes cn.gov.x.A layout/l"));
  CHECK_THAT(includes("C2x3R.layout"), !Contains("edge includes cn.gov.x.A layout/l"));
}

TEST_CASE("every cut of a project's files is read without harm") {
  const Files files = {
      {"build.gradle",
       "apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId \"cn.${x}\" } }"},
      {"src/main/AndroidManifest.xml", manifest("cn.gov.x", launcher(".A"))},
      {"src/main/res/values/s.xml",
       "<resources><string name=\"a\">b\\u6253<![CDATA[c]]></string><string-array "
       "name=\"d\"><item>e</item></string-array></resources>"},
      {"src/main/res/layout/l.xml",
       "<L " + kNamespaces + " android:text=\"@{`a` + b}\"><view class=\"cn.gov.x.A\"/></L>"},
      {"src/main/java/A.kt",
       "package cn.gov.x\nclass A : android.app.Activity() { fun f(x: B) { title = \"a${b(\"c\")}\"; "
       "R.layout.l; x.y(A::class.java) } }"},
  };
  for (const auto& [path, whole] : files) {
    for (size_t cut = 0; cut < whole.size(); cut += 3) {
      Files cut_files = files;
      cut_files[path] = whole.substr(0, cut);
      if (path.ends_with(".xml") && cut < 2) continue;  // no manifest of text: another kind of folder
      tests::read_files(cut_files);
    }
  }
}

TEST_CASE("code that is no source is a gap, told once") {
  const std::string out = evidence_of_files({{"AndroidManifest.xml", manifest("a", launcher(".A"))},
                                             {"smali/a/A.smali", ".class La/A;"},
                                             {"smali/a/B.smali", ".class La/B;"}});
  CHECK_THAT(out, Contains("gap unsupported at=smali/a/A.smali") && !Contains("at=smali/a/B.smali"));
}
