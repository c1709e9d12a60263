#include "engine/packer.h"

#include <catch2/catch.hpp>

#include "engine/annotate.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

// The gaps "packed" that the facts lead to, as text.
std::vector<std::string> packed(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  engine::annotate(*set, rules::built_in());
  std::vector<std::string> out;
  for (const evidence::Gap& gap : set->gaps) {
    if (gap.why == GapReason::kPacked || gap.why == GapReason::kPackedSuspected) out.push_back(gap.what.render(Lang::kZh));
  }
  return out;
}

bool suspected(const std::string& facts) {
  const std::vector<std::string> out = packed(facts);
  return out.size() == 1 && out[0].ends_with("真实代码可能不可见");
}

std::string fact(const std::string& text, const std::string& more = {}) {
  return "fact \"" + text + "\"" + more + "\n";
}

}  // namespace

TEST_CASE("a packer's file names it, and each packer is named once") {
  CHECK(packed(fact("file lib/arm64-v8a/libjiagu.so") + fact("file lib/x86/libjiagu.so")) ==
        std::vector<std::string>{"安装包经过加固（360加固），真实代码不可见"});
  CHECK(packed(fact("file lib/x86/libshella-4.1.0.so")).size() == 1);
  CHECK(packed(fact("file assets/ijm_lib/x86/libexec.so")).size() == 1);
}

TEST_CASE("every packer's first mark is found") {
  for (const rules::Packer& packer : rules::built_in().packers) {
    INFO(packer.name);
    std::string mark = packer.files.empty() ? "" : packer.files[0];
    for (size_t star = mark.find('*'); star != std::string::npos; star = mark.find('*'))
      mark.replace(star, 1, "x");
    if (!mark.empty()) {
      const std::vector<std::string> out = packed(fact("file " + mark));
      REQUIRE_FALSE(out.empty());
      CHECK(out[0].find(packer.name) != std::string::npos);
    }
    for (std::string name : packer.classes) {
      for (size_t star = name.find('*'); star != std::string::npos; star = name.find('*'))
        name.replace(star, 1, "X");
      INFO(name);
      const std::vector<std::string> out = packed("component " + name + "\n");
      REQUIRE_FALSE(out.empty());
    }
  }
}

TEST_CASE("what some lists call packers is none") {
  for (const char* name :
       {"libBugly.so", "libsgmain.so", "libsgsecuritybody.so", "libmsaoaidsec.so", "libtobEmbedEncrypt.so",
        "libshadowhook.so", "libjni.so", "libtest.so", "libloader.so"}) {
    INFO(name);
    CHECK(packed(fact("file lib/arm64-v8a/" + std::string(name))).empty());
  }
}

TEST_CASE("the Application class and components count, a class that lies about does not") {
  CHECK(packed("module app com.stub.StubApp entry=yes\n").size() == 1);
  CHECK(packed("module class com.stub.StubApp\n").empty());
  CHECK(packed("component com.secneo.apkwrapper.CP\n").size() == 1);
}

TEST_CASE("a weak name alone is no suspicion, with another sign it is") {
  const std::string weak = fact("file assets/classes.jar");
  CHECK(packed(weak).empty());
  CHECK(packed(weak + fact("packing.loader-in-application call=dalvik.system.DexClassLoader")).size() == 1);
  CHECK(packed("module app com.x.ShellApplication entry=yes\n").empty());
  CHECK(suspected("module app com.x.ShellApplication entry=yes\n" +
                  fact("packing.opaque-asset bytes=1200000 entropy=7.98", " at=assets/x.dat")));
}

TEST_CASE("a shell without a vendor is suspected by its name and its emptiness; a small app is not") {
  const std::string app = "module app com.example.hello.App entry=yes\n";
  CHECK(suspected(app + fact("packing.empty-shell methods=12 texts=1")));
  CHECK(packed(app + fact("packing.empty-shell methods=12 texts=9")).empty());
  CHECK(packed(app + fact("packing.empty-shell methods=400 texts=1")).empty());
  CHECK(packed(app + fact("packing.own-code methods=12")).empty());
}

TEST_CASE("signs count from their bounds on") {
  CHECK(suspected(fact("packing.application-class-missing class=com.x.App")));
  CHECK(suspected(fact("packing.components-without-class missing=12 components=14")));
  CHECK(packed(fact("packing.components-without-class missing=7 components=14"))
            .empty());  // half is not more than half
  CHECK(packed(fact("packing.components-without-class missing=1 components=1")).empty());
  const std::string loader = fact("packing.loader-in-application call=x");
  CHECK(suspected(loader + fact("packing.code-bytes bytes=80000 components=14")));
  CHECK(packed(loader + fact("packing.code-bytes bytes=800000 components=14")).empty());
  CHECK(packed(loader + fact("packing.code-bytes bytes=80000 components=9")).empty());
  CHECK(suspected(loader + fact("packing.opaque-asset bytes=200000 entropy=7.90")));
  CHECK(packed(loader + fact("packing.opaque-asset bytes=200000 entropy=7.899")).empty());
  CHECK(packed(loader + fact("packing.opaque-asset bytes=199999 entropy=7.99")).empty());
  CHECK(suspected(loader + fact("packing.dex-trailing-bytes bytes=900000")));
  CHECK(suspected(loader + fact("packing.empty-methods empty=930 methods=1000")));
  CHECK(packed(loader + fact("packing.empty-methods empty=900 methods=1000")).empty());
  CHECK(packed(loader).empty());
}

TEST_CASE("a sign counts once however often it shows, and the sentence names the signs") {
  const std::string asset = fact("packing.opaque-asset bytes=300000 entropy=7.99", " at=assets/a") +
                            fact("packing.opaque-asset bytes=400000 entropy=7.99", " at=assets/b");
  CHECK(packed(asset).empty());
  const std::vector<std::string> out = packed(asset + fact("packing.dex-trailing-bytes bytes=60000"));
  REQUIRE(out.size() == 1);
  CHECK(out[0].find("包内有大块的加密数据；代码文件之后附有数据") != std::string::npos);
}

TEST_CASE("numbers that are none, or too long, show no sign") {
  const std::string loader = fact("packing.loader-in-application call=x");
  for (const char* value : {"", "x", "9e9", "-1", "99999999999999999999999999", "1.2.3"}) {
    INFO(value);
    CHECK(packed(loader + fact("packing.dex-trailing-bytes bytes=" + std::string(value))).empty());
  }
}
