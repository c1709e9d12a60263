target_sources(jianfu_core PRIVATE
  src/core/message.cc
  src/core/sha256.cc
)
