jianfu_unit(formats_wxml compiled_test.cc easel_test.cc)
