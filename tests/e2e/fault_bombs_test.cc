// Small files that unpack to large ones, or to themselves, and things in things: bounded in time, output and stack, and said.
#include <pthread.h>

#include <catch2/catch.hpp>

#include "builders/android_builder.h"
#include "builders/proto_writer.h"
#include "builders/tar_builder.h"
#include "builders/wechat_builder.h"
#include "builders/zip_builder.h"
#include "builders/zip_quine.h"
#include "e2e/faults.h"
#include "e2e/hostile.h"
#include "e2e/run.h"
#include "engine/scan.h"
#include "io/tree.h"
#include "rules/load.h"

using namespace jianfu;
using Catch::Contains;
using e2e::apk_with;
using e2e::kManifest;
using e2e::repeated;
using builders::zip_of;

namespace {

struct Told {
  std::string gaps, facts;
  uint64_t output = 0;
};
Told read(const std::string& bytes, const Limits& limits) {
  const e2e::Workspace folder;
  engine::ScanOptions options;
  options.limits = limits;
  options.keep_everything = true;
  Told out;
  options.watch = [&](const std::string&, uint64_t, uint64_t all) { out.output = std::max(out.output, all); };
  const Result<platforms::Reading> reading = engine::Scanner(rules::built_in()).read({folder.write("a.apk", bytes)}, options);
  REQUIRE(reading);
  for (const evidence::Gap& gap : reading->evidence.gaps) out.gaps += gap.what.render(Lang::kEn) + "\n";
  for (const evidence::Evidence& item : reading->evidence.evidence) {
    if (item.kind == evidence::Kind::kFact) out.facts += item.text + "\n";
  }
  return out;
}

Limits small() {
  Limits out;
  out.total_bytes = 32 << 20;
  out.entries = 2'000;
  return out;
}

}  // namespace

TEST_CASE("a long text that stands in many places of the code is told in some, with a gap, a short one everywhere") {
  std::string code = "class cn.gov.x.Many\n";
  const std::string text = "请打卡" + repeated("字", 8'000);
  for (int i = 0; i < 300; ++i)
    code += "  method m" + std::to_string(i) + "() void\n    string \"" + text + "\"\n    string \"上班打卡\"\n";
  const e2e::Workspace folder;
  engine::ScanOptions options;
  options.keep_everything = true;
  const Result<platforms::Reading> reading =
      engine::Scanner(rules::built_in()).read({folder.write("a.apk", apk_with({{"code.txt", code}}))}, options);
  REQUIRE(reading);
  size_t many = 0, few = 0;
  for (const evidence::Evidence& item : reading->evidence.evidence) few += item.text == text, many += item.text == "上班打卡";
  CHECK(few == 64);
  CHECK(many == 300);
  CHECK(std::any_of(reading->evidence.gaps.begin(), reading->evidence.gaps.end(), [](const evidence::Gap& gap) {
    return gap.what.render(Lang::kEn).find("places of a long text") != std::string::npos;
  }));
}

TEST_CASE("a bomb by ratio ends at the ratio") {
  const std::string zeros(20 << 20, '\0');
  Limits limits = small();
  limits.ratio = 100;
  limits.ratio_free_bytes = 1 << 20;
  const Told told = read(apk_with({{"assets/a.txt", zeros}, {"assets/b.bin", zeros}}), limits);
  CHECK_THAT(told.gaps, Contains("100"));
  CHECK(told.output < 10 << 20);
  CHECK(read(apk_with({{"assets/a.txt", "短"}}), limits).gaps.empty());
}

TEST_CASE("a bomb by count ends at the count, in the package and in an archive inside") {
  std::vector<builders::ZipFile> files;
  for (int i = 0; i < 3'000; ++i) files.push_back({"f" + std::to_string(i) + ".txt", "x", false});
  CHECK_THAT(read(apk_with({{"assets/many.zip", zip_of(files)}}), small()).gaps, Contains("entries of the archive (2000)"));
  std::map<std::string, std::string> many;
  for (int i = 0; i < 3'000; ++i) many["assets/" + std::to_string(i) + ".txt"] = "x";
  CHECK_THAT(read(apk_with(many), small()).gaps, Contains("entries of the archive (2000)"));
}

TEST_CASE("archives in archives, each of many, end at the depth and at the budget of the package") {
  // Eight in eight, no two alike: a megabyte of text at the bottom of each.
  std::vector<builders::ZipFile> outer;
  for (int i = 0; i < 8; ++i) {
    std::vector<builders::ZipFile> inner;
    for (int j = 0; j < 8; ++j) {
      const std::string name = std::to_string(i * 8 + j);
      inner.push_back({name + ".zip", zip_of({{name + ".txt", std::string(1 << 20, '0')}})});
    }
    outer.push_back({std::to_string(i) + ".zip", zip_of(inner)});
  }
  const Told told = read(apk_with({{"assets/42.zip", zip_of(outer)}}), small());
  CHECK_THAT(told.gaps, Contains("bytes read from the package"));
  CHECK(told.output <= (32 << 20) + 1);
}

TEST_CASE("entries that all lie over the same bytes cost no more than the budget, and are said") {
  const std::string kernel = builders::deflated(std::string(1 << 20, 'a'));
  builders::ZipBuilder zip;
  zip.add("AndroidManifest.xml", builders::compile_axml(kManifest));
  zip.add("assets/0.txt", std::string(1 << 20, 'a'), true);
  const uint32_t at = 30 + 19 + static_cast<uint32_t>(builders::compile_axml(kManifest).size());
  for (int i = 1; i < 500; ++i) {
    builders::ZipEntry& entry = zip.add("assets/" + std::to_string(i) + ".txt", std::string(1 << 20, 'a'), true);
    entry.data = "";
    entry.local.signature = 0U;
    entry.central.offset = at;
    entry.central.packed = static_cast<uint32_t>(kernel.size());
  }
  const Told told = read(zip.build(), small());
  CHECK_THAT(told.facts, Contains("zip-overlap"));
  CHECK_THAT(told.gaps, Contains("limit reached"));
  CHECK(told.output <= (32 << 20) + 1);
}

TEST_CASE("a container that holds itself is read once") {
  // A mini-program package may say of an entry that it lies where the package does.
  std::string quine = builders::wxapkg_of({{"/app.json", R"({"pages": ["pages/a/a"]})"}, {"/q.wxapkg", std::string(64, 'q')}});
  const std::string name = "/q.wxapkg";
  const size_t index = quine.find(name) + name.size();
  const auto put = [&](size_t where, size_t value) {
    for (size_t i = 0; i < 4; ++i) quine[where + i] = static_cast<char>(value >> (8 * (3 - i)) & 0xFF);
  };
  put(index, 0);
  put(index + 4, quine.size());
  const e2e::Workspace folder;
  CHECK(e2e::run({"scan", folder.write("a.wxapkg", quine)}).code <= 3);
  const Told told = read(apk_with({{"assets/q.wxapkg", quine}}), small());
  CHECK(told.output < 1 << 20);
  // The same archive over and over is that archive once.
  std::string copy = zip_of({{"a.txt", "一份文字"}});
  for (int level = 0; level < 4; ++level) copy = zip_of({{"l.zip", copy}, {"r.zip", copy}, {"m.zip", copy}});
  CHECK(read(apk_with({{"assets/c.zip", copy}}), small()).output < 1 << 20);
}

TEST_CASE("an archive that unpacks to itself, bit for bit, is read once, wherever it lies and whatever it is called") {
  const std::string quine = builders::zip_quine("q.zip");
  const auto tree = io::open_zip(quine, {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 1);
  const io::Content inside = (*tree)->read(0);
  REQUIRE(inside.bytes.view() == quine);
  REQUIRE_FALSE(inside.defect);  // its checksum is right too
  const e2e::Workspace folder;
  for (const std::string name : {"q.zip", "q.apk", "base.apk", "q.wgt", "q.rpk", "q.wxapkg", "app.hap"}) {
    INFO(name);
    const std::string bytes = builders::zip_quine(name);
    CHECK(e2e::ended({"scan", "--fail-on", "never", folder.write(name, bytes)}).code <= 3);  // ends at all, on its own
    const Told told = read(apk_with({{"assets/" + name, bytes}, {"assets/note.txt", "一份文字"}}), small());
    CHECK(told.output < 1 << 20);
  }
  // As a package beside one that is read to its end.
  const std::string both = zip_of({{"a.apk", apk_with({})}, {"q.apk", builders::zip_quine("q.apk")}});
  CHECK(e2e::ended({"scan", "--fail-on", "never", folder.write("both.zip", both)}).code <= 3);
}

TEST_CASE("ten thousand things in one another are a gap or a text, on a small stack too") {
  constexpr size_t kDeep = 10'000;
  const auto in = [](std::string_view open, std::string_view middle, std::string_view close) {
    return repeated(open, kDeep) + std::string(middle) + repeated(close, kDeep);
  };
  builders::ProtoWriter proto;
  proto.text(1, "x");
  for (int i = 0; i < 500; ++i) {  // each level is copied whole
    builders::ProtoWriter outer;
    outer.message(1, proto);
    proto = outer;
  }
  const std::string groups = repeated("\x0b", kDeep) + repeated("\x0c", kDeep);
  std::string zips = zip_of({{"a.txt", "x"}});
  for (int level = 0; level < 200; ++level) zips = zip_of({{"z.zip", zips, false}});
  const std::map<std::string, std::string> files = {
      {"assets/arrays.json", in("[", "\"打卡\"", "]")},
      {"assets/objects.json", in("{\"a\":", "1", "}")},
      {"assets/arrays.js", "var a = " + in("[", "'打卡'", "]") + ";"},
      {"assets/calls.js", in("f(", "'打卡'", ")")},
      {"assets/functions.js", in("function(){", "'打卡'", "}")},
      {"assets/arrows.js", in("(a)=>{return ", "'打卡'", "}")},
      {"assets/templates.js", in("`${", "'打卡'", "}`")},
      {"assets/ternary.js", repeated("a?b:", kDeep) + "'打卡'"},
      {"assets/open.js", repeated("([{", kDeep)},
      {"assets/elements.svg", in("<a>", "打卡", "</a>")},
      {"assets/page.html", in("<div>", "打卡", "</div>")},
      {"assets/script.html", in("<script>", "打卡", "</script>")},
      {"assets/open.html", repeated("<div onclick=\"f(", kDeep)},
      {"assets/list.plist", "<plist>" + in("<array>", "<string>打卡</string>", "</array>") + "</plist>"},
      {"assets/style.css", in("a{", "content:'打卡'", "}")},
      {"assets/page.vue", "<template>" + in("<view>", "打卡", "</view>") + "</template>"},
      {"assets/deep.pb", groups},
      {"assets/message.pb", proto.bytes()},
      {"assets/zips.zip", zips},
      {"assets/lua.lua", in("{", "'打卡'", "}")},
      {"res/raw/java.java", in("(", "\"打卡\"", ")")},
  };
  const e2e::Workspace folder;
  const std::string apk = folder.write("deep.apk", apk_with(files));
  folder.write("mini/app.json", R"({"pages": ["p/a"], "x": )" + in("[", "1", "]") + "}");
  folder.write("mini/app.js", "App(" + in("{a:", "1", "}") + ")");
  folder.write("mini/p/a.wxml", in("<view wx:if=\"{{a}}\">", "打卡", "</view>"));
  folder.write("mini/p/a.js", "Page(" + in("[", "'打卡'", "]") + ")");
  folder.write("mini/p/a.json", in("{\"a\":", "1", "}"));
  folder.write("gradle/settings.gradle", in("{", "", "}"));
  folder.write("gradle/app/build.gradle", "android " + in("{", "", "}"));
  folder.write("gradle/app/src/main/AndroidManifest.xml", "<manifest package=\"cn.gov.x\">" + in("<application>", "", "</application>") + "</manifest>");
  folder.write("gradle/app/src/main/java/A.java", in("class A {", "", "}"));
  folder.write("gradle/app/src/main/java/B.kt", in("fun f() {", "\"打卡\"", "}"));
  folder.write("gradle/app/src/main/res/layout/a.xml", in("<LinearLayout>", "", "</LinearLayout>"));
  folder.write("gradle/app/src/main/res/values/strings.xml", "<resources>" + in("<b>", "x", "</b>") + "</resources>");
  const std::string deep_folder = folder.path("gradle"), mini = folder.path("mini");

  struct Call {
    std::vector<std::string> args;
    int code = -1;
  };
  Call call{{"scan", "--fail-on", "never", apk, mini, deep_folder}, -1};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
#if defined(__SANITIZE_ADDRESS__)
  pthread_attr_setstacksize(&attributes, 2 << 20);  // frames are several times as large
#else
  pthread_attr_setstacksize(&attributes, 512 << 10);
#endif
  pthread_t thread{};
  const auto body = [](void* data) -> void* {
    Call& here = *static_cast<Call*>(data);
    here.code = e2e::run(here.args).code;
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, body, &call) == 0);
  pthread_join(thread, nullptr);
  CHECK((call.code == 0 || call.code == 3));
}

TEST_CASE("people's files that nest without end are refused") {
  const e2e::Workspace folder;
  const std::string deep = folder.write("deep.json", repeated("[", 100'000));
  const std::string objects = folder.write("objects.json", repeated("{\"a\":", 100'000));
  const std::string toml = folder.write("deep.toml", "a = " + repeated("[", 100'000));
  const std::string apk = folder.write("a.apk", apk_with({}));
  for (const std::string& file : {deep, objects, toml}) {
    INFO(file);
    for (const std::string option : {"--waivers", "--baseline", "--declaration"})
      CHECK(e2e::ended({"scan", apk, option, file}).code == 2);
    CHECK(e2e::ended({"convert", file}).code == 2);
    CHECK(e2e::ended({"diff", file, file}).code >= 2);
  }
  folder.write("rules/b2/deep.yaml", "id: " + repeated("[", 100'000));
  const int code = e2e::ended({"rules", "lint", "--rules", folder.path("rules")}).code;
  CHECK((code == 1 || code == 2));
}
