#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "builders/android_builder.h"
#include "builders/dex_assembly.h"
#include "builders/zip_builder.h"
#include "engine/scan.h"
#include "rules/load.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using builders::ZipFile;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

// Types and keys in the same order everywhere: the ids of a program are the same in all of its parts.
const std::vector<builders::StringResource> kResources = {{"string", "app", "", "Grid"},
                                                          {"string", "sign", "", "Clock in"},
                                                          {"layout", "sign", "", "res/layout/sign.xml"}};
const std::vector<builders::StringResource> kChinese = {{"string", "app", "zh-CN", "网格"},
                                                        {"string", "sign", "zh-CN", "打卡"}};

std::string manifest(const std::string& attributes, const std::string& inside) {
  return builders::compile_axml("<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" " +
                                    attributes + ">" + inside + "</manifest>",
                                builders::build_arsc(kResources).ids);
}

std::string base_apk(const std::string& package = "cn.gov.x") {
  const builders::BuiltTable table = builders::build_arsc(kResources);
  return builders::zip_of(
      {{"AndroidManifest.xml",
        manifest(
            "package=\"" + package + "\" android:versionName=\"3\"",
            "<application android:label=\"@string/app\"><activity android:name=\".Main\"/></application>"),
        true},
       {"resources.arsc", table.arsc, false},
       {"classes.dex",
        builders::assemble_dex("class cn.gov.x.Main extends android.app.Activity\n", table.ids).dex, true},
       {"res/layout/sign.xml",
        builders::compile_axml(
            "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\"><TextView "
            "android:text=\"@string/sign\"/></LinearLayout>",
            table.ids),
        true}});
}

std::string language_split() {
  return builders::zip_of(
      {{"AndroidManifest.xml",
        manifest("package=\"cn.gov.x\" split=\"config.zh\" configForSplit=\"\"", "<application/>"), true},
       {"resources.arsc", builders::build_arsc(kChinese).arsc, false}});
}

std::string feature_split() {
  return builders::zip_of(
      {{"AndroidManifest.xml",
        manifest("package=\"cn.gov.x\" split=\"rank\"",
                 "<application><activity android:name=\".Rank\"/></application>"),
        true},
       {"classes.dex",
        builders::assemble_dex("class cn.gov.x.Rank extends android.app.Activity\n  method "
                               "onCreate(android.os.Bundle) void\n    string \"积分排名\"\n",
                               {})
            .dex,
        true}});
}

platforms::Reading reading_of(const std::string& bytes, std::string_view kind) {
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  const platforms::Platform* platform = platforms::recognise(**tree);
  REQUIRE(platform != nullptr);
  CHECK(platform->kind == kind);
  return platforms::tests::read(**tree);
}

void check_whole(const std::string& out, const std::string& base, const std::string& zh,
                 const std::string& rank) {
  CHECK_THAT(out, Contains("text label \"打卡\" in=layout/sign at=" + base + "res/layout/sign.xml") &&
                      Contains("locale=zh-CN") && Contains("Clock in"));
  CHECK_THAT(out, Contains("module page cn.gov.x.Rank") &&
                      Contains("text unknown \"积分排名\" in=cn.gov.x.Rank at=" + rank + "classes.dex"));
  CHECK_THAT(out, Contains("fact \"split config.zh\" at=" + zh + "AndroidManifest.xml"));
  CHECK(out.find("gap ") == std::string::npos);
}

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("jianfu-splits-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("containers of APKs are one application: base, language, feature") {
  const std::vector<ZipFile> apks = {{"split_config.zh.apk", language_split(), false},
                                     {"split_rank.apk", feature_split(), false},
                                     {"base.apk", base_apk(), true}};
  const auto with = [&](std::vector<ZipFile> files) {
    files.insert(files.end(), apks.begin(), apks.end());
    return builders::zip_of(files);
  };
  const std::vector<std::string> containers = {
      with({}),                                                                         // a plain zip of them
      with({{"meta.sai_v2.json", "{}", false}}),                                        // SAI
      with({{"info.json", "{\"pname\":\"cn.gov.x\",\"apk_title\":\"网格\"}", false}}),  // APKM
      with({{"manifest.json", "{\"package_name\":\"cn.gov.x\",\"split_apks\":[]}", false}}),  // XAPK
  };
  for (const std::string& container : containers) {
    const platforms::Reading reading = reading_of(container, "apks");
    CHECK(reading.package.id == "cn.gov.x");
    CHECK(reading.package.name == "网格");
    CHECK(reading.package.version == "3");
    REQUIRE(reading.package.parts.size() == 3);
    CHECK(reading.package.parts[0].path == "base.apk");
    CHECK(reading.package.parts[0].kind == "base");
    CHECK(reading.package.parts[1].name == "rank");
    CHECK(reading.package.parts[2].name == "config.zh");
    check_whole(text_of(reading), "base.apk!/", "split_config.zh.apk!/", "split_rank.apk!/");
  }
}

TEST_CASE("of what bundletool makes one set is read, and each split once") {
  const std::string bytes = builders::zip_of({{"toc.pb", "x", false},
                                              {"standalones/standalone-mdpi.apk", base_apk(), false},
                                              {"splits/base-zh.apk", language_split(), false},
                                              {"splits/base-master.apk", base_apk(), false},
                                              {"splits/base-master_2.apk", base_apk(), false},
                                              {"splits/rank-master.apk", feature_split(), false}});
  const platforms::Reading reading = reading_of(bytes, "apks");
  CHECK(reading.package.parts.size() == 3);
  check_whole(text_of(reading), "splits/base-master.apk!/", "splits/base-zh.apk!/",
              "splits/rank-master.apk!/");
  const platforms::Reading universal =
      reading_of(builders::zip_of({{"toc.pb", "", false}, {"universal.apk", base_apk(), false}}), "apks");
  CHECK(universal.package.id == "cn.gov.x");
}

TEST_CASE("another program in the container is a package of its own") {
  const std::string bytes = builders::zip_of({{"base.apk", base_apk(), false},
                                              {"split_config.zh.apk", language_split(), false},
                                              {"another.apk", base_apk("com.other"), false}});
  const platforms::Reading reading = reading_of(bytes, "apks");
  CHECK(reading.package.id == "cn.gov.x");
  REQUIRE(reading.nested.size() == 1);
  CHECK(reading.nested[0].package.id == "com.other");
  CHECK(reading.nested[0].package.path == "another.apk");
}

TEST_CASE("an APK of the container that cannot be read is a gap, the others are read") {
  const std::string bytes = builders::zip_of({{"base.apk", base_apk(), false},
                                              {"split_rank.apk", "no archive", false},
                                              {"split_config.zh.apk", language_split(), false}});
  const std::string out = text_of(reading_of(bytes, "apks"));
  CHECK_THAT(out, Contains("gap corrupt at=split_rank.apk") && Contains("\"打卡\""));
}

TEST_CASE("archives that only look similar are no containers") {
  const auto kind_of = [](const std::vector<ZipFile>& files) {
    const std::string bytes = builders::zip_of(files);
    const auto tree = io::open_zip(bytes, Limits{});
    REQUIRE(tree.has_value());
    const platforms::Platform* platform = platforms::recognise(**tree);
    return platform == nullptr ? std::string_view() : platform->kind;
  };
  CHECK(kind_of({{"a.apk", "x", false}, {"b.apk", "x", false}}).empty());  // two programs
  CHECK(kind_of({{"manifest.json", "{\"name\":\"x\"}", false}, {"a.apk", "x", false}}).empty());
  CHECK(kind_of({{"AndroidManifest.xml", "x", false}, {"assets/base.apk", "x", false}}) == "apk");
}

TEST_CASE("a split alone is read for what it is, and its base is missed") {
  const std::string out = text_of(reading_of(language_split(), "apk"));
  CHECK_THAT(out, Contains("gap missing-part at=AndroidManifest.xml") && Contains("\"打卡\""));
  CHECK(text_of(reading_of(base_apk(), "apk")).find("missing-part") == std::string::npos);
}

TEST_CASE("an APKM file that is no archive is encrypted, another file of unknown bytes is no package") {
  const Folder folder;
  const std::string noise("\x01\x02\x00\x00\xff\xfe\x00\x81\x92\x10\x00\x00", 12);
  const engine::Scanner scanner(rules::built_in());
  const Result<platforms::Reading> encrypted = scanner.read({folder.write("a.apkm", noise)}, {});
  REQUIRE(encrypted.has_value());
  CHECK_THAT(text_of(*encrypted), Contains("gap encrypted at=a.apkm"));
  CHECK_FALSE(scanner.read({folder.write("a.bin", noise)}, {}).has_value());
}

TEST_CASE("splits handed in together join their base, in any order, and stay apart from other programs") {
  const Folder folder;
  const engine::Scanner scanner(rules::built_in());
  const std::vector<std::string> paths = {
      folder.write("split_config.zh.apk", language_split()), folder.write("other.apk", base_apk("com.other")),
      folder.write("base.apk", base_apk()), folder.write("split_rank.apk", feature_split())};
  std::vector<std::vector<std::string>> groups;
  std::vector<std::string> packages;
  scanner.scan(paths, {}, [&](engine::Scanner::Outcome outcome) {
    REQUIRE(outcome.report.has_value());
    groups.push_back(outcome.paths);
    packages.push_back(outcome.report->package.id);
    if (outcome.paths.size() > 1) {
      REQUIRE(outcome.report->package.parts.size() == 2);
      CHECK(outcome.report->package.parts[0].sha256.size() == 64);
    }
  });
  CHECK(packages == std::vector<std::string>{"com.other", "cn.gov.x"});
  REQUIRE(groups.size() == 2);
  CHECK(groups[1] == std::vector<std::string>{paths[2], paths[0], paths[3]});
}

TEST_CASE("a folder with a base and its splits is one application") {
  const Folder folder;
  folder.write("base.apk", base_apk());
  folder.write("split_config.zh.apk", language_split());
  folder.write("split_rank.apk", feature_split());
  const engine::Scanner scanner(rules::built_in());
  engine::ScanOptions options;
  options.keep_everything = true;
  const Result<platforms::Reading> reading = scanner.read({folder.path()}, options);
  REQUIRE(reading.has_value());
  CHECK(reading->package.kind == "apks");
  CHECK_THAT(text_of(*reading),
             Contains("\"打卡\" in=layout/sign") && Contains("at=base.apk!/res/layout/sign.xml"));
}
