// App bundles, whole (fuzz/whole_scan.h): manifests, layouts and tables in protocol buffers.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/bundle_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "aab");
  return 0;
}

std::vector<std::string> seeds() {
  const std::string android = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
  const std::string bundle =
      builders::build_bundle(
          {{"base/AndroidManifest.xml",
            "<manifest " + android +
                " package=\"a.b\" android:versionName=\"1.2\"><uses-permission android:name=\"android.permission.CAMERA\"/>"
                "<application android:label=\"@string/app\"><activity android:name=\".Main\" android:exported=\"true\">"
                "<intent-filter><action android:name=\"android.intent.action.MAIN\"/><category "
                "android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity></application></manifest>"},
           {"base/values/strings.xml", "<resources><string name=\"app\">Grid</string><string name=\"sign\">Clock in</string></resources>"},
           {"base/values-zh-rCN/strings.xml", "<resources><string name=\"sign\">考勤打卡</string></resources>"},
           {"base/res/layout/main.xml",
            "<LinearLayout " + android + "><TextView android:text=\"@string/sign\"/><EditText android:hint=\"必填\"/></LinearLayout>"},
           {"base/assets/www/index.html", "<html><body>网页签到</body></html>"},
           {"base/code.txt",
            "class a.b.Main extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n    layout @layout/main\n"},
           {"f/AndroidManifest.xml",
            "<manifest " + android + " package=\"a.b\" split=\"f\"><application><activity android:name=\".F\"/></application></manifest>"},
           {"f/values/strings.xml", "<resources><string name=\"rank\">积分排名</string></resources>"},
           {"f/code.txt", "class a.b.F extends android.app.Activity\n  method f() void\n    string \"考勤\"\n"}})
          .bytes;
  return {fuzz::listed(bundle), bundle};
}
