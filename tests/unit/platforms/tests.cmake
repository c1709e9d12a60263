jianfu_unit(platforms
  android_test.cc
  binary_files_test.cc
  shared_test.cc
  wechat_test.cc
)
