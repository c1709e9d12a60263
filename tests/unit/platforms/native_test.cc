#include <algorithm>
#include <catch2/catch.hpp>

#include "builders/dart_builder.h"
#include "builders/elf_builder.h"
#include "evidence/text_form.h"
#include "platforms/shared/abi.h"
#include "platforms/shared/flutter.h"
#include "platforms/shared/native.h"

using namespace jianfu;
using Catch::Contains;

namespace {

struct Read {
  evidence::EvidenceSet set;
  std::string text;
  size_t gaps(GapReason why) const {
    return static_cast<size_t>(std::count_if(set.gaps.begin(), set.gaps.end(),
                                             [&](const evidence::Gap& gap) { return gap.why == why; }));
  }
};

Read read(const std::string& bytes, const std::string& path = "lib/arm64-v8a/libx.so") {
  Read out;
  evidence::Collector collector(out.set, nullptr);
  collector.at(collector.module("cn.gov.demo.Sign", evidence::ModuleKind::kClass)).owner =
      evidence::Owner::kApp;
  collector.module("com.map.sdk.Core", evidence::ModuleKind::kClass);
  const Limits limits;
  platforms::read_native_library(collector, path, bytes, {limits, nullptr});
  out.text = evidence::to_text(out.set);
  return out;
}

const std::string kTexts = std::string(
    "考勤打卡成功\0https://demo.invalid/sign\0/proc/self/maps\0/api/sign/in\0cn/gov/demo/Other\0(I)V\0ab\0",
    91);

builders::ElfBuilder library() {
  builders::ElfBuilder out;
  out.sections = {{".rodata", kTexts}, {".text", std::string("\x1F\x20\x03\xD5打卡打卡", 16), 6}};
  out.symbols = {
      {"Java_cn_gov_demo_Sign_00024Task_submit", ".text"}, {"JNI_OnLoad", ".text"}, {"strlen", ""}};
  out.soname = "libx.so";
  return out;
}

std::vector<std::string> program() {
  std::vector<std::string> out = builders::dart_names(60);
  for (const char* text :
       {"考勤打卡", "✅ done", "package:sign_app/main.dart", "package:sign_app/pages/sign_in.dart",
        "package:sign_app/model/user.dart", "package:geolocator/geolocator.dart", "/api/sign/in",
        "flutter/textinput", "text/plain", "M/d/y", "dart:core/int.dart", "SignInController",
        "tap to sign in", "caf\u00e9"})
    out.push_back(text);
  return out;
}

}  // namespace

TEST_CASE("a native library gives its texts, addresses and Java methods with their places") {
  const std::string bytes = library().build();
  const Read out = read(bytes);
  INFO(out.text);
  CHECK_THAT(out.text, Contains("text unknown \"考勤打卡成功\" in=lib/arm64-v8a/libx.so"));
  CHECK_THAT(out.text, Contains("endpoint https://demo.invalid/sign"));
  CHECK_THAT(out.text, Contains("endpoint /api/sign/in"));
  CHECK_THAT(out.text, Contains("literal \"/proc/self/maps\""));
  CHECK_THAT(out.text, Contains("identifier cn.gov.demo.Sign$Task.submit"));
  CHECK_THAT(out.text, Contains("identifier cn.gov.demo.Other"));
  CHECK(out.text.find("打卡打卡") == std::string::npos);  // code is not data
  for (const evidence::Evidence& item : out.set.evidence) {
    if (item.text == "考勤打卡成功") CHECK(bytes.substr(*item.at.offset, item.text.size()) == item.text);
  }
}

TEST_CASE("a library belongs to the app when it implements methods of the app's own class") {
  CHECK_THAT(read(library().build()).text, Contains("edge uses cn.gov.demo.Sign lib/arm64-v8a/libx.so") &&
                                               Contains("module script lib/arm64-v8a/libx.so owner=app"));
  builders::ElfBuilder other = library();
  other.symbols[0].name = "Java_com_map_sdk_Core_start";
  const Read out = read(other.build());
  CHECK_THAT(out.text, Contains("edge uses com.map.sdk.Core lib/arm64-v8a/libx.so"));
  CHECK(out.text.find("libx.so owner=app") == std::string::npos);
}

TEST_CASE("without JNI_OnLoad a path of a class is a string like others") {
  builders::ElfBuilder builder = library();
  builder.symbols.erase(builder.symbols.begin() + 1);
  CHECK_THAT(read(builder.build()).text, Contains("literal \"cn/gov/demo/Other\""));
}

TEST_CASE(
    "what a library cannot show is a gap of its module: always its code, sections that do not hold, noise") {
  Read out = read(library().build());
  REQUIRE(out.set.gaps.size() == 1);
  CHECK(out.set.gaps[0].why == GapReason::kUnsupported);
  CHECK(out.set.gaps[0].module != evidence::kNoModule);
  CHECK(out.set.gaps[0].bytes == 16);
  builders::ElfBuilder fake = library();
  fake.fake_sections = true;
  out = read(fake.build());
  CHECK(out.gaps(GapReason::kCorrupt) == 1);
  CHECK_THAT(out.text, Contains("考勤打卡成功"));
  builders::ElfBuilder noise = library();
  uint32_t state = 7;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise.sections[0].bytes += static_cast<char>(state >> 24);
  }
  CHECK(read(noise.build()).gaps(GapReason::kEncrypted) == 1);
}

TEST_CASE("what is no library is carved, and told") {
  const Read out = read("not a library: 考勤打卡");
  CHECK(out.gaps(GapReason::kCorrupt) == 1);
  CHECK_THAT(out.text, Contains("考勤打卡"));
}

TEST_CASE("addresses are told from files of the system and of build machines") {
  CHECK(platforms::is_native_endpoint("/user/sign"));
  CHECK(platforms::is_native_endpoint("wss://demo.invalid/push"));
  CHECK_FALSE(platforms::is_native_endpoint("/system/lib64/libc.so"));
  CHECK_FALSE(platforms::is_native_endpoint("/src/jni/main.cpp"));
  CHECK_FALSE(platforms::is_native_endpoint("text/plain"));
}

TEST_CASE("a Flutter program gives its texts, its own pages and the packages it uses") {
  builders::DartBuilder isolate;
  isolate.strings = program();
  for (const bool wide : {true, false}) {
    isolate.cluster = wide;
    isolate.wide_words = wide;
    const std::string bytes = builders::build_flutter_library(isolate, wide);
    const Read out = read(bytes, "lib/arm64-v8a/libapp.so");
    INFO(out.text);
    CHECK_THAT(out.text, Contains("module script lib/arm64-v8a/libapp.so owner=app reach=yes"));
    CHECK_THAT(out.text, Contains("text unknown \"考勤打卡\" in=lib/arm64-v8a/libapp.so"));
    CHECK_THAT(out.text, Contains("route package:sign_app/pages/sign_in.dart in=lib/arm64-v8a/libapp.so"));
    CHECK_THAT(out.text, Contains("identifier package:sign_app/model/user.dart in=lib/arm64-v8a/libapp.so"));
    CHECK_THAT(out.text, Contains("identifier package:geolocator/geolocator.dart in=package:geolocator") &&
                             Contains("edge uses lib/arm64-v8a/libapp.so package:geolocator"));
    CHECK_THAT(out.text, Contains("endpoint /api/sign/in"));
    CHECK_THAT(out.text, Contains("identifier SignInController"));
    CHECK_THAT(out.text, Contains("literal \"tap to sign in\"") &&
                             Contains("literal \"flutter/textinput\"") &&
                             Contains("literal \"text/plain\"") && Contains("literal \"M/d/y\""));
    CHECK_THAT(out.text, Contains("café"));
    CHECK(out.set.gaps.empty());
    for (const evidence::Evidence& item : out.set.evidence) {
      if (item.text == "/api/sign/in") CHECK(bytes.substr(*item.at.offset, item.text.size()) == item.text);
    }
  }
}

TEST_CASE(
    "a Flutter program whose symbols are gone is found by its snapshots; one that cannot be read hides its "
    "screens") {
  builders::DartBuilder isolate;
  isolate.strings = program();
  builders::ElfBuilder hidden;
  hidden.sections = {{".rodata", isolate.build()}};
  CHECK_THAT(read(hidden.build(), "lib/arm64-v8a/libapp.so").text, Contains("text unknown \"考勤打卡\""));
  isolate.strings = {"考勤打卡"};
  const Read out = read(builders::build_flutter_library(isolate), "lib/arm64-v8a/libapp.so");
  REQUIRE(out.gaps(GapReason::kUnsupported) == 1);
  CHECK(out.set.gaps[0].hides.has(evidence::Kind::kText));
  builders::DartBuilder chains;
  chains.strings = builders::dart_names(200);
  chains.with_lengths = false;
  CHECK(read(builders::build_flutter_library(chains), "libapp.so").gaps(GapReason::kUnsupported) == 1);
}

TEST_CASE("a kernel file of a debug build is carved") {
  Read out;
  evidence::Collector collector(out.set, nullptr);
  const Limits limits;
  const std::string bytes =
      "\x90\xAB\xCD\xEF" + std::string(8, '\0') + "Text('考勤打卡')" + std::string(1, '\0') + "ab";
  CHECK(platforms::looks_like_flutter_kernel(bytes));
  platforms::read_flutter_kernel(collector, "assets/flutter_assets/kernel_blob.bin", bytes,
                                 {limits, nullptr});
  CHECK_THAT(evidence::to_text(out.set),
             Contains("text unknown \"Text('考勤打卡')\" in=assets/flutter_assets/kernel_blob.bin"));
  CHECK(out.set.evidence.size() == 1);
}

TEST_CASE("each library is read once, in the best ABI that has it") {
  const std::vector<std::string> paths = {
      "lib/x86/liba.so",         "lib/arm64-v8a/liba.so", "lib/armeabi-v7a/liba.so", "lib/x86/libonly.so",
      "base/lib/x86_64/liba.so", "assets/libb.so",        "lib/readme.txt"};
  const platforms::LibraryChoice choice = platforms::which_abi(paths);
  CHECK(choice.reads("lib/arm64-v8a/liba.so"));
  CHECK_FALSE(choice.reads("lib/x86/liba.so"));
  CHECK_FALSE(choice.reads("lib/armeabi-v7a/liba.so"));
  CHECK(choice.reads("lib/x86/libonly.so"));
  CHECK(choice.reads("base/lib/x86_64/liba.so"));  // of another split
  CHECK(choice.reads("assets/libb.so"));
  CHECK(choice.reads("lib/readme.txt"));
}
