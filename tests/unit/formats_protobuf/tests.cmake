jianfu_unit(formats_protobuf
  protobuf_test.cc
)
