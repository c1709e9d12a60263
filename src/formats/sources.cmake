target_sources(jianfu_core PRIVATE
  src/formats/identify.cc
  src/formats/dex/code_walk.cc
  src/formats/dex/dex.cc
  src/formats/dex/header.cc
  src/formats/dex/lists.cc
  src/formats/dex/survey.cc
)
