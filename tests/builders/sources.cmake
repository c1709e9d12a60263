target_sources(jianfu_builders PRIVATE
  builders/android_builder.cc
  builders/arsc_builder.cc
  builders/axml_builder.cc
  builders/axml_compiler.cc
  builders/byte_writer.cc
  builders/dex_assembly.cc
  builders/dex_builder.cc
  builders/dex_encode.cc
  builders/hermes_builder.cc
  builders/sample_builder.cc
  builders/signing_builder.cc
  builders/string_pool_builder.cc
  builders/tar_builder.cc
  builders/wechat_builder.cc
  builders/wxapkg_builder.cc
  builders/wxml_compiler.cc
  builders/wxml_expression.cc
  builders/zip_builder.cc
)
target_link_libraries(jianfu_builders PRIVATE PkgConfig::LIBZIP ZLIB::ZLIB OpenSSL::Crypto)
