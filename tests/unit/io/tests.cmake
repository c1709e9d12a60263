jianfu_unit(io
  byte_reader_test.cc
  folder_tree_test.cc
  inflate_test.cc
  slices_tree_test.cc
  zip_tree_test.cc
  zip_tricks_test.cc
)
