target_sources(jianfu_builders PRIVATE
  builders/byte_writer.cc
  builders/zip_builder.cc
)
target_link_libraries(jianfu_builders PRIVATE PkgConfig::LIBZIP ZLIB::ZLIB)
