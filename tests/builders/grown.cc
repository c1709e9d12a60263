#include "builders/grown.h"

#include <array>
#include <map>
#include <string_view>

#include "builders/android_builder.h"
#include "builders/dex_assembly.h"
#include "builders/wechat_builder.h"

namespace jianfu::builders {
namespace {

constexpr size_t kScreens = 40;      // a time; each with a layout or template, its texts and the code behind it
constexpr size_t kClasses = 10;      // behind a screen, without it
constexpr size_t kMethods = 10;      // of a class
constexpr size_t kTellingEvery = 40; // the n-th screen speaks of a daily clock-in
constexpr size_t kDataLines = 400;   // a time

constexpr std::array<std::string_view, 24> kWords = {
    "adapter", "cache",  "callback", "config", "detail", "device", "event",  "filter", "footer", "history", "iterator", "layout",
    "mapper",  "matrix", "node",     "option", "pager",  "parser", "region", "socket", "stream", "texture", "token",    "widget"};
constexpr std::array<std::string_view, 24> kTexts = {
    "办事指南", "政策文件", "查看详情", "全部事项", "通知公告", "联系方式", "返回首页", "搜索内容", "办理进度", "附件下载", "选择地区", "个人中心",
    "常见问题", "提交申请", "正在加载", "网络异常", "请稍后再试", "修改资料", "扫一扫", "部门介绍", "预约登记", "服务大厅", "确认信息", "已阅读并同意"};

// Numbers that look thrown, the same ones every time (xorshift).
class Dice {
 public:
  explicit Dice(size_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}
  size_t roll(size_t sides) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<size_t>(state_ >> 11) % sides;
  }
  std::string word() { return std::string(kWords[roll(kWords.size())]); }
  std::string name() { return word() + "_" + word() + std::to_string(roll(10'000)); }
  std::string text() { return std::string(kTexts[roll(kTexts.size())]) + std::to_string(roll(100)); }

 private:
  uint64_t state_;
};

std::string number(size_t i) { return std::to_string(i); }

bool tells(size_t screen) { return screen % kTellingEvery == kTellingEvery - 1; }

std::string data_file(Dice& dice) {
  std::string out = "[\n";
  for (size_t i = 0; i < kDataLines; ++i)
    out += "  {\"id\": " + number(i) + ", \"key\": \"" + dice.name() + "\", \"title\": \"" + dice.text() + "\"},\n";
  return out + "  {}\n]\n";
}

// --- APK ---

// In published apps a method calls three or four others, and every second holds a text.
std::string instruction(Dice& dice, const std::string& package, size_t classes) {
  const std::string other = package + ".C" + number(dice.roll(classes));
  switch (const size_t kind = dice.roll(100); kind) {
    case 0: return "    call static android.util.Log.d(string, string) int \"" + dice.name() + "\" \"" + dice.word() + " " + dice.word() + "\"\n";
    case 1: return "    call static android.text.TextUtils.isEmpty(CharSequence) boolean \"" + dice.text() + "\"\n";
    case 2: case 3: case 4: return "    string \"" + dice.name() + "\"\n";
    case 5: case 6: return "    new java.util.ArrayList\n";
    case 7: case 8: return "    call static java.lang.String.valueOf(int) string " + number(dice.roll(1000)) + "\n";
    default:
      if (kind < 40) return "    call static " + other + ".m" + number(dice.roll(kMethods)) + "(string) void\n";
      return kind < 70 ? "    get " + other + ".f" + number(dice.roll(4)) + " int\n" : "    int " + number(dice.roll(100'000)) + "\n";
  }
}

std::string class_of(Dice& dice, const std::string& package, size_t index, size_t classes) {
  std::string out = "class " + package + ".C" + number(index) + "\n";
  for (size_t i = 0; i < 4; ++i) out += "  field static int f" + number(i) + "\n";
  for (size_t i = 0; i < kMethods; ++i) {
    out += "  method static m" + number(i) + "(string) void\n";
    for (size_t line = 0; line < 10; ++line) out += instruction(dice, package, classes);
  }
  return out;
}

// Half of the code is a library's.
std::string code_of(Dice& dice, size_t time) {
  const std::string own = "cn.gov.demo.u" + number(time), library = "org.made.lib" + number(time);
  constexpr size_t kOfEach = kScreens * kClasses / 2;
  std::string out;
  for (size_t i = 0; i < kOfEach; ++i) out += class_of(dice, own, i, kOfEach) + class_of(dice, library, i, kOfEach);
  for (size_t i = 0; i < kScreens; ++i) {
    out += "class " + own + ".S" + number(i) + "Activity extends android.app.Activity\n";
    out += "  method onCreate(android.os.Bundle) void\n    layout @layout/s" + number(time) + "_" + number(i) + "\n";
    out += "  method open(android.view.View) void\n    start " + own + ".S" + number(dice.roll(kScreens)) + "Activity\n";
    if (tells(i)) out += "    call static android.widget.Toast.makeText(android.content.Context, CharSequence, int) android.widget.Toast this \"打卡成功\"\n";
  }
  return out;
}

std::string layout_of(Dice& dice, const std::string& text) {
  std::string out = R"(<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android">)";
  for (size_t i = 0; i < 8; ++i) {
    out += R"(<TextView android:id="@id/)" + dice.word() + R"(" android:text=")" + dice.text() + R"("/>)";
    out += R"(<Button android:text="@string/)" + text + R"(" android:onClick="open"/>)";
  }
  return out + "</LinearLayout>";
}

struct Whole {
  std::string activities, strings;  // elements of the manifest and of values/strings.xml
  std::map<std::string, std::string> files;
};

void add_screens(Dice& dice, size_t time, Whole& out) {
  for (size_t i = 0; i < kScreens; ++i) {
    const std::string name = "s" + number(time) + "_" + number(i);
    out.strings += "<string name=\"" + name + "\">" + (tells(i) ? "每日上班打卡" : dice.text()) + "</string>\n";
    out.files["res/layout/" + name + ".xml"] = layout_of(dice, name);
    out.activities += R"(<activity android:name="cn.gov.demo.u)" + number(time) + ".S" + number(i) + R"(Activity" android:label="@string/)" + name + R"("/>)";
  }
}

std::string manifest_of(const std::string& activities) {
  return R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.demo" android:versionName="1.0">
  <uses-permission android:name="android.permission.INTERNET"/>
  <application android:label="增长（演示）">
    <activity android:name="cn.gov.demo.u0.S0Activity" android:exported="true"><intent-filter>
      <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/>
    </intent-filter></activity>)" +
         activities + "</application></manifest>";
}

// --- mini-program ---

std::string template_of(Dice& dice, bool telling) {
  std::string out = "<view>\n";
  for (size_t i = 0; i < 12; ++i) {
    out += "  <text>" + dice.text() + "</text>\n  <view wx:if=\"{{" + dice.word() + "}}\"><text>{{" + dice.word() + "}}</text></view>\n";
    out += "  <button bindtap=\"open" + number(i) + "\">" + dice.text() + "</button>\n";
  }
  if (telling) out += "  <button bindtap=\"open0\">立即打卡</button>\n";
  return out + "</view>\n";
}

std::string script_of(Dice& dice, size_t time) {
  std::string out = "const request = require('../../../utils/u" + number(time) + ".js');\nPage({\n  data: { " + dice.word() + ": true },\n";
  for (size_t i = 0; i < 12; ++i) {
    out += "  open" + number(i) + ": function (event) {\n    const " + dice.word() + " = event.detail;\n";
    out += "    request.post('/" + dice.word() + "/" + dice.name() + "', { " + dice.word() + ": '" + dice.text() + "' }, function (answer) {\n";
    out += "      if (answer." + dice.word() + " > " + number(dice.roll(100)) + ") { wx.showToast({ title: '" + dice.text() + "' }); }\n    });\n";
    out += "    wx.navigateTo({ url: '/pages/u" + number(time) + "/p" + number(dice.roll(kScreens)) + "/index' });\n  },\n";
  }
  return out + "});\n";
}

std::string utility_of(Dice& dice) {
  std::string out = "module.exports = {\n  post: function (url, data, done) { wx.request({ url: url, data: data, success: done }); },\n";
  for (size_t i = 0; i < 300; ++i) {
    out += "  " + dice.name() + ": function (a, b) { var c = a + " + number(dice.roll(1000)) + "; for (var i = 0; i < b; i++) { c = c * i + '" +
           dice.word() + "'; } return c; },\n";
  }
  return out + "};\n";
}

void add_pages(size_t time, std::map<std::string, std::string>& files, std::string& pages) {
  Dice dice(time);
  const std::string unit = "u" + number(time);
  files["utils/" + unit + ".js"] = utility_of(dice);
  files["data/" + unit + ".json"] = data_file(dice);
  for (size_t i = 0; i < kScreens; ++i) {
    const std::string page = "pages/" + unit + "/p" + number(i) + "/index";
    pages += (pages.empty() ? "\"" : ", \"") + page + "\"";
    files[page + ".json"] = "{\"navigationBarTitleText\": \"" + dice.text() + "\"}";
    files[page + ".wxml"] = template_of(dice, tells(i));
    files[page + ".js"] = script_of(dice, time);
  }
}

}  // namespace

BuiltPackage grown_apk(size_t times) {
  Whole whole;
  for (size_t time = 0; time < times; ++time) {
    Dice dice(time);
    add_screens(dice, time, whole);
    whole.files["code" + (time == 0 ? "" : number(time + 1)) + ".txt"] = code_of(dice, time);
    whole.files["assets/data" + number(time) + ".json"] = data_file(dice);
  }
  whole.files["AndroidManifest.xml"] = manifest_of(whole.activities);
  whole.files["values/strings.xml"] = "<resources>\n" + whole.strings + "</resources>\n";
  return build_apk(whole.files);
}

BuiltPackage grown_mini(size_t times) {
  std::map<std::string, std::string> files;
  std::string pages;
  for (size_t time = 0; time < times; ++time) add_pages(time, files, pages);
  files["app.json"] = "{\"pages\": [" + pages + "]}";
  files["app.js"] = "App({});\n";
  BuiltProgram made = build_wxapkg(files);
  return {std::move(made.bytes), std::move(made.error)};
}

}  // namespace jianfu::builders
