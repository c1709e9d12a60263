#include <stdexcept>

#include "unit/formats_axml/common.h"

namespace jianfu::formats::axml {
namespace {

const build::ResourceIds kIds = {{"string/app_name", 0x7f010000},
                                 {"layout/row", 0x7f020001},
                                 {"id/send", 0x7f030002},
                                 {"attr/title", 0x7f040003}};

Document compiled(std::string_view xml) {
  return read(build::compile_axml(xml, kIds, {}));
}

}  // namespace

TEST_CASE("a manifest written by hand is read as it was written") {
  const Document document = compiled(R"(<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.app"
    android:versionCode="12" android:versionName="1.0">
  <uses-permission android:name="android.permission.CAMERA"/>
  <!-- a comment -->
  <application android:label="@string/app_name" android:debuggable="false"/>
</manifest>)");
  REQUIRE(outline(document) == "manifest uses-permission application");
  const Element& manifest = document.elements[0];
  CHECK(manifest.find(0, "package")->text == "com.example.app");
  CHECK(manifest.find(attribute::kVersionCode)->type == kIntDecimal);
  CHECK(manifest.find(attribute::kVersionCode)->data == 12);
  CHECK(manifest.find(attribute::kVersionName)->text == "1.0");
  CHECK(document.elements[1].line == 4);
  CHECK(document.elements[2].find(attribute::kLabel)->data == 0x7f010000);
  CHECK(document.elements[2].find(attribute::kDebuggable)->type == kBoolean);
  CHECK(document.elements[2].find(attribute::kDebuggable)->data == 0);
  CHECK(document.anomalies.empty());
}

TEST_CASE("a layout keeps its texts, ids, handlers and fields") {
  const Document document =
      compiled(R"(<LinearLayout android:orientation="vertical" android:layout_width="match_parent">
  <EditText android:id="@+id/send" android:hint="手机号" android:inputType="phone" tools:text="x"/>
  <Button android:text="12" android:onClick="submit" android:padding="16dp" app:title="@null"/>
  <include layout="@layout/row"/>
</LinearLayout>)");
  const Element& field = document.elements[1];
  CHECK(field.find(attribute::kId)->data == 0x7f030002);
  CHECK(field.find(attribute::kHint)->text == "手机号");
  CHECK(field.find(attribute::kInputType)->data == 3);
  CHECK(field.attributes.size() == 3);  // tools: is for the editor
  const Element& button = document.elements[2];
  CHECK(button.find(attribute::kText)->type == kString);
  CHECK(button.find(attribute::kText)->text == "12");
  CHECK(button.find(attribute::kOnClick)->text == "submit");
  CHECK(button.find(0, "title")->id == 0x7f040003);
  CHECK(document.elements[3].find(0, "layout")->data == 0x7f020001);
}

TEST_CASE("references out of the package and to the theme are no strings") {
  const Document document =
      compiled(R"(<TextView android:text="@android:string/ok" android:theme="?android:attr/text"/>)");
  CHECK(document.elements[0].find(attribute::kText)->type == kReference);
  CHECK(document.elements[0].find(attribute::kTheme)->type == kAttribute);
  CHECK(document.elements[0].find(attribute::kTheme)->data == attribute::kText);
}

TEST_CASE("an unknown resource and broken XML stop the compiler, with the line") {
  CHECK_THROWS_WITH(compiled("<a>\n<b android:text=\"@string/none\"/></a>"),
                    Catch::Contains("line 2") && Catch::Contains("@string/none"));
  CHECK_THROWS_AS(compiled("<a><b></a>"), std::invalid_argument);
}

TEST_CASE("the ids that a layout makes can be listed, those it only uses are not among them") {
  CHECK(build::new_ids(R"(<a android:id="@+id/b"><c android:id="@+id/a"/><d android:x="@id/z"/></a>)") ==
        std::vector<std::string>{"id/a", "id/b"});
}

}  // namespace jianfu::formats::axml
