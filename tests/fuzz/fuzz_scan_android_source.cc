// Android source projects, whole (fuzz/whole_scan.h): Gradle, XML, Java, Kotlin, Dart, scripts of hybrid programs.
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "android-source");
  return 0;
}

std::vector<std::string> seeds() {
  const std::string names =
      "xmlns:android=\"http://schemas.android.com/apk/res/android\" xmlns:tools=\"http://schemas.android.com/tools\"";
  return {
      fuzz::listed(
          {{"settings.gradle", "include ':app', ':lib'"},
           {"gradle/libs.versions.toml",
            "[versions]\nv = \"4.9\"\n[libraries]\na = { module = \"b:c\", version.ref = \"v\" }\nd = \"e:f:1\"\n"},
           {"app/build.gradle",
            "plugins { id 'com.android.application' }\nandroid { namespace 'a.b'\ndefaultConfig { applicationId 'a.c'\n"
            "versionName '3'\nmanifestPlaceholders = [KEY: 'k']\nresValue \"string\", \"r\", \"值\"\nbuildConfigField 'String', "
            "'BASE', '\"http://z\"' } }\ndependencies { implementation project(':lib')\nimplementation 'com.amap.api:location:5.0@aar'\n"
            "implementation libs.a }"},
           {"app/src/main/AndroidManifest.xml",
            "<manifest " + names +
                "><uses-permission android:name=\"android.permission.CAMERA\"/><application android:label=\"@string/app\"><activity "
                "android:name=\".Main\"><intent-filter><action android:name=\"android.intent.action.MAIN\"/><category "
                "android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity><activity android:name=\".Gone\" "
                "tools:node=\"remove\"/><activity android:name=\"${applicationId}.Held\" android:label=\"${KEY}\"/></application></manifest>"},
           {"app/src/main/res/values/s.xml",
            "<resources><string name=\"app\">\\u6253\\n<b>卡</b>\\'s</string><string name=\"b\"><![CDATA[签<到>]]></string>"
            "<string-array name=\"d\"><item>周一</item><item>@string/b</item></string-array><plurals name=\"e\"><item "
            "quantity=\"other\">%d天</item></plurals></resources>"},
           {"app/src/main/res/values-zh-rTW/s.xml", "<resources><string name=\"b\">簽到</string></resources>"},
           {"app/src/main/res/layout/activity_main.xml",
            "<L " + names + "><T android:text=\"@{`共` + vm.n}\"/><include layout=\"@layout/row\"/><EditText "
                            "android:hint=\"必填\" android:id=\"@+id/m\"/></L>"},
           {"app/src/main/res/layout/row.xml", "<L " + names + "><T android:text=\"排名\"/></L>"},
           {"app/src/main/java/a/b/Main.java",
            "package a.b; import a.lib.Helper; @Route(path = Hub.N) public class Main extends android.app.Activity { static final "
            "String X = Hub.N + \"/x\"; void f(Context c) { setContentView(R.layout.activity_main); setTitle(R.string.app); "
            "Helper.go(\"打卡\", X); new Intent(c, Held.class); ARouter.getInstance().build(Hub.N).navigation(); } }\n"
            "class Hub { static final String N = \"/n\"; }"},
           {"app/src/main/java/a/b/Sign.kt",
            "package a.b\nimport a.b.databinding.RowBinding\nobject Urls { const val RANK = \"/rank/${'$'}x\" }\nclass Held : "
            "Base<RowBinding>() { override fun onCreate() { title = \"签到\"; tv.text = \"今日\"; post(Urls.RANK); "
            "lm.requestLocationUpdates(\"gps\", 0, 0f, this); startActivity(Intent(MediaStore.ACTION_IMAGE_CAPTURE)) } }\n"},
           {"app/src/main/assets/www/index.html", "<title>页</title><a href=\"b.html\">签到</a>"},
           {"lib/build.gradle.kts", "plugins { id(\"com.android.library\") }\nandroid { namespace = \"a.lib\" }\n"},
           {"lib/src/main/AndroidManifest.xml", "<manifest " + names + " package=\"a.lib\"/>"},
           {"lib/src/main/java/a/lib/Helper.java", "package a.lib; public class Helper { public static void go(String... s) {} }"}}),
      fuzz::listed(
          {{"pubspec.yaml", "name: x\nversion: 1.2\ndependencies:\n  flutter:\n    sdk: flutter\n  amap_location: ^1.0\n"},
           {"lib/main.dart",
            "import 'sign.dart';\nvoid main() => runApp(MaterialApp(routes: {'/s': (c) => Sign()}, home: Home()));\nclass Home extends "
            "StatelessWidget { build(c) => Scaffold(appBar: AppBar(title: Text('首页')), body: InkWell(onTap: () { "
            "Navigator.pushNamed(c, '/s'); })); }"},
           {"lib/sign.dart",
            "class Sign extends StatefulWidget {} class S extends State<Sign> { build(c) { Geolocator.getCurrentPosition(); "
            "return Text('打卡$n次 ${a.b}'); } }"},
           {"android/app/src/main/AndroidManifest.xml", "<manifest package=\"a.f\"/>"}}),
      fuzz::listed(
          {{"package.json", R"({"name": "r", "dependencies": {"react-native": "0.7", "react-native-amap-geolocation": "1"}})"},
           {"index.js", "AppRegistry.registerComponent('r', () => App)"},
           {"App.js", "import Sign from './src/SignScreen'; export default () => <Stack.Screen name=\"Sign\" component={Sign}/>;"},
           {"src/HomeScreen.tsx", "export default ({navigation}) => <Button title=\"去打卡\" onPress={() => navigation.navigate('Sign')}/>;"},
           {"src/SignScreen.js",
            "import {post} from './api'; export default () => <View><Text>立即打卡</Text></View>; Geolocation.getCurrentPosition(() => {});"},
           {"src/api.js", "export const post = (x) => fetch('/attendance/in');"}})};
}
