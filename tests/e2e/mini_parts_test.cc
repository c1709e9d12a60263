// Mini-programs as they are handed in: in parts, encrypted, in archives, beside what is none of them.
#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "builders/tar_builder.h"
#include "builders/tpkg_builder.h"
#include "builders/wechat_builder.h"
#include "builders/wxapkg_builder.h"
#include "builders/zip_builder.h"
#include "e2e/run.h"
#include "e2e/workspace.h"

using namespace jianfu;
using Catch::Contains;
using e2e::run;
using Json = nlohmann::json;

namespace {

const std::string kId = "wx0123456789abcdef";

// A main package with one page, a sub-package below `root` and a plugin.
std::string main_of(const std::string& page, const std::string& root, const std::string& script = "App({})") {
  const std::string config = R"({"pages": [")" + page + R"("], "subPackages": [{"root": ")" + root +
                             R"(", "pages": ["x/x"]}], "plugins": {"p": {"version": "1.0.0", "provider": ")" +
                             kId + R"("}}})";
  return builders::build_wxapkg({{"app.json", config},
                                 {"app.js", script},
                                 {page + ".wxml", "<view>首页</view>"},
                                 {page + ".js", "Page({})"}})
      .bytes;
}
std::string sub_of(const std::string& root, const std::string& text, const std::string& page = "x/x") {
  const std::string path = root + "/" + page;
  return builders::wxapkg_of(
      {{"/" + root + "/page-frame.js", "x"},
       {"/" + path + ".html", "<page></page>"},
       {"/" + root + "/app-service.js", "define(\"" + path +
                                            ".js\", function(require, module, exports){Page({data:{t:'" +
                                            text + "'}})});"}});
}
std::string plugin_of(const std::string& provider) {
  return builders::wxapkg_of({{"/plugin.json", "{}"},
                              {"/appservice.js", "definePlugin(\"plugin://" + provider +
                                                     "/index.js\", function(){ var t = '请上传照片'; });"}});
}
std::string base_library() {
  return builders::wxapkg_of({{"/WAService.js", "var a=1"}, {"/WAWebview.js", "var b=1"}});
}

// Reports of a call, always as a list.
Json scanned(std::vector<std::string> args) {
  args.insert(args.begin(), {"scan", "--format", "json"});
  Json out = Json::parse(run(args).out);
  return out.is_array() ? out : Json::array({out});
}
std::vector<std::string> parts_of(const Json& report) {
  std::vector<std::string> out;
  for (const Json& part : report["package"]["parts"])
    out.push_back(std::filesystem::path(part["path"].get<std::string>()).filename().string());
  return out;
}
size_t gaps_of(const Json& report) {
  return report["coverage"]["gaps"].size();
}
std::string path_of(const Json& report) {
  return std::filesystem::path(report["package"]["path"].get<std::string>()).filename().string();
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a sub-package joins the main package that names its folder") {
  const e2e::Workspace workspace;
  const std::string main = workspace.write("a/main", main_of("pages/a/a", "sub"));
  CHECK(gaps_of(scanned({main})[0]) == 1);  // the sub-package was not handed in
  const std::string part = workspace.write("a/1", sub_of("sub", "上班"));
  const std::string foreign = workspace.write("a/2", sub_of("other", "下班"));
  const Json both = scanned({part, main});
  REQUIRE(both.size() == 1);
  CHECK(parts_of(both[0]) == Names{"1"});
  // What no main package claims is read by itself, and the main one asked for.
  const Json three = scanned({part, main, foreign});
  REQUIRE(three.size() == 2);
  CHECK(parts_of(three[0]) == Names{"1"});
  CHECK(three[1]["package"]["parts"].empty());
  CHECK_THAT(three[1].dump(), Contains("主包"));
}

TEST_CASE("parts beside the main package are found, and no others taken") {
  const e2e::Workspace workspace;
  const std::string main = workspace.write("__APP__.wxapkg", main_of("pages/a/a", "sub"));
  workspace.write("_sub_.wxapkg", sub_of("sub", "上班"));
  workspace.write("_other_.wxapkg", sub_of("other", "下班"));
  workspace.write("2.wxapkg", plugin_of(kId));
  workspace.write("3.wxapkg", plugin_of("wxffffffffffffffff"));
  workspace.write("notes.txt", "sub");
  const Json one = scanned({main});
  REQUIRE(one.size() == 1);
  CHECK(parts_of(one[0]) == Names{"2.wxapkg", "_sub_.wxapkg"});
  CHECK(gaps_of(one[0]) == 0);
  // The folder holds the same program, and two parts of others.
  const Json folder = scanned({workspace.path("")});
  REQUIRE(folder.size() == 3);
  CHECK_THAT(run({"evidence", main}).out, Contains("上班") && !Contains("下班"));
}

TEST_CASE("two main packages in one folder keep their own parts") {
  const e2e::Workspace workspace;
  workspace.write("1.wxapkg", main_of("pages/a/a", "sub"));
  workspace.write("2.wxapkg", main_of("pages/b/b", "part"));
  workspace.write("3.wxapkg", sub_of("part", "二"));
  workspace.write("4.wxapkg", sub_of("sub", "一"));
  const Json both = scanned({workspace.path("")});
  REQUIRE(both.size() == 2);
  CHECK(parts_of(both[0]) == Names{"4.wxapkg"});
  CHECK(parts_of(both[1]) == Names{"3.wxapkg"});
  // Alone, one takes only its own too.
  CHECK(parts_of(scanned({workspace.path("2.wxapkg")})[0]) == Names{"3.wxapkg"});
}

TEST_CASE(
    "of two programs with the same folder names, a part goes to the one whose page it holds, or to none") {
  const e2e::Workspace workspace;
  const std::string one = workspace.write("1", main_of("pages/a/a", "sub")),
                    two = workspace.write("2", main_of("pages/b/b", "sub"));
  const Json unclear = scanned({one, two, workspace.write("3", sub_of("sub", "三"))});
  REQUIRE(unclear.size() == 3);
  for (const Json& report : unclear) CHECK(report["package"]["parts"].empty());
  // Copies of one program are one program.
  const Json copies = scanned({workspace.write("copies/1", main_of("pages/a/a", "sub")),
                               workspace.write("copies/2", main_of("pages/a/a", "sub")),
                               workspace.write("copies/3", sub_of("sub", "三"))});
  REQUIRE(copies.size() == 2);
  CHECK(parts_of(copies[0]) == Names{"3"});
}

TEST_CASE("an encrypted program is read with the app id that stands in it, its parts with the same") {
  const e2e::Workspace workspace;
  const std::string padding = "/*" + std::string(1500, '-') + "*/";
  const std::string script = padding + "App({id: '" + kId + "'})";
  const std::string main = main_of("pages/a/a", "sub", script), part = sub_of("sub", "上班");
  const std::string plain = workspace.write("plain/1.wxapkg", main);
  const std::string sealed = workspace.write("sealed/1.wxapkg", builders::encrypted_wxapkg(main, kId));
  workspace.write("plain/2.wxapkg", part);
  workspace.write("sealed/2.wxapkg", builders::encrypted_wxapkg(part, kId));
  const e2e::Ran open = run({"evidence", plain}), closed = run({"evidence", sealed});
  CHECK(open.code == 0);
  CHECK(closed.code == 0);
  CHECK_THAT(closed.out, Contains("wxapkg-encrypted appid=" + kId) && Contains("上班"));
  // But for the facts that tell it, and their count.
  const auto without_facts = [](const std::string& text) {
    std::string out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.find("wxapkg-encrypted") == std::string::npos && !line.starts_with("coverage ")) out += line + "\n";
    }
    return out;
  };
  CHECK(without_facts(closed.out) == without_facts(open.out));
  CHECK(scanned({sealed})[0]["package"]["id"] == kId);
  // Whatever is opened first.
  const std::string whole = workspace.write("first/2", builders::encrypted_wxapkg(main, kId));
  const std::string first = workspace.write("first/1", builders::encrypted_wxapkg(part, kId));
  CHECK(parts_of(scanned({first, whole})[0]) == Names{"1"});
}

TEST_CASE("an app id can be given; a wrong one is told, and what can be read is read") {
  const e2e::Workspace workspace;
  const std::string main =
      main_of("pages/a/a", "sub", "/*" + std::string(1500, '-') + "*/App({t: '请登录'})");
  const std::string sealed = workspace.write("1.wxapkg", builders::encrypted_wxapkg(main, kId));
  const e2e::Ran right = run({"evidence", "--appid", kId, sealed});
  CHECK(right.code == 0);
  CHECK(right.err.empty());
  CHECK_THAT(right.out, !Contains("gap encrypted"));
  const e2e::Ran wrong = run({"evidence", sealed, "--appid", "wxffffffffffffff0f", "--lang", "en"});
  CHECK_THAT(wrong.out, Contains("gap encrypted") && Contains("wxapkg_wrong_app_id") && Contains("请登录"));
  CHECK_THAT(wrong.err, Contains("--appid wxffffffffffffff0f opened no"));
  const e2e::Ran none = run({"scan", sealed, "--lang", "en"});
  CHECK_THAT(none.out, Contains("by --appid") && Contains("without encryption"));
  CHECK(run({"scan", "--appid", "gh_1", sealed}).code == 2);
  CHECK_THAT(run({"scan", "--appid", "gh_1", sealed}).err, Contains("wx0123456789abcdef"));
}

TEST_CASE("folders named by the app id open what lies in them") {
  const e2e::Workspace workspace;
  const std::string main = main_of("pages/a/a", "sub", "/*" + std::string(1500, '-') + "*/App({})");
  const std::string sealed =
      workspace.write(kId + "/12/__APP__.wxapkg", builders::encrypted_wxapkg(main, kId));
  CHECK_THAT(run({"evidence", sealed}).out, Contains("appid=" + kId) && !Contains("gap encrypted"));
}

TEST_CASE("the client's base library is named alone, and left out beside a program") {
  const e2e::Workspace workspace;
  const std::string base = workspace.write("WAService.wxapkg", base_library());
  const e2e::Ran alone = run({"scan", base});
  CHECK(alone.code == 3);
  CHECK_THAT(alone.err, Contains("基础库"));
  const std::string main = workspace.write("app.wxapkg", main_of("pages/a/a", "sub"));
  const e2e::Ran both = run({"scan", "--format", "json", base, main});
  CHECK_THAT(both.err, Contains("WAService.wxapkg") && Contains("已略过"));
  CHECK(path_of(Json::parse(both.out)) == "app.wxapkg");
}

TEST_CASE("a zip that only carries packages is what it carries") {
  const e2e::Workspace workspace;
  const std::string main = main_of("pages/a/a", "sub"), part = sub_of("sub", "上班");
  const Json one = scanned({workspace.write(
      "one.zip", builders::zip_of({{"x/main.wxapkg", main, true}, {"readme.txt", "x", true}}))});
  REQUIRE(one.size() == 1);
  CHECK(path_of(one[0]) == "main.wxapkg");
  const Json two = scanned({workspace.write(
      "two.zip", builders::zip_of({{"x/1.wxapkg", main, true}, {"x/2.wxapkg", part, true}}))});
  REQUIRE(two.size() == 1);
  CHECK(parts_of(two[0]) == Names{"2.wxapkg"});
  // An archive around a tar, as offline packages are.
  const std::string tar =
      builders::tar_of({{"app-config.json", R"({"pages":["p/p"]})"},
                        {"app-service.js", "define(\"p/p.js\",function(){Page({t:'你好'})})"}});
  const std::string amr = workspace.write("20000067.amr", builders::zip_of({{"20000067.tar", tar, true},
                                                                            {"CERT.json", "{}", true},
                                                                            {"Manifest.xml", "<m/>", true}}));
  CHECK_THAT(run({"evidence", amr}).out, Contains("module page p/p"));
  const std::string zipped = workspace.write(
      "deep.zip", builders::zip_of({{"a.zip", builders::zip_of({{"b.wxapkg", main, true}}), true}}));
  CHECK(path_of(scanned({zipped})[0]) == "b.wxapkg");
}

TEST_CASE("what is no package of its name is told with what to hand in") {
  const e2e::Workspace workspace;
  std::string noise;
  for (int i = 0; i < 100; ++i) noise += "\x91\x02\xF3\x01";
  for (const auto& [name, bytes, told] : std::vector<std::array<std::string, 3>>{
           {"a.swan", noise, "Baidu"},
           {"a.wxapkg", noise, "WeChat"},
           {"a.amr", "#!AMR\n" + noise, "media"},
           {"a.ttpkg", "TTKS" + noise, "compressed ByteDance"},
           {"mac.wxapkg", noise + "WAPkgEncryptedTagForMac", "for Mac"}}) {
    const e2e::Ran ran = run({"scan", "--lang", "en", workspace.write(name, bytes)});
    INFO(ran.err);
    CHECK(ran.code == 3);
    CHECK_THAT(ran.err, Contains(told));
  }
}

TEST_CASE("a ByteDance package is a mini-program") {
  const e2e::Workspace workspace;
  builders::TpkgBuilder package;
  package.files = {{"app-config.json", R"({"pages":["p/p"]})"},
                   {"app-service.js", "define(\"p/p.js\",function(){Page({t:'你好'})})"}};
  CHECK_THAT(run({"evidence", workspace.write("a.ttpkg", package.build())}).out,
             Contains("module page p/p") && Contains("你好"));
}
