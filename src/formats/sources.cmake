target_sources(jianfu_core PRIVATE
  src/formats/arsc/arsc.cc
  src/formats/axml/axml.cc
  src/formats/axml/string_pool.cc
  src/formats/dex/code_walk.cc
  src/formats/dex/dex.cc
  src/formats/dex/header.cc
  src/formats/dex/lists.cc
  src/formats/dex/survey.cc
  src/formats/identify.cc
  src/formats/js/read.cc
  src/formats/js/tokeniser.cc
  src/formats/json/json.cc
  src/formats/markup/markup.cc
  src/formats/wxapkg/wxapkg.cc
  src/formats/wxml/compiled.cc
)
