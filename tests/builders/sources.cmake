target_sources(jianfu_builders PRIVATE
  builders/byte_writer.cc
)
