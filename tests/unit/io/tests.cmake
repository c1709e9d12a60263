jianfu_unit(io
  byte_reader_test.cc
  zip_tree_test.cc
)
