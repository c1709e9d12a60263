jianfu_unit(formats_java hostile_test.cc read_test.cc tokeniser_test.cc)
