// Layouts, menus and navigation graphs: fields with their labels, titles, parts, and where they lead.
#include "builders/android_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

std::string evidence_of(std::map<std::string, std::string> files) {
  if (files.count("AndroidManifest.xml") == 0) {
    files["AndroidManifest.xml"] =
        R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application><activity android:name=".Main"/></application></manifest>)";
  }
  const builders::BuiltPackage built = builders::build_apk(files);
  INFO(built.error);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

std::string layout_evidence(const std::string& body) {
  return evidence_of({{"res/layout/form.xml",
                       "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\" "
                       "xmlns:app=\"http://schemas.android.com/apk/res-auto\">" +
                           body + "</LinearLayout>"}});
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "a field is called by the text of its own row, by itself when it is a check box, else by its hint") {
  const std::string out = layout_evidence(
      "<LinearLayout><TextView android:text=\"姓名：\"/><EditText android:id=\"@+id/a\"/></LinearLayout>"
      "<LinearLayout><Button android:text=\"提交\"/><EditText android:id=\"@+id/b\" "
      "android:hint=\"请输入电话\" android:inputType=\"3\"/></LinearLayout>"
      "<CheckBox android:text=\"同意\"/>");
  CHECK_THAT(out, Contains("field \"姓名：\" arg:type=\"EditText\""));
  CHECK_THAT(out, Contains("field \"请输入电话\" arg:type=\"EditText\"") && Contains("arg:input=\"phone\""));
  CHECK_THAT(out, Contains("field \"同意\" arg:type=\"CheckBox\""));
  CHECK(!has(out, "field \"提交\""));  // a button is no label
}

TEST_CASE("a text with a hint opens a choice, a view of the app's own with a hint is a row of a form") {
  const std::string out = layout_evidence(
      "<LinearLayout><TextView android:text=\"时间\"/><TextView android:hint=\"请选择\"/></LinearLayout>"
      "<cn.x.FormRow app:rowTitle=\"联系电话\" app:rowHint=\"请输入\"/>"
      "<com.x.ClearEditText android:hint=\"困难\"/>"
      "<com.x.Frame app:textColorHint=\"#123456\"/>");
  CHECK_THAT(out, Contains("field \"时间\" arg:type=\"TextView\" arg:hint=\"请选择\""));
  CHECK_THAT(out, Contains("field \"联系电话\" arg:type=\"FormRow\" arg:hint=\"请输入\""));
  CHECK_THAT(out, Contains("field \"困难\" arg:type=\"ClearEditText\""));
  CHECK(!has(out, "arg:type=\"Frame\""));
}

TEST_CASE("a star beside the label makes the field required, a star far away does not") {
  CHECK_THAT(layout_evidence("<LinearLayout><TextView android:text=\"*\"/><TextView "
                             "android:text=\"照片\"/><EditText/></LinearLayout>"),
             Contains("field \"照片\" arg:type=\"EditText\" required"));
  const std::string out = layout_evidence(
      "<LinearLayout><TextView android:text=\"*\"/><TextView android:text=\"照片\"/><EditText/><TextView "
      "android:text=\"备注\"/><EditText/></LinearLayout>");
  CHECK(!has(out, "field \"备注\" arg:type=\"EditText\" required"));
}

TEST_CASE("a hint that says required makes the field required, one that says not required does not") {
  const std::string out = layout_evidence(
      "<LinearLayout><TextView android:text=\"姓名\"/><EditText android:hint=\"请填写（必填）\"/><TextView "
      "android:text=\"单位\"/><EditText android:hint=\"请填写（非必填）\"/></LinearLayout>");
  CHECK_THAT(out, Contains("field \"姓名\" arg:type=\"EditText\" arg:hint=\"请填写（必填）\" required"));
  CHECK_THAT(out, Contains("field \"单位\" arg:type=\"EditText\" arg:hint=\"请填写（非必填）\""));
  CHECK(!has(out, "（非必填）\" required"));
}

TEST_CASE("texts in attributes that only a custom view knows are read when they are words") {
  const std::string out = layout_evidence("<com.x.Row app:leftText=\"立即打卡\" app:mode=\"fast\"/>");
  CHECK_THAT(out, Contains("text label \"立即打卡\" in=layout/form"));
  CHECK(!has(out, "\"fast\""));
}

TEST_CASE("a screen is called by the title bar of the layout it consists of") {
  std::map<std::string, std::string> files = {
      {"res/layout/activity_main.xml",
       "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
       "android:id=\"@+id/tv_title\" android:text=\"巡查打卡\"/></LinearLayout>"},
      {"res/layout/row.xml",
       "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
       "android:id=\"@+id/tv_title\" android:text=\"某条记录\"/></LinearLayout>"},
      {"code.txt",
       "class cn.gov.x.Main extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n    "
       "layout @layout/activity_main\n    resource @layout/row\n"}};
  CHECK_THAT(evidence_of(files), Contains("module page cn.gov.x.Main title=巡查打卡"));
}

TEST_CASE("a navigation graph gives its destinations titles and the ways between them") {
  const std::string out = evidence_of(
      {{"res/navigation/main.xml",
        R"(<navigation xmlns:android="http://schemas.android.com/apk/res/android" xmlns:app="http://schemas.android.com/apk/res-auto">
        <fragment android:id="@+id/home" android:name="cn.gov.x.HomeFragment" android:label="首页"><action app:destination="@id/sign"/></fragment>
        <fragment android:id="@+id/sign" android:name="cn.gov.x.SignFragment" android:label="打卡"/></navigation>)"},
       {"res/layout/activity_main.xml",
        R"(<FrameLayout xmlns:android="http://schemas.android.com/apk/res/android" xmlns:app="http://schemas.android.com/apk/res-auto" app:navGraph="@navigation/main"/>)"},
       {"code.txt",
        "class cn.gov.x.HomeFragment extends android.app.Fragment\nclass cn.gov.x.SignFragment extends "
        "android.app.Fragment\n"}});
  CHECK_THAT(out, Contains("module component cn.gov.x.SignFragment title=打卡"));
  CHECK_THAT(out, Contains("edge opens cn.gov.x.HomeFragment cn.gov.x.SignFragment"));
  CHECK_THAT(out, Contains("edge includes layout/activity_main navigation/main"));
  CHECK(!has(out, "edge opens cn.gov.x.SignFragment cn.gov.x.HomeFragment"));
}

TEST_CASE("ids and handlers are names of what a person can tap") {
  const std::string out =
      layout_evidence("<Button android:id=\"@+id/btn_clock_in\" android:onClick=\"clockIn\"/>");
  CHECK_THAT(out, Contains("identifier btn_clock_in in=layout/form") &&
                      Contains("identifier clockIn in=layout/form"));
}

TEST_CASE("a text that a referenced array holds is not dormant, one that nothing leads to is") {
  const std::string out =
      evidence_of({{"values/strings.xml",
                    "<resources><string name=\"a\">甲</string><string name=\"b\">乙</string></resources>"},
                   {"code.txt",
                    "class cn.gov.x.Main extends android.app.Activity\n  method onCreate(android.os.Bundle) "
                    "void\n    resource @string/a\n"}});
  CHECK(!has(out, "\"甲\" dormant"));
  CHECK_THAT(out, Contains("text unknown \"乙\" dormant"));
}

TEST_CASE("what a preference stores is not shown, what it offers is; a category shows its title alone") {
  const std::string out = evidence_of(
      {{"res/xml/prefs.xml", R"(<PreferenceScreen xmlns:android="http://schemas.android.com/apk/res/android">
        <PreferenceCategory android:title="提醒" android:summary="不会显示"><ListPreference android:title="@string/t" android:summary="每天提醒一次"
        android:defaultValue="@string/v" android:key="@string/k"/></PreferenceCategory></PreferenceScreen>)"},
       {"values/strings.xml",
        "<resources><string name=\"t\">提醒时间</string><string name=\"v\">八点</string><string "
        "name=\"k\">时间</string></resources>"}});
  CHECK_THAT(out, Contains("text label \"提醒\"") && Contains("text label \"提醒时间\"") &&
                      Contains("text message \"每天提醒一次\""));
  CHECK(!has(out, "不会显示"));
  CHECK(!has(out, "八点"));
  CHECK(!has(out, "\"时间\""));
}

TEST_CASE(
    "a view that is gone and cannot be found again is left over, with what stands in it; one with an id is "
    "not") {
  const std::string out = layout_evidence(
      "<LinearLayout android:visibility=\"2\"><TextView android:text=\"甲\"/></LinearLayout>"
      "<TextView android:id=\"@+id/b\" android:visibility=\"2\" android:text=\"乙\"/><TextView "
      "android:text=\"丙\"/>");
  CHECK_THAT(out, Contains("text label \"甲\" dormant"));
  CHECK(!has(out, "\"乙\" dormant"));
  CHECK(!has(out, "\"丙\" dormant"));
}
