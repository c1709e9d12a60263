// Source projects of frameworks: configuration, components and scripts, by the reader of the platform. No
// crash, no hang; every module, edge and text is sound.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "builders/zip_builder.h"
#include "evidence/evidence.h"
#include "io/tree.h"
#include "platforms/frontend/frontend.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

void check(const evidence::EvidenceSet& set) {
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from >= set.modules.size() || edge.to >= set.modules.size()) std::abort();
  }
  for (const evidence::Module& module : set.modules) {
    if (!text::valid_utf8(module.id) || !text::valid_utf8(module.title)) std::abort();
  }
  for (const evidence::Evidence& item : set.evidence) {
    if (item.module != evidence::kNoModule && item.module >= set.modules.size()) std::abort();
    if (!text::valid_utf8(item.text)) std::abort();
  }
}

}  // namespace

// The input is cut at NUL bytes into the files of a repository with one project of each kind.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::string_view kNames[] = {"uni/pages.json",           "uni/manifest.json",
                                         "uni/pages/a/a.vue",        "uni/components/b/b.vue",
                                         "taro/package.json",        "taro/src/app.config.ts",
                                         "taro/src/pages/a/index.tsx", "taro/tsconfig.json",
                                         "wepy/src/app.wpy",         "wepy/src/pages/a.wpy",
                                         "mp/package.json",          "mp/src/main.js",
                                         "mp/src/pages/a/main.js"};
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
  const Result<platforms::Reading> reading = platforms::frontend::read({&input, 1}, {limits, nullptr});
  if (!reading) std::abort();
  check(reading->evidence);
  for (const platforms::Reading& inner : reading->nested) check(inner.evidence);
  return 0;
}

std::vector<std::string> seeds() {
  const std::vector<std::string> files = {
      R"j({"easycom": {"^b-(.*)": "@/components/b/$1.vue"}, "pages": [{"path": "pages/a/a", "style": {"navigationBarTitleText": "甲",
      "app-plus": {"titleNView": {"buttons": [{"text": "乙"}]}}}}], "subPackages": [{"root": "r", "pages": [{"path": "x"}]}],
      "tabBar": {"list": [{"pagePath": "pages/a/a", "text": "丙"}]}})j",
      R"({"name": "丁", "appid": "__UNI__1", "mp-weixin": {"appid": "wx1", "permission": {"scope.x": {"desc": "戊"}}, "plugins": {"p": {"provider": "wx2"}}}})",
      "<template><view @click=\"go\">己<b-b/></view></template><script>uni.navigateTo({url: '/pages/a/a?x=' + 1})</script>",
      "<template><view>庚</view></template>",
      R"({"name": "n", "dependencies": {"@tarojs/taro": "3"}})",
      "const more = ['pages/b/b']; export default defineAppConfig({pages: ['pages/a/index', ...more], window: {}})",
      "import Taro from '@tarojs/taro'\nimport C from '#/c'\nexport default () => <View title=\"辛\">{x}</View>",
      R"({"compilerOptions": {"baseUrl": ".", "paths": {"#/*": ["src/*"], "*": ["*"], "a": []}}})",
      "<script>export default class extends wepy.app { config = {pages: ['pages/a']} }</script>",
      "<template><view>壬</view></template><script>config = {navigationBarTitleText: '癸'}</script>",
      R"({"dependencies": {"mpvue": "1"}})",
      "export default {config: {pages: ['^pages/a/main', 'pages/../../x'], window: {}}}",
      "import App from './index'"};
  std::string all;
  for (const std::string& file : files) {
    all += file;
    all += '\0';
  }
  return {all, std::string("[{\"path\": 1}]\0{\0<template>", 26)};
}
