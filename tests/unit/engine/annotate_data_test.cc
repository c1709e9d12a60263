// The data of rules/annotate/ as a whole: that it is there, well formed and answers for every platform.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "engine/annotate.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

evidence::EvidenceSet annotated(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  engine::annotate(*set, rules::built_in());
  return *set;
}

bool has(const evidence::EvidenceSet& set, evidence::Kind kind, const std::string& text) {
  return std::any_of(set.evidence.begin(), set.evidence.end(),
                     [&](const evidence::Evidence& item) { return item.kind == kind && item.text == text; });
}

bool is_api(const std::string& line, const std::string& name) {
  return has(annotated(line), evidence::Kind::kApi, name);
}

evidence::Owner owner_of(const std::string& id) {
  return annotated("module class " + id + "\n").modules[0].owner;
}

}  // namespace

TEST_CASE("no row owns a folder or file that apps name so themselves") {
  for (const char* kind : {"page", "component", "script"}) {
    for (const char* path :
         {"pages/index/index", "pages/sign/sign", "pages/user/qrcode/qrcode", "pages/logs/worklog", "page/home/home",
          "packageA/pages/list/list", "subpackages/duty/pages/clock/clock", "pages/component/card", "pages/template/foot",
          "components/calendar/calendar", "components/rate/rate", "components/uni-clock/uni-clock", "components/sign-in/index",
          "component/nav/nav", "utils/util", "utils/request", "utils/wxp", "utils/api", "util/common", "common/main",
          "common/js/common", "common/api", "lib/core", "lib/tools", "libs/sign", "static/js/app.3f2a", "static/js/index",
          "js/main", "assets/index-3c565927", "assets/login-5f7302be", "store/index", "store/modules/user", "config/index",
          "service/user", "services/sign", "api/attendance", "src/views/sign/index", "src/pages/sign/index",
          "src/router/index", "src/utils/request", "src/npm-log", "model/user", "behaviors/tabbar", "mixins/share",
          "custom-tab-bar/index", "templates/foot", "tpls/list", "modules/sign/index", "plugins/clock/index", "vendor/sign",
          "sdk/gov", "projects/sign/pages/a", "uni-app/pages/a/a", "miniprogram/pages/a/a", "h5/views/a", "dist/pages/a/a"}) {
      for (const char* ending : {"", ".js", ".ts"}) {
        INFO(kind << ' ' << path << ending);
        const evidence::EvidenceSet set = annotated(std::string("module ") + kind + " " + path + " at=" + path + ending + "\n");
        CHECK((set.modules[0].owner == evidence::Owner::kUnknown || set.modules[0].owner == evidence::Owner::kApp));
        CHECK(set.evidence.empty());
      }
    }
  }
}

TEST_CASE("rows of scripts name what they own, and each library's marks are at least as sure as one row") {
  size_t packages = 0, paths = 0, marks = 0, plugins = 0;
  std::map<std::string, size_t> marks_of;
  for (const rules::SdkPrefix& sdk : rules::built_in().sdks) {
    packages += sdk.where == rules::SdkPrefix::kNpm ? 1 : 0;
    paths += sdk.where == rules::SdkPrefix::kPath || sdk.where == rules::SdkPrefix::kFile ? 1 : 0;
    plugins += sdk.where == rules::SdkPrefix::kPlugin ? 1 : 0;
    if (sdk.where != rules::SdkPrefix::kMark) continue;
    ++marks;
    ++marks_of[sdk.name];
    CHECK(sdk.owner == evidence::Owner::kThirdParty);
  }
  CHECK(packages >= 400);
  CHECK(paths >= 400);
  CHECK(marks >= 40);
  CHECK(plugins >= 8);
  for (const auto& [name, count] : marks_of) {
    INFO(name);
    CHECK((count >= 2 || name == "知晓云" || name == "HTML 解析脚本"));  // alone they must be beyond doubt
  }
}

TEST_CASE("at least four hundred prefixes of others' code, each with name and category") {
  std::set<std::string> prefixes;
  for (const rules::SdkPrefix& sdk : rules::built_in().sdks) {
    INFO(sdk.prefix);
    CHECK_FALSE(sdk.name.empty());
    CHECK(std::find(rules::kSdkCategories.begin(), rules::kSdkCategories.end(), sdk.category) !=
          rules::kSdkCategories.end());
    if (sdk.where == rules::SdkPrefix::kClass && sdk.owner == evidence::Owner::kThirdParty)
      CHECK(prefixes.insert(sdk.prefix).second);
  }
  CHECK(prefixes.size() >= 400);
}

TEST_CASE("the longer prefix wins, whatever it belongs to") {
  const auto sdk_of = [](const std::string& id) {
    for (const evidence::Evidence& item : annotated("module class " + id + "\n").evidence) {
      if (item.kind == evidence::Kind::kSdk) return item.text;
    }
    return std::string();
  };
  CHECK(sdk_of("com.amap.api.maps.MapView") == "高德地图");
  CHECK(sdk_of("com.amap.api.track.AMapTrackClient") == "高德猎鹰轨迹");
  CHECK(sdk_of("com.bytedance.sdk.openadsdk.TTAdSdk") == "穿山甲");
  CHECK(sdk_of("com.google.android.gms.ads.AdView") == "Google Mobile Ads");
  CHECK(sdk_of("com.google.android.gms.common.X") == "Google Play services");
  CHECK(sdk_of("org.apache.cordova.CordovaActivity") == "Cordova");
  CHECK(sdk_of("com.umengine.X").empty());
  CHECK(owner_of("com.hikvision.attendance.Sign") ==
        evidence::Owner::kUnknown);  // makers of apps are not all SDK
  CHECK(owner_of("cn.gov.x.App") == evidence::Owner::kUnknown);
}

TEST_CASE("an sdk item names maker and category, and versions where the package lists them") {
  const evidence::EvidenceSet set = annotated(
      "module class androidx.core.App at=classes.dex\nmodule class com.iflytek.cloud.X\nfact \"library "
      "androidx.core_core 1.9.0\" at=META-INF/androidx.core_core.version\nfact \"library org.unknown_thing "
      "2.0\"\n");
  const std::string text = evidence::to_text(set);
  CHECK_THAT(text, Catch::Contains("sdk AndroidX") && Catch::Contains("arg:version=\"1.9.0\"") &&
                       Catch::Contains("arg:library=\"androidx.core_core\""));
  CHECK_THAT(text, Catch::Contains("sdk 讯飞") && Catch::Contains("arg:maker=\"科大讯飞\"") &&
                       Catch::Contains("arg:category=\"voice\""));
  CHECK(has(set, evidence::Kind::kSdk, "org.unknown_thing"));
  CHECK(std::count_if(set.evidence.begin(), set.evidence.end(), [](const evidence::Evidence& item) {
          return item.kind == evidence::Kind::kSdk && item.text == "AndroidX";
        }) == 1);
}

TEST_CASE("texts under a library's resource names are not the app's own") {
  const evidence::EvidenceSet set = annotated(
      "module resources r\ntext label \"转到首页\" in=r "
      "resource=string/abc_action_bar_home_description\ntext label \"打卡\" in=r resource=string/abcdef\n"
      "text label \"Hello blank fragment\" in=r resource=string/hello_blank_fragment\n");
  REQUIRE(set.evidence.size() == 3);
  CHECK(set.evidence[0].owner == evidence::Owner::kThirdParty);
  CHECK(set.evidence[1].owner == evidence::Owner::kUnknown);
  CHECK(set.evidence[2].owner == evidence::Owner::kTemplate);
}

TEST_CASE("layouts of libraries are theirs, by the names of resources; that alone is no SDK") {
  const evidence::EvidenceSet set =
      annotated("module layout layout/abc_dialog_title_material\nmodule layout layout/activity_main\n");
  CHECK(set.modules[0].owner == evidence::Owner::kThirdParty);
  CHECK(set.modules[1].owner == evidence::Owner::kUnknown);
  CHECK(set.evidence.empty());
}

TEST_CASE("what built a mini-program is told by marks in scripts, own words tell nothing") {
  const auto built_with = [](const std::string& items, const char* name) {
    return has(annotated("module script common/vendor\n" + items), evidence::Kind::kFact, name);
  };
  CHECK(built_with("identifier createSubpackageApp in=common/vendor\n", "framework uni-app"));
  CHECK(built_with("literal \"taro_page\" in=common/vendor\n", "framework Taro"));
  CHECK(built_with("literal \"webpackJsonpMpvue\" in=common/vendor\n", "framework mpvue"));
  CHECK(built_with("module script npm/wepy/lib/wepy\n", "framework wepy"));
  CHECK_FALSE(built_with("text label \"taro_page\" in=common/vendor\n", "framework Taro"));
  CHECK_FALSE(built_with("literal \"wepy\" in=common/vendor\n", "framework wepy"));
  CHECK_FALSE(built_with("module script utils/wepy\n", "framework wepy"));
}

TEST_CASE("frameworks are facts, by their files or their classes") {
  CHECK(has(annotated("fact \"file assets/data/dcloud_control.xml\"\n"), evidence::Kind::kFact,
            "framework uni-app"));
  CHECK(has(annotated("fact \"file lib/arm64-v8a/libflutter.so\"\n"), evidence::Kind::kFact,
            "framework Flutter"));
  CHECK(has(annotated("module class org.apache.cordova.X\n"), evidence::Kind::kFact, "framework Cordova"));
  CHECK(annotated("fact \"file assets/www/index.html\"\n").evidence.size() == 1);
  for (const rules::Framework& framework : rules::built_in().frameworks) {
    INFO(framework.name);
    for (std::string file : framework.files) {
      for (size_t star = file.find('*'); star != std::string::npos; star = file.find('*'))
        file.replace(star, 1, "x");
      CHECK(has(annotated("fact \"file " + file + "\"\n"), evidence::Kind::kFact,
                "framework " + framework.name));
    }
  }
}

TEST_CASE("a call may be asked for its argument") {
  CHECK(is_api("call intent:android.intent.action.VIEW \"market://details?id=x\"\n", "open-store"));
  CHECK(is_api("call intent:android.intent.action.VIEW type=\"application/vnd.android.package-archive\"\n",
               "install-package"));
  CHECK_FALSE(is_api("call intent:android.intent.action.VIEW \"https://example.cn/\"\n", "open-store"));
  CHECK_FALSE(is_api("call intent:android.intent.action.VIEW\n", "open-store"));
  CHECK(is_api("call intent:android.media.action.IMAGE_CAPTURE\n", "camera"));
  CHECK(is_api("call android.hardware.SensorManager.getDefaultSensor \"19\"\n", "steps"));
  CHECK_FALSE(is_api("call android.hardware.SensorManager.getDefaultSensor \"1\"\n", "steps"));
}

TEST_CASE("permissions and what the manifest says of components become capabilities too") {
  CHECK(is_api("permission android.permission.ACCESS_BACKGROUND_LOCATION\n", "location.background"));
  CHECK_FALSE(is_api("permission android.permission.ACCESS_FINE_LOCATION\n", "location.background"));
  CHECK(
      is_api("component com.x.Boot arg:action=android.intent.action.BOOT_COMPLETED\n", "background-service"));
  CHECK(is_api("component com.x.Track arg:foregroundServiceType=location\n", "location.background"));
}

TEST_CASE("families hold for a class and all of its methods, not for classes of like names") {
  CHECK(is_api("call com.baidu.trace.LBSTraceClient.startTrace\n", "location.track"));
  CHECK_FALSE(is_api("call com.baidu.trace.LBSTraceClients.startTrace\n", "location.track"));
}

TEST_CASE("every capability has a call on Android, and those of the mini-programs on theirs") {
  const std::set<std::string> no_android = {"feedback"};
  const std::set<std::string> mini = {
      "location.once", "location.track", "camera",   "photo-pick", "video-record", "audio-record",
      "scan",          "bluetooth",      "steps",    "clipboard",  "phone",        "notification",
      "login",         "open-app",       "share",    "payment",    "ads",          "webview-load",
      "upload",        "download",       "feedback", "hot-update"};
  const std::set<std::string> asked = {"location.once",
                                       "location.track",
                                       "location.background",
                                       "camera",
                                       "photo-pick",
                                       "video-record",
                                       "audio-record",
                                       "scan",
                                       "nfc",
                                       "bluetooth",
                                       "steps",
                                       "usage-stats",
                                       "alarm",
                                       "notification",
                                       "push",
                                       "install-package",
                                       "open-store",
                                       "open-app",
                                       "webview-load",
                                       "js-bridge",
                                       "payment",
                                       "ads",
                                       "face",
                                       "share",
                                       "contacts",
                                       "sms",
                                       "call-log",
                                       "phone",
                                       "calendar",
                                       "clipboard",
                                       "accessibility",
                                       "device-id",
                                       "app-list",
                                       "login",
                                       "feedback",
                                       "upload",
                                       "download",
                                       "background-service",
                                       "screen-capture",
                                       "biometric",
                                       "geofence",
                                       "hot-update",
                                       "plugin-load"};
  std::set<std::string> there;
  for (const rules::ApiName& api : rules::built_in().apis) {
    INFO(api.api);
    there.insert(api.api);
    std::map<std::string, size_t> by_platform;
    for (const rules::ApiCall& call : api.calls) {
      const std::string first = call.call.substr(0, call.call.find_first_of(".:"));
      const bool script = std::set<std::string>{"wx", "my",  "dd",       "tt",   "swan",     "qq",
                                                "ks", "uni", "uniCloud", "plus", "navigator"}
                              .count(first) != 0;
      ++by_platform[script ? first : "android"];
    }
    CHECK((by_platform["android"] > 0 || no_android.count(api.api) != 0));
    if (mini.count(api.api) != 0) {
      for (const char* platform : {"wx", "my", "uni"}) {
        INFO(platform);
        const bool exempt =
            api.api == "steps" && std::string(platform) == "uni";  // reads steps by the host's own call
        CHECK((by_platform[platform] > 0 || exempt));
      }
    }
  }
  for (const std::string& name : asked) {
    INFO(name);
    CHECK(there.count(name) == 1);
  }
}
