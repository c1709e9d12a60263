jianfu_unit(formats_carve carve_test.cc)
