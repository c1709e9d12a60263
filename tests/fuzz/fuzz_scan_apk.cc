// APKs with their splits, whole (fuzz/whole_scan.h): manifest, resources, code, libraries, web pages, archives inside.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "builders/android_builder.h"
#include "builders/dart_builder.h"
#include "builders/data_file_builders.h"
#include "builders/elf_builder.h"
#include "builders/hermes_builder.h"
#include "builders/zip_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "apk");
  return 0;
}

namespace {

std::string built(const std::map<std::string, std::string>& files) {
  return builders::build_apk(files).bytes;
}

const std::string kAndroid = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";

// Code with screens, layouts, menus, links and listeners.
std::string native() {
  return built(
      {{"AndroidManifest.xml",
        "<manifest " + kAndroid +
            " package=\"a.b\" android:versionName=\"1\"><uses-permission android:name=\"android.permission.CAMERA\"/>"
            "<uses-sdk android:minSdkVersion=\"21\" android:targetSdkVersion=\"30\"/><application android:name=\".App\" "
            "android:label=\"@string/app\" android:networkSecurityConfig=\"@xml/net\" android:usesCleartextTraffic=\"true\">"
            "<activity android:name=\".Main\" android:exported=\"true\"><intent-filter><action "
            "android:name=\"android.intent.action.MAIN\"/><category android:name=\"android.intent.category.LAUNCHER\"/>"
            "</intent-filter></activity><activity android:name=\".Sign\" android:label=\"@string/sign\"><intent-filter>"
            "<data android:scheme=\"c\" android:host=\"d\" android:pathPrefix=\"/e\"/></intent-filter></activity>"
            "<service android:name=\".Upload\"/><receiver android:name=\".Boot\"/><provider android:name=\".P\" "
            "android:authorities=\"a.b.p\"/><meta-data android:name=\"com.amap.api.v2.apikey\" android:value=\"k\"/>"
            "</application></manifest>"},
       {"values/strings.xml",
        "<resources><string name=\"app\">App</string><string name=\"sign\">Clock in</string><string "
        "name=\"tip\">必须上传照片</string></resources>"},
       {"values-zh-rCN/strings.xml", "<resources><string name=\"sign\">考勤打卡</string></resources>"},
       {"res/layout/sign.xml",
        "<LinearLayout " + kAndroid +
            "><TextView android:text=\"*现场照片\"/><EditText android:hint=\"@string/tip\" android:id=\"@+id/photo\"/>"
            "<Button android:text=\"@string/sign\" android:onClick=\"submit\"/><include "
            "layout=\"@layout/row\"/></LinearLayout>"},
       {"res/layout/row.xml", "<merge " + kAndroid + "><TextView android:text=\"积分排名\"/></merge>"},
       {"res/menu/m.xml", "<menu " + kAndroid + "><item android:title=\"@string/sign\"/></menu>"},
       {"res/xml/net.xml", "<network-security-config><base-config cleartextTrafficPermitted=\"true\"/></network-security-config>"},
       {"code.txt",
        "class a.b.App extends android.app.Application\n"
        "class a.b.Main extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n    title \"首页\"\n"
        "    start a.b.Sign\n"
        "class a.b.Sign extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n    layout @layout/sign\n"
        "    string \"请在规定时间内签到\"\n  method submit(android.view.View) void\n    string \"/api/sign/add\"\n"}});
}

// What cross-platform frameworks, game engines and libraries leave in a package.
std::string hybrid() {
  builders::ElfBuilder library;
  library.sections = {{".rodata", std::string("签到成功\0plain", 18)}, {".text", std::string(16, '\x1F'), 6}};
  library.symbols = {{"Java_a_b_Sign_submit__I", ".text"}, {"strlen", ""}};
  library.soname = "libx.so";
  library.needed = {"libc.so"};
  builders::HermesBuilder hermes;
  hermes.add("考勤打卡").add("getLocation", true).add("/attendance/in");
  hermes.functions = {{1, false}};
  builders::DartBuilder dart;
  dart.strings = builders::dart_names(40);
  dart.strings.push_back("打卡");
  builders::SqliteBuilder database;
  database.tables = {{"menu", {{"签到"}, {"b"}}}};
  return built(
      {{"AndroidManifest.xml", "<manifest " + kAndroid + " package=\"a.c\"><application><activity android:name=\".M\"/></application></manifest>"},
       {"code.txt", "class a.c.M extends android.app.Activity\n  method f() void\n    string \"file:///android_asset/www/index.html\"\n"},
       {"lib/arm64-v8a/libx.so", library.build()},
       {"lib/arm64-v8a/libapp.so", builders::build_flutter_library(dart)},
       {"assets/index.android.bundle", hermes.build()},
       {"assets/flutter_assets/AssetManifest.json", "{\"a.png\":[\"a.png\"]}"},
       {"assets/bin/Data/Managed/Metadata/global-metadata.dat", builders::UnityBuilder{24, true, {"签到", "x"}, {"Panel"}}.build()},
       {"assets/a.lua", builders::LuaBuilder{0x53, {{"打卡", "print"}, {}}}.build()},
       {"assets/a.mo", builders::GettextBuilder{false, {{"Sign in", "签到"}}}.build()},
       {"assets/a.dll", builders::AssemblyBuilder{false, {"打卡", "plain"}, {"Page"}}.build()},
       {"assets/a.db", database.build()},
       {"assets/ram/UNBUNDLE", builders::RamBundleBuilder{"start", {"__d(function(){},1,[]);", "x"}}.build()},
       {"assets/www/index.html",
        "<title>首页</title><script src=\"a.js\"></script><a href=\"b.html\">签到</a><form action=\"/api\"><label>照片</label>"
        "<input type=\"file\" required></form>"},
       {"assets/www/a.js", "var r=[{path:\"/s\",meta:{title:\"签到\"},component:X}];r.push(function(){alert('排名')})"},
       {"assets/www/a.js.map", R"x({"sources":["s.js"],"sourcesContent":["f({title:'x'})"]})x"},
       {"assets/apps/U/www/manifest.json", R"({"@platforms":["android"],"id":"U"})"},
       {"assets/apps/U/www/app-service.js", R"x(__definePage("a/b",function(){return r("1c2d")});a({title:'签到'}))x"},
       {"assets/up.wgt", builders::zip_of({{"manifest.json", R"({"@platforms":["android"],"id":"U"})", false},
                                           {"app-service.js", "a({title:'更新包'})", false}})},
       {"assets/i18n/zh-CN.json", R"({"a":{"b":["通报"]}})"},
       {"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\nName: a\r\nSHA-256-Digest: x\r\n"},
       {"META-INF/x_y.version", "1.2\n"}});
}

}  // namespace

std::vector<std::string> seeds() {
  const std::string split = fuzz::listed(built(
      {{"AndroidManifest.xml", "<manifest " + kAndroid + " package=\"a.b\" split=\"f\" configForSplit=\"\"><application/></manifest>"},
       {"values-zh-rCN/strings.xml", "<resources><string name=\"app\">应用</string></resources>"},
       {"code.txt", "class a.b.F extends a.b.Sign\n"}}));
  std::vector<std::string> out = {fuzz::listed(native()), fuzz::listed(hybrid()), fuzz::and_with(fuzz::listed(native()), split),
                                  native()};
  for (std::string& sample : fuzz::listed_samples(".apk")) out.push_back(std::move(sample));
  return out;
}
