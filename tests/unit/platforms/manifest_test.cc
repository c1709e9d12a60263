// What the manifest of an Android package says, and the files that it names.
#include "platforms/android/manifest.h"

#include <algorithm>

#include "formats/axml/axml.h"
#include "unit/platforms/apk.h"

using namespace jianfu;
using namespace jianfu::platforms;
using namespace jianfu::platforms::tests;
using android::Component;
using android::Manifest;
using Catch::Contains;

namespace {

Manifest manifest(const std::string& inside, const std::string& attributes = "",
                  const builders::ArscBuilder& table = builders::ArscBuilder()) {
  const std::string bytes = axml_of(manifest_of(inside, attributes), table.ids());
  const auto document = formats::axml::parse(bytes, Limits{});
  REQUIRE(document.has_value());
  android::Resources resources;
  std::vector<Defect> defects;
  resources.load(io::Blob::own(table.bytes()), android::TableForm::kBinary, "resources.arsc", Limits{}, defects);
  return android::read_manifest(*document, resources);
}

const Component& component(const Manifest& from, const std::string& name) {
  const auto at = std::find_if(from.components.begin(), from.components.end(),
                               [&](const Component& one) { return one.name == name; });
  REQUIRE(at != from.components.end());
  return *at;
}

const std::string kView = R"(<intent-filter><action android:name="android.intent.action.VIEW"/>
  <category android:name="android.intent.category.BROWSABLE"/>)";

// A package with a table, one activity's worth of code, and files.
std::string evidence_of(const std::string& inside, const builders::ArscBuilder& table,
                        std::vector<builders::ZipFile> files = {},
                        const std::string& code = "class cn.gov.x.Main extends android.app.Activity\n") {
  files.push_back({"AndroidManifest.xml", axml_of(manifest_of(inside), table.ids())});
  files.push_back({"resources.arsc", table.bytes()});
  files.push_back({"classes.dex", dex_of(code)});
  return text_of(read_apk(std::move(files)));
}

}  // namespace

TEST_CASE("permissions are kept with their limits, whichever tag asks for them") {
  const Manifest read = manifest(R"(
    <uses-permission android:name="android.permission.CAMERA" android:maxSdkVersion="28"/>
    <uses-permission-sdk-23 android:name="android.permission.NFC"/>
    <uses-permission-sdk-m android:name="android.permission.VIBRATE"/>
    <application><uses-permission android:name="android.permission.INTERNET"/></application>)");
  REQUIRE(read.permissions.size() == 4);
  CHECK(read.permissions[0].max_sdk == "28");
  CHECK(read.permissions[1].tag == "uses-permission-sdk-23");
  CHECK(read.permissions[2].name == "android.permission.VIBRATE");
  CHECK(read.permissions[3].name == "android.permission.INTERNET");  // misplaced
}

TEST_CASE("what is exported follows the rules of the target SDK") {
  const std::string components = R"(<application>
    <activity android:name=".Said" android:exported="true"/>
    <activity android:name=".Denied" android:exported="false"><intent-filter><action android:name="a"/></intent-filter></activity>
    <activity android:name=".Filtered"><intent-filter><action android:name="a"/></intent-filter></activity>
    <activity android:name=".Plain"/>
    <provider android:name=".Data" android:authorities="x"/></application>)";
  const Manifest now =
      manifest("<uses-sdk android:minSdkVersion=\"21\" android:targetSdkVersion=\"30\"/>" + components);
  CHECK(component(now, "cn.gov.x.Said").exported);
  CHECK_FALSE(component(now, "cn.gov.x.Denied").exported);
  CHECK(component(now, "cn.gov.x.Filtered").exported);
  CHECK_FALSE(component(now, "cn.gov.x.Plain").exported);
  CHECK_FALSE(component(now, "cn.gov.x.Data").exported);
  CHECK(now.anomalies.empty());
  // Providers were open once; from 31 on a filter without `exported` is refused by the installer.
  CHECK(component(manifest("<uses-sdk android:targetSdkVersion=\"16\"/>" + components), "cn.gov.x.Data")
            .exported);
  const Manifest later = manifest("<uses-sdk android:targetSdkVersion=\"31\"/>" + components);
  CHECK(later.anomalies == std::vector<std::string>{"manifest-exported-not-said"});
}

TEST_CASE("the SDK that decides is the target, else the least, and a codename is newer than every number") {
  CHECK(manifest("<application/>").target == 1);
  CHECK(manifest("<uses-sdk android:minSdkVersion=\"19\"/>").target == 19);
  CHECK(manifest("<uses-sdk android:minSdkVersion=\"19\" android:targetSdkVersion=\"Tiramisu\"/>").target >
        1000);
}

TEST_CASE("cleartext is allowed by default below 28 and forbidden from there on, unless said") {
  CHECK(manifest("<uses-sdk android:targetSdkVersion=\"27\"/><application/>").application.cleartext);
  CHECK_FALSE(manifest("<uses-sdk android:targetSdkVersion=\"28\"/><application/>").application.cleartext);
  CHECK(manifest(
            "<uses-sdk android:targetSdkVersion=\"34\"/><application android:usesCleartextTraffic=\"true\"/>")
            .application.cleartext);
  CHECK_FALSE(manifest("<application android:usesCleartextTraffic=\"false\"/>").application.cleartext);
}

TEST_CASE("a filter's links are every scheme with every host with every path, wherever they stand") {
  const Manifest read = manifest("<application><activity android:name=\".Open\">" + kView + R"(
    <data android:scheme="https" android:host="x.gov.cn" android:pathPrefix="/sign"/>
    <data android:scheme="gov"/><data android:host="y.gov.cn" android:port="8443"/>
    <data android:path="/rank"/></intent-filter></activity></application>)");
  const android::IntentFilter& filter = component(read, "cn.gov.x.Open").filters.at(0);
  bool cut = false;
  CHECK(android::links_of(filter, 100, cut) ==
        std::vector<std::string>{"https://x.gov.cn/sign*", "https://x.gov.cn/rank",
                                 "https://y.gov.cn:8443/sign*", "https://y.gov.cn:8443/rank",
                                 "gov://x.gov.cn/sign*", "gov://x.gov.cn/rank", "gov://y.gov.cn:8443/sign*",
                                 "gov://y.gov.cn:8443/rank"});
  CHECK_FALSE(cut);
  CHECK(android::links_of(filter, 3, cut).size() == 3);
  CHECK(cut);
  CHECK(filter.from_the_web());
}

TEST_CASE("a scheme alone is a link, a host without a scheme or a type alone is none") {
  const Manifest read = manifest(R"(<application>
    <activity android:name=".A"><intent-filter><data android:scheme="tel"/></intent-filter></activity>
    <activity android:name=".B"><intent-filter><data android:host="x" android:mimeType="image/*"/></intent-filter></activity></application>)");
  bool cut = false;
  CHECK(android::links_of(component(read, "cn.gov.x.A").filters.at(0), 9, cut) ==
        std::vector<std::string>{"tel:"});
  const android::IntentFilter& typed = component(read, "cn.gov.x.B").filters.at(0);
  CHECK(android::links_of(typed, 9, cut).empty());
  CHECK(typed.mime_types == std::vector<std::string>{"image/*"});
}

TEST_CASE("filters stay apart: a launcher needs its action and its category in one") {
  const Manifest read = manifest(R"(<application><activity android:name=".A">
    <intent-filter><action android:name="android.intent.action.MAIN"/></intent-filter>
    <intent-filter><category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity>
    <activity android:name=".B"><intent-filter><action android:name="android.intent.action.MAIN"/>
    <category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity></application>)");
  CHECK_FALSE(component(read, "cn.gov.x.A").launcher);
  CHECK(component(read, "cn.gov.x.B").launcher);
}

TEST_CASE("providers and activities of <queries> are no components of the app") {
  const Manifest read =
      manifest(R"(<queries><package android:name="com.tencent.mm"/><provider android:authorities="a.b"/>
    <intent><action android:name="android.intent.action.SEND"/><data android:scheme="weixin"/></intent></queries>
    <application><provider android:name=".P" android:authorities="x"/></application>)");
  CHECK(read.components.size() == 1);
  REQUIRE(read.queries.size() == 4);
  CHECK(read.queries[0].name == "com.tencent.mm");
  CHECK(read.queries[1].kind == "provider");
  CHECK(read.queries[3].name == "weixin://");
}

TEST_CASE("truth and numbers come through the table, and any configuration that says yes counts") {
  builders::ArscBuilder table;
  builders::ArscValue yes, no;
  yes.type = no.type = formats::axml::kBoolean;
  yes.data = 0xFFFFFFFF;
  table.add("bool", "on", "", no).add("bool", "on", "zh-CN", yes).add("bool", "off", "", no);
  table.add("integer", "target", "", builders::arsc_int(29));
  const Manifest read = manifest(R"(<application><service android:name=".A" android:exported="@bool/on"/>
    <service android:name=".B" android:exported="@bool/off" android:enabled="@bool/off"/>
    <meta-data android:name="level" android:value="@integer/target"/></application>)",
                                 "", table);
  CHECK(component(read, "cn.gov.x.A").exported);
  CHECK_FALSE(component(read, "cn.gov.x.B").exported);
  CHECK_FALSE(component(read, "cn.gov.x.B").enabled);
  CHECK(read.application.meta_data.at(0).value == "29");
}

TEST_CASE("foreground services, protection levels and launch modes are named") {
  const Manifest read = manifest(R"(<permission android:name="cn.gov.x.P" android:protectionLevel="18"/>
    <application><service android:name=".S" android:foregroundServiceType="72"/><activity android:name=".A" android:launchMode="2"/></application>)");
  CHECK(component(read, "cn.gov.x.S").foreground_types == std::vector<std::string>{"location", "camera"});
  CHECK(component(read, "cn.gov.x.A").launch_mode == "singleTask");
  CHECK(read.declared.at(0).protection == "signature");
}

TEST_CASE("settings of an SDK belong to the application or to their component") {
  const Manifest read =
      manifest(R"(<application><meta-data android:name="com.amap.api.v2.apikey" android:value="k1"/>
    <service android:name=".S"><meta-data android:name="inner" android:value="true"/></service>
    <meta-data android:name="after" android:value="x"/></application>)");
  REQUIRE(read.application.meta_data.size() == 2);
  CHECK(read.application.meta_data[1].name == "after");
  CHECK(component(read, "cn.gov.x.S").meta_data.at(0).value == "true");
}

TEST_CASE("a label is one piece of evidence with its translations, and a page's title") {
  builders::ArscBuilder table;
  table.string("sign", "Clock in").string("sign", "上班打卡", "zh-CN").string("sign", "打卡", "zh-TW");
  const std::string out = evidence_of(
      "<application><activity android:name=\".Main\" android:label=\"@string/sign\"/></application>", table);
  CHECK_THAT(out, Contains("module page cn.gov.x.Main title=上班打卡"));
  const std::vector<std::string> lines = lines_of(out, "text title \"上班打卡\"");
  REQUIRE(lines.size() == 1);
  CHECK_THAT(lines[0], Contains("resource=string/sign locale=zh-CN") && Contains("tr:=\"Clock in\"") &&
                           Contains("tr:zh-TW="));
  CHECK(out.find("dormant in=resources") == std::string::npos);  // it is referenced
}

TEST_CASE("what the system or others can open is reachable, a disabled or private component is not") {
  const std::string out = evidence_of(R"(<application>
    <receiver android:name=".Boot" android:exported="false"><intent-filter><action android:name="android.intent.action.BOOT_COMPLETED"/></intent-filter></receiver>
    <service android:name=".Off" android:exported="true" android:enabled="false"/>
    <service android:name=".Own"/><service android:name=".Open" android:exported="true" android:permission="a.b"/></application>)",
                                      builders::ArscBuilder());
  CHECK_THAT(out, Contains("module service cn.gov.x.Boot owner=app reach=yes"));
  CHECK_THAT(out, Contains("module service cn.gov.x.Open owner=app reach=yes"));
  for (const std::string name : {"Off", "Own"}) {
    const std::vector<std::string> lines = lines_of(out, "module service cn.gov.x." + name);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find("reach=yes") == std::string::npos);
  }
  CHECK_THAT(out, Contains("arg:exported=\"true\" arg:permission=\"a.b\""));
}

TEST_CASE("a link of a web page is a route of its screen, with what opens it") {
  const std::string out = evidence_of(
      "<application><activity android:name=\".Main\" android:exported=\"true\">" + kView +
          "<data android:scheme=\"gov\" android:host=\"sign\"/></intent-filter></activity><activity "
          "android:name=\".In\" android:exported=\"false\">" +
          kView +
          "<data android:scheme=\"in\" android:host=\"rank\"/></intent-filter></activity></application>",
      builders::ArscBuilder());
  CHECK_THAT(out, Contains("route gov://sign arg:browsable=\"true\" in=cn.gov.x.Main"));
  CHECK_THAT(out, Contains("route in://rank arg:browsable=\"true\" dormant in=cn.gov.x.In"));
}

TEST_CASE("why a declared permission, an accessibility service or a device administrator asks is a purpose") {
  builders::ArscBuilder table;
  table.string("why", "用于考勤定位")
      .string("help", "自动完成签到")
      .file("xml", "a11y", "res/xml/a11y.xml")
      .file("xml", "admin", "res/xml/admin.xml");
  const auto xml = [&](const std::string& text) { return axml_of(text, table.ids()); };
  const std::string android = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
  const std::string out = evidence_of(
      R"(<permission android:name="cn.gov.x.P" android:description="@string/why"/>
    <application><service android:name=".A" android:permission="android.permission.BIND_ACCESSIBILITY_SERVICE">
    <meta-data android:name="android.accessibilityservice" android:resource="@xml/a11y"/></service>
    <receiver android:name=".D" android:permission="android.permission.BIND_DEVICE_ADMIN" android:description="管理本机">
    <meta-data android:name="android.app.device_admin" android:resource="@xml/admin"/></receiver></application>)",
      table,
      {{"res/xml/a11y.xml",
        xml("<accessibility-service " + android +
            " android:description=\"@string/help\" android:canRetrieveWindowContent=\"true\"/>")},
       {"res/xml/admin.xml",
        xml("<device-admin><uses-policies><force-lock/><wipe-data/></uses-policies></device-admin>")}});
  CHECK_THAT(out, Contains("purpose \"用于考勤定位\" arg:permission=\"cn.gov.x.P\""));
  CHECK_THAT(out, Contains("purpose \"自动完成签到\" in=cn.gov.x.A at=res/xml/a11y.xml"));
  CHECK_THAT(out, Contains("purpose \"管理本机\" in=cn.gov.x.D"));
  CHECK_THAT(out,
             Contains("fact \"accessibility-service cn.gov.x.A\" arg:canRetrieveWindowContent=\"true\""));
  CHECK_THAT(out, Contains("device-admin-policy force-lock") && Contains("device-admin-policy wipe-data"));
}

TEST_CASE("shortcuts of the launcher show their labels and lead to their screens") {
  builders::ArscBuilder table;
  table.string("clock", "打卡").file("xml", "shortcuts", "res/xml/shortcuts.xml");
  const std::string shortcuts =
      axml_of(R"(<shortcuts xmlns:android="http://schemas.android.com/apk/res/android">
    <shortcut android:shortcutId="c" android:shortcutShortLabel="@string/clock"><intent android:action="android.intent.action.VIEW"
      android:targetPackage="cn.gov.x" android:targetClass="cn.gov.x.Sign" android:data="gov://clock"/></shortcut></shortcuts>)",
              table.ids());
  const std::string out = evidence_of(R"(<application><activity android:name=".Main" android:exported="true">
    <meta-data android:name="android.app.shortcuts" android:resource="@xml/shortcuts"/></activity><activity android:name=".Sign"/></application>)",
                                      table, {{"res/xml/shortcuts.xml", shortcuts}});
  CHECK_THAT(out, Contains("text label \"打卡\" in=cn.gov.x.Main at=res/xml/shortcuts.xml"));
  CHECK_THAT(out, Contains("edge opens cn.gov.x.Main cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("module page cn.gov.x.Sign owner=app reach=yes"));
  CHECK_THAT(out, Contains("route gov://clock"));
}

TEST_CASE("a widget includes its layout and opens its settings; preferences named so are a screen") {
  builders::ArscBuilder table;
  table.file("xml", "widget", "res/xml/widget.xml")
      .file("xml", "prefs", "res/xml/prefs.xml")
      .file("layout", "small", "res/layout/small.xml");
  const auto xml = [&](const std::string& text) { return axml_of(text, table.ids()); };
  const std::string android = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
  const std::string out = evidence_of(
      R"(<application><activity android:name=".Main"/><receiver android:name=".W">
    <meta-data android:name="android.appwidget.provider" android:resource="@xml/widget"/></receiver>
    <service android:name=".S"><meta-data android:name="other" android:resource="@xml/prefs"/></service></application>)",
      table,
      {{"res/xml/widget.xml",
        xml("<appwidget-provider " + android +
            " android:initialLayout=\"@layout/small\" android:configure=\"cn.gov.x.Main\"/>")},
       {"res/layout/small.xml", xml("<TextView " + android + " android:text=\"今日积分\"/>")},
       {"res/xml/prefs.xml",
        xml("<PreferenceScreen><Preference " + android + " android:title=\"提醒\"/></PreferenceScreen>")}});
  CHECK_THAT(out, Contains("edge includes cn.gov.x.W layout/small"));
  CHECK_THAT(out, Contains("edge opens cn.gov.x.W cn.gov.x.Main"));
  CHECK_THAT(out, Contains("text label \"提醒\" in=xml/prefs"));
}

TEST_CASE(
    "the network security config overrules the attribute: domains in the clear, certificates of the user") {
  builders::ArscBuilder table;
  table.file("xml", "net", "res/xml/net.xml");
  const auto facts = [&](const std::string& config, const std::string& application) {
    return evidence_of(
        "<uses-sdk android:targetSdkVersion=\"30\"/><application "
        "android:networkSecurityConfig=\"@xml/net\" " +
            application + "/>",
        table,
        {{"res/xml/net.xml",
          axml_of("<network-security-config>" + config + "</network-security-config>", table.ids())}});
  };
  const std::string domains = facts(
      R"(<domain-config cleartextTrafficPermitted="true"><domain includeSubdomains="true">x.gov.cn</domain>
    <domain-config><domain>inner.gov.cn</domain></domain-config></domain-config><debug-overrides><trust-anchors><certificates src="user"/></trust-anchors></debug-overrides>)",
      "");
  CHECK_THAT(domains, Contains("cleartext-domain x.gov.cn") && Contains("cleartext-domain inner.gov.cn"));
  CHECK(domains.find("cleartext-everywhere") == std::string::npos);
  CHECK(domains.find("trusts-user-certificates") == std::string::npos);  // only of debuggable builds
  CHECK_THAT(
      facts("<debug-overrides><trust-anchors><certificates src=\"user\"/></trust-anchors></debug-overrides>",
            "android:debuggable=\"true\""),
      Contains("trusts-user-certificates"));
  CHECK_THAT(facts("<base-config cleartextTrafficPermitted=\"true\"><trust-anchors><certificates "
                   "src=\"user\"/></trust-anchors></base-config>",
                   ""),
             Contains("cleartext-everywhere") && Contains("trusts-user-certificates"));
}

TEST_CASE("facts of the package are there, and those of the opposite are not") {
  const std::string out = text_of(
      read_apk({{"AndroidManifest.xml",
                 axml_of(manifest_of(R"(<uses-sdk android:minSdkVersion="21" android:targetSdkVersion="30"/>
    <uses-feature android:name="android.hardware.camera" android:required="false"/><uses-feature android:glEsVersion="0x00020000"/>
    <application android:name=".App" android:debuggable="true" android:allowBackup="false"><uses-library android:name="org.x"/></application>)",
                                     "android:versionCode=\"7\" android:sharedUserId=\"cn.gov.shared\""))},
                {"lib/arm64-v8a/libx.so",
                 "\x7f"
                 "ELF"},
                {"lib/armeabi/note.txt", "x"}}));
  for (const std::string fact :
       {"targetSdk=30", "minSdk=21", "versionCode=7", "sharedUserId=cn.gov.shared", "debuggable",
        "application=cn.gov.x.App", "uses-feature gles 2.0", "uses-library org.x", "abi arm64-v8a"}) {
    CHECK_THAT(out, Contains(fact));
  }
  CHECK_THAT(out, Contains("\"uses-feature android.hardware.camera\" arg:required=\"false\""));
  for (const std::string fact : {"allowBackup", "testOnly", "usesCleartextTraffic", "abi armeabi"})
    CHECK(out.find(fact) == std::string::npos);
}

TEST_CASE("libraries that build tools noted are facts with their versions, a task's name is no version") {
  const std::string out = text_of(
      read_apk({{"AndroidManifest.xml", axml_of(manifest_of("<application/>"))},
                {"META-INF/androidx.core_core.version", "1.9.0\n"},
                {"META-INF/androidx.lifecycle_lifecycle-runtime.version", "task ':x' property 'version2'"},
                {"META-INF/kotlinx-coroutines-core.kotlin_module", "\x01"},
                {"META-INF/maven/com.google.code.gson/gson/pom.properties",
                 "#x\nversion=2.8.6\ngroupId=com.google.code.gson\nartifactId=gson\n"},
                {"META-INF/com/android/build/gradle/app-metadata.properties",
                 "appMetadataVersion=1.1\nandroidGradlePluginVersion=8.1.0\n"},
                {"play-services-base.properties", "version=17.5.0\nclient=play-services-base\n"},
                {"words.properties", "title=签到\n"}}));
  for (const std::string library :
       {"library androidx.core:core 1.9.0", "library androidx.lifecycle:lifecycle-runtime\"",
        "library kotlinx-coroutines-core", "library com.google.code.gson:gson 2.8.6",
        "library com.android.tools.build:gradle 8.1.0", "library play-services-base 17.5.0"}) {
    CHECK_THAT(out, Contains(library));
  }
  CHECK(out.find("library words") == std::string::npos);
}

TEST_CASE("of two applications the first counts, and the components of both are read") {
  const Manifest read = manifest(
      R"(<application android:name=".First"/><application android:name=".Second"><activity android:name=".A"/></application>)");
  CHECK(read.application.name == "cn.gov.x.First");
  CHECK(read.components.size() == 1);
  CHECK(read.anomalies == std::vector<std::string>{"manifest-several-applications"});
}
