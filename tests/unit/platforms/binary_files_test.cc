// Readers of binary files inside of packages: what they hold becomes evidence with its place.
#include <catch2/catch.hpp>

#include "builders/data_file_builders.h"
#include "builders/hermes_builder.h"
#include "evidence/collector.h"
#include "platforms/shared/data_files.h"
#include "platforms/shared/script_bundles.h"

using namespace jianfu;
using evidence::Kind;
using evidence::Role;

namespace {

using Reader = void (*)(evidence::Collector&, const std::string&, std::string_view,
                        const platforms::Context&);

evidence::EvidenceSet read(Reader reader, const std::string& path, std::string_view bytes) {
  evidence::EvidenceSet out;
  evidence::Collector collector(out, nullptr);
  const Limits limits;
  reader(collector, path, bytes, {limits, nullptr});
  return out;
}

// "kind text" of each item, with its module where that is not the file.
std::string told(const evidence::EvidenceSet& set, const std::string& path) {
  std::string out;
  for (const evidence::Evidence& item : set.evidence) {
    CHECK(item.at.entry == path);
    out += std::string(evidence::kKindNames[static_cast<size_t>(item.kind)]) + " " + item.text;
    if (const std::string& module = set.modules.at(item.module).id; module != path) out += " in " + module;
    if (!item.at.symbol.empty()) out += " of " + item.at.symbol;
    out += "|";
  }
  for (const evidence::Gap& gap : set.gaps) out += "!" + std::string(core::name_of(gap.why));
  return out;
}

std::string told(Reader reader, const std::string& path, std::string_view bytes) {
  return told(read(reader, path, bytes), path);
}

}  // namespace

TEST_CASE("Strings of a Hermes bundle are texts, addresses, literals and names, each with its offset") {
  builders::HermesBuilder builder;
  builder.add("global")
      .add("考勤打卡")
      .add("/api/sign")
      .add("plain text")
      .add("onPress")
      .add("getCurrentPosition", true);
  builder.functions = {{0, false}, {4, false}};
  const evidence::EvidenceSet set =
      read(platforms::read_hermes_bundle, "assets/index.android.bundle", builder.build());
  CHECK(told(set, "assets/index.android.bundle") ==
        "identifier global|text 考勤打卡|endpoint /api/sign|literal plain text|identifier onPress|identifier "
        "getCurrentPosition|");
  CHECK(set.evidence[1].role == Role::kUnknown);
  REQUIRE(set.evidence[1].at.offset);
  CHECK(*set.evidence[1].at.offset > 128);
  REQUIRE(set.modules.size() == 1);
  CHECK(set.modules[0].kind == evidence::ModuleKind::kScript);
}

TEST_CASE("A bundle of an unknown version is a gap, and its texts are carved") {
  builders::HermesBuilder builder;
  builder.version = 200;
  builder.kinds_off_by = 1;
  builder.add("http://a.example/sign").add("nothing of note").add("考勤打卡考勤");
  const std::string out =
      told(platforms::read_hermes_bundle, "main.jsbundle", builder.build() + "\xE7\xAD\xBE\xE5\x88\xB0");
  CHECK(out.find("endpoint http://a.example/sign") != std::string::npos);
  CHECK(out.find("text 签到|") != std::string::npos);
  CHECK(out.find("literal") == std::string::npos);
  CHECK(out.ends_with("!unsupported"));
}

TEST_CASE("Modules of a RAM bundle are modules of their own") {
  const builders::RamBundleBuilder builder{"start('启动')", {"", "__d(function(g){show('签到')},1,[]);"}};
  CHECK(told(platforms::read_ram_bundle, "assets/x.bundle", builder.build()) ==
        "text 启动|text 签到 in assets/x.bundle#1 of assets/x.bundle#1|");
}

TEST_CASE("Constants of Lua, .NET and Unity are read; encrypted and packed ones are gaps") {
  CHECK(told(platforms::read_lua, "a.luac", builders::LuaBuilder{0x53, {{"打卡", "print"}, {}}}.build()) ==
        "text 打卡|literal print|");
  CHECK(told(platforms::read_lua, "a.luac", "\x1BLJ\2 签到 noise") == "text  签到 noise|!unsupported");
  CHECK(told(platforms::read_dotnet, "App.dll",
             builders::AssemblyBuilder{false, {"签到"}, {"SignPage"}}.build()) ==
        "identifier SignPage|text 签到|");
  CHECK(told(platforms::read_dotnet, "assemblies.blob", "XABA\1") == "!unsupported");
  CHECK(told(platforms::read_unity_metadata, "global-metadata.dat",
             builders::UnityBuilder{24, true, {"签到"}, {"Panel"}}.build()) == "text 签到|identifier Panel|");
  CHECK(told(platforms::read_unity_metadata, "global-metadata.dat", "\x11\x22\x33\x44 cipher") ==
        "!encrypted");
}

TEST_CASE("Catalogues and databases give what is shown, with what it belongs to") {
  CHECK(told(platforms::read_mo, "zh.mo",
             builders::GettextBuilder{false, {{"", "Language: zh"}, {"Sign in", "签到"}}}.build()) ==
        "text 签到 of Sign in|");
  builders::SqliteBuilder database;
  database.tables = {{"menu", {{"积分排名", "/rank/list"}}}};
  CHECK(told(platforms::read_sqlite, "a.db", database.build()) ==
        "text 积分排名 of menu|endpoint /rank/list of menu|");
}

TEST_CASE("Of unknown bytes only Han and addresses are kept, and long texts are contents") {
  using namespace std::string_literals;
  std::string article;
  for (int i = 0; i < 80; ++i) article += "文";
  const evidence::EvidenceSet set =
      read(platforms::read_carved, "a.bin", "\0some words\0"s + article + "\0https://a.example/x\0"s);
  CHECK(told(set, "a.bin") == "text " + article + "|endpoint https://a.example/x|");
  CHECK(set.evidence[0].role == Role::kContent);
}
