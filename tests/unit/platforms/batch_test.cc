// What a folder holds: one app, or packages and projects side by side.
#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "builders/android_builder.h"
#include "builders/zip_builder.h"
#include "platforms/batch.h"

using namespace jianfu;

namespace {

constexpr const char* kSource = "<manifest package=\"cn.gov.x\"><application/></manifest>";

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("jianfu-batch-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  std::string path() const { return path_.string(); }
  // The packages, by their places in the folder.
  std::vector<std::string> packages() const {
    const platforms::Batch batch = platforms::packages_in(path(), Limits{});
    std::vector<std::string> out;
    for (const std::string& path : batch.paths)
      out.push_back(std::filesystem::path(path).lexically_relative(path_).string());
    CHECK(batch.several == (out != std::vector<std::string>{"."}));
    return out;
  }

 private:
  std::filesystem::path path_;
};

using Names = std::vector<std::string>;
const Names kOne = {"."};

std::string apk(const std::string& package, const std::string& split = {}) {
  const std::string text =
      "<manifest package=\"" + package + "\"" + (split.empty() ? "" : " split=\"" + split + "\"") + "/>";
  return builders::zip_of({{"AndroidManifest.xml", builders::compile_axml(text), false}});
}

}  // namespace

TEST_CASE("packages in a folder are a batch, broken ones too, and other files are none") {
  const Folder folder;
  folder.write("a.apk", apk("cn.gov.a"));
  folder.write("b.APK", "broken");
  folder.write("c.wgt", "");
  folder.write("d.zip", apk("cn.gov.d"));
  folder.write("notes.zip", builders::zip_of({{"notes.txt", "x", false}}));
  folder.write("notes.txt", "x");
  folder.write("year/month/e.wxapkg", "x");
  folder.write(".cache/f.apk", "x");
  CHECK(folder.packages() == Names{"a.apk", "b.APK", "c.wgt", "d.zip", "year/month/e.wxapkg"});
}

TEST_CASE("packages that lie too deep are not passed over in silence") {
  const Folder folder;
  folder.write("a.apk", "x");
  const auto unread = [&] { return platforms::packages_in(folder.path(), Limits{}).unread.size(); };
  folder.write("1/2/3/4/5/6/7/8/9/notes.txt", "x");
  CHECK(unread() == 0);
  folder.write("1/2/3/4/5/6/7/8/b.apk", "x");
  CHECK(unread() == 0);
  folder.write("1/2/3/4/5/6/7/8/9/c.apk", "x");
  CHECK(unread() == 1);
  CHECK(folder.packages() == Names{"1/2/3/4/5/6/7/8/b.apk", "a.apk"});
}

TEST_CASE("a folder without packages is what it is") {
  const Folder folder;
  CHECK(folder.packages() == kOne);
  folder.write("notes.txt", "x");
  CHECK(folder.packages() == kOne);
  CHECK(platforms::packages_in(folder.path() + "/missing", Limits{}).paths.size() == 1);
}

TEST_CASE("a base with its splits is one, with another program beside it a batch") {
  const Folder folder;
  folder.write("base.apk", apk("cn.gov.a"));
  folder.write("split_config.zh.apk", apk("cn.gov.a", "config.zh"));
  folder.write("readme.txt", "x");
  CHECK(folder.packages() == kOne);
  folder.write("other.wgt", "x");
  CHECK(folder.packages() == Names{"base.apk", "other.wgt", "split_config.zh.apk"});
  std::filesystem::remove(folder.path() + "/other.wgt");
  folder.write("other.apk", apk("cn.gov.b"));
  CHECK(folder.packages() == Names{"base.apk", "other.apk", "split_config.zh.apk"});
  // What a store described is one, whatever it holds.
  folder.write("manifest.json", "{\"package_name\": \"cn.gov.a\"}");
  CHECK(folder.packages() == kOne);
}

TEST_CASE("projects side by side are a batch") {
  const Folder folder;
  folder.write("one/AndroidManifest.xml", kSource);
  folder.write("one/src/cn/gov/A.java", "class A {}");
  folder.write("three/app.json", "{\"pages\": []}");
  folder.write("three/app.js", "App({})");
  folder.write("two/settings.gradle", "include ':app', ':lib'");
  folder.write("two/app/src/main/AndroidManifest.xml", kSource);
  folder.write("two/lib/src/main/AndroidManifest.xml", kSource);
  folder.write("two/release/app.apk", "x");  // inside a project: content of it
  folder.write("notes/readme.md", "x");
  CHECK(folder.packages() == Names{"one", "three", "two"});
  folder.write("z.apk", "x");
  CHECK(folder.packages() == Names{"one", "three", "two", "z.apk"});
}

TEST_CASE("one project stays one, however many modules and manifests it has") {
  const auto is_one = [](const std::vector<std::pair<std::string, std::string>>& files) {
    const Folder folder;
    for (const auto& [name, text] : files) folder.write(name, text);
    CHECK(folder.packages() == kOne);
  };
  const std::string library = "apply plugin: 'com.android.library'",
                    application = "apply plugin: 'com.android.application'";
  is_one({{"settings.gradle", ""}, {"a/AndroidManifest.xml", kSource}, {"b/AndroidManifest.xml", kSource}});
  is_one({{"README.md", ""},
          {"android/app/src/main/AndroidManifest.xml", kSource},
          {"android/build.gradle", ""},
          {"ios/x.swift", ""}});
  is_one({{"src/main/AndroidManifest.xml", kSource},
          {"src/free/AndroidManifest.xml", kSource},
          {"src/paid/AndroidManifest.xml", kSource}});
  is_one({{"app/AndroidManifest.xml", kSource},
          {"app/build.gradle", application},
          {"lib/AndroidManifest.xml", kSource},
          {"lib/build.gradle", library}});
  is_one({{"project.config.json", "{}"},
          {"miniprogram/app.json", "{}"},
          {"miniprogram/app.js", ""},
          {"plugin/app.json", "{}"},
          {"plugin/app.js", ""}});
}

TEST_CASE("a repository of several programs is a batch of them, whatever stands at its top") {
  const Folder folder;
  folder.write("package.json", R"({"workspaces": ["apps/*"]})");
  folder.write("apps/a/package.json", R"({"dependencies": {"@tarojs/taro": "3"}})");
  folder.write("apps/a/src/app.tsx", "");
  folder.write("apps/a/dist/app.json", "{\"pages\": []}");
  folder.write("apps/a/dist/app.js", "");
  folder.write("apps/b/pages.json", "{}");
  folder.write("apps/b/manifest.json", "{}");
  folder.write("miniprogram/app.json", "{}");
  folder.write("miniprogram/app.js", "");
  folder.write("server/package.json", R"({"dependencies": {"koa": "2"}})");
  folder.write("server/index.js", "");
  CHECK(folder.packages() == Names{"apps/a", "apps/b", "miniprogram"});
}

TEST_CASE("a project is one with what a build wrote beside its sources") {
  const Folder folder;
  folder.write("package.json", R"({"dependencies": {"mpvue": "1"}})");
  folder.write("project.config.json", "{}");
  folder.write("src/main.js", "");
  folder.write("src/App.vue", "");
  folder.write("dist/wx/app.json", "{\"pages\": []}");
  folder.write("dist/wx/app.js", "");
  CHECK(folder.packages() == kOne);
}

TEST_CASE("a project deeper in a folder is one with its build too") {
  const Folder inner;
  inner.write("repo/client/pages.json", "{}");
  inner.write("repo/client/manifest.json", "{}");
  inner.write("repo/client/unpackage/dist/app.json", "{\"pages\": []}");
  inner.write("repo/client/unpackage/dist/app.js", "");
  inner.write("repo/README.md", "");
  CHECK(inner.packages().size() == 1);
}
