// The table of platforms: one row a kind of package, readable or only recognised.
#include <algorithm>
#include <array>

#include "formats/wxapkg/wxapkg.h"
#include "platforms/android/android.h"
#include "platforms/android_source/android_source.h"
#include "platforms/frontend/frontend.h"
#include "platforms/mini/mini.h"
#include "platforms/platform.h"
#include "platforms/quickapp/quickapp.h"
#include "platforms/shared/paths.h"
#include "platforms/uniapp/uniapp.h"
#include "platforms/web/web.h"

namespace jianfu::platforms {
namespace {

bool has(const io::Tree& tree, std::string_view name) {
  return tree.find(name).has_value();
}

template <typename Predicate>
bool any_entry(const io::Tree& tree, Predicate predicate) {
  return std::any_of(tree.entries().begin(), tree.entries().end(),
                     [&](const io::Entry& entry) { return predicate(entry.name); });
}

// By entries, formats.md §13.
int is_hap(const io::Tree& tree) {
  const bool config = has(tree, "module.json") || has(tree, "config.json");
  return config && any_entry(tree,
                             [](const std::string& name) {
                               return name.starts_with("ets/") || name == "resources.index";
                             })
             ? 2
             : 0;
}
int is_harmony_app(const io::Tree& tree) {
  return has(tree, "pack.info") &&
                 any_entry(tree, [](const std::string& name) { return name.ends_with(".hap"); })
             ? 2
             : 0;
}
int is_ipa(const io::Tree& tree) {
  return any_entry(tree,
                   [](const std::string& name) { return name.find(".app/Info.plist") != std::string::npos; })
             ? 2
             : 0;
}

// A mini-program of one client; mini::kind_of tells which.
constexpr Platform mini_program(std::string_view kind, std::string_view zh, std::string_view en) {
  Platform out{kind, zh, en, nullptr, mini::membership, nullptr, mini::read};
  out.family = "wechat";
  out.claims = mini::claims;
  return out;
}
int is_base_library(const io::Tree& tree) {
  return formats::wxapkg::is_base_library(tree) ? 2 : 0;
}

constexpr std::array kPlatforms = {
    // Sources of frameworks before what their builds write, which may lie beside them.
    Platform{"uniapp-source", "uni-app 源码工程", "a uni-app source project", frontend::recognise_uni_app, nullptr,
             nullptr, frontend::read},
    Platform{"taro-source", "Taro 源码工程", "a Taro source project", frontend::recognise_taro, nullptr, nullptr,
             frontend::read},
    Platform{"mpvue-source", "mpvue 源码工程", "an mpvue source project", frontend::recognise_mpvue, nullptr, nullptr,
             frontend::read},
    Platform{"wepy-source", "wepy 源码工程", "a wepy source project", frontend::recognise_wepy, nullptr, nullptr,
             frontend::read},
    Platform{"h5-source", "H5 源码工程", "a source project of a web app", frontend::recognise_web, nullptr, nullptr,
             frontend::read},
    Platform{"wechat", "微信小程序", "a WeChat mini-program", mini::recognise, mini::membership, nullptr,
             mini::read, false, {}, mini::kind_of, mini::claims},
    mini_program("wecom", "企业微信小程序", "a WeCom mini-program"),
    mini_program("alipay", "支付宝小程序", "an Alipay mini-program"),
    mini_program("dingtalk", "钉钉／浙政钉小程序", "a DingTalk mini-program"),
    mini_program("bytedance", "抖音／飞书小程序", "a ByteDance or Feishu mini-program"),
    mini_program("baidu", "百度智能小程序", "a Baidu smart program"),
    mini_program("qq", "QQ 小程序", "a QQ mini-program"),
    mini_program("kuaishou", "快手小程序", "a Kuaishou mini-program"),
    mini_program("jd", "京东小程序", "a JD mini-program"),
    Platform{"wechat-base-library", "微信客户端基础库", "the base library of WeChat", is_base_library, nullptr, nullptr,
             nullptr, false, {}, nullptr, nullptr, Msg::wxapkg_base_library},
    // Before packages: a manifest of text makes a source of what has the names of one.
    Platform{"android-source", "Android 源码工程", "an Android source project", android_source::recognise, nullptr,
             nullptr, android_source::read},
    Platform{"apk", "Android 安装包", "an Android package (APK)", android::recognise, android::membership,
             android::is_split_name, android::read},
    Platform{"aab", "Android App Bundle", "an Android App Bundle", android::recognise_bundle, nullptr, nullptr,
             android::read_bundle},
    Platform{"apks", "多 APK 容器（APKS/XAPK/APKM）", "a container of several APKs", android::recognise_set, nullptr,
             nullptr, android::read_set},
    Platform{"hap", "鸿蒙应用包（HAP）", "a HarmonyOS package (HAP)", is_hap, nullptr, nullptr},
    Platform{"harmony-app", "鸿蒙上架包（.app）", "a HarmonyOS app container", is_harmony_app, nullptr,
             nullptr},
    Platform{"ipa", "iOS 安装包（IPA）", "an iOS package (IPA)", is_ipa, nullptr, nullptr},
    Platform{"uniapp", "uni-app 应用（wgt）", "a uni-app program", uniapp::recognise, nullptr, nullptr,
             uniapp::read, true},
    Platform{"quickapp", "快应用", "a quick app", quickapp::recognise, quickapp::membership, nullptr,
             quickapp::read},
    Platform{"quickapp-source", "快应用源码工程", "a quick-app source project", quickapp::recognise_source,
             nullptr, nullptr, quickapp::read_source},
    // Last: pages of the web lie in packages of every kind.
    Platform{"h5", "H5 应用", "a web app (H5)", web::recognise, nullptr, nullptr, web::read, true},
};

}  // namespace

std::span<const Platform> all() {
  return kPlatforms;
}

const Platform* recognise(const io::Tree& tree) {
  const Platform* best = nullptr;
  int best_fit = 0;
  for (const Platform& platform : kPlatforms) {
    const int fit = platform.recognise == nullptr ? 0 : platform.recognise(tree);
    if (fit > best_fit) {
      best_fit = fit;
      best = &platform;
    }
  }
  if (best == nullptr || best->kind_of == nullptr) return best;
  const std::string_view kind = best->kind_of(tree);
  const auto row = std::find_if(kPlatforms.begin(), kPlatforms.end(), [&](const Platform& one) { return one.kind == kind; });
  return row == kPlatforms.end() ? best : &*row;
}

}  // namespace jianfu::platforms
