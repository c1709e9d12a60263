// What the reader of Android code makes of classes and methods: texts by their use, joined texts, titles,
// ways between screens; each with the nearest thing that it must leave alone.
#include "builders/android_builder.h"
#include "platforms/android/annotations.h"
#include "platforms/android/code.h"
#include "platforms/android/links.h"
#include "platforms/android/titles.h"
#include "platforms/android/ui_calls.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using namespace jianfu::platforms::android;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

std::string manifest(const std::string& components) {
  return R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application>
    <activity android:name=".Main"><intent-filter><action android:name="android.intent.action.MAIN"/>
    <category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity>)" +
         components + "</application></manifest>";
}

std::string evidence_of(const std::string& code, const std::string& components = "",
                        std::map<std::string, std::string> files = {}) {
  files["AndroidManifest.xml"] = manifest(components);
  files["code.txt"] = code;
  const builders::BuiltPackage built = builders::build_apk(files);
  INFO(built.error);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

const std::string kMain = "class cn.gov.x.Main extends android.app.Activity\n";
const std::string kSign = "class cn.gov.x.Sign extends android.app.Activity\n";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("inner classes, lambdas and companions belong to the class they stand in") {
  CHECK(outer_class("com.x.Foo$Bar$1") == "com.x.Foo");
  CHECK(outer_class("com.x.-$$Lambda$Foo$hash") == "com.x.Foo");
  CHECK(outer_class("com.x.Foo") == "com.x.Foo");
  CHECK(outer_class("com.x.$Foo") == "com.x.$Foo");
}

TEST_CASE("what a call makes of a text depends on whose method it is") {
  const auto use = [](std::string_view type, std::string_view name) {
    return meaning_of_call(type, meaning_of_type(type), name).use;
  };
  CHECK(use("Landroid/widget/TextView;", "setText") == StringUse::kLabel);
  CHECK(use("Lcom/x/ToastUtils;", "showCenter") == StringUse::kMessage);
  CHECK(use("Lcom/x/Store;", "showCenter") == StringUse::kUnknown);
  CHECK(use("Landroid/util/Log;", "d") == StringUse::kHidden);
  CHECK(use("Lcom/x/SignException;", "<init>") == StringUse::kHidden);
  CHECK(use("Lcom/x/Sign;", "<init>") == StringUse::kUnknown);
}

TEST_CASE("annotations say what their texts are") {
  CHECK(meaning_of_annotation("Lretrofit2/http/GET;") == AnnotationMeaning::kEndpoint);
  CHECK(meaning_of_annotation("Lretrofit2/http/Query;") == AnnotationMeaning::kName);
  CHECK(meaning_of_annotation("Lkotlin/Metadata;") == AnnotationMeaning::kNothing);
  CHECK(meaning_of_annotation("Lcom/x/Anything;") == AnnotationMeaning::kUnknown);
  CHECK(meaning_of_element(AnnotationMeaning::kUnknown, "message") == AnnotationMeaning::kMessage);
  CHECK(meaning_of_element(AnnotationMeaning::kRoute, "group") == AnnotationMeaning::kUnknown);
}

TEST_CASE("literals joined by a StringBuilder are also told as one, with a mark for what is not known") {
  const std::string out = evidence_of(kMain + R"(  method a(string) void
    new java.lang.StringBuilder
    call java.lang.StringBuilder.append(string) java.lang.StringBuilder "https://x.gov.cn"
    call java.lang.StringBuilder.append(string) java.lang.StringBuilder "/sign/list?id="
    call java.lang.StringBuilder.append(Object) java.lang.StringBuilder null
    call java.lang.StringBuilder.toString() string
  method b() void
    new java.lang.StringBuilder
    call java.lang.StringBuilder.append(string) java.lang.StringBuilder "只有一段"
    call java.lang.StringBuilder.toString() string
)");
  CHECK_THAT(out, Contains("endpoint \"https://x.gov.cn/sign/list?id=…\" in=cn.gov.x.Main") ||
                      Contains("endpoint https://x.gov.cn/sign/list?id"));
  size_t single = 0;
  for (size_t at = out.find("只有一段"); at != std::string::npos; at = out.find("只有一段", at + 1)) ++single;
  CHECK(single == 1);  // nothing was joined: the literal alone
}

TEST_CASE("a screen's title is what its own setTitle says, not that of a dialog it shows") {
  const std::string out = evidence_of(kMain + R"(  method onCreate(android.os.Bundle) void
    call android.app.AlertDialog$Builder.setTitle(CharSequence) android.app.AlertDialog$Builder "提示"
    call cn.gov.x.Main.setTitle(CharSequence) void "每日签到"
)");
  CHECK_THAT(out, Contains("module page cn.gov.x.Main title=每日签到"));
  CHECK_THAT(out, Contains("text title \"提示\" in=cn.gov.x.Main"));
}

TEST_CASE("a resource text has the role of the call that it reaches, through getString too") {
  const std::string out = evidence_of(kMain + R"(  method onCreate(android.os.Bundle) void
    call cn.gov.x.Main.getString(int) string @string/done
    call static android.widget.Toast.makeText(android.content.Context, CharSequence, int) android.widget.Toast this result
    resource @string/idle
)",
                                      "",
                                      {{"values/strings.xml",
                                        "<resources><string name=\"done\">打卡成功</string><string "
                                        "name=\"idle\">未用</string></resources>"}});
  CHECK_THAT(out, Contains("text message \"打卡成功\" in=cn.gov.x.Main"));
  CHECK_THAT(out, Contains("text label \"未用\" in=cn.gov.x.Main"));
}

TEST_CASE("modules of one name are opened each, or by one that stands for them when they are many") {
  for (const size_t screens : {3u, 40u}) {
    evidence::EvidenceSet set;
    evidence::Collector out(set, nullptr);
    platforms::android::Links links(out);
    for (size_t i = 0; i < screens; ++i)
      links.add_name("cn.gov.x.SIGN",
                     out.module("cn.gov.x.S" + std::to_string(i), evidence::ModuleKind::kPage, ""));
    for (size_t i = 0; i < 30; ++i)
      links.mention("cn.gov.x.SIGN",
                    out.module("cn.gov.x.C" + std::to_string(i), evidence::ModuleKind::kClass, ""),
                    "classes.dex");
    links.draw({}, {});
    CHECK(set.edges.size() == (screens == 3 ? 3u * 30u : 40u + 30u));
    const auto opened = std::count_if(set.edges.begin(), set.edges.end(), [](const evidence::Edge& edge) {
      return edge.kind == evidence::EdgeKind::kOpens;
    });
    CHECK(opened == (screens == 3 ? 90 : 40));
  }
}

TEST_CASE("a class that is only looked at is not opened") {
  const std::string components = "<activity android:name=\".Sign\"/>";
  const std::string opened =
      evidence_of(kMain + "  method a() void\n    start cn.gov.x.Sign\n" + kSign, components);
  CHECK_THAT(opened, Contains("edge opens cn.gov.x.Main cn.gov.x.Sign"));
  const std::string looked = evidence_of(
      kMain + "  method a() void\n    call Class.isAssignableFrom(Class) boolean class cn.gov.x.Sign\n" +
          kSign,
      components);
  CHECK(!has(looked, "edge opens cn.gov.x.Main cn.gov.x.Sign"));
}

TEST_CASE(
    "screens are opened by their action, by a class name in a string, by a route, and by their own static "
    "method") {
  const std::string components =
      "<activity android:name=\".Sign\"><intent-filter><action "
      "android:name=\"cn.gov.x.action.SIGN\"/></intent-filter></activity>";
  const auto opens = [&](const std::string& body, const std::string& more = "") {
    return has(
        evidence_of(kMain + "  method a(android.content.Context) void\n" + body + more + kSign, components),
        "edge opens cn.gov.x.Main cn.gov.x.Sign");
  };
  CHECK(opens("    string \"cn.gov.x.action.SIGN\"\n"));
  CHECK(!opens("    string \"cn.gov.x.action.OTHER\"\n"));
  CHECK(opens("    string \"cn.gov.x.Sign\"\n"));
  CHECK(opens("    string \"/sign/index\"\n",
              "class com.alibaba.android.arouter.routes.Group\n  method load() void\n"
              "    call static com.alibaba.android.arouter.facade.model.RouteMeta.build(Class, string) void "
              "class cn.gov.x.Sign \"/sign/index\"\n"));
  CHECK(!opens("    string \"/sign/index\"\n"));
  const std::string by_static =
      evidence_of(kMain +
                      "  method a(android.content.Context) void\n    call static "
                      "cn.gov.x.Sign.show(android.content.Context) void\n" +
                      kSign + "  method static show(android.content.Context) void\n",
                  components);
  CHECK_THAT(by_static, Contains("edge opens cn.gov.x.Main cn.gov.x.Sign"));
  const std::string helper =
      evidence_of(kMain + "  method a() void\n    call static cn.gov.x.Sign.twice(int) int 2\n" + kSign +
                      "  method static twice(int) int\n",
                  components);
  CHECK(!has(helper, "edge opens cn.gov.x.Main cn.gov.x.Sign"));
}

TEST_CASE(
    "code of the app that opens screens by names it does not hold may lead to any of them; code of others "
    "does not") {
  const std::string components = "<activity android:name=\".Sign\"/>";
  const std::string own = evidence_of(
      kMain + "  method a(string) void\n    call static Class.forName(string) Class\n" + kSign, components);
  CHECK_THAT(own, Contains("edge uses \"(screen named at run time)\" cn.gov.x.Sign"));
  const std::string other = evidence_of(
      kMain + kSign +
          "class com.lib.Loader\n  method a(string) void\n    call static Class.forName(string) Class\n",
      components);
  CHECK(!has(other, "(screen named at run time)"));
}

TEST_CASE("a fragment is part of the screen that makes it") {
  const std::string fragment =
      "class cn.gov.x.SignFragment extends android.app.Fragment\n  method static newInstance() "
      "cn.gov.x.SignFragment\n  method static log() void\n";
  CHECK_THAT(
      evidence_of(
          kMain +
          "  method a() void\n    call static cn.gov.x.SignFragment.newInstance() cn.gov.x.SignFragment\n" +
          fragment),
      Contains("edge includes cn.gov.x.Main cn.gov.x.SignFragment"));
  CHECK_THAT(
      evidence_of(kMain + "  method a() void\n    call static cn.gov.x.SignFragment.log() void\n" + fragment),
      Contains("edge uses cn.gov.x.Main cn.gov.x.SignFragment"));
}

TEST_CASE("actions of the system are told as calls, those of the app are not") {
  const std::string out = evidence_of(kMain + R"(  method a() void
    new android.content.Intent
    call android.content.Intent.setAction(string) android.content.Intent "android.media.action.IMAGE_CAPTURE"
    call android.content.Intent.setAction(string) android.content.Intent "cn.gov.x.action.SIGN"
)");
  CHECK_THAT(out, Contains("call intent:android.media.action.IMAGE_CAPTURE in=cn.gov.x.Main"));
  CHECK(!has(out, "intent:cn.gov.x"));
}

TEST_CASE("a regular expression with Han in it is no text of the screen") {
  const std::string out =
      evidence_of(kMain + "  method a() void\n    string \"(?:[一-龥]+)\"\n    string \"一二三\"\n");
  CHECK_THAT(out, Contains("literal \"(?:[一-龥]+)\""));
  CHECK_THAT(out, Contains("text unknown \"一二三\""));
}

TEST_CASE("an Intent of the system is told with its data and its type") {
  const std::string out = evidence_of(kMain + R"(  method a() void
    call static android.net.Uri.parse(string) android.net.Uri "market://details?id=x"
    new android.content.Intent
    call android.content.Intent.setAction(string) android.content.Intent "android.intent.action.VIEW"
  method b() void
    new android.content.Intent
    call android.content.Intent.setAction(string) android.content.Intent "android.intent.action.DIAL"
)");
  CHECK_THAT(out, Contains("call intent:android.intent.action.VIEW data=\"market://details?id=x\""));
  CHECK_THAT(out, Contains("call intent:android.intent.action.DIAL in="));
}

TEST_CASE("the addresses of a class that loads a page it does not name beside the call are told") {
  const std::string loads = "    call android.webkit.WebView.loadUrl(string) void null\n";
  CHECK_THAT(evidence_of(kMain + "  method a() void\n    string \"https://x.gov.cn/h5\"\n" + loads),
             Contains("fact \"web-view url=https://x.gov.cn/h5\" in=cn.gov.x.Main"));
  CHECK(
      !has(evidence_of(kMain + "  method a() void\n    string \"https://x.gov.cn/h5\"\n"), "web-view url="));
}

TEST_CASE("what is joined for a log is no text of the screen, neither as a whole nor in pieces") {
  const auto joined = [](const std::string& last) {
    return evidence_of(kMain + R"(  method a(string) void
    new java.lang.StringBuilder
    call java.lang.StringBuilder.append(string) java.lang.StringBuilder "姓名："
    call java.lang.StringBuilder.append(Object) java.lang.StringBuilder null
    call java.lang.StringBuilder.toString() string
)" + last);
  };
  const std::string printed = joined("    call java.io.PrintStream.println(string) void result\n");
  CHECK_THAT(printed, Contains("literal \"姓名：\""));
  CHECK(!has(printed, "text unknown \"姓名："));
  const std::string shown = joined("    call static com.x.ToastUtil.show(string) void result\n");
  CHECK_THAT(shown, Contains("text message \"姓名：\"") && Contains("text message \"姓名：…\""));
}

TEST_CASE(
    "what a screen's static opener shows is shown where it was called; the screen's own methods are its "
    "own") {
  const std::string out = evidence_of(
      kMain + "  method a() void\n    call static cn.gov.x.Sign.open(android.content.Context) void\n" +
          kSign +
          "  method static open(android.content.Context) void\n    call static "
          "android.widget.Toast.makeText(android.content.Context, CharSequence, int) "
          "android.widget.Toast null \"正在打开\"\n"
          "  method b() void\n    call static android.widget.Toast.makeText(android.content.Context, "
          "CharSequence, int) "
          "android.widget.Toast this \"已打开\"\n",
      "<activity android:name=\".Sign\"/>");
  CHECK_THAT(out, Contains("text message \"正在打开\" in=cn.gov.x.Sign.open"));
  CHECK_THAT(out, Contains("edge uses cn.gov.x.Main cn.gov.x.Sign.open") &&
                      Contains("edge opens cn.gov.x.Main cn.gov.x.Sign"));
  CHECK_THAT(out, Contains("text message \"已打开\" in=cn.gov.x.Sign at="));
}

TEST_CASE("views that hold a title are known by their names") {
  for (const char* name : {"tv_title", "titleTv", "mTvTitle", "toolbar_title", "title"})
    CHECK(is_title_name(name));
  for (const char* name : {"subtitle", "item_title", "titles", "title_divider", "btn_title_back"})
    CHECK_FALSE(is_title_name(name));
}

TEST_CASE("a text set on the title's view is the screen's title, one set on another view is not") {
  const auto screen = [](const std::string& id) {
    return evidence_of(
        kMain +
            "  method onCreate(android.os.Bundle) void\n    call cn.gov.x.Main.findViewById(int) "
            "android.widget.TextView @id/" +
            id + "\n    call android.widget.TextView.setText(CharSequence) void \"每日打卡\"\n",
        "",
        {{"values/ids.xml", "<resources><item type=\"id\" name=\"" + id + "\"/></resources>"},
         {"res/layout/main.xml",
          "<TextView xmlns:android=\"http://schemas.android.com/apk/res/android\" android:id=\"@+id/" + id +
              "\"/>"}});
  };
  CHECK_THAT(screen("tv_title"), Contains("module page cn.gov.x.Main title=每日打卡"));
  CHECK(!has(screen("tv_name"), "title=每日打卡"));
}
