// The manifest reader behind binary XML: whatever the bytes, components, filters and links stay bounded by
// what the document holds.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/axml_builder.h"
#include "formats/axml/axml.h"
#include "platforms/android/manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<formats::axml::Document> document = formats::axml::parse(bytes, Limits{});
  if (!document) return 0;
  const platforms::android::Resources resources;
  const platforms::android::Manifest manifest = platforms::android::read_manifest(*document, resources);
  if (manifest.components.size() > document->elements.size()) std::abort();
  if (manifest.permissions.size() + manifest.queries.size() > document->elements.size()) std::abort();
  constexpr size_t kMost = 16;
  for (const platforms::android::Component& component : manifest.components) {
    for (const platforms::android::IntentFilter& filter : component.filters) {
      bool cut = false;
      if (platforms::android::links_of(filter, kMost, cut).size() > kMost) std::abort();
    }
  }
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::builders;
  const std::string xml =
      R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x">
    <uses-sdk android:targetSdkVersion="31"/><uses-permission android:name="a.B" android:maxSdkVersion="28"/>
    <permission android:name="p" android:protectionLevel="2"/><queries><package android:name="q"/></queries>
    <application android:name=".A" android:debuggable="true"><activity android:name=".M"><intent-filter>
    <action android:name="v"/><data android:scheme="s" android:host="h" android:port="1" android:path="/p"/></intent-filter>
    <meta-data android:name="k" android:value="w"/></activity><service android:name="S" android:foregroundServiceType="8"/>
    </application></manifest>)";
  AxmlOptions utf8;
  utf8.utf8 = true;
  return {compile_axml(xml, {}, {}), compile_axml(xml, {}, utf8)};
}
