#include "platforms/mini/dialects.h"

#include <algorithm>

#include "formats/identify.h"
#include "platforms/shared/platform_methods.h"

namespace jianfu::platforms::mini {
namespace {

constexpr std::string_view kConfig = "app-config.json", kTinyConfig = "appConfig.json",
                           kPlainConfig = "app.json";
constexpr std::string_view kTitle = "navigationBarTitleText", kTinyTitle = "defaultTitle";

// WeChat first: what nothing else tells is its. Clients whose templates end alike are told apart by the API
// that scripts call (detect.cc).
// clang-format off
constexpr std::array kDialects = {
    //      kind         API     aliases                    templates and their styles and scripts
    //      configuration as compiled, of the project            key of titles  bundles
    Dialect{"wechat",    "wx",   {},                        ".wxml", ".wxss", ".wxs",
            kConfig,      {"project.config.json", ""},                     kTitle,     {}},
    Dialect{"wecom",     "wx",   {"wx.qy", "ww"},           ".wxml", ".wxss", ".wxs",
            kConfig,      {"project.config.json", ""},                     kTitle,     {}},
    Dialect{"alipay",    "my",   {"AlipayJSBridge", "ap"},  ".axml", ".acss", ".sjs",
            kTinyConfig,  {"mini.project.json", ".mini-ide/project-ide.json"}, kTinyTitle, {"index.js", "index.worker.js"}},
    Dialect{"dingtalk",  "dd",   {"my", "AlipayJSBridge"},  ".axml", ".acss", ".sjs",
            kTinyConfig,  {"mini.project.json", "ding.config.json"},       kTinyTitle, {"index.js", "index.worker.js"}},
    Dialect{"bytedance", "tt",   {"lark", ""},              ".ttml", ".ttss", ".sjs",
            kConfig,      {"project.tt.json", "project.config.json"},      kTitle,     {}},
    Dialect{"baidu",     "swan", {},                        ".swan", ".css",  ".sjs",
            kPlainConfig, {"project.swan.json", ""},                       kTitle,     {}},
    Dialect{"qq",        "qq",   {"wx", ""},                ".qml",  ".qss",  ".qs",
            kConfig,      {"project.qq.json", "project.config.json"},      kTitle,     {}},
    Dialect{"kuaishou",  "ks",   {"wx", ""},                ".ksml", ".kss",  ".kss.js",
            kConfig,      {"project.ks.json", "project.config.json"},      kTitle,     {}},
    Dialect{"jd",        "jd",   {"wx", ""},                ".jxml", ".jxss", ".jds",
            kConfig,      {"project.jd.json", "project.config.json"},      kTitle,     {}},
};
// clang-format on

// Objects through which frameworks offer the API of whatever client runs them.
constexpr std::array<std::string_view, 6> kFacades = {"Taro", "taro", "wepy", "mpvue", "mpx", "Megalo"};

bool is_one_of(std::string_view text, const auto& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// `callee` from `root` on: "wx.x" of "this.wx.x"; empty when it does not stand there as a whole name.
std::string_view from_root(std::string_view callee, std::string_view root) {
  if (root.empty()) return {};
  for (size_t at = callee.find(root); at != std::string_view::npos; at = callee.find(root, at + 1)) {
    const size_t end = at + root.size();
    if ((at == 0 || callee[at - 1] == '.') && end < callee.size() && callee[end] == '.')
      return callee.substr(at);
  }
  return {};
}

// Taro.getLocation, _taro.default.getLocation, Taro__default.a.getLocation.
bool is_facade(std::string_view root) {
  while (root.starts_with('_')) root.remove_prefix(1);
  root = root.substr(0, root.find_first_of("_0123456789"));
  return is_one_of(root, kFacades);
}

}  // namespace

std::span<const Dialect> dialects() {
  return kDialects;
}

const Dialect& wechat() {
  return kDialects.front();
}

FileType type_of(std::string_view path) {
  if (formats::is_skipped_name(path)) return FileType::kSkipped;
  if (path.ends_with(".d.ts")) return FileType::kSkipped;
  if (path.ends_with(".js") || path.ends_with(".ts") || path.ends_with(".mjs")) return FileType::kScript;
  if (path.ends_with(".html")) return FileType::kHtml;
  if (path.ends_with(".json")) return FileType::kJson;
  for (const Dialect& dialect : kDialects) {
    if (path.ends_with(dialect.template_ending)) return FileType::kTemplate;
    if (path.ends_with(dialect.script_ending)) return FileType::kScript;
    if (path.ends_with(dialect.style_ending)) return FileType::kStyle;
  }
  return FileType::kOther;
}

std::string api_call(const Dialect& dialect, std::string_view callee) {
  for (const std::string_view root : {dialect.api, std::string_view(dialect.aliases[0]),
                                      std::string_view(dialect.aliases[1]), std::string_view("uni")}) {
    const std::string_view call = from_root(callee, root);
    if (!call.empty()) return std::string(call);
  }
  const size_t dot = callee.find('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  if (is_facade(callee.substr(0, dot)))
    return std::string(dialect.api).append(callee.substr(callee.rfind('.')));
  // A name of one or two letters is what a minifier made of the API's.
  constexpr size_t kMinified = 2;
  std::string unplaced = dot <= kMinified ? unplaced_call(callee) : std::string();
  return unplaced.empty() ? unplaced : std::string(dialect.api) + unplaced.substr(unplaced.find('.'));
}

}  // namespace jianfu::platforms::mini
