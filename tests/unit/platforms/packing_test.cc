// Signs of packing: each is found where it is, and not in the nearest ordinary package.
#include "unit/platforms/apk.h"

using namespace jianfu;
using namespace jianfu::platforms::tests;
using Catch::Contains;

namespace {

std::string noise(size_t bytes) {
  std::string out;
  uint64_t state = 88172645463325252u;
  while (out.size() < bytes) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    out += static_cast<char>(state >> 24);
  }
  out[0] = '\x03';
  return out;
}

std::string evidence_of(const std::string& inside, const std::string& dex,
                        std::vector<builders::ZipFile> files = {}) {
  files.push_back({"AndroidManifest.xml", axml_of(manifest_of(inside))});
  files.push_back({"classes.dex", dex});
  return text_of(read_apk(std::move(files)));
}

std::string activities(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "<activity android:name=\".A" + std::to_string(i) + "\"/>";
  return out;
}

// Signs beside how much of its own the app holds, which is always told.
bool shows_a_sign(std::string out) {
  for (const std::string told : {"packing.own-code", "packing.empty-shell"}) {
    for (size_t at = out.find(told); at != std::string::npos; at = out.find(told)) out.erase(at, told.size());
  }
  return out.find("packing.") != std::string::npos;
}

}  // namespace

TEST_CASE("an application class or components without code are facts, with code they are not") {
  const std::string inside = "<application android:name=\".App\">" + activities(3) + "</application>";
  const std::string packed = evidence_of(inside, dex_of("class cn.gov.x.A0 extends android.app.Activity\n"));
  CHECK_THAT(packed, Contains("packing.application-class-missing class=cn.gov.x.App"));
  CHECK_THAT(packed, Contains("packing.components-without-class missing=2 components=3"));
  CHECK(packed.find("packing.code-bytes") ==
        std::string::npos);  // too few components for that to mean anything
  const std::string plain =
      evidence_of("<application android:name=\".App\">" + activities(1) + "</application>",
                  dex_of("class cn.gov.x.A0 extends android.app.Activity\nclass cn.gov.x.App extends "
                         "android.app.Application\n"));
  CHECK_FALSE(shows_a_sign(plain));
}

TEST_CASE("an alias has no class of its own, and a package without code has another gap") {
  const std::string alias =
      "<application><activity android:name=\".A0\"/><activity-alias android:name=\".B\" "
      "android:targetActivity=\".A0\"/></application>";
  CHECK_FALSE(shows_a_sign(evidence_of(alias, dex_of("class cn.gov.x.A0 extends android.app.Activity\n"))));
  const std::string none = text_of(read_apk(
      {{"AndroidManifest.xml", axml_of(manifest_of("<application>" + activities(12) + "</application>"))}}));
  CHECK_FALSE(shows_a_sign(none));
  CHECK_THAT(none, Contains("gap missing-part at=classes.dex"));
}

TEST_CASE("the bytes of code are told where there are many components") {
  CHECK_THAT(evidence_of("<application>" + activities(10) + "</application>",
                         dex_of("class cn.gov.x.A0 extends android.app.Activity\n")),
             Contains("packing.code-bytes bytes=") && Contains(" components=10"));
}

TEST_CASE(
    "what the Application class loads before anything else runs is a fact; the same call elsewhere is none") {
  const std::string body =
      "    call static java.lang.System.load(string) void \"/data/x.so\"\n    new "
      "dalvik.system.DexClassLoader\n";
  const auto code = [&](const std::string& method) {
    return dex_of("class cn.gov.x.App extends android.app.Application\n  method " + method + "\n" + body);
  };
  const std::string inside = "<application android:name=\".App\"/>";
  CHECK_THAT(evidence_of(inside, code("attachBaseContext(android.content.Context) void")),
             Contains("packing.loader-in-application call=java.lang.System.load\"") &&
                 Contains("packing.loader-in-application call=dalvik.system.DexClassLoader"));
  CHECK(evidence_of(inside, code("later() void")).find("loader-in-application") == std::string::npos);
  CHECK(evidence_of("<application/>", code("attachBaseContext(android.content.Context) void"))
            .find("loader-in-application") == std::string::npos);
}

TEST_CASE("methods without a body are counted, abstract ones are not among them") {
  const auto code = [](const std::string& body) {
    std::string out =
        "abstract class cn.gov.x.Main extends android.app.Activity\n  method abstract open() void\n";
    for (int i = 0; i < 150; ++i) out += "  method m" + std::to_string(i) + "() void\n" + body;
    return dex_of(out);
  };
  const std::string inside = "<application><activity android:name=\".Main\"/></application>";
  CHECK_THAT(
      evidence_of(inside, code("")),
      Contains(
          "packing.empty-methods empty=150 methods=151"));  // the constructor calls that of its super class
  CHECK(evidence_of(inside, code("    string \"a\"\n    string \"b\"\n")).find("empty-methods") ==
        std::string::npos);
}

TEST_CASE("bytes behind the dex are told with their number") {
  const std::string dex = dex_of("class cn.gov.x.Main extends android.app.Activity\n");
  CHECK_THAT(evidence_of("<application/>", dex + std::string(60000, 'q')),
             Contains("packing.dex-trailing-bytes bytes=60000"));
  CHECK(evidence_of("<application/>", dex).find("dex-trailing-bytes") == std::string::npos);
}

TEST_CASE("large noise among the assets is opaque; small, ordered, named or placed otherwise it is not") {
  const std::string dex = dex_of("class cn.gov.x.Main extends android.app.Activity\n");
  const auto found = [&](const std::string& name, const std::string& bytes, bool deflate = false) {
    const std::string out = evidence_of("<application/>", dex, {{name, bytes, deflate}});
    const size_t at = out.find("packing.opaque-asset bytes=");
    return at != std::string::npos && out.find("at=" + name, at) != std::string::npos;
  };
  CHECK(found("assets/data.bin", noise(300000)));
  CHECK(found("assets/data.bin", noise(300000), true));
  CHECK(found("secret", noise(300000)));
  CHECK(found("assets/song.png", noise(300000)));  // no picture by its head
  CHECK_FALSE(found("assets/data.bin", noise(100000)));
  CHECK_FALSE(found("assets/data.bin", std::string(300000, 'a')));
  CHECK_FALSE(found("assets/data.gz", std::string("\x1F\x8B\x08", 3) + noise(300000)));
  CHECK_FALSE(found("assets/page.js.br", noise(300000)));
  CHECK_FALSE(found("res/raw/data.bin", noise(300000)));
}

TEST_CASE(
    "how much the app holds of its own is counted without what tools write; a page or a library may hold the "
    "rest") {
  const std::string inside = "<application><activity android:name=\".Main\"/></application>";
  const std::string code = dex_of(
      "class cn.gov.x.Main extends android.app.Activity\n  method a() void\n    string \"打卡\"\n    string "
      "\"ascii\"\n"
      "class cn.gov.x.BuildConfig\n  method b() void\nclass com.lib.Core\n  method c() void\n    string "
      "\"别人的\"\n");
  CHECK_THAT(evidence_of(inside, code), Contains("packing.own-code methods=2") &&  // with the constructor
                                            Contains("packing.empty-shell methods=2 texts=1"));
  CHECK(evidence_of(inside, code, {{"assets/www/index.html", "<p>打卡</p>"}}).find("packing.empty-shell") ==
        std::string::npos);
  const std::string web = dex_of(
      "class cn.gov.x.Main extends android.app.Activity\n  method a() void\n    call "
      "android.webkit.WebView.loadUrl(string) void \"https://x.gov.cn\"\n");
  CHECK(evidence_of(inside, web).find("packing.empty-shell") == std::string::npos);
}
