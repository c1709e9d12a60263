jianfu_unit(platforms
  android_code_test.cc
  android_layout_test.cc
  android_test.cc
  native_test.cc
  shared_test.cc
  wechat_test.cc
)
