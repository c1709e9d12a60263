// Containers of several APKs, whole (fuzz/whole_scan.h).
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "builders/android_builder.h"
#include "builders/zip_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "apks");
  return 0;
}

namespace {

std::string apk(const std::string& attributes, std::map<std::string, std::string> files) {
  files["AndroidManifest.xml"] = "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"a.b\" " +
                                 attributes + "><application android:label=\"@string/app\"/></manifest>";
  return builders::build_apk(files).bytes;
}

}  // namespace

std::vector<std::string> seeds() {
  const std::string base = apk("", {{"values/strings.xml", "<resources><string name=\"app\">App</string></resources>"},
                                    {"code.txt", "class a.b.M extends android.app.Activity\n  method f() void\n    string \"打卡\"\n"}});
  const std::string zh = apk("split=\"config.zh\" configForSplit=\"\"",
                             {{"values-zh-rCN/strings.xml", "<resources><string name=\"app\">签到</string></resources>"}});
  const std::string set = builders::zip_of({{"splits/base-master.apk", base, false},
                                            {"splits/base-zh.apk", zh, false},
                                            {"standalones/standalone.apk", base, false},
                                            {"toc.pb", "\x08\x01", false}});
  const std::string xapk = builders::zip_of(
      {{"manifest.json", R"({"package_name":"a.b","split_apks":[{"file":"base.apk","id":"base"},{"file":"zh.apk","id":"config.zh"}]})", false},
       {"base.apk", base, false},
       {"zh.apk", zh, false}});
  const std::string apkm = builders::zip_of({{"info.json", R"({"pname":"a.b","app_name":"x"})", false}, {"base.apk", base, false}});
  return {fuzz::listed(set), fuzz::listed(xapk), fuzz::listed(apkm), set};
}
