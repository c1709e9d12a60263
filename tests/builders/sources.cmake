target_sources(jianfu_builders PRIVATE
  builders/byte_writer.cc
  builders/dex_assembly.cc
  builders/dex_builder.cc
  builders/dex_encode.cc
  builders/zip_builder.cc
)
target_link_libraries(jianfu_builders PRIVATE PkgConfig::LIBZIP ZLIB::ZLIB OpenSSL::Crypto)
