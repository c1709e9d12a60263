target_sources(jianfu_core PRIVATE
  src/formats/identify.cc
)
