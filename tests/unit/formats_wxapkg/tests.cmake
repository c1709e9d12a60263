jianfu_unit(formats_wxapkg wxapkg_test.cc)
