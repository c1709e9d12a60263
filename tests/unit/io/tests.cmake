jianfu_unit(io
  byte_reader_test.cc
)
