target_sources(jianfu_base PRIVATE
  src/core/date.cc
  src/core/message.cc
  src/core/sha256.cc
)
