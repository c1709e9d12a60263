#include "formats/wxapkg/salvage.h"

#include <catch2/catch.hpp>

#include <chrono>

#include "builders/damage.h"
#include "builders/wxapkg_builder.h"
#include "formats/wxapkg/wxapkg.h"

namespace jianfu::formats::wxapkg {
namespace {

using Catch::Contains;

const std::string kConfig =
    R"({"entryPagePath":"pages/a/a.html","pages":["pages/a/a","pages/b/b"],"page":{"pages/a/a.html":{"window":{"navigationBarTitleText":"首页"}}},"global":{"window":{}}})";
const std::string kService =
    "var __wxAppData={};var a=function(){};\n"
    ";__wxRoute = 'c/c';define(\"c/c.js\", function(require){Component({data:{t:'部件'}})});\n"
    ";__wxRoute = 'pages/a/a';define(\"pages/a/a.js\", "
    "function(require){Page({data:{t:'请登录'}})});require(\"pages/a/a.js\");\n"
    ";__wxRoute = 'pages/b/b';define(\"pages/b/b.js\", "
    "function(require){Page({data:{t:'再见'}})});require(\"pages/b/b.js\");\n";
const std::string kStub =
    "<style> </style> <page></page> <script>\nsetCssToHead();generateFunc = $gwx( './pages/a/a.wxml' "
    ")\n</script>";
const std::string kPicture =
    "\x89PNG\r\n\x1a\n" + std::string("\0\1\2\3\xff\xfe\x90\x81", 8) + std::string(200, '\1');

builders::WxapkgBuilder program() {
  builders::WxapkgBuilder out;
  out.files = {{"/app-config.json", kConfig},
               {"/app-service.js", kService},
               {"/images/a.png", kPicture},
               {"/pages/a/a.html", kStub},
               {"/app-wxss.js", "/*v0.5vv_20200413_syb_scopedata*/$gwx=function(path,global){return 1};\n"}};
  return out;
}

// name@size of every entry, and the content of one.
struct Told {
  std::string names;
  std::string config;
  std::vector<Msg> defects;
};
Told told(const Result<std::unique_ptr<io::Tree>>& tree) {
  REQUIRE(tree);
  Told out;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) {
    const std::string& name = (*tree)->entries()[i].name;
    out.names += name + " ";
    if (name == "app-config.json") out.config = (*tree)->read(i).bytes.view();
  }
  for (const Defect& defect : (*tree)->defects()) out.defects.push_back(defect.what.id);
  return out;
}

TEST_CASE("A program is found by its scripts under every key, a picture is none") {
  const std::string plain = program().build();
  CHECK(script_key(plain) == '\0');
  std::string other = plain;
  for (char& c : other) c = static_cast<char>(c ^ 0x47);
  CHECK(script_key(other) == 0x47);
  CHECK_FALSE(script_key(kPicture + std::string(4096, 'f')));
}

TEST_CASE("A package without its index gives its scripts in their pages, its configuration and its frames") {
  const std::string whole = program().build();
  const std::string body = whole.substr(whole.find("{\"entryPagePath\""));
  const Told out = told(open_scrambled("\x01\x02\x03 overwritten \x80" + body, {}));
  INFO(out.names);
  CHECK(out.config == kConfig);
  CHECK_THAT(out.names, Contains("app-service.js ") && Contains("c/c.js ") && Contains("pages/a/a.js ") &&
                            Contains("pages/b/b.js ") && Contains("pages/a/a.html ") &&
                            Contains("app-wxss.js "));
  CHECK(out.names.find("png") == std::string::npos);
  CHECK(out.defects == std::vector<Msg>{Msg::wxapkg_scrambled});
}

TEST_CASE("A configuration that is lost is put together from what scripts name: pages, no components") {
  const std::string whole = program().build();
  const std::string body = whole.substr(whole.find("\"page\":{"));
  const Told out = told(open_scrambled(std::string(64, '\2') + body, {}));
  INFO(out.names);
  CHECK_THAT(out.config, Contains(R"("pages":["pages/a/a","pages/b/b"])") && Contains("首页"));
  CHECK(out.config.find("c/c") == std::string::npos);
}

TEST_CASE("Settings that newer packages keep in scripts tell pages from components, and titles") {
  const std::string body =
      "\1var __wxAppData={};function f(){} __wxAppCode__['p/p.json'] = "
      "{\"navigationBarTitleText\":\"办事\"};\n"
      "__wxAppCode__['q/q.json'] = {\"component\":true};__wxRoute = 'q/q';define(\"q/q.js\",function(){});\n"
      "__wxRoute = 'p/p';define(\"p/p.js\",function(){Component({})});";
  const Told out = told(open_scrambled(body, {}));
  CHECK(out.config ==
        R"({"pages":["p/p"],"page":{"p/p.html":{"window":{"navigationBarTitleText":"办事"}}}})");
}

TEST_CASE("What is left of an index is used") {
  const std::string whole = program().build();
  const std::string lost = std::string(40, '\3') + whole.substr(40);
  const Told out = told(open_scrambled(lost, {}));
  INFO(out.names);
  CHECK_THAT(out.names, Contains("images/a.png ") && Contains("app-wxss.js "));
  CHECK(out.config == kConfig);
}

TEST_CASE("An index that breaks off in its middle loses no page") {
  builders::WxapkgBuilder builder = program();
  builder.files[1].name_bytes = 0xFFFFFFFF;
  const Told out = told(open(builder.build(), {}));
  INFO(out.names);
  CHECK(out.names.starts_with("app-config.json images/a.png pages/a/a.html app-wxss.js "));
  CHECK_THAT(out.names, Contains("pages/a/a.js ") && Contains("pages/b/b.js "));
  REQUIRE_FALSE(out.defects.empty());
  CHECK(out.defects.front() == Msg::wxapkg_index_damaged);
  // An honest index is not looked behind.
  CHECK(told(open(program().build(), {})).defects.empty());
}

TEST_CASE("Text of no program is nothing to carve, a script of no name is read as such") {
  CHECK_FALSE(open_scrambled("\1\2\3" + std::string(4096, 'a'), {}));
  const Told out =
      told(open_scrambled("\1\2\3 (function(){var t='一段没有名字的脚本，足够长，可以认出来'})();", {}));
  CHECK(out.names == "carved/3.js ");
}

TEST_CASE("Odd indices are told: paths that lead out, names twice, files over each other") {
  builders::WxapkgBuilder builder;
  builder.files = {{"/../../etc/x.js", "a=1"}, {"/b.js", "b=1"}, {"/b.js", "b=2"}, {"/c.js", "c=3"}};
  const std::string bytes = builder.build();
  const auto tree = open(bytes, {});
  REQUIRE(tree);
  CHECK((*tree)->entries().front().name == "../../etc/x.js");
  std::string what;
  for (const io::Anomaly& anomaly : (*tree)->anomalies()) what += anomaly.what + " ";
  CHECK(what == "wxapkg-odd-path wxapkg-duplicate-name ");
  builder.files = {{"/a.js", "aaaa"}, {"/b.js", "bbbb"}, {"/c.js", "cccc"}};
  builder.files[1].size = 6;
  const std::string over = builder.build();
  REQUIRE(open(over, {}));
  CHECK((*open(over, {}))->anomalies().front().what == "wxapkg-overlapping-entries");
}

TEST_CASE("Hostile bytes are carved in one pass") {
  const auto seconds = [](const std::string& bytes) {
    const auto start = std::chrono::steady_clock::now();
    (void)open_scrambled(bytes, {});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const auto repeated = [](std::string_view unit) {
    std::string out = "function";
    while (out.size() < (4u << 20)) out += unit;
    return out;
  };
  using namespace std::string_view_literals;
  for (const std::string_view unit :
       {"<page></page>"sv, "define(\"a.js\","sv, "define(\""sv, "__wxRoute = 'p'"sv, "\"pages\":["sv,
        "\"page\":{\""sv, "{\"page\":{\""sv, "<style"sv, "<!DOCTYPE html> "sv, "\0\0\0\2/a\0\0\0\1\0\0\0\1"sv,
        "$gwx('./a.wxml"sv}) {
    INFO(unit);
    CHECK(seconds(repeated(unit)) < 30);
  }
}

TEST_CASE("Damage anywhere does no harm to carving") {
  const std::string whole = program().build();
  for (size_t cut = 0; cut < whole.size(); cut += 7) {
    const auto tree = open_scrambled("\1" + whole.substr(cut), {});
    if (!tree) continue;
    for (size_t i = 0; i < (*tree)->entries().size(); ++i) (void)(*tree)->read(i);
  }
}

}  // namespace
}  // namespace jianfu::formats::wxapkg
