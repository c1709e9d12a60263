target_sources(jianfu_base PRIVATE
  src/io/byte_reader.cc
  src/io/file.cc
  src/io/folder_tree.cc
  src/io/inflate.cc
  src/io/libzip_view.cc
  src/io/slices_tree.cc
  src/io/tree.cc
  src/io/zip_checks.cc
  src/io/zip_directory.cc
  src/io/zip_entry.cc
  src/io/zip_records.cc
  src/io/zip_scan.cc
  src/io/zip_tree.cc
)
