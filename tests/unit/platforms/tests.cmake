jianfu_unit(platforms
  android_test.cc
  native_test.cc
  shared_test.cc
  wechat_test.cc
)
