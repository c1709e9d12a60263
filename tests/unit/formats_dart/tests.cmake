jianfu_unit(formats_dart snapshot_test.cc)
