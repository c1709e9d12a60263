// Built web apps, whole (fuzz/whole_scan.h): pages, routes, chunks, source maps, style sheets, data.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/zip_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "h5");
  return 0;
}

std::vector<std::string> seeds() {
  const std::vector<fuzz::File> webpack = {
      {"d/index.html", "<!DOCTYPE html><title>掌上办</title><script src=\"/js/a.1.js\"></script><div onclick=\"x('签到')\">c</div>"},
      {"d/js/a.1.js",
       "(function(e){})({\"56d7\":function(e,t,n){var r=[{path:\"/\",redirect:\"/s\"},{path:\"/s\",name:\"S\",meta:{title:\"外勤签到\"},"
       "component:function(){return n.e(\"c\").then(n.bind(null,\"77aa\"))},children:[{path:\"e\",component:X}]}];new "
       "R({mode:\"hash\",routes:r})}})\n//# sourceMappingURL=a.1.js.map"},
      {"d/js/a.1.js.map", R"x({"version":3,"sources":["webpack:///src/S.vue"],"sourcesContent":["<template><p>原文</p></template>"],"mappings":"AAAA"})x"},
      {"d/js/c.2.js",
       "(window.webpackJsonp=window.webpackJsonp||[]).push([[\"c\"],{\"77aa\":function(e,t,n){var r=function(){var "
       "e=this,t=e.$createElement,n=e._self._c||t;return n(\"div\",[e._v(\"今日签到\"),n(\"van-field\",{attrs:{label:\"照片\","
       "required:\"\"},on:{click:e.go}})])},o={data(){return{rules:{p:[{required:!0,message:\"请上传\"}]}}}}}}])"},
      {"d/css/a.css", ".a:before{content:\"\\6253\\5361\"}"},
      {"d/manifest.json", R"({"name":"n","icons":[]})"},
      {"d/static/config.json", R"({"title":"考勤","menus":[{"label":"排名","path":"/r"}]})"}};
  const std::vector<fuzz::File> vite = {
      {"index.html", "<script type=\"module\" src=\"./assets/index-1.js\"></script><iframe src=\"https://g/f\"></iframe>"},
      {"assets/index-1.js",
       "const r=[{path:\"/s\",component:()=>E(()=>import(\"./S-9f.js\"),[\"./S-9f.js\"]),meta:{title:\"签到\"}}];export{c}"},
      {"assets/S-9f.js", "import{c}from\"./index-1.js\";c(\"p\",null,\"立即签到\");c(I,{label:\"照片\",required:!0})"}};
  std::vector<builders::ZipFile> zipped;
  for (const fuzz::File& file : webpack) zipped.push_back({file.name, file.bytes, true});
  return {fuzz::listed(webpack), fuzz::listed(vite), builders::zip_of(zipped)};
}
