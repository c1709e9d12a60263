target_sources(jianfu_core PRIVATE
  src/io/byte_reader.cc
)
