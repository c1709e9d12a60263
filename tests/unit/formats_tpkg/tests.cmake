jianfu_unit(formats_tpkg tpkg_test.cc)
