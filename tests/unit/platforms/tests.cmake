jianfu_unit(platforms
  android_test.cc
  manifest_test.cc
  packing_test.cc
  shared_test.cc
  tampering_test.cc
  wechat_test.cc
)
