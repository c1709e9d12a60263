jianfu_unit(formats_identify identify_test.cc)
