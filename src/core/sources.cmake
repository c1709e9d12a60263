target_sources(jianfu_base PRIVATE
  src/core/message.cc
  src/core/sha256.cc
)
