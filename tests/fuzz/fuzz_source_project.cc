// The text files of a source project: XML as documents and as values, build scripts, code of every language,
// by the reader of the platform. No crash, no hang; every module, edge and text is sound.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "builders/zip_builder.h"
#include "evidence/evidence.h"
#include "io/tree.h"
#include "platforms/android_source/android_source.h"
#include "text/utf.h"

using namespace jianfu;

// The input is cut at NUL bytes into the files of a small project.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::string_view kNames[] = {"a/src/main/AndroidManifest.xml",
                                         "a/build.gradle",
                                         "a/src/main/res/values-zh-rCN/s.xml",
                                         "a/src/main/res/layout/l.xml",
                                         "a/src/main/java/A.java",
                                         "a/src/main/java/B.kt",
                                         "lib/main.dart"};
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<builders::ZipFile> files;
  for (const std::string_view name : kNames) {
    const size_t end = std::min(rest.find('\0'), rest.size());
    files.push_back({std::string(name), std::string(rest.substr(0, end)), false});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const std::string bytes = builders::zip_of(files);
  Limits limits;
  limits.nesting = 40;
  const auto tree = io::open_zip(bytes, limits);
  if (!tree) std::abort();
  const platforms::Input input{"x", tree->get()};
  const Result<platforms::Reading> reading = platforms::android_source::read({&input, 1}, {limits, nullptr});
  if (!reading) std::abort();
  const evidence::EvidenceSet& set = reading->evidence;
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from >= set.modules.size() || edge.to >= set.modules.size()) std::abort();
  }
  for (const evidence::Evidence& item : set.evidence) {
    if (item.module != evidence::kNoModule && item.module >= set.modules.size()) std::abort();
    if (!text::valid_utf8(item.text)) std::abort();
  }
  return 0;
}

std::vector<std::string> seeds() {
  const std::string android = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
  std::string out = "<manifest " + android +
                    " package=\"a.b\"><application android:label=\"@string/c\"><activity "
                    "android:name=\".D\"/></application></manifest>";
  out += '\0';
  out += "apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId \"e.${f}\" } }";
  out += '\0';
  out +=
      "<resources><string name=\"c\">g\\u6253<b>h</b></string><plurals "
      "name=\"i\"><item>j</item></plurals></resources>";
  out += '\0';
  out += "<L " + android + " android:text=\"@{`k` + l}\" android:id=\"@+id/m\"><n.O/><![CDATA[p]]></L>";
  out += '\0';
  out +=
      "package a.b; class D extends q.Activity { void r(Context s) { setTitle(R.string.c); s.t(\"u\" + v); "
      "new Intent(s, D.class); } }";
  out += '\0';
  out +=
      "package a.b\nclass W : D() { val x: Y = z(\"a${b}c\"); fun d() { title = \"e\"; x.f(R.layout.l) } }";
  out += '\0';
  out +=
      "class G extends StatefulWidget {} class H extends State<G> { build(c) => Scaffold(title: "
      "Text('i$j')); }";
  return {out};
}
