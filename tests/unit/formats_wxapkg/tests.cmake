jianfu_unit(formats_wxapkg
  crypt_test.cc
  salvage_test.cc
  wxapkg_test.cc
)
