target_sources(jianfu_base PRIVATE
  src/io/byte_reader.cc
  src/io/folder_tree.cc
  src/io/inflate.cc
  src/io/slices_tree.cc
  src/io/tree.cc
  src/io/zip_directory.cc
  src/io/zip_tree.cc
)
