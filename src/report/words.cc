#include "report/words.h"

#include <algorithm>
#include <array>

namespace jianfu::report {
namespace {

struct Word {
  std::string_view zh, en;
  std::string_view in(Lang lang) const { return lang == Lang::kZh ? zh : en; }
};

// In the order of the enumerations; the sizes are those of their names.
constexpr std::array<Word, rules::kVerdictNames.size()> kVerdicts = {{
    {"不适用", "not applicable"},
    {"未见", "not found"},
    {"提示", "hint"},
    {"无法判断", "not determined"},
    {"需说明", "to be explained"},
    {"疑似违规", "suspected"},
}};
constexpr std::array<Word, rules::kSeverityNames.size()> kSeverities = {
    {{"参考", "info"}, {"低", "low"}, {"中", "medium"}, {"高", "high"}}};
constexpr std::array<Word, rules::kGradeNames.size()> kGrades = {
    {{"没有", "none"}, {"有线索", "a hint"}, {"很可能有", "probable"}, {"确有", "confirmed"}}};
constexpr std::array<Word, engine::kCoercionNames.size()> kCoercions = {{
    {"包内未见强制或考核特征（服务器端的要求看不到）",
     "no compulsion seen in the package (what the server asks cannot be seen)"},
    {"有强制或考核特征", "signs of compulsion or assessment"},
    {"强制或考核特征明显", "strong signs of compulsion or assessment"},
}};
constexpr std::array<Word, engine::kCoercionNames.size()> kShortCoercions = {
    {{"未见", "none seen"}, {"有", "some"}, {"明显", "strong"}}};
constexpr std::array<Word, engine::kExemptionNames.size()> kExemptions = {{
    {"没有", "none"},
    {"应用内写明是特殊场景，须核对依据", "claimed inside the app; ask for the basis"},
    {"申报材料已载明依据", "declared with its basis"},
}};
constexpr std::array<Word, evidence::kKindNames.size()> kKinds = {{
    {"界面文字", "text on screen"},
    {"权限用途说明", "purpose of a permission"},
    {"代码中的文字", "string in code"},
    {"代码中的名称", "name in code"},
    {"系统调用", "call"},
    {"系统能力", "capability"},
    {"接口地址", "endpoint"},
    {"页面路径", "route"},
    {"权限", "permission"},
    {"组件", "component"},
    {"填写项", "form field"},
    {"第三方组件包", "third-party kit"},
    {"资源文件", "asset"},
    {"安装包信息", "fact about the package"},
}};
constexpr std::array<Word, evidence::kRoleNames.size()> kRoles = {{
    {"", ""},
    {"标签", "label"},
    {"标题", "title"},
    {"提示语", "message"},
    {"正文", "content"},
    {"显示处不明", "where it shows is unknown"},
}};
constexpr std::array<Word, evidence::kOwnerNames.size()> kOwners = {{{"归属不明", "owner unknown"},
                                                                     {"应用自身", "own code"},
                                                                     {"第三方代码", "third-party code"},
                                                                     {"模板代码", "template code"}}};
constexpr std::array<Word, evidence::kReachNames.size()> kReaches = {
    {{"能否从入口到达未知", "whether the start leads here is unknown"},
     {"从入口可以到达", "reachable from the start"},
     {"从入口到达不了", "not reachable from the start"}}};
constexpr std::array<Word, core::kGapReasonNames.size()> kReasons = {{
    {"损坏", "damaged"},
    {"不完整", "incomplete"},
    {"超过上限", "over a limit"},
    {"已加密", "encrypted"},
    {"已加固", "hardened"},
    {"疑似加固或空壳", "hardened or an empty shell, it seems"},
    {"文字被应用加密", "strings encrypted by the app"},
    {"格式尚不支持", "format not supported"},
    {"没有一并提交", "not handed in"},
    {"内容在服务器上", "held on a server"},
    {"没有该文字的词表", "no lexicon for the script"},
    {"文件读取失败", "could not be read from disk"},
    {"时限已到", "out of time"},
}};
struct Named {
  std::string_view name;
  Word word;
};
constexpr std::array<Named, 9> kModules = {{
    {"app", {"启动代码", "launch code"}},
    {"page", {"页面", "screen"}},
    {"component", {"界面组件", "part of a screen"}},
    {"layout", {"界面布局", "layout"}},
    {"class", {"代码类", "class"}},
    {"script", {"脚本", "script"}},
    {"service", {"后台服务", "background service"}},
    {"resources", {"文字资源", "text resources"}},
    {"package", {"整个安装包", "the whole package"}},
}};
// The names of rules/annotate/api*.yaml.
constexpr std::array<Named, 43> kCapabilities = {{
    {"location.once", {"获取位置", "reads the position"}},
    {"location.track", {"连续获取位置", "follows the position"}},
    {"location.background", {"后台获取位置", "reads the position in the background"}},
    {"geofence", {"地理围栏", "geofence"}},
    {"camera", {"调用相机", "opens the camera"}},
    {"photo-pick", {"选取照片", "picks a photo"}},
    {"video-record", {"录制视频", "records video"}},
    {"audio-record", {"录音", "records sound"}},
    {"screen-capture", {"截屏、录屏", "captures the screen"}},
    {"scan", {"扫码", "scans a code"}},
    {"nfc", {"读取近场标签", "reads NFC tags"}},
    {"bluetooth", {"使用蓝牙", "uses Bluetooth"}},
    {"steps", {"读取步数", "reads steps"}},
    {"usage-stats", {"读取应用使用情况", "reads usage statistics"}},
    {"app-list", {"读取已安装应用", "lists installed apps"}},
    {"accessibility", {"无障碍服务", "accessibility service"}},
    {"device-id", {"读取设备标识", "reads device identifiers"}},
    {"clipboard", {"读写剪贴板", "uses the clipboard"}},
    {"contacts", {"读取通讯录", "reads contacts"}},
    {"phone", {"拨打电话", "makes calls"}},
    {"call-log", {"读取通话记录", "reads the call log"}},
    {"sms", {"读写短信", "uses text messages"}},
    {"calendar", {"读写日历", "uses the calendar"}},
    {"alarm", {"定时提醒", "sets alarms"}},
    {"notification", {"发送通知", "sends notifications"}},
    {"push", {"消息推送", "push messages"}},
    {"background-service", {"后台运行", "runs in the background"}},
    {"login", {"登录、授权", "signs in"}},
    {"face", {"人脸识别", "face recognition"}},
    {"biometric", {"指纹等生物识别", "biometrics"}},
    {"install-package", {"安装应用", "installs apps"}},
    {"open-store", {"打开应用商店", "opens an app store"}},
    {"open-app", {"打开其他应用", "opens another app"}},
    {"share", {"分享", "shares"}},
    {"payment", {"支付", "payment"}},
    {"ads", {"展示广告", "shows advertising"}},
    {"webview-load", {"打开网页", "opens a web page"}},
    {"js-bridge", {"网页与程序互调", "bridge between page and program"}},
    {"upload", {"上传文件", "uploads files"}},
    {"download", {"下载文件", "downloads files"}},
    {"feedback", {"平台自带的反馈", "the platform's own feedback"}},
    {"hot-update", {"热更新", "hot update"}},
    {"plugin-load", {"加载插件", "loads plug-ins"}},
}};
constexpr std::array<Named, 4> kConfidences = {{
    {"V", {"原文已核", "verbatim"}},
    {"F", {"字句为原文，条号未核", "official words, numbering not verified"}},
    {"S", {"据公开摘要", "from a published summary"}},
    {"M", {"据一般了解，未核原文", "from general knowledge, not verified"}},
}};

// Of form fields, routes, handlers and kits; the other arguments of these kinds are for programmers.
constexpr std::array<Named, 6> kArguments = {{
    {"hint", {"填写提示", "hint"}},
    {"text", {"点按处", "pressed"}},
    {"to", {"转到", "to"}},
    {"maker", {"开发者", "maker"}},
    {"category", {"用途", "for"}},
    {"placeholder", {"填写提示", "hint"}},
}};
// The categories of rules/annotate/sdk*.yaml.
constexpr std::array<Named, 28> kCategories = {{
    {"ads", {"广告", "advertising"}},
    {"analytics", {"统计分析", "analytics"}},
    {"bluetooth", {"蓝牙", "Bluetooth"}},
    {"crypto", {"密码算法", "cryptography"}},
    {"database", {"数据库", "database"}},
    {"face", {"人脸识别", "face recognition"}},
    {"framework", {"开发框架", "framework"}},
    {"government", {"政务平台", "government platform"}},
    {"hot-update", {"热更新", "hot update"}},
    {"hybrid", {"网页与程序混合框架", "hybrid framework"}},
    {"image", {"图片处理", "images"}},
    {"language", {"编程语言支持", "language support"}},
    {"library", {"基础代码", "library"}},
    {"login", {"登录", "login"}},
    {"map", {"地图定位", "maps and position"}},
    {"network", {"网络通信", "network"}},
    {"ocr", {"文字识别", "text recognition"}},
    {"pay", {"支付", "payment"}},
    {"push", {"消息推送", "push messages"}},
    {"scan", {"扫码", "scanning codes"}},
    {"security", {"安全防护", "security"}},
    {"share", {"分享", "sharing"}},
    {"storage", {"存储", "storage"}},
    {"template", {"应用模板", "app template"}},
    {"test", {"测试", "tests"}},
    {"utility", {"小工具", "utility"}},
    {"video", {"音视频", "sound and video"}},
    {"voice", {"语音", "voice"}},
}};

template <typename Table, typename Value>
std::string_view at(const Table& table, Value value, Lang lang) {
  return table[static_cast<size_t>(value)].in(lang);
}
template <typename Table>
std::string_view named(const Table& table, std::string_view name, Lang lang) {
  for (const Named& row : table) {
    if (row.name == name) return row.word.in(lang);
  }
  return name;
}

}  // namespace

std::string_view word(engine::Verdict verdict, Lang lang) {
  return at(kVerdicts, verdict, lang);
}
std::string_view word(engine::Severity severity, Lang lang) {
  return at(kSeverities, severity, lang);
}
std::string_view word(engine::Grade grade, Lang lang) {
  return at(kGrades, grade, lang);
}
std::string_view word(engine::Coercion coercion, Lang lang) {
  return at(kCoercions, coercion, lang);
}
std::string_view coercion_word(engine::Coercion coercion, Lang lang) {
  return at(kShortCoercions, coercion, lang);
}
std::string_view word(engine::Exemption exemption, Lang lang) {
  return at(kExemptions, exemption, lang);
}
std::string_view word(evidence::Kind kind, Lang lang) {
  return at(kKinds, kind, lang);
}
std::string_view word(evidence::Role role, Lang lang) {
  return at(kRoles, role, lang);
}
std::string_view word(evidence::Owner owner, Lang lang) {
  return at(kOwners, owner, lang);
}
std::string_view word(evidence::Reach reach, Lang lang) {
  return at(kReaches, reach, lang);
}
std::string_view word(GapReason reason, Lang lang) {
  return at(kReasons, reason, lang);
}
std::string_view module_word(std::string_view kind, Lang lang) {
  return named(kModules, kind, lang);
}
std::string_view capability_word(std::string_view api, Lang lang) {
  return named(kCapabilities, api, lang);
}
std::string_view confidence_word(std::string_view mark, Lang lang) {
  return named(kConfidences, mark, lang);
}
std::string numeral(size_t number, Lang lang) {
  constexpr std::array<std::string_view, 11> kNumerals = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  const bool spelt = lang == Lang::kZh && number < kNumerals.size();
  return spelt ? std::string(kNumerals[number]) : std::to_string(number);
}
std::string_view argument_word(std::string_view name, Lang lang) {
  const auto row = std::find_if(kArguments.begin(), kArguments.end(), [&](const Named& one) { return one.name == name; });
  return row == kArguments.end() ? std::string_view() : row->word.in(lang);
}
std::string_view category_word(std::string_view category, Lang lang) {
  return named(kCategories, category, lang);
}

}  // namespace jianfu::report
